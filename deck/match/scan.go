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
		h, inWord = offset, false
	}
	for _, r := range s {
		if r < utf8.RuneSelf {
			switch {
			case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			case 'A' <= r && r <= 'Z':
				r += 'a' - 'A'
			default:
				if inWord {
					flush()
				}
				last = 0
				continue
			}
			h = (h ^ uint64(r)) * prime
			inWord = true
			continue
		}
		if !isWordRune(r) {
			flush()
			last = 0
			continue
		}
		if isUnspaced(r) {
			flush()
			emit(toSlot(join(offset, r)))
			if last != 0 {
				emit(toSlot(join(join(offset, last), r)))
			}
			last = r
			continue
		}
		last = 0
		if r = f.fold(r); r == dropped {
			continue
		}
		h = (h ^ uint64(r)) * prime
		inWord = true
	}
	flush()
}

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
