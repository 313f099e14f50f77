package obsidian

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// checkComments checks that comments with schedules are found where an expression finds them.
func checkComments(t *testing.T, text string) {
	t.Helper()
	comment := regexp.MustCompile(`<!--\s*SR:([^>]*?)-->`)
	var want, got []string
	for _, m := range comment.FindAllStringSubmatch(text, -1) {
		want = append(want, m[1])
	}
	for _, inside, after, ok := cutComment(text); ok; _, inside, after, ok = cutComment(after) {
		got = append(got, inside)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q: %q, want %q", text, got, want)
	}
	if got, want := withoutSchedules(text), strings.TrimSpace(comment.ReplaceAllString(text, "")); got != want {
		t.Errorf("%q: %q without, want %q", text, got, want)
	}
}

func FuzzComments(f *testing.F) {
	for _, text := range []string{
		"", "a<!--SR:!2026-01-01,1,250-->b", "<!-- \n\tSR:x-->", "<!--SR:-->", "<!--SR:->", "<!--SR:",
		"<!--SR:a>b--><!--SR:c-->", "<!--a<!--SR:b-->", "<!--SR:a-->b<!--SR:c-->", "<!--<!--SR:--->", "<!--SR:>-->",
		"<!--SR:a<!--SR:b-->",
	} {
		f.Add(text)
	}
	f.Fuzz(checkComments)
}
