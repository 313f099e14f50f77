package importer

import (
	"fmt"
	"iter"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/journal"
)

// originOf returns where a card of a note comes from: by what the source names the card by, or by
// the note's identity, or else by the source and the card's text.
func (im *importer) originOf(b brought, card int) journal.Origin {
	if card < len(b.known) && len(b.known[card].Sources) > 0 {
		return b.known[card].Sources[0].origin(b.format)
	}
	o := journal.Origin{Format: b.format, Identity: b.identity, At: time.UnixMilli(0)}
	switch {
	case o.Identity == "":
		o.Identity = im.origin.name + "/" + b.cards[card].Key.String()
	case len(b.cards) > 1:
		o.Identity = fmt.Sprintf("%s:%d", o.Identity, card)
	}
	return o
}

// events yields what the log is to hold of the notes that are written: of each card its text as it
// arrived and, if the source names it or knows how it was learned, what follows from that. Of notes
// that are there already it holds what the source knows more. It can be gone through once: the
// notes, which may be many, are let go on the way.
func (im *importer) events() iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		for some := range im.sourced() {
			if im.lost != nil {
				yield(journal.Event{}, im.lost)
				return
			}
			for _, ev := range some {
				id, err := journal.ImportID(ev.origin, ev.body)
				if im.plan.given[id] {
					continue
				}
				if !yield(journal.Event{ID: id, Step: id, Body: ev.body}, err) {
					return
				}
			}
		}
	}
}

// sourced is what an event says, and where it comes from.
type sourced struct {
	origin journal.Origin
	body   journal.Body
}

// sourced yields what the log is to hold, card by card, each until the next.
func (im *importer) sourced() iter.Seq[[]sourced] {
	return func(yield func([]sourced) bool) {
		arrived, known := im.plan.arrived, im.plan.known
		im.plan.arrived, im.plan.known = nil, nil
		var room []sourced
		for n, a := range arrived {
			for i := range a.cards {
				if room = im.addEvents(room[:0], a, i); !yield(room) {
					return
				}
			}
			arrived[n] = arrival{}
		}
		for _, k := range known {
			if room = im.addKnown(room[:0], k); !yield(room) {
				return
			}
		}
		yield(im.plan.beside)
	}
}

// addEvents adds what the log is to hold of one card.
func (im *importer) addEvents(events []sourced, a arrival, card int) []sourced {
	c := a.cards[card]
	var history CardHistory
	if card < len(a.known) {
		history = a.known[card]
	}
	if len(history.Sources) > 0 {
		first := history.Sources[0]
		text := journal.TextSeen{Key: c.Key, Kind: c.Kind, Text: c.Text, Path: a.file}
		events = append(events, sourced{first.origin(a.format), text})
		for i := range history.Sources {
			events = im.addSource(events, a.brought, card, i, a.file, true)
		}
		return events
	}
	o := im.originOf(a.brought, card)
	text := journal.TextSeen{Key: c.Key, Kind: c.Kind, Text: c.Text, Path: a.file}
	events = append(events, sourced{o, text})
	if a.identity == "" && history.isEmpty() {
		return events
	}
	return im.addLearned(events, o, a, card, history)
}

func (h CardHistory) isEmpty() bool {
	return len(h.Answers) == 0 && h.Start == nil && !h.Suspended && h.Flag == 0
}

// addLearned adds what the log is to hold of a card that the source names.
func (im *importer) addLearned(
	events []sourced, o journal.Origin, a arrival, card int, h CardHistory,
) []sourced {
	key := o.SourceKey()
	events = addNames(events, o, a.cards[card], a.file)
	events = append(events, im.answers(o, key, h.Answers)...)
	if h.Start != nil {
		calendar := im.options.Scheduler.Calendar()
		start := started(key, *h.Start, calendar.Day(im.options.Now))
		o.At = calendar.Start(start.Day)
		events = append(events, sourced{o, start})
	}
	return append(events, set(o, key, h)...)
}

// addNames adds the events that say which text a card of a source is.
func addNames(events []sourced, o journal.Origin, c deck.Card, file string) []sourced {
	key := o.SourceKey()
	pair := journal.NewPair(key, c.Key)
	return append(events,
		sourced{o, sourceText(o, c.Kind, c.Text, c.Question(), c.Answer(), file)},
		sourced{o, journal.Linked{A: pair.A, B: pair.B, Manual: true, Reason: "import"}})
}

// sourceText returns what a source key stands for. Its text is a basic one: that of a cloze would
// make another key of the id.
func sourceText(o journal.Origin, kind deck.Kind, text deck.Text,
	question, answer, file string,
) journal.TextSeen {
	if text.IsCloze() {
		kind, text = deck.KindBasic, deck.Text{Prompt: question, Answer: answer}
	}
	text.ID, text.Back, text.Earlier = o.Format+":"+o.Identity, false, 0
	return journal.TextSeen{Key: o.SourceKey(), Kind: kind, Text: text, Path: file}
}

// answers replays the log of a card.
func (im *importer) answers(o journal.Origin, key deck.Key, answers []Answer) []sourced {
	var events []sourced
	var s srs.Schedule
	for i, a := range answers {
		r := im.options.Scheduler.Answer(srs.CardID(key), s, a.Rating, a.At.Add(-a.Took), a.At)
		s.Apply(im.options.Scheduler.Model(), r)
		if o.At.Equal(a.At) && i > 0 {
			o.Rank++
		} else {
			o.Rank = 0
		}
		o.At = a.At
		events = append(events, sourced{o, journal.Reviewed{Review: r}})
	}
	return events
}

// set returns what the log is to hold of the properties of a card.
func set(o journal.Origin, key deck.Key, h CardHistory) []sourced {
	var events []sourced
	add := func(p journal.Property, value int) {
		if value != 0 {
			b := journal.PropertySet{Key: key, Property: p, Value: int64(value)}
			events = append(events, sourced{o, b})
		}
	}
	if h.Suspended {
		add(journal.Suspended, 1)
	}
	add(journal.Flag, h.Flag)
	return events
}
