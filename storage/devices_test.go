package storage_test

import (
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/deck"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// deckNames are the files that a player writes.
var deckNames = []string{"deck0.md", "deck1.md", "deck2.md", "deck3.md"}

// TestThreeDevicesAgree lets three collections with files and clocks of their own do random things,
// give each other parts of their logs, in pieces and in any order, and take over each other's
// files. When each has heard of all, they say the same, and go on saying it.
func TestThreeDevicesAgree(t *testing.T) {
	t.Parallel()
	seeds, steps := 200, 10
	switch {
	case os.Getenv("CARDS_LONG") != "":
		steps = 60
	case testing.Short():
		seeds = 20
	}
	for i := range uint64(seeds) {
		seed := *seedFlag + i
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			t.Parallel()
			devices := newDevices(t, seed)
			for range steps {
				devices.act(t)
			}
			devices.exchange(t)
			devices.compare(t, int(i)%len(devices))
		})
	}
}

// devices are players that know of each other.
type devices []*player

// newDevices returns three players: the clock of one is two days behind, of one 400 days ahead.
func newDevices(t *testing.T, seed uint64) devices {
	t.Helper()
	var all devices
	for i, skew := range []int{0, -2, 400} {
		p := newPlayer(t, 3*seed+uint64(i)+1)
		p.hears = true
		p.Sleep(skew)
		all = append(all, p)
	}
	return all
}

// act lets one of them do something.
func (all devices) act(t *testing.T) {
	t.Helper()
	i := all[0].rand.IntN(len(all))
	p, other := all[i], all[(i+1+all[0].rand.IntN(2))%len(all)]
	switch p.rand.IntN(10) {
	case 0:
		var part []journal.Event
		for _, ev := range eventsOf(t, other.Collection) {
			if p.rand.IntN(3) > 0 {
				part = append(part, ev)
			}
		}
		p.merge(t, p.Collection, part)
	case 1:
		p.take(t, other, deckNames[p.rand.IntN(len(deckNames))])
	case 2:
		p.importCards(t)
	default:
		p.act(t)
	}
	if p.rand.IntN(5) == 0 {
		compareWithOracle(t, p.Collection)
	}
}

// take makes a file what it is elsewhere, as pulling does.
func (p *player) take(t *testing.T, from *player, path string) {
	t.Helper()
	p.copy(from, path)
	p.compile(t)
}

// copy makes a file what it is elsewhere.
func (p *player) copy(from *player, path string) {
	if text, ok := from.Read(path); ok {
		p.Write(path, text)
	} else if _, ok := p.Read(path); ok {
		p.Remove(path)
	}
}

// importCards brings rows of some texts; devices may bring the same ones.
func (p *player) importCards(t *testing.T) {
	t.Helper()
	var texts []deck.Text
	for range 1 + p.rand.IntN(3) {
		n := p.rand.IntN(14)
		texts = append(texts, deck.Text{Prompt: fmt.Sprintf("question %d?", n), Answer: fmt.Sprint(n)})
	}
	run := runOf(fmt.Sprint("source ", p.rand.IntN(3)))
	if _, err := p.Import(run, storagetest.Laid(rows(t, texts...)), p.Now); err != nil &&
		!errors.Is(err, storage.ErrNothing) {
		t.Fatal(err)
	}
}

// exchange gives each of them the files of the first and all events, until no compile writes any.
func (all devices) exchange(t *testing.T) {
	t.Helper()
	latest := all[0].Now
	for _, p := range all {
		if p.Now.After(latest) {
			latest = p.Now
		}
	}
	for _, p := range all {
		p.Now = latest.Add(time.Hour)
	}
	for _, path := range append(deckNames, configFile) {
		for _, p := range all[1:] {
			p.copy(all[0], path)
		}
	}
	for _, p := range all[1:] {
		p.compile(t)
	}
	for round := 0; ; round++ {
		var logs [][]journal.Event
		for _, p := range all {
			logs = append(logs, eventsOf(t, p.Collection))
		}
		known := 0
		for i, p := range all {
			for j := range all {
				p.merge(t, p.Collection, logs[(i+j)%len(all)])
			}
			known = len(eventsOf(t, p.Collection))
			p.compile(t)
		}
		if len(eventsOf(t, all[0].Collection)) == known && len(logs[0]) == known {
			return
		}
		if round == 9 {
			t.Fatal("they do not come to an end")
		}
	}
}

// compare fails the test where they say different things, or one of them not what the oracle says.
func (all devices) compare(t *testing.T, one int) {
	t.Helper()
	near := cmpopts.EquateApprox(1e-9, 0)
	first := all[0]
	compareWithOracle(t, all[one].Collection)
	for _, p := range all {
		for _, found := range p.Check() {
			t.Error(found)
		}
	}
	for _, p := range all[1:] {
		if diff := cmp.Diff(loggedOf(t, first.Collection.Collection),
			loggedOf(t, p.Collection.Collection)); diff != "" {
			t.Errorf("logs (-one +other):\n%s", diff)
		}
		compareDevices(t, first.Collection, p.Collection)
		if diff := cmp.Diff(linksOf(t, first.Collection), linksOf(t, p.Collection), near); diff != "" {
			t.Errorf("links (-one +other):\n%s", diff)
		}
	}
}

// TestDevicesChooseIDsOfTheirOwn gives two devices an event of the last instant that an id may
// have: what they write after it has different ids.
func TestDevicesChooseIDsOfTheirOwn(t *testing.T) {
	t.Parallel()
	last := journal.Event{
		ID:   journal.ID{0x7f, 0xff, 0xff, 0xff, 0xff, 0xff},
		Body: journal.Unknown{Kind: 200},
	}
	last.Step = last.ID
	var ids []journal.ID
	for seed := range uint64(2) {
		c := storagetest.NewSeeded(t, map[string]string{"a.md": "Q: one?\nA: 1\n"}, seed+1)
		if err := storagetest.Merge(c, []journal.Event{last}, c.Now); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, c.Rate("one?", 3))
	}
	if ids[0] == ids[1] {
		t.Errorf("both chose %s", ids[0])
	}
}
