package journal_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage/journal"
	"cards/storage/wire"
)

func TestEventBytes(t *testing.T) {
	t.Parallel()
	for _, tt := range events() {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			value, err := journal.Encode(tt.event)
			if err != nil {
				t.Fatal(err)
			}
			if got := hex.EncodeToString(value[:len(value)-4]); got != tt.want {
				t.Errorf("bytes:\n got %s\nwant %s", got, tt.want)
			}
			got, err := journal.Decode(tt.event.ID, value)
			if err != nil {
				t.Fatal(err)
			}
			keys, n := journal.KeysIn(value)
			if diff := cmp.Diff(got.Keys(), keys[:n], cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("keys (-of the event +in its value):\n%s", diff)
			}
			if l, ok := tt.event.Body.(journal.Linked); ok && l.A[0] > l.B[0] {
				tt.event.Body = journal.Linked{A: l.B, B: l.A, Manual: l.Manual, Reason: l.Reason}
			}
			if diff := cmp.Diff(tt.event, got); diff != "" {
				t.Errorf("read back (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParametersAreReadBack(t *testing.T) {
	t.Parallel()
	own := id("0195a000000000000000000000000001")
	want := journal.Event{ID: own, Step: own, Body: journal.Set6(model.Defaults())}
	value, err := journal.Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := journal.Decode(own, value)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestDamagedEventIsFound(t *testing.T) {
	t.Parallel()
	for _, tt := range events() {
		value, err := journal.Encode(tt.event)
		if err != nil {
			t.Fatal(err)
		}
		for bit := range 8 * len(value) {
			value[bit/8] ^= 1 << (bit % 8)
			var corrupt *wire.CorruptError
			if got, err := journal.Decode(tt.event.ID, value); !errors.As(err, &corrupt) {
				t.Errorf("%s with bit %d turned reads as %v, %v", tt.name, bit, got, err)
			}
			value[bit/8] ^= 1 << (bit % 8)
		}
		moved := tt.event.ID
		moved[0]++
		if got, err := journal.Decode(moved, value); err == nil {
			t.Errorf("%s under another id reads as %v", tt.name, got)
		}
	}
}

func TestImpossibleReviewIsRefused(t *testing.T) {
	t.Parallel()
	own := id("0195a000000000000000000000000001")
	for _, r := range []srs.Review{
		{Rating: 0},
		{Rating: 5},
		{Rating: 1, Before: 4},
		{Rating: 1, After: 4},
		{Rating: 1, Count: -1},
		{Rating: 1, Steps: -1},
		{Rating: 1, Count: 1 << 31},
		{Rating: 1, Steps: 1 << 31},
		{Rating: 1, Offset: 1 << 31},
		{Rating: 1, Purpose: 5},
		{Rating: 1, Form: 3},
		{Rating: 1, Form: srs.Choice},
		{Rating: 1, Form: srs.Choice, Options: 1},
		{Rating: 1, Options: 4},
	} {
		if _, err := journal.Encode(journal.Event{
			ID:   own,
			Body: journal.Reviewed{Review: r},
		}); err == nil {
			t.Errorf("%+v is taken", r)
		}
	}
}

// TestWhatThisVersionDoesNotKnowIsNotWritten has values that a later version may know, but not
// under this version's number.
func TestWhatThisVersionDoesNotKnowIsNotWritten(t *testing.T) {
	t.Parallel()
	own := id("0195a000000000000000000000000001")
	for _, body := range []journal.Body{
		journal.TextSeen{Kind: deck.KindBasic + 1},
		journal.TextSeen{Text: deck.Text{Earlier: -1}},
		journal.PropertySet{Property: 0},
		journal.PropertySet{Property: journal.BuriedUntil + 1},
		journal.PropertySet{Property: journal.BuriedUntil, Value: 1 << 31},
		journal.ParamsSet{},
		journal.ParamsSet{Version: 6, Numbers: make([]float64, 20)},
		journal.ParamsSet{Version: 9, Numbers: []float64{math.NaN()}},
		journal.Started{Stability: 1, Difficulty: 5, Phase: srs.InReview},
		journal.Started{Stability: 1, Difficulty: 5, Reviews: 1},
		journal.Started{Stability: 0, Difficulty: 5, Reviews: 1, Phase: srs.InReview},
		journal.Imported{Notes: -1},
		journal.Unknown{Kind: 1, Data: []byte("a review?")},
		journal.Unknown{Version: 1, Kind: 10, Data: []byte("a restore?")},
	} {
		if _, err := journal.Encode(journal.Event{ID: own, Body: body}); err == nil {
			t.Errorf("%T%+v is taken", body, body)
		}
	}
}

// TestOneEventHasOneEncoding has bytes that say the same as others: which of two logs keeps which
// would depend on them.
func TestOneEventHasOneEncoding(t *testing.T) {
	t.Parallel()
	own := id("0195a000000000000000000000000001")
	const key = "a0000000000000000000000000000001"
	review := func(counts, offset, day, count, steps, due string) string {
		return "010100" + key + "030001" + counts + "d00f" + "c801" + offset + day + count + steps + due
	}
	if _, err := decodeHex(t, own, review("01", "a038", "01", "02", "01", "01a01f")); err != nil {
		t.Fatalf("a review: %v", err)
	}
	tests := []struct{ name, payload string }{
		{"overlong day", "010600" + key + "00" + "8600"},
		{"overlong length", "010300" + key + "b0000000000000000000000000000002" + "00" + "8000"},
		{"overlong count", review("01", "a038", "01", "8200", "01", "01a01f")},
		{"number of 70 bits", "010500" + key + "02" + "ffffffffffffffffff02"},
		{"day of 33 bits", "010600" + key + "00" + "8080808020"},
		{"day of a review of 33 bits", review("01", "a038", "8080808020", "02", "01", "01a01f")},
		{"offset of 33 bits", review("01", "8080808020", "01", "02", "01", "01a01f")},
		{"count of 32 bits", review("01", "a038", "01", "8080808008", "01", "01a01f")},
		{"count of 64 bits", review("01", "a038", "01", "ffffffffffffffffff01", "01", "01a01f")},
		{"steps of 64 bits", review("01", "a038", "01", "02", "ffffffffffffffffff01", "01a01f")},
		{"neither true nor false", review("02", "a038", "01", "02", "01", "01a01f")},
		{"due neither at an instant nor on a day", "010600" + key + "02" + "06"},
		{"due at the zero time", "010600" + key + "01" + "ffdfe6a2e2a01c"},
		{"step neither own nor other", "010702" + key + key},
		{"own id as step", "010701" + "0195a000000000000000000000000001" + key},
		{"own id as step of a later version", "090701" + "0195a000000000000000000000000001" + key},
		{"property of no version", "010500" + key + "04" + "02"},
		{"pair out of order", "010400" + "b0000000000000000000000000000002" + key},
		{
			"review of version 2 that version 1 can say",
			"02" + review("0000000000"[:8], "a038", "01", "02", "01", "01a01f")[2:],
		},
		{"params of version 2 that version 1 can say", "020800" + "00" + "06" + "00"},
		{
			"more numbers than any model has",
			"020800" + "0170" + "09" + "8002" + strings.Repeat("00", 8*256),
		},
		{"byte left over", "010700" + key + "00"},
	}
	for _, tt := range tests {
		var corrupt *wire.CorruptError
		if ev, err := decodeHex(t, own, tt.payload); !errors.As(err, &corrupt) {
			t.Errorf("%s reads as %+v, %v", tt.name, ev, err)
		}
	}
}

func decodeHex(t *testing.T, own journal.ID, payload string) (journal.Event, error) {
	t.Helper()
	b, err := hex.DecodeString(payload)
	if err != nil {
		t.Fatal(err)
	}
	return journal.Decode(own, wire.Seal(own[:], b))
}

func FuzzDecodeEvent(f *testing.F) {
	own := id("0195a000000000000000000000000001")
	for _, tt := range events() {
		value, err := journal.Encode(tt.event)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(value[:len(value)-4])
	}
	step := "0195a000000000000000000000000000"
	for _, payload := range []string{"09c801" + step + "6c61746572", "01c801" + step + "6c61746572", "ff0000", "010000"} {
		b, err := hex.DecodeString(payload)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, payload []byte) {
		ev, err := journal.Decode(own, wire.Seal(own[:], bytes.Clone(payload)))
		if err != nil {
			return
		}
		value, err := journal.Encode(ev)
		if err != nil {
			t.Fatalf("%+v was read but cannot be written: %v", ev, err)
		}
		if !bytes.Equal(value[:len(value)-4], payload) {
			t.Errorf("%+v\nwas read from %x\nand is written as %x", ev, payload, value[:len(value)-4])
		}
	})
}
