package web

import (
	"context"
	"net"
	"net/http"
	"sync"
)

// unended watches for clients that begin a request and never come to the end of its header: no
// handler hears of them.
type unended struct {
	log serverLog

	mu    sync.Mutex
	begun map[net.Conn]bool // connections on which a request has begun that no handler has yet
}

// connKey is where the context of a request has its connection.
type connKey struct{}

func withConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// turns follows what becomes of connections.
func (u *unended) turns(c net.Conn, state http.ConnState) {
	u.mu.Lock()
	defer u.mu.Unlock()
	switch state {
	case http.StateActive:
		u.begun[c] = true
	case http.StateClosed:
		if u.begun[c] {
			who := hostOf(c.RemoteAddr().String())
			u.log("refused a request from " + who + ": it is incomplete")
		}
		delete(u.begun, c)
	default:
		delete(u.begun, c)
	}
}

// heard passes a request on whose header has come.
func (u *unended) heard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c, ok := r.Context().Value(connKey{}).(net.Conn); ok {
			u.mu.Lock()
			delete(u.begun, c)
			u.mu.Unlock()
		}
		next.ServeHTTP(w, r)
	})
}
