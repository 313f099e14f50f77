package storage_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// author edits decks at random, and knows which texts are of one card.
type author struct {
	rand     *rand.Rand
	decks    map[string][]*note // by file
	identity map[deck.Key]string
	branches []map[string][]*note // earlier states of the decks
}

// note is one note at one time. Its number stays through every edit.
type note struct {
	number int
	words  []string // what its text is made of
	polite bool     // a second way to put its prompt
}

func newAuthor(seed uint64) *author {
	a := &author{
		rand: rand.New(rand.NewPCG(seed, 1)), decks: make(map[string][]*note), identity: make(map[deck.Key]string),
	}
	for n := range 12 {
		words := make([]string, 6)
		for i := range words {
			words[i] = a.word()
		}
		file := fmt.Sprintf("deck%d.md", n%3)
		a.decks[file] = append(a.decks[file], &note{number: n, words: words})
	}
	return a
}

// word makes up a word that no other note is likely to have.
func (a *author) word() string {
	var b strings.Builder
	for range 3 + a.rand.IntN(2) {
		b.WriteByte("bdfgklmnprstvz"[a.rand.IntN(14)])
		b.WriteByte("aeiou"[a.rand.IntN(5)])
	}
	return b.String()
}

func (n *note) text() string {
	w := n.words
	please := ""
	if n.polite {
		please = "Please say: "
	}
	switch n.number % 4 {
	case 0:
		return fmt.Sprintf("T: %sthe %s %s\nD: a %s that a %s %s\n", please, w[0], w[1], w[2], w[3], w[4])
	case 1:
		return fmt.Sprintf("C: %sThe %s of a [%s] follows the %s [%s] by a %s.\n", please, w[0], w[1], w[2], w[3], w[4])
	}
	question := fmt.Sprintf("Q: %swhat does the %s %s of a %s do?\n", please, w[0], w[1], w[2])
	return question + fmt.Sprintf("A: It makes the %s %s %s.\n", w[3], w[4], w[5])
}

// learn remembers which cards the keys of a deck are.
func (a *author) learn(notes []*note) {
	for _, n := range notes {
		for i, card := range deck.Parse("a.md", []byte(n.text())).Notes[0].Cards {
			a.identity[card.Key] = fmt.Sprintf("%d/%d", n.number, i)
		}
	}
}

// writeTo makes the deck files of a collection those of the author.
func (a *author) writeTo(c *storagetest.Collection) {
	for i := range 6 {
		file := fmt.Sprintf("deck%d.md", i)
		notes, ok := a.decks[file]
		a.learn(notes)
		var b strings.Builder
		for _, n := range notes {
			b.WriteString(n.text() + "\n")
		}
		old, there := c.Read(file)
		switch {
		case ok && (!there || old != b.String()):
			c.Write(file, b.String())
		case !ok && there:
			c.Remove(file)
		}
	}
}

// state returns a copy of the decks.
func (a *author) state() map[string][]*note {
	decks := make(map[string][]*note, len(a.decks))
	for file, notes := range a.decks {
		decks[file] = slices.Clone(notes)
	}
	return decks
}

// edit does one random thing to the decks.
func (a *author) edit() {
	file, other := fmt.Sprintf("deck%d.md", a.rand.IntN(6)), fmt.Sprintf("deck%d.md", a.rand.IntN(6))
	notes := a.decks[file]
	switch n := a.rand.IntN(12); {
	case n == 0: // keep the present state as a branch
		a.branches = append(a.branches, a.state())
	case n == 1 && len(a.branches) > 0:
		now := a.state()
		i := a.rand.IntN(len(a.branches))
		a.decks, a.branches[i] = a.branches[i], now
	case len(notes) == 0:
	case n == 2:
		a.decks[other] = slices.Clone(notes)
	case n == 3 && len(a.decks) > 2:
		delete(a.decks, file)
	case n == 4: // move a note
		i := a.rand.IntN(len(notes))
		a.decks[other] = append(a.decks[other], notes[i])
		a.decks[file] = slices.Delete(slices.Clone(a.decks[file]), i, i+1)
	case n == 5:
		i := a.rand.IntN(len(notes))
		a.decks[file] = slices.Delete(slices.Clone(notes), i, i+1)
	default:
		i := a.rand.IntN(len(notes))
		edited := &note{number: notes[i].number, words: slices.Clone(notes[i].words), polite: notes[i].polite}
		if at := a.rand.IntN(len(edited.words) + 1); at < len(edited.words) {
			edited.words[at] = a.word()
		} else {
			edited.polite = !edited.polite
		}
		a.decks[file] = slices.Clone(notes)
		a.decks[file][i] = edited
	}
}

// study answers a few cards.
func (a *author) study(t *testing.T, c *storagetest.Collection) {
	t.Helper()
	cards := cardsOf(t, c)
	for range min(len(cards), a.rand.IntN(4)) {
		card, err := c.Card(cards[a.rand.IntN(len(cards))].Key)
		if err != nil {
			t.Fatal(err)
		}
		c.Now = c.Now.Add(time.Minute)
		rating := srs.Rating(a.rand.IntN(4) + 1)
		r := c.Scheduler.Answer(srs.CardID(card.Key), card.Schedule, rating, c.Now.Add(-time.Second), c.Now)
		if _, err := c.Answer(card, r, c.Now); err != nil {
			t.Fatal(err)
		}
	}
}

// step edits the decks, and at times compiles and studies.
func (a *author) step(t *testing.T, c *storagetest.Collection) {
	t.Helper()
	a.edit()
	if a.rand.IntN(2) == 0 {
		return
	}
	a.writeTo(c)
	c.Now = c.Now.Add(time.Duration(a.rand.IntN(40)) * time.Hour)
	c.Compile()
	a.study(t, c)
	if a.rand.IntN(6) == 0 {
		if _, err := c.Undo(journal.ID{}, c.Now); err != nil && !errors.Is(err, storage.ErrNothing) {
			t.Fatal(err)
		}
	}
}

// checkNoneLost wants every review in force on exactly one card, live or an orphan.
func checkNoneLost(t *testing.T, c *storagetest.Collection) {
	t.Helper()
	want, got := 0, 0
	err := c.Events(func(ev journal.Event, undone bool, _ deck.Key) bool {
		if _, ok := ev.Body.(journal.Reviewed); ok && !undone {
			want++
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, card := range cardsOf(t, c) {
		got += card.Schedule.Reviews
	}
	for _, o := range orphansOf(t, c) {
		got += o.Reviews
	}
	if got != want {
		t.Fatalf("%d reviews are on cards, %d in the log", got, want)
	}
}

func orphansOf(t *testing.T, c *storagetest.Collection) []storage.Orphan {
	t.Helper()
	list, err := c.Orphans()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// checkOrphans wants as orphans exactly the cards with reviews in force none of whose keys is live.
func checkOrphans(t *testing.T, c *storagetest.Collection) {
	t.Helper()
	events := eventsOf(t, c)
	o := newOracle(events, liveKeys(t, c, cardsOf(t, c), events))
	want, got := make(map[deck.Key]int), make(map[deck.Key]int)
	for _, ev := range o.inForce() {
		r, ok := ev.Body.(journal.Reviewed)
		if !ok {
			continue
		}
		keys := o.card(deck.Key(r.Card))
		if !slices.ContainsFunc(keys, func(k deck.Key) bool { return isLive(t, c, k) }) {
			want[keys[0]]++
		}
	}
	for _, orphan := range orphansOf(t, c) {
		got[orphan.ID] = orphan.Reviews
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("reviews of orphans (-want +got):\n%s", diff)
	}
}

func isLive(t *testing.T, c *storagetest.Collection, k deck.Key) bool {
	t.Helper()
	live, err := c.IsLive(k)
	if err != nil {
		t.Fatal(err)
	}
	return live
}

// checkLinks wants no link of texts of two cards.
func (a *author) checkLinks(t *testing.T, c *storagetest.Collection) {
	t.Helper()
	for _, ev := range eventsOf(t, c) {
		if l, ok := ev.Body.(journal.Linked); ok && a.identity[l.A] != a.identity[l.B] {
			t.Fatalf("cards %s and %s are linked: %s", a.identity[l.A], a.identity[l.B], l.Reason)
		}
	}
}

// checkQuiet wants a second compile to write nothing at all.
func checkQuiet(t *testing.T, c *storagetest.Collection) {
	t.Helper()
	before, err := os.ReadFile(dbPath(c.Root()))
	if err != nil {
		t.Fatal(err)
	}
	if found := c.Compile(); found.Linked != 0 {
		t.Fatalf("a second compile linked %d cards", found.Linked)
	}
	after, err := os.ReadFile(dbPath(c.Root()))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Fatal("a second compile wrote something")
	}
}

// eachSeed runs a test with several seeds.
func eachSeed(t *testing.T, test func(t *testing.T, seed uint64)) {
	t.Helper()
	for i := range *runsFlag {
		seed := *seedFlag + uint64(i)
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			t.Parallel()
			test(t, seed)
		})
	}
}

func TestNoReviewIsLostByEdits(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, seed uint64) {
		a, c := newAuthor(seed), storagetest.New(t, nil)
		for range *stepsFlag {
			a.step(t, c)
			checkNoneLost(t, c)
		}
		a.writeTo(c)
		c.Compile()
		checkQuiet(t, c)
		compareWithOracle(t, c)
		checkOrphans(t, c)
		a.checkLinks(t, c)
	})
}

// progressOf returns the schedules of the cards that were answered, by deck and question.
func progressOf(t *testing.T, c *storagetest.Collection) map[string]srs.Schedule {
	t.Helper()
	found := make(map[string]srs.Schedule)
	for _, card := range cardsOf(t, c) {
		if card.Schedule.Reviews > 0 {
			found[card.Deck+": "+card.Question()] = card.Schedule
		}
	}
	return found
}

// TestUndoneEditLeavesEverything edits and goes back. Cards that had progress have the same; one
// that had none may have been recognised as an orphan meanwhile.
func TestUndoneEditLeavesEverything(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, seed uint64) {
		a, c := newAuthor(seed), storagetest.New(t, nil)
		for range *stepsFlag / 3 {
			a.step(t, c)
			a.writeTo(c)
			c.Compile()
			want, decks := progressOf(t, c), a.state()
			for range 1 + a.rand.IntN(3) {
				a.edit()
				a.writeTo(c)
				c.Compile()
			}
			a.decks = decks
			a.writeTo(c)
			c.Compile()
			got := progressOf(t, c)
			maps.DeleteFunc(got, func(k string, _ srs.Schedule) bool { _, ok := want[k]; return !ok })
			if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-9, 0)); diff != "" {
				t.Fatalf("after an edit and back (-want +got):\n%s", diff)
			}
		}
	})
}

func TestProgressFollowsEdits(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, seed uint64) {
		a, c := newAuthor(seed), storagetest.New(t, nil)
		a.writeTo(c)
		c.Compile()
		for range 4 {
			a.study(t, c)
		}
		want := len(progressOf(t, c))
		for range *stepsFlag {
			file := fmt.Sprintf("deck%d.md", a.rand.IntN(3))
			i := a.rand.IntN(len(a.decks[file]))
			n := a.decks[file][i]
			a.decks[file][i] = &note{number: n.number, words: n.words, polite: !n.polite}
			a.writeTo(c)
			c.Compile()
			if got := len(progressOf(t, c)); got != want || len(orphansOf(t, c)) > 0 {
				t.Fatalf("%d cards have progress, want %d", got, want)
			}
		}
	})
}

func TestTwoDevicesAgree(t *testing.T) {
	t.Parallel()
	eachSeed(t, func(t *testing.T, seed uint64) {
		a := newAuthor(seed)
		devices := []*storagetest.Collection{storagetest.New(t, nil), storagetest.New(t, nil)}
		for range *stepsFlag {
			i := a.rand.IntN(2)
			a.step(t, devices[i])
			if a.rand.IntN(15) == 0 {
				mergeAll(t, devices[i], eventsOf(t, devices[1-i]))
				checkNoneLost(t, devices[i])
			}
		}
		var logs [][]journal.Event
		for _, c := range devices {
			logs = append(logs, eventsOf(t, c))
		}
		united := []*storagetest.Collection{storagetest.New(t, nil), storagetest.New(t, nil)}
		for i, c := range united {
			c.Now = devices[0].Now
			a.writeTo(c)
			c.Compile()
			mergeAll(t, c, logs[i], logs[1-i])
			compareWithOracle(t, c)
		}
		compareDevices(t, united[0], united[1])
		for _, c := range united {
			c.Compile()
			checkQuiet(t, c)
			checkNoneLost(t, c)
		}
		compareDevices(t, united[0], united[1])
		first, second := eventsOf(t, united[0]), eventsOf(t, united[1])
		mergeAll(t, united[0], second)
		mergeAll(t, united[1], first)
		compareDevices(t, united[0], united[1])
		a.checkLinks(t, united[0])
	})
}

func mergeAll(t *testing.T, c *storagetest.Collection, logs ...[]journal.Event) {
	t.Helper()
	for _, log := range logs {
		if err := storagetest.Merge(c, log, c.Now); err != nil {
			t.Fatal(err)
		}
	}
}

func compareDevices(t *testing.T, one, other *storagetest.Collection) {
	t.Helper()
	compareCards(t, cardsOf(t, one), cardsOf(t, other))
	if diff := cmp.Diff(orphansOf(t, one), orphansOf(t, other), cmpopts.EquateApprox(1e-9, 0)); diff != "" {
		t.Errorf("orphans (-one +other):\n%s", diff)
	}
}
