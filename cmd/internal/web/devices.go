package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"cards/storage"
	"cards/storage/beside"
)

// Device is a browser that is paired.
type Device struct {
	Name   string    `json:"name"`
	Hash   string    `json:"hash"` // of its secret: SHA-256 in hexadecimal digits
	Paired time.Time `json:"paired"`
}

// devices are the browsers that are paired, kept in a file that only its owner reads.
type devices struct {
	path string

	mu   sync.Mutex
	list []Device
	read time.Time // when the file that was read last had been written
}

func newDevices(root string) *devices {
	return &devices{path: filepath.Join(root, storage.Folder, "web.json")}
}

// Devices returns the browsers that are paired with the collection in a folder.
func Devices(root string) ([]Device, error) {
	d := newDevices(root)
	d.mu.Lock()
	defer d.mu.Unlock()
	err := d.load()
	return d.list, err
}

// Forget takes a browser out by its name; false if there is none.
func Forget(root, name string) (bool, error) {
	d := newDevices(root)
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.load(); err != nil {
		return false, err
	}
	left := slices.DeleteFunc(slices.Clone(d.list), func(dev Device) bool { return dev.Name == name })
	if len(left) == len(d.list) {
		return false, nil
	}
	return true, d.save(left)
}

// load reads the file if it has changed: another process may have taken a device out.
func (d *devices) load() error {
	info, err := os.Stat(d.path)
	if errors.Is(err, fs.ErrNotExist) {
		d.list, d.read = nil, time.Time{}
		return nil
	}
	if err != nil {
		return err
	}
	if info.ModTime().Equal(d.read) {
		return nil
	}
	data, err := os.ReadFile(d.path)
	if err != nil {
		return err
	}
	var kept struct{ Devices []Device }
	if err := json.Unmarshal(data, &kept); err != nil {
		return fmt.Errorf("read %q: %w", d.path, err)
	}
	d.list, d.read = kept.Devices, info.ModTime()
	return nil
}

func (d *devices) save(list []Device) error {
	data, err := json.MarshalIndent(map[string][]Device{"devices": list}, "", "  ")
	if err != nil {
		return err
	}
	defer beside.Hold(filepath.Dir(d.path))()
	f, err := beside.Create(d.path)
	if err != nil {
		return err
	}
	_, err = f.Write(append(data, '\n'))
	if err = errors.Join(err, f.Chmod(0o600)); err != nil {
		return errors.Join(err, f.Close(), beside.Remove(f.Name()))
	}
	if err := beside.Place(f, d.path); err != nil {
		return err
	}
	d.list, d.read = list, time.Time{}
	return nil
}

// add keeps a browser by the hash of its secret, under a name that no other has, which is returned.
func (d *devices) add(name, secret string, now time.Time) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.load(); err != nil {
		return "", err
	}
	list := slices.DeleteFunc(slices.Clone(d.list), func(dev Device) bool { return dev.isOver(now) })
	free := name
	for n := 2; slices.ContainsFunc(list, func(dev Device) bool { return dev.Name == free }); n++ {
		free = fmt.Sprintf("%s %d", name, n)
	}
	return free, d.save(append(list, Device{free, hashOf(secret), now.UTC()}))
}

// of returns the name of the browser that has a secret.
func (d *devices) of(secret string, now time.Time) (string, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.load() != nil {
		return "", false
	}
	hash := []byte(hashOf(secret))
	for _, dev := range d.list {
		if subtle.ConstantTimeCompare(hash, []byte(dev.Hash)) == 1 && !dev.isOver(now) {
			return dev.Name, true
		}
	}
	return "", false
}

// isOver says whether the pairing is too old.
func (d Device) isOver(now time.Time) bool { return now.Sub(d.Paired) > cookieLife }

func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
