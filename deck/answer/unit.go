package answer

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// unitNames are units with their other spellings. Capitals are no part of a name but where they are
// written out: of the short forms, C and F are degrees after a number, as keyboards lack °.
var unitNames = sync.OnceValue(func() map[string]string { return spellings(unitTable) })

const unitTable = `
°c: c degc celsius centigrade
°f: f degf fahrenheit
°: deg degree degrees
k: kelvin kelvins
%: percent pct
m: metre meter metres meters
km: kilometre kilometer kilometres kilometers
cm: centimetre centimeter centimetres centimeters
mm: millimetre millimeter millimetres millimeters
nm: nanometre nanometer nanometres nanometers
s: sec secs second seconds
ms: millisecond milliseconds msec
min: mins minute minutes
h: hr hrs hour hours
day: days d
week: weeks
month: months
yr: year years y
g: gram grams gramme grammes
kg: kilogram kilograms kilo kilos
mg: milligram milligrams
t: tonne tonnes
l: litre liter litres liters
ml: millilitre milliliter millilitres milliliters
n: newton newtons
j: joule joules
kj: kilojoule kilojoules
w: watt watts
kw: kilowatt kilowatts
v: volt volts
amp: ampere amperes amps
hz: hertz
pa: pascal pascals
ω: ohm ohms
mol: mole moles
bit: bits
b: byte bytes
kb: kilobyte kilobytes
mb: megabyte megabytes
gb: gigabyte gigabytes
mi: mile miles
ft: foot feet
inch: inches "
lb: lbs pound pounds
$: dollar dollars usd
€: euro euros eur
£: gbp
`

// degreesAt returns how much of what follows the word degrees says which: degrees Celsius are a
// unit.
func degreesAt(name, rest string) int {
	if name = strings.ToLower(name); unitNames()[name] != "°" || name == "°" ||
		!strings.HasPrefix(rest, " ") {
		return 0
	}
	size := strings.IndexFunc(rest[1:], func(r rune) bool { return !unicode.IsLetter(r) })
	if size < 0 {
		size = len(rest) - 1
	}
	switch unitNames()[strings.ToLower(rest[1:1+size])] {
	case "°c", "°f", "k":
		return 1 + size
	}
	return 0
}

// withoutDegrees returns which degrees a unit is: celsius of "degrees celsius".
func withoutDegrees(text string) string {
	if degrees, which, ok := strings.Cut(text, " "); ok && unitNames()[degrees] == "°" {
		return which
	}
	return text
}

// spellings reads the table above: spelling to name.
func spellings(table string) map[string]string {
	names := map[string]string{}
	for line := range strings.Lines(strings.TrimSpace(table)) {
		name, others, _ := strings.Cut(strings.TrimSpace(line), ":")
		names[name] = name
		for other := range strings.FieldsSeq(others) {
			names[other] = name
		}
	}
	return names
}

// isUnit says whether what follows a number is a unit: a name of one, or signs that no word has.
func isUnit(text string) bool {
	if _, ok := unitNames()[withoutDegrees(strings.ToLower(text))]; ok {
		return true
	}
	if strings.ContainsAny(text, "°%$€£¥‰Ω") {
		return true
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("/*", r) })
	if len(parts) < 2 && !endsInPower(text) {
		return false
	}
	for _, part := range parts {
		part = strings.TrimRight(part, "0123456789-^")
		if _, ok := unitNames()[strings.ToLower(part)]; !ok && utf8.RuneCountInString(part) > 3 {
			return false
		}
	}
	return true
}

// endsInPower says whether a text is a unit to a power, such as cm2.
func endsInPower(text string) bool {
	name := strings.TrimRight(text, "0123456789-^")
	_, ok := unitNames()[strings.ToLower(name)]
	return ok && name != text
}

// canonicalUnit returns what spellings of a unit share. Of one letter, capitals tell a unit from
// another in few cases, and people type them as they like.
func canonicalUnit(text string) string {
	text = withoutDegrees(strings.ToLower(text))
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' })
	for i, part := range parts {
		name := strings.TrimRightFunc(part,
			func(r rune) bool { return unicode.IsDigit(r) || r == '-' || r == '^' })
		if known, ok := unitNames()[name]; ok {
			parts[i] = known + strings.ReplaceAll(part[len(name):], "^", "")
		}
	}
	return strings.Join(parts, "/")
}
