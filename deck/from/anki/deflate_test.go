package anki

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/klauspost/compress/flate"
)

// TestDeflatedComesBack compresses bytes of many lengths, written in pieces of any size: they come
// back as they were, and the size of the pieces changes nothing.
func TestDeflatedComesBack(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	const piece = deflatedAtOnce
	for _, size := range []int{0, 1, piece - 1, piece, piece + 1, 5*piece + 7} {
		data := make([]byte, size)
		for i := range data {
			data[i] = byte(random.IntN(1 + i%17))
		}
		once := deflatedBy(t, data, func() int { return max(size, 1) })
		again := deflatedBy(t, data, func() int { return 1 + random.IntN(1<<18) })
		if !bytes.Equal(once, again) {
			t.Errorf("%d bytes: others if they are written in pieces", size)
		}
		back, err := io.ReadAll(flate.NewReader(bytes.NewReader(once)))
		if err != nil || !bytes.Equal(back, data) {
			t.Errorf("%d bytes: %d come back, %v", size, len(back), err)
		}
	}
}

// deflatedBy compresses bytes, so many of which are written at once.
func deflatedBy(t *testing.T, data []byte, atOnce func() int) []byte {
	t.Helper()
	var to bytes.Buffer
	d := &deflater{to: &to}
	for len(data) > 0 {
		n := min(len(data), atOnce())
		if _, err := d.Write(data[:n]); err != nil {
			t.Fatal(err)
		}
		data = data[n:]
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return to.Bytes()
}

// full takes so many bytes and no more.
type full struct{ room int }

var errFull = errors.New("full")

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

// TestDeflatedIntoWhatIsFull: whenever it is that no more can be written, that is the error.
func TestDeflatedIntoWhatIsFull(t *testing.T) {
	t.Parallel()
	random := rand.NewChaCha8([32]byte{1})
	data := make([]byte, 8*deflatedAtOnce)
	random.Read(data)
	for _, room := range []int{0, 1, deflatedAtOnce, 4 * deflatedAtOnce, len(data) - 1} {
		d := &deflater{to: &full{room}}
		_, err := d.Write(data)
		if cerr := d.Close(); err == nil {
			err = cerr
		}
		if !errors.Is(err, errFull) {
			t.Errorf("room for %d bytes: %v", room, err)
		}
	}
}
