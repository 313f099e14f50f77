package qa_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/deck/from/qa"
)

func TestRead(t *testing.T) {
	t.Parallel()
	last := time.Date(2024, 1, 27, 0, 0, 0, 0, time.UTC)
	for name, tt := range map[string]struct {
		text string
		want qa.Text
	}{
		"several lines": {"Q: one\nQ: two\nA: three\nA: four\n\nQ: five\nA: six\n", qa.Text{Continued: 2, Cards: []qa.Card{
			{Line: 1, End: 4, Question: "one\ntwo", Answer: "three\nfour"}, {Line: 6, End: 7, Question: "five", Answer: "six"},
		}}},
		"schedules": {"Q: a\r\nA: b\r\nI: REP=3 LAP=1 EF=2.360 UF=2.4 INT=15 LAST=27.01.2024\r\nQ: c\r\nA: d\r\nI: REP=0 LAP=0 EF=2.5 INT=0 LAST=0\r\n", qa.Text{
			States: 2, Cards: []qa.Card{
				{Line: 1, End: 3, Question: "a", Answer: "b", State: &qa.State{Repetitions: 3, Lapses: 1, Ease: 2.36, Interval: 15, Last: last}},
				{Line: 4, End: 6, Question: "c", Answer: "d"},
			},
		}},
		"lines without a label": {"Words before\nQ: a\nmore\n\nA: b\nand more\n\nwords\n", qa.Text{Cards: []qa.Card{
			{Line: 2, End: 6, Question: "a\nmore", Answer: "b\nand more"},
		}}},
		"no answer": {"Q: a\n\nQ: b\nA: c", qa.Text{Cards: []qa.Card{
			{Line: 1, End: 1, Question: "a"}, {Line: 3, End: 4, Question: "b", Answer: "c"},
		}}},
		"schedules that cannot be": {"Q: a\nA: b\nI: REP=99999999999 INT=1e300 LAST=27.01.2024\n", qa.Text{States: 1, Cards: []qa.Card{
			{Line: 1, End: 3, Question: "a", Answer: "b"},
		}}},
	} {
		if diff := cmp.Diff(tt.want, qa.Read(tt.text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Q: a\nQ: b\nA: c\nI: REP=1 INT=2 LAST=01.02.2003\n\nx")
	f.Fuzz(func(t *testing.T, text string) {
		next := 1
		for _, c := range qa.Read(text).Cards {
			if c.Line < next || c.End < c.Line {
				t.Fatalf("lines %d to %d after line %d", c.Line, c.End, next-1)
			}
			next = c.End + 1
		}
	})
}
