package match

import (
	"unicode/utf8"

	"cards/deck/markup"
)

// outline is what a text is found by: hashes of the words of its sides in order. Those of a cloze
// are what stands outside and inside its asked gaps.
type outline struct{ prompt, answer uint64 }

// scan adds the slot of every word of s to those of f. It reads every text there is: what it keeps
// stays in registers.
func (f *folder) scan(s string) {
	var h uint64 = offset
	inWord := false
	var last rune // of a script without spaces
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			i++
			if c = foldedASCII[c]; c != 0 {
				h, inWord = (h^uint64(c))*prime, true
			} else {
				h, inWord = f.end(h, inWord), false
			}
			last = 0
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		before := last
		last = 0
		switch {
		case !isWordRune(r):
			h, inWord = f.end(h, inWord), false
		case isUnspaced(r):
			h, inWord, last = f.end(h, inWord), false, r
			f.slots = append(f.slots, toSlot(join(offset, r)))
			if before != 0 {
				f.slots = append(f.slots, toSlot(join(join(offset, before), r)))
			}
		default:
			if r = f.fold(r); r != dropped {
				h, inWord = join(h, r), true
			}
		}
	}
	f.end(h, inWord)
}

// end ends a word with a hash, if there is one, and returns the hash of none.
func (f *folder) end(h uint64, inWord bool) uint64 {
	if inWord {
		f.slots = append(f.slots, toSlot(h))
	}
	return offset
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

// outline returns what a text is found by. The slots of f are then those of its words.
func (f *folder) outline(t *trace) outline {
	f.slots = f.slots[:0]
	if !t.Text.IsCloze() {
		prompt, answer := t.sides()
		return outline{f.hash(prompt), f.hash(answer)}
	}
	o := outline{prompt: 1, answer: 2}
	for rest := t.Text.Cloze; rest != ""; {
		before, inner, after, ok := markup.CutGap(rest)
		o.prompt = o.prompt*prime + f.hash(before)
		if ok {
			o.answer = o.answer*prime + f.hash(inner)
			o.prompt++
		}
		rest = after
	}
	return o
}

// slotsOf returns the slots of the words of a text, until f reads another one.
func (f *folder) slotsOf(t *trace) []uint32 {
	f.outline(t)
	return f.slots
}

// hash returns a hash of the words of s in order; of all its characters if it has no words. It adds
// the slots of the words to those of f.
func (f *folder) hash(s string) uint64 {
	var h uint64 = offset
	first := len(f.slots)
	f.scan(s)
	for _, slot := range f.slots[first:] {
		h = (h ^ uint64(slot)) * prime
	}
	if len(f.slots) == first {
		for _, r := range s {
			h = join(h, r)
		}
	}
	return h
}
