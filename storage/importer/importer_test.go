package importer_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/storage"
	"cards/storage/importer"
	"cards/storage/importer/source"
	"cards/storage/storagetest"
)

func TestImportFile(t *testing.T) {
	t.Parallel()
	const answer = "That ![p](img/a%20b.png), [say](say.mp3), [page](https://x.y/z.mp3), `![c](no.png)`"
	const text = "\ufeffQ: What?\r\nA: " + answer + "\r\n"
	root, from := collection(t, nil, files{
		"go.md": text, "img/a b.png": "\x00png", "say.mp3": "mp3", "no.png": "in code", "other.md": "Q: a\nA: b\n",
	})
	reports := run(t, root, filepath.Join(from, "go.md"))
	if diff := cmp.Diff(files{"go.md": text, "img/a b.png": "\x00png", "say.mp3": "mp3"}, read(t, root)); diff != "" {
		t.Errorf("collection (-want +got):\n%s", diff)
	}
	want := []importer.Report{{
		Format: "cards", Deck: "go", File: "go.md", Notes: 1, Media: []string{"img/a b.png", "say.mp3"},
		LeftOut: []source.Reason{}, Refused: []source.Reason{}, Reason: "deck: 1 note with a label",
		Cards: []importer.Card{{
			Question: "What?", Line: 1, Kind: "basic", Answer: answer, Status: importer.New,
			Suggestions: []source.Suggestion{},
		}},
	}}
	if diff := cmp.Diff(want, reports); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
}

func TestImportFolder(t *testing.T) {
	t.Parallel()
	root, from := collection(t, files{"mine.md": "Q: mine\nA: mine\n"}, files{
		"lang/de/basics.md": "T: der Hund\nD: the dog ![](../img/dog.png)\n",
		"lang/img/dog.png":  "dog", "lang/img/unused.png": "x",
		"lang/top.MD":        "---\nname = \"Top\"\n---\nC: A [gap] and [two].\nQ (draft): Open?\nA: Perhaps\n",
		"lang/notes.md":      "only words, [a link](top.MD)\n",
		"lang/.git/x.md":     "Q: a\nA: b\n",
		"lang/old/deck.apkg": "PK",
		"lang/sub/.cards/c":  "", "lang/sub/x.md": "Q: a\nA: b\n",
	})
	reports := run(t, root, filepath.Join(from, "lang"))
	got := read(t, root)
	want := []string{"lang/de/basics.md", "lang/img/dog.png", "lang/notes.md", "lang/top.MD", "mine.md"}
	if diff := cmp.Diff(want, sortedNames(got)); diff != "" {
		t.Errorf("collection (-want +got):\n%s", diff)
	}
	lines := []string{
		`lang/de/basics.md: cards lang/de/basics, 1 notes, media [lang/img/dog.png]`,
		`  1 basic new "der Hund" = "the dog ![](../img/dog.png)"`,
		`  1 reversed new "the dog ![](../img/dog.png)" = "der Hund"`,
		`lang/notes.md: cards lang/notes, 0 notes, media []`,
		`  left out 0: no cards found in it: it was copied as a note`,
		`lang/old/deck.apkg: anki , 0 notes, media []`,
		`  refused 0: it is damaged: zip: not a valid zip file`,
		`lang/top.MD: cards lang/Top, 2 notes, media []`,
		`  4 cloze new "A […] and two." = "gap"`,
		`  4 cloze new "A gap and […]." = "two"`,
		`  5 basic new draft "Open?" = "Perhaps"`,
	}
	if diff := cmp.Diff(lines, describe(reports)); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
}

func TestImportNeverOverwrites(t *testing.T) {
	t.Parallel()
	there := files{
		"d/a.md": "Q: mine\nA: mine\n", "d/same.md": "Q: s\nA: s ![](s.png)\n", "d/s.png": "old", "d/b.md/x": "",
	}
	from := files{
		"d/a.md": "Q: other\nA: ![](a.png)\n", "d/a.png": "not alone", "d/same.md": "Q: s\nA: s ![](s.png)\n",
		"d/s.png": "new", "d/b.md": "Q: b\nA: b\n",
	}
	root, source := collection(t, there, from)
	got := describe(run(t, root, filepath.Join(source, "d")))
	want := []string{
		`d/a.md: cards d/a, 0 notes, media []`,
		`  refused 0: another file of that name is in the collection`,
		`d/b.md: cards d/b, 0 notes, media []`,
		`  refused 0: another file of that name is in the collection`,
		`d/same.md: cards d/same, 1 notes, media [], same`,
		`  1 basic same "s" = "s ![](s.png)"`,
		`  refused 2: "s.png": another file of that name is in the collection`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(there, read(t, root)); diff != "" {
		t.Errorf("collection (-want +got):\n%s", diff)
	}
}

func TestImportTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	root, source := collection(t, nil, files{"d/a.md": "Q: a\nA: ![](p.png)\n", "d/p.png": strings.Repeat("p", 1<<17)})
	first := describe(run(t, root, filepath.Join(source, "d")))
	before := read(t, root)
	second := describe(run(t, root, filepath.Join(source, "d")))
	want := []string{"d/a.md: cards d/a, 1 notes, media [d/p.png]", `  1 basic new "a" = "![](p.png)"`}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Errorf("first (-want +got):\n%s", diff)
	}
	want = []string{"d/a.md: cards d/a, 1 notes, media [d/p.png], same", `  1 basic same "a" = "![](p.png)"`}
	if diff := cmp.Diff(want, second); diff != "" {
		t.Errorf("second (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, read(t, root)); diff != "" {
		t.Errorf("collection (-before +after):\n%s", diff)
	}
}

func TestImportTellsDuplicates(t *testing.T) {
	t.Parallel()
	root, source := collection(t, files{"mine.md": "Q: b\nA: b\n"}, files{
		"d/a.md": "Q: a\nA: a\n\nQ: b\nA: b\n", "d/b.md": "Q: a\nA: a\n\nQ: c\nA: c\n",
	})
	reports, err := imports(t, root, filepath.Join(source, "d"), importer.Options{})
	want := []string{
		"d/a.md: cards d/a, 2 notes, media []", `  1 basic new "a" = "a"`, `  4 basic duplicate "b" = "b"`,
		"d/b.md: cards d/b, 2 notes, media []", `  1 basic duplicate "a" = "a"`, `  4 basic new "c" = "c"`,
	}
	if diff := cmp.Diff(want, describe(reports)); diff != "" || err != nil {
		t.Errorf("error %v, reports (-want +got):\n%s", err, diff)
	}
}

func TestImportCopiesDecksWithErrors(t *testing.T) {
	t.Parallel()
	const text = "Q: no answer\n\nQ: a\nA: ![](gone.png)\n"
	root, source := collection(t, nil, files{"bad.md": text})
	got := describe(run(t, root, filepath.Join(source, "bad.md")))
	want := []string{
		"bad.md: cards bad, 1 notes, media []", `  3 basic new "a" = "![](gone.png)"`,
		`  refused 1: `, `  refused 4: "gone.png": no such file`,
	}
	if len(got) == len(want) {
		got[2] = got[2][:len(want[2])] // the words are those of package deck
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(files{"bad.md": text}, read(t, root)); diff != "" {
		t.Errorf("collection (-want +got):\n%s", diff)
	}
}

func TestImportRefusesPlacesThatAreNotSeen(t *testing.T) {
	t.Parallel()
	there := files{"other/.cards/x": "", ".cards/config.toml": "ignore = ['skip', 'd/b.md']\n", "file": "f"}
	from := files{"other/a.md": "x", "skip/a.md": "x", "d/b.md": "x", "file/a.md": "x"}
	root, source := collection(t, there, from)
	for name, want := range map[string]string{
		"other": `"other" is a collection of its own`,
		"skip":  "the configuration of the collection ignores it",
		"d":     "the configuration of the collection ignores it",
		"file":  `"file" in the collection is not a folder`,
	} {
		reports := run(t, root, filepath.Join(source, name))
		if len(reports) != 1 || len(reports[0].Refused) != 1 || reports[0].Refused[0].Reason != want {
			t.Errorf("%s: reports %q, want the reason %q", name, describe(reports), want)
		}
	}
}

func TestImportSources(t *testing.T) {
	t.Parallel()
	root, source := collection(t,
		files{"in.md": "Q: a\nA: a\n", "words.tsv": "c\td\n", ".cards/config.toml": "folders = ['../further']\n"},
		files{".hidden/a.md": "x", "empty/a.txt": "x", "further.md": "x"})
	write(t, filepath.Dir(root), files{"further/a.md": "x"})
	for path, want := range map[string]error{
		filepath.Join(root, "in.md"):             importer.ErrInside,
		root:                                     importer.ErrInside,
		filepath.Join(root, "words.tsv"):         nil, // no deck, so nobody asks it yet
		filepath.Join(root, "..", "further"):     importer.ErrInside,
		filepath.Join(source, ".hidden"):         importer.ErrHidden,
		filepath.Join(source, ".hidden", "a.md"): nil,
		filepath.Join(source, "empty"):           importer.ErrNoDeck,
		filepath.Join(source, "nowhere"):         fs.ErrNotExist,
	} {
		_, err := imports(t, root, path, importer.Options{})
		var typed *importer.SourceError
		if !errors.Is(err, want) || want != nil && !errors.As(err, &typed) {
			t.Errorf("%s: error %v, want %v", path, err, want)
		}
	}
}

// TestImportOfWhatIsNotAsked: of a deck of the collection come the questions whose labels it does
// not know.
func TestImportOfWhatIsNotAsked(t *testing.T) {
	t.Parallel()
	root, _ := collection(t, files{
		"in.md": "Q: a\nA: b\n\n**Q:** c\n**A:** d\n\n- Q: e\n- A: f\n", "bold.md": "**Q:** g\n**A:** h\n",
	}, nil)
	for name, want := range map[string]string{
		"in.md": "Q: c\nA: d\n\nQ: e\nA: f\n", "bold.md": "Q: g\nA: h\n",
	} {
		run(t, root, filepath.Join(root, name))
		made := filepath.Join(root, strings.TrimSuffix(name, ".md")+"-2.md")
		got, err := os.ReadFile(made)
		if err != nil || string(got) != want {
			t.Errorf("of %s: %q, %v, want %q", name, got, err, want)
		}
		if _, err := imports(t, root, made, importer.Options{}); !errors.Is(err, importer.ErrInside) {
			t.Errorf("what came of %s: error %v, want %v", name, err, importer.ErrInside)
		}
	}
}

func TestReportJSON(t *testing.T) {
	t.Parallel()
	root, source := collection(t, nil, files{"a.md": "Q: a\nA: b\n", "b.md": ""})
	var got strings.Builder
	for _, name := range []string{"a.md", "b.md"} {
		data, err := json.Marshal(run(t, root, filepath.Join(source, name))[0])
		if err != nil {
			t.Fatal(err)
		}
		got.WriteString(string(data) + "\n")
	}
	want := `{"format":"cards","deck":"a","file":"a.md","cards":[{"question":"a","line":1,"kind":"basic","draft":false,` +
		`"answer":"b","status":"new","suggestions":[]}],"notes":1,"left_out":[],"refused":[]}` + "\n" +
		`{"format":"cards","deck":"b","file":"b.md","cards":[],"notes":0,"left_out":[` +
		`{"line":0,"reason":"no cards found in it: it was copied as a note"}],"refused":[]}` + "\n"
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWhatIsNoTextIsRefusedWhole(t *testing.T) {
	t.Parallel()
	root, source := collection(t, nil, files{
		"d/a.md": "Q: a\nA: a\n", "d/nul.md": "Q: a\nA: \x00\n",
	})
	want := []string{
		"d/a.md: cards d/a, 1 notes, media []", `  1 basic new "a" = "a"`,
		"d/nul.md: cards , 0 notes, media []", "  refused 0: not text: there is a NUL character in line 2",
	}
	if diff := cmp.Diff(want, describe(run(t, root, filepath.Join(source, "d")))); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"d/a.md"}, sortedNames(read(t, root))); diff != "" {
		t.Errorf("collection (-want +got):\n%s", diff)
	}
}

// TestNotesThatCannotStandInADeckAreRefused, and what they might do there is not done.
func TestHostileCellsAreText(t *testing.T) {
	t.Parallel()
	cells := []string{
		"# heading", "Q: no label", "---", "#tag", "```", "<!--", "$$", "=cmd|' /C calc'!A0", "\x1b[31mred",
		"- [ ] nothing ticked", "<<<<<<< HEAD", strings.Repeat("x", 100_000), "[gap] {{c1::x}}", "a \x00 b", "\u202e", "| a |",
	}
	var rows strings.Builder
	for _, cell := range cells {
		fmt.Fprintf(&rows, "%s\tanswer\nask\t%s\n", cell, cell)
	}
	text := strings.ReplaceAll(rows.String(), "\x00", "")
	root, source := collection(t, nil, files{"words.tsv": text})
	reports := run(t, root, filepath.Join(source, "words.tsv"))
	if n := len(reports[0].Cards) + len(reports[0].Refused); n != 2*len(cells) {
		t.Errorf("%d of %d rows are told of", n, 2*len(cells))
	}
	if len(reports[0].Refused) > 0 {
		t.Errorf("refused: %v", reports[0].Refused)
	}
	c, err := storage.Open(root, storagetest.Options(3))
	if err != nil {
		t.Fatal(err)
	}
	if cards, err := c.Schedules(storage.Scope{}); err != nil || cards.Total != 2*len(cells) {
		t.Errorf("%d cards in the collection, want %d (%v)", cards.Total, 2*len(cells), err)
	}
}
