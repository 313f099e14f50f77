package storage_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/srs/stats"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// oracle says what a log means, in the plainest way: it reads all of it, for every question.
type oracle struct {
	events  []journal.Event
	undone  map[journal.ID]bool // steps
	live    []deck.Key
	memory  map[string]model.Kernel // by name of the preset; "" of the collection
	cardFor map[deck.Key][]deck.Key // the card of a key: its keys, sorted, those of sources last
	sources map[deck.Key]bool       // keys of imported cards
}

// card is what the oracle says of one card.
type card struct {
	Keys      []deck.Key
	Schedule  srs.Schedule
	Newest    journal.ID
	Suspended bool
	Flag      int
	Buried    srs.Day
}

func newOracle(events []journal.Event, live []deck.Key) *oracle {
	o := &oracle{
		events: events, live: live, undone: make(map[journal.ID]bool),
		sources: make(map[deck.Key]bool),
	}
	o.memory = map[string]model.Kernel{"": model.New(model.Defaults())}
	for _, ev := range events {
		switch b := ev.Body.(type) {
		case journal.Cancelled:
			o.undone[b.Target] = true
		case journal.Restored:
			o.undone[b.Target] = false
		case journal.TextSeen:
			o.sources[b.Key] = o.sources[b.Key] || b.IsSource()
		}
	}
	for _, ev := range o.inForce() {
		if p, ok := ev.Body.(journal.ParamsSet); ok {
			o.memory[p.Preset], _ = p.Kernel()
		}
	}
	o.join()
	return o
}

func (o *oracle) inForce() []journal.Event {
	return slices.DeleteFunc(slices.Clone(o.events),
		func(ev journal.Event) bool { return o.undone[ev.Step] })
}

// join finds the cards: links in the order of their deciding events, those that would join two live
// keys passed over.
func (o *oracle) join() {
	type decided struct {
		a, b   deck.Key
		linked bool
	}
	var list []decided // by deciding event
	decide := func(a, b deck.Key, linked bool) {
		list = slices.DeleteFunc(list,
			func(d decided) bool { return d.a == a && d.b == b || d.a == b && d.b == a })
		list = append(list, decided{a, b, linked})
	}
	for _, ev := range o.inForce() {
		switch b := ev.Body.(type) {
		case journal.Linked:
			decide(b.A, b.B, true)
		case journal.Unlinked:
			decide(b.A, b.B, false)
		}
	}
	o.cardFor = make(map[deck.Key][]deck.Key)
	for _, d := range list {
		a, b := o.card(d.a), o.card(d.b)
		if !d.linked || a[0] == b[0] || o.isLive(a) && o.isLive(b) {
			continue
		}
		joined := slices.Concat(a, b)
		slices.SortFunc(joined, o.compareKeys)
		for _, k := range joined {
			o.cardFor[k] = joined
		}
	}
}

func (o *oracle) compareKeys(a, b deck.Key) int {
	if o.sources[a] != o.sources[b] {
		return map[bool]int{true: 1, false: -1}[o.sources[a]]
	}
	return bytes.Compare(a[:], b[:])
}

func (o *oracle) card(k deck.Key) []deck.Key {
	if c := o.cardFor[k]; c != nil {
		return c
	}
	return []deck.Key{k}
}

func (o *oracle) isLive(keys []deck.Key) bool {
	return slices.ContainsFunc(keys, func(k deck.Key) bool { return slices.Contains(o.live, k) })
}

// presetOf returns the preset of a deck: the one that its front matter names if it is there, else
// the first that lists it.
func presetOf(c *storagetest.Collection, d folders.Deck) string {
	config, _ := c.Read(configFile)
	preset := ""
	for table := range strings.SplitSeq(config, "[preset.") {
		name, decks, _ := strings.Cut(table, "]")
		if name != "" && name == d.Preset {
			return name
		}
		if preset == "" && strings.Contains(decks, strconv.Quote(d.Name)) {
			preset = name
		}
	}
	return preset
}

// replay returns what the log says of the card of a key in a preset, and adds its reviews to
// totals.
func (o *oracle) replay(key deck.Key, preset string, totals map[srs.Day]stats.Totals) card {
	memory := o.memory[preset]
	if memory == nil {
		memory = o.memory[""]
	}
	c := card{Keys: o.card(key)}
	has := func(k deck.Key) bool { return slices.Contains(c.Keys, k) }
	for _, ev := range o.inForce() {
		switch b := ev.Body.(type) {
		case journal.Reviewed:
			if has(deck.Key(b.Card)) && b.Counts() {
				totals[b.Day] = totals[b.Day].Add(stats.Of(c.Schedule, b.Review, srs.AnswerCap))
				c.Schedule.Apply(memory, b.Review)
				c.Newest = ev.ID
			}
		case journal.DueSet:
			if has(b.Key) {
				c.Schedule.Due, c.Newest = b.Due, ev.ID
			}
		case journal.Reset:
			if has(b.Key) {
				c.Schedule, c.Newest = srs.Schedule{}, ev.ID
			}
		case journal.Started:
			if has(b.Key) {
				c.start(b, memory)
				c.Newest = ev.ID
			}
		case journal.PropertySet:
			if has(b.Key) {
				c.set(b)
			}
		}
	}
	return c
}

// start begins a schedule in the middle, on the noon of the day that it stands for.
func (c *card) start(b journal.Started, memory model.Kernel) {
	c.Schedule = srs.Schedule{
		Phase: b.Phase, Due: b.Due, Reviews: b.Reviews, Lapses: b.Lapses, LastDay: b.Day,
		Last:   time.Unix(0, 0).UTC().AddDate(0, 0, int(b.Day)).Add(12 * time.Hour),
		Memory: memory.Given(b.Stability, b.Difficulty),
	}
	if b.Phase != srs.InReview {
		c.Schedule.Steps = 1
	}
}

func (c *card) set(p journal.PropertySet) {
	switch p.Property {
	case journal.Suspended:
		c.Suspended = p.Value == 1
	case journal.Flag:
		c.Flag = int(p.Value)
	case journal.BuriedUntil:
		c.Buried = srs.Day(p.Value)
	}
}

// totals returns the totals of all days with reviews.
func (o *oracle) totals() map[srs.Day]stats.Totals {
	totals := make(map[srs.Day]stats.Totals)
	seen := make(map[deck.Key]bool)
	for _, ev := range o.inForce() {
		b, ok := ev.Body.(journal.Reviewed)
		if !ok {
			continue
		}
		if name := o.card(deck.Key(b.Card))[0]; !seen[name] {
			seen[name] = true
			o.replay(name, "", totals)
		}
	}
	for day, sum := range totals {
		if sum == (stats.Totals{}) {
			delete(totals, day)
		}
	}
	return totals
}

// eventsOf returns the whole log.
func eventsOf(t *testing.T, c *storagetest.Collection) []journal.Event {
	t.Helper()
	var events []journal.Event
	err := c.Events(func(ev journal.Event, _ bool, _ deck.Key) bool {
		events = append(events, ev)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return events
}

// cardsOf returns all live cards.
func cardsOf(t *testing.T, c *storagetest.Collection) []*storage.Card {
	t.Helper()
	var cards []*storage.Card
	err := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		cards = append(cards, card)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return cards
}
