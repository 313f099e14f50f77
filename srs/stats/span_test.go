package stats_test

import (
	"fmt"
	"testing"

	"cards/srs"
	"cards/srs/stats"

	"github.com/google/go-cmp/cmp"
)

func TestParts(t *testing.T) {
	t.Parallel()
	day := func(s string) srs.Day {
		d, err := srs.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	span := stats.Span{First: day("2024-02-28"), Last: day("2024-03-05")}
	for step, want := range map[stats.Step][]string{
		stats.ByDay: {
			"2024-02-28 2024-02-28", "2024-02-29 2024-02-29", "2024-03-01 2024-03-01",
			"2024-03-02 2024-03-02",
			"2024-03-03 2024-03-03", "2024-03-04 2024-03-04", "2024-03-05 2024-03-05",
		},
		stats.ByWeek:  {"2024-02-28 2024-03-03", "2024-03-04 2024-03-05"},
		stats.ByMonth: {"2024-02-28 2024-02-29", "2024-03-01 2024-03-05"},
	} {
		var got []string
		for _, p := range step.Parts(span) {
			got = append(got, fmt.Sprint(p.First, p.Last))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("by %s (-want +got):\n%s", step, diff)
		}
	}
	if before := span.Before(); before.First != day("2024-02-21") || before.Last != day("2024-02-27") {
		t.Errorf("before: %v to %v", before.First, before.Last)
	}
	if n := (stats.Span{First: 5, Last: 4}).Days(); n != 0 {
		t.Errorf("%d days in a span that ends before it begins", n)
	}
	if got := stats.ByWeek.Start(-3); got != -3 { // 1969-12-29 was a Monday
		t.Errorf("the week of %v begins on %v", srs.Day(-3), got)
	}
}
