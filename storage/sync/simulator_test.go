package sync_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"runtime"
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

var errKilled = errors.New("killed")

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
		rand: rand.New(rand.NewPCG(seed, 1)), mutant: m, mem: storetest.NewMem(),
		now:    time.Unix(1.77e9, 0),
		verify: seed%2 == 0 && m.log == nil && m.store == nil,
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
	source := rand.NewChaCha8([32]byte{
		byte(w.rand.Uint64()), byte(w.rand.Uint64()),
		byte(w.rand.Uint64()), byte(w.rand.Uint64()),
	})
	id, err := journal.NewID(newest, at, source)
	if err != nil {
		panic(err) // the source never ends
	}
	return journal.Event{
		ID: id, Step: id,
		Body: journal.Unknown{Kind: 200, Data: []byte{byte(w.rand.Uint64())}},
	}
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
			return fmt.Errorf("device %d has %d events, the first %d", i, len(d.events),
				len(devices[0].events))
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
