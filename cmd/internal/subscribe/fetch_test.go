package subscribe_test

import (
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cards/cmd/internal/subscribe"
)

func TestFilesAreFetched(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for name, text := range map[string]string{"decks/bio/deck.json": "{}", "decks/bio/1/a b.md": "Q: a\nA: b\n", "secret": "s"} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(folder, "secret"),
		filepath.Join(folder, "decks", "bio", "1", "link.md")); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(folder)))
	defer server.Close()
	for _, address := range []string{
		server.URL + "/decks/bio", server.URL + "/decks/bio/", server.URL + "/decks/bio/deck.json",
		"dir:" + folder + "/decks/bio", "dir:" + folder + "/decks/bio/deck.json",
	} {
		s, err := subscribe.Open(address)
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{"deck.json": "{}", "1/a b.md": "Q: a\nA: b\n"} {
			if got, err := s.Get(t.Context(), name, 100); err != nil || string(got) != want {
				t.Errorf("%s, %s: %q, %v", address, name, got, err)
			}
		}
		if got, err := s.Get(t.Context(), "1/a b.md", 3); err == nil ||
			!strings.Contains(err.Error(), "larger than 3 bytes") {
			t.Errorf("%s: %q, %v", address, got, err)
		}
		if got, err := s.Get(t.Context(), "none.md", 3); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %q, %v", address, got, err)
		}
		if strings.HasPrefix(address, "dir:") {
			for _, name := range []string{"1/link.md", "../../secret", "1"} {
				if got, err := s.Get(t.Context(), name, 100); err == nil {
					t.Errorf("%s, %s: %q", address, name, got)
				}
			}
		}
	}
}

func TestServersThatSendElsewhere(t *testing.T) {
	t.Parallel()
	var plain *httptest.Server
	plain = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/once/") {
			http.Redirect(w, r, "/there/deck.json", http.StatusFound)
			return
		}
		if strings.HasPrefix(r.URL.Path, "/there/") {
			_, _ = w.Write([]byte("here"))
			return
		}
		http.Redirect(w, r, plain.URL+r.URL.Path, http.StatusFound)
	}))
	defer plain.Close()
	s, err := subscribe.Open(plain.URL + "/once")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Get(t.Context(), "deck.json", 100); err != nil || string(got) != "here" {
		t.Errorf("%q, %v", got, err)
	}
	if s, err = subscribe.Open(plain.URL + "/for-ever"); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Get(t.Context(), "deck.json", 100); err == nil ||
		!strings.Contains(err.Error(), "redirects too many times") {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAddressesThatAreNone(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "x", "dir:", "ftp://x/y", "file:///etc", "https://", "http://u:p@x/", "http://x/?a=b", "http://x/#a"} {
		if s, err := subscribe.Open(address); err == nil {
			t.Errorf("%q: %s", address, s)
		}
	}
}
