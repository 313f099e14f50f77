package term_test

import (
	"strings"
	"testing"

	"cards/cmd/internal/term"

	"github.com/google/go-cmp/cmp"
)

func TestTypedAnswerBesideTheRightOne(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name         string
		typed, right string
		width        int
		want         string
	}{
		{"right", "GO", "go", 40, `
you    GO
right  go`},
		{"letters exchanged", "og", "go", 40, `
you    og
       ^
right  go
        ^`},
		{"a letter too few", "chanel", "channel", 40, `
you    chanel
right  channel
           ^`},
		{"another letter in one word", "the great cap", "the grey cap", 40, `
you    the great cap
              ^^
right  the grey cap
              ^`},
		{"wide characters", "漢子です", "漢字です", 40, `
you    漢子です
         ^^
right  漢字です
         ^^`},
		{"a mark left out", "cafe!", "café!", 40, `
you    cafe!
          ^
right  café!
          ^`},
		{"over several lines", "one two three", "one two tree!", 21, `
you    one two three
                ^
right  one two tree!
                   ^`},
		{"on a narrow screen", "one two three", "one four", 10, `
you
one two
    ^^
three
^^ ^^
right
one four
    ^ ^`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			lines := term.Compare(c.typed, c.right, c.width)
			if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), strings.Join(lines, "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, strings.Join(lines, "\n"))
			}
		})
	}
}

// TestTypedAnswerOfAnyLength compares what no person types but a paste may bring.
func TestTypedAnswerOfAnyLength(t *testing.T) {
	t.Parallel()
	typed, right := strings.Repeat("x", 1<<16), strings.Repeat("y", 1<<16)
	lines := term.Compare("a"+typed, "a"+right, 80)
	if !strings.HasPrefix(lines[1], strings.Repeat(" ", 8)+strings.Repeat("^", 72)) {
		t.Errorf("marked %q", lines[1])
	}
}

func FuzzTypedAnswerBesideTheRightOne(f *testing.F) {
	f.Add("og", "go")
	f.Add("e\u0301\u0323", "é")
	f.Fuzz(func(t *testing.T, typed, right string) {
		for _, line := range term.Compare(typed, right, 30) {
			if !harmless(line) {
				t.Errorf("a terminal would act on %q", line)
			}
		}
	})
}
