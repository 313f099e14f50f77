package sync

import (
	"iter"
	"slices"

	"cards/storage/journal"
)

// events returns the events of a segment that was found right.
func (s *Syncer) events(sealed []byte) ([]journal.Event, error) {
	_, rest, err := s.unpack(sealed)
	if err != nil {
		return nil, err
	}
	var list []journal.Event
	for len(rest) > 0 {
		var ev journal.Event
		if ev, rest, err = journal.ReadEvent(rest); err != nil {
			return nil, err
		}
		list = append(list, ev)
	}
	return list, nil
}

// inOrder yields the events of segments in the order of the log. Few segments overlap, so few are
// unpacked at once.
func (s *Syncer) inOrder(segments []opened) iter.Seq2[journal.Event, error] {
	segments = slices.Clone(segments)
	slices.SortFunc(segments, func(a, b opened) int { return a.First.Compare(b.First) })
	return func(yield func(journal.Event, error) bool) {
		var open [][]journal.Event // of each that has begun what is left
		for next := 0; next < len(segments) || len(open) > 0; {
			at := least(open)
			if next < len(segments) && (at < 0 || segments[next].First.Compare(open[at][0].ID) <= 0) {
				events, err := s.events(segments[next].sealed)
				if err != nil {
					yield(journal.Event{}, err)
					return
				}
				open = append(open, events)
				next++
				continue
			}
			if !yield(open[at][0], nil) {
				return
			}
			if open[at] = open[at][1:]; len(open[at]) == 0 {
				open = slices.Delete(open, at, at+1)
			}
		}
	}
}

// least returns which of the lists begins with the least event; below zero if there are none.
func least(open [][]journal.Event) int {
	at := -1
	for i, events := range open {
		if at < 0 || events[0].ID.Compare(open[at][0].ID) < 0 {
			at = i
		}
	}
	return at
}
