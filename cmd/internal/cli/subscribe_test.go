package cli_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fact is one card of a published deck. Its answer says which it is, whatever becomes of the
// question.
type fact struct{ question, answer string }

func facts(n int) []fact {
	places := []string{
		"harbor", "valley", "desert", "island", "glacier", "forest", "canyon",
		"meadow", "lagoon", "tundra",
	}
	deeds := []string{
		"discovered", "painted", "measured", "described", "crossed", "surveyed",
		"mapped", "photographed", "settled", "flooded",
	}
	list := make([]fact, n)
	for i := range list {
		list[i] = fact{
			fmt.Sprintf("In which year was the %s of %s %s by the expedition of %s?", places[i%10],
				name(i), deeds[i/10%10], name(i*7+3)),
			fmt.Sprintf("%d, by the crew of the ship %s", 1500+i, name(i*13+5)),
		}
	}
	return list
}

// name makes a name that no other number has.
func name(i int) string {
	syllables := []string{"ba", "ke", "di", "lo", "mu", "ra", "se", "ti", "vo", "zu"}
	var s strings.Builder
	for range 4 {
		s.WriteString(syllables[i%10])
		i = i/10 + i%7
	}
	return strings.ToUpper(s.String()[:1]) + s.String()[1:]
}

func deckOf(list []fact) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "Q: %s\nA: %s\n\n", f.question, f.answer)
	}
	return b.String()
}

// TestSubscribersKeepProgress has a deck of 500 cards that were all answered; the author rewords
// 100, moves 50 and splits 3 files.
func TestSubscribersKeepProgress(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("answers a thousand cards")
	}
	const config = "new_per_day = 1000\n"
	all := facts(500)
	files := map[string]string{}
	for i := range 10 {
		files[fmt.Sprintf("part%d.md", i)] = deckOf(all[50*i : 50*i+50])
	}
	author, learner := newWorld(t, files), newWorld(t, map[string]string{})
	answers := strings.Repeat("\ngood\n", 600) + "quit\n"
	site := "dir:" + t.TempDir()
	for _, w := range []*world{author, learner} {
		w.write(".cards/config.toml", config)
	}
	publish := []string{"publish", ".", "--to", site, "--name", "Expeditions"}
	author.cards("", publish...)
	learner.cards("", "subscribe", "--yes", site+"/decks/expeditions")
	author.cards(answers, "review")
	learner.cards(answers, "review")
	for i := range all { // every fifth is reworded
		if i%5 == 0 {
			rewordings := []string{
				"Which year was it when", "In what year was", "When exactly was",
				"In which years was",
			}
			all[i].question = strings.Replace(all[i].question, "In which year was",
				rewordings[i/5%len(rewordings)], 1)
		}
	}
	moved := append([]fact{}, all[450:]...)
	if err := os.Remove(filepath.Join(author.dir, "part9.md")); err != nil {
		t.Fatal(err)
	}
	author.write("part3.md", deckOf(append(all[150:200:200], moved...)))
	for _, i := range []int{0, 4, 7} {
		author.write(fmt.Sprintf("part%d.md", i), deckOf(all[50*i:50*i+20]))
		author.write(fmt.Sprintf("part%d-more.md", i), deckOf(all[50*i+20:50*i+50]))
	}
	for _, i := range []int{1, 2, 5, 6, 8} {
		author.write(fmt.Sprintf("part%d.md", i), deckOf(all[50*i:50*i+50]))
	}
	author.cards("", "relink", "--review", "--all")
	author.cards("", publish...)
	learner.cards("", "subscribe", "--update")
	kept := 0
	var cards []struct {
		ID, Answer string
		Reviews    int
		Keys       []string
	}
	if err := json.Unmarshal([]byte(learner.cards("", "list", "--json")), &cards); err != nil {
		t.Fatal(err)
	}
	answered := map[string]string{} // the answers that the keys of the log stand for
	for line := range strings.Lines(learner.cards("", "export", "--format", "jsonl")) {
		var ev struct{ Kind, Key, Answer string }
		if err := json.Unmarshal([]byte(line), &ev); err != nil {
			t.Fatal(err)
		}
		if ev.Kind == "text" {
			answered[ev.Key] = ev.Answer
		}
	}
	for _, c := range cards {
		if c.Reviews > 0 {
			kept++
		}
		for _, key := range c.Keys {
			if was, ok := answered[key]; ok && was != c.Answer {
				t.Errorf("%q has the history of %q", c.Answer, was)
			}
		}
	}
	if len(cards) != 500 || len(answered) < 500 || kept < 495 {
		t.Errorf("%d cards, %d answered, %d kept their progress", len(cards), len(answered), kept)
	}
}
