package importer

import (
	"cmp"

	"cards/deck"
	"cards/storage/importer/source"
	"cards/storage/journal"
)

// addSource adds what the log is to hold of a card of a source: what names it, if it is fresh, and
// its history.
func (s *says) addSource(
	events []sourced, b brought, card, nth int, file string, fresh bool,
) []sourced {
	from := &b.known[card].Sources[nth]
	o := from.Origin(b.format)
	key := o.SourceKey()
	if fresh {
		events = addNames(events, o, key, b.cards[card], file)
	}
	if fresh && card < len(b.was) && b.was[card] != b.cards[card].Key {
		pair := journal.NewPair(key, b.was[card])
		events = append(events,
			saying(o, journal.Linked{A: pair.A, B: pair.B, Manual: true, Reason: exportedReason}))
	}
	if fresh && card == 0 && nth == 0 {
		events = s.addOrigin(events, b)
	}
	return s.addHistory(events, from, o, key)
}

// addHistory adds the events of a card of a source, without those that set nothing.
func (s *says) addHistory(
	events []sourced, from *source.Card, o journal.Origin, key deck.Key,
) []sourced {
	dated, err := from.Events(s.room.dated[:0], key)
	s.room.dated, s.lost = dated, cmp.Or(s.lost, err)
	for i := range dated {
		ev := datedOf(o, &dated[i])
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
	id, err := journal.ImportID(ev.origin, ev.Whole())
	return err == nil && s.plan.unset[id]
}

// addOrigin adds what the log is to keep of a note as it was. That it cannot be read any more ends
// the import.
func (s *says) addOrigin(events []sourced, b brought) []sourced {
	if b.origin == nil || len(b.known) == 0 || len(b.known[0].Sources) == 0 {
		return events
	}
	o := b.known[0].Sources[0].Origin(b.format)
	body, err := b.origin()
	s.lost = cmp.Or(s.lost, err)
	body.Key = o.SourceKey()
	return append(events, saying(o, body))
}

// exportedReason is why the text that a note had when it was exported and the card of the source
// are one.
const exportedReason = "export"

// addKnown adds what the log may take of a note that is there.
func (s *says) addKnown(events []sourced, k knownEntry) []sourced {
	if k.text {
		events = s.addOrigin(events, k.brought())
	}
	for card := range k.Note.Cards {
		for nth := range k.Note.Cards[card].Sources {
			if len(k.cards) == 0 {
				from := &k.Note.Cards[card].Sources[nth]
				o := from.Origin(k.format)
				key := o.SourceKey()
				text := deck.Text{Prompt: k.Note.Prompt, Answer: k.Note.Answer}
				events = append(events, saying(o, sourceText(o, key, deck.KindBasic, text, "", "", "")))
				events = s.addHistory(events, from, o, key)
				continue
			}
			fresh := k.fresh != nil && k.fresh[card][nth]
			file := ""
			if k.files != nil {
				file = k.files[card]
			}
			if fresh {
				events = append(events, k.seen(card, nth, file))
			}
			events = s.addSource(events, k.brought(), card, nth, file, fresh)
		}
	}
	return events
}
