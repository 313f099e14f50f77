package storage

import (
	"cards/deck"
	"cards/storage/journal"
)

// Past returns the events in force about a card, by its name or by any of its keys, in log order:
// those that [journal.State.Apply] takes, and texts and links.
func (c *Collection) Past(id deck.Key) (events []journal.Event, err error) {
	err = c.view(func(t *txn) error {
		events = nil
		s, err := t.state(t.name(id))
		if err != nil {
			return err
		}
		for _, id := range t.joinedHistory(s.keys) {
			ev, err := t.event(id)
			if err != nil {
				return err
			}
			if t.inForce(ev.Step) {
				events = append(events, ev)
			}
		}
		return nil
	})
	return events, err
}
