package sound

import (
	"io"

	"github.com/braheezy/shine-mp3/pkg/mp3"
)

// Bits is how many bits a second of an MP3 takes. FrameSamples and FrameBytes are those of each
// frame.
const (
	Bits         = 48000
	FrameSamples = 576
	FrameBytes   = Bits / 8 * FrameSamples / Rate
)

// adds is by how much the encoder below makes everything louder, at all tones and levels.
const adds = 1.1245

// Encoder writes samples as MP3.
type Encoder struct {
	w       io.Writer
	encoder *mp3.Encoder
	left    []int16 // that fill no frame yet
}

// NewEncoder returns an encoder that writes to w. The encoder below is sound at 24 kHz in one
// channel; at other rates it is not, so there is no choice.
func NewEncoder(w io.Writer) *Encoder {
	e := mp3.NewEncoder(Rate, 1)
	const index48 = 6                                        // of 48 kbit/s in MPEG-2
	e.Mpeg.Bitrate, e.Mpeg.BitrateIndex = Bits/1000, index48 // it takes 128 and has no way to say so
	e.Mpeg.WholeSlotsPerFrame, e.Mpeg.FracSlotsPerFrame, e.Mpeg.SlotLag,
		e.Mpeg.Padding = FrameBytes, 0, 0, 0
	return &Encoder{w: w, encoder: e}
}

// Write encodes samples.
func (e *Encoder) Write(samples Clip) error {
	for _, v := range samples {
		e.left = append(e.left, quantised(float64(v)/full/adds))
	}
	whole := len(e.left) / FrameSamples * FrameSamples
	if err := e.encoder.Write(e.w, e.left[:whole]); err != nil {
		return err
	}
	e.left = append(e.left[:0], e.left[whole:]...)
	return nil
}

// Close writes what is left, filled up with silence: the encoder reads whole frames, whatever it is
// given.
func (e *Encoder) Close() error {
	if len(e.left) == 0 {
		return nil
	}
	return e.Write(make(Clip, FrameSamples-len(e.left)%FrameSamples))
}
