// Package web is a page for the browser: the same sittings, figures and cards as in a terminal, over HTTP
// as docs/serve.md describes it. What it says and does follows the rules of the packages below it.
//
//	web.go       the site and its routes
//	guard.go     which requests are let in
//	pairing.go   how a browser comes to be trusted
//	devices.go   which ones are, in the folder of the collection
//	sitting.go   the cards that are asked
//	answers.go   what the page sends back
//	quiz.go      a quiz, question by question
//	text.go      notes, and cards that are added, edited and found
//	render.go    texts of cards as HTML
//	listen.go    addresses, and the link that is shown for them
//	assets       what the browser runs
package web

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"net/http"
	"strings"
	"sync"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/exam"
	"cards/cmd/internal/media"
	"cards/cmd/internal/session"
	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
)

//go:embed assets
var files embed.FS

// Config is what a site is of.
type Config struct {
	Store      *storage.Collection
	Folders    folders.Config
	Calendar   srs.Calendar
	LearnAhead time.Duration
	Steps      []time.Duration // of learning, for answers while nobody can be asked
	Now        func() time.Time
	Random     io.Reader

	// Query is what the page asks if it does not say anything else.
	Query []string

	Compile   func(context.Context) error // brings the collection up to date with its deck files
	Select    func(query []string) (storage.Scope, error)
	Session   func(storage.Scope) (*session.Session, error)
	Quiz      func(scope storage.Scope, questions int) (*exam.Sitting, error)
	Why       func(*storage.Card) ([]string, error)
	Decks     func() (any, error)                    // what `cards decks --json` prints
	Stats     func(ctx context.Context) (any, error) // what `cards stats --json` prints
	StatsPage func(ctx context.Context, subject string, w io.Writer) error

	Version string // of the program

	Once   bool // it is one sitting: the page may end it
	Secure bool // it is served with a certificate
	Log    func(line string)
}

// Site answers requests. All of them take turns at the collection, which knows one caller at a time.
type Site struct {
	Config
	media   media.Library
	devices *devices
	pairing pairing
	rates   rates
	hosts   map[string]bool

	mu      sync.Mutex // holds what follows and the collection
	kept    map[string]reference
	sealed  [32]byte // makes names of files that nobody can guess
	quizzes map[string]*exam.Sitting
	finder  *desk.Finder

	ended chan struct{} // closed when the page has ended the sitting
	end   sync.Once
}

// reference is a file that a card refers to.
type reference struct{ deckFile, dest string }

// New returns the site of a collection. Browsers are let in that name it by one of the hosts.
func New(c Config, hosts []string) (*Site, error) {
	s := &Site{
		Config: c, hosts: make(map[string]bool), kept: make(map[string]reference),
		media:   media.Library{Root: c.Store.Root(), Roots: c.Folders.Roots(c.Store.Root())},
		devices: newDevices(c.Store.Root()), quizzes: make(map[string]*exam.Sitting), ended: make(chan struct{}),
	}
	for _, h := range hosts {
		s.hosts[strings.ToLower(h)] = true
	}
	_, err := io.ReadFull(c.Random, s.sealed[:])
	return s, err
}

// Ended is closed when the page has ended its only sitting.
func (s *Site) Ended() <-chan struct{} { return s.ended }

// Handler returns the site behind its guard.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	s.serveAssets(mux)
	mux.HandleFunc("POST /api/pair", s.pair)
	mine := func(pattern string, h func(w http.ResponseWriter, r *http.Request) error) {
		mux.Handle(pattern, s.paired(s.inTurn(h)))
	}
	mine("GET /api/session", s.session)
	mine("POST /api/answers", s.answers)
	mine("POST /api/undo", s.undo)
	mine("POST /api/suspend", s.act(desk.Suspend))
	mine("POST /api/bury", s.act(func() desk.Action { return desk.Bury(s.today()) }))
	mine("POST /api/flag", s.flag)
	mine("GET /api/why", s.why)
	mine("POST /api/grade", s.grade)
	mine("POST /api/quiz", s.beginQuiz)
	mine("POST /api/quiz/answer", s.answerQuiz)
	mine("GET /api/decks", s.decks)
	mine("GET /api/stats", s.stats)
	mine("GET /api/stats.html", s.statsPage)
	mine("GET /api/notes", s.notes)
	mine("GET /api/find", s.find)
	mine("GET /api/text", s.text)
	mine("POST /api/edit", s.edit)
	mine("POST /api/add", s.add)
	mine("POST /api/end", s.finish)
	mine("GET /media/{name}", s.file)
	return s.guard(mux)
}

// problem is an error that a request is answered with.
type problem struct {
	status int
	text   string
}

// Error is the text of the answer.
func (p problem) Error() string { return p.text }

// inTurn gives a request its turn, and answers with its error if it has one.
func (s *Site) inTurn(h func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

// fail answers with an error: with its own words if the page can do something about it.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	p, ok := err.(problem)
	if !ok {
		p = problem{statusOf(err), err.Error()}
	}
	if p.status >= http.StatusInternalServerError {
		s.Log(r.Method + " " + r.URL.Path + ": " + p.text)
	}
	reply(w, p.status, map[string]string{"error": p.text})
}

// reply writes a value as JSON.
func reply(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // who does not listen any more needs no answer
}

func ok(w http.ResponseWriter, v any) error {
	reply(w, http.StatusOK, v)
	return nil
}

// body reads what a request says.
func body(r *http.Request, into any) error {
	d := json.NewDecoder(r.Body)
	if err := d.Decode(into); err != nil {
		if _, tooLong := err.(*http.MaxBytesError); tooLong {
			return problem{http.StatusRequestEntityTooLarge, "too much at a time"}
		}
		return problem{http.StatusBadRequest, "the request cannot be read: " + err.Error()}
	}
	return nil
}

func (s *Site) today() srs.Day { return s.Calendar.Day(s.Now()) }

// assets are what the browser runs, with the type of each.
func assets() map[string]string {
	return map[string]string{
		"app.js": "text/javascript", "study.js": "text/javascript", "text.js": "text/javascript",
		"store.js": "text/javascript", "quiz.js": "text/javascript", "sw.js": "text/javascript", "temml.js": "text/javascript",
		"app.css": "text/css", "temml.css": "text/css", "manifest.json": "application/manifest+json",
		"icon.svg": "image/svg+xml",
	}
}

// serveAssets serves the page and what it is made of.
func (s *Site) serveAssets(mux *http.ServeMux) {
	within, err := fs.Sub(files, "assets")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	page := static(within, "index.html", "text/html; charset=utf-8")
	mux.Handle("GET /{$}", page)
	mux.Handle("GET /p", page)
	for name, kind := range assets() {
		mux.Handle("GET /"+name, static(within, name, kind+"; charset=utf-8"))
	}
	mux.Handle("GET /stats.css", styles())
}

// static serves a file that never changes while the program runs. The browser asks each time whether
// it is still the same, and gets it again only after an update.
func static(within fs.FS, name, kind string) http.Handler {
	data, err := fs.ReadFile(within, name)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return fixed(data, kind)
}

func fixed(data []byte, kind string) http.Handler {
	sum := sha256.Sum256(data)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	packed := compressed(data)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("ETag", tag)
		h.Set("Cache-Control", "no-cache")
		h.Set("Vary", "Accept-Encoding")
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		h.Set("Content-Type", kind)
		send := data
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			send = packed
		}
		_, _ = w.Write(send)
	})
}
