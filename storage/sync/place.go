package sync

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"cards/storage"
	"cards/storage/sync/store"
)

// Place is what a store says of itself, so that whoever joins finds out whether it has the key.
type Place struct {
	Format     int      `json:"format"`
	Store      string   `json:"store"` // its id: 32 hexadecimal digits
	Encryption string   `json:"enc"`   // "age" or "none"
	Recipients []string `json:"recipients,omitempty"`
	Check      string   `json:"check,omitempty"` // that who has the key can compute
}

// The kinds of encryption of a store.
const (
	Encrypted   = "age"
	Unencrypted = "none"
)

const (
	placeName   = root + "store.json"
	placeFormat = 1
	maxPlace    = 64 << 10
)

// Errors that callers tell apart.
var (
	ErrOtherKey = errors.New("this store has another key")
	ErrNewer    = errors.New("a newer version of cards made this store")
	errNoPlace  = errors.New("store.json is not what cards writes")
)

// NewPlace describes a store.
func NewPlace(id storage.StoreID) Place {
	return Place{Format: placeFormat, Store: hex.EncodeToString(id[:]), Encryption: Unencrypted}
}

// ReadPlace reads what a store says of itself. [store.ErrNone] says that there is no store yet.
func ReadPlace(ctx context.Context, s store.Store) (Place, error) {
	var p Place
	data, err := s.Get(ctx, placeName, maxPlace)
	if err != nil {
		return p, err
	}
	if err := json.Unmarshal(data, &p); err != nil {
		return p, errNoPlace
	}
	if p.Format > placeFormat {
		return p, fmt.Errorf("%w: its format is %d", ErrNewer, p.Format)
	}
	_, err = p.ID()
	if err != nil || p.Encryption != Encrypted && p.Encryption != Unencrypted {
		return p, errNoPlace
	}
	return p, nil
}

// Make puts what a store says of itself there, and reads it back: two devices may make it at once,
// and then one of them joins what the other has made.
func (p Place) Make(ctx context.Context, s store.Store) (Place, error) {
	if err := p.put(ctx, s); err != nil {
		return p, err
	}
	return ReadPlace(ctx, s)
}

func (p Place) put(ctx context.Context, s store.Store) error {
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return s.Put(ctx, placeName, append(data, '\n'))
}

// ID returns the id of the store.
func (p Place) ID() (storage.StoreID, error) {
	var id storage.StoreID
	b, err := hex.DecodeString(p.Store)
	if err != nil || len(b) != len(id) || id == storage.StoreID(b) {
		return id, errNoPlace
	}
	return storage.StoreID(b), nil
}
