package formats

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
		{letters, "q|x|y|z|B. y", "x *y z"},
		{letters, "q|x|y|z|(c) Z", "x y *z"},
		{letters, "q|x|y|z|b - y", "x *y z"},
		{letters, "q|x|y|z|C: z", "x y *z"},
		{letters, "q|x|y|z|B. z", ""}, // one or the other
		{letters, "q|x|y|z|A and C", "*x y *z"},
		{letters, "q|x|y|z|Both B and C", "x *y *z"},
		{letters, "q|x|y|z|A, B und C", "*x *y *z"},
		{letters, "q|x|y|z|B & C", "x *y *z"},
		{letters, "q|x|y|z|AC", "*x y *z"},
		{letters, "q|x|y|z|CA", ""},
		{letters, "q|x|y|z|a c", "*x y *z"},
		{letters, "q|ab|AC|c|AC", "ab *AC c"},
		{letters, "q|A) x|B) y|C) z|B", "x *y z"},
		{letters, "q|A) x|B) y|C) z|C) z", "x y *z"},
		{letters, "q|A) x|B) y|C) z|y", "x *y z"},
		{letters, "q|A) x|C) y|B) z|y", ""},
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
		{"Question|Correct|Wrong 1|Wrong 2", "q|x|y|z", "*x y z"},
		{"Pergunta|Opção Correta|Opção Errada 1|Opção Errada 2", "q|x|y|", "*x y"},
		{"q|right_answer|incorrect_1|incorrect_2", "q|x|y|x", ""}, // two are equal
		{"q|Correct answer|Distractor", "q||y", ""},
		{"q|answer|Distractor A|Distractor B", "q|x|y|z", "*x y z"},
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

// TestOptionsWithoutNames states when a column that repeats others tells which of them is right.
func TestOptionsWithoutNames(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		about, table string
		want         int // options
	}{
		{"now this, now that", "q1;a;b;c;a\nq2;d;e;f;e\nq3;g;h;i;h\nq4;j;k;l;l", 3},
		{"behind a number", "1;q1;a;b;c;a\n2;q2;d;e;f;e\n3;q3;g;h;i;h\n4;q4;j;k;l;l", 3},
		{"before an explanation", "q1;a;b;c;a;x\nq2;d;e;f;e;y\nq3;g;h;i;h;z\nq4;j;k;l;l;w", 3},
		{"fewer options in one", "q1;a;b;c;A\nq2;d;e;;e\nq3;g;h;i;h\nq4;j;k;l;l", 3},
		{"always the first", "q1;a;b;c;a\nq2;d;e;f;d\nq3;g;h;i;g\nq4;j;k;l;j", 0},
		{"one repeats none", "q1;a;b;c;a\nq2;d;e;f;e\nq3;g;h;i;x\nq4;j;k;l;l", 0},
		{"few rows", "q1;a;b;c;a\nq2;d;e;f;e", 0},
		{"words", "Haus;das;Häuser;house;\nBoot;das;Boote;boat;\nHof;der;Höfe;yard;\nUhr;die;Uhren;clock;", 0},
	} {
		cols, _ := columnsOf(delim.Read(tt.table, ';'))
		if got := len(cols.choices.options); got != tt.want {
			t.Errorf("%s: %d options, want %d", tt.about, got, tt.want)
		}
	}
}
