package shared_test

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck/shared"
)

func key(b byte) ed25519.PrivateKey { return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{b}, 32)) }

func manifest(paths ...string) shared.Manifest {
	m := shared.Manifest{
		Name: "Biology 101", Version: 3,
		Links: [][2]string{{strings.Repeat("0a", 16), strings.Repeat("0b", 16)}},
	}
	for _, p := range paths {
		m.Files = append(m.Files, shared.File{Path: p, Size: 2, SHA256: shared.SumOf([]byte("ab"))})
	}
	return m
}

func TestManifestIsReadAsItWasSigned(t *testing.T) {
	t.Parallel()
	want := manifest("a.md", "pictures/cell.png")
	data, err := want.Sign(key(1))
	if err != nil {
		t.Fatal(err)
	}
	got, err := shared.Read(data)
	want.Format, want.Key = 1, got.Key
	if diff := cmp.Diff(want, got); err != nil || diff != "" || len(got.Key) != 64 {
		t.Errorf("%v\n%s", err, diff)
	}
	if pairs, err := got.Pairs(); err != nil || len(pairs) != 1 || pairs[0][0][0] != 10 ||
		pairs[0][1][0] != 11 {
		t.Errorf("%v, %v", pairs, err)
	}
	if !got.Files[0].Fits([]byte("ab")) || got.Files[0].Fits([]byte("aB")) ||
		got.Files[0].Fits([]byte("abc")) {
		t.Error("fits")
	}
}

// TestForgedManifestIsRefused changes every byte, and signs by another key in the author's name.
func TestForgedManifestIsRefused(t *testing.T) {
	t.Parallel()
	data, err := manifest("a.md").Sign(key(1))
	if err != nil {
		t.Fatal(err)
	}
	for i := range len(data) - 1 {
		forged := bytes.Clone(data)
		forged[i] ^= 1
		if m, err := shared.Read(forged); err == nil {
			t.Errorf("byte %d: %+v", i, m)
		}
	}
	other, err := manifest("a.md").Sign(key(2))
	if err != nil {
		t.Fatal(err)
	}
	mine, err := shared.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := shared.Read(other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := shared.Read(bytes.Replace(other, []byte(theirs.Key), []byte(mine.Key),
		1)); !errors.Is(err, shared.ErrNotSigned) {
		t.Errorf("in the name of another: %v", err)
	}
	for _, text := range []string{"", "{}", `{"sig":"00"}`, `{"format":1,"sig":""}`, "null", `[]`, `{"format":2,"name":"x","sig":"00"}`} {
		if _, err := shared.Read([]byte(text)); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

func TestPathsThatLeadElsewhere(t *testing.T) {
	t.Parallel()
	for _, p := range []string{
		"../a.md", "/etc/a.md", "a/../../b.md", "a//b.md", "./a.md", "", ".", "..", ".cards/a.md",
		"x/.git/a.md", "a.md/",
		`a\b.md`, "C:a.md", "a.sh", "a", "a.md.exe", "con.md", "x/LPT1.md", "a.md ", "a. /b.md",
		"a\x00.md", "a\n.md", "a\xff.md",
		"config.toml", ".md", "a.svg", "a.html",
	} {
		if err := shared.CheckPath(p); err == nil {
			t.Errorf("%q is allowed", p)
		}
		if _, err := manifest(p).Sign(key(1)); err == nil {
			t.Errorf("%q is signed", p)
		}
	}
	for _, p := range []string{"a.md", "A.MD", "x/y z/ü.md", "p.PNG", "comb.md", "console.md", "a..b.md"} {
		if err := shared.CheckPath(p); err != nil {
			t.Errorf("%q: %v", p, err)
		}
	}
	if _, err := manifest("a.md", "A.md").Sign(key(1)); err == nil {
		t.Error("two files that some systems take for one are signed")
	}
	large := manifest("a.md")
	large.Files[0].Size = shared.MaxFile + 1
	if _, err := large.Sign(key(1)); err == nil {
		t.Error("a file that is too large is signed")
	}
}

func TestSlugs(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Biology 101": "biology-101", "spanish/verbs": "spanish-verbs", "  A  ": "a", "../x": "x",
		"con": "deck-" + shared.SumOf([]byte("con"))[:8],
		"日本語": "deck-" + shared.SumOf([]byte("日本語"))[:8],
	} {
		if got := shared.Slug(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	data, err := manifest("a.md").Sign(key(1))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := shared.Read(data)
		if err != nil {
			return
		}
		for _, file := range m.Files {
			if shared.CheckPath(file.Path) != nil {
				t.Errorf("%q", file.Path)
			}
		}
	})
}
