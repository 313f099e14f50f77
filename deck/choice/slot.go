package choice

import (
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A slot is a place in an answer at which something else may stand. All that is made of an answer
// differs from it in one slot, so that no option is closer to the others than any other.

var (
	romanEnd  = compiled(`^(.*\p{L} )([IVX]{1,5})(\.?)$`)
	letterEnd = compiled(`^(.*\p{Ll}[ -]|)([A-Z])(\.?)$`)
	oneDigit  = compiled(`^(\D*)(\d{1,3})(\D*)$`)
	molecule  = compiled(`^(?:(?:[A-Z][a-z]?|\((?:[A-Z][a-z]?\d*)+\))\d*)+\.?$`)
	atoms     = compiled(`\d+`)
	octets    = compiled(`^(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?\.?$`)
	version   = compiled(`^(.*?\d+(?:\.\d+)*\.)(\d+)(\D*)$`)
	flags     = compiled("(?:^|[ `])-(?:[a-z]{1,2}|[b-df-hj-np-tv-z]+)\\b")
	token     = compiled(`-{0,2}\w[\w-]*`)
	operator  = compiled(` (==|!=|<=|>=|<|>|&&|\|\||\+=|-=|\*=|/=) `)
	raised    = compiled(`[²³⁴]|\^\d`)
	term      = compiled(` [·*×/÷+−-] `)
)

// slotted returns answers that differ from the right one in the first of these slots that it has: a
// version, the number of a king, of atoms or in a name, a word of code.
func slotted(right *item, random *rand.Rand) []string {
	s := right.option
	switch {
	case octets().MatchString(s):
		return octetsNear(s, random)
	case right.code || right.form.shape == code:
		return codeMade(s, right.question, random)
	case right.isVersion() && version().MatchString(s):
		p := version().FindStringSubmatch(s)
		return countsNear(p[1], p[2], p[3], random)
	case romanEnd().MatchString(s):
		return romansNear(romanEnd().FindStringSubmatch(s), random)
	case letterEnd().MatchString(s):
		return capitalsNear(letterEnd().FindStringSubmatch(s), random)
	case molecule().MatchString(s) && atoms().MatchString(s):
		at := atoms().FindAllStringIndex(s, -1)
		last := at[random.IntN(len(at))]
		return slices.DeleteFunc(countsNear(s[:last[0]], s[last[0]:last[1]], s[last[1]:], random),
			func(made string) bool { return made[last[0]] == '1' }) // which nobody writes
	case oneDigit().MatchString(s) && right.form.shape != number && len(strings.Fields(s)) <= 4:
		p := oneDigit().FindStringSubmatch(s)
		return countsNear(p[1], p[2], p[3], random)
	}
	return nil
}

// octetsNear returns addresses of four numbers, or masks, with another one in place of the last that
// is not zero, and with another number of bits behind a slash.
func octetsNear(s string, random *rand.Rand) (made []string) {
	const most = 255
	address, bits, hasBits := strings.Cut(strings.TrimSuffix(s, "."), "/")
	if hasBits {
		return countsNear(address+"/", bits, s[len(address)+1+len(bits):], random)
	}
	numbers := strings.Split(address, ".")
	at := len(numbers) - 1
	for at > 0 && numbers[at] == "0" {
		at--
	}
	value, err := strconv.Atoi(numbers[at])
	if err != nil || value > most {
		return nil
	}
	others := numbersBeside(value, 0, most, random)
	if masks := []int{128, 192, 224, 240, 248, 252, 255}; slices.Contains(masks, value) {
		others = masks
		shuffle(others, random)
	}
	for _, n := range others {
		if n != value {
			list := slices.Clone(numbers)
			list[at] = strconv.Itoa(n)
			made = append(made, strings.Join(list, ".")+s[len(address):])
		}
	}
	return made
}

// isVersion says whether a question asks for a version.
func (right *item) isVersion() bool {
	return slices.ContainsFunc(fields(right.Question),
		func(w string) bool { return isOneOf(w, versions) })
}

// countsNear returns texts with numbers close to one in its place, none below one.
func countsNear(before, number, after string, random *rand.Rand) []string {
	value, err := strconv.Atoi(number)
	if err != nil {
		return nil
	}
	var made []string
	step := 1
	for value%(10*step) == 0 && value > 10*step { // round beside round
		step *= 10
	}
	for _, n := range numbersBeside(value/step, 1, math.MaxInt/step, random) {
		made = append(made, before+strconv.Itoa(n*step)+after)
	}
	return made
}

// numbersBeside returns the whole numbers close to one, within bounds.
func numbersBeside(number, least, most int, random *rand.Rand) (list []int) {
	for _, i := range random.Perm(7) {
		if n := number + i - 3; n != number && least <= n && n <= most {
			list = append(list, n)
		}
	}
	return list
}

// romansNear is [countsNear] for the number behind a name, as of a king.
func romansNear(parts []string, random *rand.Rand) []string {
	at := slices.Index(romans(), parts[2])
	if at < 0 {
		return nil
	}
	var made []string
	for _, n := range numbersBeside(at, 0, len(romans())-1, random) {
		made = append(made, parts[1]+romans()[n]+parts[3])
	}
	return made
}

// capitalsNear is [countsNear] for the letter behind a name, as of a schedule.
func capitalsNear(parts []string, random *rand.Rand) []string {
	var made []string
	for _, n := range numbersBeside(int(parts[2][0]), 'A', 'Z', random) {
		made = append(made, parts[1]+string(rune(n))+parts[3])
	}
	return made
}

func romans() []string {
	return strings.Fields("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX")
}

// codeMade returns code with something else in one of its slots: a word of which others are known,
// an operator, a number, a letter of a flag.
func codeMade(s string, question text, random *rand.Rand) []string {
	for _, pattern := range []*regexp.Regexp{token(), operator(), raised(), term()} {
		for _, at := range pattern.FindAllStringIndex(s, -1) {
			isSame := func(m string) bool { return equalText(m, s) }
			if made := slices.DeleteFunc(exchanged(s, at, random), isSame); len(made) > 0 {
				return made
			}
		}
	}
	if at := flags().FindStringIndex(s); at != nil {
		return lettersNear(s, at[1]-1, random)
	}
	at := atoms().FindStringIndex(s)
	if at == nil || question.has(s[at[0]:at[1]]) {
		return nil
	}
	return countsNear(s[:at[0]], s[at[0]:at[1]], s[at[1]:], random)
}

// exchanged returns a text with the others of its family in the place of a part of it.
func exchanged(s string, at []int, random *rand.Rand) []string {
	what := strings.TrimSpace(s[at[0]:at[1]])
	from := at[0] + strings.Index(s[at[0]:at[1]], what)
	before, after := s[:from], s[from+len(what):]
	var made []string
	for _, others := range inCode(what, strings.HasPrefix(after, "(")) {
		for _, i := range random.Perm(len(others)) {
			if others[i] != what {
				made = append(made, before+others[i]+after)
			}
		}
	}
	return made
}

// inCode returns the families of words, flags and signs of code that one is of; those of functions
// only for what is called.
func inCode(what string, called bool) (list [][]string) {
	switch {
	case raised().MatchString(what) && strings.HasPrefix(what, "^"):
		return [][]string{{"^1", "^2", "^3", "^4"}}
	case raised().MatchString(what):
		return [][]string{{"²", "³", "⁴"}}
	case term().MatchString(" " + what + " "):
		return [][]string{{what, "/", "+", "−"}}
	}
	for _, at := range familiesOf(what) {
		f := known().list[at]
		is := func(noun string) bool { return slices.Contains(f.nouns, wordOf(noun)) }
		if slices.Contains(f.members, what) && (is("flag") || is("operator") || is("call") && called) {
			list = append(list, f.members)
		}
	}
	return list
}

// lettersNear returns texts with other letters in the place of one that is a flag.
func lettersNear(s string, at int, random *rand.Rand) []string {
	const letters = "acdefilnoprstuvw"
	if !strings.Contains(letters, s[at:at+1]) {
		return nil
	}
	var made []string
	for _, i := range random.Perm(len(letters)) {
		if letters[i] != s[at] && !strings.Contains(s, " -"+letters[i:i+1]) {
			made = append(made, s[:at]+letters[i:i+1]+s[at+1:])
		}
	}
	return made
}
