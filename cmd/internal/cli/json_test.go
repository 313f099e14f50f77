package cli_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// TestJSONShapes holds the JSON of every command to its documented members, in the documented order
// of types: a missing or a new one, or one of another type, breaks scripts.
func TestJSONShapes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string]string{
		"go.md": "---\ndescription = \"About Go\"\n---\n# Words\n\nQ: Which keyword starts a " +
			"goroutine?\nA: go\n#syntax\n",
		"b.md": "Q: Never asked?\nA: No.\n",
	})
	w.cards("\ngood\nquit\n", "review", "go")
	from := filepath.Join(t.TempDir(), "from.md")
	if err := os.WriteFile(from, []byte("Q: Imported?\nA: Yes.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		args  []string
		shape string
	}{
		{[]string{"due", "--json"}, "{learning: number, new: number, next: string, review: " +
			"number, total: number}"},
		{[]string{"list", "--json", "go"}, "[{answer: string, buried: null, deck: string, " +
			"difficulty: number, draft: bool, due: string, " +
			"file: string, flag: number, id: string, keys: [string], kind: string, lapses: " +
			"number, leech: bool, line: number, phase: string, " +
			"question: string, reviews: number, section: [string], stability: number, suspended: " +
			"bool, tags: [string]}]"},
		{[]string{"list", "--json", "b"}, "[{answer: string, buried: null, deck: string, " +
			"difficulty: null, draft: bool, due: null, " +
			"file: string, flag: number, id: string, keys: [string], kind: string, lapses: " +
			"number, leech: bool, line: number, phase: string, " +
			"question: string, reviews: number, section: [], stability: null, suspended: bool, " +
			"tags: []}]"},
		{[]string{"decks", "--json"}, "[{cards: number, deck: string, description: string, " +
			"drafts: number, due: number, " +
			"file: string, learning: number, new: number, suspended: number}]"},
		{[]string{"stats", "--json"}, "{cards: {drafts: number, learning: number, mature: " +
			"number, new: number, " +
			"review: number, suspended: number, total: number, young: number}, " +
			"due: {days: [{day: string, reviews: number}], overdue: number, today: number, " +
			"tomorrow: number, week: number}, " +
			"history: [{day: string, reviews: number, seconds: number}], memory: null, " +
			"retention: {all: {asked: number, high: null, low: null, rate: null, recalled: " +
			"number}, days: number, " +
			"mature: {asked: number, high: null, low: null, rate: null, recalled: number}, " +
			"target: number, " +
			"young: {asked: number, high: null, low: null, rate: null, recalled: number}}, " +
			"reviews: {today: number, total: number}, streak: {best: number, days: number}, " +
			"today: {again: number, day: string, easy: number, good: number, hard: number, new: " +
			"number, reviews: number, " +
			"seconds: number}, " +
			"yesterday: {again: number, day: string, easy: number, good: number, hard: number, " +
			"new: number, reviews: number, " +
			"seconds: number}}"},
		{
			[]string{"import", "--json", "--dry-run", from},
			"{cards: [{answer: string, draft: bool, kind: string, " +
				"line: number, question: string, status: string, suggestions: []}], deck: string, " +
				"file: string, " +
				"format: string, left_out: [], notes: number, refused: []}",
		},
		{
			[]string{"backup", "list", "--json"},
			"[{events: number, made: string, name: string, problem: string, " +
				"reviews: number, size: number}]",
		},
		{
			[]string{"version", "--json"},
			"{commit: string, format: number, go: string, version: string}",
		},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.shape, shape(t, w.cards("", tt.args...))); diff != "" {
			t.Errorf("cards %q (-documented +printed):\n%s", tt.args, diff)
		}
	}
}

// TestExportShapes holds each kind of line of an export to its documented members.
func TestExportShapes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string]string{
		"go.md": "Q: Which keyword starts a goroutine?\nA: go\n\nC: A [slice] is a view.\n",
	})
	w.cards("\ngood\n\ngood\nquit\n", "review")
	w.cards("", "undo")
	w.cards("", "redo")
	want := map[string]string{
		"review": "{answered: string, card: string, count: number, counts: bool, day: string, " +
			"due: string, id: string, " +
			"key: string, kind: string, phase: string, phase_after: string, rating: number, " +
			"shown: string, step: string, " +
			"steps_left: number, undone: bool}",
		"cancel":  "{id: string, kind: string, step: string, target: string, undone: bool}",
		"restore": "{id: string, kind: string, step: string, target: string, undone: bool}",
	}
	seen := make(map[string]bool)
	for line := range strings.Lines(w.cards("", "export", "--format", "jsonl")) {
		var head struct{ Kind string }
		if err := json.Unmarshal([]byte(line), &head); err != nil {
			t.Fatal(err)
		}
		seen[head.Kind] = true
		if shaped, ok := want[head.Kind]; ok {
			if diff := cmp.Diff(shaped, shape(t, line)); diff != "" {
				t.Errorf("%s (-documented +printed):\n%s", head.Kind, diff)
			}
		}
	}
	if diff := cmp.Diff([]string{"cancel", "restore", "review", "text"},
		slices.Sorted(maps.Keys(seen))); diff != "" {
		t.Errorf("kinds of events (-want +got):\n%s", diff)
	}
}

// TestExportKeepsWhatItDoesNotKnow has events of a later program.
func TestExportKeepsWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	c, err := storage.Open(w.dir, storage.Options{Random: strings.NewReader("0123456789")})
	if err != nil {
		t.Fatal(err)
	}
	own := journal.ID{0: 1}
	later := journal.ID{0: 1, 15: 1}
	err = storagetest.Merge(c, []journal.Event{
		{ID: own, Step: own, Body: journal.Unknown{Kind: 77, Data: []byte("\x00new")}},
		{ID: later, Step: own, Body: journal.Unknown{Version: 2, Kind: 5, Data: []byte{0xff}}},
	}, w.now)
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf(
		`{"id":"%s","step":"%s","kind":"unknown","undone":false,"version":1,"number":77,"data":"006e6577"}
{"id":"%s","step":"%s","kind":"unknown","undone":false,"version":2,"number":5,"data":"ff"}
`, own, own, later, own)
	if diff := cmp.Diff(want, w.cards("", "export", "--format", "jsonl")); diff != "" {
		t.Errorf("export (-want +got):\n%s", diff)
	}
}

// TestDueDatesBeyondRFC3339 has a card that is due after the year 9999, and one that was due before
// the first.
func TestDueDatesBeyondRFC3339(t *testing.T) {
	t.Parallel()
	const text = "Q: Which keyword starts a goroutine?\nA: go\n"
	for day, want := range map[srs.Day]string{
		1<<31 - 1: "9999-12-31T23:59:59Z",
		-1 << 31:  "0000-01-01T00:00:00Z",
	} {
		w := newWorld(t, map[string]string{"go.md": text})
		w.cards("\neasy\n", "review")
		key := deck.Parse("go.md", []byte(text)).Notes[0].Cards[0].Key
		c, err := storage.Open(w.dir, storage.Options{Random: strings.NewReader("0123456789")})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Append(w.now, journal.DueSet{Key: key, Due: srs.Due{Day: day}}); err != nil {
			t.Fatal(err)
		}
		var listed []struct{ Due string }
		if err := json.Unmarshal([]byte(w.cards("", "list", "--json")), &listed); err != nil {
			t.Fatal(err)
		}
		if listed[0].Due != want {
			t.Errorf("due on day %d is listed as %q, want %q", day, listed[0].Due, want)
		}
		w.cards("", "due", "--json")
		w.cards("", "stats", "--json")
	}
}

// shape describes the members and types of a JSON text; of an array it takes the first element.
func shape(t *testing.T, text string) string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, text)
	}
	return shapeOf(v)
}

func shapeOf(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool:
		return "bool"
	case float64:
		return "number"
	case []any:
		if len(v) == 0 {
			return "[]"
		}
		return "[" + shapeOf(v[0]) + "]"
	case map[string]any:
		var members []string
		for _, name := range slices.Sorted(maps.Keys(v)) {
			members = append(members, name+": "+shapeOf(v[name]))
		}
		return "{" + strings.Join(members, ", ") + "}"
	}
	return fmt.Sprintf("%T", v)
}
