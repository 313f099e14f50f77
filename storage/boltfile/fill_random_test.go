package boltfile_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"go.etcd.io/bbolt"

	"cards/storage/boltfile"
)

// table is what a bucket should hold.
type table map[string][]byte

func randomTable(random *rand.Rand) table {
	const most = 300_000 // bytes
	n := []int{0, 1, 2, 3, 30, 300, 3000, 9000}[random.IntN(8)]
	long := []int{1, 40, 1000, 4100, 70_000}[random.IntN(5)]
	key := make([]byte, []int{4, 16, 512}[random.IntN(3)])
	n = min(n, 2+most/(long+len(key)))
	t := make(table)
	for i := range n {
		binary.BigEndian.PutUint32(key, uint32(i))
		t[string(key)] = bytes.Repeat([]byte{byte(i)}, random.IntN(long))
	}
	return t
}

// fill fills a bucket with a table.
func (t table) fill(b *boltfile.Builder, name string) error {
	return b.Fill(name, func(put func(key, value []byte) error) error {
		for _, key := range slices.Sorted(maps.Keys(t)) {
			if err := put([]byte(key), t[key]); err != nil {
				return err
			}
		}
		return nil
	})
}

// check compares a bucket with what it should hold, in order.
func (t table) check(tx *bbolt.Tx, name string) error {
	c := tx.Bucket([]byte(name)).Cursor()
	k, v := c.First()
	for _, key := range slices.Sorted(maps.Keys(t)) {
		if string(k) != key || !bytes.Equal(v, t[key]) {
			return fmt.Errorf("%s: %x has %d bytes, want %x", name, k, len(v), key)
		}
		k, v = c.Next()
	}
	if k != nil {
		return fmt.Errorf("%s: there is %x too", name, k)
	}
	return nil
}

// change deletes some entries or all, replaces some and adds others between them.
func (t table) change(tx *bbolt.Tx, name string, random *rand.Rand) error {
	b, every := tx.Bucket([]byte(name)), 1+random.IntN(20)
	for _, key := range slices.Sorted(maps.Keys(t)) {
		if random.IntN(every) > 0 {
			continue
		}
		if err := b.Delete([]byte(key)); err != nil {
			return err
		}
		delete(t, key)
		if random.IntN(2) > 0 {
			key += "\x00"
			t[key] = make([]byte, random.IntN(200))
			if err := b.Put([]byte(key), t[key]); err != nil {
				return err
			}
		}
	}
	return nil
}

// TestFilledIsAsPut holds bbolt's own check and its reading against what was filled, and against a
// map while the file is written as any other. Little of a new file is free.
func TestFilledIsAsPut(t *testing.T) {
	t.Parallel()
	for seed := range uint64(12) {
		random := rand.New(rand.NewPCG(seed, 7))
		path := filepath.Join(t.TempDir(), "file.db")
		tables := make(map[string]table)
		for i := range 8 {
			tables[fmt.Sprint("bucket ", i)] = randomTable(random)
		}
		err := boltfile.New(path, boltfile.Options{}).Create(func(b *boltfile.Builder) (err error) {
			for _, name := range slices.Sorted(maps.Keys(tables)) {
				err = errors.Join(err, tables[name].fill(b, name))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		db, err := bbolt.Open(path, 0o600, nil)
		if err != nil {
			t.Fatal(err)
		}
		if free := db.Stats().FreePageN; free > 400 {
			t.Errorf("seed %d: %d pages are free", seed, free)
		}
		for range 4 {
			checkTables(t, db, tables)
			err := db.Update(func(tx *bbolt.Tx) (err error) {
				for _, name := range slices.Sorted(maps.Keys(tables)) {
					err = errors.Join(err, tables[name].change(tx, name, random))
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		checkTables(t, db, tables)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func checkTables(t *testing.T, db *bbolt.DB, tables map[string]table) {
	t.Helper()
	err := db.View(func(tx *bbolt.Tx) (err error) {
		for name, list := range tables {
			err = errors.Join(err, list.check(tx, name))
		}
		for found := range tx.Check() {
			err = errors.Join(err, found)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
