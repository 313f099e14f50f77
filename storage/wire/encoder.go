package wire

import "encoding/binary"

// Encoder builds a stored value field by field. Numbers are varints, those that may be negative in
// zigzag form; texts and lists begin with their length. The zero Encoder is empty.
type Encoder struct{ buf []byte }

// NewEncoder returns one with room for so many bytes before it must grow.
func NewEncoder(room int) *Encoder { return &Encoder{buf: make([]byte, 0, room)} }

// EncoderIn returns one that builds its value in the room of another, which is needed no more.
func EncoderIn(room []byte) *Encoder { return &Encoder{buf: room[:0]} }

// EncoderBehind returns one that builds its value behind other bytes.
func EncoderBehind(b []byte) *Encoder { return &Encoder{buf: b} }

// Reset begins another value in the room of this one, which is needed no more.
func (e *Encoder) Reset() { e.buf = e.buf[:0] }

// Byte writes one byte.
func (e *Encoder) Byte(b byte) { e.buf = append(e.buf, b) }

// Bytes writes bytes without their number.
func (e *Encoder) Bytes(b []byte) { e.buf = append(e.buf, b...) }

// Uint writes a number as a varint.
func (e *Encoder) Uint(n uint64) { e.buf = binary.AppendUvarint(e.buf, n) }

// Int writes a number that may be negative as a varint.
func (e *Encoder) Int(n int64) { e.buf = binary.AppendVarint(e.buf, n) }

// Fixed64 writes eight bytes, the most significant first.
func (e *Encoder) Fixed64(n uint64) { e.buf = binary.BigEndian.AppendUint64(e.buf, n) }

// Bool writes 1 or 0.
func (e *Encoder) Bool(b bool) {
	if b {
		e.Byte(1)
	} else {
		e.Byte(0)
	}
}

// String writes a text behind its length.
func (e *Encoder) String(s string) {
	e.Uint(uint64(len(s)))
	e.buf = append(e.buf, s...)
}

// Strings writes a list of texts behind their number.
func (e *Encoder) Strings(list []string) {
	e.Uint(uint64(len(list)))
	for _, s := range list {
		e.String(s)
	}
}

// Row begins a value with n numbers of 32 bits, which [Encoder.SetRow] sets.
func (e *Encoder) Row(n int) { e.buf = append(e.buf, make([]byte, 4*n)...) }

// SetRow sets the i-th number of the row that the value begins with.
func (e *Encoder) SetRow(i, n int) { binary.BigEndian.PutUint32(e.buf[4*i:], uint32(n)) }

// RowAt returns the i-th number of the row that a value begins with.
func RowAt(value []byte, i int) int { return int(binary.BigEndian.Uint32(value[4*i:])) }

// Len returns how many bytes were written.
func (e *Encoder) Len() int { return len(e.buf) }

// Value returns what was written.
func (e *Encoder) Value() []byte { return e.buf }

// Sealed returns what was written, sealed for a key. Nothing may be written afterwards.
func (e *Encoder) Sealed(key []byte) []byte { return Seal(key, e.buf) }
