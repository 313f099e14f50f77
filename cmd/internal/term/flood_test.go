//go:build unix

package term_test

import (
	"strings"
	"testing"

	"cards/cmd/internal/term"
)

// TestFloodOfKeys: a million bytes that nobody typed are left out, with what they begin, and keys
// after them count again; a q at the end ends the review.
func TestFloodOfKeys(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string]string{
		"beginnings of sequences": "\x1b[", "sequences": "\x1b[A", "letters": "x", "texts of the system": "\x1b]",
		"pastes without an end": "\x1b[200~q",
	} {
		for after, ends := range map[string]bool{"": false, "q": true} {
			t.Run(name+after, func(t *testing.T) {
				t.Parallel()
				x := run(t.Context(), t, mistake(), false)
				x.await("What mistake was made")
				x.send(strings.Repeat(keys, 1<<18/len(keys)) + " " + after)
				if !ends {
					x.send("x")
					x.await("What mistake was made")
					x.send("q")
				}
				if err := x.wait(); err != nil {
					t.Error(err)
				}
				x.checkRestored()
			})
		}
	}
}

func TestSizesThatCanBeDrawnOn(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		width, height int
		want          bool
	}{
		{80, 24, true},
		{1, 1, true},
		{0, 0, true},
		{640, 400, true},
		{4096, 50, true},
		{5000, 5000, false},
		{5000, 1, false},
		{1, 65535, false},
		{1000, 1000, false},
	} {
		if got := term.CanDraw(tt.width, tt.height); got != tt.want {
			t.Errorf("%d by %d: %v", tt.width, tt.height, got)
		}
	}
}
