package storage_test

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

var (
	seedFlag  = flag.Uint64("seed", 0, "seed of the first random run")
	runsFlag  = flag.Int("runs", 6, "number of random runs")
	stepsFlag = flag.Int("steps", 60, "operations of a random run")
)

// player does random things with a collection.
type player struct {
	*storagetest.Collection
	rand *rand.Rand
	keys []deck.Key // of all cards that ever were

	hears bool // of what was given on other devices, which alone may be all that there is
}

func newPlayer(t *testing.T, seed uint64) *player {
	t.Helper()
	p := &player{
		Collection: storagetest.NewSeeded(t, nil, seed), rand: rand.New(rand.NewPCG(seed, 0)),
		keys: []deck.Key{{0xff}}, // of a card that never was
	}
	for range 3 {
		p.edit()
	}
	p.compile(t)
	return p
}

func (p *player) compile(t *testing.T) {
	t.Helper()
	p.Compile()
	for _, card := range cardsOf(t, p.Collection) {
		if !slices.Contains(p.keys, card.Key) {
			p.keys = append(p.keys, card.Key)
		}
	}
}

// edit writes a file with some of a few cards, so that cards come, go, move and stand in several
// files.
func (p *player) edit() {
	var b strings.Builder
	for range p.rand.IntN(8) {
		n := p.rand.IntN(14)
		word := []string{
			"", "", "", " (draft)",
			fmt.Sprintf(" (id=id%d)", p.rand.IntN(3)),
		}[p.rand.IntN(5)]
		switch {
		case p.rand.IntN(8) == 0: // a note that is left out, whose card is known
			fmt.Fprintf(&b, "Q: question %d?\nA: %d\nA: twice\n\n", n, n)
		case n < 10:
			fmt.Fprintf(&b, "Q%s: question %d?\nA: %d\n\n", word, n, n)
		case n < 12:
			fmt.Fprintf(&b, "T%s: term %d\nD: definition %d\n\n", word, n, n)
		default:
			fmt.Fprintf(&b, "C: text %d with [one] and [two]\n\n", n)
		}
	}
	head := []string{"", "", "---\npreset: one\n---\n", "---\npreset: none\n---\n"}[p.rand.IntN(4)]
	p.Write(fmt.Sprintf("deck%d.md", p.rand.IntN(4)), head+b.String())
}

// configFile is the configuration, with presets that list decks by their names.
const configFile = ".cards/config.toml"

// configure gives the decks to presets anew.
func (p *player) configure() {
	var b strings.Builder
	for _, name := range []string{"one", "two"} {
		fmt.Fprintf(&b, "[preset.%s]\ndecks = [", name)
		for i := range 4 {
			if p.rand.IntN(3) == 0 {
				fmt.Fprintf(&b, `"deck%d", `, i)
			}
		}
		b.WriteString("]\n")
	}
	p.Write(configFile, b.String())
}

func (p *player) key() deck.Key { return p.keys[p.rand.IntN(len(p.keys))] }

// act does one random thing.
func (p *player) act(t *testing.T) string {
	t.Helper()
	p.Now = p.Now.Add(time.Duration(p.rand.IntN(100)) * time.Minute)
	switch n := p.rand.IntN(20); {
	case n < 8:
		return p.answer(t)
	case n < 11:
		p.edit()
		if p.rand.IntN(3) == 0 {
			p.configure()
		}
		p.compile(t)
		return "edit"
	case n < 12 && p.rand.IntN(2) == 0:
		if _, err := p.Remember(); err != nil {
			t.Fatal(err)
		}
		return "remember"
	case n < 12:
		p.Sleep(p.rand.IntN(20))
		return "sleep"
	case n < 14:
		return p.undo(t)
	case n < 15:
		if _, err := p.Redo(p.Now); err != nil && !errors.Is(err, storage.ErrNothing) {
			t.Fatal(err)
		}
		return "redo"
	}
	return p.append(t)
}

func (p *player) answer(t *testing.T) string {
	t.Helper()
	cards := cardsOf(t, p.Collection)
	if len(cards) == 0 {
		return "no card"
	}
	card := cards[p.rand.IntN(len(cards))]
	rating := srs.Rating(p.rand.IntN(4) + 1)
	r := p.Scheduler.Answer(srs.CardID(card.Key), card.Schedule, rating, p.Now.Add(-time.Second),
		p.Now)
	if p.rand.IntN(10) == 0 {
		r.Purpose = srs.Cram
	}
	meanwhile := p.rand.IntN(4) == 0
	if meanwhile {
		p.edit()
		p.compile(t)
	}
	_, err := p.Answer(card, r, p.Now)
	if err != nil && !(meanwhile && errors.Is(err, storage.ErrAnswered)) { // it may have been joined with another
		t.Fatal(err)
	}
	return "answer " + card.Question()
}

func (p *player) undo(t *testing.T) string {
	t.Helper()
	var step journal.ID
	if events := eventsOf(t, p.Collection); p.rand.IntN(2) == 0 && len(events) > 0 {
		step = events[p.rand.IntN(len(events))].Step
	}
	_, err := p.Undo(step, p.Now)
	if err != nil && !errors.Is(err, storage.ErrNothing) &&
		!(p.hears && errors.Is(err, storage.ErrElsewhere)) {
		t.Fatal(err)
	}
	return "undo"
}

func (p *player) append(t *testing.T) string {
	t.Helper()
	today := p.Scheduler.Calendar().Day(p.Now)
	parameters := model.Defaults()
	parameters[0] += p.rand.Float64()
	bodies := []journal.Body{
		journal.Linked{A: p.key(), B: p.key(), Manual: p.rand.IntN(2) == 0},
		journal.Linked{A: p.key(), B: p.key(), Manual: true},
		journal.Linked{A: p.key(), B: p.key(), Manual: true},
		journal.Unlinked{A: p.key(), B: p.key()},
		journal.PropertySet{Key: p.key(), Property: journal.Suspended, Value: int64(p.rand.IntN(2))},
		journal.PropertySet{
			Key: p.key(), Property: journal.BuriedUntil,
			Value: int64(today) + int64(p.rand.IntN(3)),
		},
		journal.PropertySet{Key: p.key(), Property: journal.Flag, Value: int64(p.rand.IntN(8))},
		journal.DueSet{Key: p.key(), Due: srs.Due{Day: today + srs.Day(p.rand.IntN(5))}},
		journal.Reset{Key: p.key()},
		p.start(today),
		journal.Set6(parameters),
		journal.ParamsSet{Preset: "one", Version: 6, Numbers: parameters[:]},
		journal.ParamsSet{Preset: "two", Version: 7, Numbers: model.New7(model.Defaults7()).Numbers()},
		journal.ParamsSet{Preset: "none", Version: 6, Numbers: parameters[:]},
		journal.Unknown{Kind: 200, Data: []byte("later")},
	}
	p.rand.Shuffle(len(bodies), func(i, j int) { bodies[i], bodies[j] = bodies[j], bodies[i] })
	chosen := bodies[:1+p.rand.IntN(2)]
	if _, err := p.Append(p.Now, chosen...); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("append %T", chosen[0])
}

// start begins a card in the middle.
func (p *player) start(today srs.Day) journal.Started {
	s := journal.Started{
		Key: p.key(), Stability: 1 + 100*p.rand.Float64(), Difficulty: 1 + 9*p.rand.Float64(),
		Day: today - srs.Day(p.rand.IntN(50)), Phase: srs.InReview,
		Due:     srs.Due{Day: today + srs.Day(p.rand.IntN(9))},
		Reviews: 1 + p.rand.IntN(5),
	}
	if p.rand.IntN(4) == 0 {
		s.Phase, s.Due, s.Lapses = srs.Relearning,
			srs.Due{At: p.Now.Add(time.Minute).Truncate(time.Millisecond).UTC()}, 1
	}
	return s
}

func TestRandomOperations(t *testing.T) {
	t.Parallel()
	for i := range *runsFlag {
		seed := *seedFlag + uint64(i)
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			t.Parallel()
			p := newPlayer(t, seed)
			for range *stepsFlag {
				did := p.act(t)
				compareWithOracle(t, p.Collection)
				if found := p.Check(); found != nil {
					t.Fatalf("after %q: %v", did, found)
				}
			}
		})
	}
}

// TestUnionOfLogs cuts a log into two overlapping halves and unites them in either order and in
// pieces.
func TestUnionOfLogs(t *testing.T) {
	t.Parallel()
	for i := range *runsFlag {
		seed := *seedFlag + uint64(i)
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			t.Parallel()
			p := newPlayer(t, seed)
			for range *stepsFlag {
				p.act(t)
			}
			want := cardsOf(t, p.Collection)
			var left, right []journal.Event
			for _, ev := range eventsOf(t, p.Collection) {
				where := p.rand.IntN(3)
				if where != 0 {
					left = append(left, ev)
				}
				if where != 1 {
					right = append(right, ev)
				}
			}
			for _, halves := range [][2][]journal.Event{{left, right}, {right, left}} {
				c := p.twin(t)
				p.merge(t, c, halves[0])
				p.merge(t, c, halves[1])
				compareCards(t, want, cardsOf(t, c))
				compareWithOracle(t, c)
			}
		})
	}
}

// twin returns a collection with the same deck files and an empty log.
func (p *player) twin(t *testing.T) *storagetest.Collection {
	t.Helper()
	files := make(map[string]string)
	for _, name := range []string{"deck0.md", "deck1.md", "deck2.md", "deck3.md", configFile} {
		if text, ok := p.Read(name); ok {
			files[name] = text
		}
	}
	c := storagetest.New(t, files)
	c.Now = p.Now
	return c
}

// merge gives events to a collection in pieces and in no order.
func (p *player) merge(t *testing.T, c *storagetest.Collection, events []journal.Event) {
	t.Helper()
	p.rand.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
	for piece := range slices.Chunk(events, 1+p.rand.IntN(20)) {
		if err := storagetest.Merge(c, piece, c.Now); err != nil {
			t.Fatal(err)
		}
	}
}
