package web

import (
	"net/http"
	"strings"

	"cards/cmd/internal/desk"
	"cards/srs"
	"cards/storage"
)

// ground is what the parts of a site stand on.
type ground struct{ Config }

// today is the study day.
func (g *ground) today() srs.Day { return g.Calendar.Day(g.Now()) }

// query is what a request asks for: the words of its scope, or what the site is about.
func (g *ground) query(words string) []string {
	if words = strings.TrimSpace(words); words != "" {
		return []string{words}
	}
	return g.Query
}

func (g *ground) scope(words string) (storage.Scope, error) {
	scope, err := g.Select(g.query(words))
	if err != nil {
		return scope, problem{http.StatusBadRequest, err.Error()}
	}
	return scope, nil
}

// cardOf returns the card that a request names by key or id.
func (g *ground) cardOf(key string) (*storage.Card, error) {
	k, err := g.Store.Key(key)
	if err != nil {
		return nil, err
	}
	return g.Store.Card(k)
}

// schedulers are those of the memory models in force.
func (g *ground) schedulers() (*desk.Schedulers, error) {
	models, err := g.Store.Models()
	if err != nil {
		return nil, err
	}
	return desk.NewSchedulers(g.Folders, models, g.Calendar), nil
}
