package speech

import (
	"strings"
	"unicode"

	"cards/deck/markup"
)

// longestFormula is how many characters of a formula can be followed by ear.
const longestFormula = 60

// formulaWords returns how a formula in the characters of Unicode is read; false if it has no plain
// reading: lines, matrices, signs that nobody would know by ear. Engines read the signs of other
// languages than English themselves.
func (s *speaker) formulaWords(text string) (string, bool) {
	if s.asks {
		text = blanked(text, PhrasesOf(s.Language).Blank)
	}
	text = strings.NewReplacer(string(markup.GapOpen), "", string(markup.GapClose), "").Replace(text)
	runes := []rune(text)
	if len(runes) > longestFormula || strings.ContainsAny(text, "\n{}[]|&\\") {
		return "", false
	}
	f := formula{runes: runes}
	for f.at < len(runes) {
		if !f.next() {
			return "", false
		}
	}
	if !IsEnglish(s.Language) {
		return text, true
	}
	return strings.Join(f.words, " "), true
}

// blanked puts a word in the place of what a cloze asks.
func blanked(text, blank string) string {
	for {
		before, _, after, ok := markup.CutGap(text)
		if !ok {
			return text
		}
		text = before + " " + blank + " " + after
	}
}

// formula is one that is read from its start.
type formula struct {
	runes []rune
	at    int
	words []string
}

func (f *formula) say(words ...string) { f.words = append(f.words, words...) }

// next reads what stands next; false if it has no reading.
func (f *formula) next() bool {
	switch r := f.runes[f.at]; {
	case unicode.IsSpace(r):
		f.at++
	case '0' <= r && r <= '9':
		f.say(f.run(func(r rune) bool { return '0' <= r && r <= '9' || r == '.' || r == ',' }))
	case raised(r) >= 0:
		f.power()
	case lowered(r) >= 0:
		f.say(strings.Map(lowered, f.run(func(r rune) bool { return lowered(r) >= 0 })))
	case r == '(' && f.at > 0 && unicode.IsLetter(f.runes[f.at-1]):
		f.at++
		f.say("of")
	case signs()[r] != "":
		f.at++
		f.say(signs()[r])
	case unicode.IsLetter(r) && r < 0x250:
		f.letters()
	case strings.ContainsRune("(),:.", r):
		f.at++
		f.pause()
	default:
		return false
	}
	return true
}

// pause ends what was said with a comma.
func (f *formula) pause() {
	if n := len(f.words); n > 0 && !strings.HasSuffix(f.words[n-1], ",") && f.at < len(f.runes) {
		f.words[n-1] += ","
	}
}

// run takes characters as long as they are of a kind.
func (f *formula) run(is func(rune) bool) string {
	start := f.at
	for f.at < len(f.runes) && is(f.runes[f.at]) {
		f.at++
	}
	return string(f.runes[start:f.at])
}

// power reads what is raised.
func (f *formula) power() {
	switch text := strings.Map(raised, f.run(func(r rune) bool { return raised(r) >= 0 })); text {
	case "2":
		f.say("squared")
	case "3":
		f.say("cubed")
	default:
		f.say("to the power of", strings.ReplaceAll(text, "-", "minus "))
	}
}

// letters reads a name: of a function, a word, or variables that are multiplied.
func (f *formula) letters() {
	name := f.run(func(r rune) bool {
		return unicode.IsLetter(r) && r < 0x250 && raised(r) < 0 &&
			lowered(r) < 0
	})
	const word = 4 // letters of the shortest word
	switch known := functions()[name]; {
	case known != "":
		f.say(known)
	case len([]rune(name)) >= word:
		f.say(name)
	default:
		for _, r := range name {
			f.say(string(r))
		}
	}
}

func functions() map[string]string {
	return map[string]string{
		"sin": "sine", "cos": "cosine", "tan": "tangent", "log": "log", "ln": "natural log",
		"exp": "exp", "lim": "the limit",
		"max": "max", "min": "min", "mod": "mod", "gcd": "gcd", "det": "det", "if": "if",
		"and": "and", "or": "or", "for": "for",
		"blank": "blank",
	}
}

// raised returns what a raised character stands for, −1 for none.
func raised(r rune) rune {
	return standsFor(r, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿⁱˣ", "0123456789+-nix")
}

// lowered is the same for a lowered one.
func lowered(r rune) rune {
	return standsFor(r, "₀₁₂₃₄₅₆₇₈₉ₙᵢₖₘⱼ", "0123456789nikmj")
}

func standsFor(r rune, from, to string) rune {
	i := 0
	for _, f := range from {
		if f == r {
			return rune(to[i])
		}
		i++
	}
	return -1
}

// signs are the words for signs.
func signs() map[rune]string {
	return map[rune]string{
		'+': "plus", '-': "minus", '−': "minus", '±': "plus or minus", '×': "times", '·': "times",
		'⋅': "times", '*': "times",
		'/': "over", '÷': "divided by", '=': "equals", '≠': "is not equal to", '<': "is less than",
		'>': "is greater than",
		'≤': "is at most", '≥': "is at least", '≈': "is about", '≡': "is equivalent to", '→': "to",
		'⇒': "implies",
		'⇔': "if and only if", '∞': "infinity", '∈': "in", '∉': "not in", '⊂': "is a subset of",
		'⊆': "is a subset of",
		'∪': "union", '∩': "intersected with", '∅': "the empty set", '∀': "for all",
		'∃': "there is", '¬': "not", '∧': "and",
		'∨': "or", '√': "the square root of", '∑': "the sum of", '∏': "the product of",
		'∫': "the integral of", '∂': "d",
		'∇': "nabla", '°': "degrees", '%': "percent", '!': "factorial", '′': "prime",
		'½': "one half", '⅓': "one third",
		'¼': "one quarter", '¾': "three quarters", '⅔': "two thirds", 'ℝ': "R", 'ℕ': "N", 'ℤ': "Z",
		'ℚ': "Q", 'ℂ': "C", 'ℏ': "h bar",
		'α': "alpha", 'β': "beta", 'γ': "gamma", 'δ': "delta", 'ε': "epsilon", 'ζ': "zeta",
		'η': "eta", 'θ': "theta",
		'ι': "iota", 'κ': "kappa", 'λ': "lambda", 'μ': "mu", 'ν': "nu", 'ξ': "xi", 'π': "pi",
		'ρ': "rho", 'σ': "sigma",
		'τ': "tau", 'υ': "upsilon", 'φ': "phi", 'χ': "chi", 'ψ': "psi", 'ω': "omega", 'ϕ': "phi",
		'ϵ': "epsilon",
		'Γ': "capital gamma", 'Δ': "delta", 'Θ': "capital theta", 'Λ': "capital lambda",
		'Π': "capital pi", 'Σ': "capital sigma",
		'Φ': "capital phi", 'Ψ': "capital psi", 'Ω': "omega",
	}
}
