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

// Time returns the instant that the id begins with: about when the event was written.
func (id EventID) Time() time.Time { return time.UnixMilli(id.millis()).UTC() }
