package match_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cards/deck"
	"cards/deck/match"
)

// The files of testdata/edits hold edits of one kind each: decks before and after, with the links that a person would
// make. README.md there describes the form.

// edit is one labelled edit: the cards before and after, and the links that a person would make.
type edit struct {
	kind, name    string
	before, after []match.Seen
	links         map[[2]deck.Key]bool
	heldOut       bool // not among those that the constants were chosen by
}

func TestMatchFindsEdits(t *testing.T) {
	t.Parallel()
	checkEdits(t, readEdits(t, false))
}

func TestMatchFindsEditsHeldOut(t *testing.T) {
	t.Parallel()
	checkEdits(t, readEdits(t, true))
}

// checkEdits wants no link that a person would not make, and 97 of 100 that one would, and tells by kind of edit.
func checkEdits(t *testing.T, edits []edit) {
	t.Helper()
	byKind := map[string]*tally{}
	var all tally
	for _, e := range edits {
		got := tallyOf(t, e)
		all.add(got)
		if byKind[e.kind] == nil {
			byKind[e.kind] = &tally{}
		}
		byKind[e.kind].add(got)
	}
	for _, kind := range slices.Sorted(maps.Keys(byKind)) {
		t.Logf("%-12s %s", kind, byKind[kind])
	}
	t.Logf("%-12s %s", "all", &all)
	if all.wrong > 0 {
		t.Errorf("%d wrong links", all.wrong)
	}
	if all.recall() < 0.97 {
		t.Errorf("recall %.3f, want at least 0.97", all.recall())
	}
}

// tally counts edits and links.
type tally struct{ edits, found, wrong, missed int }

func (t *tally) add(u tally) {
	t.edits += u.edits
	t.found += u.found
	t.wrong += u.wrong
	t.missed += u.missed
}

func (t *tally) recall() float64 {
	if t.found+t.missed == 0 {
		return 1
	}
	return float64(t.found) / float64(t.found+t.missed)
}

func (t *tally) String() string {
	precision := float64(t.found) / float64(max(1, t.found+t.wrong))
	if t.found+t.wrong == 0 {
		precision = 1
	}
	return fmt.Sprintf("%3d edits, %3d links found, %d wrong, %d missed: precision %.3f, recall %.3f",
		t.edits, t.found, t.wrong, t.missed, precision, t.recall())
}

func tallyOf(t *testing.T, e edit) tally {
	t.Helper()
	known, live := e.collection()
	texts := map[deck.Key]string{}
	for _, s := range slices.Concat(e.before, e.after) {
		texts[s.Key] = describe(s)
	}
	got := match.Match(known, live, nil)
	counts := tally{edits: 1}
	found := map[[2]deck.Key]bool{}
	for _, l := range got.Links {
		pair := [2]deck.Key{l.Old, l.New}
		found[pair] = true
		if e.links[pair] {
			counts.found++
			continue
		}
		counts.wrong++
		t.Errorf("%s/%s: wrong link (%s):\n\t%s\n\t%s", e.kind, e.name, l.Reason, texts[l.Old], texts[l.New])
	}
	for pair := range e.links {
		if found[pair] {
			continue
		}
		counts.missed++
		reason := ""
		for _, r := range got.Proposals {
			if r.Old == pair[0] && r.New == pair[1] {
				reason = fmt.Sprintf(" (%s, likeness %.2f)", r.Reason, r.Likeness)
			}
		}
		t.Logf("%s/%s: missed link%s:\n\t%s\n\t%s", e.kind, e.name, reason, texts[pair[0]], texts[pair[1]])
	}
	return counts
}

func describe(s match.Seen) string {
	if s.Text.IsCloze() {
		return s.Path + ": " + strings.NewReplacer(string(deck.GapOpen), "[", string(deck.GapClose), "]").Replace(s.Text.Cloze)
	}
	return s.Path + ": " + s.Text.Prompt + " → " + s.Text.Answer
}

// collection returns what Match is given when all cards before the edit have reviews.
func (e edit) collection() ([]match.Known, []match.Live) {
	was := map[deck.Key]string{}
	for _, s := range e.before {
		was[s.Key] = s.Path
	}
	alive := map[deck.Key]bool{}
	var live []match.Live
	for _, s := range e.after {
		if alive[s.Key] {
			continue
		}
		alive[s.Key] = true
		from, reviewed := was[s.Key]
		live = append(live, match.Live{Seen: s, Reviewed: reviewed, Was: from})
	}
	var known []match.Known
	seen := map[deck.Key]bool{}
	for _, s := range e.before {
		if !alive[s.Key] && !seen[s.Key] {
			known = append(known, match.Known{s})
			seen[s.Key] = true
		}
	}
	return known, live
}

// readEdits returns every third edit of each kind if heldOut, otherwise the other ones.
func readEdits(t testing.TB, heldOut bool) []edit {
	t.Helper()
	return slices.DeleteFunc(allEdits(t), func(e edit) bool { return e.heldOut != heldOut })
}

func allEdits(t testing.TB) []edit {
	t.Helper()
	files, err := filepath.Glob("testdata/edits/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no edits found: %v", err)
	}
	var edits []edit
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		kind := strings.TrimSuffix(filepath.Base(file), ".txt")
		for i, part := range strings.Split(string(data), "\n== ")[1:] {
			name, text, _ := strings.Cut(part, "\n")
			e := readEdit(t, kind, name, text)
			e.heldOut = i%3 == 2
			edits = append(edits, e)
		}
	}
	return edits
}

// readEdit reads one edit: decks before, a line of =>, decks after; then perhaps a line of gaps, and pairs of gaps.
func readEdit(t testing.TB, kind, name, text string) edit {
	t.Helper()
	before, rest, ok := strings.Cut(text, "\n=>\n")
	if !ok {
		t.Fatalf("%s/%s: no line =>", kind, name)
	}
	after, gaps, _ := strings.Cut(rest, "\ngaps\n")
	e := edit{kind: kind, name: name, links: map[[2]deck.Key]bool{}}
	old, now := readNotes(t, before), readNotes(t, after)
	for _, n := range old {
		e.before = append(e.before, n.cards...)
	}
	for _, n := range now {
		e.after = append(e.after, n.cards...)
	}
	isOld := func(k deck.Key) bool {
		return slices.ContainsFunc(e.before, func(s match.Seen) bool { return s.Key == k })
	}
	isNew := func(k deck.Key) bool {
		return slices.ContainsFunc(e.after, func(s match.Seen) bool { return s.Key == k })
	}
	for _, o := range old {
		for _, n := range now {
			for _, l := range labelled(o, n, gaps) {
				if !isNew(l[0]) && !isOld(l[1]) {
					e.links[l] = true
				}
			}
		}
	}
	return e
}

// labelled returns the links between the cards of two notes: those of one label, gaps of equal text, and gaps that are
// listed in pairs.
func labelled(old, now labelledNote, gaps string) [][2]deck.Key {
	var links [][2]deck.Key
	if old.label == "" || old.label != now.label {
		return nil
	}
	for i, a := range old.cards {
		for j, b := range now.cards {
			if a.Text.IsCloze() {
				x, y := gapOf(a), gapOf(b)
				if x == y && earlier(old, i) == earlier(now, j) || slices.Contains(strings.Split(gaps, "\n"), x+" => "+y) {
					links = append(links, [2]deck.Key{a.Key, b.Key})
				}
			} else if (a.Kind == deck.KindReversed) == (b.Kind == deck.KindReversed) {
				links = append(links, [2]deck.Key{a.Key, b.Key})
			}
		}
	}
	return links
}

// earlier counts the cards of a note that ask for the same as its i-th, before it.
func earlier(n labelledNote, i int) int {
	count := 0
	for _, c := range n.cards[:i] {
		if gapOf(c) == gapOf(n.cards[i]) {
			count++
		}
	}
	return count
}

func gapOf(s match.Seen) string {
	_, rest, _ := strings.Cut(s.Text.Cloze, string(deck.GapOpen))
	gap, _, _ := strings.Cut(rest, string(deck.GapClose))
	return gap
}

// labelledNote is the cards of a note with its label, which is its tag.
type labelledNote struct {
	label string
	cards []match.Seen
}

// readNotes reads decks, each behind a line such as "@ go.md"; the first one is deck.md without such a line.
func readNotes(t testing.TB, text string) []labelledNote {
	t.Helper()
	var notes []labelledNote
	for part := range strings.SplitSeq("@ deck.md\n"+text, "@ ") {
		path, src, _ := strings.Cut(part, "\n")
		f := deck.Parse(path, []byte(src))
		for _, d := range f.Diagnostics {
			if d.Severity == deck.Error {
				t.Fatalf("%s:\n%s", d.Text, text)
			}
		}
		for _, n := range f.Notes {
			note := labelledNote{label: strings.Join(n.Tags, " ")}
			for _, c := range n.Cards {
				note.cards = append(note.cards, match.Seen{Key: c.Key, Kind: c.Kind, Text: c.Text, Path: path})
			}
			notes = append(notes, note)
		}
	}
	return notes
}
