package term_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/term"
)

// TestRepliesAreNoKeys takes replies apart at every place. What is handed on in one piece is for
// who reads replies; an escape alone is a key that does nothing.
func TestRepliesAreNoKeys(t *testing.T) {
	t.Parallel()
	silent := silence(t)
	for _, reply := range []string{
		"\x1b]11;rgb:1234/5678/9abc\x1b\\", "\x1b]11;rgb:12/34/56\a",
		"\x1b]11;rgba:1111/2222/3333/4444\x1b\\",
		"\x1b[?2027;2$y", "\x1b[?2026;0$y", "\x1b[?1u", "\x1b[?62;4c",
		"\x1bP>|kitty(0.36.4)\x1b\\", "\x1bP>|WezTerm 20240203-110809-5046fc22\x1b\\", "\x1b[6;20;10t",
	} {
		var single []string
		for i := range len(reply) {
			single = append(single, reply[i:i+1])
		}
		for i := range len(reply) {
			for _, pieces := range [][]string{{reply[:i], reply[i:]}, single} {
				got := term.Join(silent, append(pieces, "x")...)
				got = strings.TrimPrefix(strings.ReplaceAll(got, reply, ""), "\x1b")
				if got != "x" {
					t.Errorf("%q leaves %q", pieces, got)
				}
			}
		}
	}
}

func TestKeysAreNoReplies(t *testing.T) {
	t.Parallel()
	silent := silence(t)
	for _, pieces := range [][]string{
		{"1"},
		{"\x1b[A", "\x1b[1;5D"},
		{"\x1b"},
		{"\x1b", "1"},
		{"\x1b", "\x1b"},
		{"\x1bx", "q"},
		{"\x1b[", "B"},
		{"\x1bOP", "\x1b[27u"},
		{"\x1b[200~\x1b]11;q", "\x1b[201~"},
		{"\x1b", "[", "A"},
		{"é", "漢"},
	} {
		if got, want := term.Join(silent, pieces...), strings.Join(pieces, ""); got != want {
			t.Errorf("%q becomes %q", pieces, got)
		}
	}
}

// TestEscapeIsAKeyOfItsOwn: what is typed a moment after it is no combination with it, while a
// reply stays one and so does the name of a key.
func TestEscapeIsAKeyOfItsOwn(t *testing.T) {
	t.Parallel()
	const gap = 70 * time.Millisecond // longer than one key takes
	for second, want := range map[string]string{
		"q": "\x1b[27uq", "1": "\x1b[27u1", " ": "\x1b[27u ", "\r": "\x1b[27u\r", "é": "\x1b[27ué",
		"sq": "\x1b[27usq", "[A": "\x1b[A", "OP": "\x1bOP", "[?2027;2$y": "\x1b[?2027;2$y",
		"]11;rgb:1/2/3\a": "\x1b]11;rgb:1/2/3\a",
	} {
		t.Run(second, func(t *testing.T) {
			t.Parallel()
			if got := term.JoinApart(t, gap, "\x1b", second); got != want {
				t.Errorf("it becomes %q, want %q", got, want)
			}
			if got := term.JoinApart(t, gap, "\x1bx", second); got != "\x1bx"+second {
				t.Errorf("behind another key it becomes %q", got)
			}
		})
	}
}

// silence is a file from which nothing comes.
func silence(t *testing.T) *os.File {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = r.Close()
		_ = w.Close()
	})
	return r
}
