package session_test

import (
	"strings"
	"testing"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck/diff"

	"golang.org/x/text/unicode/norm"
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
			if got := session.Compare(c.typed, c.right); got.Same != c.want {
				t.Errorf("%q for %q is right: %v", c.typed, c.right, got.Same)
			}
		})
	}
}

// FuzzTypedAnswer compares texts both ways: the runs are the texts, and what is common is in both.
func FuzzTypedAnswer(f *testing.F) {
	f.Add("og", "go")
	f.Add("Straße", "STRASSE")
	f.Add("e\u0301\u0323", "é")
	f.Fuzz(func(t *testing.T, typed, right string) {
		c := session.Compare(typed, right)
		if again := session.Compare(right, typed); again.Same != c.Same {
			t.Errorf("%q and %q are the same: %v, the other way round: %v",
				typed, right, c.Same, again.Same)
		}
		if self := session.Compare(typed, " "+typed+" "); !self.Same {
			t.Errorf("%q is not the same as itself", typed)
		}
		if got, want := joined(c.Typed), norm.NFC.String(out.Line(typed)); got != want {
			t.Errorf("the runs of %q are %q", typed, got)
		}
		if got, want := joined(c.Right), norm.NFC.String(out.Line(right)); got != want {
			t.Errorf("the runs of %q are %q", right, got)
		}
	})
}

func joined(runs []diff.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}
