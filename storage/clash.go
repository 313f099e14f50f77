package storage

import (
	"bytes"

	"cards/storage/journal"
)

// maxClashes is how many clashes are remembered: more tell a person nothing.
const maxClashes = 1000

// clashes are events that met others of the same id.
type clashes struct {
	ids   []journal.ID           // the first of those that say different things
	steps map[[2]journal.ID]bool // of those that differ in nothing else: that which goes, and that which stays
}

// add takes in two values of one id, of which the first stays. Two that differ in nothing but their
// step are one row that two imports brought: what was given here as the one is that which stays
// from now on.
func (c *clashes) add(id journal.ID, stays, goes []byte) error {
	a, err := journal.Decode(id, stays)
	if err != nil {
		return err
	}
	b, err := journal.Decode(id, goes)
	if err != nil {
		return err
	}
	own := b.Step
	b.Step = a.Step
	same, err := journal.Encode(b)
	if err != nil {
		return err
	}
	switch {
	case !bytes.Equal(same, stays):
		if len(c.ids) < maxClashes {
			c.ids = append(c.ids, id)
		}
	case c.steps == nil:
		c.steps = map[[2]journal.ID]bool{{own, a.Step}: true}
	default:
		c.steps[[2]journal.ID{own, a.Step}] = true
	}
	return nil
}

// clash notes that two events have one id, of which the one with the lesser value stays.
func (t *logTx) clash(id journal.ID, stays, goes []byte) error {
	if t.met != nil {
		return t.met.add(id, stays, goes)
	}
	var c clashes
	if err := c.add(id, stays, goes); err != nil {
		return err
	}
	return t.noteClashes(&c)
}

// noteClashes notes what has met.
func (t *logTx) noteClashes(c *clashes) error {
	for pair := range c.steps {
		if err := t.alsoGiven(pair[0], pair[1]); err != nil {
			return err
		}
	}
	ids := bytes.Clone(t.Get(bucketMeta, []byte(metaClashes)))
	before := len(ids)
	for _, id := range c.ids {
		if len(ids) < maxClashes*len(id) && !bytes.Contains(ids, id[:]) {
			ids = append(ids, id[:]...)
		}
	}
	if len(ids) == before {
		return nil
	}
	return t.Put(bucketMeta, []byte(metaClashes), ids)
}
