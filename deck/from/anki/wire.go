package anki

import (
	"encoding/binary"
	"math"

	"google.golang.org/protobuf/encoding/protowire"
)

// value is what a field of a message holds: of numbers of any width the bits, of the rest the bytes.
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

// eachField calls do for the fields of a message up to the end, or up to what is none.
func eachField(message []byte, do func(protowire.Number, value)) {
	for len(message) > 0 {
		n, kind, size := protowire.ConsumeTag(message)
		if size < 0 {
			return
		}
		message = message[size:]
		var v value
		switch kind {
		case protowire.VarintType:
			v.number, size = protowire.ConsumeVarint(message)
		case protowire.Fixed32Type:
			var bits uint32
			bits, size = protowire.ConsumeFixed32(message)
			v.number = uint64(bits)
		case protowire.Fixed64Type:
			v.number, size = protowire.ConsumeFixed64(message)
		case protowire.BytesType:
			v.bytes, size = protowire.ConsumeBytes(message)
			if v.bytes == nil {
				v.bytes = []byte{}
			}
		default:
			size = protowire.ConsumeFieldValue(n, kind, message)
		}
		if size < 0 {
			return
		}
		message = message[size:]
		do(n, v)
	}
}
