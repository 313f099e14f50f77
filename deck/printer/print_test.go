package printer_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/deck/decktest"
	"cards/deck/edit"
	"cards/deck/markup"
	"cards/deck/printer"
)

func TestPrint(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		note deck.Note
		want string
	}{
		{
			"a question",
			deck.Note{Label: deck.Question, Prompt: "a", Answer: "b\n\nc", Tags: []string{"d", "e/f"}},
			"Q: a\nA: b\n\nc\n#d #e/f\n",
		},
		{
			"all of it",
			deck.Note{
				Label: deck.Term, Prompt: "a", Answer: "b", More: "c", ID: "d", Typed: true,
				Draft: true,
			},
			"T (draft, id=d, typed): a\nD: b\nA (more): c\n",
		},
		{"a cloze", deck.Note{Label: deck.Cloze, Prompt: "a [b]"}, "C: a [b]\n"},
		{"without an answer", deck.Note{Label: deck.Question, Prompt: "a"}, "Q: a\nA:\n"},
		{
			"options",
			deck.Note{
				Label: deck.Question, Prompt: "a",
				Options: []deck.Option{{Text: "b\nc"}, {Text: "d", Right: true}},
			},
			"Q: a\nA:\n- [ ] b\n  c\n- [x] d\n",
		},
		{
			"a list",
			deck.Note{Label: deck.Question, Prompt: "a", Answer: "- b\n- c"},
			"Q: a\nA:\n- b\n- c\n",
		},
		{
			"code",
			deck.Note{Label: deck.Question, Prompt: "a", Answer: "```\nQ: b\n```"},
			"Q: a\nA:\n```\nQ: b\n```\n",
		},
		{
			"what would act",
			deck.Note{Label: deck.Question, Prompt: "# a\nA: b\n---\n#c", Answer: "#d\n#d"},
			"Q: # a\n A: b\n ---\n #c\nA: #d\n #d\n",
		},
		{
			"what is open",
			deck.Note{Label: deck.Question, Prompt: "```\na", Answer: "<!-- b"},
			"Q: \\`\\`\\`\na\nA: \\<!-- b\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := printer.Print(c.note)
			if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
				t.Errorf("error %v, (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestPrintRefusesWhatIsNoNote(t *testing.T) {
	t.Parallel()
	for want, n := range map[string]deck.Note{
		"empty question":      {Label: deck.Question, Prompt: " ", Answer: "a"},
		"empty term":          {Label: deck.Term, Answer: "a"},
		"cloze without a gap": {Label: deck.Cloze, Prompt: "a"},
		`bad id "a b"`:        {Label: deck.Question, Prompt: "a", ID: "a b"},
		`bad tag "#a"`:        {Label: deck.Question, Prompt: "a", Tags: []string{"#a"}},
	} {
		_, err := printer.Print(n)
		if wrong, ok := errors.AsType[*printer.Error](err); !ok || wrong.Text != want ||
			wrong.Hint == "" {
			t.Errorf("error %v, want %q with a hint", err, want)
		}
	}
}

// FuzzPrint: what is printed reads as the texts it was printed from, and is in the canonical
// layout; behind another text it reads as by itself.
func FuzzPrint(f *testing.F) {
	for _, s := range decktest.Sources(f, "..") {
		f.Add(s, "answer", "", byte('Q'))
		f.Add("question", s, s, byte('T'))
		f.Add(s, "", s, byte('C'))
	}
	f.Fuzz(func(t *testing.T, prompt, answer, more string, label byte) {
		n := deck.Note{
			Label: deck.Label(label), Prompt: prompt, Answer: answer, More: more,
			Tags: []string{"tag"},
		}
		switch n.Label {
		case deck.Question, deck.Term:
		case deck.Cloze:
			n.Answer = ""
		default:
			return
		}
		text, err := printer.Print(n)
		if err != nil {
			return
		}
		got := deck.Parse("", []byte(text)).Notes[0]
		texts := map[string]string{n.Prompt: got.Prompt, n.Answer: got.Answer}
		if !strings.Contains(n.More, "<!--") { // comments are not shown
			texts[n.More] = markup.WithoutFlow(got.More)
		}
		for want, read := range texts {
			if squash(want) != squash(read) {
				t.Errorf("%+v as %q is read as %q, want %q", n, text, read, want)
			}
		}
		if again, err := edit.Format([]byte(text)); err == nil && string(again) != text {
			t.Errorf("%+v as %q is laid out as %q", n, text, again)
		}
		out, err := edit.Append([]byte(prompt), text)
		if err == nil && !strings.HasPrefix(string(out), prompt) {
			t.Errorf("%q with %q is %q", prompt, text, out)
		}
	})
}
