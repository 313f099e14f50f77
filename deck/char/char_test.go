package char_test

import (
	"strings"
	"testing"

	"cards/deck/char"
)

func TestFoul(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		at   int
		what string
	}{
		"größe \ufffd": {-1, ""},
		"é\x00":        {2, "character U+0000"},
		"a\x02\x03":    {1, "character U+0002"},
		"ab\xff":       {2, "invalid UTF-8"},
		"\xc3\x00":     {0, "invalid UTF-8"},
	} {
		at, what := char.FoulAt(text)
		if at != want.at || what != want.what || char.IsFoul(text) != (at >= 0) {
			t.Errorf("%q: %q at %d, want %q at %d", text, what, at, want.what, want.at)
		}
		if clean := char.Clean(text); char.IsFoul(clean) {
			t.Errorf("%q is %q when cleaned", text, clean)
		}
	}
}

func TestReadable(t *testing.T) {
	t.Parallel()
	if got := char.Readable("\ufeff\ufeffa\r\nb\rc\n"); got != "a\nb\rc\n" {
		t.Errorf("got %q", got)
	}
}

func TestQuote(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"a\n\"b\"":              `"a\n\"b\""`,
		strings.Repeat("é", 40): `"` + strings.Repeat("é", 40) + `"`,
		strings.Repeat("é", 41): `"` + strings.Repeat("é", 39) + `..."`,
	} {
		if got := char.Quote(text); got != want {
			t.Errorf("%q is shown as %s, want %s", text, got, want)
		}
	}
}

func TestHidden(t *testing.T) {
	t.Parallel()
	for r, want := range map[rune]string{
		'\u200b': "U+200B (zero-width space)", '\u00a0': "U+00A0 (no-break space)", '\u2061': "U+2061",
	} {
		if got := char.HiddenName(r); got != want || !char.IsHidden(r) {
			t.Errorf("%U is %s, want %s", r, got, want)
		}
	}
	for _, r := range "a \té—" {
		if char.IsHidden(r) {
			t.Errorf("%U counts as hidden", r)
		}
	}
}
