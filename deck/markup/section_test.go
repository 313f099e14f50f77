package markup_test

import (
	"slices"
	"strings"
	"testing"

	"cards/deck/markup"
)

func TestSection(t *testing.T) {
	var s markup.Section
	var all [][]string
	for _, line := range []string{"# a", "### b", "## c", "## d", "# e"} {
		s.Enter(markup.Heading(line))
		all = append(all, s.Titles())
	}
	s.Leave(1)
	all = append(all, s.Titles())
	var got []string
	for _, titles := range all {
		got = append(got, strings.Join(titles, "/"))
	}
	if want := []string{"a", "a/b", "a/c", "a/d", "e", ""}; !slices.Equal(got, want) {
		t.Errorf("sections %q, want %q", got, want)
	}
}
