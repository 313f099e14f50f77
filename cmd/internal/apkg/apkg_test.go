package apkg_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/apkg"
	"cards/cmd/internal/media"
	"cards/deck"
	"cards/deck/from/anki"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/importer"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// now is after all that the packages tell of.
var now = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

func open(t *testing.T, root string) *storage.Collection {
	t.Helper()
	c, err := storage.Open(root, storagetest.Options(3))
	if err == nil {
		_, err = c.Compile(t.Context(), now)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func newRoot(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := storage.Create(root, now, storagetest.Options(3)); err != nil {
		t.Fatal(err)
	}
	return root
}

func bring(t *testing.T, root, source string) []importer.Report {
	t.Helper()
	scheduler, err := srs.NewScheduler(srs.DefaultConfig(time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	reports, err := importer.Import(t.Context(), open(t, root), source, importer.Options{
		Scheduler: scheduler, Now: now, Zone: time.UTC, Parameters: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	return reports
}

// written returns a package of a collection.
func written(t *testing.T, root string, scope storage.Scope) ([]byte, apkg.Report) {
	t.Helper()
	config, err := folders.ReadConfig(root)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	report, err := apkg.Write(t.Context(), &b, apkg.Collection{
		Collection: open(t, root), Config: config, Now: now, Whole: scope.Decks == nil,
		Calendar: srs.Calendar{Zone: time.UTC, Rollover: srs.DefaultRollover},
		Library:  media.NewLibrary(root, config.Roots(root)),
	}, scope, t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), report
}

// held is what a package holds, as far as an import keeps it.
type held struct {
	notes map[string]string // by guid
	cards map[string]string // by guid and ordinal
	rows  []string
	media []string
}

func read(t *testing.T, r io.ReaderAt, size int64) held {
	t.Helper()
	c, err := anki.Open(context.Background(), anki.Source{ReaderAt: r, Size: size}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	h := held{notes: make(map[string]string), cards: make(map[string]string)}
	guids, seen, joined := make(map[int64]string), make(map[string]int), make(map[int64]bool)
	raised := c.Scheduler == 1 && c.Generation == anki.Legacy1
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	check(c.EachNote(func(n anki.Note) error { seen[n.GUID]++; return nil }))
	check(c.EachNote(func(n anki.Note) error {
		guid := n.GUID
		if guid == "" || seen[guid] > 1 {
			guid = fmt.Sprintf("nid=%d", n.ID)
		}
		guids[n.ID], joined[n.ID] = guid, n.Fields[0] == "twice" || strings.Contains(n.Fields[0], "{{c1,2::")
		h.notes[guid] = fmt.Sprint(n.ID, n.Mod, n.Tags, c.Types[n.Type].Name, len(c.Types[n.Type].Templates), n.Fields)
		return nil
	}))
	days := c.Created.Unix() / 86400
	known := make(map[int64]bool)
	check(c.EachCard(func(k anki.Card) error {
		if known[k.ID] = true; joined[k.Note] { // which are one card here
			return nil
		}
		home, due := k.Deck, k.Due
		if k.HomeDeck != 0 {
			home, due = k.HomeDeck, k.HomeDue
		}
		switch {
		case k.Type == anki.TypeNew:
			due = 0
		case !anki.IsInstant(due):
			due += days
		}
		h.cards[fmt.Sprintf("%s:%d", guids[k.Note], k.Ord)] = fmt.Sprint(
			k.ID, c.Decks[home].Name, k.Type, k.Queue == anki.QueueSuspended, due, k.Flag)
		return nil
	}))
	check(c.EachRow(context.Background(), func(r anki.Row) error {
		if known[r.Card] && (r.Ease > 0 || r.Type >= anki.RowManual) {
			kind := min(r.Type, anki.RowManual)
			if raised && (r.Ease == 2 || r.Ease == 3) && (kind == anki.RowLearning || kind == anki.RowRelearning) {
				r.Ease++
			}
			h.rows = append(h.rows, fmt.Sprint(r.ID, r.Card, r.Ease, r.Interval, kind))
		}
		return nil
	}))
	for _, m := range c.Media {
		h.media = append(h.media, m.Name)
	}
	slices.Sort(h.media)
	return h
}

// TestWhatCameGoesBack compares what was in a package that Anki wrote with what is in the package
// that is written after it was imported.
func TestWhatCameGoesBack(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"2.1.44.apkg", "23.10.apkg", "26.09-legacy.apkg", "26.09.apkg", "26.09.colpkg"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			source, _ := filepath.Abs(filepath.Join("..", "..", "..", "storage", "importer", "testdata", "anki", name))
			data, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			before := read(t, bytes.NewReader(data), int64(len(data)))
			root := newRoot(t, nil)
			bring(t, root, source)
			out, report := written(t, root, storage.Scope{})
			after := read(t, bytes.NewReader(out), int64(len(out)))
			if report.Kept > 0 {
				t.Errorf("%d notes are edited", report.Kept)
			}
			compare(t, "note", before.notes, after.notes)
			compare(t, "card", before.cards, after.cards)
			if !slices.Equal(before.rows, after.rows) {
				t.Errorf("rows\n%q\nwant\n%q", after.rows, before.rows)
			}
			if !slices.Equal(before.media, after.media) {
				t.Errorf("media %q, want %q", after.media, before.media)
			}
			checkLast(t, out)
			again, _ := written(t, root, storage.Scope{})
			if !bytes.Equal(again, out) {
				t.Error("the same collection is another package the second time")
			}
		})
	}
}

const ownDeck = `Q: Capital of **France**? ![map](map.png)
A: Paris

T: der Hund
D: the dog

A noun.
#noun

C: The [sun] and {{c1::the moon::orbits}}, $a^2$ and ` + "`x[0]`" + `.

Q: choose
A:
- [ ] a
- [x] b
`

// answer gives an answer to every card, at an instant.
func answer(t *testing.T, root string, rating srs.Rating, at time.Time) {
	t.Helper()
	scheduler, err := srs.NewScheduler(srs.DefaultConfig(time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	c := open(t, root)
	var cards []*storage.Card
	err = c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		cards = append(cards, card)
		return true
	})
	for i, card := range cards {
		given := at.Add(time.Duration(i) * time.Minute)
		r := scheduler.Answer(srs.CardID(card.Key), card.Schedule, rating, given.Add(-time.Second), given)
		if err == nil {
			_, err = c.Answer(card, r, given)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

// reviews returns the answers in the log, and how every card stands by its question.
func reviews(t *testing.T, root string) (n int, cards map[string]string) {
	t.Helper()
	c := open(t, root)
	err := c.Events(func(ev journal.Event, undone bool, _ deck.Key) bool {
		if _, ok := ev.Body.(journal.Reviewed); ok && !undone {
			n++
		}
		return true
	})
	cards = make(map[string]string)
	cerr := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		due := card.Schedule.Due
		due.At = due.At.Truncate(time.Second)
		cards[card.Question()] = fmt.Sprintf("%v %v %d %v %.3f %.3f", card.Schedule.Phase, due, card.Flag, card.Suspended,
			card.Schedule.Memory.Stability, card.Schedule.Memory.Difficulty)
		return true
	})
	if err != nil || cerr != nil {
		t.Fatal(err, cerr)
	}
	return n, cards
}

// TestOwnNotesComeBack imports a package of our own notes where they are, which adds no answer
// twice, and elsewhere, where they stand alike.
func TestOwnNotesComeBack(t *testing.T) {
	t.Parallel()
	root := newRoot(t, map[string]string{"a.md": ownDeck, "map.png": "picture"})
	answer(t, root, srs.Good, now.Add(-100*time.Hour))
	answer(t, root, srs.Hard, now.Add(-50*time.Hour))
	answered, stand := reviews(t, root)
	out, _ := written(t, root, storage.Scope{})
	file := filepath.Join(t.TempDir(), "out.apkg")
	if err := os.WriteFile(file, out, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		bring(t, root, file)
		n, cards := reviews(t, root)
		if n != answered {
			t.Errorf("%d answers, then %d", answered, n)
		}
		compare(t, "card", stand, cards)
		again, _ := written(t, root, storage.Scope{})
		if !bytes.Equal(again, out) {
			t.Error("after it came back the package is another")
		}
	}
	other := newRoot(t, nil)
	bring(t, other, file)
	n, cards := reviews(t, other)
	if n != answered {
		t.Errorf("%d answers elsewhere, want %d", n, answered)
	}
	for q := range cards {
		if there := strings.ReplaceAll(q, "@/media/", ""); there != q {
			cards[there] = cards[q]
			delete(cards, q)
		}
	}
	compare(t, "card elsewhere", stand, cards)
}

// TestPackageIsOfSix: memory in a package is that of FSRS-6 by its newest parameters, whatever
// FSRS-7 is used by, and due dates stay.
func TestPackageIsOfSix(t *testing.T) {
	t.Parallel()
	root := newRoot(t, map[string]string{"a.md": ownDeck, "map.png": "picture"})
	answer(t, root, srs.Good, now.Add(-100*time.Hour))
	slower := model.Defaults()
	slower[2] *= 1.5
	want, _ := written(t, root, storage.Scope{})
	for _, set := range []journal.ParamsSet{
		journal.Set7(model.Defaults7()), journal.Set6(slower), journal.Set7(model.Defaults7()),
	} {
		if _, err := open(t, root).Append(now, set); err != nil {
			t.Fatal(err)
		}
		out, _ := written(t, root, storage.Scope{})
		if set.Version == 6 {
			if bytes.Equal(out, want) {
				t.Error("other parameters of FSRS-6 change nothing")
			}
			compare(t, "card", cardsOf(t, want), cardsOf(t, out))
			want = out
		}
		if !bytes.Equal(out, want) {
			t.Errorf("the package is another after parameters of FSRS-%d", set.Version)
		}
	}
}

func cardsOf(t *testing.T, pkg []byte) map[string]string {
	t.Helper()
	return read(t, bytes.NewReader(pkg), int64(len(pkg))).cards
}

func compare(t *testing.T, what string, before, after map[string]string) {
	t.Helper()
	for key, want := range before {
		if got := after[key]; got != want {
			t.Errorf("%s %s: %q\nwant %q", what, key, got, want)
		}
	}
	for key, got := range after {
		if before[key] == "" {
			t.Errorf("%s %s is new: %q", what, key, got)
		}
	}
}
