package cli_test

import (
	"strings"
	"testing"
)

// TestQuizzesMoveNothing gives forty answers of a test to cards with thousands of reviews: what is
// due, what statistics count and what parameters are fitted to is what it was, and as many undos
// take the answers back.
func TestQuizzesMoveNothing(t *testing.T) {
	t.Parallel()
	w := shortWorld(t)
	figures := func() string {
		t.Helper()
		all := w.cards("", "due", "--json") + w.cards("", "list", "--json") + w.cards("", "stats", "--json=reviews,history,days,retention")
		return all + w.cards("", "optimize", "--dry-run", "--json")
	}
	before := figures()
	answers := strings.Repeat("show\n1\nshow\n3\n", 20)
	if out := w.cards(answers, "test", "--plain", "--form", "recall", "-n", "40"); !strings.Contains(out, "score 20 of 40") {
		t.Fatalf("%s", out)
	}
	if n := strings.Count(w.cards("", "export", "--format", "jsonl"), `"purpose":"test"`); n != 40 {
		t.Errorf("the log has %d answers", n)
	}
	if after := figures(); after != before {
		t.Error("figures have changed")
	}
	for range 40 {
		if out := w.cards("", "undo"); !strings.Contains(out, "took back") {
			t.Fatalf("%s", out)
		}
	}
	left := 0
	for line := range strings.Lines(w.cards("", "export", "--format", "jsonl")) {
		if strings.Contains(line, `"purpose":"test"`) && strings.Contains(line, `"undone":false`) {
			left++
		}
	}
	if taken := figures(); left > 0 || taken != before {
		t.Errorf("%d answers are in force after all was taken back", left)
	}
}

// TestEstimateSaysTodayToo expects a score on a later day, and today's beside it.
func TestEstimateSaysTodayToo(t *testing.T) {
	t.Parallel()
	w := shortWorld(t)
	lines := func(args ...string) (list []string) {
		for line := range strings.Lines(w.cards("", append([]string{"test", "--estimate"}, args...)...)) {
			if strings.HasPrefix(line, "all cards on ") {
				list = append(list, line)
			}
		}
		return list
	}
	now, later := lines(), lines("--date", "2099-01-15")
	if len(now) != 1 || len(later) != 2 || later[1] != now[0] || later[0] == now[0] ||
		!strings.HasPrefix(later[0], "all cards on 2099-01-15: about ") {
		t.Errorf("%q, later %q", now, later)
	}
}
