package storage_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

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
		rand: rand.New(rand.NewPCG(seed, 1)), decks: make(map[string][]*note),
		identity: make(map[deck.Key]string),
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
		return fmt.Sprintf("C: %sThe %s of a [%s] follows the %s [%s] by a %s.\n", please, w[0],
			w[1], w[2], w[3], w[4])
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
		edited := &note{
			number: notes[i].number, words: slices.Clone(notes[i].words),
			polite: notes[i].polite,
		}
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
		r := c.Scheduler.Answer(srs.CardID(card.Key), card.Schedule, rating,
			c.Now.Add(-time.Second), c.Now)
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

// checkLinks wants no link of texts of two cards.
func (a *author) checkLinks(t *testing.T, c *storagetest.Collection) {
	t.Helper()
	for _, ev := range eventsOf(t, c) {
		if l, ok := ev.Body.(journal.Linked); ok && a.identity[l.A] != a.identity[l.B] {
			t.Fatalf("cards %s and %s are linked: %s", a.identity[l.A], a.identity[l.B], l.Reason)
		}
	}
}
