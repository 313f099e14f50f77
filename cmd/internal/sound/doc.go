// Package sound turns clips of speech into an episode: it reads WAV, brings clips to one rate and
// one level, and writes MP3 with chapters. It is the only importer of the MP3 encoder.
//
//	wav.go       WAV read and written
//	resample.go  one rate for all
//	loudness.go  how loud a voice is, by ITU-R BS.1770
//	level.go     all voices equally loud, no peak too high
//	mp3.go       MP3, of which each frame is as long as any other
//	tag.go       titles and chapters, as ID3v2.4
package sound

import (
	"math"
	"time"
)

// Rate is how many samples a second all sound here has, in one channel.
const Rate = 24000

// Clip is sound as samples.
type Clip []int16

// Length returns how long so many samples take.
func Length(samples int) time.Duration {
	return time.Duration(samples) * time.Second / Rate
}

// Samples returns how many samples are nearest to a time.
func Samples(d time.Duration) int {
	return int(math.Round(d.Seconds() * Rate))
}

// full is the sample value that 1 stands for.
const full = 1 << 15

// quantised turns a value from −1 to 1 into a sample.
func quantised(v float64) int16 {
	return int16(math.Round(min(max(v*full, -full), full-1)))
}
