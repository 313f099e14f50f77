//go:build unix

package importer_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/storage/importer"
)

func symlink(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Fatal(err)
	}
}

func TestMediaAreNotFollowedThroughLinks(t *testing.T) {
	t.Parallel()
	const text = "Q: a\nA: ![](link.png) ![](out.png) ![](dir/p.png) ![](pipe.png) ![](dangling.png)\n"
	root, source := collection(t, nil, files{"d/a.md": text, "d/real/p.png": "p", "secret": "s"})
	d := filepath.Join(source, "d")
	symlink(t, "real/p.png", filepath.Join(d, "link.png"))
	symlink(t, "../secret", filepath.Join(d, "out.png"))
	symlink(t, "real", filepath.Join(d, "dir"))
	symlink(t, "nowhere", filepath.Join(d, "dangling.png"))
	symlink(t, "../secret", filepath.Join(d, "b.md"))
	if err := syscall.Mkfifo(filepath.Join(d, "pipe.png"), 0o644); err != nil {
		t.Fatal(err)
	}
	got := describe(run(t, root, d))
	want := []string{
		"d/a.md: cards d/a, 1 notes, media []",
		`  1 basic new "a" = "![](link.png) ![](out.png) ![](dir/p.png) ![](pipe.png) ![](dangling.png)"`,
		`  refused 2: "link.png": symbolic links are not followed`,
		`  refused 2: "out.png": symbolic links are not followed`,
		`  refused 2: "dir/p.png": symbolic links are not followed`,
		`  refused 2: "pipe.png": not a regular file`,
		`  refused 2: "dangling.png": symbolic links are not followed`,
		"d/b.md: cards , 0 notes, media []",
		"  refused 0: symbolic links are not followed",
		"d/dir: cards , 0 notes, media []",
		"  refused 0: symbolic links are not followed",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(files{"d/a.md": text}, read(t, root)); diff != "" {
		t.Errorf("collection (-want +got):\n%s", diff)
	}
}

func TestImportDoesNotWriteThroughLinks(t *testing.T) {
	t.Parallel()
	root, source := collection(t, files{"real/x": "x"}, files{"out/a.md": "out", "in/a.md": "in", "a.md": "file"})
	elsewhere := t.TempDir()
	symlink(t, elsewhere, filepath.Join(root, "out"))
	symlink(t, "real", filepath.Join(root, "in"))
	symlink(t, filepath.Join(elsewhere, "new"), filepath.Join(root, "a.md"))
	for name, want := range map[string]string{
		"out":  `"out" in the collection: symbolic links are not followed`,
		"in":   `"in" in the collection: symbolic links are not followed`,
		"a.md": "another file of that name is in the collection",
	} {
		reports := run(t, root, filepath.Join(source, name))
		if len(reports) != 1 || len(reports[0].Refused) != 1 || reports[0].Refused[0].Reason != want {
			t.Errorf("%s: reports %q, want the reason %q", name, describe(reports), want)
		}
	}
	if diff := cmp.Diff(files{"real/x": "x"}, read(t, root)); diff != "" {
		t.Errorf("collection (-want +got):\n%s", diff)
	}
	if left, _ := os.ReadDir(elsewhere); len(left) != 0 {
		t.Errorf("%v was written outside", left)
	}
}

func TestImportDoesNotWriteIntoPipes(t *testing.T) {
	t.Parallel()
	root, source := collection(t, nil, files{"d/a.md": "Q: a\nA: ![](p.png)\n", "d/b.md": "Q: b\nA: b\n", "d/p.png": "p"})
	if err := os.MkdirAll(filepath.Join(root, "d"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(root, "d", "p.png"), 0o644); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"d/a.md: cards d/a, 1 notes, media []", `  1 basic new "a" = "![](p.png)"`,
		`  refused 2: "p.png": another file of that name is in the collection`,
		"d/b.md: cards d/b, 1 notes, media []", `  1 basic new "b" = "b"`,
	}
	if diff := cmp.Diff(want, describe(run(t, root, filepath.Join(source, "d")))); diff != "" {
		t.Errorf("reports (-want +got):\n%s", diff)
	}
}

func TestImportOfNoFile(t *testing.T) {
	t.Parallel()
	root, source := collection(t, nil, files{"x": ""})
	pipe := filepath.Join(source, "pipe.md")
	if err := syscall.Mkfifo(pipe, 0o644); err != nil {
		t.Fatal(err)
	}
	if reports, err := imports(t, root, pipe, importer.Options{}); err == nil {
		t.Errorf("a pipe was imported: %v", reports)
	}
}

// TestImportRemovesWhatAKilledOneLeft and takes no half of a deck for one.
func TestImportRemovesWhatAKilledOneLeft(t *testing.T) {
	t.Parallel()
	left := files{".import-0.new": "half a de", "d/.cards-1.new": "Q: a", "d/x.md": "Q: x\nA: x\n"}
	root, source := collection(t, left, files{"a.md": "Q: a\nA: a\n"})
	run(t, root, filepath.Join(source, "a.md"))
	if diff := cmp.Diff(files{"a.md": "Q: a\nA: a\n", "d/x.md": "Q: x\nA: x\n"}, read(t, root)); diff != "" {
		t.Errorf("collection (-want +got):\n%s", diff)
	}
}
