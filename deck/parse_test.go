package deck_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
)

// cards shows the cards of a file, one a line: kind, question, answer.
func cards(f *deck.File) []string {
	var lines []string
	for _, n := range f.Notes {
		for _, c := range n.Cards {
			lines = append(lines, c.Kind.String()+" "+c.Question()+" | "+c.Answer())
		}
	}
	return lines
}

// diagnostics shows the diagnostics of a file, without its path.
func diagnostics(f *deck.File) []string {
	var lines []string
	for _, d := range f.Diagnostics {
		lines = append(lines, strings.TrimPrefix(d.String(), "x.md:"))
	}
	return lines
}

// lines returns a text as an editor saves it that begins files with a mark and ends lines in its
// own way.
func lines(mark, end, text string) string { return mark + strings.ReplaceAll(text, "\n", end) }

type parseCase struct {
	name, source string
	cards        []string
	diagnostics  []string
}

func runParseCases(t *testing.T, cases []parseCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := deck.Parse("x.md", []byte(c.source))
			if diff := cmp.Diff(c.cards, cards(f)); diff != "" {
				t.Errorf("cards of\n%s\n(-want +got):\n%s", c.source, diff)
			}
			if diff := cmp.Diff(c.diagnostics, diagnostics(f)); diff != "" {
				t.Errorf("diagnostics of\n%s\n(-want +got):\n%s", c.source, diff)
			}
		})
	}
}

var noteCases = []parseCase{
	{name: "empty file"},
	{name: "notes only", source: "# A\n\nsome text\n---\nmore"},
	{name: "basic", source: "Q: a\nA: b", cards: []string{"basic a | b"}},
	{
		name:   "lines and blank lines belong to their part",
		source: "Q: Which gland sits\nabove\n\nthe kidney?\n\nA:\nthe\n\n  adrenal\n\n",
		cards:  []string{"basic Which gland sits\nabove\n\nthe kidney? | the\n\n  adrenal"},
	},
	{
		name: "two notes", source: "Q: a\nA: b\nQ: c\nA: d",
		cards: []string{"basic a | b", "basic c | d"},
	},
	{
		name:   "any label follows a finished note",
		source: "T: t\nD: d\nQ: a\nA: b\nC: [c]\nT: e\nD: f", cards: []string{
			"basic t | d", "reversed d | t", "basic a | b", "cloze […] | c", "basic e | f", "reversed f | e",
		},
	},
	{
		name: "separator ends", source: "Q: a\nA: b\n---  \nnot the answer",
		cards: []string{"basic a | b"},
	},
	{name: "heading ends", source: "Q: a\nA: b\n## H\nnot the answer", cards: []string{"basic a | b"}},
	{
		name: "indented separator and labels are text", source: "Q: a\nA: b\n ---\n  Q: c\n   # d",
		cards:       []string{"basic a | b\n ---\n  Q: c\n   # d"},
		diagnostics: []string{`4:1: warning: "  Q:" is not a label: it is indented`},
	},
	{
		name: "escaped labels are text", source: "Q: a\nA: b\nA\\: c\n\\---\n\\# d\n\\#e",
		cards: []string{"basic a | b\nA\\: c\n\\---\n\\# d\n\\#e"},
	},
	{
		name: "other letters are text", source: "Q: a\nA: b\nR: a language",
		cards: []string{"basic a | b\nR: a language"},
	},
	{
		name: "fence hides labels", source: "Q: a\nA: ```go\nQ: x\n---\n# y\n#z\n```\nb",
		cards: []string{"basic a | ```go\nQ: x\n---\n# y\n#z\n```\nb"},
	},
	{
		name:   "fence closes with as many marks",
		source: "Q: a\nA:\n  ````\n```\nQ: x\n     `````\nC: [b]",
		cards:  []string{"basic a | ````\n```\nQ: x\n   `````", "cloze […] | b"},
	},
	{
		name: "math block hides labels", source: "Q: a\nA: $$\nQ: x\n$$ \nC: [b]",
		cards: []string{"basic a | $$\nQ: x\n$$", "cloze […] | b"},
	},
	{
		name: "math on one line is no block", source: "Q: a\nA: $$x$$\nC: [b]",
		cards: []string{"basic a | $$x$$", "cloze […] | b"},
	},
	{
		name: "comment hides labels", source: "Q: a\n<!--\nA: no\n--> still a\nA: b <!-- c --> d\n<!-- e -->\n",
		cards: []string{"basic a\n still a | b  d"},
	},
	{
		name:   "comments within lines count outside code and math",
		source: "Q: `<!-- a` --> <!-- b --> \\<!-- c $<!-- d -->$ [e<!-- f -->](g)\nA: `` ` <!-- h ``<!-- i -->`",
		cards:  []string{"basic `<!-- a` -->  \\<!-- c $<!-- d -->$ [e](g) | `` ` <!-- h ```"},
	},
	{
		name:   "comment in quoted code",
		source: "Q: a\nA:\n> ```html\n> <!-- b -->\n> <p>\n> ```\n> <!-- c -->d",
		cards:  []string{"basic a | > ```html\n> <!-- b -->\n> <p>\n> ```\n> d"},
	},
	{
		name:   "comment in quoted code in a list",
		source: "Q: a\nA:\n- > ~~~\n  > <!-- b -->\n\n> > ```\n> > <!-- c -->\n<!-- d -->",
		cards:  []string{"basic a | - > ~~~\n  > <!-- b -->\n\n> > ```\n> > <!-- c -->"},
	},
	{
		name: "comment in code over lines", source: "Q: a\nA: `b\n c <!-- d -->`",
		cards: []string{"basic a | `b\n c <!-- d -->`"},
	},
	{
		name: "tags belong to the note", source: "Q: a\n#x #y/z-1\nA: b\n#c_d\ne",
		cards: []string{"basic a | b\ne"},
	},
	{
		name: "typed, draft and id", source: "Q (typed, id=a.b-c draft): a\nA: b",
		cards: []string{"typed a | b"},
	},
	{
		name: "byte-order mark and CRLF", source: "\ufeffQ: a\r\nA: b\r\nc\r\n",
		cards: []string{"basic a | b\nc"},
	},
	{
		name: "choice", source: "Q (typed): a\nA:\n- [x] b\n\n- [ ] c\n  d",
		cards: []string{"choice a | - [x] b\n\n- [ ] c\n  d"},
	},
	{
		name: "a task list with something else is none", source: "Q: a\nA: - [ ] b\nc",
		cards: []string{"basic a | - [ ] b\nc"},
	},
}

func TestNotes(t *testing.T) {
	t.Parallel()
	runParseCases(t, noteCases)
}
