package storage

import (
	"math"

	"cards/deck"
	"cards/storage/wire"
)

// found is the cards that a query means, by their names: where each is asked from.
type found struct {
	files   map[deck.Key]fileID
	orphans []deck.Key
	notes   map[fileID][]int // from which notes of each file, in their order; nil if that is not known
}

// search looks at the cards that the query may mean.
func (s *selection) search() (Scope, error) {
	s.found.files = make(map[deck.Key]fileID)
	var err error
	switch required := s.query.Requires(); {
	case required.Due && required.Only:
		err = s.eachDue(func(c candidate) { s.found.files[c.name] = c.file })
	case required.Due && len(required.Words)+len(required.Tags) == 0:
		err = s.searchDue()
	default:
		err = s.searchFiles(newFilter(required))
	}
	if err == nil && s.query.AsksOrphans() {
		err = s.searchOrphans()
	}
	scope := s.found.scope(s.t.Version())
	if err == nil && len(scope.Cards) == 0 {
		scope.Unknown, err = s.unknown()
	}
	return scope, err
}

// scope returns the cards as a scope; version is that of the collection in which they were found.
func (f found) scope(version uint64) Scope {
	scope := Scope{
		Cards: make(map[deck.Key]bool, len(f.files)+len(f.orphans)), version: version,
		found: f,
	}
	for name := range f.files {
		scope.Cards[name] = true
	}
	for _, name := range f.orphans {
		scope.Cards[name] = true
	}
	return scope
}

// eachDue calls do for the cards that may be asked now, by the indexes.
func (s *selection) eachDue(do func(candidate)) error {
	take := func(c candidate) bool {
		if !c.isBuried(s.today) {
			do(c)
		}
		return true
	}
	if err := s.t.eachLearning(math.MinInt64, s.here.Now.UnixMilli()+1, take); err != nil {
		return err
	}
	return s.t.eachReview(math.MinInt32, s.today, take)
}

// searchDue looks at the cards that are due, file by file.
func (s *selection) searchDue() error {
	byFile := make(map[fileID][]deck.Key)
	err := s.eachDue(func(c candidate) { byFile[c.file] = append(byFile[c.file], c.name) })
	if err != nil {
		return err
	}
	for id, names := range byFile {
		text, err := s.t.compiledText(id)
		if err != nil {
			return err
		}
		for _, name := range names {
			if err := s.searchCard(text, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// searchCard looks at a card that is asked from a file of which the text is given.
func (s *selection) searchCard(text compiled, name deck.Key) error {
	first, ok, err := s.t.askedFrom(name)
	if err != nil || !ok {
		return err
	}
	n, err := text.note(int(first.note))
	if err != nil {
		return &wire.CorruptError{Bucket: bucketNotes, Key: first.file.bytes(), Err: err}
	}
	return s.searchNote(n, first.spot)
}

// searchFiles looks at all deck files, and there at the notes that a filter leaves.
func (s *selection) searchFiles(filter *filter) error {
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
				if err := s.searchNote(n, spot{file: f.id, note: uint32(i), card: uint32(j)}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// searchNote adds the card at a place of a note if the query means it.
func (s *selection) searchNote(n *deck.Note, at spot) error {
	m := meant{selection: s, file: s.files[at.file], note: n, card: &n.Cards[at.card]}
	means, err := m.by(at)
	if means {
		s.found.files[s.t.name(m.card.Key)] = at.file
	}
	return err
}

// searchOrphans adds the cards without a text that the query means.
func (s *selection) searchOrphans() error {
	return s.t.Bucket(bucketOrphans).ForEach(func(name, _ []byte) error {
		card, err := s.t.orphanCard(deck.Key(name))
		if err != nil {
			return err
		}
		m := meant{selection: s, file: &deckFile{path: card.Path}, note: &deck.Note{}, card: &card.Card}
		c := m.asked()
		if m.state, err = s.t.state(card.ID); err != nil {
			return err
		}
		m.describe(&c)
		c.Orphan, c.DueNow = true, false
		if s.query.Means(&c) {
			s.found.orphans = append(s.found.orphans, card.ID)
		}
		return m.err
	})
}
