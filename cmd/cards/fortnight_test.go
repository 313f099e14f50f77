package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestFortnight lives through a fortnight by the command line alone: a collection is made, cards
// are added, asked, edited in a review, tagged, suspended, found, moved and laid out, and each of
// it is taken back and brought back. After every step what is stored is sound and all screens have
// the same figures.
func TestFortnight(t *testing.T) {
	t.Parallel()
	p := newProgram(t, time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), map[string]string{
		"go.md": "# Slices\n\n" + cardsFile("go", 12), "rome.md": cardsFile("rome", 12),
	})
	p.step("", "check")
	p.step("", "add", "--yes", "-q", "Who was the first emperor?", "-a", "Augustus", "--tag", "empire")
	p.step("T: der Hund\nD: the dog\n\nC: The [Tiber] flows through [Rome].\n", "add", "--yes", "-",
		"--deck", filepath.Join(p.root, "words.md"))
	for day := range 14 {
		p.step(strings.Repeat("\n3\n\n1\n", 6)+"quit\n", "review", "--plain")
		switch day {
		case 1:
			p.editInReview()
		case 2:
			p.both("tag", "+exam", "go")
		case 3:
			p.both("suspend", "text:emperor")
			p.step("", "resume", "text:emperor")
		case 4:
			if out := p.step("", "find", "emporer"); !strings.Contains(out, "first emperor") {
				t.Errorf("find: %s", out)
			}
		case 5:
			p.both("move", "tag:empire", "--deck", filepath.Join(p.root, "rome.md"))
		case 6:
			text := p.deckFiles()["words.md"]
			write(t, filepath.Join(p.root, "words.md"), strings.ReplaceAll(text, "T: der", "T:    der"))
			p.step("", "fmt", filepath.Join(p.root, "words.md"))
			if diff := cmp.Diff(text, p.deckFiles()["words.md"]); diff != "" {
				t.Errorf("fmt: %s", diff)
			}
			p.step("", "undo")
			p.step("", "redo")
		case 7:
			p.both("bury", "is:due")
			p.both("flag", "2", "rome")
		case 8:
			p.both("reschedule", "--to", "2026-03-20", "--", "go", "-is:new")
		case 9:
			p.both("reset", "rated:2", "go")
		}
		p.now = p.now.Add(24*time.Hour + time.Duration(day%3)*time.Hour)
	}
	p.step("", "backup", "create")
	if n := len(p.reviews()); n < 100 {
		t.Errorf("%d answers in a fortnight", n)
	}
}

// step runs a command, and then holds what is stored and what the screens say to each other.
func (p *program) step(input string, args ...string) string {
	p.t.Helper()
	out := p.run(input, args...)
	p.run("", "check")
	checkCollection(p.t, p.root)
	p.sameFigures(args)
	return out
}

// both does something, takes it back, which leaves nothing of it, and brings it back.
func (p *program) both(args ...string) {
	p.t.Helper()
	cards, files := p.progress(), p.deckFiles()
	p.step("", args...)
	done, text := p.progress(), p.deckFiles()
	if cmp.Equal(cards, done) && cmp.Equal(files, text) {
		p.t.Errorf("cards %q changed nothing", args)
	}
	p.step("", "undo")
	if diff := cmp.Diff(cards, p.progress()) + cmp.Diff(files, p.deckFiles()); diff != "" {
		p.t.Errorf("cards %q, taken back, left:\n%s", args, diff)
	}
	p.step("", "redo")
	if diff := cmp.Diff(done, p.progress()) + cmp.Diff(text, p.deckFiles()); diff != "" {
		p.t.Errorf("cards %q, brought back, left:\n%s", args, diff)
	}
}

// editInReview edits the card that is asked and answers it: it keeps what it had.
func (p *program) editInReview() {
	p.t.Helper()
	editor := filepath.Join(p.home, "editor")
	if err := os.MkdirAll(p.home, 0o700); err != nil {
		p.t.Fatal(err)
	}
	script := "#!/bin/sh\nfor f; do :; done\nsed 's/What is rome number/Which is number/' \"$f\" > \"$f.new\" && cat \"$f.new\" > \"$f\" && rm \"$f.new\"\n"
	if err := os.WriteFile(editor, []byte(script), 0o700); err != nil {
		p.t.Fatal(err)
	}
	before := len(p.reviews())
	cmd := p.command("review", "--plain", "rome", "--new", "2")
	cmd.Env = append(cmd.Env, "CARDS_EDITOR="+editor)
	cmd.Stdin = strings.NewReader("edit\n\n3\nquit\n")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "Which is number") {
		p.t.Errorf("edit in a review: %v\n%s", err, out)
	}
	p.step("", "check")
	if n := len(p.reviews()); n != before+1 {
		p.t.Errorf("%d answers after an edited card was answered, %d before", n, before)
	}
}

// sameFigures compares the figures of all commands that print them.
func (p *program) sameFigures(after []string) {
	p.t.Helper()
	var due struct{ Total, New, Review, Learning int }
	var status struct {
		Due       struct{ Total, New, Review, Learning int }
		Cards     struct{ Total, New, Suspended, Drafts int }
		Retention *float64
	}
	var stats struct {
		Due       struct{ Today int }
		Retention struct{ All struct{ Rate *float64 } }

		Cards   struct{ Total, New, Suspended, Drafts int }
		Reviews struct{ Total, Today int }
	}
	var decks []struct{ Cards, Suspended int }
	var cards []struct {
		Phase            string
		Suspended, Draft bool
	}
	var next *struct{ ID string }
	for command, into := range map[string]any{
		"due": &due, "": &status, "stats": &stats, "decks": &decks, "list": &cards, "next": &next,
	} {
		if err := json.Unmarshal([]byte(p.run("", append(strings.Fields(command), "--json")...)),
			into); err != nil {
			p.t.Fatalf("after cards %q: cards %s --json: %v", after, command, err)
		}
	}
	inDecks, suspended, inSteps := 0, 0, 0
	for _, d := range decks {
		inDecks += d.Cards
	}
	for _, c := range cards {
		if c.Suspended {
			suspended++
		}
		if c.Phase == "learning" || c.Phase == "relearning" {
			inSteps++
		}
	}
	later := stats.Due.Today - due.Review - due.Learning // those whose steps are over later today
	prompt := ""
	if due.Total > 0 {
		prompt = fmt.Sprintf("%d due\n", due.Total)
	}
	facts := []string{
		fmt.Sprintf("due today %d ", stats.Due.Today),
		fmt.Sprintf("%d: new %d,", stats.Cards.Total, stats.Cards.New),
		fmt.Sprintf("suspended %d", stats.Cards.Suspended),
		fmt.Sprintf("Today       %d review", stats.Reviews.Today),
	}
	for _, args := range [][]string{{"stats"}, {"stats", "--html", "-"}} {
		page := strings.ReplaceAll(p.run("", args...), "Today</dt><dd>", "Today       ")
		for _, fact := range facts {
			if !strings.Contains(page, fact) {
				p.t.Errorf("after cards %q: cards %q does not say %q:\n%s", after, args, fact, page)
			}
		}
	}
	checks := map[string][2]any{
		"due and status":              {due, struct{ Total, New, Review, Learning int }(status.Due)},
		"due and stats":               {true, 0 <= later && later <= inSteps},
		"retention":                   {status.Retention, stats.Retention.All.Rate},
		"status and stats":            {status.Cards, stats.Cards},
		"stats and list":              {stats.Cards.Total, len(cards)},
		"decks and list":              {inDecks, len(cards)},
		"stats and list, suspended":   {stats.Cards.Suspended, suspended},
		"due and next":                {due.Total > 0, next != nil},
		"due and the prompt":          {prompt, p.run("", "due", "--prompt")},
		"stats and the log":           {stats.Reviews.Total, p.counted()},
		"list and list of everything": {len(cards), strings.Count(p.run("", "list"), "\n")},
		"due and the words of due": {strings.HasPrefix(p.run("", "due"),
			fmt.Sprintf("%d due:", due.Total)), due.Total > 0},
		"due and a review's beginning": {
			due.Total > 0,
			strings.Contains(p.run("quit\n", "review", "--plain"), "1 to 4 rate it"),
		},
	}
	for what, pair := range checks {
		if diff := cmp.Diff(pair[0], pair[1]); diff != "" {
			p.t.Errorf("after cards %q, %s:\n%s", after, what, diff)
		}
	}
}

// counted returns how many answers of the log count.
func (p *program) counted() int {
	p.t.Helper()
	n := 0
	for _, e := range p.reviews() {
		if e.Counts && !e.Undone {
			n++
		}
	}
	return n
}
