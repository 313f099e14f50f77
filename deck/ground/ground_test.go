package ground_test

import (
	"slices"
	"testing"

	"cards/deck/ground"
)

const notes = `# What happened

- Situation: Implementing a schema update to REI's payment system in 2014.
- Outcome: “SQL query failures” – and *financial*
  impact.

1. The first point
> quoted text
`

func TestFind(t *testing.T) {
	t.Parallel()
	tests := map[string]int{
		"Implementing a schema update to REI's payment system in 2014.": 3,
		"implementing a   schema update":                                3,
		"- Situation: Implementing":                                     3,
		"Outcome: \"SQL query failures\" - and financial impact.":       4,
		"SQL query failures—and financial":                              4,

		"The first point": 7,
		"quoted text":     8,
		"What happened":   1,
	}
	for quote, want := range tests {
		if line, ok := ground.Find(quote, notes); !ok || line != want {
			t.Errorf("%q: line %d, %v, want %d", quote, line, ok, want)
		}
	}
	for _, quote := range []string{"", "  ", "an invented quote", "schema update in 2015", "mplementing a schema", "-"} {
		if line, ok := ground.Find(quote, notes); ok {
			t.Errorf("%q stands in line %d", quote, line)
		}
	}
}

func TestSupports(t *testing.T) {
	t.Parallel()
	quote := "The update was rolled back to restore service for 1,200 customers in Oslo."
	tests := []struct {
		question, answer string
		missing          []string
		enough           bool
	}{
		{"Why was the update rolled back?", "To restore service.", nil, true},
		{"Who was hit?", "1200 customers in Oslo", nil, true},
		{"Who was hit?", "1,300 customers", []string{"1,300"}, false},
		{"Where?", "In Bergen", []string{"Bergen"}, false},
		{"How many in Bergen?", "1,200 in Bergen", nil, true},
		{"Why?", "Because nobody could use anything any longer", nil, false},
		{"What?", "", nil, true},
		{"Which steps?", "1. The update was rolled back\n2. Restore service", nil, true},
		{"Which steps?", "1. The update was rolled back\n7. Restore service", []string{"1.", "7."}, true},
		{"How many?", "3. or so", []string{"3."}, true},
	}
	for _, tt := range tests {
		s := ground.Supports(quote, tt.question, tt.answer)
		enough := s.Share >= ground.Enough
		if !slices.Equal(s.Missing, tt.missing) || len(tt.missing) == 0 && enough != tt.enough {
			t.Errorf("%q: %+v", tt.answer, s)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("a", "b\nc a")
	f.Add("—", "- - -")
	f.Fuzz(func(t *testing.T, quote, text string) {
		line, ok := ground.Find(quote, text)
		if ok && line < 1 {
			t.Errorf("line %d", line)
		}
		ground.Supports(text, quote, text)
	})
}
