package sound_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"cards/cmd/internal/sound"

	gomp3 "github.com/hajimehoshi/go-mp3"
)

// sine returns a tone of so many seconds; the level is that of its peaks, in dB.
func sine(hertz, level, seconds float64) sound.Clip {
	amplitude := math.Pow(10, level/20) * 32768
	c := make(sound.Clip, int(seconds*sound.Rate))
	for i := range c {
		v := amplitude * math.Sin(2*math.Pi*hertz*float64(i)/sound.Rate)
		c[i] = int16(math.Round(min(max(v, -32768), 32767)))
	}
	return c
}

func loudness(clips ...sound.Clip) float64 { return sound.Loudness(slices.Values(clips)) }

// TestLoudness measures what the standard says of a tone: −23 dBFS in one channel of mono is −26.
func TestLoudness(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		clips []sound.Clip
		want  float64
	}{
		"a tone":           {[]sound.Clip{sine(997, -23, 20)}, -26},
		"a tone in pieces": {[]sound.Clip{sine(997, -23, 10), sine(997, -23, 10)}, -26},
		"a short tone":     {[]sound.Clip{sine(997, -23, .25)}, -26},
		"silence counts for nothing": {[]sound.Clip{
			sine(997, -23, 20),
			make(sound.Clip, 20*sound.Rate),
		}, -26},
		"what is far softer does not":   {[]sound.Clip{sine(997, -23, 20), sine(997, -60, 20)}, -26},
		"what is a bit softer does too": {[]sound.Clip{sine(997, -20, 10), sine(997, -26, 10)}, -25.04},
	}
	for name, tt := range tests {
		if got := loudness(tt.clips...); math.Abs(got-tt.want) > .1 {
			t.Errorf("%s: %.2f LUFS, want %.2f", name, got, tt.want)
		}
	}
	if got := loudness(make(sound.Clip, sound.Rate)); !math.IsInf(got, -1) {
		t.Errorf("silence: %.2f LUFS", got)
	}
}

// TestLevel brings voices of two programs to one level.
func TestLevel(t *testing.T) {
	t.Parallel()
	for _, level := range []float64{-12, -30} {
		clips := []sound.Clip{sine(300, level, 3), sine(500, level, 2)}
		sound.Level(clips)
		if got := loudness(clips...); math.Abs(got-sound.Target) > 1 {
			t.Errorf("a voice at %v dB: %.2f LUFS", level, got)
		}
		if first := clips[0][0]; first != 0 {
			t.Errorf("a clip begins with %d", first)
		}
	}
	silent := make(sound.Clip, sound.Rate)
	sound.Level([]sound.Clip{silent, nil})
	if !slices.Equal(silent, make(sound.Clip, sound.Rate)) {
		t.Error("silence is no silence any more")
	}
}

// TestPeaksAreLimited levels a voice that is soft but for clicks: none goes above −1 dBTP.
func TestPeaksAreLimited(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	clip := sine(200, -35, 10)
	for range 40 {
		at := sound.Rate/10 + random.IntN(len(clip)-sound.Rate/5)
		clip[at], clip[at+1] = 20000, 20000 // between two equal samples the true peak is higher
	}
	sound.Level([]sound.Clip{clip})
	// The true peak, by a resampler that the limiter does not use.
	values := make([]float64, len(clip))
	for i, v := range clip {
		values[i] = float64(v) / 32768
	}
	top := 0.0
	for _, v := range sound.Resample(values, sound.Rate, 8*sound.Rate) {
		top = max(top, math.Abs(v))
	}
	if db := 20 * math.Log10(top); db > -1 {
		t.Errorf("a true peak of %.2f dBTP", db)
	}
}

// TestResample brings a tone of other rates to that of episodes.
func TestResample(t *testing.T) {
	t.Parallel()
	for _, rate := range []int{8000, 16000, 22050, 32000, 44100, 48000} {
		in := make([]float64, rate)
		for i := range in {
			in[i] = .5 * math.Sin(2*math.Pi*1000*float64(i)/float64(rate))
		}
		out := sound.Resample(in, rate, sound.Rate)
		if d := len(out) - sound.Rate; d < -1 || d > 1 {
			t.Errorf("from %d: %d samples of a second", rate, len(out))
		}
		signal, noise := 0.0, 0.0
		for i := 1000; i < len(out)-1000; i++ {
			want := .5 * math.Sin(2*math.Pi*1000*float64(i)/sound.Rate)
			signal += want * want
			noise += (out[i] - want) * (out[i] - want)
		}
		if snr := 10 * math.Log10(signal/noise); snr < 60 {
			t.Errorf("from %d: %.1f dB", rate, snr)
		}
	}
}

// wav makes a WAV file of parts that a test can get wrong.
func wav(encoding, channels, rate, bits int, chunks, data []byte, size uint32) []byte {
	b := append([]byte("RIFF\xff\xff\xff\xffWAVEfmt "), 16, 0, 0, 0)
	for _, v := range []int{encoding, channels} {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(rate))
	b = binary.LittleEndian.AppendUint32(b, uint32(rate*channels*bits/8))
	b = binary.LittleEndian.AppendUint16(b, uint16(channels*bits/8))
	b = binary.LittleEndian.AppendUint16(b, uint16(bits))
	b = append(append(b, chunks...), "data"...)
	return append(binary.LittleEndian.AppendUint32(b, size), data...)
}

func TestReadWAV(t *testing.T) {
	t.Parallel()
	odd := []byte("LIST\x03\x00\x00\x00abc\x00")
	half32 := binary.LittleEndian.AppendUint32(nil, math.Float32bits(.5))
	tests := map[string]struct {
		data []byte
		want sound.Clip
	}{
		"16 bit": {
			wav(1, 1, 24000, 16, nil, []byte{0, 64, 0, 192}, 4),
			sound.Clip{16384, -16384},
		},
		"8 bit": {
			wav(1, 1, 24000, 8, nil, []byte{192, 64}, 2),
			sound.Clip{16384, -16384},
		},
		"24 bit": {
			wav(1, 1, 24000, 24, nil, []byte{0, 0, 64, 0, 0, 192}, 6),
			sound.Clip{16384, -16384},
		},
		"32 bit": {
			wav(1, 1, 24000, 32, nil, []byte{0, 0, 0, 64, 0, 0, 0, 192}, 8),
			sound.Clip{16384, -16384},
		},
		"float":               {wav(3, 1, 24000, 32, nil, half32, 4), sound.Clip{16384}},
		"stereo":              {wav(1, 2, 24000, 16, nil, []byte{0, 64, 0, 0}, 4), sound.Clip{8192}},
		"an odd chunk before": {wav(1, 1, 24000, 16, odd, []byte{0, 64}, 2), sound.Clip{16384}},
		"a size of a pipe": {
			wav(1, 1, 24000, 16, nil, []byte{0, 64}, 0x7FFFF000),
			sound.Clip{16384},
		},
		"a size of nothing": {wav(1, 1, 24000, 16, nil, []byte{0, 64}, 0), sound.Clip{16384}},
		"a size of all": {
			wav(1, 1, 24000, 16, nil, []byte{0, 64}, 0xFFFFFFFF),
			sound.Clip{16384},
		},
		"what follows": {wav(1, 1, 24000, 16, nil, []byte("\x00\x40LIST\x00\x00\x00\x00"),
			2), sound.Clip{16384}},
		"half a sample too many": {wav(1, 1, 24000, 16, nil, []byte{0, 64, 9}, 3), sound.Clip{16384}},
		"no samples":             {wav(1, 1, 24000, 16, nil, nil, 0), sound.Clip{}},
	}
	for name, tt := range tests {
		got, err := sound.ReadWAV(tt.data)
		if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, %v, want %v", name, got, err, tt.want)
		}
	}
	good := tests["16 bit"].data
	for name, data := range map[string][]byte{
		"nothing": nil, "a text": []byte("error: no such voice\n"), "cut in its head": good[:20],
		"cut before its samples": good[:38],
		"compressed":             wav(85, 1, 24000, 16, nil, nil, 0),
		"no channels":            wav(1, 0, 24000, 16, nil, nil, 0),
		"no rate":                wav(1, 1, 0, 16, nil, nil, 0),
		"12 bit":                 wav(1, 1, 24000, 12, nil, nil, 0),
		"samples before their format": append([]byte("RIFF\x00\x00\x00\x00WAVE"),
			"data\x02\x00\x00\x00\x00\x40"...),
	} {
		if got, err := sound.ReadWAV(data); !errors.Is(err, sound.ErrNoWAV) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	tone := sine(440, -6, .5)
	if got, err := sound.ReadWAV(sound.WAV(tone)); err != nil || !slices.Equal(got, tone) {
		t.Errorf("what was written is read otherwise: %v", err)
	}
}

func FuzzReadWAV(f *testing.F) {
	f.Add(wav(1, 1, 22050, 16, []byte("LIST\x03\x00\x00\x00abc\x00"), []byte{0, 64, 0, 192}, 4))
	f.Add(wav(3, 2, 48000, 32, nil, []byte{0, 0, 192, 127, 0, 0, 128, 127}, 0x7FFFF000))
	f.Fuzz(func(t *testing.T, data []byte) {
		if clip, err := sound.ReadWAV(data); err != nil && clip != nil {
			t.Error("a clip and an error")
		}
	})
}

// TestEncoder encodes a tone, silence and a tone, in pieces of any size: another program reads it,
// it is as long as it should be, each frame is as long as any other, and silence is silent.
func TestEncoder(t *testing.T) {
	t.Parallel()
	clip := slices.Concat(sine(440, -10, 1.3), make(sound.Clip, 3*sound.Rate), sine(880, -10, .7))
	var file bytes.Buffer
	e := sound.NewEncoder(&file)
	for rest := clip; len(rest) > 0; {
		n := min(1000, len(rest))
		if err := e.Write(rest[:n]); err != nil {
			t.Fatal(err)
		}
		rest = rest[n:]
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	frames := (len(clip) + sound.FrameSamples - 1) / sound.FrameSamples
	if file.Len() != frames*sound.FrameBytes {
		t.Errorf("%d bytes for %d frames", file.Len(), frames)
	}
	for i := range frames {
		if head := file.Bytes()[i*sound.FrameBytes:]; head[0] != 0xFF || head[1]&0xE0 != 0xE0 {
			t.Fatalf("frame %d begins with % x", i, head[:4])
		}
	}
	decoded := decode(t, file.Bytes())
	if d := len(decoded) - len(clip); d < -sound.FrameSamples || d > sound.FrameSamples {
		t.Errorf("%d samples of %d", len(decoded), len(clip))
	}
	const delay = 2 * sound.FrameSamples // of encoder and decoder, at most
	tone, gap := int(1.3*sound.Rate), int(4.3*sound.Rate)
	if db := level(decoded[delay:tone]); math.Abs(db+13.01) > .1 {
		t.Errorf("the tone has %.2f dB", db) // it had that before
	}
	if db := level(decoded[tone+delay : gap-delay]); db > -60 {
		t.Errorf("the silence has %.1f dB", db)
	}
}

// decode reads an MP3 with another program's decoder.
func decode(t *testing.T, data []byte) sound.Clip {
	t.Helper()
	d, err := gomp3.NewDecoder(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if d.SampleRate() != sound.Rate {
		t.Fatalf("%d Hz", d.SampleRate())
	}
	raw, err := io.ReadAll(d)
	if err != nil {
		t.Fatal(err)
	}
	clip := make(sound.Clip, len(raw)/4) // two channels of 16 bits
	for i := range clip {
		clip[i] = int16(binary.LittleEndian.Uint16(raw[4*i:]))
	}
	return clip
}

// level returns the root mean square of samples, in dB of full scale.
func level(c sound.Clip) float64 {
	sum := 0.0
	for _, v := range c {
		sum += float64(v) * float64(v) / (1 << 30)
	}
	return 10 * math.Log10(sum/float64(len(c))+1e-12)
}

func TestTag(t *testing.T) {
	t.Parallel()
	tag := sound.Tag{
		Title: "Zürich", Album: "A", Artist: "cards",
		Recorded: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Length: 90 * time.Second,
		Chapters: []sound.Chapter{
			{1500 * time.Millisecond, "Why?"},
			{61234567 * time.Microsecond, "What?"},
		}, Lyrics: "Why?",
	}
	b := tag.Bytes()
	size := int(b[6])<<21 | int(b[7])<<14 | int(b[8])<<7 | int(b[9])
	if string(b[:3]) != "ID3" || size != len(b)-10 {
		t.Fatalf("% x: %d bytes", b[:10], len(b))
	}
	for _, want := range []string{
		"TIT2\x00\x00\x00\x08\x00\x00\x03Zürich",
		"TDRC\x00\x00\x00\x14\x00\x00\x032026-03-02T09:00:00", "TLEN\x00\x00\x00\x06\x00\x00\x0390000",
		"USLT\x00\x00\x00\x09\x00\x00\x03und\x00Why?",
		"CTOC\x00\x00\x00\x0c\x00\x00toc\x00\x03\x02c0\x00c1\x00",
		"c0\x00\x00\x00\x05\xdc\x00\x00\xef\x33\xff\xff\xff\xff\xff\xff\xff\xffTIT2\x00\x00\x00\x05\x00\x00\x03Why?",
		"c1\x00\x00\x00\xef\x33\x00\x01\x5f\x90",
	} {
		if !bytes.Contains(b, []byte(want)) {
			t.Errorf("there is no %q in %q", want, b)
		}
	}
}
