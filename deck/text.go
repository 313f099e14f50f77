package deck

import (
	"encoding/hex"
	"fmt"
)

// Key names what one card asks: a hash of its text. Cards of equal text have equal keys, wherever they stand.
type Key [16]byte

// String returns the key as 32 hexadecimal digits.
func (k Key) String() string { return hex.EncodeToString(k[:]) }

// ParseKey reads the form that [Key.String] writes.
func ParseKey(s string) (Key, error) {
	var k Key
	if b, err := hex.DecodeString(s); err != nil || len(b) != len(k) {
		return Key{}, fmt.Errorf("card id %q: not %d hexadecimal digits", s, 2*len(k))
	} else {
		copy(k[:], b)
	}
	return k, nil
}

// GapOpen and GapClose stand before and after an asked gap: in the text of a cloze that its key is made of, and in what
// a card shows. Deck files may not hold them.
const (
	GapOpen  = '\u0002'
	GapClose = '\u0003'
)

// Text is what one card asks, as far as its identity goes: normalised source text, see FORMAT.md. It has either a prompt
// and an answer or the text of a cloze. A card with an explicit id has its Text too, but its key is made of the id.
type Text struct {
	Prompt, Answer string
	Cloze          string // with GapOpen and GapClose around every gap that the card asks

	ID      string // explicit id of the note; may be empty
	Back    bool   // with an id: the card that asks a term note from its definition to its term
	Earlier int    // with an id, cloze only: how many earlier cards of the note ask gaps of equal text
}

// IsCloze says whether the text is that of a cloze.
func (t Text) IsCloze() bool { return t.Cloze != "" }
