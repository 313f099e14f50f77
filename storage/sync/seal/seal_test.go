package seal_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"cards/storage"
	"cards/storage/sync"
	"cards/storage/sync/seal"
)

func newKey(t *testing.T) *seal.Key {
	t.Helper()
	k, err := seal.New()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestOnlyTheKeyOpens(t *testing.T) {
	t.Parallel()
	k, other := newKey(t), newKey(t)
	plain := []byte("what nobody else may read: photosynthesis")
	sealed, err := k.Seal(plain)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(sealed, []byte("photosynthesis")) {
		t.Error("the text can be read")
	}
	again, err := seal.Parse(k.Secret())
	if err != nil {
		t.Fatal(err)
	}
	for _, reader := range []*seal.Key{k, again} {
		if got, err := reader.Open(sealed, 100); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("opened %q, %v", got, err)
		}
	}
	if got, err := other.Open(sealed, 100); err == nil {
		t.Errorf("another key opened %q", got)
	}
	if _, err := k.Open(sealed, 10); err == nil {
		t.Error("more was opened than was asked for")
	}
	for i := 0; i < len(sealed); i += 97 {
		spoilt := bytes.Clone(sealed)
		spoilt[i] ^= 1
		if got, err := k.Open(spoilt, 100); err == nil && !bytes.Equal(got, plain) {
			t.Errorf("byte %d changed: opened %q", i, got)
		}
	}
	if k.Name(plain) == other.Name(plain) || k.Sum(plain) == other.Sum(plain) ||
		k.Name(plain) == k.Sum(plain) {
		t.Error("names and sums do not follow from the key")
	}
	if k.Name(plain) != again.Name(plain) || len(k.Name(plain)) != 32 {
		t.Errorf("name %q", k.Name(plain))
	}
}

func TestStoreKnowsItsKey(t *testing.T) {
	t.Parallel()
	k, other := newKey(t), newKey(t)
	p := k.Place(sync.NewPlace(storage.StoreID{1, 2}))
	if !k.Opens(p) || other.Opens(p) || strings.Contains(strings.Join(p.Recipients, ""), k.Secret()) {
		t.Errorf("%+v", p)
	}
}

func TestKeyThatIsNoneIsNotRepeated(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "AGE-SECRET-KEY-1QQQ", "age1xyz", "s3cr3t"} {
		_, err := seal.Parse(text)
		if !errors.Is(err, seal.ErrNoKey) || text != "" && strings.Contains(err.Error(), text) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestSixWordsOpenAnInvitation(t *testing.T) {
	t.Parallel()
	want := seal.Invitation{
		To: "s3://notes/cards", Region: "eu", Key: newKey(t).Secret(),
		Access: "AK", Secret: "SK",
	}
	line, code, err := want.Seal()
	if err != nil {
		t.Fatal(err)
	}
	if len(strings.Fields(code)) != 6 || strings.ContainsAny(line, " \n'\"$") {
		t.Errorf("code %q, line %q", code, line)
	}
	for _, said := range []string{code, strings.ToUpper(code), strings.ReplaceAll(code, " ", "-"), "  " + code + "\n"} {
		if got, err := seal.OpenInvitation(line, said); err != nil || got != want {
			t.Errorf("%q: %+v, %v", said, got, err)
		}
	}
	words := strings.Fields(code)
	slices.Reverse(words)
	_, other, err := want.Seal()
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []string{other, "", words[0], code + " acorn"} {
		if got, err := seal.OpenInvitation(line, wrong); !errors.Is(err, seal.ErrCode) ||
			strings.Contains(err.Error(), code) {
			t.Errorf("%q opened %+v, %v", wrong, got, err)
		}
	}
	for _, cut := range []string{"", "cards1-", line[:len(line)-9], line[1:], "cards1-!!"} {
		if got, err := seal.OpenInvitation(cut, code); !errors.Is(err, seal.ErrCode) {
			t.Errorf("%q opened %+v, %v", cut, got, err)
		}
	}
}

// TestWordsAreDistinct makes every word of the list.
func TestWordsAreDistinct(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for i := range 512 {
		w := seal.Words([]byte{byte(i >> 8), byte(i)})
		if seen[w] || w == "" || strings.Contains(w, " ") {
			t.Errorf("word %d: %q", i, w)
		}
		seen[w] = true
	}
}
