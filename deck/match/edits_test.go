package match_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cards/deck"
	"cards/deck/markup"
	"cards/deck/match"
)

// The files of testdata/edits hold edits of one kind each: decks before and after, with the links
// that a person would make. README.md there describes the form.

// edit is one labelled edit: the cards before and after, and the links that a person would make.
type edit struct {
	kind, name    string
	before, after []match.Seen
	links         map[[2]deck.Key]bool
}

func TestMatchFindsEdits(t *testing.T) {
	t.Parallel()
	checkEdits(t, allEdits(t), bars{0.85, 0.90, 0.98})
}

// The lots of testdata/lots were written by people who had not read the rules; README.md has what
// was found at first.
func TestMatchFindsEditsOfOthers(t *testing.T) {
	t.Parallel()
	for lot, want := range map[string]bars{
		"lot1": {0.82, 0.88, 0.97}, "lot2": {0.87, 0.87, 0.99}, "lot3": {0.75, 0.77, 0.94},
		"lot4": {0.79, 0.88, 0.98}, "lot5": {0.82, 0.86, 0.96}, "lot6": {0.89, 0.84, 0.98},
		"lot8": {0.85, 0.85, 0.96}, "lot10": {0.54, 0.61, 0.94}, "lot11": {0.85, 0.85, 0.99},
		"lot12": {0.70, 0.65, 0.91}, "lot13": {0.82, 0.90, 0.96}, "lot14": {0.58, 0.62, 0.91},
		"lot15": {0.55, 0.88, 0.94},
	} {
		checkEdits(t, readEdits(t, "testdata/lots/"+lot+"/*.txt"), want)
	}
}

// Half of the cards of these lots give way to others that are like them, so that more is asked for
// nothing.
func TestMatchFindsEditsAmongNeighbours(t *testing.T) {
	t.Parallel()
	for lot, want := range map[string]bars{"lot7": {0.60, 0.75, 0.96}, "lot9": {0.78, 0.94, 0.99}} {
		var all tally
		for _, e := range readEdits(t, "testdata/lots/"+lot+"/*.txt") {
			all.add(tallyOf(t, e))
		}
		t.Log(all.String())
		if all.wrong > 0 || all.kept() < want.kept || all.keptEqual() < want.keptEqual ||
			all.found() < want.found || all.idle > all.cards/8 {
			t.Errorf("%s: want no wrong link, one idle proposal in 8 cards at most, and %v", lot, want)
		}
	}
}

// Each edit of testdata/traps replaces a card by another one that is like it on both sides.
func TestMatchLinksNoOtherCard(t *testing.T) {
	t.Parallel()
	for _, e := range readEdits(t, "testdata/traps/*.txt") {
		if tallyOf(t, e).wrong > 0 {
			t.Errorf("%s/%s: linked", e.kind, e.name)
		}
	}
}

// bars are how many of the pairs that a person would link are at least kept, kept if what is asked
// counts that has its answer as it was, and found if all proposals are accepted.
type bars struct{ kept, keptEqual, found float64 }

// checkEdits wants no wrong link, at most one proposal of two cards for 20 cards, and as many of
// the pairs that a person would link as the bars say.
func checkEdits(t *testing.T, edits []edit, want bars) {
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
	if all.kept() < want.kept {
		t.Errorf("%.3f are linked or rightly asked, want at least %.2f", all.kept(), want.kept)
	}
	if all.keptEqual() < want.keptEqual {
		t.Errorf("%.3f are linked or asked with equal answers, want at least %.2f", all.keptEqual(), want.keptEqual)
	}
	if all.found() < want.found {
		t.Errorf("%.3f are linked or asked, want at least %.2f", all.found(), want.found)
	}
	if all.idle > all.cards/20 {
		t.Errorf("%d proposals for nothing in edits of %d cards, want at most one in 20", all.idle, all.cards)
	}
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

func allEdits(t testing.TB) []edit {
	t.Helper()
	return readEdits(t, "testdata/edits/*.txt")
}

func readEdits(t testing.TB, pattern string) []edit {
	t.Helper()
	files, err := filepath.Glob(pattern)
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
		for _, part := range strings.Split("\n"+string(data), "\n== ")[1:] {
			name, text, _ := strings.Cut(part, "\n")
			e := readEdit(t, kind, name, text)
			edits = append(edits, e)
		}
	}
	return edits
}

// readEdit reads one edit: decks before, a line of =>, decks after; then perhaps a line of gaps,
// and pairs of gaps.
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

// labelled returns the links between the cards of two notes: those of one label, gaps of equal
// text, and gaps that are listed in pairs.
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
	_, rest, _ := strings.Cut(s.Text.Cloze, string(markup.GapOpen))
	gap, _, _ := strings.Cut(rest, string(markup.GapClose))
	return gap
}

// labelledNote is the cards of a note with its label, which is its tag.
type labelledNote struct {
	label string
	cards []match.Seen
}

// readNotes reads decks, each behind a line such as "@ go.md"; the first one is deck.md without
// such a line.
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
