package web

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"cards/cmd/internal/out"
)

// policy keeps the browser from running or asking for anything that is not from here.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; " +
	"img-src 'self' data:; media-src 'self' data:; connect-src 'self'; manifest-src 'self'; " +
	"worker-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// largest is the size of the longest request, in bytes.
const largest = 256 << 10

// gate is what all requests come through.
type gate struct {
	hosts map[string]bool
	log   serverLog
}

func newGate(hosts []string, log serverLog) gate {
	g := gate{make(map[string]bool), log}
	for _, h := range hosts {
		g.hosts[strings.ToLower(h)] = true
	}
	return g
}

// guard lets requests in that name this site, come from its own page and say JSON.
func (g gate) guard(next http.Handler) http.Handler {
	var crossing http.CrossOriginProtection
	crossing.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.log.refuse(w, r, http.StatusForbidden, "it comes from another site")
	}))
	inner := crossing.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if r.Method == http.MethodPost && (err != nil || kind != "application/json") {
			g.log.refuse(w, r, http.StatusUnsupportedMediaType, "it is not JSON")
			return
		}
		if status, why := hold(w, r); why != "" {
			g.log.refuse(w, r, status, why)
			return
		}
		next.ServeHTTP(w, r)
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if !g.knows(r.Host) {
			why := fmt.Sprintf("it is for the host %q", out.Cut(out.Line(r.Host), 60))
			g.log.refuse(w, r, http.StatusMisdirectedRequest, why)
			return
		}
		if slices.Contains(strings.Split(r.URL.Path, "/"), "..") {
			g.log.refuse(w, r, http.StatusNotFound, "its path leads elsewhere")
			return
		}
		inner.ServeHTTP(w, r)
	})
}

// hold reads the whole body of a request before anybody waits for what it asks, and says why it
// cannot.
func hold(w http.ResponseWriter, r *http.Request) (status int, why string) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largest))
	_, tooLong := errors.AsType[*http.MaxBytesError](err)
	switch {
	case tooLong:
		return http.StatusRequestEntityTooLarge, "too much at a time"
	case errors.Is(err, os.ErrDeadlineExceeded):
		return http.StatusRequestTimeout, "it arrives too slowly"
	case err != nil:
		return http.StatusBadRequest, "it is incomplete"
	}
	r.Body = io.NopCloser(bytes.NewReader(data))
	return 0, ""
}

// knows says whether a Host header names this site: a page of another one that leads its name here
// must not read what is here.
func (g gate) knows(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	return g.hosts[strings.ToLower(strings.Trim(name, "[]"))]
}

// rates holds every device to some requests a second.
type rates struct {
	mu   sync.Mutex
	last map[string]bucket
}

// bucket is how many requests a device has left, and since when.
type bucket struct {
	left    float64
	at      time.Time
	refused bool // the last request was
}

// Every device may ask so much a second, and so much at once: a page with its pictures.
const (
	perSecond = 20
	atOnce    = 250
)

// takes says whether a device may ask once more; if not, whether it is the first time in a row.
func (r *rates) takes(device string, now time.Time) (takes, first bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.last == nil {
		r.last = make(map[string]bucket)
	}
	b, known := r.last[device]
	if !known {
		b.left = atOnce
	}
	b.left = min(b.left+max(now.Sub(b.at).Seconds(), 0)*perSecond, atOnce)
	b.at = now
	takes, first = b.left >= 1, !b.refused
	if takes {
		b.left--
	}
	b.refused = !takes
	r.last[device] = b
	return takes, first
}
