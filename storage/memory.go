package storage

import (
	"bytes"
	"errors"

	"cards/deck"
	"cards/storage/journal"
	"cards/storage/wire"
)

// remember brings the memory of a state up to date with the parameters in force, in memory alone:
// new parameters move no due date, so what is stored may follow others until [Collection.Remember]
// has come to it.
func (t *stateTx) remember(s *state) error {
	set, err := t.paramsOf(s.keys)
	if err != nil || s.params == set {
		return err
	}
	if s.Newest.IsZero() { // it has no memory yet
		s.params = set
		return nil
	}
	fresh, _, err := t.replay(s.keys)
	if err == nil {
		s.State, s.params = fresh.State, set
	}
	return err
}

// rememberedAtOnce is how many cards are brought up to date in one transaction: nobody is to wait
// for longer than a tenth of a second.
const rememberedAtOnce = 1000

// Remember brings the stored memory of some cards up to date with the parameters in force, and says
// whether there may be more. Who has set parameters calls it until there are none, and so does the
// end of a sitting. Until then all that reads a card computes its memory anew.
func (c *cardOwner) Remember() (more bool, err error) {
	var from deck.Key
	err = c.look(func(t *txn) error {
		if t.old || !t.current() {
			return nil
		}
		from, more, err = t.firstForgotten()
		return err
	})
	if err != nil || !more {
		return false, err
	}
	return more, c.update(func(t *txn) error {
		more, err = t.rememberFrom(from)
		return err
	})
}

// firstForgotten returns the first card whose memory may follow other parameters than those in
// force: new ones, or, where a deck has come into another preset, those of another.
func (t *stateTx) firstForgotten() (name deck.Key, ok bool, err error) {
	if from := t.Get(bucketMeta, []byte(metaRemembered)); from != nil {
		copy(name[:], from)
		return name, true, nil
	}
	followed, err := t.followed()
	return name, !bytes.Equal(followed, t.Get(bucketMeta, []byte(metaFollowed))), err
}

// allRemembered notes that the memory of all cards follows the parameters in force.
func (t *stateTx) allRemembered() error {
	followed, err := t.followed()
	if err == nil {
		err = t.putOrDelete(bucketMeta, []byte(metaFollowed), followed)
	}
	return errors.Join(err, t.Delete(bucketMeta, []byte(metaRemembered)))
}

// rememberFrom brings cards up to date in the order of their names, and notes where it ended.
func (t *stateTx) rememberFrom(from deck.Key) (more bool, err error) {
	stale := make(map[deck.Key]*state)
	c := t.Bucket(bucketCards).Cursor()
	key, value := c.Seek(from[:])
	for ; key != nil && len(stale) < rememberedAtOnce; key, value = c.Next() {
		name := deck.Key(key)
		s, err := decodeState(name, value)
		if err != nil {
			return false, &wire.CorruptError{Bucket: bucketCards, Key: bytes.Clone(key), Err: err}
		}
		set, err := t.paramsOf(s.keys)
		if err != nil {
			return false, err
		}
		if s.params != set {
			stale[name] = s
		}
	}
	next := bytes.Clone(key)
	for name, s := range stale {
		if err := t.remember(s); err != nil {
			return false, err
		}
		if err := t.Put(bucketCards, name[:], encodeState(name, s)); err != nil {
			return false, err
		}
	}
	if next == nil {
		return false, t.allRemembered()
	}
	return true, t.Put(bucketMeta, []byte(metaRemembered), next)
}

// forgetMemory notes that the parameters in force may have changed.
func (t *eventTx) forgetMemory() error {
	return t.Put(bucketMeta, []byte(metaRemembered), make([]byte, len(journal.ID{})))
}
