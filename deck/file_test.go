package deck_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/deck/front"
	"cards/deck/settings"
	"cards/decks"
)

func TestNoteFields(t *testing.T) {
	t.Parallel()
	src := `# Go
## Memory

<!-- stands with the note below -->
Q (typed, id=gc-1): Is Go <!-- 1.26 --> garbage collected?
#memory #go/runtime
A: Yes.
A (more): Since 2009.

A (more): It is concurrent.
#gc

<!-- stands with the choice -->
Q (draft): Which?
A:
- [x] this
- [ ] that
  one
`
	f := deck.Parse("x.md", []byte(src))
	for i := range f.Notes {
		f.Notes[i].Cards = nil
	}
	want := []deck.Note{
		{
			Label: deck.Question, Pos: deck.Pos{Line: 5, Col: 1}, End: 11,
			Prompt: "Is Go <!-- 1.26 --> garbage collected?", Answer: "Yes.",
			More: "Since 2009.\n\nIt is concurrent.",
			ID:   "gc-1", Typed: true, Tags: []string{"memory", "go/runtime", "gc"},
			Section: []string{"Go", "Memory"},
		},
		{
			Label: deck.Question, Pos: deck.Pos{Line: 14, Col: 1}, End: 18,
			Prompt: "Which?", Answer: "- [x] this\n- [ ] that\n  one", Draft: true,
			Options: []deck.Option{{Text: "this", Right: true}, {Text: "that\n  one"}},
			Section: []string{"Go", "Memory"},
		},
	}
	if diff := cmp.Diff(want, f.Notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

func TestSections(t *testing.T) {
	t.Parallel()
	src := "intro <!-- no -->\n\n# A <!-- b --> #\nabout A\n\nQ: q\nA: a\n---\nmore about A\n### C\n#tag\n<!--\nno\n-->\n## B\n#\n# *D* \\#\n```\n# no\n```\n"
	want := []deck.Section{
		{Notes: "intro"},
		{Title: []string{"A"}, Line: 3, Notes: "about A\n\nmore about A"},
		{Title: []string{"A", "C"}, Line: 10, Notes: "#tag"},
		{Title: []string{"A", "B"}, Line: 15},
		{Line: 16},
		{Title: []string{`*D* \#`}, Line: 17, Notes: "```\n# no\n```"},
	}
	if diff := cmp.Diff(want, deck.Parse("x.md", []byte(src)).Sections); diff != "" {
		t.Errorf("sections (-want +got):\n%s", diff)
	}
}

func TestChoices(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		answer string
		want   []string // what the key is made of, by lines; nil when it is no choice
	}{
		{"- [x] b\n- [ ] a\n- [X] a", []string{"o a", "x a", "x b"}},
		{"\n  - [x] b\n\n  - [ ] a\n    and  more\n", []string{"o a and more", "x b"}},
		{"\n* [x]  b\n+ [ ]\ta\n", []string{"o a", "x b"}},
		{"- [x] b\n\t- [ ] nested", []string{"x b - [ ] nested"}},
		{
			"- [x] b\n  ```\n  - [ ] c  \n  ```\n- [ ] a",
			[]string{"o a", "x b", "  ```", "  - [ ] c", "  ```"},
		},
		{"- [x] b\nlazy", nil},
		{"1. [x] b", nil},
		{"- [x] b\n- c", nil},
		{"- [x]", nil},
		{"- [x]b", nil},
		{"text\n- [x] b", nil},
	} {
		card := deck.Parse("x.md", []byte("Q: q\nA: "+c.answer)).Notes[0].Cards[0]
		var got []string
		if card.Kind == deck.KindChoice {
			got = strings.Split(card.Text.Answer, "\n")
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("choice of %q (-want +got):\n%s", c.answer, diff)
		}
	}
}

type frontCase struct {
	name, source string
	want         front.Matter
	diagnostics  []string
}

func frontCases() []frontCase {
	full := front.Matter{
		Name: "Go", Description: "d", Source: "s", Language: "en", Tags: []string{"a", "b"},
		Preset: "hard",
		Settings: settings.Set{
			NewOrder: new(settings.AtRandom), NewPerDay: new(10), ReviewsPerDay: new(0),
			Retention:       new(0.85),
			Steps:           &[]time.Duration{time.Minute, 10 * time.Minute, 2 * 24 * time.Hour},
			RelearningSteps: &[]time.Duration{}, MaxInterval: new(300),
		},
	}
	return []frontCase{
		{
			name: "TOML", want: full, source: "---\nname = \"Go\"\ndescription = \"d\"\nsource = 's'\nlanguage = \"en\"\ntags = [\"a\", \"b\"]\n" +
				"new_order = \"random\"\nnew_per_day = 10\nreviews_per_day = 0\nretention = 0.85\nsteps = [1, '10m', '2d']\n" +
				"relearning_steps = []\nmax_interval = 300\npreset = 'hard'\nmine = 1\n---\n",
		},
		{
			name: "YAML", want: full, source: "---\r\nname: Go\r\ndescription: d\r\nsource: s\r\nlanguage: en\r\ntags:\r\n- a\r\n- b\r\n" +
				"new_order: random\r\nnew_per_day: 10\r\nreviews_per_day: 0\r\nretention: 0.85\r\nsteps: [1, 10m, 2d]\r\n" +
				"relearning_steps: []\r\nmax_interval: 300\r\npreset: hard\r\nmine: {a: [1]}\r\n---\r\n",
		},
		{
			name: "plus signs", want: front.Matter{Name: "Go"},
			source: "+++\nname = \"Go\"\n+++ \n---\n",
		},
		{name: "empty", source: "---\n---\n"},
		{
			name: "keys of scheduling written wrongly",
			source: "---\nretension: 0.9\nnewPerDay: 3\nmax-interval: 9\n" +
				"Preset: hard\nrelaerning_steps: [10]\n---\n",
			diagnostics: []string{
				`2:1: warning: front matter: "retension" means nothing here`,
				`3:1: warning: front matter: "newPerDay" means nothing here`,
				`4:1: warning: front matter: "max-interval" means nothing here`,
				`5:1: warning: front matter: "Preset" means nothing here`,
				`6:1: warning: front matter: "relaerning_steps" means nothing here`,
			},
		},
		{
			name:   "keys of other programs",
			source: "---\nSource: s\npresent: true\nreset: x\nstep: 1\norder: 2\naliases: [a]\nintervals: [1]\nattention: b\n---\n",
		},
		{name: "keys without a value", source: "---\nname:\ntags:\n---\n"},
		{
			name: "not on the first line", source: "\n---\nname = \"Go\"\n---\n", diagnostics: []string{
				"2:1: warning: front matter that does not begin on the first line",
			},
		},
		{name: "no end", source: "---\nname = \"Go\"\n", diagnostics: []string{
			`1:1: warning: "---" on the first line opens no front matter`,
		}},
		{name: "a label before the end", source: "---\nQ: a\nA: b\n---\n", diagnostics: []string{
			`1:1: warning: "---" on the first line opens no front matter`,
		}},
		{name: "plus signs without an end", source: "+++\nname = \"Go\"\n", diagnostics: []string{
			`1:1: warning: "+++" on the first line opens no front matter`,
		}},
		{
			name: "neither, meant as TOML", source: "---\n# c: d\n\nname = \"a:b\"\ntags = [\n---\n",
			diagnostics: []string{
				"5:9: error: front matter: array is incomplete",
			},
		},
		{
			name: "neither, meant as YAML", source: "---\nname: é\ntags: [a\n---\n",
			want: front.Matter{Name: "é"}, diagnostics: []string{
				`3:7: error: front matter: "[" that nothing closes`,
			},
		},
		{name: "only TOML between plus signs", source: "+++\nname: Go\n+++\n", diagnostics: []string{
			"2:5: error: front matter: expected '=' after key",
		}},
		{
			name: "not even text", source: "---\nname = \"\xff\"\n---\n",
			diagnostics: []string{"2:9: error: invalid UTF-8"},
		},
		{
			name: "message with a control character", source: "---\n::\t\t\r\t\n---\n",
			diagnostics: []string{
				"2:1: error: front matter: indented by a tab",
			},
		},
		{
			name: "wrong types", source: "---\nname: a/b\n\"tags\": {a: b}\nnew_order: newest\nnew_per_day: -1\nreviews_per_day: many\n" +
				"retention: 90\nsteps: [0]\nlanguage: {a: b}\nsource: ok\n---\n",
			want: front.Matter{Source: "ok"}, diagnostics: []string{
				"2:1: error: front matter: name must be text without /",
				"3:2: error: front matter: tags is not a list of texts",
				`4:1: error: front matter: new_order must be "file", "added" or "random"`,
				"5:1: error: front matter: new_per_day must be a whole number from 0 to 1000000",
				"6:1: error: front matter: reviews_per_day must be a whole number from 0 to 1000000",
				"7:1: error: front matter: retention must be a number between 0 and 1, such as 0.9",
				`8:1: error: front matter: steps must be whole minutes, or a time such as "30s", "12h" or "2d", of at most 365 days`,
				"9:1: error: front matter: language must be text",
			},
		},
		{
			name: "too long", source: "---\n# " + strings.Repeat("x", 40_000) + "\n---\n",
			diagnostics: []string{
				"2:1: error: front matter: longer than 32768 bytes",
			},
		},
		{
			name: "too deep", source: "---\na: " + strings.Repeat("[", 30_000) + "\n---\n",
			diagnostics: []string{
				"2:1: error: front matter: nested deeper than 64 levels",
			},
		},
	}
}

func TestFrontMatter(t *testing.T) {
	t.Parallel()
	for _, c := range frontCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := deck.Parse("x.md", []byte(c.source+"Q: question\nA: answer\n"))
			if diff := cmp.Diff(c.want, f.Front); diff != "" {
				t.Errorf("front matter of\n%s\n(-want +got):\n%s", c.source, diff)
			}
			if diff := cmp.Diff(c.diagnostics, diagnostics(f)); diff != "" {
				t.Errorf("diagnostics of\n%s\n(-want +got):\n%s", c.source, diff)
			}
			if got := cards(f); !slices.Contains(got, "basic question | answer") {
				t.Errorf("cards of\n%s\n%q", c.source, got)
			}
		})
	}
}

func TestName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ path, name, want string }{
		{"go.md", "", "go"},
		{"lang/go.MD", "", "lang/go"},
		{"lang/go.md", "Go 1", "lang/Go 1"},
		{"a.md/b.c.md", "", "a.md/b.c"},
		{"a/.md", "", "a/"},
		{"a/b.txt", "", "a/b.txt"},
		{"u\u0308ber/cafe\u0301.md", "", "über/café"},
		{"u\u0308ber/x.md", "e\u0301tude", "über/étude"},
		{"\u1112\u1161\u11ab.md", "", "한"},
	} {
		if got := deck.Name(c.path, front.Matter{Name: c.name}); got != c.want {
			t.Errorf("name of %q with %q: %q, want %q", c.path, c.name, got, c.want)
		}
	}
}

// TestDecks: the decks that ship with the program have nothing to complain about.
func TestDecks(t *testing.T) {
	t.Parallel()
	names, err := fs.Glob(decks.Files(), "*.md")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		src, err := fs.ReadFile(decks.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		f := deck.Parse(name, src)
		for _, d := range f.Diagnostics {
			t.Error(d)
		}
		if len(f.Notes) < 10 {
			t.Errorf("%s: %d notes", name, len(f.Notes))
		}
	}
}
