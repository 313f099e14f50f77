package match

import (
	"math/bits"
	"unicode/utf8"

	"cards/deck/markup"
)

// outline is what a text is found by: hashes of the words of its sides in order. Those of a cloze
// are what stands outside and inside its asked gaps.
type outline struct{ prompt, answer uint64 }

// scan adds the slot of every word of s to those of f. It reads every text there is: what it keeps
// stays in registers.
func (f *folder) scan(s string) {
	var h uint64  // of the word that is read; 0 outside of one
	var last rune // of a script without spaces
	slots := f.slots
	for i := 0; i < len(s); {
		if c := asciiCodes[s[i]]; c != 0 {
			h, last, i = joinCode(h, c), 0, i+1
			continue
		}
		if s[i] < utf8.RuneSelf {
			if h != 0 {
				slots, h = append(slots, toSlot(h)), 0
			}
			last, i = 0, i+1
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		before, isWord := last, isWordRune(r)
		last = 0
		if isWord && !isUnspaced(r) {
			if r = f.fold(r); r != dropped {
				h = join(h, r)
			}
			continue
		}
		if h != 0 {
			slots, h = append(slots, toSlot(h)), 0
		}
		if isWord {
			last = r
			slots = append(slots, toSlot(join(0, r)))
			if before != 0 {
				slots = append(slots, toSlot(join(join(0, before), r)))
			}
		}
	}
	if h != 0 {
		slots = append(slots, toSlot(h))
	}
	f.slots = slots
}

// codeBits is how many bits of a hash a letter of ASCII takes, so that no two words of up to ten
// have the same one.
const codeBits = 6

// asciiCodes holds what letters and digits add to a hash, in either case the same; 0 is what no
// word has.
var asciiCodes = func() (table [1 << 8]byte) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case '0' <= c && c <= '9':
			table[c] = c - '0' + 1
		case isWordRune(rune(c)):
			table[c] = c&0x1f + 10
		}
	}
	return table
}()

const (
	offset = 14695981039346656037 // of the hash FNV-1a
	prime  = 1099511628211
	spread = 0x9e3779b97f4a7c15 // makes the upper bits of a product depend on all lower ones
)

func joinCode(h uint64, code byte) uint64 { return bits.RotateLeft64(h, codeBits) ^ uint64(code) }

// join adds a folded letter to the hash of a word.
func join(h uint64, r rune) uint64 {
	if r < utf8.RuneSelf {
		return joinCode(h, asciiCodes[r])
	}
	return (h ^ uint64(r)) * prime
}

func toSlot(h uint64) uint32 { return uint32(h * spread >> (64 - slotBits)) }

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
			h = (h ^ uint64(r)) * prime
		}
	}
	return h
}
