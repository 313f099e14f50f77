package edit_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/deck/decktest"
	"cards/deck/edit"
)

func TestRetag(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, source string
		at           []int
		want         string
	}{
		{
			"below the text", "Q: a\nA: b\n\nc  \n\n\nQ: d\nA: e",
			[]int{1},
			"Q: a\nA: b\n\nc  \n#new\n\n\nQ: d\nA: e",
		},
		{"at the end of the file", "Q: a\nA: b", []int{1}, "Q: a\nA: b\n#new\n"},
		{"where some are", "Q: a\n#x   #old\nA: b\n\n#y\n", []int{1}, "Q: a\n#x\nA: b\n\n#y #new\n"},
		{"the last one goes", "Q: a\nA: b\n#old\n#old\n", []int{1}, "Q: a\nA: b\n#new\n"},
		{"has it", "Q:  a\nA: b\n#new  #x\n", []int{1}, "Q:  a\nA: b\n#new  #x\n"},
		{
			"an answer that is empty", "Q: a\nA:\n\nC: [b]",
			[]int{1, 4},
			"Q: a\n#new\nA:\n\nC: [b]\n#new\n",
		},
		{"an explanation", "Q: a\nA: b\nA (more): c\n", []int{1}, "Q: a\nA: b\nA (more): c\n#new\n"},
		{
			"in code they are none", "Q: a\nA:\n```\n#old\n```\n",
			[]int{1},
			"Q: a\nA:\n```\n#old\n```\n#new\n",
		},
		{"line ends", "\ufeffQ: a\r\nA: b\r\n", []int{1}, "\ufeffQ: a\r\nA: b\r\n#new\r\n"},
		{
			"comments of the next note", "Q: a\nA: b\n<!-- c -->\nQ: d\nA: e\n",
			[]int{1, 4},
			"Q: a\nA: b\n#new\n<!-- c -->\nQ: d\nA: e\n#new\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := edit.Retag([]byte(c.source), c.at, []string{"new"}, []string{"old"})
			if diff := cmp.Diff(c.want, string(got)); err != nil || diff != "" {
				t.Errorf("error %v, (-want +got):\n%s", err, diff)
			}
			again, err := edit.Retag(got, labels(got, c.at), []string{"new"}, []string{"old"})
			if diff := cmp.Diff(string(got), string(again)); err != nil || diff != "" {
				t.Errorf("again: error %v, (-want +got):\n%s", err, diff)
			}
		})
	}
}

// labels returns the lines of the labels of a text's notes, of as many as there are places.
func labels(src []byte, at []int) []int {
	var found []int
	for _, n := range deck.Parse("", src).Notes {
		found = append(found, n.Pos.Line)
	}
	return found[:len(at)]
}

func TestCut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, source, want string
		at                 []int
		notes              []string
	}{
		{"the first", "Q: a\nA: b\n\nC: [c]\n", "C: [c]\n", []int{1}, []string{"Q: a\nA: b\n"}},
		{
			"one between", "C: [a]\n\nQ: b\nA: c\n\n\nC: [d]\n", "C: [a]\n\nC: [d]\n",
			[]int{3},
			[]string{"Q: b\nA: c\n"},
		},
		{"the last", "C: [a]\n\nC: [b]\n\n", "C: [a]\n", []int{3}, []string{"C: [b]\n"}},
		{"the last without a line end", "C: [a]\n\nC: [b]", "C: [a]\n", []int{3}, []string{"C: [b]\n"}},
		{"all", "C: [a]\n\nC: [b]\n", "", []int{1, 3}, []string{"C: [a]\n", "C: [b]\n"}},
		{
			"with its comments", "# a\n\nC: [b]\n<!-- c -->\nC: [d] <!-- e -->\n#f\n\n# g\n",
			"# a\n\nC: [b]\n# g\n",
			[]int{5},
			[]string{"<!-- c -->\nC: [d] <!-- e -->\n#f\n"},
		},
		{"line ends", "C: [a]\r\n\r\nC: [b]\r\n", "C: [b]\r\n", []int{1}, []string{"C: [a]\n"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, notes, err := edit.Cut([]byte(c.source), c.at)
			if string(got) != c.want || !slices.Equal(notes, c.notes) || err != nil {
				t.Errorf("left %q, want %q; cut %q, error %v", got, c.want, notes, err)
			}
		})
	}
}

func TestNotesMustBeWhereTheyAreSaidToBe(t *testing.T) {
	t.Parallel()
	src := []byte("Q: a\nA: b\n")
	if got, err := edit.Retag(src, []int{2}, []string{"x"}, nil); !errors.Is(err, edit.ErrMoved) ||
		string(got) != string(src) {
		t.Errorf("tagged: %q, error %v", got, err)
	}
	if got, _, err := edit.Cut(src, []int{1, 7}); !errors.Is(err, edit.ErrMoved) ||
		string(got) != string(src) {
		t.Errorf("cut: %q, error %v", got, err)
	}
}

// FuzzEdit: tags come and go and leave everything else; what is cut and what is left are all notes.
func FuzzEdit(f *testing.F) {
	for _, s := range decktest.Sources(f, "..") {
		f.Add(s, uint64(1))
		f.Add(s, ^uint64(0))
	}
	f.Fuzz(func(t *testing.T, src string, which uint64) {
		before := deck.Parse("", []byte(src))
		var at []int
		for i, n := range before.Notes {
			if which>>(i%64)&1 == 1 {
				at = append(at, n.Pos.Line)
			}
		}
		if len(at) == 0 {
			return
		}
		tagged, err := edit.Retag([]byte(src), at, []string{"fuzz"}, nil)
		if err == nil {
			for i, n := range deck.Parse("", tagged).Notes {
				if is := slices.Contains(at, before.Notes[i].Pos.Line); is != slices.Contains(n.Tags, "fuzz") &&
					!slices.Contains(before.Notes[i].Tags, "fuzz") {
					t.Errorf("%q tagged at %v is %q", src, at, tagged)
				}
			}
			if diff := cmp.Diff(keys(before), keys(deck.Parse("", tagged))); diff != "" {
				t.Errorf("%q tagged at %v is %q:\n%s", src, at, tagged, diff)
			}
		}
		rest, notes, err := edit.Cut([]byte(src), at)
		if err != nil {
			return
		}
		if left := deck.Parse("", rest); len(left.Notes) != len(before.Notes)-len(at) ||
			len(notes) != len(at) {
			t.Errorf("%q without %v is %q and %q", src, at, rest, notes)
		}
		if strings.Count(src, "\n") < strings.Count(string(rest), "\n") {
			t.Errorf("%q without %v is longer: %q", src, at, rest)
		}
	})
}

// keys returns the keys of the cards of a file, in order.
func keys(f *deck.File) []deck.Key {
	var list []deck.Key
	for _, n := range f.Notes {
		for _, c := range n.Cards {
			list = append(list, c.Key)
		}
	}
	return list
}
