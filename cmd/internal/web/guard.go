package web

import (
	"fmt"
	"mime"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"cards/cmd/internal/out"
)

// policy keeps the browser from running or asking for anything that is not from here.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; " +
	"img-src 'self' data:; media-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
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
		if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); r.Method == http.MethodPost &&
			(err != nil || kind != "application/json") {
			g.log.refuse(w, r, http.StatusUnsupportedMediaType, "it is not JSON")
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
		if !g.knows(r.Host) {
			g.log.refuse(w, r, http.StatusMisdirectedRequest, fmt.Sprintf("it is for the host %q", out.Cut(out.Line(r.Host), 60)))
			return
		}
		inner.ServeHTTP(w, r)
	})
}

// knows says whether a Host header names this site: a page of another one that leads its name here must
// not read what is here.
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
