package storage

import (
	"time"

	"cards/srs/model"
)

// Parameters returns the parameters of memory that are in force, and the event that set them; zero if nothing has, so
// that they are the defaults.
func (c *Collection) Parameters() (model.Parameters, EventID, error) {
	var parameters model.Parameters
	var set EventID
	err := c.view(func(t *txn) error {
		m, err := t.model()
		if err != nil {
			return err
		}
		parameters = m.Parameters()
		copy(set[:], t.get(bucketMeta, []byte(metaParams)))
		return nil
	})
	return parameters, set, err
}

// Newest returns the id of the newest event of the log; zero if it is empty.
func (c *Collection) Newest() (EventID, error) {
	var id EventID
	err := c.view(func(t *txn) error {
		id = t.newest()
		return nil
	})
	return id, err
}

// Time returns the instant that the id begins with: about when the event was written.
func (id EventID) Time() time.Time { return time.UnixMilli(id.millis()).UTC() }
