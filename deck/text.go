package deck

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strconv"

	"cards/deck/markup"
)

// Key names what one card asks: a hash of its text. Cards of equal text have equal keys, wherever
// they stand.
type Key [16]byte

// Compare orders keys by their bytes.
func (k Key) Compare(other Key) int {
	const half = len(k) / 2
	a, b := binary.BigEndian.Uint64(k[:half]), binary.BigEndian.Uint64(other[:half])
	if a == b { // hardly ever, so many are sorted by one comparison each
		a, b = binary.BigEndian.Uint64(k[half:]), binary.BigEndian.Uint64(other[half:])
	}
	return cmp.Compare(a, b)
}

// String returns the key as 32 hexadecimal digits.
func (k Key) String() string { return hex.EncodeToString(k[:]) }

// GapOpen and GapClose are those of package markup.
const (
	GapOpen  = markup.GapOpen
	GapClose = markup.GapClose
)

// Text is what one card asks, as far as its identity goes: normalised source text, see FORMAT.md.
// It has either a prompt and an answer or the text of a cloze. A card with an explicit id has its
// Text too, but its key is made of the id.
type Text struct {
	Prompt, Answer string
	Cloze          string // with GapOpen and GapClose around every gap that the card asks

	ID      string // explicit id of the note; may be empty
	Back    bool   // with an id: the card that asks a term note from its definition to its term
	Earlier int    // of a cloze with an id: how many cards of the note before it ask equal gaps
}

// IsCloze says whether the text is that of a cloze.
func (t Text) IsCloze() bool { return t.Cloze != "" }

// keyVersion is the first byte of what a key is a hash of.
const keyVersion = 1

// Key returns the key of the card that asks this text. It is the same in every version of this
// program.
func (t Text) Key() Key {
	var k Key
	var room [512]byte // most texts are shorter
	sum := sha256.Sum256(t.hashed(room[:0]))
	copy(k[:], sum[:])
	return k
}

// hashed appends what the key is a hash of to other bytes: the version, then each part behind its
// length.
func (t Text) hashed(b []byte) []byte {
	b = append(slices.Grow(b, 64+len(t.Prompt)+len(t.Answer)+len(t.Cloze)), keyVersion)
	switch {
	case t.ID != "" && t.IsCloze():
		b = appendParts(b, "cloze-id", t.ID)
		b = appendParts(b, markup.GapTexts(t.Cloze)...)
		return appendParts(b, strconv.Itoa(t.Earlier))
	case t.ID != "" && t.Back:
		return appendParts(b, "basic-id", t.ID, "b")
	case t.ID != "":
		return appendParts(b, "basic-id", t.ID, "f")
	case t.IsCloze():
		return appendParts(b, "cloze", t.Cloze)
	}
	return appendParts(b, "basic", t.Prompt, t.Answer)
}

func appendParts(b []byte, parts ...string) []byte {
	for _, part := range parts {
		b = binary.BigEndian.AppendUint32(b, uint32(len(part)))
		b = append(b, part...)
	}
	return b
}
