package sound

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// ErrNoWAV says that data is no WAV that can be read.
var ErrNoWAV = errors.New("no WAV sound")

// The encodings of samples in WAV.
const (
	pcm        = 1
	float      = 3
	extensible = 0xFFFE
)

// format is what the fmt chunk of a WAV says.
type format struct {
	encoding, channels int
	rate               int
	bits               int
}

// ReadWAV returns the sound of a WAV file in any common encoding, with its channels mixed. Programs
// that write to a pipe do not know how long the sound will be, so the sizes they claim are only
// believed where so much data is there.
func ReadWAV(data []byte) (Clip, error) {
	if len(data) < 12 || string(data[:4]) != "RIFF" || string(data[8:12]) != "WAVE" {
		return nil, ErrNoWAV
	}
	var f format
	for rest := data[12:]; len(rest) >= 8; {
		id, size := string(rest[:4]), uint64(binary.LittleEndian.Uint32(rest[4:]))
		body := rest[8:]
		if id == "data" {
			return f.read(dataOf(body, size))
		}
		size += size & 1 // chunks are padded
		if size > uint64(len(body)) {
			break
		}
		if id == "fmt " {
			var err error
			if f, err = readFormat(body[:size]); err != nil {
				return nil, err
			}
		}
		rest = body[size:]
	}
	return nil, fmt.Errorf("%w: it ends before its samples", ErrNoWAV)
}

// dataOf returns the samples of a data chunk of a claimed size: all that is left if it claims none,
// or more than there is.
func dataOf(body []byte, size uint64) []byte {
	if size == 0 || size > uint64(len(body)) {
		return body
	}
	return body[:size]
}

func readFormat(chunk []byte) (format, error) {
	if len(chunk) < 16 {
		return format{}, fmt.Errorf("%w: a short format", ErrNoWAV)
	}
	f := format{
		encoding: int(binary.LittleEndian.Uint16(chunk)),
		channels: int(binary.LittleEndian.Uint16(chunk[2:])),
		rate:     int(binary.LittleEndian.Uint32(chunk[4:])),
		bits:     int(binary.LittleEndian.Uint16(chunk[14:])),
	}
	if f.encoding == extensible && len(chunk) >= 26 {
		f.encoding = int(binary.LittleEndian.Uint16(chunk[24:]))
	}
	const slowest, fastest, most = 4000, 384000, 64
	integer := f.encoding == pcm && (f.bits == 8 || f.bits == 16 || f.bits == 24 || f.bits == 32)
	if !integer && (f.encoding != float || f.bits != 32) ||
		f.rate < slowest || f.rate > fastest || f.channels < 1 || f.channels > most {
		return f, fmt.Errorf("%w: encoding %d, %d bits, %d channels at %d Hz",
			ErrNoWAV, f.encoding, f.bits, f.channels, f.rate)
	}
	return f, nil
}

// read mixes the channels of samples and brings them to [Rate].
func (f format) read(data []byte) (Clip, error) {
	if f.channels == 0 {
		return nil, fmt.Errorf("%w: no format", ErrNoWAV)
	}
	width := f.bits / 8
	mixed := make([]float64, len(data)/(width*f.channels))
	for i := range mixed {
		sum := 0.0
		for c := range f.channels {
			sum += f.value(data[(i*f.channels+c)*width:])
		}
		mixed[i] = sum / float64(f.channels)
	}
	mixed = Resample(mixed, f.rate, Rate)
	clip := make(Clip, len(mixed))
	for i, v := range mixed {
		clip[i] = quantised(v)
	}
	return clip, nil
}

// value returns the sample that data begins with, from −1 to 1.
func (f format) value(data []byte) float64 {
	switch {
	case f.encoding == float:
		v := float64(math.Float32frombits(binary.LittleEndian.Uint32(data)))
		if math.IsNaN(v) {
			return 0
		}
		return min(max(v, -1), 1)
	case f.bits == 8:
		return (float64(data[0]) - 128) / 128
	case f.bits == 16:
		return float64(int16(binary.LittleEndian.Uint16(data))) / full
	case f.bits == 24:
		return float64(int32(uint32(data[0])<<8|uint32(data[1])<<16|uint32(data[2])<<24)) / (1 << 31)
	}
	return float64(int32(binary.LittleEndian.Uint32(data))) / (1 << 31)
}

// WAV returns a clip as a WAV file.
func WAV(c Clip) []byte {
	b := make([]byte, 0, 44+2*len(c))
	b = append(b, "RIFF"...)
	b = binary.LittleEndian.AppendUint32(b, uint32(36+2*len(c)))
	b = append(b, "WAVEfmt "...)
	b = binary.LittleEndian.AppendUint32(b, 16)
	for _, v := range []uint16{pcm, 1} {
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	b = binary.LittleEndian.AppendUint32(b, Rate)
	b = binary.LittleEndian.AppendUint32(b, 2*Rate)
	for _, v := range []uint16{2, 16} {
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	b = append(b, "data"...)
	b = binary.LittleEndian.AppendUint32(b, uint32(2*len(c)))
	for _, v := range c {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	return b
}
