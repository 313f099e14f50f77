package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Place is where a site is served.
type Place struct {
	LAN       bool // to all private addresses of this machine, else to itself alone
	Port      int  // 0 for any free one
	Cert, Key string
}

// Open begins to listen. Addresses are those that others reach it by, the most useful first.
func (p Place) Open() (listeners []net.Listener, addresses []string, err error) {
	hosts := []string{"127.0.0.1"}
	if p.LAN {
		private, err := privateAddresses()
		if err != nil {
			return nil, nil, err
		}
		if len(private) == 0 {
			return nil, nil, errors.New("this machine has no address in a private network")
		}
		hosts = append(private, hosts...)
	}
	port := p.Port
	for _, host := range hosts {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		if err != nil {
			for _, open := range listeners {
				err = errors.Join(err, open.Close())
			}
			return nil, nil, err
		}
		listeners, addresses = append(listeners, l), append(addresses, l.Addr().String())
		port = l.Addr().(*net.TCPAddr).Port // the same on all of them
	}
	return listeners, addresses, nil
}

// Scheme is how the place is reached.
func (p Place) Scheme() string {
	if p.Cert != "" {
		return "https"
	}
	return "http"
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

// Serve answers requests until the context ends, and lets those that have begun come to their end.
func (s *Site) Serve(ctx context.Context, p Place, listeners []net.Listener) error {
	server := &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second,
		WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10,
		ErrorLog: log.New(io.Discard, "", 0), // what it says of broken connections helps nobody
	}
	failed := make(chan error, len(listeners))
	for _, l := range listeners {
		go func() {
			if p.Cert != "" {
				failed <- server.ServeTLS(l, p.Cert, p.Key)
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
