package storage

import (
	"errors"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/query"
	"cards/storage/wire"
)

// Here is from where a query is read.
type Here struct {
	Dir      string // that paths are relative to
	Calendar srs.Calendar
	Now      time.Time

	LeechLapses int // from so many on a card is a leech; 0: none is
}

// Select turns arguments of a command into a scope. They are a query of package query, whose bare
// words are names of decks, files or folders relative to a directory, or beginnings of ids; "./name"
// never names a deck. A name of nothing is an [*UnknownDeckError] or [ErrNotFound], a path that is in
// none of the collection's folders an [*OutsideError], and what else is wrong a [*query.Error].
func (c *Collection) Select(args []string, here Here) (Scope, error) {
	if len(args) == 0 {
		return Scope{}, nil
	}
	var scope Scope
	err := c.view(func(t *txn) error {
		files, err := t.deckFiles()
		if err != nil {
			return err
		}
		s := selection{c: c, t: t, here: here, files: files, names: map[string]Scope{}}
		scope, err = s.scope(args)
		return err
	})
	return scope, err
}

// selection is a query at work.
type selection struct {
	c     *Collection
	t     *txn
	here  Here
	files map[fileID]*deckFile

	names map[string]Scope // what bare words stand for
}

func (s *selection) scope(args []string) (Scope, error) {
	today := s.here.Calendar.Day(s.here.Now)
	isName := func(word string) bool {
		return s.named(word) == nil
	}
	q, err := query.Parser{Today: today, IsName: isName}.Parse(args)
	if err != nil {
		return Scope{}, err
	}
	q.Each(func(n query.Node) {
		if name, ok := n.(query.Name); ok && err == nil {
			err = s.named(name.Text)
		}
	})
	if err != nil {
		return Scope{}, err
	}
	if names, ok := q.Names(); ok {
		return s.union(names), nil
	}
	return s.search(q, today)
}

// named finds out what a bare word stands for. A deck's name goes before an id.
func (s *selection) named(word string) error {
	if _, ok := s.names[word]; ok {
		return nil
	}
	var scope Scope
	err := s.c.addScope(&scope, word, s.here.Dir, s.files)
	if _, ok := errors.AsType[*UnknownDeckError](err); ok {
		key, keyErr := s.t.keyOf(word)
		switch {
		case keyErr == nil:
			scope.Cards, err = map[deck.Key]bool{key: true}, nil
		case !errors.Is(keyErr, ErrNotFound) || isHex(word) && len(word) >= minID:
			err = keyErr
		}
	}
	if err == nil {
		s.names[word] = scope
	}
	return err
}

func isHex(word string) bool { return strings.Trim(strings.ToLower(word), "0123456789abcdef") == "" }

// union returns the scope of all names together. Where some are cards, it is one of cards.
func (s *selection) union(names []query.Name) Scope {
	var all Scope
	for _, n := range names {
		one := s.names[n.Text]
		all.Decks, all.Paths = append(all.Decks, one.Decks...), append(all.Paths, one.Paths...)
		for name := range one.Cards {
			if all.Cards == nil {
				all.Cards = map[deck.Key]bool{}
			}
			all.Cards[name] = true
		}
	}
	return all
}

// search looks at the cards that a query may mean.
func (s *selection) search(q query.Query, today srs.Day) (Scope, error) {
	found := Scope{Cards: map[deck.Key]bool{}}
	words, due := q.Requires()
	err := s.searchDue(q, today, found.Cards, due)
	if !due {
		err = s.searchFiles(q, today, found.Cards, words)
	}
	if err == nil && q.AsksOrphans() {
		err = s.searchOrphans(q, today, found.Cards)
	}
	return found, err
}

// searchDue looks at the cards that are due, by the indexes.
func (s *selection) searchDue(q query.Query, today srs.Day, found map[deck.Key]bool, due bool) error {
	if !due {
		return nil
	}
	var names []deck.Key
	take := func(c candidate) bool {
		names = append(names, c.name)
		return true
	}
	if err := s.t.eachLearning(math.MinInt64, s.here.Now.UnixMilli()+1, take); err != nil {
		return err
	}
	if err := s.t.eachReview(math.MinInt32, today, take); err != nil {
		return err
	}
	for _, name := range names {
		if err := s.searchCard(q, today, name, found); err != nil {
			return err
		}
	}
	return nil
}

// searchCard adds the live keys of a card that a query means.
func (s *selection) searchCard(q query.Query, today srs.Day, name deck.Key, found map[deck.Key]bool) error {
	state, err := s.t.state(name)
	if err != nil {
		return err
	}
	for _, k := range state.keys {
		places, err := s.t.places(k)
		if err != nil {
			return err
		}
		first, _, ok := asked(places)
		if !ok {
			continue
		}
		n, _, err := s.t.noteOfCard(first.spot)
		if err != nil {
			return err
		}
		if err := s.searchNote(q, today, n, first.spot, found); err != nil {
			return err
		}
	}
	return nil
}

// searchFiles looks at all deck files, and there at the notes in which some words stand.
func (s *selection) searchFiles(q query.Query, today srs.Day, found map[deck.Key]bool, words []string) error {
	filter := newFilter(words)
	for _, f := range s.files {
		text, err := s.t.compiledText(f.id)
		if err != nil {
			return err
		}
		for i := range text.n {
			if !filter.mayHold(text.raw(i)) {
				continue
			}
			n, err := text.note(i)
			if err != nil {
				return &wire.CorruptError{Bucket: bucketNotes, Key: f.id.bytes(), Err: err}
			}
			for j := range n.Cards {
				at := spot{file: f.id, note: uint32(i), card: uint32(j)}
				if err := s.searchNote(q, today, n, at, found); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// searchNote adds the key of one card of a note if a query means it.
func (s *selection) searchNote(
	q query.Query, today srs.Day, n *deck.Note, at spot, found map[deck.Key]bool,
) error {
	m := meant{selection: s, file: s.files[at.file], note: n, card: &n.Cards[at.card], today: today}
	means, err := m.by(q, at)
	if means {
		found[m.card.Key] = true
	}
	return err
}

// searchOrphans adds the cards without a text that a query means.
func (s *selection) searchOrphans(q query.Query, today srs.Day, found map[deck.Key]bool) error {
	return s.t.Bucket(bucketOrphans).ForEach(func(name, _ []byte) error {
		card, err := s.t.orphanCard(deck.Key(name))
		if err != nil {
			return err
		}
		m := meant{
			selection: s, file: &deckFile{path: card.Path}, note: &deck.Note{}, card: &card.Card, today: today,
		}
		c := m.asked()
		if m.state, err = s.t.state(card.ID); err != nil {
			return err
		}
		m.describe(&c)
		c.Orphan, c.DueNow = true, false
		if q.Means(&c) {
			found[card.ID] = true
		}
		return m.err
	})
}

// Tags returns all tags of the deck files, sorted.
func (c *Collection) Tags() ([]string, error) {
	tags := make(map[string]bool)
	err := c.view(func(t *txn) error {
		files, err := t.deckFiles()
		for id := range files {
			if err == nil {
				err = t.addTags(tags, id)
			}
		}
		return err
	})
	return slices.Sorted(maps.Keys(tags)), err
}

func (t *textTx) addTags(tags map[string]bool, id fileID) error {
	c, err := t.content(id)
	if err != nil {
		return err
	}
	for _, n := range c.notes {
		for _, tag := range n.Tags {
			tags[tag] = true
		}
	}
	return nil
}
