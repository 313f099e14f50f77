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
