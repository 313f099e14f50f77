package storage

import (
	"cards/deck"
	"cards/storage/journal"
)

// keyed are events by the keys that they are about.
type keyed struct {
	numbers map[deck.Key]int32
	from    []int32  // by the number of a key, where its events begin; behind all, where the last end
	events  []record // of each key in log order
}

// keyedOf divides events that stand one behind the other, of cards some of which are about.
func keyedOf(data []byte, cards int) (*keyed, error) {
	const usual = 60 // bytes of an answer
	d := &keyed{numbers: make(map[deck.Key]int32, cards), from: []int32{0}}
	all := make([]record, 0, len(data)/usual)
	numbers := make([]int32, 0, cap(all)) // of the key of each
	for len(data) > 0 {
		id, value, rest, err := journal.CutValue(data)
		if err != nil {
			return nil, err
		}
		data = rest
		keys, n := journal.KeysIn(value)
		for i, k := range keys[:n] {
			if i == 0 || k != keys[0] {
				all, numbers = append(all, record{id, value}), append(numbers, d.count(k))
			}
		}
	}
	d.order(all, numbers)
	return d, nil
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
func (d *keyed) order(all []record, numbers []int32) {
	for n := 1; n < len(d.from); n++ {
		d.from[n] += d.from[n-1]
	}
	d.events = make([]record, len(all))
	next := append([]int32(nil), d.from...)
	for i, n := range numbers {
		d.events[next[n]] = all[i]
		next[n]++
	}
}

// of returns the events about keys in log order, each once.
func (d *keyed) of(keys []deck.Key) (events []record) {
	for _, k := range keys {
		if n, ok := d.numbers[k]; ok {
			from, to := d.from[n], d.from[n+1]
			events = mergeRecords(events, d.events[from:to:to])
		}
	}
	return events
}

// mergeRecords returns two lists as one, in log order. What is in both is in it once.
func mergeRecords(a, b []record) []record {
	if len(a) == 0 {
		return b
	}
	both := make([]record, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		order := a[0].id.Compare(b[0].id)
		if order <= 0 {
			both, a = append(both, a[0]), a[1:]
		} else {
			both = append(both, b[0])
		}
		if order >= 0 {
			b = b[1:]
		}
	}
	return append(append(both, a...), b...)
}
