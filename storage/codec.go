package storage

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"

	"cards/srs"
)

// An encoder builds a stored value field by field. Numbers are varints, those that may be negative in zigzag form; texts
// and lists begin with their length.
type encoder struct{ buf []byte }

func (e *encoder) byte(b byte)      { e.buf = append(e.buf, b) }
func (e *encoder) bytes(b []byte)   { e.buf = append(e.buf, b...) }
func (e *encoder) uint(n uint64)    { e.buf = binary.AppendUvarint(e.buf, n) }
func (e *encoder) int(n int64)      { e.buf = binary.AppendVarint(e.buf, n) }
func (e *encoder) fixed64(n uint64) { e.buf = binary.BigEndian.AppendUint64(e.buf, n) }

func (e *encoder) bool(b bool) {
	if b {
		e.byte(1)
	} else {
		e.byte(0)
	}
}

func (e *encoder) string(s string) {
	e.uint(uint64(len(s)))
	e.buf = append(e.buf, s...)
}

func (e *encoder) strings(list []string) {
	e.uint(uint64(len(list)))
	for _, s := range list {
		e.string(s)
	}
}

// A decoder takes a value apart. The first error stays, and from then on every field reads as zero. It takes no field in
// any bytes but those that an encoder writes: what is merged by comparing bytes must have one form.
type decoder struct {
	buf []byte
	err error
}

var (
	errShort = errors.New("value ends too early")
	errRange = errors.New("number is out of range")
)

func (d *decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
	d.buf = nil
}

// take returns the next n bytes, which belong to the transaction.
func (d *decoder) take(n int) []byte {
	if n < 0 || n > len(d.buf) {
		d.fail(errShort)
		return nil
	}
	b := d.buf[:n]
	d.buf = d.buf[n:]
	return b
}

func (d *decoder) byte() byte {
	if b := d.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *decoder) bool() bool {
	b := d.byte()
	if b > 1 {
		d.fail(errors.New("neither true nor false"))
	}
	return b == 1
}

func (d *decoder) uint() uint64 {
	n, size := binary.Uvarint(d.buf)
	switch {
	case size == 0:
		d.fail(errShort)
		return 0
	case size < 0:
		d.fail(errRange)
		return 0
	case size > 1 && d.buf[size-1] == 0:
		d.fail(errors.New("number is longer than it need be"))
		return 0
	}
	d.buf = d.buf[size:]
	return n
}

func (d *decoder) int() int64 {
	n := d.uint()
	return int64(n>>1) ^ -int64(n&1)
}

// number reads a number from zero that fits into 31 bits, as numbers of reviews and the like do on every machine.
func (d *decoder) number() int {
	n := d.uint()
	if n > math.MaxInt32 {
		d.fail(errRange)
		return 0
	}
	return int(n)
}

// signed reads a number that fits into 32 bits.
func (d *decoder) signed() int32 {
	n := d.int()
	if n != int64(int32(n)) {
		d.fail(errRange)
		return 0
	}
	return int32(n)
}

func (d *decoder) day() srs.Day { return srs.Day(d.signed()) }

// count reads the length of a list whose items take at least a byte each.
func (d *decoder) count() int {
	n := d.uint()
	if n > uint64(len(d.buf)) {
		d.fail(errShort)
		return 0
	}
	return int(n)
}

func (d *decoder) fixed64() uint64 {
	if b := d.take(8); b != nil {
		return binary.BigEndian.Uint64(b)
	}
	return 0
}

func (d *decoder) id() (id [16]byte) {
	copy(id[:], d.take(16))
	return id
}

func (d *decoder) string() string { return string(d.take(d.count())) }

func (d *decoder) strings() []string {
	n := d.count()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = d.string()
	}
	return list
}

// end returns the error of the value, which must be read to its end.
func (d *decoder) end() error {
	if d.err == nil && len(d.buf) > 0 {
		d.err = errors.New("value is too long")
	}
	return d.err
}

const checksumSize = 4

var errChecksum = errors.New("checksum does not fit")

// checksum is the CRC32C of a key and its value.
func checksum(key, value []byte) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli)
	return crc32.Update(crc32.Checksum(key, table), table, value)
}

// seal returns a value with its checksum at its end.
func seal(key, value []byte) []byte {
	return binary.BigEndian.AppendUint32(value, checksum(key, value))
}

// unseal returns a sealed value without its checksum.
func unseal(key, sealed []byte) ([]byte, error) {
	n := len(sealed) - checksumSize
	if n < 0 {
		return nil, errShort
	}
	if binary.BigEndian.Uint32(sealed[n:]) != checksum(key, sealed[:n]) {
		return nil, errChecksum
	}
	return sealed[:n], nil
}

// putFixed32 and fixed32 access the i-th of a row of 32-bit numbers.
func putFixed32(b []byte, i, n int) { binary.BigEndian.PutUint32(b[4*i:], uint32(n)) }

func fixed32(b []byte, i int) int { return int(binary.BigEndian.Uint32(b[4*i:])) }
