package storage

import (
	"slices"

	"cards/deck"
	"cards/storage/journal"
)

// keyed are events by the keys that they are about.
type keyed struct {
	numbers map[deck.Key]int32
	from    []int32  // by the number of a key, where its events begin; behind all, where the last end
	events  []record // of each key in log order

	all []record // of one event after another
	of  []int32  // the number of the key of each
}

// divide divides events that stand one behind the other, in place of those that were there.
func (d *keyed) divide(data []byte) error {
	if d.numbers == nil {
		d.numbers = make(map[deck.Key]int32)
	}
	clear(d.numbers)
	d.from, d.all, d.of = append(d.from[:0], 0), d.all[:0], d.of[:0]
	for len(data) > 0 {
		id, value, rest, err := journal.CutValue(data)
		if err != nil {
			return err
		}
		data = rest
		keys, n := journal.KeysIn(value)
		for i, k := range keys[:n] {
			if i == 0 || k != keys[0] {
				d.all, d.of = append(d.all, record{id, value}), append(d.of, d.count(k))
			}
		}
	}
	d.order()
	return nil
}

// count returns the number of a key, which has one event more.
func (d *keyed) count(k deck.Key) int32 {
	n, ok := d.numbers[k]
	if !ok {
		n = int32(len(d.numbers))
		d.numbers[k] = n
		d.from = append(d.from, 0)
	}
	d.from[n+1]++
	return n
}

// order puts the events that were counted in the order of the numbers of their keys.
func (d *keyed) order() {
	for n := 1; n < len(d.from); n++ {
		d.from[n] += d.from[n-1]
	}
	d.events = make([]record, len(d.all)) // not in place of those before, which may still be read
	next := slices.Clone(d.from)
	for i, n := range d.of {
		d.events[next[n]] = d.all[i]
		next[n]++
	}
}

// about returns the events about a key, in log order.
func (d *keyed) about(k deck.Key) []record {
	n, ok := d.numbers[k]
	if !ok {
		return nil
	}
	from, to := d.from[n], d.from[n+1]
	return d.events[from:to:to]
}
