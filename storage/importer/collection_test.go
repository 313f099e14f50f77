package importer_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

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
