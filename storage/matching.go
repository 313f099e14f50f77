package storage

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"slices"
	"time"

	"cards/deck"
	"cards/deck/match"
	"cards/srs"
	"cards/storage/journal"
)

// listOrphan puts a card whose text is gone among the orphans, or with a sign of -1 takes it out.
// Without answers there is nothing to keep, but of an imported card which one it is in its source.
func (t *cardTx) listOrphan(s *state, sign int) {
	t.listAnswered(s, 0, srs.NoteID{}, sign)
	name, bucket := s.keys[0], bucketOrphans
	if !s.Settled() {
		bucket = bucketAbsent
	}
	switch {
	case bucket == bucketAbsent && (t.isSource(name) || !t.isImported(s)):
	case sign < 0:
		t.leave(bucket, name[:], []byte{})
	default:
		t.enter(bucket, name[:], []byte{})
		t.unmatched = true
	}
}

// isImported says whether a card has a key that stands for it in a source.
func (t *cardTx) isImported(s *state) bool { return t.isSource(s.keys[len(s.keys)-1]) }

// appear notes that a card without answers is asked that was not before, if there are orphans: it
// may be one, edited.
func (p *placing) appear(s *state, was, next []place) {
	_, _, before := asked(was)
	_, _, after := asked(next)
	if s.Settled() || !after || before || !p.orphans {
		return
	}
	if p.appeared == nil {
		p.appeared = make(map[deck.Key]bool)
	}
	for _, k := range s.keys {
		p.appeared[k] = true
	}
}

// hasOrphans says whether there are cards that have come from somewhere or were answered, and whose
// text is gone.
func (t *cardTx) hasOrphans() bool { return !t.isEmpty(bucketOrphans) || !t.isEmpty(bucketAbsent) }

// isAbsent says whether a name is that of an imported card without answers whose text is gone.
func (t *cardTx) isAbsent(name deck.Key) bool { return t.Get(bucketAbsent, name[:]) != nil }

// origin is what originKey returns.
type origin [8 + 16]byte

func (o origin) compare(other origin) int {
	if c := bytes.Compare(o[:8], other[:8]); c != 0 {
		return c
	}
	return deck.Key(o[8:]).Compare(deck.Key(other[8:]))
}

// originKey is the entry of the index of texts by the file they were first seen in.
func originKey(path string, k deck.Key) []byte { return append(originPrefix(path), k[:]...) }

func originPrefix(path string) []byte {
	sum := sha256.Sum256([]byte(path))
	return sum[:8:8]
}

// matchEdits links cards without answers to orphans that they are edits of, as one step, and
// returns how many. It does nothing unless something has come or gone since: after an orphan all
// cards are compared, else those that have come.
func (t *txn) matchEdits(now time.Time) (linked int, err error) {
	all := t.Get(bucketMeta, []byte(metaMatch)) != nil
	if !all && len(t.appeared) == 0 {
		return 0, nil
	}
	found, err := t.match(func(k deck.Key) bool { return all || t.appeared[k] })
	if err != nil {
		return 0, err
	}
	if err := errors.Join(t.takeAbsent(&found), t.byPlace(&found)); err != nil {
		return 0, err
	}
	if len(found.Links) > 0 {
		if err := t.linkEdits(found.Links, now); err != nil {
			return 0, err
		}
	}
	if err := t.noteProposals(found.Proposals, all); err != nil {
		return 0, err
	}
	t.unmatched = false
	return len(found.Links), t.Delete(bucketMeta, []byte(metaMatch))
}

// takeAbsent links imported cards without answers to what is likely to have become of them and
// stands in their file, if nothing else is. Nobody is asked for their sake: there are no answers
// that could be kept, or spoilt.
func (t *matchTx) takeAbsent(found *match.Matching) error {
	times := make(map[deck.Key]int)
	absent := func(p match.Proposal) bool { return t.isAbsent(t.name(p.Old)) }
	for _, p := range found.Proposals {
		times[p.New]++
		times[p.Old]++
	}
	for _, p := range found.Proposals {
		if !absent(p) || times[p.New] > 1 || times[p.Old] > 1 {
			continue
		}
		was, wasErr := t.seen(p.Old)
		is, isErr := t.seen(p.New)
		if err := cmp.Or(wasErr, isErr); err != nil {
			return err
		}
		if was.Path == is.Path {
			found.Links = append(found.Links,
				match.Link{Old: p.Old, New: p.New, Reason: p.Reason, Confidence: p.Likeness})
		}
	}
	found.Proposals = slices.DeleteFunc(found.Proposals, absent)
	return nil
}

// linkEdits writes links that matching found. Each comes with its new text, which may be gone
// before it is answered.
func (t *txn) linkEdits(links []match.Link, now time.Time) error {
	var bodies []journal.Body
	for _, l := range links {
		p := journal.NewPair(l.Old, l.New)
		bodies = append(bodies, journal.Linked{A: p.A, B: p.B, Reason: l.Reason})
		text, err := t.firstText(l.New)
		if err != nil {
			return err
		}
		if text != nil {
			bodies = append(bodies, *text)
		}
	}
	step, err := journal.NewID(t.newest(), now, t.collection.options.Random)
	if err != nil {
		return err
	}
	return t.write(newStep(step, bodies))
}

// match compares the orphans with the cards that have no answers and that are wanted.
func (t *matchTx) match(wanted func(deck.Key) bool) (match.Matching, error) {
	files, err := t.deckFiles()
	if err != nil || !t.hasOrphans() {
		return match.Matching{}, err
	}
	total, err := t.countAll(files)
	if err != nil || total.fresh+total.drafts+total.suspended == 0 {
		return match.Matching{}, err
	}
	known, parted, err := t.knownCards()
	if err != nil {
		return match.Matching{}, err
	}
	live, err := t.liveCards(files, total.cards)
	if err != nil {
		return match.Matching{}, err
	}
	t.addOrigins(known, live, files)
	for i := range live {
		live[i].Reviewed = live[i].Reviewed || !wanted(live[i].Key)
	}
	return match.Match(known, live, func(a, b deck.Key) bool {
		a, b = t.name(a), t.name(b)
		return parted[journal.NewPair(a, b)] || t.areOthers(a, b) || t.areOthers(b, a)
	}), nil
}

// areOthers says whether a card without answers whose text is gone and another one are two cards of
// a source: nothing would be kept by joining them.
func (t *matchTx) areOthers(absent, other deck.Key) bool {
	if !t.isAbsent(absent) {
		return false
	}
	s, err := t.state(other)
	return err == nil && t.isImported(s)
}

// countAll adds up the numbers of cards of all files.
func (t *textTx) countAll(files map[fileID]*deckFile) (counts, error) {
	var total counts
	for id := range files {
		n, err := t.countsIn(id)
		if err != nil {
			return total, err
		}
		total = total.add(n, 1)
	}
	return total, nil
}

// knownCards returns the orphans with every text that the log has of them, and the pairs of them
// and others, by name, that were parted: some texts of theirs are unlinked.
func (t *matchTx) knownCards() (known []match.Known, parted map[journal.Pair]bool, err error) {
	parted = make(map[journal.Pair]bool)
	err = t.eachOrphan(func(name deck.Key) error {
		s, err := t.state(name)
		if err != nil {
			return err
		}
		if t.isSource(s.keys[0]) {
			return nil // nobody wrote it here
		}
		texts, err := t.textsOf(t.authored(s.keys))
		if len(texts) > 0 {
			known = append(known, texts)
		}
		for _, k := range s.keys {
			for _, l := range t.linksOf(k) {
				if !l.linked {
					parted[journal.NewPair(t.name(l.A), t.name(l.B))] = true
				}
			}
		}
		return err
	})
	return known, parted, err
}

// eachOrphan calls do for the names of the cards whose text is gone, answered ones first.
func (t *cardTx) eachOrphan(do func(deck.Key) error) error {
	for _, bucket := range []string{bucketOrphans, bucketAbsent} {
		err := t.Bucket(bucket).ForEach(func(name, _ []byte) error { return do(deck.Key(name)) })
		if err != nil {
			return err
		}
	}
	return nil
}
