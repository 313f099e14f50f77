package sync

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"cards/storage/beside"
	"cards/storage/journal"
)

// State is what a device knows of its store and of other devices. It lies beside the database, and
// concerns this device alone.
type State struct {
	To       string            `json:"to"` // address of the store
	Endpoint string            `json:"endpoint,omitempty"`
	Region   string            `json:"region,omitempty"`
	Device   string            `json:"device"`
	Place    Place             `json:"place"`
	Verified time.Time         `json:"verified"` // when all segments were last read
	Devices  map[string]Header `json:"devices,omitempty"`
}

// Keys are what opens a store. They are kept apart, in a file that nobody else can read.
type Keys struct {
	Identity string `json:"identity,omitempty"` // of the collection
	Access   string `json:"access,omitempty"`   // of the bucket, with Secret
	Secret   string `json:"secret,omitempty"`
}

// The names of the files, beside the database.
const (
	stateFile = "sync.json"
	keysFile  = "sync.key"
)

// KeysFile returns the path of the file with keys, by the folder of the database.
func KeysFile(folder string) string { return filepath.Join(folder, keysFile) }

// ErrNoStore says that no store is set up here.
var ErrNoStore = errors.New("this collection has no store yet")

// OpenKeysError says that others can read a file with keys.
type OpenKeysError struct{ Path string }

func (e *OpenKeysError) Error() string {
	return fmt.Sprintf("%q: other users can read the keys in it", e.Path)
}

// ReadState reads what was kept in the folder of a database: [ErrNoStore] if no store is set up.
func ReadState(folder string) (State, Keys, error) {
	var s State
	var k Keys
	err := readJSON(filepath.Join(folder, stateFile), &s)
	if errors.Is(err, fs.ErrNotExist) {
		return s, k, ErrNoStore
	}
	if err != nil {
		return s, k, err
	}
	path := KeysFile(folder)
	if info, statErr := os.Stat(path); errors.Is(statErr, fs.ErrNotExist) {
		return s, k, nil
	} else if statErr == nil && !IsPrivate(info) {
		return s, k, &OpenKeysError{path}
	}
	return s, k, readJSON(path, &k)
}

// IsPrivate says whether nobody else can read a file. Windows says it in another way.
func IsPrivate(info fs.FileInfo) bool {
	const others = 0o077
	return runtime.GOOS == "windows" || info.Mode().Perm()&others == 0
}

// readJSON reads a file. Its error says nothing of what is in it.
func readJSON(path string, to any) error {
	data, err := os.ReadFile(path)
	if err == nil && json.Unmarshal(data, to) != nil {
		err = fmt.Errorf("%q: not what cards wrote", path)
	}
	return err
}

// WriteState keeps it in the folder of a database, for its owner alone.
func WriteState(folder string, s State, k Keys) error {
	defer beside.Hold(folder)()
	if k != (Keys{}) {
		if err := writeJSON(KeysFile(folder), k); err != nil {
			return err
		}
	} else if err := beside.Remove(KeysFile(folder)); err != nil {
		return err
	}
	return s.Write(folder)
}

// Write keeps what is no key.
func (s State) Write(folder string) error {
	defer beside.Hold(folder)()
	return writeJSON(filepath.Join(folder, stateFile), s)
}

// writeJSON writes a file whole; a file that is made beside its place is private.
func writeJSON(path string, value any) error {
	data, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	f, err := beside.Create(path)
	if err != nil {
		return err
	}
	if _, err = f.Write(append(data, '\n')); err != nil {
		return errors.Join(err, f.Close(), beside.Remove(f.Name()))
	}
	return beside.Place(f, path)
}

// Forget removes what was kept.
func Forget(folder string) error {
	return errors.Join(beside.Remove(filepath.Join(folder, stateFile)),
		beside.Remove(KeysFile(folder)))
}

// Hear takes in what was read of other devices, and says whether that is anything new.
func (s *State) Hear(heard map[string]Header) bool {
	news := false
	for name, h := range heard {
		old, ok := s.Devices[name]
		if ok && !h.Made.After(old.Made) {
			continue
		}
		if s.Devices == nil {
			s.Devices = make(map[string]Header)
		}
		s.Devices[name], news = h, true
	}
	return news
}

// Missing returns how many events a device knew that are not here: at least so many, since others
// may have come here that it did not know.
func (h Header) Missing(here int, ids journal.ID) int {
	if h.Knew.Events == here && h.Knew.IDs != hex.EncodeToString(ids[:]) {
		return 1
	}
	return max(0, h.Knew.Events-here)
}

// Missing returns how many events other devices knew that are not here.
func (s State) Missing(here int, ids journal.ID) int {
	most := 0
	for _, h := range s.Devices {
		most = max(most, h.Missing(here, ids))
	}
	return most
}

// Names returns the names of the devices that were heard of, in order.
func (s State) Names() []string { return slices.Sorted(maps.Keys(s.Devices)) }
