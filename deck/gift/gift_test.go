package gift_test

import (
	"strings"
	"testing"

	"cards/deck/gift"
)

func TestAppend(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		q    gift.Question
		want string
	}{
		"typed": {
			gift.Question{Name: "ab12", Text: "Capital of {Peru}: #1 ~ a=b\\c?", Answer: "Lima: the city"},
			"::ab12::[markdown]Capital of \\{Peru\\}\\: \\#1 \\~ a\\=b\\\\c? {\n=Lima\\: the city\n}\n\n",
		},
		"a number": {gift.Question{Name: "k", Text: "How many?", Answer: "100"}, "::k::[markdown]How many? {#100:0}\n\n"},
		"a number with a unit": {
			gift.Question{Name: "k", Text: "How hot?", Answer: "100 °C"}, "::k::[markdown]How hot? {\n=100 °C\n}\n\n",
		},
		"one of three": {
			gift.Question{Name: "k", Text: "Q?", Options: []gift.Option{{"a", false}, {"b", true}, {"c", false}}},
			"::k::[markdown]Q? {\n~a\n=b\n~c\n}\n\n",
		},
		"two of three": {
			gift.Question{Name: "k", Text: "Q?", Options: []gift.Option{{"a", true}, {"b", true}, {"c", false}}},
			"::k::[markdown]Q? {\n~%50%a\n~%50%b\n~%-100%c\n}\n\n",
		},
		"three right": {
			gift.Question{Name: "k", Text: "Q?", Options: []gift.Option{{"a", true}, {"b", true}, {"c", true}}},
			"::k::[markdown]Q? {\n~%33.33333%a\n~%33.33333%b\n~%33.33333%c\n}\n\n",
		},
		"code with an empty line": {
			gift.Question{Name: "k", Text: "What?\n\n\n    a\n\n    b", Answer: "x"},
			"::k::[markdown]What?\\n\\n\n    a\\n\n    b {\n=x\n}\n\n",
		},
	}
	for name, tt := range tests {
		got := string(gift.Append(nil, tt.q))
		if got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, tt.want)
		}
		if strings.Contains(strings.TrimSuffix(got, "\n\n"), "\n\n") {
			t.Errorf("%s: an empty line within", name)
		}
	}
}
