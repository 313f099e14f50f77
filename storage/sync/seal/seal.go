// Package seal hides what lies in a store from everybody who has not the key of the collection, and
// hands that key on to another device of its person.
//
//	seal.go     the key: what is sealed, how segments are named, by what headers are known
//	invite.go   an invitation, which a code of six words opens
//	words.go    the words
package seal

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"

	"filippo.io/age"

	"cards/storage/sync"
)

// Key is the one key of a collection, which all its devices have. Age says nothing of who wrote
// what it opens; therefore the names of segments and the sums of headers follow from the key as
// well.
type Key struct {
	identity             *age.X25519Identity
	names, sums, checked []byte
}

// ErrNoKey says that a text is no key. It does not repeat the text.
var ErrNoKey = errors.New("not a key of a collection")

// New makes a key.
func New() (*Key, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, err
	}
	return of(identity)
}

// Parse reads what [Key.Secret] returns.
func Parse(text string) (*Key, error) {
	identity, err := age.ParseX25519Identity(strings.TrimSpace(text))
	if err != nil {
		return nil, ErrNoKey
	}
	return of(identity)
}

func of(identity *age.X25519Identity) (*Key, error) {
	k := &Key{identity: identity}
	for label, to := range map[string]*[]byte{
		"cards1 names": &k.names, "cards1 headers": &k.sums, "cards1 check": &k.checked,
	} {
		key, err := hkdf.Key(sha256.New, []byte(identity.String()), nil, label, sha256.Size)
		if err != nil {
			return nil, err
		}
		*to = key
	}
	return k, nil
}

// Secret returns the key as text, which must not be shown.
func (k *Key) Secret() string { return k.identity.String() }

// Place describes an encrypted store, so that who has the key is known.
func (k *Key) Place(p sync.Place) sync.Place {
	p.Encryption, p.Recipients = sync.Encrypted, []string{k.identity.Recipient().String()}
	p.Check = sum(k.checked, []byte(p.Store))
	return p
}

// Opens says whether this is the key of a store.
func (k *Key) Opens(p sync.Place) bool {
	return hmac.Equal([]byte(p.Check), []byte(sum(k.checked, []byte(p.Store))))
}

// sum returns the first 128 bits of a keyed hash.
func sum(key, data []byte) string {
	const half = 16
	h := hmac.New(sha256.New, key)
	h.Write(data) // a hash takes everything
	return hex.EncodeToString(h.Sum(nil)[:half])
}

// Name implements [sync.Sealer].
func (k *Key) Name(events []byte) string { return sum(k.names, events) }

// Sum implements [sync.Sealer].
func (k *Key) Sum(header []byte) string { return sum(k.sums, header) }

// padding is to what sizes segments are filled up: how much was learned is not seen to the byte.
const padding = 4096

// Seal implements [sync.Sealer].
func (k *Key) Seal(plain []byte) ([]byte, error) {
	packed, err := sync.Plain{}.Seal(plain)
	if err != nil {
		return nil, err
	}
	if over := len(packed) % padding; over > 0 {
		packed = append(packed, make([]byte, padding-over)...)
	}
	return encrypt(packed, k.identity.Recipient())
}

// Open implements [sync.Sealer].
func (k *Key) Open(sealed []byte, most int) ([]byte, error) {
	packed, err := decrypt(sealed, k.identity)
	if err != nil {
		return nil, err
	}
	return sync.Plain{}.Open(packed, most)
}

func encrypt(plain []byte, to age.Recipient) ([]byte, error) {
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(plain)
	err = errors.Join(err, w.Close())
	return b.Bytes(), err
}

func decrypt(sealed []byte, with age.Identity) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(sealed), with)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
