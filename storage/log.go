package storage

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"cards/deck"
	"cards/deck/match"
	"cards/srs/model"
	"cards/storage/boltfile"
	"cards/storage/journal"
	"cards/storage/wire"
)

// logTx is the log's part of a transaction.
type logTx struct {
	*boltfile.Tx
	memory *model.Model
}

// event returns an event of the log, which must be there.
func (t *logTx) event(id journal.ID) (journal.Event, error) {
	value := t.Get(bucketLog, id[:])
	if value == nil {
		return journal.Event{}, &wire.CorruptError{Bucket: bucketLog, Key: id[:], Err: errors.New("no such event")}
	}
	return journal.Decode(id, value)
}

// newest returns the last id of the log, zero if it is empty.
func (t *logTx) newest() journal.ID {
	var id journal.ID
	key, _ := t.Bucket(bucketLog).Cursor().Last()
	copy(id[:], key)
	return id
}

// scan calls do for every event in log order.
func (t *logTx) scan(do func(journal.Event) error) error {
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
	if old != nil && bytes.Compare(old, value) <= 0 {
		return mergeKept, nil
	}
	result := mergeNew
	if old != nil {
		result = mergeReplaced
	}
	return result, log.Put(id[:], value)
}

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

// note reads one note.
func (c compiled) note(i int) (*deck.Note, error) {
	if i >= c.n {
		return nil, wire.ErrShort
	}
	d := c.at(i)
	n := &deck.Note{
		Label: deck.Label(d.Byte()), Pos: deck.Pos{Line: int(d.Uint()), Col: int(d.Uint())}, End: int(d.Uint()),
		ID: d.String(), More: d.String(), Typed: d.Bool(), Draft: d.Bool(), Tags: d.Strings(), Section: d.Strings(),
	}
	for range d.Count() {
		n.Options = append(n.Options, deck.Option{Text: d.String(), Right: d.Bool()})
	}
	n.Cards = make([]deck.Card, d.Count())
	for i := range n.Cards {
		n.Cards[i] = decodeCard(d)
	}
	n.Definitions = string(d.Rest())
	return n, d.Err()
}

// history returns the ids of all events about a key, in log order.
func (t *logTx) history(k deck.Key) []journal.ID {
	value := t.Get(bucketHistory, k[:])
	ids := make([]journal.ID, 0, len(value)/len(journal.ID{}))
	for ; len(value) >= len(journal.ID{}); value = value[len(journal.ID{}):] {
		ids = append(ids, journal.ID(value))
	}
	return ids
}

// addHistory notes that an event is about a key.
func (t *logTx) addHistory(k deck.Key, id journal.ID) error {
	ids := t.history(k)
	i, found := slices.BinarySearchFunc(ids, id, journal.ID.Compare)
	if found {
		return nil
	}
	return t.Put(bucketHistory, k[:], encodeHistory(slices.Insert(ids, i, id)))
}

func encodeHistory(ids []journal.ID) []byte {
	value := make([]byte, 0, len(ids)*len(journal.ID{}))
	for _, id := range ids {
		value = append(value, id[:]...)
	}
	return value
}

// inForce says that a step is not taken back.
func (t *logTx) inForce(step journal.ID) bool {
	decided := t.Get(bucketCancels, step[:])
	return decided == nil || journal.Kind(decided[len(decided)-1]) != journal.KindCancel
}

// decideStep records a cancel or restore of a step, unless a newer one is known.
func (t *logTx) decideStep(step, by journal.ID, k journal.Kind) error {
	if old := t.Get(bucketCancels, step[:]); old != nil && bytes.Compare(old[:len(by)], by[:]) > 0 {
		return nil
	}
	return t.Put(bucketCancels, step[:], append(by[:], byte(k)))
}

// stepEvents returns the events of a step.
func (t *logTx) stepEvents(step journal.ID) ([]journal.Event, error) {
	var events []journal.Event
	if t.Get(bucketScattered, step[:]) != nil {
		err := t.scan(func(ev journal.Event) error {
			if ev.Step == step {
				events = append(events, ev)
			}
			return nil
		})
		return events, err
	}
	c := t.Bucket(bucketLog).Cursor()
	for key, value := c.Seek(step[:]); key != nil && journal.ID(key).IsClose(step); key, value = c.Next() {
		ev, err := journal.Decode(journal.ID(key), value)
		if err != nil {
			return nil, err
		}
		if ev.Step == step {
			events = append(events, ev)
		}
	}
	return events, nil
}

// firstSeen returns the first event about a key, links left out; zero if there is none.
func (t *logTx) firstSeen(k deck.Key) journal.ID {
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
func (t *logTx) knowsText(key deck.Key) (bool, error) {
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
func (t *logTx) textOf(k deck.Key) (*journal.TextSeen, error) {
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

// textsOf returns what the log says that keys stand for.
func (t *logTx) textsOf(keys []deck.Key) ([]match.Seen, error) {
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

// model returns the memory model by the parameters in force.
func (t *logTx) model() (*model.Model, error) {
	if t.memory != nil {
		return t.memory, nil
	}
	parameters := model.Defaults()
	if id := t.Get(bucketMeta, []byte(metaParams)); id != nil {
		ev, err := t.event(journal.ID(id))
		if err != nil {
			return nil, err
		}
		set, ok := ev.Body.(journal.ParamsSet)
		if !ok {
			return nil, &wire.CorruptError{Bucket: bucketMeta, Key: []byte(metaParams), Err: fmt.Errorf("%s sets none", ev.ID)}
		}
		parameters = set.Parameters
	}
	t.memory = model.New(parameters)
	return t.memory, nil
}
