package main

import (
	"strings"
	"testing"
	"time"
)

// TestQuizMovesNothing answers a hundred questions of a quiz and of a test, half of those wrong:
// what is due, what parameters are fitted to and what is counted stay byte for byte, and the
// answers are counted apart.
func TestQuizMovesNothing(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	p := newProgram(t, now, map[string]string{"a.md": cardsFile("moved", 100)})
	p.run(strings.Repeat("show\n4\n", 100), "review", "--plain", "--new", "100")
	p.now = now.AddDate(0, 0, 4)
	said := func() (list []string) {
		for _, command := range []string{"due", "list", "optimize", "stats"} {
			list = append(list, p.run("", command, "--json"))
		}
		return list
	}
	before := said()
	if !strings.Contains(before[3], `"reviews":{"total":100,`) {
		t.Fatalf("the figures are %s", before[3])
	}
	quiz := p.run(strings.Repeat("show\n1\n", 100), "quiz", "--plain", "--form", "recall", "-n", "100")
	test := p.run(strings.Repeat("show\n1\nshow\n3\n", 50)+"n\n",
		"test", "--plain", "--form", "recall", "-n", "100")
	if strings.Count(quiz, "\nright") != 100 || !strings.Contains(test, "\nscore 50 of 100\n") {
		t.Fatalf("%s\n%s", quiz, test)
	}
	for i, after := range said() {
		if after != before[i] {
			t.Errorf("before: %s\nafter: %s", before[i], after)
		}
	}
	apart := p.run("", "stats", "quiz", "--json")
	if strings.Count(apart, `"reviews":100,`) != 2 {
		t.Errorf("apart it counts %s", apart)
	}
}
