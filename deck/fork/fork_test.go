package fork_test

import (
	"slices"
	"testing"

	"cards/deck/fork"
)

const (
	git   = "a\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\nd"
	diff3 = "a\n<<<<<<< ours\nb\n||||||| base\ne\n=======\nc\n>>>>>>> theirs\nd"
	jj    = "a\n<<<<<<< Conflict 1 of 1\n%%%%%%% Changes\n-e\n+b\n+++++++ Contents\nc\n>>>>>>> end\nd"
)

func TestViews(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, base string }{
		"git":   {git, "a\nd"},
		"diff3": {diff3, "a\ne\nd"},
		"jj":    {jj, "a\ne\nd"},
	} {
		text := fork.Read(c.text)
		if !text.HasConflict() || len(text.Forks) != 1 || text.Forks[0].Versions() != 2 {
			t.Errorf("%s: %+v", name, text.Forks)
		}
		if got := text.Views(true); !slices.Equal(got, []string{"a\nb\nd", "a\nc\nd"}) {
			t.Errorf("%s: sides %q", name, got)
		}
		if got := text.Base(); got != c.base {
			t.Errorf("%s: base %q, want %q", name, got, c.base)
		}
	}
	if got := fork.Read(git).Views(false)[1]; got != "a\n\n\n\nc\n\nd" {
		t.Errorf("in its place: %q", got)
	}
}

// TestNested: a conflict within one adds its versions.
func TestNested(t *testing.T) {
	t.Parallel()
	const text = "a\n<<<<<<< 1\nb\n<<<<<<< 2\nc\n=======\nd\n>>>>>>> 2\n=======\n<<<<<<< 3\ne\n=======\nf\n>>>>>>> 3\n>>>>>>> 1\ng"
	want := []string{"a\nb\ng", "a\nc\ng", "a\nd\ng", "a\ne\ng", "a\nf\ng"}
	if got := fork.Read(text).Views(true); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestRead tells conflicts from what looks like one.
func TestRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		forks          int
		strays, quoted []int
	}{
		"a\n=======\n":      {},
		"<<<<<<< a\nb":      {strays: []int{0}},
		"<<<<<<<a\nb":       {},
		git:                 {forks: 1},
		git + "\n>>>>>>> x": {forks: 1, strays: []int{7}},
		"<<<<<<< a\n<<<<<<< b\nx\n=======\ny\n>>>>>>> b\n=======\nz\n>>>>>>> a": {forks: 1},
		"<<<<<<< a\n" + git + "\n>>>>>>> x":                                     {forks: 1, strays: []int{0, 8}},
		"```diff\n" + git + "\n```":                                             {},
		"```\n" + git + "\n```":                                                 {quoted: []int{2}},
		"```go\n" + git + "\n```":                                               {forks: 1},
		"```text\n>>>>>>> a\n```":                                               {},
		"<<<<<<< a\n```\n=======\n>>>>>>> b":                                    {forks: 1},
	} {
		got := fork.Read(text)
		if len(got.Forks) != want.forks || !slices.Equal(got.Strays, want.strays) ||
			!slices.Equal(got.Quoted, want.quoted) {
			t.Errorf("%q: forks %v, strays %v, quoted %v", text, got.Forks, got.Strays, got.Quoted)
		}
	}
}
