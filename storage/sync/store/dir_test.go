//go:build unix

package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"cards/storage/sync/store"
	"cards/storage/sync/store/storetest"
)

func openDir(t *testing.T, path string) (*store.Dir, *store.Traffic) {
	t.Helper()
	var traffic store.Traffic
	d, err := store.OpenDir(path, &traffic)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d, &traffic
}

func TestStoresConform(t *testing.T) {
	t.Parallel()
	d, traffic := openDir(t, t.TempDir())
	storetest.Conforms(t, d)
	if traffic.Requests == 0 || traffic.Bytes == 0 {
		t.Errorf("traffic %+v", traffic)
	}
	storetest.Conforms(t, storetest.NewMem())
	many, _ := openDir(t, t.TempDir())
	storetest.ManyConform(t, many, 1100)
}

// TestFolderThatIsNotThereIsUnreachable: a disk that is not mounted is no empty store.
func TestFolderThatIsNotThereIsUnreachable(t *testing.T) {
	t.Parallel()
	_, err := store.OpenDir(filepath.Join(t.TempDir(), "none"), &store.Traffic{})
	if _, ok := errors.AsType[*store.UnreachableError](err); !ok {
		t.Errorf("%v", err)
	}
}

// TestFolderIsNotLeft has names and links that lead out of the folder.
func TestFolderIsNotLeft(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	inside := filepath.Join(root, "in")
	err := errors.Join(
		os.MkdirAll(filepath.Join(inside, "cards1"), 0o755),
		os.WriteFile(filepath.Join(root, "secret"), []byte("x"), 0o600),
		os.Symlink(root, filepath.Join(inside, "cards1", "s")),
		os.Symlink("../../secret", filepath.Join(inside, "cards1", "link")),
	)
	if err != nil {
		t.Fatal(err)
	}
	d, _ := openDir(t, inside)
	for _, name := range []string{"../secret", "cards1/s/secret", "cards1/link", "/etc/passwd", "cards1/../../secret"} {
		if data, err := d.Get(t.Context(), name, 100); err == nil {
			t.Errorf("get %q: %q", name, data)
		}
		if name == "cards1/link" { // it is replaced
			continue
		}
		if err := d.Put(t.Context(), name+".new2", nil); err == nil {
			t.Errorf("put %q went through", name)
		}
	}
	if list, err := d.List(t.Context(), "cards1/"); err != nil || len(list) > 0 {
		t.Errorf("list: %v, %v", list, err)
	}
	if data, err := os.ReadFile(filepath.Join(root, "secret")); err != nil || string(data) != "x" {
		t.Errorf("outside: %q, %v", data, err)
	}
}

// TestWhatCarriesTheFolderIsNotListed leaves a file half written, and has a pipe in the folder.
func TestWhatCarriesTheFolderIsNotListed(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	folder := filepath.Join(root, "cards1", "s", "2026")
	err := errors.Join(
		os.MkdirAll(folder, 0o755), os.WriteFile(filepath.Join(folder, ".abc.new"), []byte("half"),
			0o600),
		syscall.Mkfifo(filepath.Join(folder, "pipe"), 0o600),
	)
	if err != nil {
		t.Fatal(err)
	}
	d, _ := openDir(t, root)
	if list, err := d.List(t.Context(), "cards1/"); err != nil || len(list) > 0 {
		t.Errorf("list: %v, %v", list, err)
	}
	if _, err := d.Get(t.Context(), "cards1/s/2026/pipe", 10); !errors.Is(err, store.ErrNone) {
		t.Errorf("get of a pipe: %v", err)
	}
}
