// Package subscribe fetches published decks: from a web server, which it opens a connection to only
// when a person subscribes or asks for updates, or from a folder. Nothing that comes is believed
// before it was held to the manifest; that is for others.
package subscribe

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// Source is where a deck is published.
type Source struct {
	base   *url.URL // of its folder, with a slash at the end; nil for a folder of this machine
	folder string
}

// ManifestName is the file that describes a deck.
const ManifestName = "deck.json"

const patience = 20 * time.Second

// errAddress says what is no address of a deck.
var errAddress = errors.New("not the address of a published deck, such as https://example.org/decks/biology/deck.json")

// Open reads the address of a deck: that of its folder or of the manifest in it; dir:PATH is a
// folder.
func Open(address string) (Source, error) {
	if folder, ok := strings.CutPrefix(address, "dir:"); ok && folder != "" {
		return Source{folder: strings.TrimSuffix(folder, string(filepath.Separator)+ManifestName)}, nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil ||
		u.RawQuery != "" || u.Fragment != "" {
		return Source{}, fmt.Errorf("%q: %w", address, errAddress)
	}
	u.Path = strings.TrimSuffix(strings.TrimSuffix(u.Path, ManifestName), "/") + "/"
	u.RawPath = ""
	return Source{base: u}, nil
}

// String returns the address of the folder.
func (s Source) String() string {
	if s.base == nil {
		return "dir:" + s.folder
	}
	return s.base.String()
}

// Get returns a file of the folder, by its path with slashes, of at most so many bytes.
func (s Source) Get(ctx context.Context, name string, most int64) ([]byte, error) {
	var from io.ReadCloser
	var err error
	if s.base == nil {
		from, err = s.openFile(name)
	} else {
		from, err = s.request(ctx, name)
	}
	if err != nil {
		return nil, fmt.Errorf("fetch %q: %w", name, err)
	}
	defer from.Close()
	data, err := io.ReadAll(io.LimitReader(from, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("it is larger than %d bytes", most)
	}
	if err != nil {
		return nil, fmt.Errorf("fetch %q: %w", name, plain(err))
	}
	return data, nil
}

func (s Source) openFile(name string) (io.ReadCloser, error) {
	root, err := os.OpenRoot(s.folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(name)
	if err == nil && !info.Mode().IsRegular() { // a pipe would keep who opens it
		err = errors.New("it is not a file")
	}
	if err != nil {
		return nil, err
	}
	return root.Open(name)
}

// request asks a web server. It follows it to another place, but not from an encrypted to a plain
// one.
func (s Source) request(ctx context.Context, name string) (io.ReadCloser, error) {
	u := *s.base
	u.Path = path.Join(u.Path, name)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, ResponseHeaderTimeout: patience, TLSHandshakeTimeout: patience,
		ForceAttemptHTTP2: true, DisableKeepAlives: true,
	}
	const wholeTime, mostRedirects = 5 * time.Minute, 3
	client := http.Client{
		Transport: transport, Timeout: wholeTime,
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			switch {
			case len(via) > mostRedirects:
				return errors.New("the server redirects too many times")
			case via[0].URL.Scheme == "https" && r.URL.Scheme != "https":
				return errors.New("the server redirects to an address without encryption")
			}
			return nil
		},
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, plain(err)
	}
	if resp.StatusCode != http.StatusOK {
		_ = resp.Body.Close()
		return nil, refusal(resp.StatusCode)
	}
	return resp.Body, nil
}

// refusal is the status by which a web server does not give a file. It is an [fs.ErrNotExist] if
// the server has none.
type refusal int

func (r refusal) Error() string { return fmt.Sprintf("the server answered %d", int(r)) }

func (r refusal) Is(target error) bool {
	return target == fs.ErrNotExist && (r == http.StatusNotFound || r == http.StatusGone)
}

// plain leaves the address out of an error: who reads it knows it.
func plain(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err
	}
	return err
}
