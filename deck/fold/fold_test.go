package fold_test

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/cases"

	"cards/deck/fold"
)

// TestString compares with the folding of x/text: every character, each behind the one before it, on
// which nothing depends. Cherokee is left out: x/text exchanges its capitals and small letters.
func TestString(t *testing.T) {
	t.Parallel()
	reference := cases.Fold()
	var text strings.Builder
	for r := range rune(unicode.MaxRune + 1) {
		if !unicode.Is(unicode.Cherokee, r) {
			text.WriteRune(r)
		}
		if r%128 < 127 {
			continue
		}
		if got, want := fold.String(text.String()), reference.String(text.String()); got != want {
			t.Fatalf("up to %U: %+q folds to %+q, want %+q", r, text.String(), got, want)
		}
		text.Reset()
	}
	for _, text := range []string{"", "\xff", "É\xff\xc3", "ΌΔΟΣ", "Straße", "İstanbul ISPARTA ısı", "ǅ"} {
		if got, want := fold.String(text), reference.String(text); got != want {
			t.Errorf("%q folds to %q, want %q", text, got, want)
		}
	}
	if got := fold.String("Ꭰ ꭰ Ᏸ ᏸ"); got != "Ꭰ Ꭰ Ᏸ Ᏸ" {
		t.Errorf("Cherokee folds to %q", got)
	}
}
