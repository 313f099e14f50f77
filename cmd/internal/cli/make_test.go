package cli_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

const redis = "# Redis\n\nIt keeps everything in memory.\n\n- AOF: a log of every write, on disk " +
	"since 2009\n"

// answering starts a server that answers each request with the cards of a list, and counts
// requests.
func answering(t *testing.T, cards ...string) (address string, asked *atomic.Int32) {
	t.Helper()
	asked = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n := int(asked.Add(1))
		// which a text always can be
		content, _ := json.Marshal(fmt.Sprintf(`{"cards":[%s]}`, cards[min(n, len(cards))-1]))
		// the client sees it
		_, _ = fmt.Fprintf(w, `{"choices":[{"message":{"content":%s}}]}`, content)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/v1", asked
}

// modelled returns a world with notes and a model.
func modelled(t *testing.T, config string) *world {
	t.Helper()
	w := newWorld(t, map[string]string{"redis.md": redis})
	folder := filepath.Join(filepath.Dir(w.dir), ".config", "cards")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "config.toml")
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) text(name string) string {
	w.t.Helper()
	data, err := os.ReadFile(filepath.Join(w.dir, name))
	if err != nil {
		w.t.Fatal(err)
	}
	return string(data)
}

const (
	honest   = `{"kind":"qa","question":"What does AOF log?","answer":"Every write.","quote":"AOF: a log of every write","line":5}`
	invented = `{"kind":"qa","question":"Who made it?","answer":"Antirez.","quote":"Antirez made Redis","line":1}`
	wrong    = `{"kind":"qa","question":"Since when is AOF there?","answer":"Since 2011.","quote":"on disk since 2009","line":5}`
	dashes   = `{"kind":"qa","question":"What keeps Redis in memory?","answer":"Everything.","quote":"it  keeps\neverything in memory","line":3}`
)

func TestMakeByModel(t *testing.T) {
	t.Parallel()
	url, asked := answering(t, honest+","+invented+","+wrong, dashes)
	w := modelled(t, fmt.Sprintf("[model]\nurl = %q\nname = 'small'\n", url))
	stdout, stderr, code := w.run("", "make", "redis.md", "--yes")
	if code != 0 || asked.Load() != 2 {
		t.Fatalf("exit code %d after %d requests\n%s%s", code, asked.Load(), stdout, stderr)
	}
	if !strings.Contains(stderr, "This sends 3 lines") ||
		!strings.Contains(stderr, "on this machine") {
		t.Errorf("consent: %s", stderr)
	}
	text := w.text("redis.md")
	if !strings.HasPrefix(text, redis) || strings.Count(text, "(draft)") != 2 {
		t.Errorf("%s", text)
	}
	if !strings.Contains(text, "A (more): Notes: \"AOF: a log of every write\"") ||
		strings.Contains(text, "Antirez") || strings.Contains(text, "2011") {
		t.Errorf("%s", text)
	}
	w.cards("", "undo")
	if w.text("redis.md") != redis {
		t.Error("undo leaves something")
	}
}

func TestMakeReportsWhatItRefuses(t *testing.T) {
	t.Parallel()
	url, _ := answering(t, invented)
	w := modelled(t, fmt.Sprintf("[model]\nurl = %q\n", url))
	stdout, _, code := w.run("", "make", "redis.md", "--yes", "--json")
	if code != 4 || !strings.Contains(stdout,
		`"refused":[{"question":"Who made it?","line":0,"why":"its quote is not in the notes"}]`) {
		t.Errorf("exit code %d: %s", code, stdout)
	}
	if w.text("redis.md") != redis {
		t.Error("the file has changed")
	}
}

// TestMakeSendsNothing has commands that may not send, and a server that counts.
func TestMakeSendsNothing(t *testing.T) {
	t.Parallel()
	url, asked := answering(t, honest)
	w := modelled(t, fmt.Sprintf("[model]\nurl = %q\n", url))
	for want, args := range map[int][]string{
		2: {"make", "redis.md"}, 0: {"make", "redis.md", "--dry-run"},
		-1: {"make", "redis.md", "--rules", "--dry-run"},
	} {
		stdout, stderr, code := w.run("", args...)
		if code != max(want, 0) || asked.Load() != 0 {
			t.Errorf("%q: exit code %d, %d requests\n%s%s", args, code, asked.Load(),
				stdout, stderr)
		}
	}
	none := newWorld(t, map[string]string{"redis.md": redis})
	none.cards("", "make", "redis.md", "--dry-run")
	if _, stderr, code := none.run("", "make", "redis.md", "--model", "big"); code != 2 ||
		!strings.Contains(stderr, "no [model] is configured") {
		t.Errorf("--model without one: %d %s", code, stderr)
	}
	// a collection cannot say where notes are sent
	if err := os.WriteFile(filepath.Join(none.dir, ".cards", "config.toml"),
		fmt.Appendf(nil, "[model]\nurl = %q\n", url), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, stderr, _ := none.run("", "make", "redis.md", "--yes"); asked.Load() != 0 {
		t.Errorf("a collection's model was asked: %s", stderr)
	}
	if w.text("redis.md") != redis {
		t.Error("the file has changed")
	}
}

func TestMakeByCommand(t *testing.T) {
	t.Parallel()
	reply := filepath.Join(t.TempDir(), "reply")
	if err := os.WriteFile(reply, []byte("Here: {\"cards\":["+honest+"]}"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := modelled(t, fmt.Sprintf("[model]\ncommand = ['cat', %q]\n", reply))
	_, stderr, code := w.run("", "make", "redis.md", "--yes")
	if code != 0 || !strings.Contains(stderr, "which may send this on") ||
		strings.Count(w.text("redis.md"), "(draft)") != 1 {
		t.Errorf("exit code %d: %s\n%s", code, stderr, w.text("redis.md"))
	}
}

// TestMakeKeepsFinishedSections has a server that fails at the second section.
func TestMakeKeepsFinishedSections(t *testing.T) {
	t.Parallel()
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // the client sees it
		if asked++; asked > 1 {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		content, _ := json.Marshal(`{"cards":[` + honest + `]}`)
		_, _ = fmt.Fprintf(w, `{"choices":[{"message":{"content":%s}}]}`, content)
	}))
	t.Cleanup(server.Close)
	w := modelled(t, fmt.Sprintf("[model]\nurl = %q\n", server.URL))
	if err := os.WriteFile(filepath.Join(w.dir, "redis.md"),
		[]byte(redis+"\n# More\n\nIt is fast.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, stderr, code := w.run("", "make", "redis.md", "--yes")
	if code != 1 || !strings.Contains(stderr, "401") ||
		strings.Count(w.text("redis.md"), "(draft)") != 1 {
		t.Errorf("exit code %d: %s\n%s", code, stderr, w.text("redis.md"))
	}
}
