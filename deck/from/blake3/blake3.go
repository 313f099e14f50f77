// Package blake3 is the hash by which hashcards and repeater name cards. Libraries for it ask the
// processor what it can do at the start of every program that they are in, which on a virtual
// machine takes as long as all that a small command does; here a few texts are hashed in an import.
package blake3

import (
	"encoding/binary"
	"math/bits"
)

// Sizes in bytes: of a hash, of what one step reads, and of what is hashed before it goes into the
// tree.
const (
	Size  = 32
	block = 64
	chunk = 1024
)

// Flags of a step, as section 2.1 of the specification numbers them.
const (
	chunkStart = 1 << iota
	chunkEnd
	parent
	root
)

// words are a chaining value: half of the state between two steps.
type words [8]uint32

// start is the chaining value that every chunk begins with, the one of SHA-256.
var start = words{
	0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19,
}

// order is where the words of a message stand in the next round.
var order = [16]int{2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8}

// Sum256 returns the hash of some bytes, by https://github.com/BLAKE3-team/BLAKE3-specs.
func Sum256(data []byte) (sum [Size]byte) {
	for i, w := range tree(data, 0, root) {
		binary.LittleEndian.PutUint32(sum[4*i:], w)
	}
	return sum
}

// tree hashes bytes that begin with the chunk of a number: the largest power of two of chunks that
// leaves something is the left half.
func tree(data []byte, number uint64, flags uint32) words {
	if len(data) <= chunk {
		return chain(data, number, flags)
	}
	left := chunk << (bits.Len(uint((len(data)-1)/chunk)) - 1)
	a, b := tree(data[:left], number, 0), tree(data[left:], number+uint64(left/chunk), 0)
	var message [16]uint32
	copy(message[:], a[:])
	copy(message[8:], b[:])
	return step(start, message, 0, block, parent|flags)
}

// chain hashes the blocks of one chunk; flags are those of the last.
func chain(data []byte, number uint64, flags uint32) words {
	value, at := start, uint32(chunkStart)
	for len(data) > block {
		value, at, data = step(value, read(data[:block]), number, block, at), 0, data[block:]
	}
	return step(value, read(data), number, uint32(len(data)), at|chunkEnd|flags)
}

// read returns the words of at most one block.
func read(data []byte) (message [16]uint32) {
	var whole [block]byte
	copy(whole[:], data)
	for i := range message {
		message[i] = binary.LittleEndian.Uint32(whole[4*i:])
	}
	return message
}

// step mixes one block into a chaining value.
func step(value words, message [16]uint32, number uint64, size, flags uint32) words {
	const rounds = 7
	s := [16]uint32{
		value[0], value[1], value[2], value[3], value[4], value[5], value[6], value[7],
		start[0], start[1], start[2], start[3], uint32(number), uint32(number >> 32), size, flags,
	}
	for range rounds {
		for i := range 4 {
			mix(&s[i], &s[4+i], &s[8+i], &s[12+i], message[2*i], message[2*i+1])
		}
		for i := range 4 {
			mix(&s[i], &s[4+(i+1)%4], &s[8+(i+2)%4], &s[12+(i+3)%4], message[8+2*i], message[9+2*i])
		}
		was := message
		for i, from := range order {
			message[i] = was[from]
		}
	}
	for i := range value {
		value[i] = s[i] ^ s[8+i]
	}
	return value
}

// mix mixes two words of a message into a column or a diagonal of the state.
func mix(a, b, c, d *uint32, x, y uint32) {
	*a += *b + x
	*d = bits.RotateLeft32(*d^*a, -16)
	*c += *d
	*b = bits.RotateLeft32(*b^*c, -12)
	*a += *b + y
	*d = bits.RotateLeft32(*d^*a, -8)
	*c += *d
	*b = bits.RotateLeft32(*b^*c, -7)
}
