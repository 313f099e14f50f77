package storage

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"
)

// holder is what a long operation tells those who wait for it: a small file beside the collection's, there only while the
// lock is held.
type holder struct {
	Does  string    `json:"does"`
	PID   int       `json:"pid"`
	Since time.Time `json:"since"`
}

// announce says what this process does until the file is released. Only what takes long is worth it.
func (c *Collection) announce(f *file, now time.Time) error {
	data, err := json.Marshal(holder{Does: c.options.Holder, PID: c.options.PID, Since: now})
	if err != nil {
		return err
	}
	f.holder = c.inFolder(holderName)
	return os.WriteFile(f.holder, data, fileMode)
}

// busy returns the error of a wait that was too long.
func (c *Collection) busy() error {
	e := &BusyError{Path: c.inFolder(fileName), Waited: c.wait()}
	if h, err := readHolder(c.inFolder(holderName)); err == nil {
		e.Holder, e.PID, e.Since = h.Does, h.PID, h.Since
	}
	return e
}

// readHolder reads what a long operation tells. What is no file is not opened: a pipe would be waited for.
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
