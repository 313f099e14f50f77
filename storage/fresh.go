package storage

import (
	"cmp"
	"encoding/binary"
	"slices"

	"cards/deck"
	"cards/deck/settings"
	"cards/srs"
)

// freshFile is a file of the scope as new cards are taken from it.
type freshFile struct {
	*deckFile
	place  int32
	group  int32
	rank   float64 // of its cards, unless they are shuffled
	spread float64 // over how many ranks its cards are shuffled; 0 if they are in the order of lines
}

// freshFiles returns the files of the scope in the order in which their new cards are asked. Where
// the whole collection shuffles, cards of all files are mixed; where a deck or a preset does, they
// stay within their file.
func (f *finding) freshFiles(chosen *choice) []freshFile {
	all := *f.limits.config.All().NewOrder
	var age map[fileID]int
	files := make([]freshFile, len(chosen.files))
	for i, file := range chosen.files {
		files[i] = freshFile{deckFile: file, place: int32(i), group: f.groups[i].fresh, rank: float64(i)}
		own := f.limits.orderOf(file)
		switch order := cmp.Or(own, all); {
		case order == settings.ByAge:
			if age == nil {
				age = ages(chosen.files)
			}
			files[i].rank = float64(age[file.id])
		case order == settings.AtRandom && own != "":
			files[i].spread = 1
		case order == settings.AtRandom:
			files[i].rank, files[i].spread = 0, float64(len(files))
		}
	}
	slices.SortStableFunc(files, func(a, b freshFile) int { return cmp.Compare(a.rank, b.rank) })
	return files
}

// ages returns the places of files in the order in which they came into the collection.
func ages(files []*deckFile) map[fileID]int {
	byAge := slices.Clone(files)
	slices.SortFunc(byAge, func(a, b *deckFile) int { return cmp.Compare(a.id, b.id) })
	age := make(map[fileID]int, len(byAge))
	for i, f := range byAge {
		age[f.id] = i
	}
	return age
}

// rankOf returns the rank of a card.
func (f *freshFile) rankOf(name deck.Key) float64 {
	if f.spread == 0 {
		return f.rank
	}
	return f.rank + f.spread*float64(binary.BigEndian.Uint64(name[:8])>>11)/(1<<53)
}

// addFresh adds the new cards that are wanted, and counts those that it did not look at.
func (t *queryTx) addFresh(found *finding, chosen *choice, today srs.Day, want Wanted) error {
	found.sortDue()
	left := want.New
	groups := make([]int, len(found.limits.left))
	for i := range groups {
		groups[i] = found.limits.newLeft(int32(i + 1))
	}
	for _, f := range found.freshFiles(chosen) {
		n, err := t.countsIn(f.id)
		if err != nil {
			return err
		}
		most := left
		if f.group > 0 {
			most = min(most, groups[f.group-1])
		}
		if f.spread > 0 && most > 0 { // which of them come first is only known when all are
			most = srs.Unlimited
		}
		if !found.chosen.chosen[f.id] { // of single cards nothing is counted ahead
			if n, err = t.freshAmong(found.chosen, f.id); err != nil {
				return err
			}
		}
		if n.fresh == 0 || most <= 0 && n.buried == 0 {
			found.Waiting += n.fresh
			continue
		}
		free, more, err := t.addFreshOf(f, n, found, today,
			Wanted{New: most, Siblings: want.Siblings})
		if err != nil {
			return err
		}
		found.Waiting += more
		if f.spread > 0 {
			continue
		}
		left -= free
		if f.group > 0 {
			groups[f.group-1] -= free
		}
	}
	return nil
}

// freshAmong counts the new cards of a file that are in the scope.
func (t *queryTx) freshAmong(ch *choice, id fileID) (n counts, err error) {
	err = t.eachFresh(id, func(c candidate) bool {
		if ch.hasCard(id, c.name) {
			n.fresh++
			n.buried++ // none is left out of looking
		}
		return true
	})
	return n, err
}

// addFreshOf adds the new cards of one file that are wanted. It returns how many of them no sibling
// puts off, and how many more cards there are that are not buried.
func (t *queryTx) addFreshOf(
	f freshFile, n counts, found *finding, today srs.Day, want Wanted,
) (free, more int, err error) {
	var due map[srs.NoteID]bool
	if !want.Siblings {
		due = found.dueAt(f.place)
	}
	var last srs.NoteID
	more = n.fresh
	err = t.eachFresh(f.id, func(c candidate) bool {
		enough := free >= want.New
		switch {
		case !found.chosen.hasCard(f.id, c.name):
		case found.bury(c, today):
			more--
		case enough:
		case !want.Siblings && found.answered[c.note]:
			more--
			found.Siblings++
		case !want.Siblings && c.note == last:
			more--
		default:
			more--
			last = c.note
			found.add(c, f.place).Rank = f.rankOf(c.name)
			if !due[c.note] {
				free++
			}
		}
		return !enough || n.buried > 0
	})
	return free, more, err
}
