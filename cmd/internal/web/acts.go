package web

import (
	"errors"
	"fmt"
	"net/http"

	"cards/cmd/internal/desk"
	"cards/storage"
)

// acts are what a person does to a card by hand, and takes back.
type acts struct {
	*ground
	finder *finder
}

// Step is what was done to a card.
type Step struct {
	Step string `json:"step"` // by which it is undone; empty if nothing has changed
}

// Undone is whether something was taken back.
type Undone struct {
	Undone bool `json:"undone"`
}

// undo takes a step back: an answer by its id, or what another request has called its step. A
// second time it does nothing.
func (a *acts) undo(w http.ResponseWriter, r *http.Request) error {
	var want struct{ ID string }
	if err := body(r, &want); err != nil {
		return err
	}
	undone, err := a.takeBack(want.ID)
	if errors.Is(err, storage.ErrNothing) {
		return ok(w, Undone{false})
	}
	if err == nil && len(undone.Files) > 0 {
		a.finder.index = nil
		err = a.Compile(r.Context())
	}
	if err != nil {
		return err
	}
	return ok(w, Undone{true})
}

// takeBack takes the step of a name back.
func (a *acts) takeBack(name string) (storage.Undone, error) {
	if file, sum, ok := textStep(name); ok {
		return a.Store.UndoText(file, sum, a.Now())
	}
	id, err := parseEvent(name)
	if err != nil || id.IsZero() {
		return storage.Undone{}, problem{http.StatusBadRequest, "undo: no such step"}
	}
	step, err := a.Store.StepOf(id)
	if err != nil {
		return storage.Undone{}, err
	}
	return a.Store.Undo(step, a.Now())
}

// act does something to a card by hand, as one step, and answers with the step.
func (a *acts) act(action func() desk.Action) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		var want struct{ Card string }
		if err := body(r, &want); err != nil {
			return err
		}
		return a.change(w, want.Card, action())
	}
}

func (a *acts) flag(w http.ResponseWriter, r *http.Request) error {
	var want struct {
		Card string
		Flag int
	}
	if err := body(r, &want); err != nil {
		return err
	}
	if want.Flag < 0 || want.Flag > desk.MaxFlag {
		why := fmt.Sprintf("flag %d: not from 0 to %d", want.Flag, desk.MaxFlag)
		return problem{http.StatusBadRequest, why}
	}
	return a.change(w, want.Card, desk.SetFlag(want.Flag))
}

func (a *acts) change(w http.ResponseWriter, name string, action desk.Action) error {
	card, err := a.cardOf(name)
	if err != nil {
		return err
	}
	ch := action.On([]*storage.Card{card})
	if len(ch.Bodies) == 0 {
		return ok(w, Step{})
	}
	step, err := a.Store.Append(a.Now(), ch.Bodies...)
	if err != nil {
		return err
	}
	return ok(w, Step{step.String()})
}

// why says why a card is due and how its interval came about.
func (a *acts) why(w http.ResponseWriter, r *http.Request) error {
	card, err := a.cardOf(r.URL.Query().Get("card"))
	if err != nil {
		return err
	}
	lines, err := a.Why(card)
	if err != nil {
		return err
	}
	return ok(w, map[string][]string{"lines": lines})
}
