package storage

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"time"

	"cards/deck"
	"cards/deck/match"
	"cards/storage/journal"
	"cards/storage/wire"
)

// Proposal is a card without answers that is likely to be an edit of one whose text is gone, but
// not so certainly that it was linked. A person decides; see [Collection.Settle].
type Proposal struct {
	Card     deck.Key   // name of the card whose text is gone
	Old      match.Seen // the text of it that is nearest to the new one
	Reviews  int        // of that card, as in [Orphan.Reviews]
	New      match.Seen // Path is that of the place it is asked from, as in [Card.Path]
	Pos      deck.Pos   // of the new note
	Reason   string     // what speaks for it or against it, for people; may be empty
	Likeness float64    // above 0, at most 1
}

// Proposals returns what compiles found likely in the scope and nobody has settled yet, ordered by
// file and line. A card may be in several: once one of them is accepted, the others are none any
// more.
func (c *linkOwner) Proposals(scope Scope) ([]Proposal, error) {
	var list []Proposal
	err := c.view(func(t *txn) error {
		chosen, err := t.choose(scope)
		if err == nil {
			list, err = t.proposals(chosen)
		}
		return err
	})
	return list, err
}

// proposals returns those of the chosen files.
func (t *matchTx) proposals(chosen *choice) ([]Proposal, error) {
	var list []Proposal
	for _, n := range t.notedProposals() {
		p, ok, err := t.proposal(chosen, n)
		if err != nil {
			return nil, err
		}
		if ok {
			list = append(list, p)
		}
	}
	slices.SortStableFunc(list, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(a.New.Path, b.New.Path), cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(b.Likeness, a.Likeness))
	})
	return list, nil
}

// proposal returns what was noted as it is now, and false if it is none any more: the old text came
// back, the new one was answered or is gone, or the two were parted.
func (t *matchTx) proposal(chosen *choice, n noted) (p Proposal, ok bool, err error) {
	old, err := t.state(t.name(n.Old))
	if err != nil || t.Get(bucketOrphans, old.keys[0][:]) == nil {
		return p, false, err
	}
	recent, err := t.state(t.name(n.New))
	if err != nil || recent.Settled() || t.areParted(old, recent) {
		return p, false, err
	}
	places, err := t.places(n.New)
	if err != nil {
		return p, false, err
	}
	first, _, ok := asked(places)
	if !ok || !chosen.has(first.file) {
		return p, false, nil
	}
	note, f, err := t.noteOfCard(first.spot)
	if err != nil {
		return p, false, err
	}
	card := &note.Cards[first.card]
	p = Proposal{
		Card: old.keys[0], Reviews: old.Answers,
		New: match.Seen{Key: card.Key, Kind: card.Kind, Text: card.Text, Path: f.path},
		Pos: note.Pos, Reason: n.Reason, Likeness: n.Likeness,
	}
	p.Old, err = t.seen(n.Old)
	return p, true, err
}

// areParted says whether texts of two cards are unlinked.
func (t *matchTx) areParted(a, b *state) bool {
	cards := journal.NewPair(a.keys[0], b.keys[0])
	for _, k := range a.keys {
		for _, l := range t.linksOf(k) {
			if !l.linked && journal.NewPair(t.name(l.A), t.name(l.B)) == cards {
				return true
			}
		}
	}
	return false
}

// noted is a pair of texts that a compile found likely.
type noted = match.Proposal

// noteProposals notes the pairs that matching found likely: in the place of all that were noted, or
// beside them if only cards that have come were compared.
func (t *matchTx) noteProposals(found []noted, all bool) error {
	if !all {
		anew := make(map[deck.Key]bool, len(found))
		for _, n := range found {
			anew[n.New] = true
		}
		for _, n := range t.notedProposals() {
			name := t.name(n.Old)
			if !anew[n.New] && t.isLive(n.New) && t.Get(bucketOrphans, name[:]) != nil {
				found = append(found, n)
			}
		}
	}
	if len(found) == 0 {
		return t.Delete(bucketMeta, []byte(metaProposals))
	}
	var e wire.Encoder
	e.Uint(uint64(len(found)))
	for _, n := range found {
		e.Bytes(n.Old[:])
		e.Bytes(n.New[:])
		e.Fixed64(math.Float64bits(n.Likeness))
		e.String(n.Reason)
	}
	return t.Put(bucketMeta, []byte(metaProposals), e.Value())
}

// notedProposals returns what compiles noted; some of it may be settled by now. A note that cannot
// be read is as good as none: nothing is in it that a person said.
func (t *matchTx) notedProposals() []noted {
	value := t.Get(bucketMeta, []byte(metaProposals))
	if value == nil {
		return nil
	}
	d := wire.NewDecoder(value)
	list := make([]noted, d.Count())
	for i := range list {
		n := noted{Old: d.ID(), New: d.ID()}
		n.Likeness, n.Reason = math.Float64frombits(d.Fixed64()), d.String()
		list[i] = n
	}
	if d.End() != nil {
		return nil
	}
	return list
}

// Decision is what a person says of a proposal.
type Decision struct {
	Old, New deck.Key
	Same     bool // they are one card; else two
}

// Settled is what [Collection.Settle] did.
type Settled struct {
	Step   journal.ID // zero if nothing was written
	Linked int
	Parted int
	Passed int // decisions that something done meanwhile has overtaken
}

// Settle writes what a person decided as one step, which one undo takes back. Two texts that are
// one card are linked as by [Collection.Relink], others parted as by [Collection.Part], so that
// they are never proposed again. Of several decisions that one text goes on, the first counts.
func (c *linkOwner) Settle(decisions []Decision, now time.Time) (Settled, error) {
	var done Settled
	step, err := c.append(now, func(t *txn) ([]journal.Body, error) {
		s := settling{txn: t, taken: make(map[deck.Key]bool)}
		for _, d := range decisions {
			if err := s.add(d); err != nil {
				return nil, err
			}
		}
		done = s.done
		return s.bodies, nil
	})
	if err != nil {
		return Settled{}, err
	}
	done.Step = step
	return done, nil
}

// settling composes the step of [Collection.Settle].
type settling struct {
	*txn
	bodies []journal.Body
	taken  map[deck.Key]bool // names of the cards that are linked by it
	done   Settled
}

func (s *settling) add(d Decision) error {
	old, recent := s.name(d.Old), s.name(d.New)
	var bodies []journal.Body
	err := ErrOneCard
	switch {
	case d.Same && !s.taken[old] && !s.taken[recent]:
		bodies, err = s.joining(d.Old, d.New)
	case !d.Same:
		bodies, err = s.parting(d.Old, d.New)
	}
	switch {
	case isOvertaken(err):
		s.done.Passed++
		return nil
	case err != nil:
		return err
	case d.Same:
		s.taken[old], s.taken[recent] = true, true
		s.done.Linked++
	default:
		s.done.Parted++
	}
	s.bodies = append(s.bodies, bodies...)
	return nil
}

// isOvertaken says whether two texts cannot be linked or parted because of what they are by now.
func isOvertaken(err error) bool {
	return errors.Is(err, ErrNotFound) || errors.Is(err, ErrOneCard) ||
		errors.Is(err, ErrTwoCards) || errors.Is(err, ErrBothLive)
}
