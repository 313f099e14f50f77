package folders_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/storage/folders"
)

// tree makes files below a new folder and returns it. A name that ends in a slash is a folder.
func tree(t testing.TB, names ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, name := range names {
		abs := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(abs), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		if name[len(name)-1] == '/' {
			err = os.MkdirAll(abs, 0o755)
		} else {
			err = os.WriteFile(abs, []byte(name), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func walk(t *testing.T, root string, c folders.Config) folders.Found {
	t.Helper()
	found, err := folders.Walk(root, c)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// paths returns how a walk names the files, as "path = deck".
func paths(found folders.Found) []string {
	var paths []string
	for _, f := range found.Files {
		paths = append(paths, f.Path+" = "+f.Name)
	}
	return paths
}

// problems returns the problems as "path: reason".
func problems(found folders.Found) []string {
	var problems []string
	for _, p := range found.Problems {
		text := p.Path + ": " + p.Err.Error()
		if p.Skipped {
			text += " (skipped)"
		}
		problems = append(problems, text)
	}
	return problems
}

func TestWalkFindsMarkdownInOrder(t *testing.T) {
	t.Parallel()
	root := tree(t, "b.md", "a/z.MD", "a/b/c.Md", "a.md", "a.txt", "md", ".md", "x.mdx", ".hidden/x.md", ".x.md",
		".cards/x.md", "a/.git/x.md", "ä.md", "other/.cards/", "other/x.md", "other/deep/x.md", "empty/")
	want := []string{"a.md = a", "a/b/c.Md = a/b/c", "a/z.MD = a/z", "b.md = b", "ä.md = ä"}
	found := walk(t, root, folders.Config{})
	if diff := cmp.Diff(want, paths(found)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string(nil), problems(found)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	for _, f := range found.Files {
		if want := filepath.Join(root, filepath.FromSlash(f.Path)); f.Abs != want {
			t.Errorf("absolute path %q, want %q", f.Abs, want)
		}
	}
}
