package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cards/cmd/internal/web"
	"cards/storage"
)

// TestGuard turns away whatever does not come from a paired page of this site.
func TestGuard(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": three})
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	tests := []struct {
		name, method, path, body string
		change                   func(*http.Request)
		want                     int
	}{
		{"rebinding", "GET", "/api/decks", "", func(r *http.Request) { r.Host = "evil.example" }, 421},
		{
			"rebinding with a port", "GET", "/", "",
			func(r *http.Request) { r.Host = "evil.example:8437" }, 421,
		},
		{"another origin", "POST", "/api/undo", "{}", header("Origin", "http://evil.example"), 403},
		{"another site", "POST", "/api/undo", "{}", header("Sec-Fetch-Site", "cross-site"), 403},
		{
			"a form", "POST", "/api/undo", "id=1",
			header("Content-Type", "application/x-www-form-urlencoded"), 415,
		},
		{"plain text", "POST", "/api/answers", "[]", header("Content-Type", "text/plain"), 415},
		{"no cookie", "GET", "/api/session", "", func(r *http.Request) { r.Header.Del("Cookie") }, 401},
		{
			"a foreign cookie", "GET", "/api/session", "",
			header("Cookie", "cards="+strings.Repeat("A", 52)), 401,
		},
		{"a large body", "POST", "/api/answers", "[" + strings.Repeat(" ", 10<<20) + "]", nil, 413},
		{"no JSON", "POST", "/api/answers", "{", nil, 400},
		{"too many answers", "POST", "/api/answers", "[" + strings.Repeat("{},", 500) + "{}]", nil, 413},
		{
			"a method that is none", "PUT", "/api/answers", "[]",
			header("Content-Type", "application/json"), 405,
		},
		{"an end that is none", "POST", "/api/end", "{}", nil, 409},
		{
			"a media file that nobody showed", "GET", "/media/00000000000000000000000000000000", "",
			nil, 404,
		},
		{"a path out of the media", "GET", "/media/../../etc/passwd", "", nil, 404},
		{"a hidden path", "GET", "/media/..%2f..%2fetc%2fpasswd", "", nil, 404},
	}
	for _, test := range tests {
		before := len(s.log)
		r := s.do(test.method, test.path, test.body, test.change)
		if r.StatusCode != test.want {
			t.Errorf("%s: %s, want %d", test.name, r.Status, test.want)
		}
		out, _ := url.PathUnescape(test.path)
		mistake := test.want == 400 || test.want == 405 || test.want == 409 // of a page, not of an intruder
		if said := s.log[before:]; !mistake && (len(said) != 1 || !strings.Contains(said[0], out)) {
			t.Errorf("%s: the server says %q", test.name, said)
		}
	}
	said := strings.Join(s.log, "\n")
	if secret := strings.TrimPrefix(s.cookie, "cards="); strings.Contains(said, secret) {
		t.Error("the log of the server holds a secret")
	}
	if !strings.Contains(said, `it is for the host "evil.example"`) {
		t.Errorf("said %q", said)
	}
	policy := s.get("/").Header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q", policy)
	}
}

// TestPairing lets one browser in by a code, and nobody by a code that is used, old or guessed.
func TestPairing(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": three})
	pair := func(code string) int {
		return s.post("/api/pair",
			fmt.Sprintf(`{"code":%q}`, code)).StatusCode
	}
	code := func() string {
		t.Helper()
		c, err := s.NewCode()
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if c := code(); pair(c) != 204 || pair(c) != 403 {
		t.Error("a code pairs twice, or never")
	}
	old := code()
	s.c.Now = s.c.Now.Add(5 * time.Minute)
	if pair(old) != 403 {
		t.Error("a code pairs after five minutes")
	}
	guessed := code()
	for range 5 {
		pair("aaaa-aaaa-aaaa")
	}
	if pair(guessed) != 403 {
		t.Error("a code pairs after five wrong ones")
	}
	list, err := web.Devices(s.c.Root())
	if err != nil || len(list) != 2 || list[0].Name != "phone" || list[1].Name != "browser" {
		t.Fatalf("devices %v, %v", list, err)
	}
	info, err := os.Stat(filepath.Join(s.c.Root(), storage.Folder, "web.json"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("web.json: %v, %v", info.Mode(), err)
	}
	if gone, err := web.Forget(s.c.Root(), "phone"); !gone || err != nil {
		t.Fatalf("forget: %v, %v", gone, err)
	}
	if r := s.get("/api/session"); r.StatusCode != 401 {
		t.Errorf("a browser that was forgotten: %s", r.Status)
	}
}

// TestRates holds a browser to so many requests.
func TestRates(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": three})
	codes := make(map[int]int)
	for range 300 {
		codes[s.get("/api/text?card=0000").StatusCode]++
	}
	if codes[404] != 250 || codes[429] != 50 {
		t.Errorf("answers by status: %v", codes)
	}
}
