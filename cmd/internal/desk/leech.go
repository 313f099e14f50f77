package desk

import (
	"cards/deck"
	"cards/deck/settings"
	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
)

// Leeches say which cards were forgotten so often that they cost more than they bring, and what
// becomes of them.
type Leeches struct {
	limit   int // lapses; 0 if none is
	suspend bool
}

// LeechesOf returns what a configuration says of them.
func LeechesOf(c folders.Config) Leeches {
	all := c.All()
	return Leeches{limit: *all.LeechLapses, suspend: *all.Leech == settings.Suspend}
}

// Has says whether a card is a leech.
func (l Leeches) Has(c *storage.Card) bool { return srs.IsLeech(c.Schedule.Lapses, l.limit) }

// After returns what comes of an answer to a card that was as it is given before.
func (l Leeches) After(c *storage.Card, r srs.Review) Leech {
	lapses := c.Schedule.Lapses + 1
	if !r.Lapses() || !srs.LeechAgain(lapses, l.limit) {
		return Leech{}
	}
	return Leech{Lapses: lapses, Suspended: l.suspend, key: c.Key}
}

// Leech is what came of an answer after which a person is to be told of a leech; zero if it is
// none.
type Leech struct {
	Lapses    int // how often the card has been forgotten by now
	Suspended bool
	key       deck.Key
}

// Bodies returns what the step of the answer says of it.
func (l Leech) Bodies() []journal.Body {
	if !l.Suspended {
		return nil
	}
	return []journal.Body{journal.PropertySet{Key: l.key, Property: journal.Suspended, Value: 1}}
}
