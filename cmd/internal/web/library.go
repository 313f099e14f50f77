package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"

	"cards/cmd/internal/media"
)

// library is the pictures and sounds of cards.
type library struct {
	media  media.Library
	kept   map[string]reference
	sealed [32]byte // makes names of files that nobody can guess
}

// reference is a file that a card refers to.
type reference struct{ deckFile, dest string }

func newLibrary(c Config) (*library, error) {
	root := c.Store.Root()
	l := &library{media: media.Library{Root: root, Roots: c.Folders.Roots(root)}, kept: make(map[string]reference)}
	_, err := io.ReadFull(c.Random, l.sealed[:])
	return l, err
}

// address returns where a picture or sound of a deck file can be had; "" for anything else. Its name
// tells nothing, and nobody can guess those of files that no card has shown.
func (l *library) address(deckFile, dest string) string {
	f, err := l.media.Find(deckFile, dest)
	if err != nil || f.Kind == media.Other {
		return ""
	}
	sum := hmac.New(sha256.New, l.sealed[:])
	_, _ = io.WriteString(sum, deckFile+"\x00"+dest) // a hash takes everything
	name := hex.EncodeToString(sum.Sum(nil)[:16])
	l.kept[name] = reference{deckFile, dest}
	return "/media/" + name
}

// file sends a picture or sound that a card refers to.
func (l *library) file(w http.ResponseWriter, r *http.Request) error {
	ref, known := l.kept[r.PathValue("name")]
	if !known {
		return problem{http.StatusNotFound, "no such file"}
	}
	found, err := l.media.Find(ref.deckFile, ref.dest)
	if err != nil || found.Kind == media.Other {
		return problem{http.StatusNotFound, "no such picture or sound"}
	}
	f, err := l.media.Open(ref.deckFile, ref.dest)
	if err != nil {
		return err
	}
	defer f.Close()
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
	w.Header().Set("Content-Type", http.DetectContentType(head[:n])) // never HTML or SVG: see [media.KindOf]
	w.Header().Set("Cache-Control", "private, max-age=86400")
	http.ServeContent(w, r, "", info.ModTime(), f)
	return nil
}
