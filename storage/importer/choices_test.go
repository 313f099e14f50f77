package importer

import (
	"slices"
	"strings"
	"testing"

	"cards/deck/from/delim"
)

// TestOptionsOfTables states which columns are options, and what of them is right.
func TestOptionsOfTables(t *testing.T) {
	t.Parallel()
	const letters = "Question|Option A|Option B|Option C|Correct Answer"
	const numbers = "Question|Answer 1 - max 75 characters|Answer 2 - max 75 characters|Correct answer(s)"
	for _, tt := range []struct{ head, row, want string }{
		{letters, "q|x|y|z|B", "x *y z"},
		{letters, "q|x|y|z|Option C", "x y *z"},
		{letters, "q|x|y|z|Y", "x *y z"},
		{letters, "q|x|y|z|a, c", "*x y *z"},
		{letters, "q|x|y||x", "*x y"},
		{letters, "q|2|4|6|4", "2 *4 6"},
		{letters, "q|x|y|z|", "x y z"}, // a draft
		{letters, "q|x|y|z|D", ""},
		{letters, "q|x||C|A", "*x C"},
		{letters, "q|x|||A", ""},
		{letters, "q|x|X|y|C", ""}, // two are equal
		{numbers, "q|4|2|2", "4 *2"},
		{numbers, "q|4|2|1,2", "*4 *2"},
		{"q|A|B|C|D|answer", "q|w|x|y|z|d", "w x y *z"},
		{"Frage|Antwort 1|Antwort 2|Richtig", "q|x|y|1", "*x y"},
		{"q|option1|option2|key", "q|x|y|2", "x *y"},
		{"q|choice_a|choice_b|right_answer", "q|x|y|b", "x *y"},
		{"Front|Back|Copyright", "q|x|me", ""},
		{"A|B|answer 2", "x|y|z", ""},
		{"word|Option B|Option C|answer", "q|x|y|B", ""}, // no first one
		{"Question|Answer 1|Answer 2", "q|x|y", ""},      // nothing tells
		{"", "", ""},
	} {
		c, _ := choicesOf(strings.Split(tt.head, "|"))
		options, isChoice := c.of(delim.Row{Cells: strings.Split(tt.row, "|")})
		var got []string
		for _, o := range options {
			if isChoice {
				got = append(got, map[bool]string{true: "*"}[o.Right]+o.Text)
			}
		}
		if want := strings.Fields(tt.want); !slices.Equal(got, want) {
			t.Errorf("%q, %q: %q, want %q", tt.head, tt.row, got, want)
		}
	}
}
