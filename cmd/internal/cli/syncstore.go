package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"cards/storage"
	"cards/storage/folders"
	"cards/storage/sync"
	"cards/storage/sync/seal"
	"cards/storage/sync/store"
)

// storageFolder returns the folder of a collection's database.
func storageFolder(root string) string { return filepath.Join(root, storage.Folder) }

// sealerOf returns what seals for a store, by the keys that are kept here.
func sealerOf(p sync.Place, k sync.Keys) (sync.Sealer, error) {
	if p.Encryption == sync.Unencrypted {
		return sync.Plain{}, nil
	}
	key, err := seal.Parse(k.Identity)
	if err == nil && !key.Opens(p) {
		err = sync.ErrOtherKey
	}
	if err != nil {
		return nil, &hinted{err, "nothing was changed; `cards sync --join` with an invitation of one of your devices"}
	}
	return key, nil
}

// address reads the address of a store as a person types it: paths are relative to the working
// directory, and ~ is the home.
func (a *app) address(text string) (sync.Address, error) {
	to, err := sync.ParseAddress(text)
	if err != nil {
		return to, &usageError{"sync: " + err.Error(), "a folder is dir:PATH"}
	}
	if to.Path == "" {
		return to, nil
	}
	if rest, ok := strings.CutPrefix(to.Path, "~/"); ok && a.Getenv("HOME") != "" {
		to.Path = filepath.Join(a.Getenv("HOME"), rest)
	}
	to.Path = a.path(to.Path)
	return to, nil
}

// openStore opens the store that is set up; fresh makes its folder if there is none.
func (s *syncing) openStore(fresh bool) (st store.Store, done func(), err error) {
	to, err := sync.ParseAddress(s.state.To)
	if err != nil {
		return nil, nil, err
	}
	if fresh {
		if err := os.MkdirAll(to.Path, 0o755); err != nil {
			return nil, nil, &store.UnreachableError{Err: err}
		}
	}
	d, err := store.OpenDir(to.Path, &s.traffic)
	if err != nil {
		return nil, nil, err
	}
	return d, func() { _ = d.Close() }, nil
}

// configHash tells the configuration of a collection apart from others; "" if it has none.
func configHash(root string) string {
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(folders.ConfigPath)))
	if errors.Is(err, fs.ErrNotExist) || len(data) == 0 {
		return ""
	}
	const enough = 8
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:enough])
}

// deviceName returns what this device is called: as was said, or as the machine is.
func (a *app) deviceName(said string) string {
	name := said
	if name == "" {
		if host, err := a.Host(); err == nil {
			name, _, _ = strings.Cut(host, ".")
		}
	}
	if name == "" {
		name = "device"
	}
	return name
}
