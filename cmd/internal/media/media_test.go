package media_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/media"

	"github.com/google/go-cmp/cmp"
)

func TestFind(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	root, further := filepath.Join(dir, "notes"), filepath.Join(dir, "more")
	write := func(path, text string) {
		t.Helper()
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const png = "\x89PNG\r\n\x1a\n"
	write("notes/a/b c.png", png)
	write("notes/a.mp3", "ID3\x04")
	write("notes/fake.png", "#!/bin/sh\nrm -rf /\n")
	write("notes/x.svg", "<svg onload='alert(1)'/>")
	write("more/d.jpg", "\xff\xd8\xff\xe0")
	write("secret.png", png)
	write("notes/deep/down/Größe 1.png", png)
	write("notes/deep/down/twice.png", png)
	write("notes/deep/twice.png", png)
	write("more/in/twice.png", png)
	write("notes/.hidden/h.png", png)
	if err := os.Symlink(filepath.Join(dir, "secret.png"),
		filepath.Join(root, "link.png")); err != nil && runtime.GOOS != "windows" {
		t.Fatal(err)
	}
	l := media.NewLibrary(root, []string{root, further})
	for _, c := range []struct {
		deck, dest, path string
		kind             media.Kind
		wrong            string
	}{
		{"x.md", "a/b c.png", "notes/a/b c.png", media.Picture, ""},
		{"x.md", "a/b%20c.png", "notes/a/b c.png", media.Picture, ""},
		{"a/x.md", "../a.mp3", "notes/a.mp3", media.Sound, ""},
		{"a/x.md", "@/a.mp3", "notes/a.mp3", media.Sound, ""},
		{filepath.Join(further, "y.md"), "d.jpg", "more/d.jpg", media.Picture, ""},
		{"x.md", "fake.png", "notes/fake.png", media.Other, ""},
		{"x.md", "x.svg", "notes/x.svg", media.Other, ""},
		{"x.md", "Größe 1.png", "notes/deep/down/Größe 1.png", media.Picture, ""},
		{"x.md", "Gr%C3%B6%C3%9Fe%201.png", "notes/deep/down/Größe 1.png", media.Picture, ""},
		{"a/x.md", "down/Größe 1.png", "notes/deep/down/Größe 1.png", media.Picture, ""},
		{"a/x.md", "own/Größe 1.png", "", 0, "no such file"},
		{"a/x.md", "twice.png", "notes/deep/twice.png", media.Picture, ""},
		{"deep/down/y/x.md", "twice.png", "notes/deep/down/twice.png", media.Picture, ""},
		{filepath.Join(further, "y.md"), "twice.png", "more/in/twice.png", media.Picture, ""},
		{"x.md", "h.png", "", 0, "no such file"},
		{"x.md", "deep", "", 0, "not a file"},
		{"a/x.md", "deep", "", 0, "no such file"},
		{"x.md", "@/twice.png", "", 0, "no such file"},
		{"a/x.md", "../twice.png", "", 0, "no such file"},
		{"x.md", "none.png", "", 0, "no such file"},
		{"x.md", "a", "", 0, "not a file"},
		{"x.md", "../secret.png", "", 0, "outside"},
		{"x.md", "a/../../secret.png", "", 0, "outside"},
		{"x.md", "@/../secret.png", "", 0, "outside"},
		{"x.md", filepath.Join(dir, "secret.png"), "", 0, "outside"},
		{"x.md", "link.png", "", 0, "escapes"},
	} {
		if c.dest == "link.png" && runtime.GOOS == "windows" {
			continue
		}
		f, err := l.Find(c.deck, c.dest)
		switch {
		case c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)):
			t.Errorf("%q of %s: %v, want %q", c.dest, c.deck, err, c.wrong)
		case c.wrong == "" && err != nil:
			t.Errorf("%q of %s: %v", c.dest, c.deck, err)
		case c.wrong == "":
			if diff := cmp.Diff(media.File{Path: filepath.Join(dir, c.path), Kind: c.kind}, f); diff != "" {
				t.Errorf("%q of %s (-want +got):\n%s", c.dest, c.deck, diff)
			}
		}
	}
}

// TestFindNew: a file that comes or goes after others were looked for is found, or not, as it is.
func TestFindNew(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	l := media.NewLibrary(root, []string{root})
	file := filepath.Join(root, "sub", "new.png")
	find := func(want bool) {
		t.Helper()
		if _, err := l.Find("x.md", "new.png"); (err == nil) != want {
			t.Errorf("found %v, want %v", err == nil, want)
		}
	}
	find(false)
	if err := os.Mkdir(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("\x89PNG\r\n\x1a\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(time.Minute) // whatever the clock of the disk tells apart
	if err := os.Chtimes(root, later, later); err != nil {
		t.Fatal(err)
	}
	find(true)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	find(false)
}

func TestAddress(t *testing.T) {
	t.Parallel()
	for dest, want := range map[string]string{
		"https://e.org/a?b": "https://e.org/a?b", "HTTP://e.org": "http://e.org",
		"mailto:a@e.org":      "mailto:a@e.org",
		"javascript:alert(1)": "", "file:///etc/passwd": "", "a.png": "", "http:": "",
		"ssh://e.org": "", "-x": "", "": "",
		"https://e.org/ -x": "https://e.org/%20-x",
	} {
		if got, ok := media.Address(dest); got != want && ok || ok != (want != "") {
			t.Errorf("%q is %q, %v", dest, got, ok)
		}
	}
}

// fake are programs that are only noted.
type fake struct {
	there []string
	ran   []string
}

func (f *fake) programs(goos, player string) media.Programs {
	return media.Programs{
		OS: goos, Player: player, Display: true,
		Look: func(name string) (string, error) {
			if slices.Contains(f.there, name) {
				return "/bin/" + name, nil
			}
			return "", exec.ErrNotFound
		},
		Start: func(program string, args ...string) media.Process {
			f.ran = append([]string{program}, args...)
			return ended{}
		},
	}
}

type ended struct{}

func (ended) Stop()         {}
func (ended) Failed() error { return nil }

func TestPlay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		there, player, path, want string
	}{
		{"aplay mpv", "", "/a.mp3", "/bin/mpv --no-video --really-quiet --no-terminal -- /a.mp3"},
		{"ffplay paplay", "", "/a.ogg", "/bin/ffplay -nodisp -autoexit -loglevel quiet /a.ogg"},
		{"aplay", "", "/a.WAV", "/bin/aplay -q /a.WAV"},
		{"aplay", "", "/a.mp3", ""},
		{"mpv vlc", "vlc --intf dummy", "/a b.mp3", "/bin/vlc --intf dummy /a b.mp3"},
		{"mpv", "vlc", "/a.mp3", ""},
		{"", "", "/a.mp3", ""},
	} {
		f := &fake{there: strings.Fields(c.there)}
		_, err := f.programs("linux", c.player).Play(c.path)
		if got := strings.Join(f.ran, " "); got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%+v: ran %q, error %v", c, got, err)
		}
	}
	if _, err := (&fake{}).programs("linux", "").Play("/a.mp3"); !errors.Is(err, media.ErrNoPlayer) {
		t.Errorf("without a player: %v", err)
	}
}

func TestOpen(t *testing.T) {
	t.Parallel()
	for goos, want := range map[string]string{
		"linux": "/bin/xdg-open /a.png", "darwin": "/bin/open /a.png",
		"windows": "/bin/rundll32 url.dll,FileProtocolHandler /a.png",
	} {
		f := &fake{there: []string{"xdg-open", "open", "rundll32"}}
		if err := f.programs(goos, "").Open("/a.png"); err != nil || strings.Join(f.ran, " ") != want {
			t.Errorf("%s: ran %q, error %v", goos, f.ran, err)
		}
	}
	without := (&fake{there: []string{"xdg-open"}}).programs("linux", "")
	without.Display = false
	if err := without.Open("/a.png"); err == nil {
		t.Error("a viewer was started where there is no screen for it")
	}
}

// TestSoundStops starts a real program and ends it.
func TestSoundStops(t *testing.T) {
	t.Parallel()
	p := media.System(runtime.GOOS, "sleep", false)
	if _, err := p.Look("sleep"); err != nil {
		t.Skip(err)
	}
	sound, err := p.Play("600")
	if err != nil {
		t.Fatal(err)
	}
	sound.Stop() // returns when it has ended
	sound.Stop()
}
