package storage

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"cards/storage/wire"
)

// bucketsThere returns which bucket is missing: the entry that leads to it may be what is damaged.
func (t *fileTx) bucketsThere() error {
	for _, name := range primaryBuckets() {
		if !t.Has(name) {
			return t.damaged(fmt.Errorf("bucket %q is missing", name))
		}
	}
	if !t.current() {
		return nil // it may be of rules that know fewer
	}
	for _, name := range derivedBuckets() {
		if !t.Has(name) {
			return &wire.CorruptError{Bucket: name, Err: errors.New("the bucket is missing")}
		}
	}
	return nil
}

// entriesSound returns what is wrong with an entry of a small file when it is opened first. In a
// large one an entry is looked at when it is read, or when it is beside one that is not there.
func (t *fileTx) entriesSound() error {
	if t.old || !t.current() || t.collection.examined {
		return nil // not all are sealed, or they are about to be looked at
	}
	if err := errors.Join(t.Sound(), t.bucketsThere()); err != nil {
		return err
	}
	if t.collection.verified {
		return nil
	}
	t.collection.verified = true
	return t.paramsSound()
}

// paramsSound returns whether the parameters that are noted to be in force are.
func (t *fileTx) paramsSound() error {
	noted, err := t.paramsInForce()
	if err != nil {
		return err
	}
	inForce, err := t.newestParams()
	if err == nil && (noted.all != inForce.all || !maps.Equal(noted.presets, inForce.presets)) {
		err = &wire.CorruptError{
			Bucket: bucketMeta, Key: []byte(metaParams),
			Err: errors.New("others are in force"),
		}
	}
	return err
}

// seals are the buckets whose entries are sealed, by whomever.
func seals() []string {
	return slices.DeleteFunc(append(primaryBuckets(), derivedBuckets()...), func(name string) bool {
		return name == bucketMeta || name == bucketUnsent
	})
}
