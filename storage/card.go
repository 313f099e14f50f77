package storage

import (
	"fmt"
	"maps"
	"slices"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/wire"
)

// Card is all that is known of one card: its text as the deck files have it, its place, and its
// schedule.
type Card struct {
	ID   deck.Key   // the card's name: the first of Keys
	Keys []deck.Key // all texts it ever had that are joined by links, sorted, those of imports last
	Note srs.NoteID

	deck.Card                 // the live text; Card.Key is the key that answers are given for
	More        string        // the explanation
	Definitions string        // of links in its texts, as in [deck.Note]
	Options     []deck.Option // of a choice
	Deck        string        // name of its deck
	Section     []string      // headings above it, the outermost first
	Scheduled   folders.Deck  // what decides of how it is scheduled
	Path        string        // of its file: relative to the collection with slashes, absolute outside
	Line        int           // of the label, from 1
	Tags        []string      // of the note and its file, sorted
	Draft       bool
	Exact       bool // the answer is typed, and its spelling is what is asked
	Suspended   bool
	Flag        int
	Buried      srs.Day // may be asked again on this study day; zero if not buried

	Schedule srs.Schedule
	Pace     srs.Pace     // of all answers to it that count
	Model    model.Kernel // that its memory follows
	Newest   journal.ID   // the newest event in force that moved the schedule; zero if none did
}

// Card returns a card by its name or by any of its keys, [ErrNotFound] if there is no such live
// card.
func (c *cardOwner) Card(id deck.Key) (*Card, error) {
	var card *Card
	err := c.view(func(t *txn) error {
		var err error
		card, err = t.cardOf(id)
		return err
	})
	return card, err
}

// cardOf returns the live card that a key belongs to.
func (t *queryTx) cardOf(id deck.Key) (*Card, error) {
	s, err := t.state(t.name(id))
	if err != nil {
		return nil, err
	}
	for _, k := range s.keys {
		places, err := t.places(k)
		if err != nil {
			return nil, err
		}
		if first, _, ok := asked(places); ok {
			n, f, err := t.noteOfCard(first.spot)
			if err != nil {
				return nil, err
			}
			return t.newCard(s, places, n, f)
		}
	}
	return nil, fmt.Errorf("card %s: %w", id, ErrNotFound)
}

// newCard returns a card in state s whose places and first note are given.
func (t *queryTx) newCard(s *state, places []place, n *deck.Note, f *deckFile) (*Card, error) {
	first, draft, _ := asked(places)
	if err := t.remember(s); err != nil {
		return nil, err
	}
	memory, err := t.modelOf(s.params)
	if err != nil {
		return nil, err
	}
	tags, err := t.tagsAt(places, n.Tags)
	if err != nil {
		return nil, err
	}
	return &Card{
		ID: s.keys[0], Keys: s.keys, Note: first.id,
		Card: n.Cards[first.card], More: n.More, Definitions: n.Definitions, Options: n.Options,
		Deck: f.deck, Scheduled: f.scheduled(), Section: n.Section, Path: f.path, Line: n.Pos.Line,
		Tags:  tags,
		Draft: draft, Exact: n.Exact, Suspended: s.Suspended, Flag: s.Flag, Buried: s.Buried,
		Schedule: s.Schedule, Pace: s.pace(), Model: memory, Newest: s.Newest,
	}, nil
}

// tagsAt unites the tags of the first place with those of the others. The places in a file follow
// one another, so each file is opened once.
func (t *queryTx) tagsAt(places []place, tags []string) ([]string, error) {
	if len(places) == 1 {
		return slices.Compact(tags), nil
	}
	all := make(map[string]bool)
	for _, tag := range tags {
		all[tag] = true
	}
	var text compiled
	for i, at := range places[1:] {
		if at.held {
			continue
		}
		var err error
		if i == 0 || text.payload == nil || at.file != places[i].file {
			if text, err = t.compiledText(at.file); err != nil {
				return nil, err
			}
		}
		n, err := text.note(int(at.note))
		if err != nil {
			return nil, &wire.CorruptError{Bucket: bucketNotes, Key: at.file.bytes(), Err: err}
		}
		for _, tag := range n.Tags {
			all[tag] = true
		}
	}
	return slices.Sorted(maps.Keys(all)), nil
}

// Asked returns the keys of all texts that live cards have, drafts and suspended included.
func (c *cardOwner) Asked() (map[deck.Key]bool, error) {
	keys := make(map[deck.Key]bool)
	err := c.view(func(t *txn) error {
		clear(keys)
		return t.Bucket(bucketPlaces).ForEach(func(key, _ []byte) error {
			places, err := t.places(deck.Key(key))
			if _, _, ok := asked(places); ok {
				keys[deck.Key(key)] = true
			}
			return err
		})
	})
	return keys, err
}

// DeckInfo is what a listing of decks shows.
type DeckInfo struct {
	Name        string
	Description string
	Path        string // as in [Card.Path]
	Cards       int    // live, drafts and suspended included
	New         int    // not answered yet, drafts and suspended left out
	Learning    int    // in the learning or relearning steps
	Drafts      int
	Suspended   int
}

// Decks returns the decks in the scope that have cards, sorted by name.
func (c *cardOwner) Decks(scope Scope) ([]DeckInfo, error) {
	decks, err := c.DeckFiles(scope)
	return slices.DeleteFunc(decks, func(d DeckInfo) bool { return d.Cards == 0 }), err
}

// DeckFiles returns the decks in the scope, those that are study notes without a card too, sorted
// by name.
func (c *cardOwner) DeckFiles(scope Scope) ([]DeckInfo, error) {
	var decks []DeckInfo
	err := c.view(func(t *txn) error {
		decks = nil
		chosen, err := t.choose(scope)
		if err != nil {
			return err
		}
		for _, f := range chosen.files {
			n, err := t.countsIn(f.id)
			if err != nil {
				return err
			}
			decks = append(decks, DeckInfo{
				Name: f.deck, Description: f.description, Path: f.path, Cards: n.cards, New: n.fresh,
				Learning: n.learning, Drafts: n.drafts, Suspended: n.suspended,
			})
		}
		return nil
	})
	return decks, err
}

// Schedules are counts over the live cards of a scope.
type Schedules struct {
	Total             int
	New               int
	Learning          int // relearning included
	Young, Mature     int // in review phase; see [stats.Mature]
	Suspended, Drafts int
}

// Schedules counts the live cards of a scope.
func (c *cardOwner) Schedules(scope Scope) (Schedules, error) {
	var s Schedules
	err := c.view(func(t *txn) error {
		s = Schedules{}
		chosen, err := t.choose(scope)
		if err != nil {
			return err
		}
		return t.addScheduleCounts(&s, chosen)
	})
	return s, err
}

// addScheduleCounts adds the cards of a choice, whole files by what is counted of them.
func (t *queryTx) addScheduleCounts(s *Schedules, chosen *choice) error {
	for _, f := range chosen.files {
		if !chosen.chosen[f.id] {
			continue
		}
		n, err := t.countsIn(f.id)
		if err != nil {
			return err
		}
		s.add(n)
	}
	return t.addCardCounts(s, chosen)
}

// addCardCounts adds the single cards of a scope.
func (t *queryTx) addCardCounts(s *Schedules, chosen *choice) error {
	for name, file := range chosen.cards {
		if chosen.chosen[file] {
			continue
		}
		state, err := t.state(name)
		if err != nil {
			return err
		}
		for _, k := range state.keys {
			places, err := t.places(k)
			if err != nil {
				return err
			}
			if first, draft, ok := asked(places); ok {
				s.add(listing(state, first, draft).counts)
			}
		}
	}
	return nil
}

func (s *Schedules) add(n counts) {
	s.Total += n.cards
	s.New += n.fresh
	s.Learning += n.learning
	s.Young += n.review - n.mature
	s.Mature += n.mature
	s.Suspended += n.suspended
	s.Drafts += n.drafts
}
