package anki

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/klauspost/compress/flate"
)

// TestDeflaterIsReadBack compresses texts of many lengths, given in pieces of many lengths: what
// comes out is the same each time, and is read back.
func TestDeflaterIsReadBack(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 2))
	whole := make([]byte, 5*deflateAtOnce/2)
	for i := range whole {
		whole[i] = "the quick brown fox"[rnd.IntN(19)]
	}
	const n = deflateAtOnce
	for _, size := range []int{0, 1, 100, n - 1, n, n + 1, 2 * n, len(whole)} {
		var before []byte
		for _, most := range []int{1 << 10, 1 << 18, len(whole)} {
			var b bytes.Buffer
			w, err := newDeflater(&b)
			for rest := whole[:size]; len(rest) > 0 && err == nil; {
				some := min(len(rest), 1+rnd.IntN(most))
				_, err = w.Write(rest[:some])
				rest = rest[some:]
			}
			if err = errors.Join(err, w.Close()); err != nil {
				t.Fatal(err)
			}
			if before != nil && !bytes.Equal(before, b.Bytes()) {
				t.Errorf("%d bytes are compressed differently in other pieces", size)
			}
			before = bytes.Clone(b.Bytes())
			got, err := io.ReadAll(flate.NewReader(&b))
			if err != nil || !bytes.Equal(got, whole[:size]) || b.Len() > 0 {
				t.Errorf("%d bytes are read back as %d, %d behind: %v", size, len(got), b.Len(), err)
			}
		}
	}
}

// failing is a writer that fails behind some bytes.
type failing struct{ left int }

var errFull = errors.New("full")

func (f *failing) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// TestDeflaterFails returns the error of what it writes to, at the latest when it is closed.
func TestDeflaterFails(t *testing.T) {
	t.Parallel()
	for left := range 3 {
		w, err := newDeflater(&failing{left: left << 10})
		if err != nil {
			t.Fatal(err)
		}
		rnd := rand.New(rand.NewPCG(3, 4))
		b := make([]byte, 4*deflateAtOnce)
		for i := range b {
			b[i] = byte(rnd.Uint32())
		}
		_, err = w.Write(b)
		if err = errors.Join(err, w.Close()); !errors.Is(err, errFull) {
			t.Errorf("after %d KiB: %v", left, err)
		}
	}
}
