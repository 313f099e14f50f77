// Package wire owns the bytes of what is stored: how fields are written and read back, and the
// checksum by which a value is known to be what it was. What the fields mean is the business of the
// packages above.
package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// SealSize is how many bytes a seal adds to a value.
const SealSize = 4

// ErrChecksum says that a value, or the key it is stored under, is not what it was when it was
// sealed.
var ErrChecksum = errors.New("checksum does not fit")

// CorruptError says that a stored value is not what it was when it was written.
type CorruptError struct {
	Bucket string
	Key    []byte
	Err    error
}

func (e *CorruptError) Error() string { return fmt.Sprintf("%s %x: %v", e.Bucket, e.Key, e.Err) }

// Unwrap returns the cause.
func (e *CorruptError) Unwrap() error { return e.Err }

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// checksum is the CRC32C of a key and its value. Of the key it is worked out here: what the library
// is given goes to the heap, where a copy of the id of each event would lie.
func checksum(key, value []byte) uint32 {
	sum := ^uint32(0)
	for _, b := range key {
		sum = castagnoli[byte(sum)^b] ^ sum>>8
	}
	return crc32.Update(^sum, castagnoli, value)
}

// Seal returns a value with its checksum at its end.
func Seal(key, value []byte) []byte {
	return binary.BigEndian.AppendUint32(value, checksum(key, value))
}

// Unseal returns a sealed value without its checksum.
func Unseal(key, sealed []byte) ([]byte, error) {
	n := len(sealed) - SealSize
	if n < 0 {
		return nil, ErrShort
	}
	if binary.BigEndian.Uint32(sealed[n:]) != checksum(key, sealed[:n]) {
		return nil, ErrChecksum
	}
	return sealed[:n], nil
}

// SealedLength returns how many of some bytes are the shortest value that is sealed for a key; 0 if
// they begin with none. It is for damage that has taken the length of a value.
func SealedLength(key, b []byte) int {
	sum := crc32.Checksum(key, castagnoli)
	for n := 0; n+SealSize <= len(b); n++ {
		if n > 0 {
			sum = crc32.Update(sum, castagnoli, b[n-1:n])
		}
		if n > 0 && binary.BigEndian.Uint32(b[n:]) == sum {
			return n + SealSize
		}
	}
	return 0
}
