//go:build unix

package term_test

import (
	"io"
	"os"
	"strings"
	"testing"

	"cards/cmd/internal/term"
)

// TestFloodIsLeftOut: of what came at once and nobody typed only the beginning is handed on, a paste
// that it began is ended, a q at its end counts, and so do keys after it.
func TestFloodIsLeftOut(t *testing.T) {
	t.Parallel()
	const endOfPaste = "\x1b[201~"
	for _, keys := range []string{"\x1b[", "\x1b[A", "x", "\x1b]", "\x1b[200~q"} {
		for _, after := range []string{"", "q", "\x03"} {
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			k := term.NewKeyboard(r)
			// So much a pipe holds: all of it is there before the first byte is read.
			if _, err := io.WriteString(w, strings.Repeat(keys, 48<<10/len(keys))+" "+after); err != nil {
				t.Fatal(err)
			}
			if got := k.Waiting(); len(got) > 20<<10 || !strings.HasSuffix(got, endOfPaste+after) {
				t.Errorf("%q and %q: %d bytes are handed on, the last of them %q", keys, after,
					len(got), got[len(got)-20:])
			}
			if _, err := io.WriteString(w, "3"); err != nil {
				t.Fatal(err)
			}
			if got := k.Waiting(); got != "3" {
				t.Errorf("%q and %q: a key after them is %q", keys, after, got)
			}
			_, _ = r.Close(), w.Close()
		}
	}
}

// TestQuitInAFloodBeforeReplies: the q at the end of a flood counts also if the terminal answers what
// it was asked right behind it; a q that other keys follow does not.
func TestQuitInAFloodBeforeReplies(t *testing.T) {
	t.Parallel()
	for after, want := range map[string]bool{
		"q\x1b[?2027;0$y":                           true,
		"q\x1b[?62;4c\x1b[?2026;2$y":                true,
		"q\x1b]11;rgb:0000/0000/0000\x07":           true,
		"q\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?0u": true,
		"q\x1bP>|xterm(390)\x1b\\":                  true,
		"q\x1b[?2027;0$yx":                          false,
		"qx\x1b[?2027;0$y":                          false,
		"\x1b[?2027;0$y":                            false,
		"q\x1b[A":                                   false,
	} {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		k := term.NewKeyboard(r)
		if _, err := io.WriteString(w, strings.Repeat("x", 24<<10)+" "+after); err != nil {
			t.Fatal(err)
		}
		if got := k.Waiting(); strings.HasSuffix(got, "q") != want {
			t.Errorf("%q: the last that is handed on is %q", after, got[len(got)-20:])
		}
		_, _ = r.Close(), w.Close()
	}
}

// TestFloodOfKeys: a review outlives what nobody typed, and ends by key. Where a busy machine makes
// pauses in it, the library takes up key by key.
func TestFloodOfKeys(t *testing.T) {
	t.Parallel()
	for _, keys := range []string{"\x1b[A", "x"} {
		for after, ends := range map[string]bool{"": false, "q": true} {
			t.Run(keys+after, func(t *testing.T) {
				t.Parallel()
				x := run(t.Context(), t, mistake(), false)
				x.await("What mistake was made")
				x.send(strings.Repeat(keys, 24<<10/len(keys)) + " " + after)
				if !ends {
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
