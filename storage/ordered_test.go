package storage

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cards/storage/journal"
)

// TestRunThatCannotBeWritten: whichever run cannot be written, while more events come in or at
// their end, that is the error, told once.
func TestRunThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	r, err := newRoom(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(r.file.Path()), 0o700); err != nil {
		t.Fatal(err)
	}
	log, value := &wholeLog{&logOwner{r}}, make([]byte, runSize)
	for runs := 3; runs <= 5; runs++ { // the first is written, and of the others some come behind
		o, err := log.ordering(func(o *ordered) error {
			for n := range runs {
				var id journal.ID
				binary.BigEndian.PutUint64(id[:], uint64(n))
				if err := o.add(id, value); err != nil {
					return err
				}
				if n == 1 {
					if err := o.spilled(); err != nil {
						return err
					}
					o.file.Close()
				}
			}
			return nil
		})
		if err == nil {
			o.close()
			t.Fatalf("%d runs: no error", runs)
		}
		if n := strings.Count(err.Error(), "write "); n != 1 {
			t.Errorf("%d runs: told %d times: %v", runs, n, err)
		}
	}
}
