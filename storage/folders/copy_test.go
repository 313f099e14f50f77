package folders_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/storage/folders"
)

// TestWalkLeavesConflictCopiesOut: whatever program made them, and whether the original is still
// there or not.
func TestWalkLeavesConflictCopiesOut(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"bones.sync-conflict-20260105-101500-K3XQ7TD.md",    // Syncthing
		"bones.sync-conflict-20260105-101500.md",            // Syncthing, old
		"bones (conflicted copy 2026-01-05).md",             // Dropbox
		"bones (Alice's conflicted copy 2026-01-05).md",     // Dropbox
		"bones (Alice's conflicted copy 2026-01-05 (1)).md", // Dropbox
		"bones (In Konflikt stehende Kopie von Alice 2026-01-05).md",
		"bones (Copie en conflit de Alice 2026-01-05).md",
		"bones (Copia en conflicto de Alice 2026-01-05).md",
		"bones (Copia in conflitto di Alice 2026-01-05).md",
		"bones (Cópia em conflito de Alice 2026-01-05).md",
		"bones (конфликтующая копия с Alice 2026-01-05).md",
		"bones (Alice 的冲突副本 2026-01-05).md",
		"bones（Alice的衝突副本）.md",
		"bones (Alice の競合コピー 2026-01-05).md",
		"bones (Alice의 충돌하는 사본 2026-01-05).md",
		"bones (conflicted copy 2026-01-05 101500).md",                // Nextcloud
		"bones (conflicted copy alice 2026-01-05 101500).md",          // Nextcloud
		"bones_conflict-20260105-101500.md",                           // ownCloud
		"bones_conflict-alice-20260105-101500.md",                     // ownCloud
		"bones (Conflicted copy laptop 202601051015).md",              // Obsidian
		"bones (SFConflict alice@example.org 2026-01-05-10-15-00).md", // Seafile
		"bones (SFConflict alice@example.org 2026-01-05-10-15-00)-1.md",
		"bones_NAS_Jan-05-101500-2026_Conflict.md",                 // Synology Drive
		"bones_my_NAS_Jan-05-101500-2026_CaseConflict.md",          // Synology Drive
		"bones(Conflict_bob (Web browser)_2026-01-05-10-15-00).md", // FileCloud
		"bones (conflict 2026-01-05 1).md",
		"bones.conflict1.md", // rclone
		"bones [conflicted copy].md",
	} {
		for _, others := range [][]string{nil, {"bones.md"}} {
			root := tree(t, append(others, "in/"+name)...)
			found := walk(t, root, folders.Config{})
			original := "bones.md"
			if strings.HasPrefix(name, "bones_my") {
				original = "bones_my.md"
			}
			want := []string{"in/" + name + ": a conflict copy of " + original + " (skipped)"}
			if diff := cmp.Diff(want, problems(found)); diff != "" {
				t.Errorf("%s beside %v (-want +got):\n%s", name, others, diff)
			}
			if len(found.Files) != len(others) {
				t.Errorf("%s beside %v: files %v", name, others, paths(found))
			}
		}
	}
}

func TestWalkLeavesConflictCopiesOfFoldersOut(t *testing.T) {
	t.Parallel()
	root := tree(t, "bones/a.md", "bones (Alice's conflicted copy 2026-01-05)/a.md",
		"bones (conflicted)/b.md")
	found := walk(t, root, folders.Config{})
	want := []string{"bones (conflicted)/b.md = bones (conflicted)/b.md", "bones/a.md = bones/a.md"}
	if diff := cmp.Diff(want, paths(found)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestWalkKeepsDecksAboutConflicts: a word in a name is not enough.
func TestWalkKeepsDecksAboutConflicts(t *testing.T) {
	t.Parallel()
	names := []string{
		"Conflict.md", "Merge conflicts.md", "git-merge-conflict-2026-01-05.md", "merge_conflict_2026.md",
		"The War (conflict of 1914-1918).md", "Lecture 7 (conflict theory).md", "conflict-20260105.md",
		"Konflikte 2026-01-05.md", "冲突理论.md", "Copy editing (2026-01-05).md", "Lecture 2 (2026-01-05).md",
		"bones (1).md", "bones 2.md", "bones copy.md", "bones-DESKTOP-8K3XQ7T.md", "conflict1.md",
		"a_Conflict.md",
	}
	found := walk(t, tree(t, names...), folders.Config{})
	if diff := cmp.Diff([]string(nil), problems(found)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if len(found.Files) != len(names) {
		t.Errorf("%d of %d files", len(found.Files), len(names))
	}
}

const bones = `Q: Which bone is the longest?
A: the femur

Q: Which bone is the smallest?
A: the stapes

Q: How many bones has an adult?
A: 206
`

// TestWalkComparesNumberedCopies: a name that may be that of a copy or of another deck is a copy
// only by its lines.
func TestWalkComparesNumberedCopies(t *testing.T) {
	t.Parallel()
	edited := strings.Replace(bones, "206", "206, mostly", 1)
	other := strings.NewReplacer("Which", "Where", "the ", "a ", "206", "many").Replace(bones)
	for _, name := range []string{
		"bones 2.md",                                                                        // iCloud
		"bones (1).md",                                                                      // Google Drive
		"bones [Conflict].md",                                                               // Google Drive
		"bones (Case Conflict).md",                                                          // Dropbox
		"bones-DESKTOP-8K3XQ7T.md",                                                          // OneDrive
		"bones-DESKTOP-8K3XQ7T (1).md",                                                      // OneDrive
		"bones-LAPTOP-K3XQ7TDA-2.md",                                                        // OneDrive
		"bones-Alice's MacBook Pro.md",                                                      // OneDrive
		"bones copy.md", "bones copy 2.md", "bones kopie.md", "bonesのコピー.md", "bones 副本.md", // Finder
		"bones - Copy.md", "bones - Copy (2).md", "bones - Kopie.md", "bones - копия.md", // Explorer
		"Copy of bones.md", "Kopie von bones.md",
		"bones_BACKUP_4711.md", "bones_LOCAL_4711.md", "bones.REMOTE.4711.md", "bones_BASE_4711.md", // git mergetool
		"bones.Conflict.md", "bones.conflicted.md", // Resilio
		"bones.bak.md", "bones-backup.md", "bones.orig.md",
	} {
		for _, c := range []struct {
			text   string
			copied bool
		}{
			{bones, true},
			{edited, true},
			{strings.ReplaceAll("\ufeff"+edited, "\n", "\r\n"), true},
			{other, false},
			{bones + other + strings.ToUpper(other), false},
			{"", false},
			{"# Template\n", false},
		} {
			root := tree(t, "sub/")
			for file, text := range map[string]string{"bones.md": bones, name: c.text} {
				if err := os.WriteFile(filepath.Join(root, "sub", file), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var want []string
			if c.copied {
				want = []string{"sub/" + name +
					": a copy of bones.md, with most of its lines the same (skipped)"}
			}
			found := walk(t, root, folders.Config{})
			if diff := cmp.Diff(want, problems(found)); diff != "" {
				t.Errorf("%s with\n%s\n(-want +got):\n%s", name, c.text, diff)
			}
		}
	}
}

func TestLogCopies(t *testing.T) {
	t.Parallel()
	root := tree(t, ".cards/collection.db", ".cards/collection.db.holder",
		".cards/collection.db.123.new", ".cards/config.toml",
		".cards/collection.sync-conflict-20260105-101500-K3XQ7TD.db", ".cards/collection 2.db",
		".cards/collection (1).db",
		".cards/collection-DESKTOP-8K3XQ7T.db", ".cards/config (conflicted copy 2026-01-05).toml",
		".cards/backups/collection 2.db")
	got := folders.LogCopies(root)
	want := map[string]string{}
	for name, original := range map[string]string{
		"collection.sync-conflict-20260105-101500-K3XQ7TD.db": "collection.db",
		"collection 2.db":   "collection.db",
		"collection (1).db": "collection.db", "collection-DESKTOP-8K3XQ7T.db": "collection.db",
		"config (conflicted copy 2026-01-05).toml": "config.toml",
	} {
		want[filepath.Join(root, ".cards", name)] = original
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("copies (-want +got):\n%s", diff)
	}
}
