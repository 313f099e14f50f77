package edit_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/deck/decktest"
	"cards/deck/edit"
	"cards/decks"
)

// layoutCases are texts and what they are in the canonical layout.
var layoutCases = []struct{ name, source, want string }{
	{"nothing", "", ""},
	{"no deck", "\n \na\n\n\nb  ", "\n \na\n\n\nb  "},
	{"one space behind a label", "Q:a\nA:\t  b\n", "Q: a\nA: b\n"},
	{"no blank lines within a note", "Q: a\n\n\nA: b\n\nA (more): c", "Q: a\nA: b\nA (more): c\n"},
	{
		"one blank line between notes", "Q: a\nA: b\nC: c [d]\n\n\n\nT: e\nD: f\n\n",
		"Q: a\nA: b\n\nC: c [d]\n\nT: e\nD: f\n",
	},
	{
		"texts stay", "Q: a  \n  b\n\n\nc\nA:\n\n  d\n\n    e  \n",
		"Q: a  \n  b\n\n\nc\nA:\n  d\n\n    e\n",
	},
	{
		"words in order", "Q (typed,  draft typed): a\nA: b\nC (id=x draft): [a]\nQ (): c\nA: d",
		"Q (draft, typed): a\nA: b\n\nC (draft, id=x): [a]\n\nQ: c\nA: d\n",
	},
	{"words that are not known stay", "Q (typd):  a\nA: b", "Q (typd): a\nA: b\n"},
	{"characters that cannot be seen", "\u200bQ\u00a0(typed): a\nA: b", "Q (typed): a\nA: b\n"},
	{"no-break space in a text", "Q: \u00a0```\nA: b", "Q: \u00a0```\nA: b\n"},
	{
		"tags", "Q: a\n\n#b   #c\nA: d\n\n#e\n\n\n#f\n\nQ: g\n\n#h\n\ni\nA:\n#j\n\nk",
		"Q: a\n#b #c\nA: d\n#e\n#f\n\nQ: g\n\n#h\n\ni\nA:\n#j\nk\n",
	},
	{"tags outside of notes are text", "#a  #b\n\nQ: c\nA: d", "#a  #b\n\nQ: c\nA: d\n"},
	{
		"headings and separators", "#  a \ntext\n##\tb ##\nQ: c\nA: d\n---  \n---\ne\n---",
		"# a\n\ntext\n\n## b ##\n\nQ: c\nA: d\n\n---\n\n---\n\ne\n\n---\n",
	},
	{"a heading without a title", "#\nQ: a\nA: b", "#\n\nQ: a\nA: b\n"},
	{
		"front matter stays", "---  \nname:  x\n\n---\n\n\nQ: a\nA: b",
		"---\nname:  x\n\n---\n\nQ: a\nA: b\n",
	},
	{"no front matter comes about", "\n---\na\n---\nC: [b]", "\n---\n\na\n\n---\n\nC: [b]\n"},
	{
		"none comes about by deletion", "\n\n+++\na = 'b'\n+++\nC: [c]",
		"\n+++\na = 'b'\n+++\n\nC: [c]\n",
	},
	{
		"comments above a note", "Q: a\nA: b\n<!-- c -->\n<!-- d\n-->\nQ: e\nA: f",
		"Q: a\nA: b\n\n<!-- c -->\n<!-- d\n-->\nQ: e\nA: f\n",
	},
	{
		"comments that belong to the note above", "Q: a\nA: b\n<!-- c -->\n\n<!-- d -->\n# e",
		"Q: a\nA: b\n<!-- c -->\n\n<!-- d -->\n\n# e\n",
	},
	{
		"comments that are parted", "a\n<!-- b -->\n\n<!-- c -->\nQ: d\nA: e",
		"a\n<!-- b -->\n\n<!-- c -->\nQ: d\nA: e\n",
	},
	{
		"a comment behind a label", "Q: <!-- a --> b\nA: <!-- c\n-->\nd",
		"Q: <!-- a --> b\nA: <!-- c\n-->\nd\n",
	},
	{
		"fences", "Q: a\nA:\n\n```\nQ: b  \n\n---\n#c\n```  \n\nQ: d\nA: e",
		"Q: a\nA:\n```\nQ: b  \n\n---\n#c\n```\n\nQ: d\nA: e\n",
	},
	{"a fence behind a label", "Q: a\nA:  ```\n  b\n```", "Q: a\nA: ```\n  b\n```\n"},
	{
		"notes that errors spoil", "Q:a\n\nQ:b\nA:c\n\n\nA:d\n# e\nA:f",
		"Q: a\n\nQ: b\nA: c\nA: d\n\n# e\n\nA: f\n",
	},
	{"a draft without an answer", "Q: a\nA:\n\n\nQ: b\nA: c", "Q: a\nA:\n\nQ: b\nA: c\n"},
	{"line ends", "Q:a\r\nA:b\r\n\r\nC:[d]\n", "Q: a\r\nA: b\r\n\r\nC: [d]\r\n"},
	{"mark of the order of bytes", "\ufeffQ:a\nA:b", "Q: a\nA: b\n"},
	{
		"indentation of a first line", "Q: a\nA:\n\n    code\n    more\n",
		"Q: a\nA:\n    code\n    more\n",
	},
	{
		"the form of a question in an answer", "Q: a\nA: b\n\n**Q:** c\n\nA: d",
		"Q: a\nA: b\n\n**Q:** c\nA: d\n",
	},
}

func TestFormat(t *testing.T) {
	t.Parallel()
	for _, c := range layoutCases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := edit.Format([]byte(c.source))
			if err != nil || string(got) != c.want {
				t.Errorf("error %v, (-want +got):\n%s", err, cmp.Diff(c.want, string(got)))
			}
		})
	}
}

// TestFormatLeavesWhatItCannotLayOut: a text stays if a person must say what it means.
func TestFormatLeavesWhatItCannotLayOut(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]error{
		"Q:a\nA:b\n<<<<<<< x\nC:[d]\n=======\nC:[e]\n>>>>>>> y\n": edit.ErrConflict,
		"T:$$\nD: b\n\nA (more):\n$$\n":                           edit.ErrUnsettled,
	} {
		got, err := edit.Format([]byte(source))
		if !errors.Is(err, want) || string(got) != source {
			t.Errorf("%q: error %v, want %v; %q", source, err, want, got)
		}
	}
}

// TestShippedDecksAreCanonical: the decks that ship show the layout.
func TestShippedDecksAreCanonical(t *testing.T) {
	t.Parallel()
	err := fs.WalkDir(decks.Files(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := fs.ReadFile(decks.Files(), path)
		if err != nil {
			return err
		}
		got, err := edit.Format(src)
		if diff := cmp.Diff(string(src), string(got)); diff != "" {
			t.Errorf("%s (-is +canonical):\n%s", path, diff)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// FuzzFormat: what is read stays the same, and the layout is settled after one pass.
func FuzzFormat(f *testing.F) {
	for _, c := range layoutCases {
		f.Add(c.source)
	}
	for _, s := range decktest.Sources(f, "..") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		out, err := edit.Format([]byte(src))
		if err != nil {
			if string(out) != src {
				t.Errorf("%q, with error %v: %q", src, err, out)
			}
			if errors.Is(err, edit.ErrUnsettled) && !strings.Contains(src, "$$") {
				t.Errorf("%q: %v", src, err)
			}
			return
		}
		before, after := deck.Parse("", []byte(src)), deck.Parse("", out)
		if diff := cmp.Diff(keys(before), keys(after)); diff != "" {
			t.Errorf("%q as %q (-before +after):\n%s", src, out, diff)
		}
		for i, n := range before.Notes {
			if m := after.Notes[i]; n.Prompt != m.Prompt || n.Answer != m.Answer || n.ID != m.ID ||
				n.Draft != m.Draft || n.Typed != m.Typed || !cmp.Equal(n.Tags, m.Tags) {
				t.Errorf("%q as %q: note %d is %+v, was %+v", src, out, i, m, n)
			}
		}
		again, err := edit.Format(out)
		if err != nil || string(again) != string(out) {
			t.Errorf("%q as %q, then %q, error %v", src, out, again, err)
		}
	})
}
