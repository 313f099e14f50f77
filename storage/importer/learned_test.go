package importer_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"cards/deck"
	"cards/deck/from/hashcards"
	"cards/deck/from/repeater"
	"cards/srs"
	"cards/storage"
	"cards/storage/importer"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// makeDatabase makes a database as hashcards and repeater have it.
func makeDatabase(t *testing.T, path string, script ...string) {
	t.Helper()
	conn, err := sqlite.OpenConn(path)
	if err == nil {
		err = errors.Join(sqlitex.ExecuteScript(conn, `CREATE TABLE cards (card_hash TEXT PRIMARY KEY, added_at TEXT,
			last_reviewed_at TEXT, stability REAL, difficulty REAL, interval_raw REAL, interval_days INTEGER,
			due_date TEXT, review_count INTEGER);`+strings.Join(script, "\n"), nil), conn.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestAnswersAreTheSameInEveryZone: a folder whose times have no zone is imported in one and then
// in another, which adds no answer, nor a schedule; a time that the clock passed over is one too.
func TestAnswersAreTheSameInEveryZone(t *testing.T) {
	t.Parallel()
	const text = "Q: one\nA: a\n---\nQ: two\nA: b\n"
	read := hashcards.Read(text)
	review := func(at string) string {
		return `{"hash": "` + read[0].Hash + `", "reviewedAt": "` + at + `", "grade": "Good", "dueDate": "2025-06-01"}`
	}
	source := files{"a/n.md": text, "a/export.json": `{"cards": [{"hash": "` + read[1].Hash + `", "familyHash": null,
		"performance": {"lastReviewedAt": "2025-03-01T23:30:00.000", "stability": 3.5, "difficulty": 5, "intervalDays": 4,
		"dueDate": "2025-03-05", "reviewCount": 2}}], "sessions": [{"reviews": [` +
		review("2025-03-08T10:00:00.000") + "," + review("2025-03-09T02:30:00.000") + "," + review("2025-03-09T03:10:00.000") + `]}]}`}
	zones := []string{"America/New_York", "UTC", "Pacific/Kiritimati", "Etc/GMT+12"}
	for _, first := range zones {
		root, from := collection(t, nil, source)
		var ids []journal.ID
		for i, name := range append([]string{first}, zones...) {
			zone, err := time.LoadLocation(name)
			if err != nil {
				t.Fatal(err)
			}
			reports, events := eventsIn(t, root, filepath.Join(from, "a"), zone)
			var now []journal.ID
			for _, e := range events {
				switch e.Body.(type) {
				case journal.Reviewed, journal.Started:
					now = append(now, e.ID)
				}
				if r, ok := e.Body.(journal.Reviewed); ok && e.ID.Time().After(r.Answered) {
					t.Errorf("%s: the id of an answer is after it: %v", name, r.Answered)
				}
			}
			if i == 0 {
				ids = now
			}
			if len(now) != 4 || !slices.Equal(now, ids) {
				t.Errorf("%s, then %s: %v, want %v (%+v)", first, name, now, ids, reports)
			}
		}
	}
}

// eventsOf imports a folder and returns the reports and the events of the log.
func eventsOf(t *testing.T, root, source string) ([]importer.Report, []journal.Event) {
	t.Helper()
	return eventsIn(t, root, source, time.UTC)
}

// eventsIn is [eventsOf] with times as of a zone.
func eventsIn(t *testing.T, root, source string, zone *time.Location) ([]importer.Report, []journal.Event) {
	t.Helper()
	reports, err := imports(t, root, source, importer.Options{Zone: zone})
	if err != nil {
		t.Fatal(err)
	}
	c, err := storage.Open(root, storagetest.Options(3))
	if err != nil {
		t.Fatal(err)
	}
	var events []journal.Event
	err = c.Events(func(e journal.Event, _ bool, _ deck.Key) bool {
		events = append(events, e)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return reports, events
}

// TestRepeaterFolder: notes with a database beside them are those of repeater, and come with their
// schedules; what is no card is named.
func TestRepeaterFolder(t *testing.T) {
	t.Parallel()
	const text = "words\nQ: One\nA: two\n---\nTibia :: shin bone\nC: The [heart] has [four] chambers\n---\nfoo::\n"
	root, source := collection(t, nil, files{"a/n.md": text, "a/plain.md": "only words\n"})
	read := repeater.Read(text)
	makeDatabase(t, filepath.Join(source, "a", "cards.db"),
		"INSERT INTO cards VALUES ('"+read[0].Hash+"','','2026-01-05T10:00:00.5Z',7.5,5.5,9.2,9,'2026-01-14T10:00:00.5Z',4);",
		"INSERT INTO cards VALUES ('"+read[2].Hash+"','','2026-01-05T10:00:00Z',0.2,5,0,0,'2026-01-05T10:01:00Z',1);")
	reports, events := eventsOf(t, root, filepath.Join(source, "a"))
	if r := reports[1]; r.File != "a/n.md" || r.Format != "repeater" || len(r.Cards) != 4 || r.Notes != 3 || len(r.Refused) != 1 ||
		len(r.LeftOut) != 1 || r.LeftOut[0].Line != 1 {
		t.Errorf("%+v", r)
	}
	var starts []journal.Started
	for _, e := range events {
		if s, ok := e.Body.(journal.Started); ok {
			starts = append(starts, s)
		}
	}
	if len(starts) != 2 {
		t.Fatalf("%d schedules: %+v", len(starts), starts)
	}
	day := srs.Calendar{Zone: time.UTC}.Day(time.Date(2026, 1, 14, 12, 0, 0, 0, time.UTC))
	for _, s := range starts {
		switch s.Reviews {
		case 4:
			if s.Stability != 7.5 || s.Difficulty != 5.5 || s.Phase != srs.InReview || s.Due.Day != day || s.Day != day-9 {
				t.Errorf("%+v", s)
			}
		case 1:
			if at := time.Date(2026, 1, 5, 10, 1, 0, 0, time.UTC); s.Phase != srs.Learning || !s.Due.At.Equal(at) {
				t.Errorf("%+v", s)
			}
		}
	}
	if _, again := eventsOf(t, root, filepath.Join(source, "a")); len(again) != len(events) {
		t.Errorf("%d events became %d", len(events), len(again))
	}
}

// TestHashcardsDatabase: the answers of a database are replayed, and those of an export that tells
// of the same are no others.
func TestHashcardsDatabase(t *testing.T) {
	t.Parallel()
	const text = "---\nname = \"N\"\n---\nT: foo\nD: bar\n---\nC: [a] and [b]\n<!-- x -->\n"
	root, source := collection(t, nil, files{"a/n.md": text})
	read := hashcards.Read(text)
	if len(read) != 4 {
		t.Fatal(read)
	}
	var rows []string
	for i, c := range read {
		rows = append(rows, "INSERT INTO reviews VALUES ("+string(rune('1'+i))+",'"+c.Hash+
			"','2026-01-0"+string(rune('1'+i))+"T10:00:00.000','good','2026-02-01');")
	}
	makeDatabase(t, filepath.Join(source, "a", "hashcards.db"),
		"CREATE TABLE reviews (review_id INTEGER, card_hash TEXT, reviewed_at TEXT, grade TEXT, due_date TEXT);", strings.Join(rows, "\n"))
	write(t, source, files{"a/old.json": `{"cards": [{"hash": "` + read[0].Hash + `", "familyHash": null}],
		"sessions": [{"reviews": [{"hash": "` + read[0].Hash + `", "reviewedAt": "2026-01-01T10:00:00.000", "grade": "Good", "dueDate": "2026-02-01"}]}]}`})
	_, events := eventsOf(t, root, filepath.Join(source, "a"))
	asked := make(map[string]string) // by the day of the answer
	texts := make(map[[16]byte]string)
	for _, e := range events {
		if b, ok := e.Body.(journal.TextSeen); ok && b.IsSource() {
			texts[b.Key] = b.Text.Prompt + "=" + b.Text.Answer
		}
	}
	for _, e := range events {
		if b, ok := e.Body.(journal.Reviewed); ok {
			asked[b.Review.Answered.Format("02T15")] += texts[[16]byte(b.Review.Card)]
		}
	}
	for at, want := range map[string]string{
		"01T10": "foo=bar", "02T10": "bar=foo", "03T10": "[…] and b=a", "04T10": "a and […]=b",
	} {
		if asked[at] != want {
			t.Errorf("%s: %q, want %q", at, asked[at], want)
		}
	}
}
