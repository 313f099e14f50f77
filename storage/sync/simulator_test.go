package sync_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	gosync "sync"
	"testing"
	"time"

	"cards/storage"
	"cards/storage/journal"
	"cards/storage/sync"
	"cards/storage/sync/store"
	"cards/storage/sync/store/storetest"
)

// bare is a sealer that spares the simulator the compression.
type bare struct{ sync.Plain }

func (bare) Seal(plain []byte) ([]byte, error) { return plain, nil }

func (bare) Open(sealed []byte, most int) ([]byte, error) {
	if len(sealed) > most {
		return nil, errKilled
	}
	return sealed, nil
}

var errKilled = errors.New("killed")

// memory is the log of a simulated device: the sets of the protocol, and transactions that a kill
// leaves done or not done.
type memory struct {
	events   map[journal.ID]journal.Event
	unsent   map[journal.ID]bool
	segments map[string]storage.Segment
	own      map[string]bool // segments that were put from here
}

func newMemory() *memory {
	return &memory{
		events: map[journal.ID]journal.Event{}, unsent: map[journal.ID]bool{},
		segments: map[string]storage.Segment{}, own: map[string]bool{},
	}
}

func (m *memory) clone() *memory {
	return &memory{maps.Clone(m.events), maps.Clone(m.unsent), maps.Clone(m.segments), maps.Clone(m.own)}
}

func (m *memory) give(ev journal.Event) {
	m.events[ev.ID], m.unsent[ev.ID] = ev, true
}

func (m *memory) newest() journal.ID {
	var newest journal.ID
	for id := range m.events {
		if id.Compare(newest) > 0 {
			newest = id
		}
	}
	return newest
}

func (m *memory) Held() (int, journal.ID, error) { return len(m.events), journal.ID{}, nil }

func (m *memory) Knows(ids []journal.ID) ([]bool, error) {
	knows := make([]bool, len(ids))
	for i, id := range ids {
		_, knows[i] = m.events[id]
	}
	return knows, nil
}

func (m *memory) Segments(storage.StoreID) ([]storage.Segment, error) {
	return slices.Collect(maps.Values(m.segments)), nil
}

func (m *memory) Receive(s []storage.Segment, events iter.Seq2[journal.Event, error], _ time.Time) (int, error) {
	for ev, err := range events {
		if err != nil {
			return 0, err
		}
		m.events[ev.ID] = ev
		delete(m.unsent, ev.ID)
	}
	for _, one := range s {
		m.segments[one.Name] = one
	}
	return 0, nil
}

func (m *memory) Lost(s storage.Segment) error {
	for id := range m.events {
		if id.Compare(s.First) >= 0 && id.Compare(s.Last) <= 0 {
			m.unsent[id] = true
		}
	}
	delete(m.segments, s.Name)
	return nil
}

func (m *memory) Unsent(storage.StoreID) iter.Seq2[journal.Event, error] {
	ids := slices.SortedFunc(maps.Keys(m.unsent), journal.ID.Compare)
	return func(yield func(journal.Event, error) bool) {
		for _, id := range ids {
			if !yield(m.events[id], nil) {
				return
			}
		}
	}
}

func (m *memory) Sent(s storage.Segment, events []journal.ID) error {
	for _, id := range events {
		delete(m.unsent, id)
	}
	if len(events) > 0 {
		m.own[s.Name] = true
	}
	m.segments[s.Name] = s
	return nil
}

// mutant is the protocol with one thing wrong: what a device does with its log, its store or its
// sealer.
type mutant struct {
	log   func(*memory) sync.Log
	store func(store.Store, *memory) store.Store
}

// dying kills a device at some point: before or after one of its transactions or requests.
type dying struct {
	sync.Log
	store.Store
	left int // points until it dies; below zero: it does not
}

func (d *dying) passes(do func() error) error {
	d.left--
	if d.left == 0 {
		return errKilled
	}
	err := do()
	if d.left--; d.left == 0 {
		return errKilled
	}
	return err
}

func (d *dying) Receive(
	s []storage.Segment, events iter.Seq2[journal.Event, error], now time.Time,
) (n int, err error) {
	return n, d.passes(func() error { n, err = d.Log.Receive(s, events, now); return err })
}

func (d *dying) Lost(s storage.Segment) error {
	return d.passes(func() error { return d.Log.Lost(s) })
}

func (d *dying) Sent(s storage.Segment, events []journal.ID) error {
	return d.passes(func() error { return d.Log.Sent(s, events) })
}

func (d *dying) Put(ctx context.Context, name string, data []byte) error {
	return d.passes(func() error { return d.Store.Put(ctx, name, data) })
}

func (d *dying) Delete(ctx context.Context, name string) error {
	return d.passes(func() error { return d.Store.Delete(ctx, name) })
}

// world is three devices with a store and bad luck.
type world struct {
	rand    *rand.Rand
	mutant  mutant
	mem     *storetest.Mem
	faulty  *storetest.Faulty
	devices [3]*memory
	kept    [3]*memory // backups
	now     time.Time
	verify  bool // devices verify now and then; without, a spoilt segment may stay, but nothing may be lost
}

func newWorld(seed uint64, m mutant) *world {
	w := &world{
		rand: rand.New(rand.NewPCG(seed, 1)), mutant: m, mem: storetest.NewMem(), now: time.Unix(1.77e9, 0), verify: seed%2 == 0 && m.log == nil && m.store == nil,
	}
	w.faulty = &storetest.Faulty{Store: w.mem, Rand: w.rand}
	for i := range w.devices {
		w.devices[i], w.kept[i] = newMemory(), newMemory()
	}
	return w
}

var simulated = storage.StoreID{1}

// sync does a round of a device, which may be killed in it.
func (w *world) sync(m *memory, st store.Store, kill int, verify bool) (sync.Result, error) {
	d := &dying{Log: m, Store: st, left: kill}
	sealer := sync.Sealer(bare{})
	if w.mutant.log != nil {
		d.Log = w.mutant.log(m)
	}
	if w.mutant.store != nil {
		d.Store = w.mutant.store(st, m)
	}
	if s, ok := d.Store.(sync.Sealer); ok {
		sealer = s
	}
	s := &sync.Syncer{
		Log: d, Store: d, ID: simulated, Sealer: sealer, Place: sync.NewPlace(simulated), Device: "d",
		Now: func() time.Time { return w.now },
	}
	return s.Run(context.Background(), verify)
}

// event is something that is given, at an instant of the clock of a device.
func (w *world) event(newest journal.ID, at time.Time) journal.Event {
	source := rand.NewChaCha8([32]byte{byte(w.rand.Uint64()), byte(w.rand.Uint64()), byte(w.rand.Uint64()), byte(w.rand.Uint64())})
	id, err := journal.NewID(newest, at, source)
	if err != nil {
		panic(err) // the source never ends
	}
	return journal.Event{ID: id, Step: id, Body: journal.Unknown{Kind: 200, Data: []byte{byte(w.rand.Uint64())}}}
}

func (w *world) step() {
	skews := [3]time.Duration{0, -5 * time.Second, 12 * 24 * time.Hour}
	w.now = w.now.Add(time.Duration(w.rand.IntN(60)) * time.Second)
	i := w.rand.IntN(len(w.devices))
	d := w.devices[i]
	switch n := w.rand.IntN(100); {
	case n < 28:
		for range 1 + w.rand.IntN(3) {
			d.give(w.event(d.newest(), w.now.Add(skews[i])))
		}
	case n < 33: // an import of what is old
		for range 1 + w.rand.IntN(4) {
			d.give(w.event(journal.ID{}, w.now.Add(-time.Duration(w.rand.IntN(4000))*time.Second)))
		}
	case n < 88:
		kill := -1
		if w.rand.IntN(5) == 0 {
			kill = 1 + w.rand.IntN(16)
		}
		_, _ = w.sync(d, w.faulty, kill, w.verify && w.rand.IntN(40) == 0) // it is to fail
	case n < 91:
		w.mem.Lose("cards1/s/", w.rand)
	case n < 92:
		w.mem.Empty()
	case n < 95:
		w.kept[i] = d.clone()
	case n < 97:
		w.devices[i] = w.kept[i].clone()
	case n < 98:
		w.devices[i] = w.devices[w.rand.IntN(len(w.devices))].clone()
	default:
		w.mem.Lose("cards1/", w.rand)
	}
}

// run simulates and says what is wrong at the end; nil if all is well.
func (w *world) run(steps int) error {
	for range steps {
		w.step()
	}
	given := map[journal.ID]bool{}
	for _, d := range w.devices {
		for id := range d.events {
			given[id] = true
		}
	}
	fresh := newMemory()
	for n := range 6 {
		devices := w.devices[:]
		if n > 1 { // what only it finds wrong, the others put there again
			devices = append(devices, fresh)
		}
		for i, d := range devices {
			if _, err := w.sync(d, w.mem, -1, w.verify && n == 2 && i == 0); err != nil {
				return err
			}
		}
	}
	return w.judge(append(w.devices[:], fresh), given)
}

func (w *world) judge(devices []*memory, given map[journal.ID]bool) error {
	for i, d := range devices {
		if len(d.events) != len(devices[0].events) {
			return fmt.Errorf("device %d has %d events, the first %d", i, len(d.events), len(devices[0].events))
		}
		for id := range given {
			if _, ok := d.events[id]; !ok {
				return fmt.Errorf("device %d lacks %s", i, id)
			}
		}
		if len(d.unsent) > 0 {
			return fmt.Errorf("device %d has %d unsent", i, len(d.unsent))
		}
	}
	list, err := w.mem.List(context.Background(), "")
	for _, o := range list {
		if w.verify && strings.HasSuffix(o.Name, ".lost") {
			return fmt.Errorf("a complaint is left: %s", o.Name)
		}
	}
	return err
}

// simulate runs seeds and returns how many ended badly, with the first of these.
func simulate(seeds, steps int, m mutant) (bad int, first error) {
	var wait gosync.WaitGroup
	var mutex gosync.Mutex
	workers := runtime.GOMAXPROCS(0)
	for worker := range workers {
		wait.Go(func() {
			for seed := worker; seed < seeds; seed += workers {
				err := newWorld(uint64(seed), m).run(steps)
				if err == nil {
					continue
				}
				mutex.Lock()
				bad++
				if first == nil {
					first = fmt.Errorf("seed %d: %w", seed, err)
				}
				mutex.Unlock()
			}
		})
	}
	wait.Wait()
	return bad, first
}

// TestDevicesConvergeWhateverHappens simulates three devices, and a new one at the end.
func TestDevicesConvergeWhateverHappens(t *testing.T) {
	t.Parallel()
	seeds := 500
	if os.Getenv("CARDS_LONG") != "" {
		seeds = 10_000
	}
	if bad, err := simulate(seeds, 80, mutant{}); bad > 0 {
		t.Errorf("%d of %d seeds: %v", bad, seeds, err)
	}
}

// watermark sends only what is newer than all that was sent.
type watermark struct{ *memory }

func (m watermark) Unsent(id storage.StoreID) iter.Seq2[journal.Event, error] {
	var last journal.ID
	for _, s := range m.segments {
		if s.Last.Compare(last) > 0 {
			last = s.Last
		}
	}
	for id := range m.unsent {
		if id.Compare(last) <= 0 {
			delete(m.unsent, id)
		}
	}
	return m.memory.Unsent(id)
}

// unhealing never puts anything there again; or only what it had put there itself.
type unhealing struct {
	*memory
	own bool
}

func (m unhealing) Lost(s storage.Segment) error {
	if m.own && m.memory.own[s.Name] {
		return m.memory.Lost(s)
	}
	delete(m.segments, s.Name)
	return nil
}

// eventsIn returns the events of a bare segment as far as they can be read.
func eventsIn(data []byte) (head, events []byte) {
	at := bytes.IndexByte(data, '\n')
	at += bytes.IndexByte(data[at+1:], '\n') + 2
	rest := data[at:]
	for len(rest) > 0 {
		_, next, err := journal.ReadEvent(rest)
		if err != nil {
			break
		}
		rest = next
	}
	return data[:at], data[at : len(data)-len(rest)]
}

// unhashed does not compare content with names: what can be read of a segment is right.
type unhashed struct {
	bare
	store.Store
	asked string // the name that is to be found right
}

func (u *unhashed) Get(ctx context.Context, name string, most int64) ([]byte, error) {
	u.asked = name[strings.LastIndexByte(name, '/')+1:]
	return u.Store.Get(ctx, name, most)
}

func (u *unhashed) Open(sealed []byte, _ int) ([]byte, error) {
	head, events := eventsIn(sealed)
	return append(bytes.Clone(head), events...), nil
}

func (u *unhashed) Name(events []byte) string {
	if name := u.asked; name != "" {
		u.asked = ""
		return name
	}
	return u.Plain.Name(events)
}

// marking takes a segment that is wrong for one that was seen.
type marking struct {
	store.Store
	memory *memory
}

func (m marking) Get(ctx context.Context, path string, most int64) ([]byte, error) {
	data, err := m.Store.Get(ctx, path, most)
	if err != nil || strings.HasSuffix(path, ".json") {
		return data, err
	}
	name := path[strings.LastIndexByte(path, '/')+1:]
	if _, events := eventsIn(data); (sync.Plain{}).Name(events) == name {
		return data, nil
	}
	m.memory.segments[name] = storage.Segment{Name: name, Size: int64(len(data))}
	return nil, store.ErrNone
}

// conditional puts an object only if none has its name, and takes it for success if one has.
type conditional struct{ store.Store }

func (c conditional) Put(ctx context.Context, name string, data []byte) error {
	if _, err := c.Get(ctx, name, 1<<30); err == nil && !strings.HasSuffix(name, ".json") {
		return nil
	}
	return c.Store.Put(ctx, name, data)
}

// uncomplaining never says that a segment is wrong.
type uncomplaining struct{ store.Store }

func (c uncomplaining) Put(ctx context.Context, name string, data []byte) error {
	if strings.HasSuffix(name, ".lost") {
		return nil
	}
	return c.Store.Put(ctx, name, data)
}

// TestSimulatorSeesFaults breaks the protocol in the ways that were thought of, and wants the
// simulator to find each of them in at least a tenth of the seeds.
func TestSimulatorSeesFaults(t *testing.T) {
	t.Parallel()
	for name, m := range map[string]mutant{
		"a watermark":          {log: func(m *memory) sync.Log { return watermark{m} }},
		"no hashes":            {store: func(s store.Store, _ *memory) store.Store { return &unhashed{Store: s} }},
		"wrong is seen":        {store: func(s store.Store, m *memory) store.Store { return marking{s, m} }},
		"no healing":           {log: func(m *memory) sync.Log { return unhealing{m, false} }},
		"healing by the owner": {log: func(m *memory) sync.Log { return unhealing{m, true} }},
		"a conditional put":    {store: func(s store.Store, _ *memory) store.Store { return conditional{s} }},
		"no complaints":        {store: func(s store.Store, _ *memory) store.Store { return uncomplaining{s} }},
	} {
		const seeds = 100
		if bad, _ := simulate(seeds, 80, m); bad < seeds/10 {
			t.Errorf("%s: %d of %d seeds are bad", name, bad, seeds)
		} else {
			t.Logf("%s: %d of %d seeds are bad", name, bad, seeds)
		}
	}
}
