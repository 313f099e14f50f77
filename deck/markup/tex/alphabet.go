package tex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// alphabet reads letters that are set in another alphabet.
func (p *parser) alphabet(name string) []atom {
	atoms := p.argument()
	for i := range atoms {
		if len(strings.Trim(atoms[i].text, marks)) == 1 {
			plain := strings.Trim(atoms[i].text, marks)
			atoms[i].text = strings.Replace(atoms[i].text, plain, letterIn(name, plain), 1)
		}
	}
	return atoms
}

// letterIn returns a letter of ASCII in another alphabet, or itself where there is none.
func letterIn(alphabet, letter string) string {
	// These stood in Unicode before it had whole alphabets.
	const early = " mathbbCℂ mathbbHℍ mathbbNℕ mathbbPℙ mathbbQℚ mathbbRℝ mathbbZℤ " +
		"mathcalBℬ mathcalEℰ mathcalFℱ mathcalHℋ mathcalIℐ mathcalLℒ mathcalMℳ mathcalRℛ " +
		"mathcaleℯ mathcalgℊ mathcaloℴ mathfrakCℭ mathfrakHℌ mathfrakIℑ mathfrakRℜ mathfrakZℨ "
	alphabet = strings.Replace(alphabet, "mathscr", "mathcal", 1)
	if _, rest, ok := strings.Cut(early, " "+alphabet+letter); ok {
		text, _, _ := strings.Cut(rest, " ")
		return text
	}
	first := map[string]rune{"mathbb": 0x1d538, "mathcal": 0x1d49c, "mathfrak": 0x1d504}[alphabet]
	switch c := letter[0]; {
	case 'A' <= c && c <= 'Z':
		return string(first + rune(c-'A'))
	case 'a' <= c && c <= 'z':
		return string(first + 26 + rune(c-'a'))
	case '0' <= c && c <= '9' && alphabet == "mathbb":
		return string('\U0001d7d8' + rune(c-'0'))
	}
	return letter
}

// accented reads a command that sets a mark above or below its argument: on each character of it,
// or on the only one.
func (p *parser) accented(name string) ([]atom, bool) {
	const (
		single = ` hat ̂ widehat ̂ check ̌ tilde ̃ widetilde ̃ acute ́ grave ̀ dot ̇ ddot ̈ breve ̆
 vec ⃗ mathring ̊ overrightarrow ⃗ dddot ⃛ overleftarrow ⃖ overleftrightarrow ⃡ overrightharpoon ⃑
 overharpoon ⃑ va ⃗ `
		each = ` bar ̄ overline ̅ underline ̲ cancel ̸ bcancel ̸ xcancel ̸ sout ̶ `
	)
	mark, all := find(single, name), false
	if mark == "" {
		mark, all = find(each, name), true
	}
	switch name {
	case "overparen", "overarc", "wideparen", "overgroup":
		return []atom{{text: "⌒" + operand(p.argument(), isProduct)}}, true
	}
	if mark == "" {
		return nil, false
	}
	text := write(p.argument(), false)
	plain := strings.Trim(text, marks)
	isNoWord := func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N) }
	isWord := strings.IndexFunc(plain, isNoWord) < 0
	switch size := utf8.RuneCountInString(plain); {
	case plain == "" && text == "":
		const alone = ` hat ˆ widehat ˆ tilde ˜ widetilde ˜ bar ¯ dot ˙ ddot ¨ acute ´ grave ˋ breve ˘ check ˇ `
		text = find(alone, name)
		p.bad = p.bad || text == ""
	case plain == "":
		p.bad = true
	case size == 1:
		text = strings.Replace(text, plain, norm.NFC.String(plain+mark), 1)
	case all && isWord:
		mark = strings.Replace(mark, "̄", "̅", 1) // a macron joins with no other
		text = strings.Replace(text, plain, eachMarked(plain, mark), 1)
	case size == 2 && isWord:
		text = strings.Replace(text, plain, plain+mark, 1)
	default:
		text = strings.TrimPrefix(name, "wide") + "(" + text + ")"
	}
	return []atom{{text: text}}, true
}

func eachMarked(text, mark string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteString(string(r) + mark)
	}
	return b.String()
}
