package cli_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/cli"
)

// served is a page that a command serves.
type served struct {
	t      *testing.T
	says   struct{ URL, Pair string }
	cookie string
	stop   func() int // ends the command and returns its exit code
}

// serve runs a command that serves a page and pairs a browser with it.
func (w *world) serve(args ...string) *served {
	w.t.Helper()
	ctx, cancel := context.WithCancel(w.t.Context())
	reader, writer := io.Pipe()
	env := cli.Env{
		Dir: w.dir, Vars: []string{"HOME=" + filepath.Dir(w.dir)}, Stdin: strings.NewReader(""),
		Stdout: writer,
		Stderr: io.Discard, Now: func() time.Time {
			return w.now
		}, Zone: time.UTC, Random: rand.NewChaCha8([32]byte{2}), PID: 1,
	}
	code := make(chan int, 1)
	go func() {
		code <- cli.Main(ctx, env, args)
		_ = writer.Close()
	}()
	lines := bufio.NewReader(reader)
	says, err := lines.ReadString('\n')
	if err != nil {
		w.t.Fatal(err)
	}
	s := &served{t: w.t}
	if strings.HasPrefix(says, "{") {
		validate(w.t, "serve", says, strings.Join(args, " "))
		if err := json.Unmarshal([]byte(says), &s.says); err != nil {
			w.t.Fatal(err)
		}
	} else {
		s.says.URL = strings.Fields(says)[0] + "/"
		link, err := lines.ReadString('\n')
		if err != nil {
			w.t.Fatal(err)
		}
		s.says.Pair = strings.Fields(link)[1]
	}
	s.stop = func() int {
		cancel()
		return <-code
	}
	_, secret, _ := strings.Cut(s.says.Pair, "#")
	r := s.post("api/pair", fmt.Sprintf(`{"code":%q,"name":"phone"}`, secret))
	if r.StatusCode != http.StatusNoContent {
		w.t.Fatalf("pair: %s", r.Status)
	}
	s.cookie = "cards=" + r.Cookies()[0].Value
	return s
}

func (s *served) do(method, path, body string) *http.Response {
	s.t.Helper()
	r, err := http.NewRequest(method, s.says.URL+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Cookie", s.cookie)
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = response.Body.Close() })
	return response
}

func (s *served) post(path, body string) *http.Response {
	s.t.Helper()
	return s.do(http.MethodPost, path, body)
}

// text returns what a page says, which must be there.
func (s *served) text(path string) string {
	s.t.Helper()
	r := s.do(http.MethodGet, path, "")
	data, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		s.t.Fatalf("GET %s: %s, %v\n%s", path, r.Status, err, data)
	}
	return string(data)
}

// TestServe: the page shows the figures that commands print, and what is answered on it is in the
// log.
func TestServe(t *testing.T) {
	t.Parallel()
	w := newWorld(
		t, map[string]string{"go.md": "# Words\n\nNotes.\n\nQ: Which keyword starts a " +
			"goroutine?\nA: go\n"})
	s := w.serve("serve", "--json", "--port", "0", "--no-open")
	same := func(path, printed string) {
		t.Helper()
		var a, b any
		if err := json.Unmarshal([]byte(s.text(path)), &a); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(printed), &b); err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("%s says\n%v, the command\n%v", path, a, b)
		}
	}
	same("api/decks", w.cards("", "decks", "--json"))
	same("api/stats", w.cards("", "stats", "--json"))
	if page := s.text("api/stats.html?subject=retention"); !strings.Contains(page, "<h1>") ||
		strings.Contains(page, "<style") {
		t.Errorf("statistics:\n%s", page)
	}
	var sitting struct {
		Cards []struct{ Key, ID string }
	}
	if err := json.Unmarshal([]byte(s.text("api/session")), &sitting); err != nil ||
		len(sitting.Cards) != 1 {
		t.Fatalf("session: %v, %v", sitting, err)
	}
	if why := s.text("api/why?card=" + sitting.Cards[0].ID); !strings.Contains(why, "new") {
		t.Errorf("why: %s", why)
	}
	given := fmt.Sprintf(`[{"id":"%012x%020x","key":%q,"rating":4,"shown":%d,"answered":%[1]d}]`,
		w.now.UnixMilli(), 7, sitting.Cards[0].Key, w.now.UnixMilli()-2000)
	if r := s.post("api/answers", given); r.StatusCode != http.StatusOK {
		t.Fatalf("answers: %s", r.Status)
	}
	if code := s.stop(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if due := w.cards("", "due", "--json=total"); !strings.Contains(due, "0") {
		t.Errorf("due after the answer: %s", due)
	}
	if list := w.cards("", "serve", "--devices"); !strings.HasPrefix(list, "phone") {
		t.Errorf("devices: %q", list)
	}
	w.cards("", "serve", "--forget", "phone")
	if _, errs, code := w.run("", "serve", "--forget", "phone"); code != 1 ||
		!strings.Contains(errs, "no browser") {
		t.Errorf("forgotten twice: %d, %s", code, errs)
	}
}

// TestReviewOnPage ends when the page does.
func TestReviewOnPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string]string{"go.md": "Q: One?\nA: 1\n", "other.md": "Q: Two?\nA: 2\n"})
	_, errs, code := w.run("", "review", "--web", "--plain")
	if code != 2 || !strings.Contains(errs, "--web cannot be combined with --plain") {
		t.Errorf("with --plain: %d, %s", code, errs)
	}
	s := w.serve("review", "go", "--web")
	if text := s.text("api/session"); strings.Contains(text, "Two?") ||
		!strings.Contains(text, `"once":true`) {
		t.Errorf("session of a scope: %s", text)
	}
	if r := s.post("api/end", "{}"); r.StatusCode != http.StatusNoContent {
		t.Errorf("end: %s", r.Status)
	}
	if code := s.stop(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

// TestServeCertificate: a certificate that cannot be had is named before anything is said to
// listen.
func TestServeCertificate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, map[string]string{"go.md": "Q: One?\nA: 1\n"})
	for _, name := range []string{"none.crt", "go.md"} {
		said, errs, code := w.run("", "serve", "--no-open", "--port", "0", "--tls-cert", name,
			"--tls-key", "none.key")
		if said != "" || code != 1 || !strings.Contains(errs, name) ||
			strings.Contains(errs, "--port") {
			t.Errorf("%s: %d, %q, %q", name, code, said, errs)
		}
	}
}
