package importer

import (
	"cmp"
	"slices"

	"cards/deck"
	"cards/storage"
	"cards/storage/journal"
)

// knownEntry is a note that is not written, of which the log may take more.
type knownEntry struct {
	*entry
	// text says that the note is as it was when the import brought its text, so that its origin may be
	// kept as it is now.
	text  bool
	fresh [][]bool // by card and source: the log does not have the source's card yet
	files []string // by card: where it stands
}

// origin returns where the texts of a card of a source come from.
func (s *SourceCard) origin(format string) journal.Origin {
	return journal.Origin{Format: format, Identity: s.Identity, At: s.First()}
}

// addSource adds what the log is to hold of a card of a source: what names it, if it is fresh, and
// its history.
func (s *says) addSource(
	events []sourced, b brought, card, source int, file string, fresh bool,
) []sourced {
	from := &b.known[card].Sources[source]
	o := from.origin(b.format)
	key := o.SourceKey()
	if fresh {
		events = addNames(events, o, key, b.cards[card], file)
	}
	if fresh && card < len(b.was) && b.was[card] != b.cards[card].Key {
		pair := journal.NewPair(key, b.was[card])
		events = append(events,
			saying(o, journal.Linked{A: pair.A, B: pair.B, Manual: true, Reason: exportedReason}))
	}
	if fresh && card == 0 && source == 0 {
		events = s.addOrigin(events, b)
	}
	return s.addHistory(events, from, o, key)
}

// addHistory adds the events of a card of a source, without those that set nothing.
func (s *says) addHistory(
	events []sourced, from *SourceCard, o journal.Origin, key deck.Key,
) []sourced {
	dated, err := from.Events(s.room.dated[:0], key)
	s.room.dated, s.lost = dated, cmp.Or(s.lost, err)
	for i := range dated {
		ev := dated[i].of(o)
		if !setsNothing(&ev) || s.unsets(&ev) {
			events = append(events, ev)
		}
	}
	return events
}

// unsets says whether an event gives a property of a card back what it is by itself.
func (s *says) unsets(ev *sourced) bool {
	if len(s.plan.unset) == 0 {
		return false
	}
	id, err := journal.ImportID(ev.origin, ev.whole())
	return err == nil && s.plan.unset[id]
}

// setsNothing says whether an event gives a property of a card the value that it has by itself.
func setsNothing(ev *sourced) bool {
	set, ok := ev.Body.(journal.PropertySet)
	return ok && set.Value == 0
}

// addOrigin adds what the log is to keep of a note as it was. That it cannot be read any more ends
// the import.
func (s *says) addOrigin(events []sourced, b brought) []sourced {
	if b.origin == nil || len(b.known) == 0 || len(b.known[0].Sources) == 0 {
		return events
	}
	o := b.known[0].Sources[0].origin(b.format)
	body, err := b.origin()
	s.lost = cmp.Or(s.lost, err)
	body.Key = o.SourceKey()
	return append(events, saying(o, body))
}

// exportedReason is why the text that a note had when it was exported and the card of the source
// are one.
const exportedReason = "export"

// of returns the event as one of a card of a source.
func (d *Dated) of(o journal.Origin) sourced {
	o.At, o.Rank = d.At, d.Rank
	return sourced{o, d.Said}
}

// addKnown adds what the log may take of a note that is there.
func (s *says) addKnown(events []sourced, k knownEntry) []sourced {
	if k.text {
		events = s.addOrigin(events, k.brought())
	}
	for card := range k.Note.Cards {
		for source := range k.Note.Cards[card].Sources {
			if len(k.cards) == 0 {
				from := &k.Note.Cards[card].Sources[source]
				o := from.origin(k.format)
				key := o.SourceKey()
				text := deck.Text{Prompt: k.Note.Prompt, Answer: k.Note.Answer}
				events = append(events, saying(o, sourceText(o, key, deck.KindBasic, text, "", "", "")))
				events = s.addHistory(events, from, o, key)
				continue
			}
			fresh := k.fresh != nil && k.fresh[card][source]
			file := ""
			if k.files != nil {
				file = k.files[card]
			}
			if fresh {
				events = append(events, k.seen(card, source, file))
			}
			events = s.addSource(events, k.brought(), card, source, file, fresh)
		}
	}
	return events
}

// seen says what a card in a deck asks that a source names from now on: once its text is edited,
// that is what it is known by.
func (k *knownEntry) seen(card, source int, file string) sourced {
	c := &k.cards[card]
	text := journal.TextSeen{Key: c.Key, Kind: c.Kind, Text: c.Text, Path: file}
	return saying(k.Note.Cards[card].Sources[source].origin(k.format), text)
}

// know notes the notes that are not written, and what the log lacks of them.
func (t *taking) know(entries []*entry) error {
	var keys []deck.Key
	for _, e := range entries {
		for i := range e.Note.Cards {
			for j := range e.Note.Cards[i].Sources {
				keys = append(keys, e.Note.Cards[i].Sources[j].origin(e.format).SourceKey())
			}
		}
		for _, c := range e.cards {
			keys = append(keys, c.Key)
		}
	}
	if len(entries) == 0 {
		return nil
	}
	fates, err := t.fates(keys)
	if err != nil {
		return err
	}
	for _, e := range entries {
		asIs := e.status == Same || e.status == Duplicate || e.status == Changed && len(e.Note.Was) > 0
		k := knownEntry{entry: e, text: asIs || len(e.cards) == 0}
		for i := range e.Note.Cards {
			var fresh []bool
			for range e.Note.Cards[i].Sources {
				fresh = append(fresh, asIs && !fates[0].Arrived)
				fates = fates[1:]
			}
			k.fresh = append(k.fresh, fresh)
		}
		k.files, fates = paths(fates, len(e.cards))
		t.plan.known = append(t.plan.known, k)
	}
	met := slices.Clone(t.plan.known[len(t.plan.known)-len(entries):])
	for _, e := range t.entries {
		if e.status == Changed && !slices.Contains(entries, e) { // it is written anew
			met = append(met, knownEntry{entry: e})
		}
	}
	return t.meet(met)
}

func paths(fates []storage.Fate, n int) (list []string, rest []storage.Fate) {
	for _, f := range fates[:n] {
		list = append(list, f.Path)
	}
	return list, fates[n:]
}
