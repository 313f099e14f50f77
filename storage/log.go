package storage

import (
	"bytes"
	"errors"
	"slices"
	"time"

	"cards/deck"
	"cards/deck/match"
	"cards/srs/model"
	"cards/storage/boltfile"
	"cards/storage/journal"
	"cards/storage/wire"
)

// logTx is the part of a transaction that puts events into the log, and knows what the store has.
type logTx struct {
	*stepTx
	store   *StoreID // once it was read
	arrived bool     // what is put into the log now came from the store
	met     *clashes // takes those that are met now; nil: they are noted at once
}

// stepTx is the part that knows what was given here, and takes it back.
type stepTx struct{ *paramTx }

// paramTx is the part that knows the parameters of the memory model.
type paramTx struct {
	*eventTx
	models map[journal.ID]model.Kernel // by the event that set their parameters
	sets   *paramsSets                 // in force, once they were read
}

// eventTx is the part that reads events.
type eventTx struct {
	*tallyTx
	cap time.Duration // the most that an answer counts where time is summed
}

// tallyTx is the part that counts the events of the log.
type tallyTx struct {
	*boltfile.Tx
	held  *tally // once it was read
	wrote bool   // it has changed since
}

// event returns an event of the log, which must be there.
func (t *eventTx) event(id journal.ID) (journal.Event, error) {
	value := t.Get(bucketLog, id[:])
	if value == nil {
		return journal.Event{}, &wire.CorruptError{
			Bucket: bucketLog, Key: id[:],
			Err: errors.New("no such event"),
		}
	}
	return journal.Decode(id, value)
}

// newest returns the last id of the log, zero if it is empty.
func (t *eventTx) newest() journal.ID {
	var id journal.ID
	key, _ := t.Bucket(bucketLog).Cursor().Last()
	copy(id[:], key)
	return id
}

// scan calls do for every event in log order.
func (t *eventTx) scan(do func(journal.Event) error) error {
	return t.Bucket(bucketLog).ForEach(func(key, value []byte) error {
		ev, err := journal.Decode(journal.ID(key), value)
		if err != nil {
			return err
		}
		return do(ev)
	})
}

// merge says what became of an event that was put into the log.
type merge uint8

const (
	mergeNew      merge = iota
	mergeKept           // another of that id, or the same, was there and stays
	mergeReplaced       // another of that id was there and has given way
)

// insertValue puts one value into the log. The union of two logs must not depend on which is put
// into which: of two values with one id the lesser stays.
func (t *logTx) insertValue(id journal.ID, value []byte) (merge, error) {
	log := t.Tx.Append(bucketLog) // ids mostly grow
	old := log.Get(id[:])
	if old == nil {
		return mergeNew, errors.Join(t.count(id), t.markUnsent(id, !t.arrived),
			log.Put(id[:], value))
	}
	switch bytes.Compare(old, value) {
	case 0:
		return mergeKept, t.markUnsent(id, false)
	case -1: // what the other has is not what is to stay there
		return mergeKept, errors.Join(t.clash(id, old, value), t.markUnsent(id, true))
	}
	err := errors.Join(t.clash(id, value, old), t.markUnsent(id, !t.arrived))
	return mergeReplaced, errors.Join(err, log.Put(id[:], value))
}

// insertValues puts events into the log that it does not have.
func (t *logTx) insertValues(events []journal.Event) error {
	for _, ev := range events {
		value, err := journal.Encode(ev)
		if err != nil {
			return err
		}
		if _, err := t.insertValue(ev.ID, value); err != nil {
			return err
		}
	}
	return nil
}

// history returns the ids of all events about a key, in log order.
func (t *eventTx) history(k deck.Key) []journal.ID {
	value := t.Get(bucketHistory, k[:])
	if value == nil {
		return nil
	}
	ids := make([]journal.ID, 0, len(value)/len(journal.ID{}))
	for ; len(value) >= len(journal.ID{}); value = value[len(journal.ID{}):] {
		ids = append(ids, journal.ID(value))
	}
	return ids
}

// addHistory notes that an event is about a key.
func (t *eventTx) addHistory(k deck.Key, id journal.ID) error {
	ids := t.history(k)
	i, found := slices.BinarySearchFunc(ids, id, journal.ID.Compare)
	if found {
		return nil
	}
	return t.Put(bucketHistory, k[:], encodeHistory(slices.Insert(ids, i, id)))
}

func encodeHistory(ids []journal.ID) []byte {
	return appendHistory(make([]byte, 0, len(ids)*len(journal.ID{})), ids)
}

func appendHistory(value []byte, ids []journal.ID) []byte {
	for _, id := range ids {
		value = append(value, id[:]...)
	}
	return value
}

// inForce says that a step is not taken back.
func (t *eventTx) inForce(step journal.ID) bool {
	decided := t.Get(bucketCancels, step[:])
	return decided == nil || !isCancel(decided)
}

// undone returns all steps that are taken back.
func (t *eventTx) undone() (map[journal.ID]bool, error) {
	steps := make(map[journal.ID]bool)
	err := t.Bucket(bucketCancels).ForEach(func(step, decided []byte) error {
		if isCancel(decided) {
			steps[journal.ID(step)] = true
		}
		return nil
	})
	return steps, err
}

// isCancel says whether what decides of a step takes it back.
func isCancel(decided []byte) bool {
	return journal.Kind(decided[len(decided)-1]) == journal.KindCancel
}

// decideStep records a cancel or restore of a step, unless a newer one is known.
func (t *eventTx) decideStep(step, by journal.ID, k journal.Kind) error {
	if old := t.Get(bucketCancels, step[:]); old != nil && bytes.Compare(old[:len(by)], by[:]) > 0 {
		return nil
	}
	return t.Put(bucketCancels, step[:], append(by[:], byte(k)))
}

// eachOfStep calls do for the stored values of the events of a step, in log order, until it returns
// false: of a step with a million events few are worth a closer look.
func (t *eventTx) eachOfStep(step journal.ID,
	do func(id journal.ID, value []byte) (bool, error),
) error {
	scattered := t.Get(bucketScattered, step[:]) != nil
	c := t.Bucket(bucketLog).Cursor()
	key, value := c.Seek(step[:])
	if scattered {
		key, value = c.First()
	}
	for ; key != nil && (scattered || journal.ID(key).IsClose(step)); key, value = c.Next() {
		if journal.StepOf(journal.ID(key), value) != step {
			continue
		}
		if more, err := do(journal.ID(key), value); err != nil || !more {
			return err
		}
	}
	return nil
}

// firstSeen returns the first event about a key, links left out; zero if there is none.
func (t *eventTx) firstSeen(k deck.Key) journal.ID {
	for _, id := range t.history(k) {
		if ev, err := t.event(id); err == nil {
			if _, ok := journal.PairOf(ev.Body); !ok {
				return id
			}
		}
	}
	return journal.ID{}
}

// knowsText says whether the log says what a key stands for.
func (t *eventTx) knowsText(key deck.Key) (bool, error) {
	for _, id := range t.history(key) {
		ev, err := t.event(id)
		if err != nil {
			return false, err
		}
		if _, ok := ev.Body.(journal.TextSeen); ok && t.inForce(ev.Step) {
			return true, nil
		}
	}
	return false, nil
}

// textOf returns what the log says that a key stands for, nil if nothing; an undone step counts if
// no other says it.
func (t *eventTx) textOf(k deck.Key) (*journal.TextSeen, error) {
	var text *journal.TextSeen
	for _, id := range t.history(k) {
		ev, err := t.event(id)
		if err != nil {
			return nil, err
		}
		seen, ok := ev.Body.(journal.TextSeen)
		if !ok {
			continue
		}
		text = &seen
		if t.inForce(ev.Step) {
			break
		}
	}
	return text, nil
}

// authored returns the keys that are not those of imported cards; all of them if none is another.
func (t *eventTx) authored(keys []deck.Key) []deck.Key {
	own := slices.DeleteFunc(slices.Clone(keys), t.isSource)
	if len(own) == 0 {
		return keys
	}
	return own
}

// textsOf returns what the log says that keys stand for.
func (t *eventTx) textsOf(keys []deck.Key) ([]match.Seen, error) {
	var texts []match.Seen
	for _, k := range keys {
		text, err := t.textOf(k)
		if err != nil {
			return nil, err
		}
		if text != nil {
			texts = append(texts, match.Seen{Key: k, Kind: text.Kind, Text: text.Text, Path: text.Path})
		}
	}
	return texts, nil
}
