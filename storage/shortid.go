package storage

import (
	"encoding/hex"

	"cards/deck"
)

// ShortIDs returns the ids of cards as short as a person may type them: the first digits of each,
// at least four, with which no key of another card begins.
func (c *cardOwner) ShortIDs(ids ...deck.Key) ([]string, error) {
	short := make([]string, len(ids))
	err := c.view(func(t *txn) error {
		for i, id := range ids {
			digits := minID
			for _, bucket := range []string{bucketPlaces, bucketHistory} {
				digits = max(digits, t.sharedDigits(bucket, id)+1)
			}
			text := id.String()
			short[i] = text[:min(digits, len(text))]
		}
		return nil
	})
	return short, err
}

// sharedDigits returns with how many digits of a key another card's key in a bucket begins, at
// most. Those beside it in the order of keys have the most in common with it.
func (t *queryTx) sharedDigits(bucket string, id deck.Key) int {
	name, shared := t.name(id), 0
	cursor := t.Bucket(bucket).Cursor()
	for key, _ := cursor.Seek(id[:]); key != nil; key, _ = cursor.Next() {
		if other := deck.Key(key); t.name(other) != name {
			shared = commonDigits(id, other)
			break
		}
	}
	key, _ := cursor.Seek(id[:])
	if key == nil {
		key, _ = cursor.Last()
	}
	for ; key != nil; key, _ = cursor.Prev() {
		if other := deck.Key(key); t.name(other) != name {
			if other.Compare(id) > 0 {
				continue
			}
			return max(shared, commonDigits(id, other))
		}
	}
	return shared
}

// commonDigits returns with how many digits two keys begin alike.
func commonDigits(a, b deck.Key) int {
	for i := range a {
		switch {
		case a[i] == b[i]:
		case a[i]>>4 == b[i]>>4:
			return 2*i + 1
		default:
			return 2 * i
		}
	}
	return hex.EncodedLen(len(a))
}
