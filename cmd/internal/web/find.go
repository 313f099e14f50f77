package web

import (
	"net/http"
	"strings"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/storage"
)

// Found is a card that words were found in.
type Found struct {
	ID       string `json:"id"`
	Deck     string `json:"deck"`
	Line     int    `json:"line"`
	Question string `json:"question"` // in one line, as the answer
	Answer   string `json:"answer"`
}

// finder looks for words in cards.
type finder struct {
	*ground
	index *desk.Finder // nil before the first search, and once a text has changed
}

// find sends the cards that fit words best.
func (f *finder) find(w http.ResponseWriter, r *http.Request) error {
	const most, longest = 30, 200
	words := strings.TrimSpace(r.URL.Query().Get("words"))
	if len(words) > longest {
		return problem{http.StatusBadRequest, "find: too many words"}
	}
	if f.index == nil {
		finder, err := desk.NewFinder(f.Store, storage.Scope{})
		if err != nil {
			return err
		}
		f.index = finder
	}
	list := []Found{}
	for _, c := range f.index.Find(words, most) {
		list = append(list, Found{c.ID.String(), c.Deck, c.Line, oneLine(c.Question), oneLine(c.Answer)})
	}
	return ok(w, list)
}

func oneLine(source string) string { return out.Line(out.Plain(source, "")) }
