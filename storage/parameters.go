package storage

import (
	"cards/srs/model"
	"cards/storage/journal"
)

// Parameters returns the parameters of memory that are in force, and the event that set them; zero if nothing has, so
// that they are the defaults.
func (c *Collection) Parameters() (model.Parameters, journal.ID, error) {
	var parameters model.Parameters
	var set journal.ID
	err := c.view(func(t *txn) error {
		m, id, err := t.model()
		if err == nil {
			parameters, set = model.Parameters(m.Numbers()), id
		}
		return err
	})
	return parameters, set, err
}

// Newest returns the id of the newest event of the log; zero if it is empty.
func (c *Collection) Newest() (journal.ID, error) {
	var id journal.ID
	err := c.view(func(t *txn) error {
		id = t.newest()
		return nil
	})
	return id, err
}
