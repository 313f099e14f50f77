package importer_test

import (
	"testing"
	"time"

	"cards/srs"
	"cards/storage/importer"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestStartsAreNotAhead: a card that its program has put off, so that its interval would count from
// a day that is to come, was answered today at the latest: nothing in the log is ahead of the clock.
func TestStartsAreNotAhead(t *testing.T) {
	t.Parallel()
	now := storagetest.Start()
	today := srs.Calendar{Zone: time.UTC}.Day(now)
	on := func(days int) string { return now.AddDate(0, 0, days).Format(time.DateOnly) }
	for name, text := range map[string]string{
		"put off":      "#flashcards\na::b\n<!--SR:!" + on(40) + ",4,250-->\n",
		"both ways":    "#flashcards\na:::b\n<!--SR:!" + on(9) + ",8,250!" + on(9) + ",1,250-->\n",
		"by FSRS":      "#flashcards\na::b\n<!--SR:!fsrs," + on(40) + ",4,4,5,2,3,0,0,-->\n",
		"last to come": "#flashcards\na::b\n<!--SR:!fsrs," + on(40) + ",4,4,5,2,3,0,0," + on(36) + "T09:00:00Z-->\n",
		"Logseq": "- a #card\n  card-last-interval:: 4\n  card-repeats:: 1\n  card-ease-factor:: 2.5\n" +
			"  card-next-schedule:: " + on(40) + "T09:00:00.000Z\n  - b\n",
	} {
		root, source := collection(t, nil, files{"a.md": text})
		_, events := eventsOf(t, root, source)
		starts := 0
		for _, e := range events {
			b, ok := e.Body.(journal.Started)
			if !ok {
				continue
			}
			starts++
			if b.Day > today || e.ID.Time().After(now) || b.Due.Day <= today {
				t.Errorf("%s: %s began on day %d, today is %d: %+v", name, e.ID.Time(), b.Day, today, b)
			}
		}
		if starts == 0 {
			t.Errorf("%s: no schedule came", name)
		}
	}
}

// TestOddSchedules: a schedule that cannot be keeps nothing else from being imported.
func TestOddSchedules(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"2026-01-01,99999,250", "2026-01-01,NaN,250", "2026-01-01,Inf,250", "2026-01-01,-5,250",
		"9999-01-01,4,250", "0001-01-01,4,250", "2026-01-01,1e300,250", "fsrs,2026-01-01,4,1e9,99,2,3,0,0,",
		"fsrs,2026-01-01,4,4,0,2,-3,-1,0,", "fsrs,2026-01-01,4,NaN,NaN,2,3,0,0,",
	} {
		root, source := collection(t, nil, files{"a.md": "#flashcards\na::b\n<!--SR:!" + s + "-->\n\nc::d\n"})
		if reports, err := imports(t, root, source, importer.Options{}); err != nil || len(reports[0].Cards) != 2 {
			t.Errorf("%s: %v %+v", s, err, reports)
		}
	}
}
