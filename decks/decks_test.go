package decks_test

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cards/decks"
)

// page returns the lines of the study page that schema-update was made from.
func page(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/study-page.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(data), "\n")
}

// between returns the lines after one that is first and before one that is last.
func between(lines []string, first, last string) []string {
	return lines[slices.Index(lines, first)+1 : slices.Index(lines, last)]
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := fs.ReadFile(decks.Files(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestFiles(t *testing.T) {
	t.Parallel()
	names, err := fs.Glob(decks.Files(), "*")
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"first-cards.md", "schema-update.md"}; !slices.Equal(names, want) {
		t.Errorf("decks %q, want %q", names, want)
	}
}

// TestFirstCardsShowEveryConstruct: the deck that comes first is short, and has a card of each
// kind.
func TestFirstCardsShowEveryConstruct(t *testing.T) {
	t.Parallel()
	text := read(t, "first-cards.md")
	for _, construct := range []string{
		"\nQ: ", "\nA: ", "\nA (more): ", "\nQ (typed): ", "\nQ (id=", "`Q (draft):`", "\nT: ",
		"\nD: ", "\nC: ", "::what is asked]",
		"\n- [x] ", "\n- [ ] ", "\n1. ", "\n```\n", " $a^2", "\n#writing #tags\n", "\n# ", "\ntags = [",
	} {
		if !strings.Contains(text, construct) {
			t.Errorf("no %q", construct)
		}
	}
	if cards := strings.Count(text, "\nQ") + strings.Count(text, "\nT") + strings.Count(text,
		"\nC"); cards > 15 {
		t.Errorf("%d notes are not short", cards)
	}
}

var quoted = regexp.MustCompile(`"([^"]*)"`)

// TestEveryQuestionOfThePage: each of the 18 is asked with its exact text and has an answer, and
// what the explanation quotes stands in the page. The page prints each question twice, and no
// answer.
func TestEveryQuestionOfThePage(t *testing.T) {
	t.Parallel()
	lines, text := page(t), read(t, "schema-update.md")
	whole := strings.Join(lines, "\n")
	var questions []string
	for i, line := range lines[1:] {
		if line == lines[i] {
			questions = append(questions, line)
		}
	}
	if len(questions) != 18 {
		t.Fatalf("the page has %d questions", len(questions))
	}
	for _, q := range questions {
		_, after, asked := strings.Cut(text, "\nQ: "+q+"\nA:")
		note, _, _ := strings.Cut(after, "\n\n")
		answer, more, explained := strings.Cut(note, "\nA (more): ")
		if !asked || !explained || strings.TrimSpace(answer) == "" {
			t.Errorf("%q: asked %v, answer %q, explained %v", q, asked, answer, explained)
			continue
		}
		quotes := quoted.FindAllStringSubmatch(more, -1)
		if len(quotes) == 0 {
			t.Errorf("%q: its explanation quotes nothing", q)
		}
		for _, quote := range quotes {
			if !strings.Contains(whole, quote[1]) {
				t.Errorf("%q: not in the page: %q", q, quote[1])
			}
		}
	}
}

// TestNotesStay: the study notes of the page and its description are in the deck.
func TestNotesStay(t *testing.T) {
	t.Parallel()
	lines, text := page(t), read(t, "schema-update.md")
	for _, line := range between(lines, "Study Notes", "Studying That Suits You") {
		if note := strings.TrimLeft(line, "- "); !strings.Contains(text, note) {
			t.Errorf("not in the notes: %q", note)
		}
	}
	if description := lines[len(lines)-1]; !strings.Contains(text, `description = "`+description+`"`) {
		t.Errorf("not the description: %q", description)
	}
}
