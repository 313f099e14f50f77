package sync

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
)

// Plain is the sealer of a store that is not encrypted: what is put there is compressed, and named
// by its hash.
type Plain struct{}

// Name implements [Sealer].
func (Plain) Name(events []byte) string {
	const half = 16
	sum := sha256.Sum256(events)
	return hex.EncodeToString(sum[:half])
}

// Sum implements [Sealer]: there is no key.
func (Plain) Sum([]byte) string { return "" }

// Seal implements [Sealer].
func (Plain) Seal(plain []byte) ([]byte, error) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(plain)
	err = errors.Join(err, w.Close())
	return b.Bytes(), err
}

var errTooLong = errors.New("unpacked, it is larger than a segment may be")

// Open implements [Sealer]. What follows the compressed part is padding.
func (Plain) Open(sealed []byte, most int) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(sealed))
	if err != nil {
		return nil, err
	}
	r.Multistream(false)
	plain, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if err == nil && len(plain) > most {
		err = errTooLong
	}
	return plain, err
}
