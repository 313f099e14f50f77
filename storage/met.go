package storage

import (
	"cards/deck"
	"cards/storage/journal"
)

// Met is how a card stands to events that an import has of it.
type Met struct {
	Lacks bool // the log does not have all of them
	State journal.State
}

// Meet returns how cards, by one of their keys each, stand to events by their ids.
func (c *cardOwner) Meet(keys []deck.Key, events [][]journal.ID) ([]Met, error) {
	list := make([]Met, len(keys))
	err := c.view(func(t *txn) error {
		for i, key := range keys {
			s, err := t.state(t.name(key))
			if err != nil {
				return err
			}
			list[i] = Met{State: s.State}
			for _, id := range events[i] {
				list[i].Lacks = list[i].Lacks || t.Get(bucketLog, id[:]) == nil
			}
		}
		return nil
	})
	return list, err
}
