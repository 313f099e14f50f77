package seal

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"filippo.io/age"
)

// Invitation is all that another device needs to join.
type Invitation struct {
	To       string `json:"to"` // address of the store
	Endpoint string `json:"endpoint,omitempty"`
	Region   string `json:"region,omitempty"`
	Key      string `json:"key,omitempty"` // of the collection; empty if the store is not encrypted
	Access   string `json:"access,omitempty"`
	Secret   string `json:"secret,omitempty"` // of the bucket
}

// ErrCode says that a code does not open an invitation, or that it is none.
var ErrCode = errors.New("the words do not open this invitation")

const (
	invitation = "cards1-" // what the line of an invitation begins with
	codeWords  = 6
	// work is the logarithm of what one try at a code costs: about a quarter of a second.
	work = 15
	// maxWork is what is spent on an invitation of others.
	maxWork = 18
)

// Seal returns an invitation as one word, and the code that opens it.
func (i Invitation) Seal() (line, code string, err error) {
	text, err := json.Marshal(i)
	if err != nil {
		return "", "", err
	}
	code = newCode()
	to, err := age.NewScryptRecipient(code)
	if err != nil {
		return "", "", err
	}
	to.SetWorkFactor(work)
	sealed, err := encrypt(text, to)
	return invitation + base64.RawURLEncoding.EncodeToString(sealed), code, err
}

// OpenInvitation opens an invitation with its code. Words may be in either case, with any white
// space or hyphens between.
func OpenInvitation(line, code string) (Invitation, error) {
	var i Invitation
	body, ok := strings.CutPrefix(strings.TrimSpace(line), invitation)
	sealed, err := base64.RawURLEncoding.DecodeString(body)
	if !ok || err != nil {
		return i, fmt.Errorf("%w: it is cut off, or not an invitation", ErrCode)
	}
	fields := strings.Fields(strings.ToLower(strings.ReplaceAll(code, "-", " ")))
	if len(fields) != codeWords {
		return i, fmt.Errorf("%w: %d words were given, it takes %d", ErrCode, len(fields), codeWords)
	}
	with, err := age.NewScryptIdentity(strings.Join(fields, " "))
	if err != nil {
		return i, ErrCode
	}
	with.SetMaxWorkFactor(maxWork)
	text, err := decrypt(sealed, with)
	if err != nil || json.Unmarshal(text, &i) != nil {
		return i, ErrCode
	}
	return i, nil
}

// newCode returns words that nobody can guess.
func newCode() string {
	var random [2 * codeWords]byte
	_, _ = rand.Read(random[:]) // it never fails
	return Words(random[:])
}

// Words returns a word for every two bytes, of which nine bits count.
func Words(data []byte) string {
	all := strings.Fields(wordList)
	var chosen []string
	for len(data) >= 2 {
		chosen = append(chosen, all[int(binary.BigEndian.Uint16(data))%len(all)])
		data = data[2:]
	}
	return strings.Join(chosen, " ")
}
