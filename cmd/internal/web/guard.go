package web

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"cards/cmd/internal/out"
	"cards/storage"
)

// policy keeps the browser from running or asking for anything that is not from here.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; " +
	"img-src 'self' data:; media-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// largest is the size of the longest request, in bytes.
const largest = 256 << 10

// guard lets requests in that name this site, come from its own page and say JSON.
func (s *Site) guard(next http.Handler) http.Handler {
	var crossing http.CrossOriginProtection
	crossing.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.refuse(w, r, http.StatusForbidden, "it comes from another site")
	}))
	inner := crossing.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); r.Method == http.MethodPost &&
			(err != nil || kind != "application/json") {
			s.refuse(w, r, http.StatusUnsupportedMediaType, "it is not JSON")
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, largest)
		next.ServeHTTP(w, r)
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if !s.knows(r.Host) {
			s.refuse(w, r, http.StatusMisdirectedRequest, fmt.Sprintf("it is for the host %q", out.Cut(out.Line(r.Host), 60)))
			return
		}
		inner.ServeHTTP(w, r)
	})
}

// knows says whether a Host header names this site: a page of another one that leads its name here must
// not read what is here.
func (s *Site) knows(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	return s.hosts[strings.ToLower(strings.Trim(name, "[]"))]
}

// refuse turns a request away, and says so to the person who serves.
func (s *Site) refuse(w http.ResponseWriter, r *http.Request, status int, why string) {
	s.Log(fmt.Sprintf("refused %s %s from %s: %s", r.Method, r.URL.Path, peer(r), why))
	reply(w, status, map[string]string{"error": "refused: " + why})
}

// peer is who a request comes from.
func peer(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// statusOf says whose fault an error is.
func statusOf(err error) int {
	_, unknown := errors.AsType[*storage.UnknownDeckError](err)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, storage.ErrNothing):
		return http.StatusConflict
	case unknown:
		return http.StatusNotFound
	}
	return http.StatusInternalServerError
}

// rates holds every device to some requests a second.
type rates struct {
	mu   sync.Mutex
	last map[string]bucket
}

// bucket is how many requests a device has left, and since when.
type bucket struct {
	left float64
	at   time.Time
}

// Every device may ask so much a second, and so much at once: a page with its pictures.
const (
	perSecond = 20
	atOnce    = 250
)

// takes says whether a device may ask once more.
func (r *rates) takes(device string, now time.Time) bool {
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
	takes := b.left >= 1
	if takes {
		b.left--
	}
	r.last[device] = b
	return takes
}

func compressed(data []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // it is a level
	_, _ = w.Write(data)                                  // to memory
	_ = w.Close()
	return b.Bytes()
}
