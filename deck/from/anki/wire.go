package anki

import (
	"encoding/binary"
	"math"
)

// number is that of a field in its message.
type number uint64

// value is what a field of a message holds: of numbers of any width the bits, of the rest the
// bytes.
type value struct {
	number uint64
	bytes  []byte
}

func (v value) text() string   { return string(v.bytes) }
func (v value) truth() bool    { return v.number != 0 }
func (v value) float() float64 { return float64(math.Float32frombits(uint32(v.number))) }
func (v value) int() int       { return int(int32(v.number)) }

// floats returns numbers that are packed, or the one that is not.
func (v value) floats() []float64 {
	if v.bytes == nil {
		return []float64{v.float()}
	}
	var list []float64
	for b := v.bytes; len(b) >= 4; b = b[4:] {
		list = append(list, float64(math.Float32frombits(binary.LittleEndian.Uint32(b))))
	}
	return list
}

// kinds of fields by what is written of them, as the encoding of Protocol Buffers numbers them
const (
	ofVarint  = 0
	ofFixed64 = 1
	ofBytes   = 2
	ofFixed32 = 5
)

// eachField calls do for the fields of a message up to the end, or up to what is none. Anki's
// messages have no groups.
func eachField(message []byte, do func(number, value)) {
	for len(message) > 0 {
		tag, size := binary.Uvarint(message)
		if size <= 0 || tag>>3 == 0 {
			return
		}
		v, rest, ok := readValue(message[size:], tag&7)
		if !ok {
			return
		}
		message = rest
		do(number(tag>>3), v)
	}
}

// readValue reads what a field of a kind holds.
func readValue(message []byte, kind uint64) (v value, rest []byte, ok bool) {
	switch kind {
	case ofFixed32:
		if len(message) < 4 {
			return v, nil, false
		}
		return value{number: uint64(binary.LittleEndian.Uint32(message))}, message[4:], true
	case ofFixed64:
		if len(message) < 8 {
			return v, nil, false
		}
		return value{number: binary.LittleEndian.Uint64(message)}, message[8:], true
	case ofVarint, ofBytes:
		n, size := binary.Uvarint(message)
		if size <= 0 {
			return v, nil, false
		}
		message = message[size:]
		if kind == ofVarint {
			return value{number: n}, message, true
		}
		if n > uint64(len(message)) {
			return v, nil, false
		}
		return value{bytes: message[:n:n]}, message[n:], true
	}
	return v, nil, false
}
