package term_test

import (
	"strings"
	"testing"

	"cards/cmd/internal/term"

	"github.com/google/go-cmp/cmp"
)

func TestTypedAnswerIsRight(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name         string
		typed, right string
		want         bool
	}{
		{"equal", "go", "go", true},
		{"letters exchanged", "og", "go", false},
		{"case", "GO", "go", true},
		{"spaces around", "  go \t", "go", true},
		{"no-break and wide spaces around", "\u00a0go\u3000", "go", true},
		{"more spaces inside", "garbage   collector", "garbage collector", true},
		{"a space too few", "garbagecollector", "garbage collector", false},
		{"combining marks put together", "cafe\u0301", "café", true},
		{"order of combining marks", "q\u0307\u0323", "q\u0323\u0307", true},
		{"accent left out", "cafe", "café", false},
		{"capital with accent", "E\u0301TAT", "état", true},
		{"sharp s", "straße", "STRAẞE", true},
		{"sharp s as two letters", "Strasse", "Straße", true},
		{"final sigma", "ΟΔΟΣ", "οδος", true},
		{"full-width letters in case", "ＧＯ", "ｇｏ", true},
		{"what is raised and lowered", "h2o x2 10-3", "H₂O x² 10⁻³", true},
		{"digits that are raised and lowered", "H2O x2 an+1", "H₂O x² aₙ₊₁", true},
		{"another digit that is raised", "x3", "x²", false},
		{"full-width letters are others", "ｇｏ", "go", false},
		{"Hangul of single letters", "\u1112\u1161\u11ab", "한", true},
		{"Hangul with another letter", "하", "한", false},
		{"Arabic with marks in another order", "\u0628\u064e\u0651", "\u0628\u0651\u064e", true},
		{"Arabic without vowels", "كتب", "كَتَبَ", false},
		{"Arabic with a direction mark", "\u200fكتب", "كتب", true},
		{"Arabic letter that joins otherwise", "كتاب", "كتب", false},
		{"Thai vowel", "กิน", "กิน", true},
		{"emoji of several parts", "👩‍🔬", "👩‍🔬", true},
		{"control characters", "go\x00", "go", false},
		{"not UTF-8", "go\xff", "go", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if same, _ := term.Compare(c.typed, c.right, 80); same != c.want {
				t.Errorf("%q for %q is right: %v", c.typed, c.right, same)
			}
		})
	}
}

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
			_, lines := term.Compare(c.typed, c.right, c.width)
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
	same, lines := term.Compare("a"+typed, "a"+right, 80)
	if same || !strings.HasPrefix(lines[1], strings.Repeat(" ", 8)+strings.Repeat("^", 72)) {
		t.Errorf("same: %v, marked %q", same, lines[1])
	}
}

func FuzzTypedAnswer(f *testing.F) {
	f.Add("og", "go")
	f.Add("Straße", "STRASSE")
	f.Add("e\u0301\u0323", "é")
	f.Fuzz(func(t *testing.T, typed, right string) {
		same, lines := term.Compare(typed, right, 30)
		if again, _ := term.Compare(right, typed, 30); again != same {
			t.Errorf("%q and %q are the same: %v, the other way round: %v", typed, right, same, again)
		}
		if self, _ := term.Compare(typed, " "+typed+" ", 30); !self {
			t.Errorf("%q is not the same as itself", typed)
		}
		for _, line := range lines {
			if !harmless(line) {
				t.Errorf("a terminal would act on %q", line)
			}
		}
	})
}
