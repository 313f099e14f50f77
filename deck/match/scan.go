package match

import (
	"unicode/utf8"

	"cards/deck/markup"
)

// outline is what a text is found by: hashes of the words of its sides in order. Those of a cloze
// are what stands outside and inside its asked gaps.
type outline struct{ prompt, answer uint64 }

// scan gives emit the slot of every word of s.
func (f *folder) scan(s string, emit func(slot uint32)) {
	var h uint64 = offset
	inWord := false
	var last rune // of a script without spaces
	flush := func() {
		if inWord {
			emit(toSlot(h))
		}
		h, inWord, last = offset, false, 0
	}
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			i++
			if c = foldedASCII[c]; c == 0 {
				flush()
				continue
			}
			h, inWord, last = (h^uint64(c))*prime, true, 0
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch before := last; {
		case !isWordRune(r):
			flush()
		case isUnspaced(r):
			flush()
			emit(toSlot(join(offset, r)))
			if before != 0 {
				emit(toSlot(join(join(offset, before), r)))
			}
			last = r
		default:
			last = 0
			if r = f.fold(r); r != dropped {
				h, inWord = join(h, r), true
			}
		}
	}
	flush()
}

// foldedASCII holds letters in lower case and digits; 0 is what no word has.
var foldedASCII = func() (table [utf8.RuneSelf]byte) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case 'A' <= c && c <= 'Z':
			table[c] = c + 'a' - 'A'
		case isWordRune(rune(c)):
			table[c] = c
		}
	}
	return table
}()

const (
	offset = 14695981039346656037 // of the hash FNV-1a
	prime  = 1099511628211
)

func join(h uint64, r rune) uint64 { return (h ^ uint64(r)) * prime }

func toSlot(h uint64) uint32 { return uint32((h ^ h>>29) % slots) }

// outline returns what a text is found by, and gives emit the slots of its words.
func (f *folder) outline(t *trace, emit func(slot uint32)) outline {
	if !t.Text.IsCloze() {
		prompt, answer := t.sides()
		return outline{f.hash(prompt, emit), f.hash(answer, emit)}
	}
	o := outline{prompt: 1, answer: 2}
	for rest := t.Text.Cloze; rest != ""; {
		before, inner, after, ok := markup.CutGap(rest)
		o.prompt = o.prompt*prime + f.hash(before, emit)
		if ok {
			o.answer = o.answer*prime + f.hash(inner, emit)
			o.prompt++
		}
		rest = after
	}
	return o
}

// hash returns a hash of the words of s in order; of all its characters if it has no words.
func (f *folder) hash(s string, emit func(slot uint32)) uint64 {
	var h uint64 = offset
	n := 0
	f.scan(s, func(slot uint32) {
		h = (h ^ uint64(slot)) * prime
		n++
		emit(slot)
	})
	if n == 0 {
		for _, r := range s {
			h = join(h, r)
		}
	}
	return h
}
