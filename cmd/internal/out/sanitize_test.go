package out_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"cards/cmd/internal/out"
)

func TestSanitize(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"text stays", "Grüße, 漢字\n\tαβγ", "Grüße, 漢字\n\tαβγ"},
		{"colour", "\x1b[31mred", "␛[31mred"},
		{"title", "\x1b]0;x\x07", "␛]0;x␇"},
		{"all of C0", "\x00\x01\b\r\x1f\x7f", "␀␁␈␍␟␡"},
		{"C1 as characters", "\u009b2J\u009d\u0090", "�2J��"},
		{"C1 as bytes", "\x9b2J\x9d0;x\x9c", "�2J�0;x�"},
		{"line ends", "a\r\nb\u2028c\u2029d", "a\nb\nc\nd"},
		{"bidirectional overrides", "a\u202eb\u202c\u2066c\u2069", "abc"},
		{"zero width", "a\u200bb\u2060c\ufeffd\u00ade", "abcde"},
		{"tags", "a\U000e0041\U000e007f", "a"},
		{"joiners of scripts and emoji", "می\u200cخواهم 👩\u200d🚀", "می\u200cخواهم 👩\u200d🚀"},
		{"combining characters", "e\u0301", "e\u0301"},
		{"variation selectors", "❤\ufe0f", "❤\ufe0f"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := out.Sanitize(c.in); got != c.want {
				t.Errorf("Sanitize(%q) is %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		" a\n\tb\x1b ": "a b␛", "": "", " ": "", "a": "a", "a b": "a b", "a  b": "a b", " a b": "a b",
		"a b ": "a b", "~ !": "~ !", "a\x7f": "a␡", "a\tb": "a b", "é è": "é è", "a\u200b b": "a b",
	} {
		if got := out.Line(text); got != want {
			t.Errorf("Line(%q) is %q, want %q", text, got, want)
		}
	}
}

func FuzzSanitize(f *testing.F) {
	f.Add("a\x1b[31m\u009b\x9b\u202e\u200b\r\n\t")
	f.Fuzz(func(t *testing.T, s string) {
		clean := out.Sanitize(s)
		if bad := harmful(clean); bad != "" {
			t.Errorf("Sanitize(%q) is %q with %s", s, clean, bad)
		}
		if again := out.Sanitize(clean); again != clean {
			t.Errorf("Sanitize(%q) is %q, and of that %q", s, clean, again)
		}
		if got, want := out.Line(s), strings.Join(strings.Fields(clean), " "); got != want {
			t.Errorf("Line(%q) is %q, want %q", s, got, want)
		}
	})
}

// harmful names something in s that a terminal might act on or that hides or reorders text; empty
// if there is nothing. Line feeds and tabs are left to the caller.
func harmful(s string) string {
	if !utf8.ValidString(s) {
		return "invalid UTF-8"
	}
	for _, r := range s {
		switch {
		case r < ' ' && r != '\n' && r != '\t', 0x7f <= r && r < 0xa0,
			0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069, 0x2028 <= r && r <= 0x2029,
			r == 0x200b, r == 0x200e, r == 0x200f, r == 0xfeff, 0x2060 <= r && r <= 0x2064,
			0xe0000 <= r && r <= 0xe007f:
			return fmt.Sprintf("%U", r)
		}
	}
	return ""
}
