package web

import (
	"io"
	"net/http"
	"strings"

	"cards/cmd/internal/out"
)

// figures say how the collection stands.
type figures struct{ *ground }

func (f *figures) decks(w http.ResponseWriter, r *http.Request) error {
	if err := f.Compile(r.Context()); err != nil {
		return err
	}
	list, err := f.Decks()
	if err != nil {
		return err
	}
	return ok(w, list)
}

func (f *figures) stats(w http.ResponseWriter, r *http.Request) error {
	figures, err := f.Stats(r.Context())
	if err != nil {
		return err
	}
	return ok(w, figures)
}

// statsPage sends the inner part of the page of `cards stats --html`.
func (f *figures) statsPage(w http.ResponseWriter, r *http.Request) error {
	var page strings.Builder
	if err := f.StatsPage(r.Context(), r.URL.Query().Get("subject"), &page); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, inner, _ := strings.Cut(page.String(), "<main>")
	inner, _, _ = strings.Cut(inner, "</main>")
	_, _ = io.WriteString(w, inner)
	return nil
}

// styles are those of the page of statistics.
func styles() http.Handler { return fixed([]byte(out.Style), "text/css; charset=utf-8") }
