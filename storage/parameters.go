package storage

import (
	"cards/srs/model"
	"cards/storage/journal"
)

// Model returns the memory model by the parameters that are in force, and the event that set them;
// zero if nothing has, so that they are the defaults of FSRS-6.
func (c *Collection) Model() (model.Kernel, journal.ID, error) {
	var m model.Kernel
	var set journal.ID
	err := c.view(func(t *txn) (err error) {
		m, set, err = t.model()
		return err
	})
	return m, set, err
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
