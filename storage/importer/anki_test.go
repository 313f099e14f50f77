package importer_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/importer"
	"cards/storage/importer/source"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// ankiSeen is what Anki itself reads of a package, see .ci/anki.
type ankiSeen struct {
	Created int64 `json:"crt"`
	Cards   []ankiSeenCard
}

type ankiSeenCard struct {
	Identity  string
	Type      int
	Queue     int
	Due       int64
	Flag      int
	Memory    []float64 // stability and difficulty; nil if it was not asked for, or there is none
	Rows      []int64   // answers, in milliseconds
	withOther bool      // it is one of several cards of Anki that are one here
}

func readAnkiSeen(t *testing.T, name string) ankiSeen {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "anki", name+".json"))
	var seen ankiSeen
	if err == nil {
		err = json.Unmarshal(data, &seen)
	}
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

// afterAnki is after all that the packages tell of.
var afterAnki = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

// importAnki imports a package of the tests into a collection, and returns that as it is then.
func importAnki(t *testing.T, root, from string, o importer.Options) (*storage.Collection, []importer.Report, error) {
	t.Helper()
	c := openAnki(t, root)
	var err error
	if o.Scheduler, err = srs.NewScheduler(srs.DefaultConfig(time.UTC)); err != nil {
		t.Fatal(err)
	}
	o.Now, o.Zone = afterAnki, time.UTC
	reports, err := importer.Import(t.Context(), c, from, o)
	return openAnki(t, root), reports, err
}

func openAnki(t *testing.T, root string) *storage.Collection {
	t.Helper()
	c, err := storage.Open(root, storagetest.Options(3))
	if err == nil {
		_, err = c.Compile(t.Context(), afterAnki)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func newAnkiRoot(t *testing.T) string {
	t.Helper()
	root, _ := collection(t, nil, nil)
	return root
}

func ankiPackage(name string) string {
	path, _ := filepath.Abs(filepath.Join("testdata", "anki", name))
	return path
}

// answersByKey returns the instants of the reviews in the log, in milliseconds.
func answersByKey(t *testing.T, c *storage.Collection) map[deck.Key][]int64 {
	t.Helper()
	answers := make(map[deck.Key][]int64)
	err := c.Events(func(e journal.Event, undone bool, _ deck.Key) bool {
		if r, ok := e.Body.(journal.Reviewed); ok && !undone {
			answers[deck.Key(r.Card)] = append(answers[deck.Key(r.Card)], r.Answered.UnixMilli())
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return answers
}

func TestAnkiPackagesComeWhole(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"2.1.44.apkg", "23.10.apkg", "26.09-legacy.apkg", "26.09.apkg", "26.09.colpkg"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seen := readAnkiSeen(t, name)
			c, _, err := importAnki(t, newAnkiRoot(t), ankiPackage(name), importer.Options{Parameters: true})
			if err != nil {
				t.Fatal(err)
			}
			answers := answersByKey(t, c)
			cards := make([]*storage.Card, len(seen.Cards))
			count := make(map[deck.Key]int)
			for i, s := range seen.Cards {
				key := journal.Origin{Format: "anki", Identity: s.Identity}.SourceKey()
				if !slices.Equal(answers[key], s.Rows) {
					t.Errorf("%s: answers %v, Anki has %v", s.Identity, answers[key], s.Rows)
				}
				if cards[i], err = c.Card(key); err != nil {
					t.Fatalf("%s: %v", s.Identity, err)
				}
				count[cards[i].ID]++
			}
			for i, s := range seen.Cards {
				s.withOther = count[cards[i].ID] > 1
				compareAnkiCard(t, cards[i], s, seen.Created)
			}
		})
	}
}

func compareAnkiCard(t *testing.T, c *storage.Card, s ankiSeenCard, created int64) {
	t.Helper()
	if s.withOther {
		return
	}
	if c.Flag != s.Flag || (s.Queue == -1) != c.Suspended {
		t.Errorf("%s: flag %d, suspended %v; Anki has %d and queue %d", s.Identity, c.Flag, c.Suspended, s.Flag, s.Queue)
	}
	var due srs.Due
	switch {
	case s.Type == 0:
	case s.Due > 1e9:
		due.At = time.Unix(s.Due, 0).UTC()
	default:
		due.Day = srs.Day(created/86400 + s.Due)
	}
	if c.Schedule.Due != due {
		t.Errorf("%s: due %v, Anki has %v", s.Identity, c.Schedule.Due, due)
	}
	if s.Memory == nil {
		return
	}
	m := c.Schedule.Memory
	if math.Abs(m.Stability-s.Memory[0]) > 1e-3*max(1, s.Memory[0]) || math.Abs(m.Difficulty-s.Memory[1]) > 1e-3 {
		t.Errorf("%s: memory %v, Anki has %v", s.Identity, m, s.Memory)
	}
}

func TestAnkiImportTwiceAddsNothing(t *testing.T) {
	t.Parallel()
	root := newAnkiRoot(t)
	from := ankiPackage("26.09.apkg")
	c, _, err := importAnki(t, root, from, importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	before, events := read(t, root), countEvents(t, c)
	c, reports, err := importAnki(t, root, from, importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if after := countEvents(t, c); after != events {
		t.Errorf("%d events, then %d", events, after)
	}
	for name, text := range read(t, root) {
		if before[name] != text && !strings.HasPrefix(name, ".cards/collection") {
			t.Errorf("%s has changed", name)
		}
	}
	for _, card := range reports[0].Cards {
		if card.Status == importer.New || card.Status == importer.Changed {
			t.Errorf("%q is %s", card.Question, card.Status)
		}
	}
}

func countEvents(t *testing.T, c *storage.Collection) (n int) {
	t.Helper()
	err := c.Events(func(journal.Event, bool, deck.Key) bool {
		n++
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestAnkiCardsEditedBeforeAnyAnswer edits cards that nobody has answered: they are the cards of
// the package as before, whose answers they take.
func TestAnkiCardsEditedBeforeAnyAnswer(t *testing.T) {
	t.Parallel()
	root := newAnkiRoot(t)
	from := ankiPackage("26.09.apkg")
	if _, _, err := importAnki(t, root, from, importer.Options{NoHistory: true}); err != nil {
		t.Fatal(err)
	}
	edits := map[string]string{
		"Lang/German.md": "der Hund -> der große Hund", "Code- C++.md": "Keyword for goroutine? -> Which keyword starts a goroutine?",
		"日本/語.md": "Read: ねこ -> Read this: ねこ", "Lang.md": "A: same -> A: the same",
	}
	for name, edit := range edits {
		path := filepath.Join(root, filepath.FromSlash(name))
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		was, is, _ := strings.Cut(edit, " -> ")
		after := strings.Replace(string(data), was, is, 1)
		if after == string(data) {
			t.Fatalf("%s has no %q", name, was)
		}
		if err := os.WriteFile(path, []byte(after), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	edited := read(t, root)
	c, reports, err := importAnki(t, root, from, importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range reports[0].LeftOut {
		if strings.Contains(r.Reason, "gone") {
			t.Errorf("line %d: %s", r.Line, r.Reason)
		}
	}
	for name, text := range read(t, root) {
		if strings.HasSuffix(name, ".md") && edited[name] != text {
			t.Errorf("%s has changed", name)
		}
	}
	if orphans, err := c.Orphans(); err != nil || len(orphans) > 0 {
		t.Errorf("orphans %v, %v", orphans, err)
	}
}

// TestAnkiPartOfPackage takes some notes of a package: the files that they need come with them, and
// no others. To take none is an error.
func TestAnkiPartOfPackage(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		o     importer.Options
		cards int
		media []string
	}{
		{"deck", importer.Options{From: []string{"media"}}, 7, []string{"a b(1).png", "say.mp3", "ü.jpg"}},
		{"deck below", importer.Options{From: []string{"Lang::German"}}, 3, nil},
		{"tag", importer.Options{Tags: []string{"#b"}}, 1, nil},
		{"nothing", importer.Options{From: []string{"nowhere"}}, 0, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			root := newAnkiRoot(t)
			_, reports, err := importAnki(t, root, ankiPackage("26.09.apkg"), test.o)
			if err != nil {
				t.Fatal(err)
			}
			none := slices.ContainsFunc(reports[0].Refused, func(r source.Reason) bool {
				return strings.Contains(r.Reason, "none of its notes")
			})
			if name := reports[0].File; test.cards == 0 && name != "26.09.apkg" {
				t.Errorf("the report is on %q", name)
			}
			if n := len(reports[0].Cards); n != test.cards || none != (n == 0) {
				t.Errorf("%d cards, want %d; refused: %v", n, test.cards, reports[0].Refused)
			}
			var media []string
			for name := range read(t, root) {
				if name, ok := strings.CutPrefix(name, "media/"); ok {
					media = append(media, name)
				}
			}
			slices.Sort(media)
			if !slices.Equal(media, test.media) {
				t.Errorf("media %q, want %q", media, test.media)
			}
		})
	}
}

// TestAnkiPartsShareAPreset brings a package in parts: decks that come later name the presets that
// the first import made, as long as these say the same.
func TestAnkiPartsShareAPreset(t *testing.T) {
	t.Parallel()
	for _, parameters := range []bool{false, true} {
		root := newAnkiRoot(t)
		for _, from := range []string{"Media", "Lang::German", "Lang", "日本", "Code: C++"} {
			o := importer.Options{From: []string{from}, Parameters: parameters}
			if _, _, err := importAnki(t, root, ankiPackage("26.09.apkg"), o); err != nil {
				t.Fatal(err)
			}
		}
		config, err := folders.ReadConfig(root)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, p := range config.Presets {
			names = append(names, p.Name)
		}
		if want := []string{"Default", "Hard preset"}; !slices.Equal(names, want) {
			t.Errorf("parameters %t: presets %q, want %q", parameters, names, want)
		}
		files := read(t, root)
		if name := "Lang.md"; !strings.Contains(files[name], "preset = \"Hard preset\"\n") {
			t.Errorf("parameters %t: the deck %q names no preset:\n%s", parameters, name, files[name])
		}
	}
}
