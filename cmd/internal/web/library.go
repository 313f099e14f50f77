package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"os"
	"sync"

	"cards/cmd/internal/media"
)

// library is the pictures and sounds of cards.
type library struct {
	media  media.Library
	sealed [32]byte // makes names of files that nobody can guess
	log    serverLog

	mu   sync.Mutex
	kept map[string]reference
}

// reference is a file that a card refers to.
type reference struct{ deckFile, dest string }

func newLibrary(c Config) (*library, error) {
	root := c.Store.Root()
	l := &library{
		media: media.NewLibrary(root, c.Folders.Roots(root)), log: c.Log,
		kept: make(map[string]reference),
	}
	_, err := io.ReadFull(c.Random, l.sealed[:])
	return l, err
}

// address returns where a picture or sound of a deck file can be had; "" for anything else. Its
// name tells nothing, and nobody can guess those of files that no card has shown.
func (l *library) address(deckFile, dest string) string {
	f, err := l.media.Find(deckFile, dest)
	if err != nil || f.Kind == media.Other {
		return ""
	}
	sum := hmac.New(sha256.New, l.sealed[:])
	_, _ = io.WriteString(sum, deckFile+"\x00"+dest) // a hash takes everything
	name := hex.EncodeToString(sum.Sum(nil)[:16])
	l.mu.Lock()
	defer l.mu.Unlock()
	l.kept[name] = reference{deckFile, dest}
	return "/media/" + name
}

// file sends a picture or sound that a card refers to. It takes no turn: a browser may be slow to
// take it.
func (l *library) file(w http.ResponseWriter, r *http.Request) {
	f, err := l.open(r.PathValue("name"))
	if err != nil {
		l.log.refuse(w, r, http.StatusNotFound, err.Error())
		return
	}
	defer f.Close()
	if err := send(w, r, f); err != nil {
		l.log.fail(w, r, err)
	}
}

// open opens the picture or sound that a name stands for.
func (l *library) open(name string) (*os.File, error) {
	l.mu.Lock()
	ref, known := l.kept[name]
	l.mu.Unlock()
	if !known {
		return nil, errors.New("no card shows such a file")
	}
	found, err := l.media.Find(ref.deckFile, ref.dest)
	if err != nil || found.Kind == media.Other {
		return nil, errors.New("no such picture or sound")
	}
	return l.media.Open(ref.deckFile, ref.dest)
}

func send(w http.ResponseWriter, r *http.Request, f *os.File) error {
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	// never HTML or SVG: see [media.KindOf]
	w.Header().Set("Content-Type", http.DetectContentType(head[:n]))
	w.Header().Set("Cache-Control", "private, max-age=86400")
	http.ServeContent(w, r, "", info.ModTime(), f)
	return nil
}
