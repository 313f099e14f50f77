//go:build unix

package folders_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/storage/folders"
)

func symlink(t *testing.T, root, target, name string) {
	t.Helper()
	if err := os.Symlink(target, filepath.Join(root, name)); err != nil {
		t.Fatal(err)
	}
}

func TestWalkDoesNotFollowLinks(t *testing.T) {
	t.Parallel()
	root := tree(t, "real/x.md", "note.txt", "good.md")
	symlink(t, root, ".", "loop")
	symlink(t, root, "../..", "real/up")
	symlink(t, root, "x.md", "real/y.md")
	symlink(t, root, "nowhere", "dangling.md")
	symlink(t, root, "self.md", "self.md")
	symlink(t, root, "note.txt", "text")
	symlink(t, root, "nowhere", "dangling")
	symlink(t, root, "real", ".hidden")
	found := walk(t, root, folders.Config{})
	if diff := cmp.Diff([]string{"good.md = good.md", "real/x.md = real/x.md"},
		paths(found)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	var want []string
	for _, link := range []string{"dangling.md", "loop", "real/up", "real/y.md", "self.md"} {
		want = append(want, link+": symbolic links are not followed (skipped)")
	}
	if diff := cmp.Diff(want, problems(found)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestWalkFollowsLinksThatAreListed(t *testing.T) {
	t.Parallel()
	base := tree(t, "notes/in.md", "real/sub/x.md")
	symlink(t, base, "real", "link")
	found := walk(t, filepath.Join(base, "notes"),
		folders.Config{Folders: []string{"../link", "../real/sub", "../real"}})
	want := []string{base + "/link/sub/x.md = sub/x.md", "in.md = in.md"}
	if diff := cmp.Diff(want, paths(found)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestWalkReportsWhatIsNoFile(t *testing.T) {
	t.Parallel()
	root := tree(t, "folder.md/x.md", "good.md")
	for _, name := range []string{"pipe.md", "pipe", "pipe.txt"} {
		if err := syscall.Mkfifo(filepath.Join(root, name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	found := walk(t, root, folders.Config{})
	if diff := cmp.Diff([]string{"folder.md/x.md = folder.md/x.md", "good.md = good.md"},
		paths(found)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"pipe.md: not a regular file (skipped)"},
		problems(found)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// A path longer than the system takes cannot be opened by anyone, the superuser included.
func TestWalkGoesOnPastFoldersItCannotRead(t *testing.T) {
	t.Parallel()
	root := tree(t, "good.md", "z/good.md")
	at, err := os.OpenRoot(root)
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("n", 250)
	for range 20 {
		if err := at.Mkdir(long, 0o755); err != nil {
			t.Fatal(err)
		}
		next, err := at.OpenRoot(long)
		if err != nil {
			t.Fatal(err)
		}
		at.Close()
		at = next
	}
	at.Close()
	found := walk(t, root, folders.Config{})
	if diff := cmp.Diff([]string{"good.md = good.md", "z/good.md = z/good.md"},
		paths(found)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if len(found.Problems) != 1 || found.Problems[0].Skipped ||
		found.Problems[0].Err != syscall.ENAMETOOLONG {
		t.Errorf("problems %v, want one that says %v", problems(found), syscall.ENAMETOOLONG)
	}
}

func TestWalkReportsFoldersWithoutPermission(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("the superuser may read everything")
	}
	root := tree(t, "closed/x.md", "good.md")
	closed := filepath.Join(root, "closed")
	if err := os.Chmod(closed, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(closed, 0o755) })
	found := walk(t, root, folders.Config{})
	if diff := cmp.Diff([]string{"closed: permission denied"}, problems(found)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestWalkTakesNamesAsTheyAre(t *testing.T) {
	t.Parallel()
	names := []string{
		"a\nb.md", "\x1b[31mred.md", "\xff\xfe.md", "space .md", `back\slash.md`, "'q\".md",
		"-rf.md", "CON.md",
	}
	root := t.TempDir()
	want := make(map[string]bool)
	for _, name := range names {
		if os.WriteFile(filepath.Join(root, name), nil, 0o644) == nil { // macOS refuses what is not UTF-8
			want[name] = true
		}
	}
	got := make(map[string]bool)
	for _, f := range walk(t, root, folders.Config{}).Files {
		got[f.Path] = true
		if abs := folders.Abs(root, f.Path); f.Name != f.Path || abs != filepath.Join(root, f.Path) {
			t.Errorf("file %q has the name %q and the path %q", f.Path, f.Name, abs)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestWalkOfTenThousandFiles(t *testing.T) {
	t.Parallel()
	root := many(t, 10_000)
	found := walk(t, root, folders.Config{})
	if len(found.Files) != 10_000 || len(found.Problems) != 0 {
		t.Fatalf("%d files, %d problems", len(found.Files), len(found.Problems))
	}
	for i := 1; i < len(found.Files); i++ {
		if found.Files[i-1].Path >= found.Files[i].Path {
			t.Fatalf("%q before %q", found.Files[i-1].Path, found.Files[i].Path)
		}
	}
}

// many makes n deck files in folders of 100.
func many(t testing.TB, n int) string {
	t.Helper()
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("%03d/deck%02d.md", i/100, i%100)
	}
	return tree(t, names...)
}

// TestConfigOfTooManyKeys: a configuration that no person writes is refused before it takes long.
func TestConfigOfTooManyKeys(t *testing.T) {
	t.Parallel()
	for line, n := range map[string]int{"k%d = 1\n": 11_000, "[table%d]\n": 5000, "[[x%d]]\n": 5000, "k%d = 1, ": 11_000} {
		var text strings.Builder
		for i := range n {
			fmt.Fprintf(&text, line, i)
		}
		root := tree(t, folders.ConfigPath)
		path := filepath.Join(root, filepath.FromSlash(folders.ConfigPath))
		if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := folders.ReadConfig(root)
		if err == nil || !strings.Contains(err.Error(),
			"more than 10000 keys or 4000 tables, the most that are read") {
			t.Errorf("%q: %.200v", line, err)
		}
	}
}
