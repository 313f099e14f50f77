package web

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
)

// mostCards is how many cards a page holds.
const mostCards = 200

// Counts are how many cards are asked.
type Counts struct {
	New      int `json:"new"`
	Learning int `json:"learning"`
	Review   int `json:"review"`
	Waiting  int `json:"waiting"` // until their step is over
}

// Sitting is what `GET /api/session` says.
type Sitting struct {
	Now        int64     `json:"now"` // milliseconds
	Day        string    `json:"day"` // the study day
	Ends       int64     `json:"ends"`
	Scope      string    `json:"scope"`
	Counts     Counts    `json:"counts"`
	Minutes    float64   `json:"minutes"`    // that the cards take; 0 if nobody knows
	Steps      []float64 `json:"steps"`      // of learning, in minutes
	LearnAhead int       `json:"learnAhead"` // how early a step may be ended, in seconds
	Cards      []Card    `json:"cards"`
	Next       string    `json:"next"` // when something is due again, in words; empty if something is now
	Drafts     int       `json:"drafts"`
	Once       bool      `json:"once"`
	Version    string    `json:"version"` // of the program
}

// sittings are of the cards that are due.
type sittings struct {
	renderer
	ended chan struct{} // closed when the page has ended the sitting
	end   sync.Once
}

// session hands out the cards that are due, in their order.
func (s *sittings) session(w http.ResponseWriter, r *http.Request) error {
	if err := s.Compile(r.Context()); err != nil {
		return err
	}
	scope, err := s.scope(r.URL.Query().Get("scope"))
	if err != nil {
		return err
	}
	sitting, err := s.Session(scope)
	if err != nil {
		return err
	}
	screen, err := sitting.Screen()
	if err != nil {
		return err
	}
	answer := s.newSitting(r, screen)
	if screen.Left.Total() == 0 {
		if answer.Next, err = s.next(sitting.Plan()); err != nil {
			return err
		}
	}
	batch, err := sitting.Batch(wanted(r))
	if err != nil {
		return err
	}
	for _, b := range batch {
		answer.Cards = append(answer.Cards, s.card(b, desk.LeechesOf(s.Folders).Has(b.Card)))
	}
	return ok(w, answer)
}

func (s *sittings) newSitting(r *http.Request, screen session.Screen) Sitting {
	now := s.Now()
	answer := Sitting{
		Now: now.UnixMilli(), Day: s.today().String(), Ends: s.Calendar.Start(s.today() + 1).UnixMilli(),
		Scope:   strings.Join(s.query(r.URL.Query().Get("scope")), " "),
		Counts:  Counts{screen.Left.New, screen.Left.Learning, screen.Left.Review, screen.Waiting},
		Minutes: screen.Time.Minutes(), Steps: []float64{}, Version: s.Version,
		LearnAhead: int(s.LearnAhead / time.Second), Cards: []Card{}, Once: s.Once,
	}
	for _, step := range s.Steps {
		answer.Steps = append(answer.Steps, step.Minutes())
	}
	return answer
}

// next says when something is due again.
func (s *sittings) next(plan *desk.Plan) (string, error) {
	coming, err := plan.Next()
	if err != nil || coming.Cards == 0 {
		return "", err
	}
	return out.When(coming.At.In(s.Calendar.Zone), s.Now(), s.Calendar), nil
}

// wanted is how many cards a request asks for.
func wanted(r *http.Request) int {
	n, err := strconv.Atoi(r.URL.Query().Get("n"))
	if err != nil || n < 1 || n > mostCards {
		return mostCards
	}
	return n
}

// finish ends the only sitting of the site.
func (s *sittings) finish(w http.ResponseWriter, _ *http.Request) error {
	if !s.Once {
		return problem{http.StatusConflict, "the page goes on until it is stopped where it runs"}
	}
	w.WriteHeader(http.StatusNoContent)
	s.end.Do(func() { close(s.ended) })
	return nil
}
