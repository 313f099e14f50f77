package beside_test

import (
	"errors"
	"os"
	"runtime"
	"testing"

	"cards/storage/beside"
)

func TestDisksAreSynced(t *testing.T) {
	t.Parallel()
	var disks beside.Disks
	defer disks.Close()
	for range 2 {
		dir, err := os.OpenRoot(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		defer dir.Close()
		if err := disks.Add(dir); err != nil {
			t.Fatal(err)
		}
		if err := dir.WriteFile("a", []byte("text"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if can, is := beside.CanSync(), runtime.GOOS == "linux"; can != is {
		t.Fatalf("CanSync() = %t, want %t", can, is)
	}
	if err := disks.Sync(); err != nil && beside.CanSync() {
		t.Error(err)
	}
}

func TestDisksOfNoFolder(t *testing.T) {
	t.Parallel()
	dir, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Remove(dir.Name()), dir.Close()); err != nil {
		t.Fatal(err)
	}
	var disks beside.Disks
	defer disks.Close()
	if err := disks.Add(dir); err == nil {
		t.Error("a folder that is closed was added")
	}
	if err := disks.Sync(); err != nil {
		t.Errorf("nothing was to be synced: %v", err)
	}
}
