package importer

import (
	"cards/storage/importer/source"
	"cards/storage/journal"
)

// saidAtOnce is how many notes are handed over at once to make events of them.
const saidAtOnce = 16

// sourced is what an event says, and where it comes from.
type sourced struct {
	origin journal.Origin
	source.Said
}

// saying is what says a body.
func saying(o journal.Origin, b journal.Body) sourced { return sourced{o, source.Said{Body: b}} }

// append appends the event as the log takes it, and returns its id.
func (ev *sourced) append(dst []byte) ([]byte, journal.ID, error) {
	if ev.Body == nil {
		return journal.AppendImportedReview(dst, ev.origin, &ev.Answer)
	}
	return journal.AppendImported(dst, ev.origin, ev.Body)
}

// setsNothing says whether an event gives a property of a card the value that it has by itself.
func setsNothing(ev *sourced) bool {
	set, ok := ev.Body.(journal.PropertySet)
	return ok && set.Value == 0
}

// datedOf returns an event as one of a card of a source.
func datedOf(o journal.Origin, d *source.Dated) sourced {
	o.At, o.Rank = d.At, d.Rank
	return sourced{o, d.Said}
}
