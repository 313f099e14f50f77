package label_test

import (
	"slices"
	"testing"

	"cards/deck/label"
)

func TestRead(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"Q: a":                "Q:",
		"D:":                  "D:",
		"Q (typed, id=a): b":  "Q (typed, id=a):",
		"A (more (or less)):": "A (more (or less)):",
		"\u200bQ: a":          "\u200bQ:",
		"Q\u00a0(typed): a":   "Q\u00a0(typed):",
		"\x7fQ: a":            "\x7fQ:",
		"Q \x7f(typed): a":    "Q \x7f(typed):",
		"\tQ: a":              "",
		"q: a":                "",
		" Q: a":               "",
		"Q : a":               "",
		"Q(typed): a":         "",
		"Q (typed: a":         "",
		"E: a":                "",
		"":                    "",
	} {
		l, ok := label.Read(line)
		if got := line[:l.Size]; got != want || ok != (want != "") {
			t.Errorf("%q begins with %q, %v, want %q", line, got, ok, want)
		}
	}
}

func TestHidden(t *testing.T) {
	t.Parallel()
	l, _ := label.Read("Q\u200b (\u00adid=a): b")
	if r, at, ok := l.Hidden(); r != '\u200b' || at != 1 || !ok {
		t.Errorf("%U at %d, %v", r, at, ok)
	}
	if w, errs := l.Words(); w.ID != "a" || errs != nil {
		t.Errorf("words %+v, %v", w, errs)
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]label.Words{
		"Q:":    {},
		"Q ():": {},
		"T (id=b.c,draft typed):": {
			Typed: true, Draft: true, ID: "b.c",
		},
		"Q (exact):": {Typed: true, Exact: true},
		"A (more):":  {More: true},
	} {
		l, _ := label.Read(line)
		if got, errs := l.Words(); got != want || errs != nil {
			t.Errorf("%q: %+v, %v, want %+v", line, got, errs, want)
		}
	}
}

func TestWordsThatAreNotKnown(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]label.WordError{
		"Q (typd): a":       {At: 3, Text: `unknown word "typd" after Q`},
		"C (draft typed):":  {At: 9, Text: `unknown word "typed" after C`},
		"Q (id=):":          {At: 3, Text: `bad id ""`},
		"Q (id=a id=b):":    {At: 8, Text: `a second id "b"`},
		"\u00adQ (more): a": {At: 5, Text: `unknown word "more" after Q`},
	} {
		l, _ := label.Read(line)
		_, errs := l.Words()
		if len(errs) != 1 || errs[0].At != want.At || errs[0].Text != want.Text || errs[0].Hint == "" {
			t.Errorf("%q: %+v, want %+v", line, errs, want)
		}
	}
}

func TestCanonical(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"Q ():":                         "Q:",
		"Q (typed,  id=x draft draft):": "Q (draft, id=x, typed):",
		"Q (typd):":                     "Q (typd):",
	} {
		l, _ := label.Read(line)
		got := l.Canonical(line)
		if got != want {
			t.Errorf("%q is %q, want %q", line, got, want)
		}
		if again, _ := label.Read(got); again.Canonical(got) != got {
			t.Errorf("%q is not settled", got)
		}
	}
}

func TestTags(t *testing.T) {
	t.Parallel()
	for line, want := range map[string][]string{
		"#a":          {"a"},
		"#a/b  #c-1 ": {"a/b", "c-1"},
		"#größe":      {"größe"},
		"# a":         nil,
		"#1":          nil,
		"#a b":        nil,
		" #a":         nil,
		"":            nil,
	} {
		got := label.Tags(line)
		if !slices.Equal(got, want) {
			t.Errorf("%q has %q, want %q", line, got, want)
		}
		if got != nil && !slices.Equal(label.Tags(label.TagLine(got)), got) {
			t.Errorf("%q is written as %q", got, label.TagLine(got))
		}
	}
}

func TestStretches(t *testing.T) {
	t.Parallel()
	const text = "# h\nQ: a\n```\nA: b\n```\nA: $$\nc\n#t\n---\n"
	var got []string
	for b, acts := range label.Stretches(text, 0) {
		if acts {
			got = append(got, b.In(text))
		}
	}
	want := []string{"# h\n", "Q: ", "A: ", "#t\n", "---\n"}
	if !slices.Equal(got, want) {
		t.Errorf("act %q, want %q", got, want)
	}
}
