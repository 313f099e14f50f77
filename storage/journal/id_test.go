package journal_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"cards/storage/journal"
)

// TestIDAsText: text and id are one to one, whatever the id, and sort alike.
func TestIDAsText(t *testing.T) {
	t.Parallel()
	for text, id := range map[string]journal.ID{
		"00000000000000000000000000": {},
		"01ARZ3NDEKTSV4RRFFQ69G5FAV": {
			0x01, 0x56, 0x3e, 0x3a, 0xb5, 0xd3, 0xd6, 0x76, 0x4c, 0x61, 0xef, 0xb9, 0x93, 0x02, 0xbd, 0x5b,
		},
		"7ZZZZZZZZZZZZZZZZZZZZZZZZZ": journal.ID(bytes.Repeat([]byte{0xff}, 16)),
	} {
		if id.String() != text {
			t.Errorf("%x is %s, want %s", id[:], id, text)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 10000 {
		var a, b journal.ID
		for i := range a {
			a[i], b[i] = byte(random.Uint32()), byte(random.Uint32())
		}
		for _, text := range []string{a.String(), strings.ToLower(a.String())} {
			if back, err := journal.ParseID(text); back != a || err != nil {
				t.Fatalf("%q is read as %x, %v, want %x", text, back[:], err, a[:])
			}
		}
		if bytes.Compare(a[:], b[:]) != strings.Compare(a.String(), b.String()) {
			t.Fatalf("%s and %s do not sort as %x and %x do", a, b, a[:], b[:])
		}
	}
}

func TestTextOfNoID(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "0", "01ARZ3NDEKTSV4RRFFQ69G5FA", "01ARZ3NDEKTSV4RRFFQ69G5FAVV", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
		"01ARZ3NDEKTSV4RRFFQ69G5FAI", "01ARZ3NDEKTSV4RRFFQ69G5FAL", "01ARZ3NDEKTSV4RRFFQ69G5FAO",
		"01ARZ3NDEKTSV4RRFFQ69G5FAU", "01ARZ3NDEKTSV4RRFFQ69G5FA ", "01ARZ3NDEKTSV4RRFFQ69G5Fé",
		"-1ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5F\x00V",
	} {
		if id, err := journal.ParseID(text); err == nil {
			t.Errorf("%q is read as %s", text, id)
		}
	}
}
