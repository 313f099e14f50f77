package storage

import (
	"cards/deck"
	"cards/storage/journal"
)

// Past returns the events in force about a card, by its name or by any of its keys, in log order:
// those that [journal.State.Apply] takes, and texts and links.
func (c *cardOwner) Past(id deck.Key) (events []journal.Event, err error) {
	err = c.view(func(t *txn) error {
		s, err := t.state(t.name(id))
		if err == nil {
			events, err = t.pastOf(s.keys)
		}
		return err
	})
	return events, err
}
