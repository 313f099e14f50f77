package picture

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"io"
)

// orientation returns how a photograph is to be turned, as EXIF counts (TIFF 6.0, Orientation): 1
// for not at all.
func orientation(r io.Reader) int {
	in := bufio.NewReader(r)
	if soi, err := next(in, 2); err != nil || soi[0] != 0xff || soi[1] != 0xd8 {
		return 1
	}
	for {
		head, err := next(in, 4)
		if err != nil || head[0] != 0xff || head[1] == 0xda { // the pixels come next
			return 1
		}
		body, err := next(in, max(int(binary.BigEndian.Uint16(head[2:]))-2, 0))
		if err != nil {
			return 1
		}
		if data, isExif := bytes.CutPrefix(body, []byte("Exif\x00\x00")); head[1] == 0xe1 && isExif {
			return turnOf(data)
		}
	}
}

func next(r io.Reader, size int) ([]byte, error) {
	b := make([]byte, size)
	_, err := io.ReadFull(r, b)
	return b, err
}

// turnOf looks for the orientation in the first directory of a TIFF file.
func turnOf(data []byte) int {
	const (
		tag       = 0x0112
		entrySize = 12
	)
	if len(data) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if data[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(data[4:]))
	if at+2 > int64(len(data)) {
		return 1
	}
	entries := data[at+2:]
	for range order.Uint16(data[at:]) {
		if len(entries) < entrySize {
			break
		}
		if n := int(order.Uint16(entries[8:])); order.Uint16(entries) == tag && 1 <= n && n <= 8 {
			return n
		}
		entries = entries[entrySize:]
	}
	return 1
}

// turned is a picture as it is looked at.
type turned struct {
	image.Image
	turn int // 2 to 8
}

// Bounds implements [image.Image].
func (t turned) Bounds() image.Rectangle {
	size := t.Image.Bounds().Size()
	if t.turn > 4 {
		size.X, size.Y = size.Y, size.X
	}
	return image.Rectangle{Max: size}
}

// At implements [image.Image].
func (t turned) At(x, y int) color.Color { return t.Image.At(t.source(x, y)) }

// source returns where a pixel is in what was read.
func (t turned) source(x, y int) (int, int) {
	size := t.Image.Bounds().Size()
	right, bottom := size.X-1, size.Y-1
	switch t.turn {
	case 2:
		x = right - x
	case 3:
		x, y = right-x, bottom-y
	case 4:
		y = bottom - y
	case 5:
		x, y = y, x
	case 6:
		x, y = y, bottom-x
	case 7:
		x, y = right-y, bottom-x
	case 8:
		x, y = right-y, x
	}
	return t.Image.Bounds().Min.X + x, t.Image.Bounds().Min.Y + y
}
