// Package shared reads and writes what a published deck says of itself: which files it has in which
// version, signed by its author. Whoever subscribed to a deck believes that key alone, wherever the
// files come from.
package shared

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"cards/deck"
)

// Manifest describes one version of a deck.
type Manifest struct {
	Format  int         `json:"format"`
	Name    string      `json:"name"`
	Version int         `json:"version"` // from 1; a later one is larger
	Key     string      `json:"key"`     // of the author, in hexadecimal
	Files   []File      `json:"files"`
	Links   [][2]string `json:"links"` // pairs of keys that are one card: an old text and the present one
}

// File is one file of a deck.
type File struct {
	Path   string `json:"path"` // with slashes, below the deck
	Size   int64  `json:"size"` // bytes
	SHA256 string `json:"sha256"`
}

// The bounds of a deck.
const (
	format   = 1
	MaxFile  = 16 << 20 // bytes of a file
	maxAll   = 256 << 20
	maxFiles = 5000
	maxLinks = 100_000
	// MaxManifest is how many bytes a manifest has at most.
	MaxManifest = 16 << 20
)

// Errors of a manifest.
var (
	ErrNotSigned = errors.New("it is not signed by its author")
	ErrNewer     = errors.New("a newer version of cards published it")
	errManifest  = errors.New("it is not the deck.json of a published deck")
)

// PathError says that a deck has a file that it must not have.
type PathError struct{ Path, Reason string }

func (e *PathError) Error() string {
	return fmt.Sprintf("the file %q of the deck: %s", e.Path, e.Reason)
}

// sigKey is how the last member of a manifest begins.
const sigKey = `,"sig":"`

// purpose begins what is signed, so that a signature is good for nothing else.
const purpose = "cards deck\n"

// Sign returns a manifest as it is published: signed by the key, which it names.
func (m Manifest) Sign(key ed25519.PrivateKey) ([]byte, error) {
	public, _ := key.Public().(ed25519.PublicKey) // it is one
	m.Format, m.Key = format, hex.EncodeToString(public)
	if err := m.check(); err != nil {
		return nil, err
	}
	text, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	sig := ed25519.Sign(key, append([]byte(purpose), text...))
	return append(text[:len(text)-1], sigKey+hex.EncodeToString(sig)+"\"}\n"...), nil
}

// Read reads a manifest that is signed by the key that it names. What later versions put into it is
// signed too, and means nothing here.
func Read(data []byte) (Manifest, error) {
	var m Manifest
	data = bytes.TrimSpace(data)
	at := bytes.LastIndex(data, []byte(sigKey))
	if at < 0 || json.Unmarshal(data, &m) != nil {
		return m, errManifest
	}
	if m.Format > format {
		return m, fmt.Errorf("%w: its format is %d", ErrNewer, m.Format)
	}
	sig, err := hex.DecodeString(strings.TrimSuffix(string(data[at+len(sigKey):]), `"}`))
	public, keyErr := hex.DecodeString(m.Key)
	if err != nil || keyErr != nil || len(public) != ed25519.PublicKeySize {
		return m, ErrNotSigned
	}
	signed := append([]byte(purpose), data[:at]...)
	if !ed25519.Verify(public, append(signed, '}'), sig) {
		return m, ErrNotSigned
	}
	return m, m.check()
}

// check refuses what no deck may have.
func (m Manifest) check() error {
	if m.Version < 1 || m.Name == "" || !utf8.ValidString(m.Name) || len(m.Files) > maxFiles ||
		len(m.Links) > maxLinks {
		return errManifest
	}
	all := int64(0)
	seen := make(map[string]bool)
	for _, f := range m.Files {
		if err := CheckPath(f.Path); err != nil {
			return err
		}
		folded := strings.ToLower(f.Path)
		sum, err := hex.DecodeString(f.SHA256)
		switch {
		case seen[folded]:
			return &PathError{f.Path, "there are two of that name"}
		case f.Size < 0 || f.Size > MaxFile:
			return &PathError{f.Path, fmt.Sprintf("it has more than %d MB", MaxFile>>20)}
		case err != nil || len(sum) != sha256.Size:
			return errManifest
		}
		seen[folded] = true
		all += f.Size
	}
	if all > maxAll {
		return fmt.Errorf("the deck has more than %d MB", maxAll>>20)
	}
	_, err := m.Pairs()
	return err
}

// Pairs returns the links.
func (m Manifest) Pairs() ([][2]deck.Key, error) {
	pairs := make([][2]deck.Key, len(m.Links))
	for i, l := range m.Links {
		for j, text := range l {
			key, err := hex.DecodeString(text)
			if err != nil || len(key) != len(deck.Key{}) {
				return nil, errManifest
			}
			pairs[i][j] = deck.Key(key)
		}
	}
	return pairs, nil
}

// media are the endings of files beside decks that a deck may have.
const media = " .png .jpg .jpeg .gif .webp .avif .bmp .mp3 .ogg .oga .opus .wav .m4a .flac .aac .mp4 .webm "

// IsDeck says whether a file of a deck has cards, by its name.
func IsDeck(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// CheckPath refuses paths that lead elsewhere, that are hidden, that some system cannot have, or
// that are no files of a deck.
func CheckPath(name string) error {
	if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, "\\:*?\"<>|") ||
		!utf8.ValidString(name) {
		return &PathError{name, "such a path is not allowed"}
	}
	for part := range strings.SplitSeq(name, "/") {
		if part[0] == '.' || strings.TrimRight(part, ". ") != part || isDevice(part) || hasControl(part) {
			return &PathError{name, "such a name is not allowed"}
		}
	}
	ext := strings.ToLower(path.Ext(name))
	if ext != ".md" && (ext == "" || !strings.Contains(media, " "+ext+" ")) {
		return &PathError{name, "it is neither a deck nor a picture or sound"}
	}
	return nil
}

func hasControl(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 })
}

// isDevice says whether Windows takes a name for a device.
func isDevice(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch stem {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) &&
		stem[3] >= '1' && stem[3] <= '9'
}

// Fits says whether data is what the manifest says of a file.
func (f File) Fits(data []byte) bool {
	return int64(len(data)) == f.Size && f.SHA256 == SumOf(data)
}

// SumOf returns the SHA-256 of a file as a manifest has it.
func SumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Slug returns a name for a folder, made of the name of a deck.
func Slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	const longest = 60
	slug := strings.Trim(b.String()[:min(b.Len(), longest)], "-")
	if slug == "" || isDevice(slug) {
		slug = "deck-" + SumOf([]byte(name))[:8]
	}
	return slug
}
