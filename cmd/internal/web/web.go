// Package web is a page for the browser: the same sittings, figures and cards as in a terminal,
// over HTTP as docs/serve.md describes it. What it says and does follows the rules of the packages
// below it.
//
//	web.go       the site and its routes
//	guard.go     which requests are let in
//	unended.go   and which never come to their end
//	pairing.go   how a browser comes to be trusted
//	devices.go   which ones are, in the folder of the collection
//	reply.go     what requests are answered with
//	ground.go    what every part stands on
//	sitting.go   the cards that are asked
//	answers.go   what the page sends back
//	grade.go     what a typed answer is worth
//	acts.go      what is done to a card by hand, and undone
//	quiz.go      a quiz, question by question
//	figures.go   decks and statistics
//	notes.go     study notes
//	find.go      cards by words
//	text.go      cards that are added and edited
//	render.go    texts of cards as HTML
//	library.go   their pictures and sounds
//	listen.go    addresses
//	assets.go    what the browser runs, in the folder assets
package web

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"sync"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/exam"
	"cards/cmd/internal/session"
	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
)

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

// Site answers requests.
type Site struct {
	*pairing
	gate gate
	log  serverLog

	sittings *sittings
	answers  *answers
	acts     *acts
	quizzes  *quizzes
	figures  *figures
	notes    *notes
	finder   *finder
	writer   *writer
	library  *library

	turn sync.Mutex // at the collection, which knows one caller at a time
}

// New returns the site of a collection. Browsers are let in that name it by one of the hosts.
func New(c Config, hosts []string) (*Site, error) {
	log := serverLog(c.Log)
	p := &pairing{
		devices: newDevices(c.Store.Root()), now: c.Now, random: c.Random, secure: c.Secure, log: log,
	}
	l, err := newLibrary(c)
	if err != nil {
		return nil, err
	}
	g := &ground{c}
	r := renderer{g, l}
	f := &finder{ground: g}
	return &Site{
		pairing: p, gate: newGate(hosts, log), log: log,
		sittings: &sittings{renderer: r, ended: make(chan struct{})},
		answers:  &answers{renderer: r, pairing: p},
		acts:     &acts{g, f},
		quizzes:  &quizzes{renderer: r, pairing: p, begun: make(map[string]*exam.Sitting)},
		figures:  &figures{g},
		notes:    &notes{r},
		finder:   f,
		writer:   &writer{r, f},
		library:  l,
	}, nil
}

// Ended is closed when the page has ended its only sitting.
func (s *Site) Ended() <-chan struct{} { return s.sittings.ended }

// Handler returns the site behind its guard.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	serveAssets(mux)
	mux.HandleFunc("POST /api/pair", s.pair)
	mine := func(pattern string, h handler) {
		mux.Handle(pattern, s.paired(s.inTurn(h)))
	}
	mine("GET /api/session", s.sittings.session)
	mine("POST /api/end", s.sittings.finish)
	mine("POST /api/answers", s.answers.answers)
	mine("POST /api/grade", s.answers.grade)
	mine("POST /api/undo", s.acts.undo)
	mine("POST /api/suspend", s.acts.act(desk.Suspend))
	mine("POST /api/bury", s.acts.act(func() desk.Action { return desk.Bury(s.acts.today()) }))
	mine("POST /api/flag", s.acts.flag)
	mine("GET /api/why", s.acts.why)
	mine("POST /api/quiz", s.quizzes.begin)
	mine("POST /api/quiz/answer", s.quizzes.answer)
	mine("GET /api/decks", s.figures.decks)
	mine("GET /api/stats", s.figures.stats)
	mine("GET /api/stats.html", s.figures.statsPage)
	mine("GET /api/notes", s.notes.list)
	mine("GET /api/find", s.finder.find)
	mine("GET /api/text", s.writer.text)
	mine("POST /api/edit", s.writer.edit)
	mine("POST /api/add", s.writer.add)
	mux.Handle("GET /media/{name}", s.paired(http.HandlerFunc(s.library.file)))
	return s.gate.guard(mux)
}

// handler answers a request, or returns what is wrong with it.
type handler func(w http.ResponseWriter, r *http.Request) error

// inTurn gives a request its turn, and answers with its error if it has one. The answer is sent
// after the turn: a browser that is slow to take it keeps nobody else waiting.
func (s *Site) inTurn(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		held := &held{ResponseWriter: w, status: http.StatusOK}
		s.take(held, r, h)
		w.WriteHeader(held.status)
		_, _ = w.Write(held.body.Bytes()) // who does not listen any more needs no answer
	})
}

func (s *Site) take(w http.ResponseWriter, r *http.Request, h handler) {
	s.turn.Lock()
	defer s.turn.Unlock()
	if err := h(w, r); err != nil {
		s.log.fail(w, r, err)
	}
}

// held is an answer that is not sent yet.
type held struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// WriteHeader keeps the status.
func (h *held) WriteHeader(status int) { h.status = status }

// Write keeps a part of the body.
func (h *held) Write(data []byte) (int, error) { return h.body.Write(data) }
