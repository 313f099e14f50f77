package importer_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/storage"
	"cards/storage/importer"
	"cards/storage/storagetest"
)

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
