package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"cards/decks"
	"cards/storage"
	"cards/storage/beside"
)

// createDefault makes the default collection with a copy of the decks that ship. It is made beside
// its place, so that other processes see all of it or nothing, unless the folder is there already.
func createDefault(a *app, root, holder string) (*storage.Collection, error) {
	place := root
	if _, err := os.Lstat(root); errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(root), 0o700); err != nil {
			return nil, err
		}
		clearBeside(root)
		defer beside.Hold(filepath.Dir(root))()
		if place, err = os.MkdirTemp(filepath.Dir(root), besideRoot+"*"+beside.Suffix); err != nil {
			return nil, err
		}
	}
	if err := copyDecks(place); err != nil {
		return nil, err
	}
	_, err := storage.Create(place, a.Now(), a.storageOptions(holder))
	if err == nil && place != root {
		err = os.Rename(place, root)
	}
	if err != nil { // perhaps because another process was faster
		if place != root {
			err = errors.Join(err, os.RemoveAll(place))
		}
		if opened, openErr := storage.Open(root, a.storageOptions(holder)); openErr == nil {
			return opened, nil
		}
		return nil, err
	}
	a.say("made the default collection in %s, with two decks to begin with", a.shortPath(root))
	return storage.Open(root, a.storageOptions(holder))
}

// besideRoot begins the names of folders in which the default collection is made.
const besideRoot = ".cards-"

// clearBeside removes what processes have left beside the default collection that were stopped
// while they made it.
func clearBeside(root string) {
	parent := filepath.Dir(root)
	// the pattern is well formed
	left, _ := filepath.Glob(filepath.Join(parent, besideRoot+"*"+beside.Suffix))
	if len(left) == 0 {
		return
	}
	beside.Alone(parent, func() {
		for _, path := range left {
			_ = os.RemoveAll(path) // it is in nobody's way
		}
	})
}

// copyDecks writes the decks that ship into a folder; files that are there stay as they are.
func copyDecks(root string) error {
	if err := os.MkdirAll(root, 0o700); err != nil {
		return err
	}
	shipped := decks.Files()
	return fs.WalkDir(shipped, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(shipped, name)
		if err != nil {
			return err
		}
		return writeNew(filepath.Join(root, name), text)
	})
}

// writeNew writes a file unless there is one.
func writeNew(path string, data []byte) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
