package report

import "testing"

// TestSharesAreToldApart: a sentence never sets a number against itself.
func TestSharesAreToldApart(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b float64
		p, q string
	}{
		{.94, .88, "94 %", "88 %"},
		{.8954, .9, "89.5 %", "90.0 %"},
		{.896, .9, "89.6 %", "90.0 %"},
		{.804, .811, "80 %", "81 %"},
		{1, .997, "100.0 %", "99.7 %"},
		{.002, 0, "0.2 %", "0.0 %"},
	} {
		if p, q := percents(c.a, c.b); p != c.p || q != c.q {
			t.Errorf("%v and %v are %s and %s, want %s and %s", c.a, c.b, p, q, c.p, c.q)
		}
	}
}

// TestWorkInDays: a backlog that is less than a day's work is not called one.
func TestWorkInDays(t *testing.T) {
	t.Parallel()
	for days, want := range map[float64]string{
		.1: "less than half of what you do in a day", .49: "less than half of what you do in a day",
		.5: "about what you do in a day", 1.4: "about what you do in a day",
		1.6: "what you do in 2 days", 1234: "what you do in 1,234 days",
	} {
		if got := inWork(days); got != want {
			t.Errorf("%v: %s, want %s", days, got, want)
		}
	}
}
