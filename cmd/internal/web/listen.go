package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	stdlog "log"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Place is where a site is served.
type Place struct {
	LAN       bool     // to all private addresses of this machine, else to itself alone
	Port      int      // 0 for any free one
	Hosts     []string // further names of this machine
	Cert, Key string
}

// Opened is a place that listens.
type Opened struct {
	URL   string   // by which others reach it, without a slash at the end
	Hosts []string // by which browsers may name it

	listeners []net.Listener
	tls       *tls.Config // nil without a certificate
}

// ListenError is returned if an address cannot be had, as when another program listens there.
type ListenError struct{ Err error }

// Error is what the system says, with the address.
func (e *ListenError) Error() string { return e.Err.Error() }

// Unwrap returns what the system says.
func (e *ListenError) Unwrap() error { return e.Err }

// Open begins to listen, once it has read the certificate if there is one.
func (p Place) Open() (*Opened, error) {
	secured, err := p.certificate()
	if err != nil {
		return nil, err
	}
	addresses := []string{"127.0.0.1"}
	if p.LAN {
		private, err := privateAddresses()
		if err != nil {
			return nil, err
		}
		if len(private) == 0 {
			return nil, errors.New("this machine has no address in a private network")
		}
		addresses = append(private, addresses...)
	}
	o := &Opened{Hosts: append(append([]string{"localhost"}, addresses...), p.Hosts...), tls: secured}
	port := p.Port
	for _, address := range addresses {
		l, err := net.Listen("tcp", net.JoinHostPort(address, strconv.Itoa(port)))
		if err != nil {
			return nil, errors.Join(&ListenError{err}, o.Close())
		}
		o.listeners = append(o.listeners, l)
		port = l.Addr().(*net.TCPAddr).Port // the same on all of them
	}
	scheme := "http"
	if secured != nil {
		scheme = "https"
	}
	o.URL = scheme + "://" + net.JoinHostPort(append(p.Hosts, addresses...)[0], strconv.Itoa(port))
	return o, nil
}

// Close stops listening.
func (o *Opened) Close() error {
	var err error
	for _, l := range o.listeners {
		err = errors.Join(err, l.Close())
	}
	return err
}

// certificate reads what the place is served with, nil if that is none.
func (p Place) certificate() (*tls.Config, error) {
	if p.Cert == "" {
		return nil, nil
	}
	pair, err := tls.LoadX509KeyPair(p.Cert, p.Key)
	if err != nil {
		return nil, fmt.Errorf("certificate %q with the key %q: %w", p.Cert, p.Key, err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}}, nil
}

// privateAddresses are those of this machine that only its own network reaches.
func privateAddresses() ([]string, error) {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil, err
	}
	var private []string
	for _, a := range all {
		if ip, ok := a.(*net.IPNet); ok && ip.IP.IsPrivate() && ip.IP.To4() != nil {
			private = append(private, ip.IP.String())
		}
	}
	return private, nil
}

// newServer returns a server that no client can keep waiting.
func newServer(h http.Handler, log serverLog) *http.Server {
	u := &unended{log: log, begun: make(map[net.Conn]bool)}
	return &http.Server{
		Handler: u.heard(h), ConnState: u.turns, ConnContext: withConn,
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second,
		WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10,
		ErrorLog: stdlog.New(io.Discard, "", 0), // what it says of broken connections helps nobody
	}
}

// Serve answers requests until the context ends, and lets those that have begun come to their end.
func (s *Site) Serve(ctx context.Context, o *Opened) error {
	server := newServer(s.Handler(), s.log)
	server.TLSConfig = o.tls
	failed := make(chan error, len(o.listeners))
	for _, l := range o.listeners {
		go func() {
			if o.tls != nil {
				failed <- server.ServeTLS(l, "", "")
			} else {
				failed <- server.Serve(l)
			}
		}()
	}
	select {
	case err := <-failed:
		return errors.Join(err, server.Close())
	case <-ctx.Done():
	case <-s.Ended():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return fmt.Errorf("stop: %w", errors.Join(err, server.Close()))
	}
	return nil
}
