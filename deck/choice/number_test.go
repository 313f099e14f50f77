package choice_test

import (
	"fmt"
	"strings"
	"testing"

	"cards/deck/choice"
)

// TestNumbersInGapsHaveOneUnit: what stands behind a gap is the unit of its number, and numbers of
// other units cannot be meant.
func TestNumbersInGapsHaveOneUnit(t *testing.T) {
	t.Parallel()
	var cards []choice.Card
	for i, c := range [][2]string{
		{"Bake at […] °C.", "200"},
		{"Serve within […] hours.", "4"},
		{"Chill for […] hours.", "6"},
		{"Feed […] people.", "240"},
		{"Fry at […] °C.", "175"},
		{"Rest for […] minutes.", "45"},
	} {
		cards = append(cards, choice.Card{
			Key: [16]byte{byte(i)}, Note: [16]byte{byte(i)}, Deck: "d", Question: c[0], Answer: c[1], Gap: true,
		})
	}
	pool := choice.NewPool(cards)
	for seed := range seeds() {
		for _, c := range cards {
			o, ok := pool.Options(c.Key, 3, seed)
			if !ok || len(o.List) < 3 {
				t.Fatalf("%q has %d options", c.Question, len(o.List))
			}
			_, unit, _ := strings.Cut(c.Question, "]")
			for _, option := range o.List {
				if option.Card != nil && !strings.HasSuffix(option.Card.Question, unit) {
					t.Errorf("%q offers %q, the answer to %q", c.Question, option.Text, option.Card.Question)
				}
			}
		}
	}
}

// TestNumbersAreWrittenAlike makes numbers beside numbers that are written in many ways.
func TestNumbersAreWrittenAlike(t *testing.T) {
	t.Parallel()
	tests := map[string]string{ // what every option looks like: 9 stands for one digit or more
		"9.81 m/s²": "9.99 m/s²", "1,064 °C": "9,999 °C", "299,792,458 m/s": "9,999,999 m/s", "3,5 %": "9,9 %",
		"-196 °C": "-9 °C", "1989": "9999", "42": "9", "0.05": "9.99", "12 km.": "9 km.", "1 000 000": "9 999 999",
	}
	for answer, want := range tests {
		c := choice.Card{Key: [16]byte{1}, Question: "How much?", Answer: answer}
		pool := choice.NewPool([]choice.Card{c})
		for seed := range uint64(50) {
			o, ok := pool.Options(c.Key, 3, seed)
			if !ok || len(o.List) < 3 {
				t.Fatalf("%s: %v", answer, o.List)
			}
			for _, option := range o.List {
				if !looksLike(option.Text, want) {
					t.Errorf("%s: %s", answer, option.Text)
				}
			}
		}
	}
}

// looksLike compares two numbers: the signs are the same after their first digits, as are the
// numbers of digits after a sign.
func looksLike(s, like string) bool {
	shape := func(s string) string {
		var b strings.Builder
		for i, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(".,", r) }) {
			digits := strings.Count(strings.Map(func(r rune) rune {
				if '0' <= r && r <= '9' {
					return '9'
				}
				return r
			}, part), "9")
			rest := strings.TrimLeft(strings.TrimLeft(part, "-"), "0123456789 ")
			if i > 0 {
				fmt.Fprintf(&b, "|%d", digits)
			}
			b.WriteString(rest)
		}
		return b.String()
	}
	a, b := shape(s), shape(like)
	for strings.Count(a, "|") < strings.Count(b, "|") && strings.Contains(b, "|3|3") {
		b = strings.Replace(b, "|3", "", 1)
	}
	return a == b && strings.HasPrefix(s, "-") == strings.HasPrefix(like, "-")
}
