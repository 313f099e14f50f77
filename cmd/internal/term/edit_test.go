package term_test

import (
	"bytes"
	"errors"
	"os/exec"
	"strings"
	"testing"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/term"
	"cards/deck"

	"github.com/google/go-cmp/cmp"
)

// opened collects the files that an editor is opened with; it does nothing to them.
func opened(files *[]string) func(string, int) *exec.Cmd {
	return func(file string, _ int) *exec.Cmd {
		*files = append(*files, file)
		return exec.Command("true")
	}
}

var wrong = []deck.Diagnostic{{
	Path: "go.md", Pos: deck.Pos{Line: 7, Col: 1}, Severity: deck.Error,
	Text: "question without an answer",
}}

func TestScreenEditsTheCard(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		edited desk.Edited
		err    error
		keys   string
		want   []string
		shows  string
	}{
		{
			"kept",
			desk.Edited{Became: map[deck.Key]deck.Key{{1}: {2}}},
			nil, "",
			[]string{"edited go.md:7 false"},
			"1 card edited",
		},
		{
			"gone",
			desk.Edited{Gone: make([]deck.Card, 1)},
			nil, "",
			[]string{"edited go.md:7 false"},
			"1 card removed",
		},
		{
			"wrong",
			desk.Edited{Wrong: wrong},
			nil, "",
			[]string{"edited go.md:7 false"},
			"question without an answer",
		},
		{
			"wrong and left so",
			desk.Edited{Wrong: wrong, Gone: make([]deck.Card, 1)},
			nil, "x",
			[]string{"edited go.md:7 false", "edited go.md:7 true"},
			"left out until it is fixed",
		},
		{
			"no editor",
			desk.Edited{},
			errors.New("no such program"), "", nil,
			"the editor failed: no such program",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, o := mistake(), options()
			s.edited = c.edited
			var files []string
			o.Editor = opened(&files)
			screen := term.NewScreen(s, &term.Frames{}, 70, 24, o)
			pressAll(screen, "e")
			screen.LeaveEditor(c.err)
			pressAll(screen, c.keys)
			if diff := cmp.Diff(c.want, s.did); diff != "" || len(files) != 1 {
				t.Errorf("opened %v, (-want +got):\n%s", files, diff)
			}
			if !strings.Contains(screen.View(), c.shows) {
				t.Errorf("%q is not on\n%s", c.shows, screen.View())
			}
		})
	}
}

// TestScreenEditsAgain mends what was wrong.
func TestScreenEditsAgain(t *testing.T) {
	t.Parallel()
	s, o := mistake(), options()
	s.edited = desk.Edited{Wrong: wrong}
	var files []string
	o.Editor = opened(&files)
	screen := term.NewScreen(s, &term.Frames{}, 70, 24, o)
	pressAll(screen, "e")
	screen.LeaveEditor(nil)
	s.edited = desk.Edited{}
	pressAll(screen, "e")
	screen.LeaveEditor(nil)
	if len(files) != 2 || !strings.Contains(screen.View(), "no card has changed") {
		t.Errorf("opened %v\n%s", files, screen.View())
	}
}

func TestPlainEditsTheCard(t *testing.T) {
	t.Parallel()
	s, o := mistake(), options()
	s.edited = desk.Edited{Wrong: wrong, Gone: make([]deck.Card, 1)}
	var files []string
	o.Editor = opened(&files)
	var out bytes.Buffer
	if err := term.RunPlain(t.Context(), s, strings.NewReader("edit\nedit\nskip\nquit\n"), &out,
		o); err != nil {
		t.Fatal(err)
	}
	want := []string{"edited go.md:7 false", "edited go.md:7 false", "edited go.md:7 true"}
	if diff := cmp.Diff(want, s.did); diff != "" || len(files) != 2 {
		t.Errorf("opened %v, (-want +got):\n%s", files, diff)
	}
	for _, line := range []string{
		"go.md:7:1: error: question without an answer\n",
		"1 card left out until it is fixed, its history is kept\n",
	} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("%q is not in\n%s", line, out.String())
		}
	}
}

func TestWithoutAnEditorNothingIsOpened(t *testing.T) {
	t.Parallel()
	s := mistake()
	screen := term.NewScreen(s, &term.Frames{}, 70, 24, options())
	pressAll(screen, "e")
	if !strings.Contains(screen.View(), "no editor can be opened here") || len(s.did) > 0 {
		t.Errorf("did %v\n%s", s.did, screen.View())
	}
}
