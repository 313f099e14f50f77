package storage

import (
	"bytes"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage/wire"
)

// Standing is how a card that was answered stands now.
type Standing struct {
	Name     deck.Key
	Home     int32        // as in [Homes.Of]
	Schedule srs.Schedule // with memory by the parameters in force
	Model    model.Kernel // that memory follows
	Pace     srs.Pace
	Idle     bool // it is suspended or a draft: never asked
}

// Standings calls yield for the cards of a scope that the log says something of, drafts and
// suspended ones included, in the order of their names. Homes are those of the scope.
func (c *cardOwner) Standings(homes Homes, yield func(*Standing)) error {
	return c.view(func(t *txn) error {
		return t.Bucket(bucketCards).ForEach(func(key, value []byte) error {
			name := deck.Key(key)
			home, ok := homes.Of[name]
			if !ok {
				return nil
			}
			s, err := decodeState(name, value)
			if err != nil {
				return &wire.CorruptError{Bucket: bucketCards, Key: bytes.Clone(key), Err: err}
			}
			if err := t.remember(s); err != nil {
				return err
			}
			m, err := t.modelOf(s.params)
			if err == nil {
				yield(&Standing{name, home, s.Schedule, m, s.pace(), s.Suspended || homes.Draft[name]})
			}
			return err
		})
	})
}
