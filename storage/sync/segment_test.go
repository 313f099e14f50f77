package sync_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"cards/deck"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/sync"
	"cards/storage/sync/seal"
	"cards/storage/sync/store"
	"cards/storage/sync/store/storetest"
	"cards/storage/wire"
)

// device is a simulated device at a store.
func device(m *memory, s store.Store, sealer sync.Sealer) *sync.Syncer {
	return &sync.Syncer{
		Log: m, Store: s, ID: simulated, Sealer: sealer, Place: sync.NewPlace(simulated),
		Device: "laptop",
		Now:    func() time.Time { return time.Unix(1.77e9, 0) },
	}
}

// flagged is an event at a millisecond.
func flagged(ms int64) journal.Event {
	id := journal.FirstAt(time.UnixMilli(ms))
	id[15] = 1
	return journal.Event{
		ID: id, Step: id,
		Body: journal.PropertySet{Key: deck.Key{1}, Property: journal.Flag, Value: 3},
	}
}

// pack writes a segment as others would, with its name.
func pack(t *testing.T, text string, events ...journal.Event) (path string, data []byte) {
	t.Helper()
	var b []byte
	for _, ev := range events {
		var err error
		if b, err = journal.AppendEvent(b, ev); err != nil {
			t.Fatal(err)
		}
	}
	return packed(t, text, b, 1970)
}

func packed(t *testing.T, text string, events []byte, year int) (path string, data []byte) {
	t.Helper()
	data, err := sync.Plain{}.Seal(append([]byte(text), events...))
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("cards1/s/%04d/%s", year, sync.Plain{}.Name(events)), data
}

const fineHead = "cards1\n{\"device\":\"x\",\"made\":\"2026-01-01T00:00:00Z\",\"knew\":{\"n\":1,\"xor\":\"\"},\"later\":1}\n"

// sealedFor is the value of an event under another id, with a checksum that is right for that.
func sealedFor(t *testing.T, id journal.ID, ev journal.Event) []byte {
	t.Helper()
	value, err := journal.Encode(ev)
	if err != nil {
		t.Fatal(err)
	}
	body, err := wire.Unseal(ev.ID[:], value)
	if err != nil {
		t.Fatal(err)
	}
	return wire.Seal(id[:], body)
}

func TestForeignSegmentsAreTakenIfTheyAreRight(t *testing.T) {
	t.Parallel()
	late := flagged(1)
	late.ID = journal.ID(bytes.Repeat([]byte{0xff}, 16))
	binary.BigEndian.PutUint64(late.ID[:8], (1<<47)<<16)
	beyond := journal.AppendValue(nil, late.ID, sealedFor(t, late.ID, flagged(1)))
	last := late
	binary.BigEndian.PutUint64(last.ID[:8], (1<<47-1)<<16)
	before := journal.AppendValue(nil, last.ID, sealedFor(t, last.ID, flagged(1)))
	many := make([]journal.Event, 10_001)
	for i := range many {
		many[i] = flagged(int64(i + 1))
	}
	for _, tt := range []struct {
		name, head string
		events     []journal.Event
		raw        []byte
		year       int
		want       int
	}{
		{
			"fine, with more than is known in its head", fineHead,
			[]journal.Event{flagged(5), flagged(6)},
			nil, 1970, 2,
		},
		{"not in order", fineHead, []journal.Event{flagged(6), flagged(5)}, nil, 1970, 0},
		{"twice the same", fineHead, []journal.Event{flagged(6), flagged(6)}, nil, 1970, 0},
		{"nothing in it", fineHead, nil, nil, 1970, 0},
		{"another year", fineHead, []journal.Event{flagged(5)}, nil, 1971, 0},
		{"too many", fineHead, many, nil, 1970, 0},
		{"beyond the last id", fineHead, nil, beyond, 6429, 0},
		{"in the last millisecond of an id", fineHead, nil, before, 6429, 1},
		{"not an event", fineHead, nil, []byte("hello"), 1970, 0},
		{"no head", "cards1\n", []journal.Event{flagged(5)}, nil, 1970, 0},
		{"a head that is none", "cards1\n[]\n", []journal.Event{flagged(5)}, nil, 1970, 0},
		{"something else", "hello\n{}\n", []journal.Event{flagged(5)}, nil, 1970, 0},
		{
			"a sum where there is no key", strings.Replace(fineHead, "}\n", ",\"mac\":\"00\"}\n", 1),
			[]journal.Event{flagged(5)},
			nil, 1970, 0,
		},
	} {
		path, data := pack(t, tt.head, tt.events...)
		if tt.events == nil {
			path, data = packed(t, tt.head, tt.raw, tt.year)
		}
		path = fmt.Sprintf("cards1/s/%04d/%s", tt.year, path[strings.LastIndexByte(path, '/')+1:])
		mem, m := storetest.NewMem(), newMemory()
		if err := mem.Put(t.Context(), path, data); err != nil {
			t.Fatal(err)
		}
		result, err := device(m, mem, sync.Plain{}).Run(t.Context(), false)
		if err != nil || len(m.events) != tt.want || (result.Wrong == 0) != (tt.want > 0) {
			t.Errorf("%s: %d events, %+v, %v", tt.name, len(m.events), result, err)
		}
	}
}

// TestLaterFormatIsSaidAndLeft has a segment that a later version wrote: nobody complains of it.
func TestLaterFormatIsSaidAndLeft(t *testing.T) {
	t.Parallel()
	mem := storetest.NewMem()
	path, data := pack(t, "cards2\nwhatever", flagged(5))
	if err := mem.Put(t.Context(), path, data); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		m := newMemory()
		result, err := device(m, mem, sync.Plain{}).Run(t.Context(), false)
		if err != nil || result.Newer != 1 || result.Wrong != 0 || len(m.events) > 0 {
			t.Errorf("%+v, %v", result, err)
		}
	}
}

// TestSmallSegmentThatUnpacksLargeIsWrong has a kilobyte that would fill the memory.
func TestSmallSegmentThatUnpacksLargeIsWrong(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	zeros := make([]byte, 1<<20)
	for range 64 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := (sync.Plain{}).Open(b.Bytes(), 1<<20); err == nil {
		t.Error("it was unpacked")
	}
}

// counting counts requests.
type counting struct {
	store.Store
	requests []string
}

func (c *counting) List(ctx context.Context, prefix string) ([]store.Object, error) {
	c.requests = append(c.requests, "LIST")
	return c.Store.List(ctx, prefix)
}

func (c *counting) Get(ctx context.Context, name string, most int64) ([]byte, error) {
	c.requests = append(c.requests, "GET")
	return c.Store.Get(ctx, name, most)
}

func (c *counting) Put(ctx context.Context, name string, data []byte) error {
	c.requests = append(c.requests, "PUT")
	return c.Store.Put(ctx, name, data)
}

// TestRequestsAreFew counts them, for nothing new and for one other device that was active.
func TestRequestsAreFew(t *testing.T) {
	t.Parallel()
	c := &counting{Store: storetest.NewMem()}
	a, b := newMemory(), newMemory()
	round := func(m *memory) string {
		t.Helper()
		c.requests = nil
		if _, err := device(m, c, sync.Plain{}).Run(t.Context(), false); err != nil {
			t.Fatal(err)
		}
		return strings.Join(c.requests, " ")
	}
	round(a)
	if got := round(a); got != "LIST" {
		t.Errorf("nothing new: %s", got)
	}
	a.give(flagged(1))
	b.give(flagged(2))
	round(a)
	if got := round(b); got != "LIST GET PUT" {
		t.Errorf("one other device: %s", got)
	}
	if got := round(b); got != "LIST" {
		t.Errorf("nothing new: %s", got)
	}
}

// TestHeadersAreOfOurs changes what a header says: with a key that is noticed.
func TestHeadersAreOfOurs(t *testing.T) {
	t.Parallel()
	key, err := seal.New()
	if err != nil {
		t.Fatal(err)
	}
	mem, m := storetest.NewMem(), newMemory()
	m.give(flagged(1))
	if _, err := device(m, mem, key).Run(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	list, err := mem.List(t.Context(), "cards1/s/")
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	sealed, err := mem.Get(t.Context(), list[0].Name, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := key.Open(sealed, 1<<20)
	if err != nil || !bytes.Contains(plain, []byte("laptop")) {
		t.Fatal(string(plain), err)
	}
	for _, tt := range []struct {
		from, to string
		wrong    int
	}{{"", "", 0}, {"laptop", "lapdog", 1}, {`"n":1`, `"n":9`, 1}, {`"mac":"`, `"mac":"0`, 1}} {
		forged, err := key.Seal(bytes.Replace(plain, []byte(tt.from), []byte(tt.to), 1))
		if err != nil {
			t.Fatal(err)
		}
		other := storetest.NewMem()
		if err := other.Put(t.Context(), list[0].Name, forged); err != nil {
			t.Fatal(err)
		}
		fresh := newMemory()
		result, err := device(fresh, other, key).Run(t.Context(), false)
		if err != nil || result.Wrong != tt.wrong || len(fresh.events) != 1-tt.wrong {
			t.Errorf("%q for %q: %+v, %v", tt.to, tt.from, result, err)
		}
	}
}

// TestOtherKeyChangesNothing comes to a store with a key that is not its own.
func TestOtherKeyChangesNothing(t *testing.T) {
	t.Parallel()
	ours, err := seal.New()
	if err != nil {
		t.Fatal(err)
	}
	other, err := seal.New()
	if err != nil {
		t.Fatal(err)
	}
	mem, m := storetest.NewMem(), newMemory()
	m.give(flagged(1))
	first := device(m, mem, ours)
	first.Place = ours.Place(first.Place)
	if _, err := first.Run(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	before, err := mem.List(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	late := newMemory()
	late.give(flagged(2))
	second := device(late, mem, other)
	second.Place = other.Place(second.Place)
	if _, err := second.Run(t.Context(), false); !errors.Is(err, sync.ErrOtherKey) {
		t.Errorf("%v", err)
	}
	after, err := mem.List(t.Context(), "")
	if err != nil || len(after) != len(before) || len(late.unsent) != 1 {
		t.Errorf("before %v, after %v, unsent %v, %v", before, after, late.unsent, err)
	}
}

// FuzzSegment reads what others have put into a store.
func FuzzSegment(f *testing.F) {
	encoded, err := journal.AppendEvent([]byte(fineHead), flagged(7))
	if err != nil {
		f.Fatal(err)
	}
	sealed, err := sync.Plain{}.Seal(encoded)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sealed, true)
	f.Add(encoded, false)
	f.Add([]byte("cards1\n{}\n"), false)
	f.Add([]byte("cards9"), false)
	f.Fuzz(func(t *testing.T, data []byte, isSealed bool) {
		if !isSealed {
			var err error
			if data, err = (sync.Plain{}).Seal(data); err != nil {
				t.Fatal(err)
			}
		}
		name := "00000000000000000000000000000000"
		if plain, err := (sync.Plain{}).Open(data, 1<<20); err == nil &&
			bytes.Count(plain, []byte("\n")) > 1 {
			_, rest, _ := bytes.Cut(plain, []byte("\n"))
			_, rest, _ = bytes.Cut(rest, []byte("\n"))
			name = sync.Plain{}.Name(rest)
		}
		mem, m := storetest.NewMem(), newMemory()
		if err := mem.Put(t.Context(), "cards1/s/1970/"+name, data); err != nil {
			t.Fatal(err)
		}
		result, err := device(m, mem, sync.Plain{}).Run(t.Context(), false)
		if err != nil || len(m.events) > 0 && result.Wrong > 0 {
			t.Errorf("%d events, %+v, %v", len(m.events), result, err)
		}
		for id := range m.events {
			if id.Time().UnixMilli() > journal.LastMillis {
				t.Errorf("took %s", id)
			}
		}
	})
}

var _ sync.Log = (*storage.Collection)(nil)
