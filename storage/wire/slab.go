package wire

// Slab gives out memory for many small values.
type Slab struct{ rest []byte }

// Take returns room for n bytes, without any in it.
func (s *Slab) Take(n int) []byte {
	const size = 1 << 12
	if n > size {
		return make([]byte, 0, n)
	}
	if n > len(s.rest) {
		s.rest = make([]byte, size)
	}
	room := s.rest[:0:n]
	s.rest = s.rest[n:]
	return room
}
