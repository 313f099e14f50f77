// Package answer grades what a person typed by what a card answers: right, a typing error, a part
// of it, or wrong. The rules are plain, deterministic and know no model of language; the person may
// always overrule. Texts are without markup.
//
//	answer.go   the verdicts, and the order of the rules
//	weigh.go    what of an answer is needed, and how much of it was given
//	token.go    a text as numbers, units and words
//	unit.go     the spellings of units
//	number.go   when two numbers are the same
//	word.go     when two words are the same, nearly the same, or contrary
//	known.go    the answers of other cards
package answer

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"cards/deck/fold"
)

// Kind says how good a typed answer is.
type Kind uint8

// The kinds of verdicts, the worst first.
const (
	Wrong   Kind = iota
	Partial      // some of what is needed, or more than was asked
	Typo         // right, but for its spelling
	Right
)

// String returns the word of a verdict: wrong, partial, typo or right.
func (k Kind) String() string { return [...]string{"wrong", "partial", "typo", "right"}[k] }

// Verdict is what comes of grading.
type Verdict struct {
	Kind    Kind
	Got, Of int    // parts given and parts needed; both are 0 where nothing was counted
	Missing string // of a partial answer, as the card spells it; "" when it has too much or another order
}

// Question is what a typed answer is graded by.
type Question struct {
	Prompt string // what was asked: words of it need not be repeated
	Answer string // what is right
	Exact  bool   // spelling and signs are what is asked, as in code: nothing but case and white space is free
	Others *Known // answers of other cards, which are no typing errors of this one; may be nil
}

// maxWeighed is the length of the longest text that is graded by its words, in bytes: nobody types
// more, and the time grows with the square.
const maxWeighed = 2000

// Grade says how good the typed text is. The first rule that applies decides.
func Grade(typed string, q Question) Verdict {
	switch {
	case strings.TrimSpace(typed) == "":
		return Verdict{}
	case q.Exact:
		return exactly(typed, q.Answer)
	case plain(typed) == plain(q.Answer):
		return Verdict{Kind: Right}
	case isFormula(q.Answer):
		return formula(typed, q.Answer)
	case isNegated(typed) != isNegated(q.Answer):
		return Verdict{}
	}
	if len(typed) > maxWeighed || len(q.Answer) > maxWeighed {
		return Verdict{}
	}
	best := Verdict{}
	for _, answer := range alternatives(q.Answer) {
		if v := weigh(typed, answer, q); better(v, best) {
			best = v
		}
	}
	return best
}

// exactly compares as Unicode's caseless matching does; a run of white space is one space.
func exactly(typed, right string) Verdict {
	bare := func(s string) string { return Caseless(strings.Join(strings.Fields(s), " ")) }
	if bare(typed) == bare(right) {
		return Verdict{Kind: Right}
	}
	return Verdict{}
}

// isFormula says whether an answer has signs that no prose has: O(n), a_1, x = y.
func isFormula(answer string) bool {
	if strings.ContainsAny(answer, "=_{}[]\\|^~") {
		return true
	}
	at := strings.IndexByte(answer, '(')
	return at > 0 && answer[at-1] != ' '
}

// formula compares without white space, of which a formula has as much as one likes.
func formula(typed, right string) Verdict {
	bare := func(s string) string { return strings.ReplaceAll(plain(s), " ", "") }
	if bare(typed) == bare(right) {
		return Verdict{Kind: Right}
	}
	return Verdict{}
}

// Caseless returns a text that is the same for texts that differ in case, in how their characters
// are put together, or in what is raised or lowered on the line.
func Caseless(s string) string {
	return norm.NFC.String(fold.String(norm.NFD.String(onLine(s))))
}

// onLine returns a text with what is raised or lowered on the line: x² is typed as x2.
func onLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '⁻' || r == '₋':
			return '-'
		case strings.ContainsRune("²³¹", r), 0x2070 <= r && r <= 0x209c, 0x1d2c <= r && r <= 0x1d6a:
			r, _ = utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
		}
		return r
	}, s)
}

func better(a, b Verdict) bool {
	if a.Kind != b.Kind {
		return a.Kind > b.Kind
	}
	return a.Got*b.Of > b.Got*a.Of
}

// alternatives returns the answers of which one is enough: a remark in parentheses may be left out,
// and of "car or automobile" either will do.
func alternatives(answer string) []string {
	list := []string{answer}
	if short := withoutRemarks(answer); strings.TrimSpace(short) != "" && short != answer {
		list = append(list, short)
	}
	if parts := strings.Split(answer, " or "); len(parts) > 1 && !strings.Contains(answer, ",") {
		list = append(list, parts...)
	}
	return list
}

// withoutRemarks returns a text without what stands in parentheses after a space or at its start:
// those of f(x) belong to it.
func withoutRemarks(text string) string {
	var b strings.Builder
	depth, before := 0, ' '
	for _, r := range text {
		if r == '(' && (depth > 0 || before == ' ') {
			depth++
		}
		if depth == 0 {
			b.WriteRune(r)
		}
		if r == ')' && depth > 0 {
			depth--
		}
		before = r
	}
	if depth > 0 {
		return text
	}
	return b.String()
}

// plain returns a text that is the same for texts that differ only in case, in forms of a
// character, in the kinds of dashes and quotes, in white space, and in punctuation around them.
func plain(s string) string {
	s = fold.String(compatible(s))
	s = strings.Join(strings.Fields(s), " ")
	if inner := strings.Trim(s, ` .,;:!?"'`); inner != "" {
		return inner
	}
	return s
}

// compatible returns a text in NFKC, with one kind of dash, quote and slash, and what is raised
// written as people type it: m/s² is m/s2, 10⁻³ is 10^-3.
func compatible(s string) string {
	s = withoutExponents(s)
	if isASCII(s) {
		return withoutCarets(s)
	}
	var b strings.Builder
	raised := false
	for _, r := range s {
		isRaised := strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", r)
		if isRaised && !raised {
			b.WriteByte('^')
		}
		raised = isRaised
		b.WriteRune(r)
	}
	return withoutCarets(strings.Map(typable, norm.NFKC.String(b.String())))
}

// withoutExponents writes 6.02e23 as 6.02*10^23.
func withoutExponents(s string) string {
	for at := 1; at+1 < len(s); at++ {
		if s[at] != 'e' && s[at] != 'E' || !isDigit(s[at-1]) {
			continue
		}
		start := at + 1
		if s[start] == '-' || s[start] == '+' {
			start++
		}
		digits := digitsAt(s, start)
		if digits == 0 || start+digits < len(s) && isASCIILetter(s[start+digits]) {
			continue
		}
		s = s[:at] + "*10^" + strings.TrimPrefix(s[at+1:], "+")
	}
	return s
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func typable(r rune) rune {
	switch r {
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	case '‘', '’', '‚', '′', '`', '´':
		return '\''
	case '“', '”', '„', '«', '»', '″':
		return '"'
	case '⁄', '∕':
		return '/'
	case '·', '⋅', '×':
		return '*'
	case '、', '，':
		return ','
	case '。':
		return '.'
	}
	return r
}

// withoutCarets leaves out the sign for a power behind a letter or a parenthesis, where people
// leave it out; behind a digit it tells 2^3 from 23.
func withoutCarets(s string) string {
	if !strings.Contains(s, "^") {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if s[i] == '^' && i > 0 && (s[i-1] < '0' || s[i-1] > '9') {
			continue
		}
		out = append(out, s[i])
	}
	return string(out)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
