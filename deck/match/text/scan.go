package text

import (
	"math/bits"
	"unicode/utf8"
)

// Scanner reads texts only as far as is needed to know which words they have. It is much faster
// than a [Reader], and takes a word for the same whatever is around it.
type Scanner struct {
	// Slots has a number for every word that was read since it was emptied, and for every two
	// characters in a row of a script without spaces. Few words have the number of another one.
	Slots []uint32
	fold  folding
}

// SlotBits is how many bits the numbers of words have.
const SlotBits = 20

// NoSlot is the number of what has no letters.
const NoSlot = 1 << SlotBits

// SlotsOf returns the slots of a text alone, until another one is read.
func (c *Scanner) SlotsOf(s string) []uint32 {
	c.Slots = c.Slots[:0]
	c.scan(s)
	return c.Slots
}

// scan adds the slot of every word of a text. It reads every text there is: what it keeps stays in
// registers.
func (c *Scanner) scan(s string) {
	var h uint64  // of the word that is read; 0 outside of one
	var last rune // of a script without spaces
	slots := c.Slots
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
			if r = c.fold.letter(r); r != dropped {
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
	c.Slots = slots
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

func toSlot(h uint64) uint32 { return uint32(h * spread >> (64 - SlotBits)) }

// Hash returns a hash of the words of s in order; of all its characters if it has no words. It adds
// the slots of the words to the slots.
func (c *Scanner) Hash(s string) uint64 {
	var h uint64 = offset
	first := len(c.Slots)
	c.scan(s)
	for _, slot := range c.Slots[first:] {
		h = (h ^ uint64(slot)) * prime
	}
	if len(c.Slots) == first {
		for _, r := range s {
			h = (h ^ uint64(r)) * prime
		}
	}
	return h
}
