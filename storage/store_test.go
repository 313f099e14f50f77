package storage_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

var store = storage.StoreID{1, 2, 3}

func unsent(t *testing.T, c *storagetest.Collection) []journal.Event {
	t.Helper()
	var events []journal.Event
	for ev, err := range c.Unsent(store) {
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, ev)
	}
	return events
}

func idsOf(events []journal.Event) []journal.ID {
	var ids []journal.ID
	for _, ev := range events {
		ids = append(ids, ev.ID)
	}
	return ids
}

func segmentOf(name string, events []journal.Event) storage.Segment {
	return storage.Segment{
		Store: store, Name: name, First: events[0].ID, Last: events[len(events)-1].ID,
		Number: len(events), Size: 99,
	}
}

// TestTwoDevicesMeetInAStore does what syncing will: each sends what no segment holds, as bytes,
// and receives what the other sent.
func TestTwoDevicesMeetInAStore(t *testing.T) {
	t.Parallel()
	bucket := map[string][]byte{}
	devices := []*storagetest.Collection{
		storagetest.New(t, map[string]string{"a.md": twoCards}),
		storagetest.New(t, map[string]string{"a.md": twoCards}),
	}
	devices[1].Now = devices[1].Now.Add(-48 * time.Hour) // a clock that is behind
	devices[0].Rate("one?", srs.Good)                    // before there is a store
	for _, c := range devices {
		if err := c.SetStore(store); err != nil {
			t.Fatal(err)
		}
	}
	devices[0].Rate("two?", srs.Good)
	devices[1].Rate("two?", srs.Again)
	send := func(c *storagetest.Collection, name string) {
		t.Helper()
		events := unsent(t, c)
		if len(events) == 0 {
			return
		}
		for _, ev := range events {
			var err error
			if bucket[name], err = journal.AppendEvent(bucket[name], ev); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.Sent(segmentOf(name, events), idsOf(events)); err != nil {
			t.Fatal(err)
		}
		if left := unsent(t, c); len(left) > 0 {
			t.Errorf("%d events are unsent after sending", len(left))
		}
	}
	receive := func(c *storagetest.Collection, name string) (added int) {
		t.Helper()
		var events []journal.Event
		for rest := bucket[name]; len(rest) > 0; {
			ev, next, err := journal.ReadEvent(rest)
			if err != nil {
				t.Fatal(err)
			}
			events, rest = append(events, ev), next
		}
		added, err := c.Receive([]storage.Segment{segmentOf(name, events)}, storagetest.Seq(events),
			c.Now)
		if err != nil {
			t.Fatal(err)
		}
		return added
	}
	send(devices[0], "a")
	send(devices[1], "b")
	if n := receive(devices[0], "b"); n != 1 && n != 2 {
		t.Errorf("%d events are new", n)
	}
	receive(devices[1], "a")
	for i, c := range devices {
		if left := unsent(t, c); len(left) > 0 {
			t.Errorf("device %d: %d events that came from the store are to be sent", i, len(left))
		}
		segments, err := c.Segments(store)
		if err != nil || len(segments) != 2 {
			t.Errorf("device %d knows %+v, %v", i, segments, err)
		}
	}
	a, b := eventsOf(t, devices[0]), eventsOf(t, devices[1])
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("logs (-0 +1):\n%s", diff)
	}
	if n := receive(devices[1], "a"); n != 0 {
		t.Errorf("the same segment again brought %d", n)
	}
	// The store loses a segment: what it held is sent again, and nothing else must be.
	segments, err := devices[1].Segments(store)
	if err != nil {
		t.Fatal(err)
	}
	lost := segments[0]
	if err := devices[1].Lost(lost); err != nil {
		t.Fatal(err)
	}
	again := idsOf(unsent(t, devices[1]))
	for _, ev := range a {
		within := ev.ID.Compare(lost.First) >= 0 && ev.ID.Compare(lost.Last) <= 0
		if within != slices.Contains(again, ev.ID) {
			t.Errorf("%s within the lost segment: %t, unsent: %t", ev.ID, within, !within)
		}
	}
}

// TestWrittenMeanwhileStaysUnsent writes an event with an id between those that are being sent.
func TestWrittenMeanwhileStaysUnsent(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	if err := c.SetStore(store); err != nil {
		t.Fatal(err)
	}
	c.Rate("one?", srs.Good)
	c.Rate("two?", srs.Good)
	events := unsent(t, c)
	between := events[0].ID
	between[15]++
	for between == events[1].ID {
		between[14]++
	}
	old := journal.Event{ID: between, Step: between, Body: journal.Reset{Key: deck.Key{7}}}
	if err := storagetest.Merge(c, []journal.Event{old}, c.Now); err != nil {
		t.Fatal(err)
	}
	if err := c.Sent(segmentOf("a", events), idsOf(events)); err != nil {
		t.Fatal(err)
	}
	if left := idsOf(unsent(t, c)); len(left) != 1 || left[0] != between {
		t.Errorf("unsent: %v, want %v", left, between)
	}
}

// TestReceivedClashIsSentIfOursStays receives another event with an id that is there: that which
// stays here must reach the others.
func TestReceivedClashIsSentIfOursStays(t *testing.T) {
	t.Parallel()
	own := id("0195a000000000000000000000000001")
	event := func(value int64) []journal.Event {
		body := journal.PropertySet{Key: deck.Key{1}, Property: journal.Flag, Value: value}
		return []journal.Event{{ID: own, Step: own, Body: body}}
	}
	for _, tt := range []struct{ here, there int64 }{{1, 2}, {2, 1}} {
		c := storagetest.New(t, nil)
		if err := storagetest.Merge(c, event(tt.here), c.Now); err != nil {
			t.Fatal(err)
		}
		if err := c.SetStore(store); err != nil {
			t.Fatal(err)
		}
		if err := c.Sent(segmentOf("a", event(tt.here)), []journal.ID{own}); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Receive([]storage.Segment{segmentOf("b", event(tt.there))},
			storagetest.Seq(event(tt.there)), c.Now); err != nil {
			t.Fatal(err)
		}
		stays := eventsOf(t, c)[0].Body.(journal.PropertySet).Value //nolint:errcheck // it is what was merged
		left := len(unsent(t, c))
		if ours := stays == tt.here; ours != (left == 1) {
			t.Errorf("here %d, there %d: %d stays, %d unsent", tt.here, tt.there, stays, left)
		}
		if clashes, err := c.Clashes(); err != nil || len(clashes) != 1 || clashes[0] != own {
			t.Errorf("clashes: %v, %v", clashes, err)
		}
	}
}

// TestAnswerOfAPhoneComesLate brings answers that were given offline, in no order and more than
// once.
func TestAnswerOfAPhoneComesLate(t *testing.T) {
	t.Parallel()
	want := storagetest.New(t, map[string]string{"a.md": twoCards})
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	key := c.Find("one?").Key
	var late []storage.Late
	for i, rating := range []srs.Rating{srs.Good, srs.Good, srs.Again} {
		want.Sleep(3 * i)
		shown := want.Now
		want.Rate("one?", rating)
		own, err := journal.NewID(journal.ID{}, want.Now, storagetest.Random(uint64(i)))
		if err != nil {
			t.Fatal(err)
		}
		late = append(late, storage.Late{
			ID: own, Key: key, Rating: rating, Shown: shown,
			Answered: want.Now,
		})
	}
	c.Now = want.Now.Add(time.Minute)
	for _, i := range []int{0, 2, 0, 1, 2, 1} { // the second comes when the third is there
		given, err := c.AnswerAs(late[i], c.Scheduler)
		if err != nil || given.Step != late[i].ID || given.Review.Rating != late[i].Rating {
			t.Errorf("answer %d: %+v, %v", i, given, err)
		}
	}
	got := c.Find("one?").Schedule
	w := want.Find("one?").Schedule
	if got.Reviews != 3 || got.LastDay != w.LastDay || got.Memory != w.Memory {
		t.Errorf("schedule %+v, want %+v", got, w)
	}
	if u, err := c.Undo(journal.ID{}, c.Now); err != nil || u.Step != late[1].ID {
		t.Errorf("undo took %s, %v; want what came last, %s", u.Step, err, late[1].ID)
	}
}

// TestRequestIsAnsweredOnce asks twice with one request, as a caller does that heard no reply.
func TestRequestIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	card := c.Find("one?")
	answer := func(request string) (journal.ID, error) {
		c.Now = c.Now.Add(time.Second)
		r := c.Scheduler.Answer(srs.CardID(card.Key), card.Schedule, srs.Good, c.Now, c.Now)
		given, err := c.AnswerOnce(request, card, r, c.Now)
		return given.Step, err
	}
	first, err := answer("r1")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := answer("r1"); again != first || err != nil {
		t.Errorf("again: %s, %v; want %s", again, err, first)
	}
	if n := c.Find("one?").Schedule.Reviews; n != 1 {
		t.Errorf("%d reviews", n)
	}
	card = c.Find("one?")
	if other, err := answer("r2"); other == first || err != nil {
		t.Errorf("another request: %s, %v", other, err)
	}
}

// TestMemoryFollowsNewParameters reads cards before and after the stored memory was brought up to
// date.
func TestMemoryFollowsNewParameters(t *testing.T) {
	t.Parallel()
	other := model.Defaults()
	other[2] = 9
	for _, set := range []journal.ParamsSet{journal.Set6(other), journal.Set7(model.Defaults7())} {
		testMemoryFollows(t, set)
	}
}

func testMemoryFollows(t *testing.T, set journal.ParamsSet) {
	t.Helper()
	c := storagetest.New(t, map[string]string{"a.md": twoCards})
	c.Rate("one?", srs.Good)
	c.Sleep(3)
	c.Rate("one?", srs.Good)
	before := c.Find("one?").Schedule
	if _, err := c.Append(c.Now, set); err != nil {
		t.Fatal(err)
	}
	lazily := c.Find("one?").Schedule
	models, err := c.Models()
	m := models.All.Model
	if err != nil || m.Version() != set.Version {
		t.Fatalf("model %v: %v", m, err)
	}
	if lazily.Stability(m) <= before.Memory.Stability || lazily.Due != before.Due {
		t.Errorf("before %+v, with other parameters %+v", before, lazily)
	}
	if found := c.Check(); found != nil {
		t.Errorf("check: %v", found)
	}
	for more, n := true, 0; more; n++ {
		var err error
		if more, err = c.Remember(); err != nil || n > 3 {
			t.Fatalf("%d times: %v", n, err)
		}
	}
	if stored := c.Find("one?").Schedule; stored != lazily {
		t.Errorf("stored %+v, read %+v", stored, lazily)
	}
	if _, err := c.Undo(journal.ID{}, c.Now); err != nil {
		t.Fatal(err)
	}
	if back := c.Find("one?").Schedule; back != before {
		t.Errorf("after undo %+v, want %+v", back, before)
	}
}
