package cli_test

import (
	"encoding/binary"
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// joshLog is a log of 12,580 reviews of 1,205 cards, see its LICENSE.
const joshLog = "../../../srs/fit/testdata/josh/review_logs.csv"

// joshWorld is a collection with that log, on the day after its last review.
func joshWorld(t *testing.T) *world {
	t.Helper()
	return worldOf(t, readJosh(t))
}

// shortWorld is one with the beginning of that log.
func shortWorld(t *testing.T) *world {
	t.Helper()
	return worldOf(t, readJosh(t)[:2500])
}

func worldOf(t *testing.T, rows []joshRow) *world {
	t.Helper()
	index := make(map[string]int)
	var texts [2]strings.Builder
	for _, row := range rows {
		if _, ok := index[row.card]; !ok {
			n := len(index)
			index[row.card] = n
			fmt.Fprintf(&texts[n%len(texts)], "Q: Question %d?\nA: %d\n\n", n, n)
		}
	}
	w := newWorld(t, map[string]string{
		"a.md": texts[0].String(), "b.md": texts[1].String(),
		".cards/config.toml": "rollover = \"10:00\"\n",
	})
	c := w.open()
	keys := make([]deck.Key, len(index))
	err := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		var n int
		_, err := fmt.Sscanf(card.Question(), "Question %d?", &n)
		keys[n] = card.Key
		return err == nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.now = rows[len(rows)-1].at.AddDate(0, 0, 1)
	if err := storagetest.Merge(c, joshEvents(t, rows, func(card string) deck.Key {
		return keys[index[card]]
	}), w.now); err != nil {
		t.Fatal(err)
	}
	return w
}

type joshRow struct {
	card   string
	rating srs.Rating
	at     time.Time
}

func readJosh(t *testing.T) []joshRow {
	t.Helper()
	data, err := os.ReadFile(joshLog)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []joshRow
	for _, r := range records[1:] {
		at, err := time.Parse(time.RFC3339, r[2])
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, joshRow{r[0], srs.Rating(r[1][0] - '0'), at.Truncate(time.Millisecond)})
	}
	return rows
}

// joshEvents schedules the answers as cards would have.
func joshEvents(t *testing.T, rows []joshRow, key func(string) deck.Key) []journal.Event {
	t.Helper()
	config := srs.DefaultConfig(time.UTC)
	config.Calendar.Rollover = 10 * time.Hour
	scheduler, err := srs.NewScheduler(config)
	if err != nil {
		t.Fatal(err)
	}
	schedules := make(map[string]srs.Schedule)
	var events []journal.Event
	for i, row := range rows {
		s := schedules[row.card]
		review := scheduler.Answer(srs.CardID(key(row.card)), s, row.rating,
			row.at.Add(-5*time.Second), row.at)
		s.Apply(scheduler.Model(), review)
		schedules[row.card] = s
		var id journal.ID
		binary.BigEndian.PutUint64(id[:], uint64(row.at.UnixMilli())<<16)
		binary.BigEndian.PutUint64(id[8:], uint64(i))
		events = append(events, journal.Event{
			ID: id, Step: id,
			Body: journal.Reviewed{Review: review},
		})
	}
	return events
}
