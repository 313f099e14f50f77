package boltfile

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"
)

// holderSuffix ends the name of the note that says who holds the lock.
const holderSuffix = ".holder"

// holder is what a long operation tells those who wait for it: a small file beside the locked one,
// there only while the lock is held.
type holder struct {
	Does  string    `json:"does"`
	PID   int       `json:"pid"`
	Since time.Time `json:"since"`
}

// announce says what this process does until the handle is released. Only what takes long is worth
// it.
func (f *File) announce(h *handle, now time.Time) error {
	data, err := json.Marshal(holder{Does: f.options.Holder, PID: f.options.PID, Since: now})
	if err != nil {
		return err
	}
	h.holder = f.path + holderSuffix
	return os.WriteFile(h.holder, data, fileMode)
}

// busy returns the error of a wait that was too long.
func (f *File) busy() error {
	e := &BusyError{Path: f.path, Waited: f.wait()}
	if h, err := readHolder(f.path + holderSuffix); err == nil {
		e.Holder, e.PID, e.Since = h.Does, h.PID, h.Since
	}
	return e
}

// readHolder reads what a long operation tells. What is no file is not opened: a pipe would be
// waited for.
func readHolder(path string) (h holder, err error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return h, errors.Join(err, fs.ErrInvalid)
	}
	f, err := os.Open(path)
	if err != nil {
		return h, err
	}
	defer f.Close()
	const most = 1 << 12 // bytes
	err = json.NewDecoder(io.LimitReader(f, most)).Decode(&h)
	return h, err
}
