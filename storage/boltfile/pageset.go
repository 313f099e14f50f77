package boltfile

import "math/bits"

// pageSet is a set of pages, a bit for each. It has room for as many as it was made for.
type pageSet []uint64

func newPageSet(pages uint64) pageSet { return make(pageSet, pages/64+1) }

func (s pageSet) add(id uint64) { s[id/64] |= 1 << (id % 64) }

func (s pageSet) has(id uint64) bool {
	return id/64 < uint64(len(s)) && s[id/64]&(1<<(id%64)) != 0
}

// common returns the least page that is in both, false if none is.
func (s pageSet) common(other pageSet) (uint64, bool) {
	for i := range min(len(s), len(other)) {
		if both := s[i] & other[i]; both != 0 {
			return uint64(i*64 + bits.TrailingZeros64(both)), true
		}
	}
	return 0, false
}
