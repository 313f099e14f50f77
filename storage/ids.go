package storage

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

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
func (t *idTx) sharedDigits(bucket string, id deck.Key) int {
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

// keyOf is [Collection.Key] in a transaction.
func (t *idTx) keyOf(id string) (deck.Key, error) {
	text := strings.ToLower(id)
	if len(text) < minID || len(text) > hex.EncodedLen(len(deck.Key{})) || !isHex(text) {
		return deck.Key{}, fmt.Errorf("card %q: %w", id, ErrNotFound)
	}
	var keys []deck.Key
	cards := make(map[deck.Key]bool)
	for _, k := range slices.Concat(t.keysWith(bucketPlaces, text), t.keysWith(bucketHistory, text)) {
		if name := t.name(k); !cards[name] {
			cards[name] = true
			keys = append(keys, k)
		}
	}
	switch len(keys) {
	case 0:
		return deck.Key{}, fmt.Errorf("card %q: %w", id, ErrNotFound)
	case 1:
		return keys[0], nil
	}
	return deck.Key{}, &AmbiguousError{ID: id, Keys: keys}
}

// keysWith returns the keys of a bucket whose digits begin with a text.
func (t *idTx) keysWith(bucket, text string) []deck.Key {
	var keys []deck.Key
	start, _ := hex.DecodeString(text[:len(text)/2*2]) // these are digits
	c := t.Bucket(bucket).Cursor()
	for key, _ := c.Seek(start); bytes.HasPrefix(key, start); key, _ = c.Next() {
		if k := deck.Key(key); strings.HasPrefix(k.String(), text) {
			keys = append(keys, k)
		}
	}
	return keys
}
