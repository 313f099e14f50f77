package storage

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck"
	"cards/deck/markup"
	"cards/storage/query"
	"cards/storage/wire"
)

// filter tells quickly which stored notes a query cannot mean, so that the others need not be taken
// apart. It may take a note for one that is meant.
type filter struct {
	words  [][]byte // that stand in its texts: folded, without accents that stand apart
	tags   []query.Tag
	folded map[rune]string
	text   []byte   // room for the texts of one note
	has    [][]byte // and for its tags
}

func newFilter(r query.Required) *filter {
	f := &filter{folded: map[rune]string{markup.Flow: ""}, tags: r.Tags}
	for _, w := range r.Words {
		word := strings.Map(func(r rune) rune {
			if isAccent(r) {
				return -1
			}
			return r
		}, w)
		f.words = append(f.words, []byte(word))
	}
	return f
}

// isAccent says whether r is an accent on the letter before it.
func isAccent(r rune) bool { return 0x300 <= r && r <= 0x36f }

// mayHold says whether a note, given as it is stored, has the tags, and the words may stand in it.
// One that cannot be read may: who takes it apart reports it.
func (f *filter) mayHold(note []byte) bool {
	if len(f.words)+len(f.tags) == 0 {
		return true
	}
	d := wire.NewDecoder(note)
	more := skipToTags(d)
	if !f.hasTags(d) {
		return d.Err() != nil
	}
	if len(f.words) == 0 {
		return true
	}
	f.text = f.text[:0]
	return !f.fold(more) || !f.foldTexts(d) || d.Err() != nil || f.hasWords()
}

// hasTags reads the tags of a note and says whether each of the wanted ones is among them.
func (f *filter) hasTags(d *wire.Decoder) bool {
	f.has = f.has[:0]
	for n := d.Count(); n > 0; n-- {
		f.has = append(f.has, rawText(d))
	}
	for _, wanted := range f.tags {
		if !slices.ContainsFunc(f.has, func(tag []byte) bool { return wanted.Has(string(tag)) }) {
			return false
		}
	}
	return true
}

// foldTexts adds the texts of a note from its sections on. It returns false where [filter.fold]
// does.
func (f *filter) foldTexts(d *wire.Decoder) bool {
	for n := d.Count(); n > 0; n-- {
		rawText(d) // a section
	}
	for n := d.Count(); n > 0; n-- {
		option := rawText(d)
		d.Byte()
		if !f.fold(option) {
			return false
		}
	}
	for n := d.Count(); n > 0; n-- {
		front, back := rawSides(d)
		if !f.fold(front) || !f.fold(back) {
			return false
		}
	}
	return true
}

// hasWords says whether all words stand in the texts that were folded.
func (f *filter) hasWords() bool {
	if bytes.IndexByte(f.text, byte(deck.GapOpen)) >= 0 {
		f.text = slices.DeleteFunc(f.text, func(b byte) bool {
			return b == byte(deck.GapOpen) || b == byte(deck.GapClose)
		})
	}
	for _, w := range f.words {
		if !bytes.Contains(f.text, w) {
			return false
		}
	}
	return true
}

// fold adds a text, character by character as [query.Fold] writes it. It returns false where that
// needs more than one character at a time.
func (f *filter) fold(text []byte) bool {
	for len(text) > 0 {
		if n := f.foldASCII(text); n > 0 {
			text = text[n:]
			continue
		}
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		switch isJamo := 0x1100 <= r && r <= 0x11ff; {
		case isAccent(r):
		case isJamo || unicode.Is(unicode.M, r):
			return false
		default:
			f.text = append(f.text, f.foldRune(r)...)
		}
	}
	f.text = append(f.text, '\n')
	return true
}

// foldASCII adds what a text begins with of ASCII, in small letters, and returns how much that was.
func (f *filter) foldASCII(text []byte) int {
	n := 0
	for ; n+8 <= len(text); n += 8 {
		eight := binary.LittleEndian.Uint64(text[n:])
		const each, high = 0x0101010101010101, 0x8080808080808080
		if eight&high != 0 {
			break
		}
		// The highest bit of each byte is set if it is no less than A, and if it is more than Z.
		capital := (eight + each*(0x80-'A')) &^ (eight + each*(0x7f-'Z')) & high
		f.text = binary.LittleEndian.AppendUint64(f.text, eight|capital>>2)
	}
	for ; n < len(text) && text[n] < utf8.RuneSelf; n++ {
		c := text[n]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		f.text = append(f.text, c)
	}
	return n
}

func (f *filter) foldRune(r rune) string {
	folded, ok := f.folded[r]
	if !ok {
		folded = query.Fold(string(r))
		f.folded[r] = folded
	}
	return folded
}

// rawText reads a text behind its length, which stays where it is.
func rawText(d *wire.Decoder) []byte { return d.Take(d.Count()) }

// skipToTags reads a note up to its tags and returns its explanation.
func skipToTags(d *wire.Decoder) (more []byte) {
	d.Byte() // its label
	d.Uint()
	d.Uint()
	d.Uint()   // its lines
	rawText(d) // its id
	more = rawText(d)
	d.Byte() // whether it is typed
	d.Byte() // whether it is a draft
	return more
}

// rawSides reads a card and returns its front and its back.
func rawSides(d *wire.Decoder) (front, back []byte) {
	d.Take(len(deck.Key{}))
	d.Byte()
	front, back = rawText(d), rawText(d)
	for range 3 { // its text, where it is not told by these
		if !d.Bool() {
			rawText(d)
		}
	}
	rawText(d) // its id
	d.Byte()
	d.Uint()
	return front, back
}
