package folders_test

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/storage/beside"
	"cards/storage/folders"
)

func config(t testing.TB, root string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, ".cards", "config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestAddFolder(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, before, after string }{
		{"empty", "", "folders = ['/n']\n"},
		{"comment only", "# mine", "# mine\nfolders = ['/n']\n"},
		{
			"other keys", "# mine\nsteps = [1] # s\n# end\n",
			"# mine\nsteps = [1] # s\nfolders = ['/n']\n# end\n",
		},
		{"no line break at the end", "steps = [1]", "steps = [1]\nfolders = ['/n']\n"},
		{
			"tables", "steps = [1]\n\n[later]\na = 1\n",
			"steps = [1]\nfolders = ['/n']\n\n[later]\na = 1\n",
		},
		{"tables only", "[later]\na = 1\n", "folders = ['/n']\n[later]\na = 1\n"},
		{"byte-order mark", "\ufeff[later]\n", "\ufefffolders = ['/n']\n[later]\n"},
		{"empty list", "folders = [] # f\n", "folders = ['/n'] # f\n"},
		{"one line", "folders = [\"/a\", '/b'] # f\n", "folders = [\"/a\", '/b', '/n'] # f\n"},
		{"one line with a comma at its end", "folders = ['/a', ]\n", "folders = ['/a',  '/n']\n"},
		{
			"lines", "folders = [\n\t'/a', # first\n\t# between\n\t'/b' # last, it says\n\t# after\n]\n",
			"folders = [\n\t'/a', # first\n\t# between\n\t'/b', # last, it says\n\t# after\n\t'/n',\n]\n",
		},
		{
			"lines with commas", "folders = [\n    '/a',\n    '/b',\n]\n",
			"folders = [\n    '/a',\n    '/b',\n    '/n',\n]\n",
		},
		{"empty lines", "folders = [\r\n]\r\n", "folders = [\r\n  '/n',\r\n]\r\n"},
		{
			"bracket behind the last", "folders = [\n  '/a', # ]\n  '/b']",
			"folders = [\n  '/a', # ]\n  '/b', '/n']",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := configured(t, tt.before)
			if added, err := folders.AddFolder(root, "/n"); !added || err != nil {
				t.Fatalf("added %v, error %v", added, err)
			}
			if diff := cmp.Diff(tt.after, config(t, root)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestRemoveFolder(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, before, after string }{
		{"only one", "a = 1\nfolders = ['/n'] # f\n", "a = 1\nfolders = [] # f\n"},
		{"first", "folders = [ \"/n\", '/b' ]\n", "folders = [ '/b' ]\n"},
		{"middle", "folders = ['/a', '/n', '/b']\n", "folders = ['/a', '/b']\n"},
		{"last", "folders = ['/a', '/n']\n", "folders = ['/a']\n"},
		{"last with comma", "folders = ['/a', '/n', ]\n", "folders = ['/a', ]\n"},
		{"written another way", "folders = ['/x/../n/']\n", "folders = []\n"},
		{
			"a line", "folders = [\n\t'/a', # first\n\t# between\n\t'/n', # gone\n\t'/b' # last\n]\n",
			"folders = [\n\t'/a', # first\n\t# between\n\t'/b' # last\n]\n",
		},
		{
			"the last line", "folders = [\r\n  '/a', # , ]\r\n  '/n'\r\n]\r\n",
			"folders = [\r\n  '/a', # , ]\r\n]\r\n",
		},
		{"behind the bracket", "folders = ['/n', # gone\n  '/b']\n", "folders = [# gone\n  '/b']\n"},
		{"before the bracket", "folders = ['/a', # stays\n  '/n']\n", "folders = ['/a', # stays\n  ]\n"},
		{"commas first", "folders = [\n    '/n'\n  , '/b'\n]\n", "folders = [\n   '/b'\n]\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := configured(t, tt.before)
			if removed, err := folders.RemoveFolder(root, "/n"); !removed || err != nil {
				t.Fatalf("removed %v, error %v", removed, err)
			}
			if diff := cmp.Diff(tt.after, config(t, root)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestEditNothing(t *testing.T) {
	t.Parallel()
	root := configured(t, "folders = ['/a', '../b']\n")
	for _, listed := range []string{"/a", "/a/", filepath.Join(root, "..", "b"), root} {
		if added, err := folders.AddFolder(root, listed); added || err != nil {
			t.Errorf("add %q: added %v, error %v", listed, added, err)
		}
	}
	for _, other := range []string{"/c", root} {
		if removed, err := folders.RemoveFolder(root, other); removed || err != nil {
			t.Errorf("remove %q: removed %v, error %v", other, removed, err)
		}
	}
	if got := config(t, root); got != "folders = ['/a', '../b']\n" {
		t.Errorf("the configuration is now %q", got)
	}
}

func TestEditDoesNotTouchWhatIsWrong(t *testing.T) {
	t.Parallel()
	const text = "folders = 3\n"
	root := configured(t, text)
	var wrong *folders.ConfigError
	if _, err := folders.AddFolder(root, "/a"); !errors.As(err, &wrong) {
		t.Errorf("add: error %v", err)
	}
	if _, err := folders.RemoveFolder(root, "/a"); !errors.As(err, &wrong) {
		t.Errorf("remove: error %v", err)
	}
	if got := config(t, root); got != text {
		t.Errorf("the configuration is now %q", got)
	}
	if _, err := folders.AddFolder(tree(t, ".cards/"), "/\xff"); err == nil {
		t.Error("a name that TOML cannot hold is no error")
	}
}

func TestAddFolderThatAnotherPathNames(t *testing.T) {
	t.Parallel()
	root := tree(t, ".cards/", "real/")
	link := filepath.Join(root, "link")
	if err := os.Symlink("real", link); err != nil {
		t.Skip(err)
	}
	for i, folder := range []string{link, filepath.Join(root, "real")} {
		if added, err := folders.AddFolder(root, folder); added != (i == 0) || err != nil {
			t.Errorf("add %q: added %v, error %v", folder, added, err)
		}
	}
}

func TestEditKeepsModeAndLink(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("modes are those of Unix")
	}
	root := tree(t, ".cards/", "dotfiles/")
	real := filepath.Join(root, "dotfiles", "cards.toml")
	if err := os.WriteFile(real, []byte("# mine\n"), 0o640); err != nil {
		t.Fatal(err)
	}
	symlink := filepath.Join(root, ".cards", "config.toml")
	if err := os.Symlink(real, symlink); err != nil {
		t.Fatal(err)
	}
	if _, err := folders.AddFolder(root, "/n"); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(real)
	if err != nil || info.Mode() != 0o640 {
		t.Errorf("mode %v, error %v", info.Mode(), err)
	}
	if info, err := os.Lstat(symlink); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is now %v, error %v", info.Mode(), err)
	}
	if got := config(t, root); got != "# mine\nfolders = ['/n']\n" {
		t.Errorf("configuration %q", got)
	}
	for _, dir := range []string{"dotfiles", ".cards"} {
		if left, _ := os.ReadDir(filepath.Join(root, dir)); len(left) != 1 {
			t.Errorf("%s holds %v", dir, left)
		}
	}
}

// TestEditsAtOnce adds folders by several at once, half of them after a first one: each must be
// there in the end.
func TestEditsAtOnce(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "folders = ['/0']\n"} {
		root := configured(t, text)
		var group sync.WaitGroup
		for i := range 8 {
			group.Go(func() {
				if added, err := folders.AddFolder(root, fmt.Sprintf("/n/%d", i)); !added || err != nil {
					t.Errorf("added %v, error %v", added, err)
				}
			})
		}
		group.Wait()
		for i := range 8 {
			if folder := fmt.Sprintf("'/n/%d'", i); strings.Count(config(t, root), folder) != 1 {
				t.Errorf("no %s in %s", folder, config(t, root))
			}
		}
	}
}

// TestEditRemovesWhatAKilledOneLeft, unless somebody is making a file in that folder.
func TestEditRemovesWhatAKilledOneLeft(t *testing.T) {
	t.Parallel()
	root := tree(t, ".cards/", ".cards/config.toml.new", ".cards/config.toml.123.new",
		".cards/config.toml.mine")
	names := func() (names []string) {
		entries, err := os.ReadDir(filepath.Join(root, ".cards"))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return names
	}
	release := beside.Hold(filepath.Join(root, ".cards"))
	if added, err := folders.AddFolder(root, "/n"); !added || err != nil || len(names()) != 4 {
		t.Errorf("added %v, error %v, %q", added, err, names())
	}
	release()
	if added, err := folders.AddFolder(root, "/m"); !added || err != nil || len(names()) != 2 {
		t.Errorf("added %v, error %v, %q", added, err, names())
	}
}

// TestEditKeepsOtherLines adds and removes folders in configurations laid out at random: the list
// is right, and all that is not in the list stays as it was, to the byte, and so do comments on
// lines of their own in it.
func TestEditKeepsOtherLines(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		c := randomConfig(r)
		root := configured(t, c.before+"folders = ["+c.list+"]"+c.after)
		for range 5 {
			folder := folderNames[r.IntN(len(folderNames))]
			edit, want := folders.AddFolder, append(slices.Clone(c.folders), folder)
			if at := slices.Index(c.folders, folder); at >= 0 {
				edit, want = folders.RemoveFolder, slices.Delete(slices.Clone(c.folders), at, at+1)
			}
			was := config(t, root)
			if done, err := edit(root, folder); !done || err != nil {
				t.Fatalf("seed %d: %q: done %v, error %v in\n%s", seed, folder, done, err, was)
			}
			c.folders = want
			c.check(t, root, fmt.Sprintf("seed %d: %q: in\n%s", seed, folder, was))
		}
	}
}

var folderNames = []string{"/a", "/b c", `/d'"e`, "/ü,#]", `/\`}

// layoutConfig is a configuration in parts.
type layoutConfig struct {
	before, list, after string
	folders             []string
	comments            []string // on lines of their own in the list
}

func (c layoutConfig) check(t *testing.T, root, context string) {
	t.Helper()
	got, err := folders.ReadConfig(root)
	if diff := cmp.Diff(c.folders, got.Folders, cmpopts.EquateEmpty()); diff != "" || err != nil {
		t.Fatalf("%s\nerror %v, folders (-want +got):\n%s", context, err, diff)
	}
	text := config(t, root)
	if !strings.HasPrefix(text, c.before+"folders = [") || !strings.HasSuffix(text, "]"+c.after) {
		t.Fatalf("%s\nbecame\n%s", context, text)
	}
	for _, comment := range c.comments {
		if !strings.Contains(text, comment) {
			t.Fatalf("%s\nlost %q:\n%s", context, comment, text)
		}
	}
}

func randomConfig(r *rand.Rand) layoutConfig {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	newline := pick("\n", "\r\n")
	c := layoutConfig{
		before: pick("", "# folders = ['/x']"+newline,
			"ignore = ['folders = [a]']"+newline+newline, "steps = [ # s"+newline+"1]"+newline),
		after: pick("", " # ]", newline, newline+"retention = 0.8 # , r"+newline,
			newline+"[later]"+newline+"folders = 1"+newline),
	}
	gap := func() string {
		switch r.IntN(6) {
		case 0, 1:
			return newline + pick("", "  ", "\t")
		case 2:
			return pick(" # c, ]", "#") + newline
		case 3:
			comment := fmt.Sprintf("  # own %d, ]", len(c.comments)) + newline
			c.comments = append(c.comments, comment)
			return newline + comment + pick("", "  ")
		default:
			return pick("", " ")
		}
	}
	for _, i := range r.Perm(len(folderNames))[:r.IntN(4)] {
		if len(c.folders) > 0 {
			c.list += ","
		}
		c.folders = append(c.folders, folderNames[i])
		c.list += gap() + strconv.Quote(folderNames[i]) + gap()
	}
	if len(c.folders) > 0 && r.IntN(2) == 0 {
		c.list += ","
	}
	c.list += gap()
	return c
}
