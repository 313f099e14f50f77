package desk_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"cards/cmd/internal/desk"
	"cards/deck"

	"github.com/google/go-cmp/cmp"
)

// pageTruth returns for each question of the shipped study page the lines that answer it.
func pageTruth(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../../deck/suggest/testdata/schema.truth")
	if err != nil {
		t.Fatal(err)
	}
	truth := make(map[string]string)
	for line := range strings.Lines(string(text)) {
		lines, question, _ := strings.Cut(strings.TrimSpace(line), "\t")
		truth[question] = "," + lines + ","
	}
	return truth
}

// TestPageIsAnswered: of the questions of the study page whose answers are hidden, the right line
// comes first for ten or more, and among three for thirteen.
func TestPageIsAnswered(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../../decks/testdata/study-page.txt")
	if err != nil {
		t.Fatal(err)
	}
	truth := pageTruth(t)
	offers := desk.Unanswered(text)
	first, three := 0, 0
	lines := strings.Split(string(text), "\n")
	for _, o := range offers {
		right := false
		for i, other := range o.Others {
			// the truth counts lines of the same page
			if strings.Contains(truth[o.Prompt], ","+strconv.Itoa(other.Line)+",") {
				right = true
				if i == 0 {
					first++
				}
			}
			if !strings.Contains(lines[other.Line-1], other.Answer) {
				t.Errorf("%q: line %d does not say %q", o.Prompt, other.Line, other.Answer)
			}
		}
		if right {
			three++
		}
	}
	t.Logf("%d questions, right first %d, among three %d", len(offers), first, three)
	if len(offers) != 18 || first < 10 || three < 13 {
		t.Errorf("%d questions, right first %d, among three %d", len(offers), first, three)
	}
}

// TestAnswersAreFilledIn gives answers to questions of a deck and leaves everything else as it is.
func TestAnswersAreFilledIn(t *testing.T) {
	t.Parallel()
	const text = "# Disk\n\n- Cause: a full disk\n- Fix: more space\n\nQ: What was the cause?\n\nQ:  Known?\nA:   Yes\n\n" +
		"Q (id=x): What fixed it?\n\n## Other\n\nQ: Who sings?"
	offers := desk.Unanswered([]byte(text))
	if len(offers) != 3 || offers[0].Answer != "a full disk" || offers[1].Answer != "more space" ||
		offers[2].Refused == "" {
		t.Fatalf("%+v", offers)
	}
	offers[1].Draft = false
	got, err := desk.Filled([]byte(text), offers[:2])
	if err != nil {
		t.Fatal(err)
	}
	want := "# Disk\n\n- Cause: a full disk\n- Fix: more space\n\nQ (draft): What was the cause?\nA: a full disk\n" +
		"A (more): Notes: \"Cause: a full disk\"\n\nQ:  Known?\nA:   Yes\n\n" +
		"Q (id=x): What fixed it?\nA: more space\nA (more): Notes: \"Fix: more space\"\n\n## Other\n\nQ: Who sings?\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	if n := len(deck.Parse("", got).Notes); n != 3 {
		t.Errorf("%d notes", n)
	}
}

func FuzzFilled(f *testing.F) {
	f.Add("Q: a\n\nQ: b\nA: c\nnotes: b\n- b: c\n")
	f.Add("Q: a\nA (more): x\n---\nQ: b")
	f.Fuzz(func(t *testing.T, text string) {
		before := len(deck.Parse("", []byte(text)).Notes)
		after, err := desk.Filled([]byte(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		if strings.TrimSuffix(string(after), "\n") != strings.TrimSuffix(text, "\n") {
			t.Errorf("%q became %q", text, after)
		}
		if got, err := desk.Filled([]byte(text), desk.Unanswered([]byte(text))); err == nil &&
			len(deck.Parse("", got).Notes) < before {
			t.Errorf("%q lost notes: %q", text, got)
		}
	})
}
