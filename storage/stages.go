package storage

import (
	"slices"

	"cards/storage/journal"
)

// deriveAll computes everything derived anew in one transaction.
func (t *txn) deriveAll() error {
	d := newDerivation()
	if err := t.scan(d.add); err != nil {
		return err
	}
	err := t.runAll(d.before())
	if err == nil {
		err = t.runAll(slices.Concat(d.gatheredFills(), d.joining(), d.joinedFills()))
	}
	if err != nil {
		return err
	}
	number := uint32(0)
	err = t.scan(func(ev journal.Event) error {
		number++
		return d.apply(t.logTx, &numbered{number: number - 1, Event: ev})
	})
	if err != nil {
		return err
	}
	return t.runAll(slices.Concat(d.appliedFills(), d.listing(), d.after()))
}

// runAll runs stages in this transaction.
func (t *txn) runAll(stages []stage) error {
	for _, s := range stages {
		put := func(key, value []byte) error { return t.Put(s.bucket, key, value) }
		if err := s.do(t, put); err != nil {
			return err
		}
	}
	return nil
}

// stage is a part of a derivation. One with a bucket fills it by put, in the order of its keys and
// each once, and writes nothing else; one that only reads may run while buckets are filled.
type stage struct {
	bucket string
	reads  bool
	do     func(t *txn, put putter) error
}

// fills is a stage that fills a bucket.
func fills(bucket string, do func(*txn, putter) error) stage {
	return stage{bucket: bucket, do: do}
}

// looking is a stage that only reads.
func looking(do func(*txn) error) stage {
	return stage{reads: true, do: func(t *txn, _ putter) error { return do(t) }}
}

// putter puts an entry into a bucket.
type putter = func(key, value []byte) error

// writing is a stage that writes by itself.
func writing(do func(*txn) error) stage {
	return stage{do: func(t *txn, _ putter) error { return do(t) }}
}

// before are the first stages between the two passes over the log: of the first, [gathered.add]
// takes the events, of the second, [derivation.apply].
func (d *derivation) before() []stage {
	return []stage{writing((*txn).clearDerived), writing(d.prepare), writing(d.writeSteps)}
}

// joining are the stages behind them that find the cards.
func (d *derivation) joining() []stage { return []stage{looking(d.link), looking(d.join)} }

// gatheredFills write what follows from events by themselves, once they are in order, while the
// cards are found.
func (d *derivation) gatheredFills() []stage {
	events := gathered{
		keys: d.keys, order: d.order, ids: d.ids, refs: d.refs, origins: d.origins,
		sources: d.sources,
	}
	d.ids = nil // of many events they are too much to hold until the end
	return []stage{
		fills(bucketHistory, events.writeHistory), fills(bucketOrigins, events.writeOrigins),
		fills(bucketSources, events.writeSources),
	}
}

// joinedFills write what the cards are made of, while events are applied to them.
func (d *derivation) joinedFills() []stage {
	return []stage{
		fills(bucketLinks, d.writeLinks), fills(bucketPlaces, d.writePlaces),
		fills(bucketNames, d.name),
	}
}

// appliedFills write the cards, to which all events have been applied, while they are listed.
func (d *derivation) appliedFills() []stage {
	d.of, d.refs = nil, nil
	return []stage{fills(bucketCards, d.writeCards)}
}

// listing are the stages that find what indexes and counts are to hold.
func (d *derivation) listing() []stage { return []stage{looking(d.list)} }

// after are the last stages.
func (d *derivation) after() []stage {
	stages := []stage{writing(d.settle)}
	for _, name := range indexBuckets() {
		stages = append(stages, fills(name, d.writeIndex(name)))
	}
	return append(stages, writing(d.end))
}
