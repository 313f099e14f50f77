package web

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"cards/cmd/internal/out"
)

const (
	codeLife   = 5 * time.Minute
	mostWrong  = 5
	cookieName = "cards"
	cookieLife = 90 * 24 * time.Hour
)

// pairing is which browsers are let in, and the code that lets in another one.
type pairing struct {
	devices *devices
	rates   rates
	now     func() time.Time
	random  io.Reader
	secure  bool // the cookie goes over connections with a certificate only
	log     serverLog

	mu    sync.Mutex
	code  string // empty if there is none
	until time.Time
	wrong int
}

// NewCode returns a code of 60 bits that pairs one browser within five minutes. It takes the place
// of the one before.
func (p *pairing) NewCode() (string, error) {
	var b [8]byte
	if _, err := io.ReadFull(p.random, b[:]); err != nil {
		return "", fmt.Errorf("pairing code: %w", err)
	}
	letters := base32.NewEncoding("abcdefghjkmnpqrstvwxyz0123456789").EncodeToString(b[:])[:12]
	code := letters[:4] + "-" + letters[4:8] + "-" + letters[8:]
	p.mu.Lock()
	defer p.mu.Unlock()
	p.code, p.until, p.wrong = code, p.now().Add(codeLife), 0
	return code, nil
}

// use says whether a code is the one that pairs, and takes it away if so. Too many wrong ones end
// it.
func (p *pairing) use(code string, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.code == "" || !now.Before(p.until) {
		return false
	}
	if subtle.ConstantTimeCompare([]byte(code), []byte(p.code)) == 1 {
		p.code = ""
		return true
	}
	if p.wrong++; p.wrong >= mostWrong {
		p.code = ""
		p.log(fmt.Sprintf("the pairing code has expired: %d wrong ones were tried", mostWrong))
	}
	return false
}

// pair lets a browser in that knows the code.
func (p *pairing) pair(w http.ResponseWriter, r *http.Request) {
	var want struct{ Code, Name string }
	if err := body(r, &want); err != nil {
		p.log.fail(w, r, err)
		return
	}
	if !p.use(strings.ToLower(strings.TrimSpace(want.Code)), p.now()) {
		p.log.refuse(w, r, http.StatusForbidden, "the pairing code is wrong, used or too old")
		return
	}
	secret := rand.Text() + rand.Text() // 2 × 130 bits
	name, err := p.devices.add(cleanName(want.Name), secret, p.now())
	if err != nil {
		p.log.fail(w, r, err)
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: secret, Path: "/", HttpOnly: true, Secure: p.secure,
		SameSite: http.SameSiteStrictMode, MaxAge: int(cookieLife.Seconds()),
	})
	p.log(name + " paired")
	w.WriteHeader(http.StatusNoContent)
}

// cleanName is a name for a device that can be printed.
func cleanName(name string) string {
	if name = strings.TrimSpace(out.Cut(out.Line(name), 40)); name == "" {
		return "browser"
	}
	return name
}

// paired lets the requests of browsers in that are paired.
func (p *pairing) paired(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, known := p.device(r)
		if !known {
			p.log.refuse(w, r, http.StatusUnauthorized, "this browser is not paired")
			return
		}
		takes, first := p.rates.takes(name, p.now())
		if takes {
			next.ServeHTTP(w, r)
			return
		}
		if first {
			p.log(name + ": refused: too many requests")
		}
		w.Header().Set("Retry-After", "1")
		reply(w, http.StatusTooManyRequests, map[string]string{"error": "too many requests"})
	})
}

// device returns the name of the paired browser that a request is from.
func (p *pairing) device(r *http.Request) (name string, known bool) {
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return "", false
	}
	return p.devices.of(cookie.Value, p.now())
}
