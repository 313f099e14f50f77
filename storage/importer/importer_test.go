package importer_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/importer"
	"cards/storage/storagetest"
)

// files are the contents of files by their paths with slashes.
type files map[string]string

// write makes files below a new folder.
func write(t *testing.T, dir string, all files) {
	t.Helper()
	for name, text := range all {
		abs := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(abs), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(abs, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// read returns all files below a folder, the collection's own left out.
func read(t *testing.T, dir string) files {
	t.Helper()
	all := make(files)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.Name() == folders.Folder {
			return fs.SkipDir
		}
		if d.Type().IsRegular() {
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			all[folders.Path(dir, path)] = string(data)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// collection makes a collection that holds files, and a folder "from" beside it with others.
func collection(t *testing.T, there, from files) (root, source string) {
	t.Helper()
	base := t.TempDir()
	root, source = filepath.Join(base, "collection"), filepath.Join(base, "from")
	write(t, root, there)
	write(t, source, from)
	if _, err := storage.Create(root, storagetest.Start(), storagetest.Options(1)); err != nil {
		t.Fatal(err)
	}
	return root, source
}

// imports opens the collection in root, brings it up to date, and imports into it.
func imports(t *testing.T, root, source string, o importer.Options) ([]importer.Report, error) {
	t.Helper()
	c, err := storage.Open(root, storagetest.Options(2))
	if err == nil {
		_, err = c.Compile(t.Context(), storagetest.Start())
	}
	if err == nil {
		o.Scheduler, err = srs.NewScheduler(srs.DefaultConfig(time.UTC))
	}
	if err != nil {
		t.Fatal(err)
	}
	if o.Now = storagetest.Start(); o.Zone == nil {
		o.Zone = time.UTC
	}
	reports, err := importer.Import(t.Context(), c, source, o)
	if _, cerr := c.Compile(t.Context(), storagetest.Start()); cerr != nil {
		t.Error(cerr)
	}
	return reports, err
}

func run(t *testing.T, root, source string) []importer.Report {
	t.Helper()
	reports, err := imports(t, root, source, importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return reports
}

func TestImportFile(t *testing.T) {
	t.Parallel()
	const answer = "That ![p](img/a%20b.png), [say](say.mp3), [page](https://x.y/z.mp3), `![c](no.png)`"
	const text = "\ufeffQ: What?\r\nA: " + answer + "\r\n"
	root, source := collection(t, nil, files{
		"go.md": text, "img/a b.png": "\x00png", "say.mp3": "mp3", "no.png": "in code", "other.md": "Q: a\nA: b\n",
	})
	reports := run(t, root, filepath.Join(source, "go.md"))
	if diff := cmp.Diff(files{"go.md": text, "img/a b.png": "\x00png", "say.mp3": "mp3"}, read(t, root)); diff != "" {
		t.Errorf("collection (-want +got):\n%s", diff)
	}
	want := []importer.Report{{
		Format: "cards", Deck: "go", File: "go.md", Notes: 1, Media: []string{"img/a b.png", "say.mp3"},
		LeftOut: []importer.Reason{}, Refused: []importer.Reason{}, Reason: "deck: 1 note with a label",
		Cards: []importer.Card{{
			Question: "What?", Line: 1, Kind: "basic", Answer: answer, Status: importer.New,
			Suggestions: []importer.Suggestion{},
		}},
	}}
	if diff := cmp.Diff(want, reports); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
}

func TestImportFolder(t *testing.T) {
	t.Parallel()
	root, source := collection(t, files{"mine.md": "Q: mine\nA: mine\n"}, files{
		"lang/de/basics.md": "T: der Hund\nD: the dog ![](../img/dog.png)\n",
		"lang/img/dog.png":  "dog", "lang/img/unused.png": "x",
		"lang/top.MD":        "---\nname = \"Top\"\n---\nC: A [gap] and [two].\nQ (draft): Open?\nA: Perhaps\n",
		"lang/notes.md":      "only words, [a link](top.MD)\n",
		"lang/.git/x.md":     "Q: a\nA: b\n",
		"lang/old/deck.apkg": "PK",
		"lang/sub/.cards/c":  "", "lang/sub/x.md": "Q: a\nA: b\n",
	})
	reports := run(t, root, filepath.Join(source, "lang"))
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
		`  left out 0: no cards found in it: it comes as a note beside the cards`,
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

func TestImportsAtOnceDoNotMix(t *testing.T) {
	t.Parallel()
	root, source := collection(t, nil, nil)
	texts := make(map[string]bool)
	var group sync.WaitGroup
	taken := make([]bool, 8)
	for i := range taken {
		text := fmt.Sprintf("Q: %d\nA: ![](p.png)\n\n%s", i, strings.Repeat(fmt.Sprintf("%d ", i), 50_000))
		texts[text] = true
		dir := filepath.Join(source, strconv.Itoa(i))
		write(t, dir, files{"a.md": text, "p.png": "the same"})
		group.Go(func() {
			reports, err := imports(t, root, filepath.Join(dir, "a.md"), importer.Options{})
			taken[i] = err == nil && len(reports) == 1 && len(reports[0].Cards) == 1 && len(reports[0].Media) == 1
		})
	}
	group.Wait()
	got := read(t, root)
	if len(got) != 2 || !texts[got["a.md"]] || got["p.png"] != "the same" {
		t.Errorf("collection holds %d files, %d bytes of a deck, the picture %q", len(got), len(got["a.md"]), got["p.png"])
	}
	winners := slices.DeleteFunc(taken, func(ok bool) bool { return !ok })
	if len(winners) != 1 {
		t.Errorf("%d imports say that they took a file of that name, want one", len(winners))
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

func TestDryRunWritesNothing(t *testing.T) {
	t.Parallel()
	there := files{"d/b.md": "mine"}
	root, source := collection(t, there, files{
		"d/a.md": "Q: a\nA: ![](x/p.png) ![](/etc/passwd)\n", "d/x/p.png": "p", "d/b.md": "Q: b\nA: b\n",
	})
	source = filepath.Join(source, "d")
	dry, err := imports(t, root, source, importer.Options{DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(there, read(t, root)); diff != "" {
		t.Errorf("collection (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(run(t, root, source), dry); diff != "" {
		t.Errorf("the dry run foretold something else (-done +foretold):\n%s", diff)
	}
}

func TestMediaStayInside(t *testing.T) {
	t.Parallel()
	refs := []string{
		"../secret.png", "../../secret.png", "%2e%2e/secret.png", "/etc/passwd", "@/../secret.png", "@//etc/passwd",
		".hidden.png", ".cards/config.toml", "@/.cards/config.toml", ".git/hooks/post-checkout", "deck.md", "folder",
		".", "..",
	}
	for _, ref := range refs {
		root, source := collection(t, nil, files{
			"secret.png": "s", "d/a.md": "Q: a\nA: ![](<" + ref + ">)\n", "d/.hidden.png": "h", "d/.cards/config.toml": "x",
			"d/.git/hooks/post-checkout": "x", "d/deck.md": "no", "d/folder/x.png": "x",
		})
		reports := run(t, root, filepath.Join(source, "d", "a.md"))
		if len(reports) != 1 || len(reports[0].Refused) != 1 || reports[0].Refused[0].Line != 2 {
			t.Errorf("%s: reports %q, want one refusal", ref, describe(reports))
		}
		if names := sortedNames(read(t, root)); !cmp.Equal(names, []string{"a.md"}) {
			t.Errorf("%s: collection holds %q", ref, names)
		}
		if left, _ := os.ReadDir(filepath.Join(root, folders.Folder)); len(left) != 2 { // its file, and what git ignores
			t.Errorf("%s: %v was written among the collection's own files", ref, left)
		}
	}
}

func TestMediaOfTheCollectionsFolder(t *testing.T) {
	t.Parallel()
	root, source := collection(t, nil, files{"d/sub/a.md": "Q: a\nA: ![](@/img/p.png)\n", "d/img/p.png": "p"})
	run(t, root, filepath.Join(source, "d"))
	want := files{"d/sub/a.md": "Q: a\nA: ![](@/img/p.png)\n", "img/p.png": "p"}
	if diff := cmp.Diff(want, read(t, root)); diff != "" {
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
		`{"line":0,"reason":"no cards found in it: it comes as a note beside the cards"}],"refused":[]}` + "\n"
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
		"d/nul.md: cards , 0 notes, media []", "  refused 0: not a text in UTF-8",
	}
	if diff := cmp.Diff(want, describe(run(t, root, filepath.Join(source, "d")))); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"d/a.md"}, sortedNames(read(t, root))); diff != "" {
		t.Errorf("collection (-want +got):\n%s", diff)
	}
}

// TestImportFinishesWhatAKilledOneBegan: the log of the first is written, its deck stands beside
// its place.
func TestImportFinishesWhatAKilledOneBegan(t *testing.T) {
	t.Parallel()
	root, source := collection(t, nil, files{"words.csv": "Hund,dog\nKatze,cat\nMaus,mouse\n"})
	run(t, root, filepath.Join(source, "words.csv"))
	want := read(t, root)
	if err := os.Rename(filepath.Join(root, "words.md"), filepath.Join(root, ".import-0.new")); err != nil {
		t.Fatal(err)
	}
	reports := run(t, root, filepath.Join(source, "words.csv"))
	if diff := cmp.Diff(want, read(t, root)); diff != "" {
		t.Errorf("collection (-want +got):\n%s", diff)
	}
	for _, c := range reports[0].Cards {
		if c.Status != importer.Same {
			t.Errorf("%s is %s", c.Question, c.Status)
		}
	}
}

func TestCancelledImportWritesNothing(t *testing.T) {
	t.Parallel()
	root, source := collection(t, files{"x.md": "Q: a\nA: b\n"}, files{"words.csv": "Hund,dog\nKatze,cat\nMaus,mouse\n"})
	c, err := storage.Open(root, storagetest.Options(2))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := importer.Import(ctx, c, filepath.Join(source, "words.csv"), importer.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(files{"x.md": "Q: a\nA: b\n"}, read(t, root)); diff != "" {
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

// TestLargeDecksAreDivided: what is beyond 16 MB goes into a further file.
func TestLargeDecksAreDivided(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("34 MB")
	}
	var rows strings.Builder
	for i := range 2100 {
		fmt.Fprintf(&rows, "%d\t%s\n", i, strings.Repeat("y", 16<<10))
	}
	root, source := collection(t, nil, files{"words.tsv": rows.String()})
	reports := run(t, root, filepath.Join(source, "words.tsv"))
	got := read(t, root)
	if len(got) != 3 || len(got["words.md"]) > 16<<20 || len(got["words-2.md"]) == 0 ||
		len(got["words-3.md"]) == 0 || len(reports[0].Cards) != 2100 {
		t.Errorf("files %q, %d cards", slices.Sorted(maps.Keys(got)), len(reports[0].Cards))
	}
	remarks := []string{"words.md goes on in words-2.md, words-3.md"}
	if diff := cmp.Diff(remarks, reports[0].Remarks); diff != "" {
		t.Errorf("remarks (-want +got):\n%s", diff)
	}
	again := run(t, root, filepath.Join(source, "words.tsv"))
	if diff := cmp.Diff(got, read(t, root)); diff != "" || again[0].Cards[2099].Status != importer.Same {
		t.Error("the second import changed something")
	}
}
