package wire

import (
	"encoding/binary"
	"errors"
	"math"
)

// Decoder takes a value apart. The first error stays, and from then on every field reads as zero.
// It takes no field in any bytes but those that an [Encoder] writes: what is merged by comparing
// bytes must have one form.
type Decoder struct {
	buf []byte
	err error
}

// What can be wrong with a value.
var (
	ErrShort = errors.New("value ends too early")
	ErrRange = errors.New("number is out of range")
	errLong  = errors.New("value is too long")
)

// NewDecoder returns a decoder of a value, which stays the caller's.
func NewDecoder(value []byte) *Decoder { return &Decoder{buf: value} }

// Open returns a decoder of a value that was sealed for a key. One whose seal is broken reads as
// zero.
func Open(key, sealed []byte) *Decoder {
	d := new(Decoder)
	d.Open(key, sealed)
	return d
}

// Open is [Open] in the place of the value that the decoder was of.
func (d *Decoder) Open(key, sealed []byte) { d.buf, d.err = Unseal(key, sealed) }

// Fail makes err the value's error, unless it has one.
func (d *Decoder) Fail(err error) {
	if d.err == nil {
		d.err = err
	}
	d.buf = nil
}

// Err returns the value's error so far.
func (d *Decoder) Err() error { return d.err }

// More says whether something is left to read.
func (d *Decoder) More() bool { return d.err == nil && len(d.buf) > 0 }

// End returns the error of the value, which must be read to its end.
func (d *Decoder) End() error {
	if d.err == nil && len(d.buf) > 0 {
		d.err = errLong
	}
	return d.err
}

// Take returns the next n bytes, which are part of the value; nil if there are fewer.
func (d *Decoder) Take(n int) []byte {
	if n < 0 || n > len(d.buf) {
		d.Fail(ErrShort)
		return nil
	}
	b := d.buf[:n]
	d.buf = d.buf[n:]
	return b
}

// Rest returns all that is left, which is part of the value.
func (d *Decoder) Rest() []byte { return d.Take(len(d.buf)) }

// Byte reads one byte.
func (d *Decoder) Byte() byte {
	if b := d.Take(1); b != nil {
		return b[0]
	}
	return 0
}

// Bool reads 1 or 0.
func (d *Decoder) Bool() bool {
	b := d.Byte()
	if b > 1 {
		d.Fail(errors.New("neither true nor false"))
	}
	return b == 1
}

// Uint reads a number.
func (d *Decoder) Uint() uint64 {
	n, size := binary.Uvarint(d.buf)
	switch {
	case size == 0:
		d.Fail(ErrShort)
		return 0
	case size < 0:
		d.Fail(ErrRange)
		return 0
	case size > 1 && d.buf[size-1] == 0:
		d.Fail(errors.New("number is longer than it need be"))
		return 0
	}
	d.buf = d.buf[size:]
	return n
}

// Int reads a number that may be negative.
func (d *Decoder) Int() int64 {
	n := d.Uint()
	return int64(n>>1) ^ -int64(n&1)
}

// Number reads a number from zero that fits into 31 bits, as numbers of reviews and the like do on
// every machine.
func (d *Decoder) Number() int {
	n := d.Uint()
	if n > math.MaxInt32 {
		d.Fail(ErrRange)
		return 0
	}
	return int(n)
}

// IsNumber says whether [Decoder.Number] can read n.
func IsNumber(n int) bool { return n >= 0 && n <= math.MaxInt32 }

// Signed reads a number that fits into 32 bits.
func (d *Decoder) Signed() int32 {
	n := d.Int()
	if n != int64(int32(n)) {
		d.Fail(ErrRange)
		return 0
	}
	return int32(n)
}

// Count reads the length of a list whose items take at least a byte each.
func (d *Decoder) Count() int {
	n := d.Uint()
	if n > uint64(len(d.buf)) {
		d.Fail(ErrShort)
		return 0
	}
	return int(n)
}

// Fixed64 reads eight bytes, the most significant first.
func (d *Decoder) Fixed64() uint64 {
	if b := d.Take(8); b != nil {
		return binary.BigEndian.Uint64(b)
	}
	return 0
}

// ID reads 16 bytes.
func (d *Decoder) ID() (id [16]byte) {
	copy(id[:], d.Take(len(id)))
	return id
}

// String reads a text behind its length.
func (d *Decoder) String() string { return string(d.Take(d.Count())) }

// Skip passes a text.
func (d *Decoder) Skip() { d.Take(d.Count()) }

// Strings reads a list of texts; nil if it is empty.
func (d *Decoder) Strings() []string {
	var list []string
	for n := d.Count(); n > 0 && d.err == nil; n-- {
		list = append(list, d.String())
	}
	return list
}
