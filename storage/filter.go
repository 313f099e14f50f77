package storage

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/storage/query"
)

// filter tells quickly which stored notes cannot hold some words, so that the others need not be
// taken apart. It may take a note for one that does.
type filter struct {
	words  [][]byte // folded, without accents that stand apart
	folded map[rune]string
	text   []byte // room for one note
}

func newFilter(words []string) *filter {
	f := &filter{folded: map[rune]string{}}
	for _, w := range words {
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

// mayHold says whether the words may stand in a note, given as it is stored.
func (f *filter) mayHold(note []byte) bool {
	if len(f.words) == 0 || !f.fold(note) {
		return true
	}
	for _, w := range f.words {
		if !bytes.Contains(f.text, w) {
			return false
		}
	}
	return true
}

// fold writes a note character by character as [query.Fold] writes it. It returns false where that
// needs more than one character at a time.
func (f *filter) fold(note []byte) bool {
	f.text = f.text[:0]
	for i := 0; i < len(note); {
		c := note[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			f.text = append(f.text, c)
			i++
			continue
		}
		r, size := utf8.DecodeRune(note[i:])
		i += size
		switch isJamo := 0x1100 <= r && r <= 0x11ff; {
		case isAccent(r):
		case isJamo || unicode.Is(unicode.M, r):
			return false
		default:
			f.text = append(f.text, f.foldRune(r)...)
		}
	}
	return true
}

func (f *filter) foldRune(r rune) string {
	folded, ok := f.folded[r]
	if !ok {
		folded = query.Fold(string(r))
		f.folded[r] = folded
	}
	return folded
}
