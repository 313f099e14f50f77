package folders_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
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

// paths returns how a walk names the files, as "path = name".
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
		if errors.Is(p.Err, fs.ErrNotExist) {
			text = p.Path + ": does not exist"
		}
		if p.Skipped {
			text += " (skipped)"
		}
		problems = append(problems, text)
	}
	return problems
}

func TestWalkFindsMarkdownInOrder(t *testing.T) {
	t.Parallel()
	root := tree(t, "b.md", "a/z.MD", "a/b/c.Md", "a.md", "a.txt", "md", ".md", "x.mdx",
		".hidden/x.md", ".x.md",
		".cards/x.md", "a/.git/x.md", "ä.md", "other/.cards/", "other/x.md", "other/deep/x.md", "empty/")
	want := []string{
		"a.md = a.md", "a/b/c.Md = a/b/c.Md", "a/z.MD = a/z.MD", "b.md = b.md",
		"ä.md = ä.md",
	}
	found := walk(t, root, folders.Config{})
	if diff := cmp.Diff(want, paths(found)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string(nil), problems(found)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	for _, f := range found.Files {
		if want := filepath.Join(root, filepath.FromSlash(f.Path)); folders.Abs(root, f.Path) != want {
			t.Errorf("absolute path %q, want %q", folders.Abs(root, f.Path), want)
		}
	}
}

func TestWalkIgnores(t *testing.T) {
	t.Parallel()
	files := []string{
		"README.md", "a/README.md", "a/draft1.md", "a/b/draft2.md", "build/x.md",
		"a/build/y.md", "keep.md",
	}
	tests := []struct {
		ignore []string
		want   []string
	}{
		{[]string{"README.md"}, []string{
			"a/b/draft2.md", "a/build/y.md", "a/draft1.md",
			"build/x.md", "keep.md",
		}},
		{[]string{"build", "draft?.md"}, []string{"README.md", "a/README.md", "keep.md"}},
		{[]string{"build/"}, []string{
			"README.md", "a/README.md", "a/b/draft2.md", "a/draft1.md",
			"keep.md",
		}},
		{[]string{"a/build"}, []string{
			"README.md", "a/README.md", "a/b/draft2.md", "a/draft1.md",
			"build/x.md", "keep.md",
		}},
		{[]string{"a/*.md"}, []string{
			"README.md", "a/b/draft2.md", "a/build/y.md", "build/x.md",
			"keep.md",
		}},
		{[]string{"*"}, nil},
		{[]string{"readme.md"}, []string{
			"README.md", "a/README.md", "a/b/draft2.md", "a/build/y.md", "a/draft1.md",
			"build/x.md", "keep.md",
		}},
	}
	root := tree(t, files...)
	for _, tt := range tests {
		var got []string
		for _, f := range walk(t, root, folders.Config{Ignore: tt.ignore}).Files {
			got = append(got, f.Path)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("ignore %q (-want +got):\n%s", tt.ignore, diff)
		}
	}
}

// layout is a tree with a collection in "home/notes" and folders around it.
func layout(t *testing.T) (base, root string) {
	t.Helper()
	base = tree(t, "home/notes/.cards/", "home/notes/in.md", "home/notes/sub/s.md",
		"home/notes/.secret/h.md",
		"home/more/m.md", "home/more/deep/d.md", "home/more/deep/build/x.md", "home/other/.cards/",
		"home/other/o.md",
		"home/file.txt")
	return base, filepath.Join(base, "home", "notes")
}

func TestWalkFurtherFolders(t *testing.T) {
	t.Parallel()
	base, root := layout(t)
	abs := func(path string) string { return filepath.ToSlash(base) + "/" + path }
	inside := []string{"in.md = in.md", "sub/s.md = sub/s.md"}
	tests := []struct {
		name           string
		folders        []string
		more, problems []string
	}{
		{name: "relative", folders: []string{"../more"}, more: []string{
			abs("home/more/deep/build/x.md = deep/build/x.md"), abs("home/more/deep/d.md = deep/d.md"),
			abs("home/more/m.md = m.md"),
		}},
		{name: "absolute", folders: []string{abs("home/more/deep/")}, more: []string{
			abs("home/more/deep/build/x.md = build/x.md"), abs("home/more/deep/d.md = d.md"),
		}},
		{
			name: "nested and twice", folders: []string{
				"../more/deep", "../more", abs("home/more"),
				"../more/../more",
			},
			more: []string{
				abs("home/more/deep/build/x.md = deep/build/x.md"), abs("home/more/deep/d.md = deep/d.md"),
				abs("home/more/m.md = m.md"),
			},
		},
		{name: "in the collection", folders: []string{"sub", "."}},
		{name: "hidden", folders: []string{".secret"}, more: []string{".secret/h.md = h.md"}},
		{name: "around the collection", folders: []string{".."}, more: []string{
			abs("home/more/deep/build/x.md = more/deep/build/x.md"),
			abs("home/more/deep/d.md = more/deep/d.md"),
			abs("home/more/m.md = more/m.md"),
		}},
		{
			name: "wrong", folders: []string{"../nowhere", "../other", "../file.txt"},
			problems: []string{
				abs("home/file.txt: not a folder"), abs("home/nowhere: does not exist"),
				abs("home/other: is a collection of its own (skipped)"),
			},
		},
	}
	disk := filepath.VolumeName(base) + "/"
	for _, folder := range []string{disk, disk + ".", base + strings.Repeat("/..", strings.Count(base, "/"))} {
		tests = append(tests, struct {
			name           string
			folders        []string
			more, problems []string
		}{
			"whole disk " + folder,
			[]string{folder},
			nil,
			[]string{disk + ": " + folders.ErrWholeDisk.Error() + " (skipped)"},
		})
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := walk(t, root, folders.Config{Folders: tt.folders})
			want := append(tt.more, inside...) // "/" and "." sort before letters
			if diff := cmp.Diff(want, paths(found)); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.problems, problems(found)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWalkNamesWhatIsWrongWithTheCollection(t *testing.T) {
	t.Parallel()
	if _, err := folders.Walk(filepath.Join(t.TempDir(), "gone"),
		folders.Config{}); !os.IsNotExist(err) {
		t.Errorf("error %v, want one that says the folder does not exist", err)
	}
}

func TestStampTellsChanges(t *testing.T) {
	t.Parallel()
	root := tree(t, "x.md")
	path := filepath.Join(root, "x.md")
	stamp := func() folders.Stamp { return walk(t, root, folders.Config{}).Files[0].Stamp }
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	first := stamp()
	if again := stamp(); again != first {
		t.Errorf("an unchanged file has the stamps %v and %v", first, again)
	}
	if got := folders.StampOf(info); got != first {
		t.Errorf("StampOf gives %v, a walk %v", got, first)
	}
	if first.Size != 4 || first.ModTime != info.ModTime().UnixNano() {
		t.Errorf("stamp %v of a file of 4 bytes of %v", first, info.ModTime())
	}
	// Another file of the same size and time in its place, as rsync or git make it.
	beside := filepath.Join(root, "beside")
	if err := os.WriteFile(beside, []byte("y.md"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(beside, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(beside, path); err != nil {
		t.Fatal(err)
	}
	if replaced := stamp(); replaced == first && first.Inode != 0 {
		t.Errorf("another file has the same stamp %v", replaced)
	}
}
