package apkg_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"cards/deck/from/anki"
	"cards/srs"
	"cards/storage"
)

// checkLast compares when the cards of a package were answered last, as it says with their memory,
// with the rows that it has of each: Anki's database check corrects what differs.
func checkLast(t *testing.T, pkg []byte) {
	t.Helper()
	c, err := anki.Open(t.Context(), anki.Source{ReaderAt: bytes.NewReader(pkg), Size: int64(len(pkg))}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	last := make(map[int64]int64)
	err = c.EachRow(t.Context(), func(r anki.Row) error {
		switch {
		case r.Type == anki.RowManual && r.Factor == 0:
			delete(last, r.Card)
		case r.Ease > 0 && (r.Type != anki.RowFiltered || r.Factor != 0):
			last[r.Card] = r.ID / 1000
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = c.EachCard(func(k anki.Card) error {
		var data struct{ LRT int64 }
		if json.Unmarshal([]byte(k.Data), &data) == nil && data.LRT != last[k.ID] {
			t.Errorf("card %d: %s, its rows say %d", k.ID, k.Data, last[k.ID])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestLastAnswerIsTheLatest gives answers in another order than that of the clock, as it is where a
// clock was set back: the last one is that of the latest row.
func TestLastAnswerIsTheLatest(t *testing.T) {
	t.Parallel()
	root := newRoot(t, map[string]string{"a.md": ownDeck, "map.png": "picture"})
	for _, before := range []time.Duration{100, 50, 70} {
		answer(t, root, srs.Good, now.Add(-before*time.Hour))
	}
	out, _ := written(t, root, storage.Scope{})
	checkLast(t, out)
}
