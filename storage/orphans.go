package storage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"cards/deck"
	"cards/deck/markup"
	"cards/deck/match"
	"cards/srs"
	"cards/storage/journal"
	"cards/storage/wire"
)

// Orphan is a card that was answered and whose text is gone from the deck files. It comes back with
// its text.
type Orphan struct {
	ID       deck.Key     // the card's name
	Keys     []deck.Key   // sorted
	Texts    []match.Seen // what the log says that its keys stand for; the one last seen first
	Reviews  int          // answers in force that count, also those that came before a reset
	Schedule srs.Schedule
}

// Orphans returns all of them, ordered by file and name.
func (c *linkOwner) Orphans() ([]Orphan, error) {
	var list []Orphan
	err := c.view(func(t *txn) error {
		list = nil
		return t.Bucket(bucketOrphans).ForEach(func(name, _ []byte) error {
			s, err := t.state(deck.Key(name))
			if err != nil {
				return err
			}
			if err := t.remember(s); err != nil {
				return err
			}
			o := Orphan{ID: s.keys[0], Keys: s.keys, Reviews: s.Answers, Schedule: s.Schedule}
			o.Texts, err = t.textsOf(t.authored(s.keys))
			slices.SortStableFunc(o.Texts, func(a, b match.Seen) int {
				return t.firstSeen(b.Key).Compare(t.firstSeen(a.Key))
			})
			list = append(list, o)
			return err
		})
	})
	slices.SortStableFunc(list, func(a, b Orphan) int { return cmp.Compare(a.path(), b.path()) })
	return list, err
}

// orphanCard returns an orphan as a card, with the text that it had last as far as the log knows.
func (t *queryTx) orphanCard(name deck.Key) (*Card, error) {
	s, err := t.state(name)
	if err == nil {
		err = t.remember(s)
	}
	if err != nil {
		return nil, err
	}
	memory, err := t.modelOf(s.params)
	if err != nil {
		return nil, err
	}
	card := &Card{
		ID: s.keys[0], Keys: s.keys, Suspended: s.Suspended, Flag: s.Flag, Buried: s.Buried,
		Schedule: s.Schedule, Pace: s.pace(), Model: memory, Newest: s.Newest,
	}
	card.Key = s.keys[0]
	texts, err := t.textsOf(t.authored(s.keys))
	for _, seen := range texts {
		card.Key, card.Kind, card.Text, card.Path = seen.Key, seen.Kind, seen.Text, seen.Path
		card.Front, card.Back = seen.Text.Prompt, seen.Text.Answer
		if seen.Text.IsCloze() {
			card.Front, card.Back = withEmptyGaps(seen.Text.Cloze), seen.Text.Cloze
		}
	}
	return card, err
}

// withEmptyGaps returns the text of a cloze as it is asked.
func withEmptyGaps(cloze string) string {
	var b strings.Builder
	for rest := cloze; ; {
		before, _, after, ok := markup.CutGap(rest)
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		b.WriteString(string(deck.GapOpen) + "[…]" + string(deck.GapClose))
		rest = after
	}
}

func (o Orphan) path() string {
	if len(o.Texts) == 0 {
		return ""
	}
	return o.Texts[0].Path
}

// CardLink says that two texts are one card.
type CardLink struct {
	ID       deck.Key   // name of the card that the new text belongs to
	Old, New match.Seen // New is the live one, or the one that was seen later; without a text if no one knows it
	At       time.Time  // when the link was made, in UTC
	Manual   bool       // by a person's command, not by recognising an edit
	Reason   string     // for people
	Waits    bool       // both texts stand in deck files: they are two cards as long as they do
}

// Links returns the links in force in log order.
func (c *linkOwner) Links() ([]CardLink, error) {
	var list []CardLink
	err := c.view(func(t *txn) error {
		list = nil
		links := t.allLinks()
		slices.SortFunc(links,
			func(a, b link) int { return cmp.Or(a.id.Compare(b.id), a.Pair.Compare(b.Pair)) })
		for _, l := range links {
			found, err := t.cardLink(l)
			if err != nil {
				return err
			}
			list = append(list, found)
		}
		return nil
	})
	return list, err
}

func (t *queryTx) cardLink(l link) (CardLink, error) {
	ev, err := t.event(l.id)
	if err != nil {
		return CardLink{}, err
	}
	body, ok := ev.Body.(journal.Linked)
	if !ok {
		return CardLink{}, &wire.CorruptError{
			Bucket: bucketLinks, Key: l.A[:],
			Err: fmt.Errorf("%s links nothing", l.id),
		}
	}
	old, recent := t.inTime(l.A, l.B)
	found := CardLink{
		ID: t.name(recent), At: time.UnixMilli(l.id.Time().UnixMilli()).UTC(), Manual: body.Manual,
		Reason: body.Reason,
		Waits:  t.name(old) != t.name(recent),
	}
	if found.Old, err = t.seen(old); err == nil {
		found.New, err = t.seen(recent)
	}
	return found, err
}

// Seen returns what a key stands for by the log or the deck files; without a text if neither says
// it.
func (c *cardOwner) Seen(k deck.Key) (seen match.Seen, err error) {
	err = c.view(func(t *txn) error { seen, err = t.seen(k); return err })
	return seen, err
}

// inTime returns two texts, the older first.
func (t *stateTx) inTime(a, b deck.Key) (old, recent deck.Key) {
	if t.isLive(a) != t.isLive(b) {
		if t.isLive(a) {
			return b, a
		}
		return a, b
	}
	first, second := t.firstSeen(a), t.firstSeen(b)
	if !second.IsZero() && first.Compare(second) > 0 {
		return b, a
	}
	return a, b
}

// seen returns what a key stands for by the log or the deck files, if either says it.
func (t *stateTx) seen(k deck.Key) (match.Seen, error) {
	text, err := t.textOf(k)
	if err == nil && text == nil {
		text, err = t.firstText(k)
	}
	if err != nil || text == nil {
		return match.Seen{Key: k}, err
	}
	return match.Seen{Key: k, Kind: text.Kind, Text: text.Text, Path: text.Path}, nil
}

// Relink says that an old text and a live one are one card, and returns the step. The error is
// [ErrNotFound] if the old one was never answered or the other is not live, [ErrOneCard] if they
// are one already, [ErrBothLive] if the old one is live too.
func (c *linkOwner) Relink(old, live deck.Key, now time.Time) (journal.ID, error) {
	return c.append(now, func(t *txn) ([]journal.Body, error) { return t.joining(old, live) })
}

// joining returns what says that an old text and a live one are one card.
func (t *matchTx) joining(old, live deck.Key) ([]journal.Body, error) {
	s, err := t.state(t.name(old))
	if err != nil {
		return nil, err
	}
	current, err := t.cardOf(live)
	switch {
	case err != nil:
		return nil, err
	case current.ID == s.keys[0]:
		return nil, fmt.Errorf("link %s and %s: %w", old, live, ErrOneCard)
	case slices.ContainsFunc(s.keys, t.isLive):
		return nil, fmt.Errorf("link %s and %s: %w", old, live, ErrBothLive)
	case !s.Settled():
		return nil, fmt.Errorf("card %s: %w", old, ErrNotFound)
	}
	p := journal.NewPair(old, current.Key)
	bodies := []journal.Body{journal.Linked{A: p.A, B: p.B, Manual: true, Reason: "relink"}}
	text, err := t.firstText(current.Key)
	if text != nil {
		bodies = append(bodies, *text)
	}
	return bodies, err
}

// Part says that two texts are two cards, from now on and for every device, and returns the step.
// Of the links that join them, the oldest stay. [ErrTwoCards] if they are parted already,
// [ErrOneCard] if they are the same, [ErrNotFound] if one of them is not known.
func (c *linkOwner) Part(a, b deck.Key, now time.Time) (journal.ID, error) {
	return c.append(now, func(t *txn) ([]journal.Body, error) { return t.parting(a, b) })
}

// parting returns what says that two texts are two cards.
func (t *matchTx) parting(a, b deck.Key) ([]journal.Body, error) {
	for _, k := range []deck.Key{a, b} {
		if !t.isLive(k) && len(t.history(k)) == 0 {
			return nil, fmt.Errorf("card %s: %w", k, ErrNotFound)
		}
	}
	if a == b {
		return nil, fmt.Errorf("part %s and %s: %w", a, b, ErrOneCard)
	}
	apart := journal.NewPair(a, b)
	isOne := func(k deck.Key) bool { return k == a || k == b }
	_, cut := t.familyOf([]deck.Key{a, b}).components(isOne)
	parted := func(l link) bool { return l.Pair == apart && !l.linked }
	if len(cut) == 0 && slices.ContainsFunc(t.linksOf(a), parted) {
		return nil, fmt.Errorf("part %s and %s: %w", a, b, ErrTwoCards)
	}
	bodies := []journal.Body{journal.Unlinked(apart)}
	for _, l := range cut {
		if l.Pair != apart {
			bodies = append(bodies, journal.Unlinked{A: l.A, B: l.B})
		}
	}
	return bodies, nil
}

// minID is how many digits of an id must be given at least.
const minID = 4

// Key returns the key that an id names: all of its hexadecimal digits, or its first ones, if they
// are four or more and no other card's key begins with them. [ErrNotFound] if there is none; an
// [*AmbiguousError] if there are several.
func (c *linkOwner) Key(id string) (deck.Key, error) {
	var key deck.Key
	err := c.view(func(t *txn) (err error) {
		key, err = t.keyOf(id)
		return err
	})
	return key, err
}
