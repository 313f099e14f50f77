package storage

import (
	"cards/deck"
	"cards/storage/journal"
)

// index is what follows from each event by itself. Adding an event puts it into the buckets,
// deriving everything gathers it first; [enter] says for both what it is.
type index interface {
	addHistory(k deck.Key, id journal.ID) error           // the event is about a key
	addOrigin(path string, k deck.Key) error              // a text was seen in a file
	addSource(k deck.Key) error                           // a key is that of an imported card
	addScattered(step journal.ID) error                   // an event of the step is not close to it
	addParams(id journal.ID) error                        // the event sets parameters
	decideStep(step, by journal.ID, k journal.Kind) error // the event takes a step back, or brings it back
}

// enter puts what follows from an event by itself into an index.
func enter(x index, ev journal.Event) error {
	for _, k := range ev.Keys() {
		if err := x.addHistory(k, ev.ID); err != nil {
			return err
		}
	}
	if !ev.ID.IsClose(ev.Step) {
		if err := x.addScattered(ev.Step); err != nil {
			return err
		}
	}
	switch b := ev.Body.(type) {
	case journal.TextSeen:
		if b.IsSource() {
			if err := x.addSource(b.Key); err != nil {
				return err
			}
		}
		return x.addOrigin(b.Path, b.Key)
	case journal.ParamsSet:
		return x.addParams(ev.ID)
	}
	if target, k, ok := journal.Target(ev.Body); ok {
		return x.decideStep(target, ev.ID, k)
	}
	return nil
}

func (t *logTx) addOrigin(path string, k deck.Key) error {
	return t.Put(bucketOrigins, originKey(path, k), []byte{})
}

func (t *logTx) addSource(k deck.Key) error { return t.Put(bucketSources, k[:], []byte{}) }

func (t *logTx) addScattered(step journal.ID) error { return t.Put(bucketScattered, step[:], []byte{}) }

func (t *logTx) addParams(id journal.ID) error { return t.Put(bucketParams, id[:], []byte{}) }

// isSource says whether a key is that of an imported card.
func (t *logTx) isSource(k deck.Key) bool { return t.Get(bucketSources, k[:]) != nil }

// gathered is an index in memory. What is seldom goes into the buckets at once.
type gathered struct {
	*logTx
	history map[deck.Key][]journal.ID
	origins [][]byte
	steps   map[journal.ID]bool     // that are scattered
	decided map[journal.ID]decision // by step
}

// decision is what decides of a step: the newest cancel or restore.
type decision struct {
	by   journal.ID
	kind journal.Kind
}

func newGathered(t *logTx) *gathered {
	return &gathered{
		logTx: t, history: make(map[deck.Key][]journal.ID),
		steps: make(map[journal.ID]bool), decided: make(map[journal.ID]decision),
	}
}

func (g *gathered) addHistory(k deck.Key, id journal.ID) error {
	ids := g.history[k]
	if len(ids) == 0 || ids[len(ids)-1] != id {
		g.history[k] = append(ids, id)
	}
	return nil
}

func (g *gathered) addOrigin(path string, k deck.Key) error {
	g.origins = append(g.origins, originKey(path, k))
	return nil
}

func (g *gathered) addScattered(step journal.ID) error {
	g.steps[step] = true
	return nil
}

// decideStep is called in the order of the log, so that the last is the newest.
func (g *gathered) decideStep(step, by journal.ID, k journal.Kind) error {
	g.decided[step] = decision{by, k}
	return nil
}

func (g *gathered) isUndone(step journal.ID) bool {
	d, ok := g.decided[step]
	return ok && d.kind == journal.KindCancel
}
