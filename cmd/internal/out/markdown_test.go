package out_test

import (
	"strings"
	"testing"

	"cards/cmd/internal/out"
)

func TestPlainOfHugeText(t *testing.T) {
	t.Parallel()
	if got := out.Plain(strings.Repeat("[`$", 10_000_000), ""); len(got) > 100_000 {
		t.Errorf("%d bytes", len(got))
	}
}

func TestPlain(t *testing.T) {
	t.Parallel()
	if got, want := out.Plain("*a* `b`  [c](d) &amp;\n\ne\x1b", ""), "a b c & e␛"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
