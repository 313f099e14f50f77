package boltfile_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"cards/storage/boltfile"
	"cards/storage/wire"
)

// sealed is a large file with a bucket whose entries are sealed.
type sealed struct {
	*testing.T
	file  *boltfile.File
	whole []byte
	n     int // of entries
}

func (s *sealed) key(i int) []byte {
	return fmt.Appendf(nil, "%04x and a long end, the same of all keys of the bucket", 3*i)
}

func newSealed(t *testing.T) *sealed {
	t.Helper()
	options := boltfile.Options{Sealed: []string{"many"}, Seals: []string{"many"}}
	s := &sealed{T: t, n: 6000, file: boltfile.New(filepath.Join(t.TempDir(), "file.db"), options)}
	err := s.file.Create(func(b *boltfile.Builder) error {
		return b.Update(func(tx *boltfile.Tx) error {
			err := tx.Make("many")
			for i := range s.n {
				err = errors.Join(err, tx.Put("many", s.key(i), fmt.Appendf(nil, "%0200d", i)))
			}
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	if s.whole, err = os.ReadFile(s.file.Path()); err != nil || len(s.whole) < 1<<20 {
		t.Fatal(len(s.whole), err)
	}
	return s
}

// look looks for some entries, and for keys between them.
func (s *sealed) look(from, until int) error {
	return s.file.View(func(tx *boltfile.Tx) error {
		b := tx.Bucket("many")
		for i := max(from, 0); i < min(until, s.n); i++ {
			key := s.key(i)
			if b.Get(key) == nil {
				s.Errorf("%d is said not to be there", i)
			}
			if found, _ := b.Cursor().Seek(key); !bytes.Equal(found, key) {
				s.Errorf("sought %q, found %q", key, found)
			}
			if b.Get(append(key, '+')) != nil {
				s.Errorf("behind %d there is something", i)
			}
		}
		return nil
	})
}

// spoil returns a page with a key that is another one, and which entry that was; or without entries
// and its first.
func (s *sealed) spoil(page []byte, chance *rand.Rand, empty bool) (spoilt []byte, which int) {
	order, at := binary.NativeEndian, 16
	if spoilt = bytes.Clone(page); empty {
		order.PutUint16(spoilt[10:], 0)
	} else {
		at += 16 * chance.IntN(int(order.Uint16(page[10:])))
	}
	start := at + int(order.Uint32(page[at:]))
	if page[8] == 2 { // a leaf
		start = at + int(order.Uint32(page[at+4:]))
	}
	if !empty {
		spoilt[start+chance.IntN(4)] ^= 1 << chance.IntN(3)
	}
	if _, err := fmt.Sscanf(string(page[start:start+4]), "%x", &which); err != nil {
		s.Fatal(err)
	}
	return spoilt, which / 3
}

// TestDamagedKeyHidesNoOther damages keys, and empties pages, of a large file one by one. Who looks
// for an entry finds it, or an error: nobody is told that it is not there.
func TestDamagedKeyHidesNoOther(t *testing.T) {
	t.Parallel()
	s := newSealed(t)
	if err := s.look(0, s.n); err != nil {
		t.Fatal(err)
	}
	chance, found, tried := rand.New(rand.NewPCG(1, 2)), 0, 0
	for id := 2; id < len(s.whole)/4096; id++ {
		page := s.whole[id*4096:][:4096]
		isTree := binary.NativeEndian.Uint64(page) == uint64(id) && page[8]&3 != 0
		if !isTree || page[10] < 2 || page[8] == 2 && id%8 > 0 {
			continue
		}
		for i := range 4 {
			spoilt, which := s.spoil(page, chance, i == 0)
			write(t, s.file, id*4096, spoilt)
			err := s.look(which-40, which+40)
			_, damaged := errors.AsType[*boltfile.DamagedError](err)
			_, corrupt := errors.AsType[*wire.CorruptError](err)
			if tried++; damaged || corrupt {
				found++
			} else if err != nil {
				t.Errorf("page %d: %v", id, err)
			}
			write(t, s.file, id*4096, page)
		}
	}
	if found < tried/2 {
		t.Errorf("%d of %d damages are found", found, tried)
	}
}

// TestNothingIsWrittenOverDamage writes into pages that hide an entry, and beside them.
func TestNothingIsWrittenOverDamage(t *testing.T) {
	t.Parallel()
	s := newSealed(t)
	order := binary.NativeEndian
	type change func(tx *boltfile.Tx, i, beside int) error
	writes := map[string]change{
		"another value": func(tx *boltfile.Tx, i, _ int) error { return tx.Put("many", s.key(i), nil) },
		"another key": func(tx *boltfile.Tx, i,
			_ int,
		) error {
			return tx.Put("many", append(s.key(i), '+'), nil)
		},
		"no key":      func(tx *boltfile.Tx, i, _ int) error { return tx.Delete("many", s.key(i)) },
		"none behind": func(tx *boltfile.Tx, _, i int) error { return tx.Delete("many", s.key(i)) },
		"a look":      func(tx *boltfile.Tx, _, i int) error { tx.Get("many", s.key(i-1)); return nil },
	}
	tried := 0
	for id := 2; id < len(s.whole)/4096; id += 25 {
		page := s.whole[id*4096:][:4096]
		if order.Uint64(page) != uint64(id) || page[8] != 2 || page[10] < 2 {
			continue
		}
		spoilt, which := s.spoil(page, nil, true)
		n := order.Uint16(page[10:])
		if order.PutUint16(spoilt[10:], n-1); which+int(n) >= s.n {
			continue
		}
		write(t, s.file, id*4096, spoilt)
		tried++
		for name, do := range writes {
			err := s.file.Update(0, func(tx *boltfile.Tx) error { return do(tx, which, which+int(n)) })
			if _, damaged := errors.AsType[*boltfile.DamagedError](err); !damaged {
				t.Errorf("page %d, %s: %v", id, name, err)
			}
		}
		write(t, s.file, id*4096, page)
	}
	if got, err := os.ReadFile(s.file.Path()); tried == 0 || err != nil || !bytes.Equal(got, s.whole) {
		t.Errorf("%d tried, %v, or the file is another one", tried, err)
	}
}
