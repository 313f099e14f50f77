// Package storetest has stores for tests, one of them with all the faults that real ones have, and
// what every store must hold to.
package storetest

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"cards/storage/sync/store"
)

// Mem is a store in memory.
type Mem struct {
	mutex   sync.Mutex
	objects map[string][]byte
}

// NewMem returns an empty store.
func NewMem() *Mem { return &Mem{objects: make(map[string][]byte)} }

// List implements [store.Store].
func (m *Mem) List(ctx context.Context, prefix string) ([]store.Object, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	var list []store.Object
	for name, data := range m.objects {
		if strings.HasPrefix(name, prefix) {
			list = append(list, store.Object{Name: name, Size: int64(len(data))})
		}
	}
	slices.SortFunc(list, func(a, b store.Object) int { return strings.Compare(a.Name, b.Name) })
	return list, nil
}

// Get implements [store.Store].
func (m *Mem) Get(_ context.Context, name string, most int64) ([]byte, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	data, ok := m.objects[name]
	switch {
	case !ok:
		return nil, store.ErrNone
	case int64(len(data)) > most:
		return nil, &store.TooLargeError{Name: name, Most: most}
	}
	return bytes.Clone(data), nil
}

// Put implements [store.Store].
func (m *Mem) Put(_ context.Context, name string, data []byte) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.objects[name] = bytes.Clone(data)
	return nil
}

// Delete implements [store.Store].
func (m *Mem) Delete(_ context.Context, name string) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	delete(m.objects, name)
	return nil
}

// Lose removes one object whose name begins with prefix, if there is one.
func (m *Mem) Lose(prefix string, r *rand.Rand) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	var names []string
	for _, name := range slices.Sorted(maps.Keys(m.objects)) {
		if strings.HasPrefix(name, prefix) {
			names = append(names, name)
		}
	}
	if len(names) > 0 {
		delete(m.objects, names[r.IntN(len(names))])
	}
}

// Empty removes everything.
func (m *Mem) Empty() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	clear(m.objects)
}

// Faulty is a store that fails as real ones do: it refuses, it keeps what it says it has not taken,
// it cuts off or garbles what it says it keeps, and its listings are behind.
type Faulty struct {
	store.Store
	Rand *rand.Rand
	old  []store.Object
}

// ErrFault is what a faulty store says.
var ErrFault = &store.UnreachableError{Err: errors.New("an artificial fault")}

// List implements [store.Store].
func (f *Faulty) List(ctx context.Context, prefix string) ([]store.Object, error) {
	list, err := f.Store.List(ctx, prefix)
	if f.Rand.IntN(4) == 0 && f.old != nil {
		return f.old, err
	}
	f.old = list
	return list, err
}

// Put implements [store.Store].
func (f *Faulty) Put(ctx context.Context, name string, data []byte) error {
	cut := data[:len(data)/2]
	garbled := bytes.Clone(data)
	for i := len(garbled) / 3; i < len(garbled); i += 7 {
		garbled[i] ^= 0x55
	}
	switch f.Rand.IntN(12) {
	case 0:
		return ErrFault
	case 1:
		return errors.Join(f.Store.Put(ctx, name, data), ErrFault)
	case 2:
		return f.Store.Put(ctx, name, cut)
	case 3:
		return errors.Join(f.Store.Put(ctx, name, cut), ErrFault)
	case 4:
		return f.Store.Put(ctx, name, garbled)
	}
	return f.Store.Put(ctx, name, data)
}
