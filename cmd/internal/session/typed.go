package session

import (
	"strings"
	"unicode/utf8"

	"cards/cmd/internal/out"
	"cards/deck/diff"
	"cards/storage"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Comparison is a typed answer beside the right one, each in runs by whether the other one has
// them. Where they are the same nothing differs.
type Comparison struct {
	Same         bool
	Typed, Right []diff.Run
}

// Check compares a typed answer with that of a card: with its text, or with its source for who
// types the marks too.
func Check(typed string, c *storage.Card) Comparison {
	if source := Compare(typed, c.Answer()); source.Same {
		return source
	}
	return Compare(typed, out.Plain(c.Back, c.Definitions))
}

// Compare compares a typed answer with the right one as Unicode's caseless matching does, without
// regard to white space around them; a run of white space inside is one space. Both are texts
// without markup.
func Compare(typed, right string) Comparison {
	typed, right = norm.NFC.String(out.Line(typed)), norm.NFC.String(out.Line(right))
	c := Comparison{
		Same:  caseless(typed) == caseless(right),
		Typed: []diff.Run{{Text: typed}}, Right: []diff.Run{{Text: right}},
	}
	if !c.Same {
		c.Typed, c.Right = differences(characters(typed), characters(right))
	}
	return c
}

// caseless returns a text that is the same for texts that differ in case or in how their characters
// are put together.
func caseless(s string) string {
	return norm.NFC.String(cases.Fold().String(norm.NFD.String(onLine(s))))
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

// characters returns what a person takes for the characters of a text.
func characters(s string) []string {
	var all []string
	for parts := graphemes.FromString(s); parts.Next(); {
		all = append(all, parts.Value())
	}
	return all
}

// differences parts two texts into runs by what is in their longest common subsequence.
func differences(a, b []string) (inA, inB []diff.Run) {
	next := 0 // of b
	for i, j := range diff.Common(folded(a), folded(b)) {
		if j < 0 {
			inA = appendRun(inA, a[i], true)
			continue
		}
		inB = appendRun(inB, strings.Join(b[next:j], ""), true)
		inA, inB = appendRun(inA, a[i], false), appendRun(inB, b[j], false)
		next = j + 1
	}
	return inA, appendRun(inB, strings.Join(b[next:], ""), true)
}

func appendRun(runs []diff.Run, text string, differs bool) []diff.Run {
	switch last := len(runs) - 1; {
	case text == "":
	case last >= 0 && runs[last].Differs == differs:
		runs[last].Text += text
	default:
		runs = append(runs, diff.Run{Text: text, Differs: differs})
	}
	return runs
}

func folded(characters []string) []string {
	texts := make([]string, len(characters))
	for i, c := range characters {
		texts[i] = caseless(c)
	}
	return texts
}
