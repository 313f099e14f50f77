package storage

import (
	"encoding/binary"
	"errors"
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
	log, value := emptyLog(t), make([]byte, runSize)
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

// emptyLog returns a log in a folder of which there is nothing but room for its file.
func emptyLog(t *testing.T) *wholeLog {
	r, err := newRoom(t.TempDir(), Options{})
	if err == nil {
		err = os.MkdirAll(filepath.Dir(r.file.Path()), 0o700)
	}
	if err != nil {
		t.Fatal(err)
	}
	return &wholeLog{&logOwner{r}}
}

// TestOrderingLeavesNoFile: whatever ends who adds events, at whichever run, nothing is left.
func TestOrderingLeavesNoFile(t *testing.T) {
	t.Parallel()
	log, value := emptyLog(t), make([]byte, runSize)
	wrong := errors.New("wrong")
	for name, end := range map[string]func() error{
		"error": func() error { return wrong },
		"panic": func() error { panic(wrong) },
	} {
		for runs := range 5 {
			func() {
				defer func() { _ = recover() }()
				_, err := log.ordering(func(o *ordered) error {
					for n := range runs {
						if err := o.add(journal.ID{15: byte(n)}, value); err != nil {
							return err
						}
					}
					return end()
				})
				if !errors.Is(err, wrong) {
					t.Errorf("%s behind %d runs: %v", name, runs, err)
				}
			}()
			left, err := os.ReadDir(filepath.Dir(log.file.Path()))
			if len(left) > 0 || err != nil {
				t.Fatalf("%s behind %d runs: %v is left, %v", name, runs, left, err)
			}
		}
	}
}
