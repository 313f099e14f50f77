package web_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/exam"
	"cards/cmd/internal/session"
	"cards/cmd/internal/web"
	"cards/deck"
	"cards/srs/model"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/storagetest"
)

// site is a page under test, with one browser that is paired.
type site struct {
	*web.Site
	t      *testing.T
	c      *storagetest.Collection
	server *httptest.Server
	cookie string
	log    []string
}

func newSite(t *testing.T, files map[string]string) *site {
	t.Helper()
	s := &site{t: t, c: storagetest.New(t, files)}
	models := storage.Models{All: storage.Parameters{Model: model.New(model.Defaults())}}
	cal := s.c.Scheduler.Calendar()
	config := session.Config{
		Now: func() time.Time { return s.c.Now }, LearnAhead: 20 * time.Minute,
		Schedulers: desk.NewSchedulers(folders.Config{}, models, cal), Rules: desk.RulesOf(folders.Config{}),
	}
	var err error
	s.Site, err = web.New(web.Config{
		Store: s.c.Collection, Calendar: cal, LearnAhead: 20 * time.Minute, Steps: []time.Duration{time.Minute},
		Now: func() time.Time { return s.c.Now }, Random: storagetest.Random(7),
		Log: func(line string) { s.log = append(s.log, line) },
		Compile: func(ctx context.Context) error {
			_, err := s.c.Collection.Compile(ctx, s.c.Now)
			return err
		},
		Select: func(query []string) (storage.Scope, error) {
			return s.c.Select(query, storage.Here{Dir: s.c.Root(), Calendar: cal, Now: s.c.Now})
		},
		Session: func(scope storage.Scope) (*session.Session, error) {
			wanted := config
			wanted.Scope = scope
			return session.New(s.c.Collection, wanted)
		},
		Quiz: func(scope storage.Scope, n int) (*exam.Sitting, error) {
			return exam.New(s.c.Collection, exam.Config{
				Scope: scope, Questions: n, New: n, Seed: "7F3K", Now: config.Now, Schedulers: config.Schedulers,
			})
		},
	}, []string{"127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	s.server = httptest.NewServer(s.Handler())
	t.Cleanup(s.server.Close)
	code, err := s.NewCode()
	if err != nil {
		t.Fatal(err)
	}
	r := s.post("/api/pair", fmt.Sprintf(`{"code":%q,"name":"phone"}`, code))
	if r.StatusCode != http.StatusNoContent || len(r.Cookies()) != 1 {
		t.Fatalf("pair: %s, %d cookies", r.Status, len(r.Cookies()))
	}
	cookie := r.Cookies()[0]
	if !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || len(cookie.Value) < 50 {
		t.Errorf("cookie %v", cookie)
	}
	s.cookie = cookie.Name + "=" + cookie.Value
	return s
}

// do sends a request; change may alter it.
func (s *site) do(method, path, body string, change func(*http.Request)) *http.Response {
	s.t.Helper()
	r, err := http.NewRequest(method, s.server.URL+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Cookie", s.cookie)
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/json")
	}
	if change != nil {
		change(r)
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = response.Body.Close() })
	return response
}

func (s *site) get(path string) *http.Response { return s.do(http.MethodGet, path, "", nil) }
func (s *site) post(path, body string) *http.Response {
	return s.do(http.MethodPost, path, body, nil)
}

// read decodes an answer, which must be one.
func read[T any](t *testing.T, r *http.Response) (v T) {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("%s: %v\n%s", r.Status, err, data)
	}
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	if name := schemas()[reflect.TypeFor[T]()]; name != "" {
		validate(t, name, data)
	}
	return v
}

// schemas are the names that answers have in docs/serve.schema.json.
func schemas() map[reflect.Type]string {
	return map[reflect.Type]string{
		reflect.TypeFor[web.Sitting](): "session", reflect.TypeFor[web.Taken](): "taken", reflect.TypeFor[web.Grade](): "grade",
		reflect.TypeFor[web.Question](): "question", reflect.TypeFor[[]web.Notes](): "notes",
		reflect.TypeFor[[]web.Found](): "found", reflect.TypeFor[web.Text](): "text", reflect.TypeFor[web.Step](): "step",
		reflect.TypeFor[web.Changed](): "changed", reflect.TypeFor[web.Added](): "added",
		reflect.TypeFor[web.Undone](): "undone", reflect.TypeFor[problemJSON](): "error",
	}
}

// problemJSON is what every refusal says.
type problemJSON struct{ Error string }

// validate holds JSON to its schema, which names all members.
func validate(t *testing.T, name string, data []byte) {
	t.Helper()
	raw, err := os.ReadFile("../../../docs/serve.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("serve.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("serve.json#/$defs/" + name)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("%s: %v\n%s", name, err, data)
	}
}

// three is a deck of three cards.
const three = "Q: One?\nA: 1\n\nQ: Two?\nA: 2\n\nQ: Three? (typed)\nA: 3\n"

// answer is one as the page sends it, given so long after the start.
func answer(card web.Card, rating int, at time.Time, tail byte) web.Answer {
	ms := at.UnixMilli()
	return web.Answer{
		ID: fmt.Sprintf("%012x%020x", ms, tail), Key: card.Key, Newest: card.Newest, Rating: rating,
		Shown: ms - 3000, Answered: ms, Offset: 60,
	}
}

func encoded(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// reviews returns the ids of the answers in the log, in its order, but for those that were taken
// back.
func (s *site) reviews() []string {
	s.t.Helper()
	var ids []string
	if err := s.c.Events(func(e journal.Event, undone bool, _ deck.Key) bool {
		if _, ok := e.Body.(journal.Reviewed); ok && !undone {
			ids = append(ids, hex.EncodeToString(e.ID[:]))
		}
		return true
	}); err != nil {
		s.t.Fatal(err)
	}
	return ids
}

// TestAnswersAreInTheLogOnce sends answers twice, the second time in another order and with one
// more: each is in the log once, in the order in which they were given.
func TestAnswersAreInTheLogOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": three})
	sitting := read[web.Sitting](t, s.get("/api/session"))
	if len(sitting.Cards) != 3 || sitting.Counts.New != 3 || sitting.Cards[0].Preview[0].Label == "" {
		t.Fatalf("sitting %+v", sitting)
	}
	start := s.c.Now
	s.c.Now = start.Add(time.Hour)
	first := []web.Answer{
		answer(sitting.Cards[0], 3, start.Add(time.Minute), 1), answer(sitting.Cards[1], 1, start.Add(2*time.Minute), 2),
	}
	validate(t, "answers", []byte(encoded(t, first)))
	taken := read[web.Taken](t, s.post("/api/answers", encoded(t, first)))
	if len(taken.Took) != 2 || len(taken.Refused) != 0 {
		t.Fatalf("taken %+v", taken)
	}
	between := answer(sitting.Cards[2], 4, start.Add(90*time.Second), 3)
	again := []web.Answer{first[1], between, first[0]}
	if taken = read[web.Taken](t, s.post("/api/answers", encoded(t, again))); len(taken.Took) != 3 {
		t.Fatalf("taken again %+v", taken)
	}
	want := []string{first[0].ID, between.ID, first[1].ID}
	if got := s.reviews(); !slices.Equal(got, want) {
		t.Errorf("in the log: %v, want %v", got, want)
	}
	if len(s.log) == 0 || !strings.Contains(s.log[1], "2 given while it was offline") {
		t.Errorf("said %q", s.log)
	}
}

// TestUndo takes an answer back, twice, and brings nothing else with it.
func TestUndo(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": three})
	cards := read[web.Sitting](t, s.get("/api/session")).Cards
	given := answer(cards[0], 3, s.c.Now, 1)
	other := answer(cards[1], 3, s.c.Now.Add(time.Second), 2)
	read[web.Taken](t, s.post("/api/answers", encoded(t, []web.Answer{given, other})))
	for range 2 {
		read[web.Undone](t, s.post("/api/undo", fmt.Sprintf(`{"id":%q}`, given.ID)))
	}
	if got := s.reviews(); !slices.Equal(got, []string{other.ID}) {
		t.Errorf("in the log: %v, want %v", got, other.ID)
	}
	again := read[web.Taken](t, s.post("/api/answers", encoded(t, []web.Answer{given, other})))
	if len(again.Took) != 2 || !slices.Equal(again.Undone, []string{given.ID}) {
		t.Errorf("sent again: took %v, undone %v", again.Took, again.Undone)
	}
	if r := s.post("/api/undo", `{"id":"00000000000000000000000000000000"}`); r.StatusCode != http.StatusBadRequest {
		t.Errorf("undo of nothing: %s", r.Status)
	}
}

// TestRefusedAnswers: what cannot be an answer is named, and the others are taken.
func TestRefusedAnswers(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": three})
	card := read[web.Sitting](t, s.get("/api/session")).Cards[0]
	spoil := []func(a *web.Answer){
		func(a *web.Answer) { a.Rating = 0 },
		func(a *web.Answer) { a.Rating = 5 },
		func(a *web.Answer) { a.Shown = a.Answered + 1 },
		func(a *web.Answer) { a.Answered++ },
		func(a *web.Answer) { a.Offset = 15 * 60 },
		func(a *web.Answer) { a.ID = "ffffffffffff" + a.ID[12:] },
		func(a *web.Answer) { a.ID = a.ID[:30] },
		func(a *web.Answer) { a.Key = "x" },
		func(a *web.Answer) { a.Key = strings.Repeat("0", len(a.Key)) },
	}
	var sent []web.Answer
	for i, change := range spoil {
		a := answer(card, 3, s.c.Now, byte(i))
		change(&a)
		sent = append(sent, a)
	}
	sound := answer(card, 3, s.c.Now, 99)
	taken := read[web.Taken](t, s.post("/api/answers", encoded(t, append(sent, sound))))
	if len(taken.Refused) != len(spoil) || !slices.Equal(taken.Took, []string{sound.ID}) {
		t.Errorf("took %v, refused %v", taken.Took, taken.Refused)
	}
	if got := s.reviews(); !slices.Equal(got, []string{sound.ID}) {
		t.Errorf("in the log: %v", got)
	}
}

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
		{"rebinding with a port", "GET", "/", "", func(r *http.Request) { r.Host = "evil.example:8437" }, 421},
		{"another origin", "POST", "/api/undo", "{}", header("Origin", "http://evil.example"), 403},
		{"another site", "POST", "/api/undo", "{}", header("Sec-Fetch-Site", "cross-site"), 403},
		{"a form", "POST", "/api/undo", "id=1", header("Content-Type", "application/x-www-form-urlencoded"), 415},
		{"plain text", "POST", "/api/answers", "[]", header("Content-Type", "text/plain"), 415},
		{"no cookie", "GET", "/api/session", "", func(r *http.Request) { r.Header.Del("Cookie") }, 401},
		{"a foreign cookie", "GET", "/api/session", "", header("Cookie", "cards="+strings.Repeat("A", 52)), 401},
		{"a large body", "POST", "/api/answers", "[" + strings.Repeat(" ", 10<<20) + "]", nil, 413},
		{"no JSON", "POST", "/api/answers", "{", nil, 400},
		{"too many answers", "POST", "/api/answers", "[" + strings.Repeat("{},", 500) + "{}]", nil, 413},
		{"a method that is none", "PUT", "/api/answers", "[]", header("Content-Type", "application/json"), 405},
		{"an end that is none", "POST", "/api/end", "{}", nil, 409},
		{"a media file that nobody showed", "GET", "/media/00000000000000000000000000000000", "", nil, 404},
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
	pair := func(code string) int { return s.post("/api/pair", fmt.Sprintf(`{"code":%q}`, code)).StatusCode }
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

// TestMedia sends the pictures and sounds of cards and nothing else.
func TestMedia(t *testing.T) {
	t.Parallel()
	png := "\x89PNG\r\n\x1a\n" + strings.Repeat("x", 20)
	s := newSite(t, map[string]string{
		"a.md": "Q: ![map](map.png) ![s](s.svg) ![out](../out.png) ![p](page.png) [x](/etc/passwd)\nA: ![w](w.mp3)\n",
	})
	for name, data := range map[string]string{
		"map.png": png, "s.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "page.png": "<html>", "w.mp3": "ID3xxxxxxxxxxxxxxxx",
	} {
		if err := os.WriteFile(filepath.Join(s.c.Root(), name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	card := read[web.Sitting](t, s.get("/api/session")).Cards[0]
	if n := strings.Count(card.Front, "<img"); n != 1 || !strings.Contains(card.Back, "<audio") {
		t.Fatalf("front %s\nback %s", card.Front, card.Back)
	}
	_, rest, _ := strings.Cut(card.Front, `src="`)
	address, _, _ := strings.Cut(rest, `"`)
	r := s.get(address)
	data, err := io.ReadAll(r.Body)
	if err != nil || string(data) != png || r.Header.Get("Content-Type") != "image/png" {
		t.Errorf("%s: %q, %v", r.Status, data, err)
	}
	outside := filepath.Join(t.TempDir(), "secret.png")
	path := filepath.Join(s.c.Root(), "map.png")
	if err := errorsOf(os.WriteFile(outside, []byte(png), 0o600), os.Remove(path), os.Symlink(outside, path)); err != nil {
		t.Fatal(err)
	}
	if r := s.get(address); r.StatusCode != http.StatusNotFound {
		t.Errorf("a link out of the folder: %s", r.Status)
	}
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// TestHostileText: nothing that a deck says is run by the browser, loads anything or becomes a
// control.
func TestHostileText(t *testing.T) {
	t.Parallel()
	payloads := []string{
		`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<svg onload=alert(1)>`, `<iframe src=//evil></iframe>`,
		`[a](javascript:alert(1))`, `[a](JaVaScRiPt:alert(1))`, "[a](java\tscript:alert(1))", `[a](data:text/html,x)`,
		`[a](vbscript:x)`, `[a](file:///etc/passwd)`, `![x](https://evil.example/pixel.png)`, `![x](javascript:alert(1))`,
		`<a href="javascript:alert(1)">x</a>`, `<style>*{display:none}</style>`, `<form action=//evil><input></form>`,
		`<math><mi xlink:href="javascript:alert(1)">x</mi></math>`, "`<script>`", `$\href{javascript:alert(1)}{x}$`,
		`<base href=//evil>`, `<object data=//evil></object>`, `[a]: javascript:alert(1) "x" [a]`,
	}
	var text strings.Builder
	for i, p := range payloads {
		fmt.Fprintf(&text, "Q: Number %d? %s\nA: %s\n\n", i, p, p)
	}
	s := newSite(t, map[string]string{"a.md": text.String()})
	sitting := read[web.Sitting](t, s.get("/api/session?n=200"))
	if len(sitting.Cards) < 20 {
		t.Fatalf("%d cards", len(sitting.Cards))
	}
	for _, c := range sitting.Cards {
		for _, shown := range []string{c.Front, c.Back, c.Filled, c.Explain} {
			for _, bad := range []string{
				"<script", "<img", "<svg", "<iframe", "<style", "<form", "<input", "<base", "<object", "<math", `href="java`,
				`href="vb`, `href="data`, `href="file`, `src="`,
			} {
				if strings.Contains(strings.ToLower(shown), bad) {
					t.Errorf("%q: %s", bad, shown)
				}
			}
		}
	}
}

// TestEditAndAdd changes a card's text, adds one and finds it.
func TestEditAndAdd(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": "# Numbers\n\n" + three})
	card := read[web.Sitting](t, s.get("/api/session")).Cards[0]
	read[web.Taken](t, s.post("/api/answers", encoded(t, []web.Answer{answer(card, 3, s.c.Now, 1)})))
	text := read[web.Text](t, s.get("/api/text?card="+card.Key)).Text
	edit := func(seen, text string) *http.Response {
		return s.post("/api/edit", encoded(t, map[string]string{"card": card.Key, "seen": seen, "text": text}))
	}
	if r := edit("Q: something else", "Q: x\nA: y"); r.StatusCode != http.StatusConflict {
		t.Errorf("an edit of what is not there: %s", r.Status)
	}
	if r := edit(text, "Q: no answer\nA:\nA:"); r.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a wrong text: %s", r.Status)
	}
	edited := read[web.Changed](t, edit(text, "Q: Which number is first?\nA: 1"))
	if edited.Said != "1 card edited" || !strings.Contains(edited.Card.Front, "Which number") || edited.Card.Phase == "new" {
		t.Errorf("edited %+v", edited)
	}
	add := func(question string, twice bool) *http.Response {
		return s.post("/api/add", encoded(t, map[string]any{"question": question, "answer": "4", "deck": "a", "twice": twice}))
	}
	added := read[web.Added](t, add("What is two and two, as a figure?", false))
	if r := add("What is two and two, as a figure?", false); r.StatusCode != http.StatusConflict {
		t.Errorf("a card that is there: %s", r.Status)
	}
	found := read[[]web.Found](t, s.get("/api/find?words=figgure"))
	if len(found) == 0 || found[0].Answer != "4" {
		t.Errorf("found %v", found)
	}
	data, err := os.ReadFile(filepath.Join(s.c.Root(), "a.md"))
	if err != nil || !bytes.HasPrefix(data, []byte("# Numbers\n\nQ: Which number is first?\nA: 1\n\nQ: Two?")) {
		t.Errorf("%v\n%s", err, data)
	}
	s.takesBack(added.Step, edited.Step)
}

// takesBack undoes steps that changed a.md, the newest first: not while the file has been changed
// by others, and only once. Then the file is as it was before them.
func (s *site) takesBack(steps ...string) {
	s.t.Helper()
	path := filepath.Join(s.c.Root(), "a.md")
	text, err := os.ReadFile(path)
	if err := errorsOf(err, os.WriteFile(path, append(text, "\nNotes.\n"...), 0o600)); err != nil {
		s.t.Fatal(err)
	}
	undo := func(step string) *http.Response {
		return s.post("/api/undo", encoded(s.t, map[string]string{"id": step}))
	}
	if r := undo(steps[0]); r.StatusCode != http.StatusConflict {
		s.t.Errorf("undo in a file that was changed since: %s", r.Status)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		s.t.Fatal(err)
	}
	for _, step := range steps {
		for i := range 2 {
			if got := read[web.Undone](s.t, undo(step)).Undone; got != (i == 0) {
				s.t.Errorf("undo number %d of %s: %v", i+1, step, got)
			}
		}
	}
	data, err := os.ReadFile(path)
	if err != nil || string(data) != "# Numbers\n\n"+three {
		s.t.Errorf("%v\n%s", err, data)
	}
	cards := read[web.Sitting](s.t, s.get("/api/session")).Cards
	if len(cards) != 3 || !strings.Contains(cards[2].Front, "One?") || cards[2].Phase != "learning" {
		s.t.Errorf("asked after the undo: %+v", cards)
	}
}

// TestNotesAndGrades: notes come as HTML, and what is typed is graded by the rules of the terminal.
func TestNotesAndGrades(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": "# Cells\n\nA *note* with $x^2$.\n\nQ (typed): What makes energy?\nA: mitochondrion\n"})
	notes := read[[]web.Notes](t, s.get("/api/notes?scope=a"))
	if len(notes) != 1 || !strings.Contains(notes[0].Sections[0].HTML, `<em>note</em> with <span class="math" data-tex="x^2">x²</span>`) {
		t.Errorf("notes %+v", notes)
	}
	card := read[web.Sitting](t, s.get("/api/session")).Cards[0]
	for typed, want := range map[string]string{"Mitochondrion": "right", "mitochondrin": "typo", "nucleus": "wrong"} {
		g := read[web.Grade](t, s.post("/api/grade", encoded(t, map[string]string{"card": card.Key, "typed": typed})))
		if g.Verdict != want || g.Answer != "mitochondrion" {
			t.Errorf("%q: %+v, want %s", typed, g, want)
		}
	}
}

// TestQuiz goes through a quiz by its moves; one that is sent twice changes nothing.
func TestQuiz(t *testing.T) {
	t.Parallel()
	s := newSite(t, map[string]string{"a.md": three})
	q := read[web.Question](t, s.post("/api/quiz", `{"questions":3}`))
	seen := map[int]bool{}
	for range 30 {
		if q.State == "finished" {
			break
		}
		seen[q.Number] = true
		move := map[string]any{"number": q.Number}
		switch {
		case q.State == "answered":
			move["do"] = "next"
		case q.State == "shown":
			maps.Copy(move, map[string]any{"do": "know", "how": "right"})
		case q.Form == "typed":
			maps.Copy(move, map[string]any{"do": "type", "text": map[string]string{"<p>One?</p>": "1", "<p>Two?</p>": "2"}[q.Front]})
		case q.Form == "choice":
			maps.Copy(move, map[string]any{"do": "choose", "places": []int{0}})
		default:
			move["do"] = "show"
		}
		if q.State == "asking" && slices.ContainsFunc(q.Options, func(o web.Option) bool { return o.Right }) {
			t.Error("the page knows what is right before it is answered")
		}
		q = read[web.Question](t, s.post("/api/quiz/answer", encoded(t, move)))
	}
	if q.State != "finished" || len(seen) != 3 || q.Tally == nil || q.Tally.Answered != 3 {
		t.Errorf("quiz ended as %+v after %v", q, seen)
	}
}
