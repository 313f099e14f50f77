package storage

import (
	"errors"
	"strings"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/query"
)

// Here is from where a query is read.
type Here struct {
	Dir      string // that paths are relative to
	Calendar srs.Calendar
	Now      time.Time

	LeechLapses int // from so many on a card is a leech; 0: none is
}

// Select turns arguments of a command into a scope. They are a query of package query, whose bare
// words are names of decks, files or folders relative to a directory, or beginnings of ids;
// "./name" never names a deck. A name of nothing is an [*UnknownDeckError] or [ErrNotFound], a path
// that is in none of the collection's folders an [*OutsideError], and what else is wrong a
// [*query.Error].
func (c *cardOwner) Select(args []string, here Here) (Scope, error) {
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
	c     *cardOwner
	t     *txn
	here  Here
	files map[fileID]*deckFile

	today     srs.Day
	query     query.Query
	stateless query.Query // the part of it that is answered without the state of a card

	names map[string]Scope // what bare words stand for
	found found
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
	s.today, s.query, s.stateless = today, q, q.Stateless()
	return s.search()
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
