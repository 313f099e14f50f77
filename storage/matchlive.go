package storage

import (
	"bytes"
	"cmp"
	"maps"
	"path"
	"slices"

	"cards/deck"
	"cards/deck/match"
)

// liveCards returns the cards of all files, some n, each from the place that it is asked from.
// Those that are held take no new links either.
func (t *matchTx) liveCards(files map[fileID]*deckFile, n int) ([]match.Live, error) {
	conflicts, err := t.idConflicts()
	if err != nil {
		return nil, err
	}
	l := liveReader{
		matchTx: t, seen: make(map[deck.Key]bool, n), cards: make([]match.Live, 0, n),
		leftOut: make(map[spot]bool),
	}
	for _, c := range conflicts {
		l.leftOut[c.note] = true
	}
	byPath := slices.SortedFunc(maps.Values(files),
		func(a, b *deckFile) int { return cmp.Compare(a.path, b.path) })
	for _, f := range byPath {
		if err := l.read(f); err != nil {
			return nil, err
		}
	}
	for _, card := range l.held {
		l.add(card)
	}
	return l.cards, nil
}

// liveReader gathers the live cards.
type liveReader struct {
	*matchTx
	seen    map[deck.Key]bool
	leftOut map[spot]bool // notes whose explicit id names another
	cards   []match.Live
	held    []match.Live
}

// add adds a card unless it was added from an earlier place, and says so.
func (l *liveReader) add(card match.Live) bool {
	if l.seen[card.Key] {
		return false
	}
	l.seen[card.Key] = true
	l.cards = append(l.cards, card)
	return true
}

// read adds the cards of a file. Most of those that are not new have answers; only where something
// else may be the reason their state is looked at.
func (l *liveReader) read(f *deckFile) error {
	c, err := l.content(f.id)
	if err != nil {
		return err
	}
	n, err := l.countsIn(f.id)
	if err != nil {
		return err
	}
	fresh := l.freshIn(f.id)
	for i := range c.notes {
		note, at := &c.notes[i], spot{file: f.id, note: uint32(i)}
		held := f.problem != "" || l.leftOut[at]
		for j := range note.Cards {
			card := liveCard(&note.Cards[j], f.path)
			if held {
				l.held = append(l.held, card)
				continue
			}
			at.card = uint32(j)
			if !l.add(card) || !fresh[at] && n.suspended == 0 && !note.Draft {
				continue
			}
			s, err := l.state(l.name(card.Key))
			if err != nil {
				return err
			}
			l.cards[len(l.cards)-1].Reviewed = s.Settled()
		}
	}
	return nil
}

// liveCard returns a card as matching takes it: one that is settled.
func liveCard(c *deck.Card, path string) match.Live {
	return match.Live{
		Seen:     match.Seen{Key: c.Key, Kind: c.Kind, Text: c.Text, Path: path},
		Reviewed: true,
	}
}

// freshIn returns the new cards that are asked from a file.
func (t *queryTx) freshIn(id fileID) map[spot]bool {
	fresh := make(map[spot]bool)
	prefix := id.bytes()
	c := t.Bucket(bucketFresh).Cursor()
	for key, _ := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, _ = c.Next() {
		fresh[spotOf(key)] = true
	}
	return fresh
}

// addOrigins says of live cards in which file they were first seen: in one that is gone and had
// orphans too, or in one of the same name, which may be where the other has gone.
func (t *matchTx) addOrigins(known []match.Known, live []match.Live, files map[fileID]*deckFile) {
	wanted := goneFiles(known, files)
	if len(wanted) == 0 {
		return
	}
	byKey, byName := make(map[deck.Key]string), make(map[deck.Key]string)
	for _, file := range wanted {
		prefix := originPrefix(file)
		c := t.Bucket(bucketOrigins).Cursor()
		for key, _ := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, _ = c.Next() {
			k := deck.Key(key[len(prefix):])
			byKey[k], byName[t.name(k)] = file, file
		}
	}
	for i := range live {
		l := &live[i]
		if l.Was = byKey[l.Key]; l.Was == "" {
			l.Was = byName[t.name(l.Key)]
		}
	}
}

// goneFiles returns the paths of files that are gone and had orphans, and of files that have the
// last name of one.
func goneFiles(known []match.Known, files map[fileID]*deckFile) []string {
	there := make(map[string]bool, len(files))
	for _, f := range files {
		there[f.path] = true
	}
	gone, names := make(map[string]bool), make(map[string]bool)
	for _, card := range known {
		for _, seen := range card {
			if !there[seen.Path] {
				gone[seen.Path], names[path.Base(seen.Path)] = true, true
			}
		}
	}
	for file := range there {
		if names[path.Base(file)] {
			gone[file] = true
		}
	}
	return slices.Sorted(maps.Keys(gone))
}
