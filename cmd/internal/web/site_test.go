package web_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
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
		Schedulers: desk.NewSchedulers(folders.Config{}, models, cal),
		Rules:      desk.RulesOf(folders.Config{}),
	}
	var err error
	s.Site, err = web.New(web.Config{
		Store: s.c.Collection, Calendar: cal, LearnAhead: 20 * time.Minute,
		Steps: []time.Duration{time.Minute},
		Now:   func() time.Time { return s.c.Now }, Random: storagetest.Random(7),
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
				Scope: scope, Questions: n, New: n, Seed: "7F3K", Now: config.Now,
				Schedulers: config.Schedulers,
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
		reflect.TypeFor[web.Sitting](): "session", reflect.TypeFor[web.Taken](): "taken",
		reflect.TypeFor[web.Grade]():    "grade",
		reflect.TypeFor[web.Question](): "question", reflect.TypeFor[[]web.Notes](): "notes",
		reflect.TypeFor[[]web.Found](): "found", reflect.TypeFor[web.Text](): "text",
		reflect.TypeFor[web.Step]():    "step",
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
