package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"

	"cards/storage"
)

// problem is an error that a request is answered with.
type problem struct {
	status int
	text   string
}

// Error is the text of the answer.
func (p problem) Error() string { return p.text }

// serverLog says something to the person who serves.
type serverLog func(line string)

// refuse turns a request away, and says so to the person who serves.
func (log serverLog) refuse(w http.ResponseWriter, r *http.Request, status int, why string) {
	log(fmt.Sprintf("refused %s %s from %s: %s", r.Method, r.URL.Path, hostOf(r.RemoteAddr), why))
	reply(w, status, map[string]string{"error": "refused: " + why})
}

// hostOf is an address without its port.
func hostOf(address string) string {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return address
	}
	return host
}

// statusOf says whose fault an error is.
func statusOf(err error) int {
	_, changed := errors.AsType[*storage.ChangedError](err)
	_, unknown := errors.AsType[*storage.UnknownDeckError](err)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, storage.ErrNothing), changed:
		return http.StatusConflict
	case unknown:
		return http.StatusNotFound
	}
	return http.StatusInternalServerError
}

// fail answers with an error: with its own words if the page can do something about it.
func (log serverLog) fail(w http.ResponseWriter, r *http.Request, err error) {
	p, ok := err.(problem)
	if !ok {
		p = problem{statusOf(err), err.Error()}
	}
	if p.status >= http.StatusInternalServerError || p.status == http.StatusRequestEntityTooLarge {
		log(r.Method + " " + r.URL.Path + ": " + p.text)
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
	if err := json.NewDecoder(r.Body).Decode(into); err != nil {
		return problem{http.StatusBadRequest, "the request cannot be read: " + err.Error()}
	}
	return nil
}
