package importer_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/storage/folders"
)

func TestMediaStayInside(t *testing.T) {
	t.Parallel()
	refs := []string{
		"../secret.png", "../../secret.png", "%2e%2e/secret.png", "/etc/passwd", "@/../secret.png", "@//etc/passwd",
		".hidden.png", ".cards/config.toml", "@/.cards/config.toml", ".git/hooks/post-checkout", "deck.md", "folder",
		".", "..",
	}
	for _, ref := range refs {
		root, source := collection(t, nil, files{
			"secret.png": "s", "d/a.md": "Q: a\nA: ![](<" + ref + ">)\n", "d/.hidden.png": "h", "d/.cards/config.toml": "x",
			"d/.git/hooks/post-checkout": "x", "d/deck.md": "no", "d/folder/x.png": "x",
		})
		reports := run(t, root, filepath.Join(source, "d", "a.md"))
		if len(reports) != 1 || len(reports[0].Refused) != 1 || reports[0].Refused[0].Line != 2 {
			t.Errorf("%s: reports %q, want one refusal", ref, describe(reports))
		}
		if names := sortedNames(read(t, root)); !cmp.Equal(names, []string{"a.md"}) {
			t.Errorf("%s: collection holds %q", ref, names)
		}
		if left, _ := os.ReadDir(filepath.Join(root, folders.Folder)); len(left) != 2 { // its file, and what git ignores
			t.Errorf("%s: %v was written among the collection's own files", ref, left)
		}
	}
}

func TestMediaOfTheCollectionsFolder(t *testing.T) {
	t.Parallel()
	root, source := collection(t, nil, files{"d/sub/a.md": "Q: a\nA: ![](@/img/p.png)\n", "d/img/p.png": "p"})
	run(t, root, filepath.Join(source, "d"))
	want := files{"d/sub/a.md": "Q: a\nA: ![](@/img/p.png)\n", "img/p.png": "p"}
	if diff := cmp.Diff(want, read(t, root)); diff != "" {
		t.Errorf("collection (-want +got):\n%s", diff)
	}
}

// TestMediaAnywhere: what wikis embed is found anywhere in the folder, and so is what a note of a
// vault shows, by as much of its path as is written; a plain path elsewhere is not.
func TestMediaAnywhere(t *testing.T) {
	t.Parallel()
	for ref, want := range map[string]struct {
		vault bool
		from  string // the name of the file whose copy is where the path leads; empty for none
	}{
		"![[Größe 1.png]]":                {false, "img/Größe 1.png"},
		"![[Größe 1.png|300]]":            {false, "img/Größe 1.png"},
		"![[img/Größe 1.png]]":            {false, "img/Größe 1.png"},
		"![[twice.png]]":                  {false, "img/twice.png"},
		"![[deep/twice.png]]":             {false, "img/deep/twice.png"},
		"![[mg/twice.png]]":               {false, ""},
		"![[../../twice.png]]":            {false, ""},
		"![[h.png]]":                      {false, ""},
		"![](twice.png)":                  {false, ""},
		"![](img/twice.png)":              {true, "img/twice.png"},
		"![x](Gr%C3%B6%C3%9Fe%201.png)":   {true, "img/Größe 1.png"},
		"![[sound.mp3]]":                  {true, "img/deep/sound.mp3"},
		"[play](sound.mp3)":               {true, "img/deep/sound.mp3"},
		"![[Größe 1.png]] and ![](x.png)": {true, "img/Größe 1.png"},
	} {
		t.Run(ref, func(t *testing.T) {
			t.Parallel()
			from := files{
				"v/sub/a.md": "Q: a\nA: " + ref + "\n", "v/img/.hidden/h.png": "h", "twice.png": "outside",
			}
			for _, name := range []string{
				"img/Größe 1.png", "img/twice.png", "img/deep/twice.png", "img/deep/sound.mp3",
			} {
				from["v/"+name] = name
			}
			if want.vault {
				from["v/.obsidian/app.json"] = "{}"
			}
			root, source := collection(t, nil, from)
			run(t, root, filepath.Join(source, "v"))
			got := read(t, root)
			delete(got, "v/sub/a.md")
			var copied []string
			for _, text := range got {
				copied = append(copied, text)
			}
			if want.from == "" && len(copied) > 0 || want.from != "" && !cmp.Equal(copied, []string{want.from}) {
				t.Errorf("copied %q, want %q", got, want.from)
			}
		})
	}
}
