package session

import (
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"

	"cards/cmd/internal/out"
	"cards/deck/answer"
	"cards/deck/diff"
	"cards/deck/markup"
	"cards/srs"
	"cards/storage"
)

// Comparison is a typed answer beside the right one, each in runs by whether the other one has
// them. Where they are the same nothing differs.
type Comparison struct {
	Same         bool
	Typed, Right []diff.Run
}

// Graded is a typed answer with what it is worth.
type Graded struct {
	Comparison
	answer.Verdict
	Answer string // what is right, without markup
}

// Rating returns the rating that a verdict suggests; the person decides.
func (g Graded) Rating() srs.Rating {
	switch g.Kind {
	case answer.Right, answer.Typo:
		return srs.Good
	case answer.Partial:
		return srs.Hard
	}
	return srs.Again
}

// Grade grades a typed answer to the card that is asked, which must be one.
func (s *Session) Grade(typed string) Graded {
	return Grade(typed, s.card, s.beside.of(s.store, s.card))
}

// Grade grades a typed answer to a card: by its text, or by its source for who types the marks too.
// Others are what other cards of its deck answer; they may be nil.
func Grade(typed string, c *storage.Card, others *answer.Known) Graded {
	doc := out.Document(c.Back, c.Definitions)
	code, list := looksInto(doc)
	g := Graded{Answer: out.Line(doc.Text(doc.Root))}
	g.Comparison = Compare(typed, g.Answer)
	if g.Same || Compare(typed, c.Answer()).Same {
		g.Same, g.Verdict = true, answer.Verdict{Kind: answer.Right}
		return g
	}
	q := answer.Question{
		Prompt: out.Plain(c.Front, c.Definitions), Answer: g.Answer, Exact: c.Exact || code,
		Others: others,
	}
	if list { // its lines are its items
		q.Answer = out.Sanitize(doc.Text(doc.Root))
	}
	g.Verdict = answer.Grade(typed, q)
	return g
}

// looksInto says whether there is code or a formula in a document, and whether there is a list.
func looksInto(doc *markup.Document) (code, list bool) {
	_ = ast.Walk(doc.Root, func(n ast.Node, _ bool) (ast.WalkStatus, error) { // which never fails
		switch n.Kind() {
		case ast.KindCodeSpan, ast.KindCodeBlock, ast.KindFencedCodeBlock, markup.KindFormula,
			markup.KindFormulaBlock:
			code = true
		case ast.KindList:
			list = true
		}
		return ast.WalkContinue, nil
	})
	return code, list
}

// neighbours are what the cards of files answer, by the paths of these.
type neighbours map[string]*answer.Known

// of returns what the cards of a card's file answer.
func (n neighbours) of(store *storage.Collection, c *storage.Card) *answer.Known {
	known, ok := n[c.Path]
	if !ok {
		known = AnswersBeside(store, c)
		n[c.Path] = known
	}
	return known
}

// AnswersBeside returns what the cards of a card's file answer, nil if that cannot be read: then a
// typing error is told by its letters alone.
func AnswersBeside(store *storage.Collection, c *storage.Card) *answer.Known {
	var answers []string
	file := storage.Scope{Paths: []string{norm.NFC.String(c.Path)}}
	err := store.Cards(file, func(other *storage.Card) bool {
		answers = append(answers, out.Plain(other.Back, other.Definitions))
		return true
	})
	if err != nil {
		return nil
	}
	return answer.NewKnown(answers)
}

// Compare compares a typed answer with the right one as Unicode's caseless matching does, without
// regard to white space around them; a run of white space inside is one space. Both are texts
// without markup.
func Compare(typed, right string) Comparison {
	typed, right = norm.NFC.String(out.Line(typed)), norm.NFC.String(out.Line(right))
	c := Comparison{
		Same:  answer.Caseless(typed) == answer.Caseless(right),
		Typed: []diff.Run{{Text: typed}}, Right: []diff.Run{{Text: right}},
	}
	if !c.Same {
		c.Typed, c.Right = differences(characters(typed), characters(right))
	}
	return c
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
		texts[i] = answer.Caseless(c)
	}
	return texts
}
