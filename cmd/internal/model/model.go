// Package model asks models: a language model to make cards of notes, by a server that speaks
// /v1/chat/completions or a command that reads a prompt and prints an answer; and one that speaks
// texts, by /v1/audio/speech. It is the only package that opens a connection for that. What comes
// back is data, never a command or a path; whether it is true is for others to judge.
//
//	model.go   the client: requests, tries, what may carry a key
//	prompt.go  what is asked
//	reply.go   what was answered
//	speech.go  what is spoken
package model

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"cards/storage/folders"
)

// Client asks a model.
type Client struct {
	Config folders.Model
	Key    string // sent to the server; "" for none

	// Run runs a command with a text on its standard input and returns what it printed.
	Run func(ctx context.Context, command []string, input string) (string, error)

	// Wait waits before a further try.
	Wait func(ctx context.Context, d time.Duration) error

	without map[string]bool // parameters that the server does not take
}

// The bounds of a request.
const (
	timeout  = 120 * time.Second
	tries    = 3
	longest  = 3 * time.Second // between tries, unless the server says otherwise
	patience = 60 * time.Second
	maxReply = 10 << 20
)

// StatusError is an answer of a server that is no reply.
type StatusError struct {
	Code  int
	Text  string        // what it said, in one line
	after time.Duration // that it asks to wait
}

// Error says the code, and what the server said if it said anything.
func (e *StatusError) Error() string {
	if e.Text == "" {
		return fmt.Sprintf("the server answered %d", e.Code)
	}
	return fmt.Sprintf("the server answered %d: %s", e.Code, e.Text)
}

// passes says whether a further try may succeed.
func (e *StatusError) passes() bool { return e.Code == http.StatusTooManyRequests || e.Code >= 500 }

// Host returns the server's name with its port, and whether it is this machine.
func Host(address string) (host string, local bool) {
	u, err := url.Parse(address)
	if err != nil {
		return address, false
	}
	name := u.Hostname()
	ip := net.ParseIP(name)
	return u.Host, strings.EqualFold(name, "localhost") || ip != nil && ip.IsLoopback()
}

// exposes says whether a request to the server would carry a key, or a password that stands in its
// address, over a network that anybody on the way can read.
func (s server) exposes() bool {
	u, err := url.Parse(s.url)
	if err != nil {
		return true
	}
	_, local := Host(s.url)
	return (s.key != "" || u.User != nil) && !local && u.Scheme != "https"
}

// Ask sends a prompt and returns the text of the answer.
func (c *Client) Ask(ctx context.Context, p Prompt) (string, error) {
	if len(c.Config.Command) > 0 {
		ctx, cancel := context.WithTimeout(ctx, timeout)
		defer cancel()
		return c.Run(ctx, c.Config.Command, p.System+"\n\n"+p.User)
	}
	s := server{c.Config.URL, c.Key, c.Wait, c.drops}
	data, err := s.ask(ctx, "/chat/completions", func() any { return c.Request(p) })
	if err != nil {
		return "", err
	}
	return content(data)
}

// server is one that is asked something.
type server struct {
	url, key string
	wait     func(ctx context.Context, d time.Duration) error
	drops    func(*StatusError) bool // says whether what is asked was changed so that it may be taken now
}

// ask sends a request, which is made anew for each try, to an address below that of the server, and
// returns what it answered.
func (s server) ask(ctx context.Context, path string, request func() any) ([]byte, error) {
	if s.exposes() {
		host, _ := Host(s.url)
		return nil, fmt.Errorf("ask %s: a key is not sent without encryption: the address must begin with https", host)
	}
	for try := 1; ; try++ {
		data, err := s.try(ctx, path, request())
		status, ok := errors.AsType[*StatusError](err)
		switch {
		case err == nil:
			return data, nil
		case ok && s.drops(status):
			continue
		case !ok || !status.passes() || try == tries:
			return nil, err
		}
		if err := s.wait(ctx, pause(status, try)); err != nil {
			return nil, err
		}
	}
}

// pause is how long to wait before a further try.
func pause(e *StatusError, try int) time.Duration {
	if e.after > 0 {
		return min(e.after, patience)
	}
	return min(time.Duration(try)*time.Second, longest)
}

// drops leaves a parameter out that the server does not take; false if it named none that was sent.
func (c *Client) drops(e *StatusError) bool {
	if e.Code != http.StatusBadRequest {
		return false
	}
	for _, name := range []string{"max_tokens", "response_format"} {
		if strings.Contains(e.Text, name) && !c.without[name] {
			if c.without == nil {
				c.without = make(map[string]bool)
			}
			c.without[name] = true
			return true
		}
	}
	return false
}

// try sends one request.
func (s server) try(ctx context.Context, path string, request any) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	body, err := json.Marshal(request)
	if err != nil {
		return nil, err
	}
	address := strings.TrimSuffix(s.url, "/") + path
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	if s.key != "" {
		req.Header.Set("Authorization", "Bearer "+s.key)
	}
	resp, err := client().Do(req)
	if err != nil {
		return nil, plainError(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxReply))
	if err != nil {
		return nil, fmt.Errorf("the reply was cut off: %w", plainError(err))
	}
	if resp.StatusCode != http.StatusOK {
		return nil, statusError(resp, data)
	}
	return data, nil
}

// client returns one that follows no redirects: notes go where the person said they go.
func client() *http.Client {
	transport := &http.Transport{DisableKeepAlives: true, Proxy: http.ProxyFromEnvironment}
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// plainError leaves the address out, which may hold what nobody should read.
func plainError(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err
	}
	return err
}

func statusError(resp *http.Response, data []byte) error {
	e := &StatusError{Code: resp.StatusCode}
	if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && seconds > 0 {
		e.after = time.Duration(seconds) * time.Second
	}
	var said struct {
		Error json.RawMessage `json:"error"`
	}
	var inner struct {
		Message string `json:"message"`
	}
	if json.Unmarshal(data, &said) == nil && len(said.Error) > 0 {
		if json.Unmarshal(said.Error, &inner) != nil {
			_ = json.Unmarshal(said.Error, &inner.Message) // a text, or nothing that can be said
		}
	}
	e.Text = inner.Message
	if resp.StatusCode >= 300 && resp.StatusCode < 400 {
		e.Text = "it redirects to another address, which is not followed"
	}
	return e
}
