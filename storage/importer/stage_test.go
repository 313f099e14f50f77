package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sync/atomic"
	"testing"
)

func TestManyFilesAreStagedAndPlaced(t *testing.T) {
	t.Parallel()
	w := newStaging(t)
	var files []string
	w.plan.changes = make(map[string]*change)
	for i := range 5 * syncedTogether {
		file := fmt.Sprintf("deck %d/a/%d.md", i/10, i)
		files = append(files, file)
		w.plan.changes[file] = &change{after: []byte(file)}
	}
	if err := w.stageAll(files); err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, err := w.plan.target.root.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("%s is there before the log: %v", file, err)
		}
	}
	err := eachFile(openDir{below: w.plan.target.root}, files, func(in *openDir, file string) error {
		return w.plan.target.place(in, w.plan.changes[file], file)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		dir, err := fs.ReadDir(w.plan.target.root.FS(), path.Dir(file))
		if got, rerr := w.plan.target.root.ReadFile(file); rerr != nil || string(got) != file || err != nil ||
			len(dir) != 10 {
			t.Errorf("%s holds %q, beside %d files: %v", file, got, len(dir), errors.Join(err, rerr))
		}
	}
}

func TestEachFileEndsWithTheFirstError(t *testing.T) {
	t.Parallel()
	w := newStaging(t)
	failure := errors.New("failure")
	for _, n := range []int{0, 1, 15, 16, 17, 500} {
		files := make([]string, n)
		for i := range files {
			files[i] = fmt.Sprint(i)
		}
		seen := make([]atomic.Int32, n)
		each := func(bad int) error {
			return eachFile(openDir{below: w.plan.target.root}, files, func(_ *openDir, file string) error {
				var i int
				_, err := fmt.Sscan(file, &i)
				if seen[i].Add(1); i == bad {
					err = failure
				}
				return err
			})
		}
		if err := each(n); err != nil {
			t.Error(err)
		}
		for i := range seen {
			if got := seen[i].Swap(0); got != 1 {
				t.Errorf("file %d of %d was worked on %d times", i, n, got)
			}
		}
		if err := each(n / 2); n > 0 && !errors.Is(err, failure) {
			t.Errorf("%d files: %v", n, err)
		}
	}
}

func newStaging(t *testing.T) *writing {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return &writing{ctx: t.Context(), plan: &plan{target: target{root: root}}}
}
