package out_test

import (
	"testing"

	"cards/cmd/internal/out"
)

// TestWrap: lines break at the last space that fits, whatever colours the text has.
func TestWrap(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text          string
		width, indent int
		want          string
	}{
		{"one two three", 0, 0, "one two three"},
		{"one two three", 13, 0, "one two three"},
		{"one two three", 12, 0, "one two\nthree"},
		{"one two three", 7, 2, "one two\n  three"},
		{"one two three", 6, 0, "one\ntwo\nthree"},
		{"\x1b[33mone\x1b[0m two three", 7, 0, "\x1b[33mone\x1b[0m two\nthree"},
		{"\x1b[1;38;5;33mone two\x1b[0m three", 7, 2, "\x1b[1;38;5;33mone two\x1b[0m\n  three"},
		{"日本語 を 学ぶ", 9, 0, "日本語 を\n学ぶ"},
		{"averyveryverylongword and more", 8, 0, "averyveryverylongword\nand more"},
	} {
		if got := out.Wrap(tt.text, tt.width, tt.indent); got != tt.want {
			t.Errorf("Wrap(%q, %d, %d) = %q, want %q", tt.text, tt.width, tt.indent, got, tt.want)
		}
	}
}
