package printer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/deck/decktest"
	"cards/deck/printer"
)

// compose puts a file together of notes, some of them below headings.
func compose(front string, notes []deck.Note) *printer.Composer {
	c := printer.NewComposer(0, 0)
	c.Frame(front)
	written := 0
	for i, p := range printer.PrintAll(notes) {
		if p.Err != nil {
			continue
		}
		if written++; written > 1 {
			c.Blank()
		}
		if i%3 == 1 {
			c.Frame("# title\n\n## below " + strings.Repeat("x", i%5) + "\n\n")
		}
		c.Note(&p)
	}
	return c
}

// checkComposed reads a composed text, and says whether that was known before.
func checkComposed(t *testing.T, c *printer.Composer) bool {
	t.Helper()
	got := c.File("x.md")
	if got == nil {
		return false
	}
	if diff := cmp.Diff(deck.Parse("x.md", c.Text()), got); diff != "" {
		t.Errorf("%q (-read +composed):\n%s", c.Text(), diff)
	}
	return true
}

func TestCompose(t *testing.T) {
	t.Parallel()
	var notes []deck.Note
	for i, s := range decktest.Sources(t, "..") {
		n := deck.Note{Label: deck.Question, Prompt: "what " + s, Answer: s, Tags: []string{"tag"}}
		switch i % 3 {
		case 1:
			n.Label, n.More = deck.Term, s
		case 2:
			n.Label, n.Answer = deck.Cloze, ""
		}
		notes = append(notes, n)
	}
	fronts := []string{"", "---\nname: a\ntags: [b]\n---\n\n", "---\nnames: a\n---\n\n"}
	known := 0
	for some := range slices.Chunk(notes, 2) {
		for _, front := range fronts {
			if checkComposed(t, compose(front, some)) {
				known++
			}
		}
	}
	if known < len(notes)/4 {
		t.Errorf("of %d pairs of notes %d are known", len(notes)/2, known)
	}
}

// TestComposeOpen: what says something of other notes is read with them.
func TestComposeOpen(t *testing.T) {
	t.Parallel()
	plain := deck.Note{Label: deck.Question, Prompt: "a", Answer: "b"}
	for name, n := range map[string]deck.Note{
		"the same card":            plain,
		"a definition":             {Label: deck.Question, Prompt: "c [d]", Answer: "f\n\n[d]: e/f.md"},
		"a draft":                  {Label: deck.Question, Prompt: "c", Answer: "d", Draft: true},
		"no answer":                {Label: deck.Question, Prompt: "c"},
		"an id":                    {Label: deck.Question, Prompt: "c", Answer: "d", ID: "e"},
		"a marker":                 {Label: deck.Question, Prompt: "c", Answer: "```diff\n<<<<<<< d\n```"},
		"an answer that seems two": {Label: deck.Question, Prompt: "c", Answer: "d\n\n\ne"},
	} {
		if c := compose("", []deck.Note{plain, n}); c.File("") != nil {
			t.Errorf("%s: %q is not read", name, c.Text())
		}
	}
	c := compose("", []deck.Note{plain})
	c.Add("Some prose.\n")
	if c.File("") != nil {
		t.Error("prose is not read")
	}
}

// TestComposeBorders: what stands at the border of a part says something only of what is behind it.
func TestComposeBorders(t *testing.T) {
	t.Parallel()
	texts := []string{
		"p", " ", "<!-- c -->", "p\n<!-- c -->", "<!--", "$$", "$$\nq\n$$", "```", "```\nQ: q\n```",
		"- ```\n  q", "#tag", "# p", "---", "p\r\n", "p\r", "\ufeffp", "[a]: b", "[a]", "[^1]: p", "=======",
		"**Q:** p", "  A: p", "p :: q", "\\",
	}
	frames := []string{
		"", "# h\n\n", "#  \n\n", "# h ##\r\n\r\n", "## Q: h\n\n", "# <!-- h\n\n", "# -->\n\n",
		"# $$\n\n", "# ```\n\n", "# [a]: b\n\n", "####### no heading\n\n",
	}
	fronts := []string{
		"", "---\nname: a\n---\n", "+++\r\nname = \"b\"\r\n+++\r\n", "\ufeff---\nname: a\n---\n",
		"---\nname: a\n", "---\nname: [\n---\n",
	}
	for i, text := range texts {
		last := printer.PrintAll([]deck.Note{{Label: deck.Term, Prompt: text + " z", Answer: "z"}})
		for _, n := range []deck.Note{
			{Label: deck.Question, Prompt: "a", Answer: text},
			{Label: deck.Question, Prompt: "a", Answer: "b", More: text},
			{Label: deck.Cloze, Prompt: "[a] " + text, Tags: []string{"tag"}},
		} {
			first := printer.PrintAll([]deck.Note{n})
			for j, frame := range frames {
				c := printer.NewComposer(0, 0)
				c.Frame(fronts[(i+j)%len(fronts)])
				c.Note(&first[0])
				c.Blank()
				c.Frame(frame)
				c.Note(&last[0])
				checkComposed(t, c)
			}
		}
	}
}

// FuzzCompose: what is known of a text that is put together is what is read of it.
func FuzzCompose(f *testing.F) {
	for _, s := range decktest.Sources(f, "..") {
		f.Add(s, "answer", "", s, byte('Q'))
		f.Add("question", s, s, "b", byte('T'))
		f.Add(s, "", s, s, byte('C'))
	}
	f.Fuzz(func(t *testing.T, prompt, answer, more, other string, label byte) {
		n := deck.Note{Label: deck.Label(label), Prompt: prompt, Answer: answer, More: more}
		m := deck.Note{Label: deck.Question, Prompt: other, Answer: answer, Tags: []string{"tag"}}
		switch n.Label {
		case deck.Question, deck.Term:
		case deck.Cloze:
			n.Answer = ""
		default:
			return
		}
		checkComposed(t, compose("", []deck.Note{n, m}))
		checkComposed(t, compose("---\nname: a\n---\n", []deck.Note{m, n}))
	})
}
