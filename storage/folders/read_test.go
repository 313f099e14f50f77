//go:build unix

package folders_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"cards/storage/folders"
)

func TestReadFile(t *testing.T) {
	t.Parallel()
	root := tree(t, "folder/")
	file := func(name string, size int64) string {
		path := filepath.Join(root, name)
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Truncate(path, size)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	pipe := filepath.Join(root, "pipe.md")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	symlink(t, root, "pipe.md", "link.md")
	const limit = 3 << 20
	tests := []struct {
		path string
		size int // -1 for an error
		want string
	}{
		{file("empty.md", 0), 0, ""},
		{file("limit.md", limit), limit, ""},
		{file("over.md", limit+1), -1, "larger than 3 MB, the most that is read"},
		{file("sparse.md", 1<<40), -1, "larger than 3 MB, the most that is read"},
		{"/dev/zero", -1, "not a regular file"},
		{pipe, -1, "not a regular file"},
		{filepath.Join(root, "link.md"), -1, "not a regular file"},
		{filepath.Join(root, "folder"), -1, "not a regular file"},
		{filepath.Join(root, "gone.md"), -1, "no such file or directory"},
	}
	for _, tt := range tests {
		data, err := folders.ReadFile(t.Context(), tt.path, limit)
		if tt.size < 0 {
			var pe *fs.PathError
			if !errors.As(err, &pe) || !strings.HasSuffix(err.Error(), tt.want) || pe.Path != tt.path {
				t.Errorf("%s: error %v, want %q", tt.path, err, tt.want)
			}
		} else if err != nil || len(data) != tt.size {
			t.Errorf("%s: %d bytes, error %v", tt.path, len(data), err)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := folders.ReadFile(ended, filepath.Join(root, "limit.md"), limit); !errors.Is(err,
		context.Canceled) {
		t.Errorf("with a context that has ended: %v", err)
	}
}

func TestWalkNamesWhatIsTooLarge(t *testing.T) {
	t.Parallel()
	root := tree(t, "good.md", "large.md")
	if err := os.Truncate(filepath.Join(root, "large.md"), folders.MaxDeck+1); err != nil {
		t.Fatal(err)
	}
	found := walk(t, root, folders.Config{})
	if len(found.Files) != 1 || len(found.Problems) != 1 || found.Problems[0].Skipped ||
		found.Problems[0].Err.Error() != "larger than 64 MB, the most that is read" {
		t.Errorf("found %v", found)
	}
}

// What cannot be looked at is no reason to use another collection.
func TestLocateGoesOnOnlyPastWhatIsNotThere(t *testing.T) {
	t.Parallel()
	base := tree(t, "outer/.cards/", "outer/loop/in/", "outer/gone/in/", "outer/long/in/",
		"outer/linked/in/", "real/")
	symlink(t, base, ".cards", "outer/loop/.cards")
	symlink(t, base, "../../disk/.cards", "outer/gone/.cards")
	symlink(t, base, strings.Repeat("x", 300), "outer/long/.cards")
	symlink(t, base, "../../real", "outer/linked/.cards")
	getenv := func(string) string { return "" }
	for name, want := range map[string]error{
		"loop": syscall.ELOOP, "gone": fs.ErrNotExist, "long": syscall.ENAMETOOLONG,
	} {
		for _, dir := range []string{name, name + "/in"} {
			got, _, err := folders.Locate(filepath.Join(base, "outer", dir), "", getenv, "linux")
			var unseen *folders.LocateError
			if !errors.As(err, &unseen) || !errors.Is(err, want) ||
				unseen.Path != filepath.Join(base, "outer", name, ".cards") {
				t.Errorf("%s: %q, error %v, want %v", dir, got, err, want)
			}
		}
	}
	linked := filepath.Join(base, "outer", "linked")
	if got, _, err := folders.Locate(filepath.Join(linked, "in"), "", getenv,
		"linux"); got != linked || err != nil {
		t.Errorf("a link to a folder: %q, error %v", got, err)
	}
	found := walk(t, filepath.Join(base, "outer"), folders.Config{})
	if len(found.Files)+len(found.Problems) != 0 {
		t.Errorf("found %v", found)
	}
}
