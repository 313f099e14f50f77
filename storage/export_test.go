package storage

import (
	"errors"

	"go.etcd.io/bbolt"
)

// ErrCommit is what commits fail with that are made to.
var ErrCommit = errors.New("input/output error")

// FailCommit lets the next commit fail, after it has saved everything or before it has saved anything.
func (c *Collection) FailCommit(saved bool) {
	c.commit = func(tx *bbolt.Tx) error {
		c.commit = (*bbolt.Tx).Commit
		if !saved {
			return ErrCommit
		}
		return errors.Join(ErrCommit, tx.Commit())
	}
}

// Damage changes a stored value without regard for what it means.
func (c *Collection) Damage(bucket string, change func(key, value []byte) []byte) error {
	return c.update(func(t *txn) error {
		key, value := t.bucket(bucket).Cursor().First()
		return t.put(bucket, append([]byte(nil), key...), change(key, append([]byte(nil), value...)))
	})
}

// EncodeEvent and DecodeEvent are the codec of the log.
func EncodeEvent(ev Event) ([]byte, error) { return encodeEvent(ev) }

// DecodeEvent reads what [EncodeEvent] wrote.
func DecodeEvent(id EventID, value []byte) (Event, error) { return decodeEvent(id, value) }
