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

	"cards/cmd/internal/sound"
)

// TestPodcastByServer sends texts to a server only after the person has agreed, says where, and
// keeps what it answers.
func TestPodcastByServer(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		var sent struct {
			Input, Voice string
			Format       string `json:"response_format"`
		}
		data, _ := io.ReadAll(r.Body) // what cannot be read is no request below
		if err := json.Unmarshal(data, &sent); err != nil || sent.Format != "wav" ||
			r.URL.Path != "/v1/audio/speech" ||
			r.Header.Get("Authorization") != "Bearer secret" || sent.Voice != "amy" {
			http.Error(w, "what?", http.StatusBadRequest)
			return
		}
		_, _ = w.Write(sound.WAV(make(sound.Clip, 100*len(sent.Input)))) // the client sees it
	}))
	t.Cleanup(server.Close)
	config := fmt.Sprintf("[speech]\nurl = %q\nname = 'small'\nvoice = 'amy'\nkey_command = "+
		"['echo', 'secret']\n", server.URL+"/v1")
	w := modelled(t, config)
	w.write("redis.md", "Q: Who?\nA: Me\n")

	_, stderr, code := w.run("", "podcast", "--new", "1", "-o", "e.mp3")
	if code != 2 || asked.Load() != 0 || !strings.Contains(stderr, "This sends about 4 texts (") ||
		!strings.Contains(stderr, "on this machine, for small") {
		t.Errorf("without consent: exit code %d after %d requests: %s", code, asked.Load(), stderr)
	}
	w.cards("", "podcast", "--new", "1", "--dry-run")
	w.cards("", "podcast", "--check")
	if asked.Load() != 0 {
		t.Errorf("%d requests for a script", asked.Load())
	}
	stdout, stderr, code := w.run("", "podcast", "--new", "1", "-o", "e.mp3", "--yes")
	if code != 0 || asked.Load() < 4 {
		t.Fatalf("exit code %d after %d requests: %s%s", code, asked.Load(), stdout, stderr)
	}
	if _, err := os.Stat(filepath.Join(w.dir, "e.mp3")); err != nil {
		t.Error(err)
	}
	before := asked.Load()
	// all is kept: nothing is sent, and nothing asked
	w.cards("", "podcast", "--new", "1", "-o", "e.mp3")
	if asked.Load() != before {
		t.Errorf("%d more requests for what is kept", asked.Load()-before)
	}
	if _, stderr, code := w.run("", "review", "--speak", "--plain"); code == 0 ||
		asked.Load() != before {
		t.Errorf("a review without consent or player: exit code %d: %s", code, stderr)
	}
}

// TestPodcastIsNotSentOn follows no redirect and sends no key without encryption.
func TestPodcastIsNotSentOn(t *testing.T) {
	t.Parallel()
	var other atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		other.Add(1)
	}))
	t.Cleanup(elsewhere.Close)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
	}))
	t.Cleanup(server.Close)
	for config, want := range map[string]string{
		fmt.Sprintf("url = %q", server.URL+
			"/v1"): "which is not followed",
		"url = 'http://speech.example.com/v1'\nkey_command = ['echo', 'secret']": "a key is not sent without encryption",
	} {
		w := modelled(t, "[speech]\n"+config+"\n")
		w.write("redis.md", "Q: Who?\nA: Me\n")
		_, stderr, code := w.run("", "podcast", "--new", "1", "-o", "e.mp3", "--yes")
		if code != 1 || !strings.Contains(stderr, want) || other.Load() != 0 ||
			strings.Contains(stderr, "secret") {
			t.Errorf("exit code %d, %d sent on: %s", code, other.Load(), stderr)
		}
	}
}
