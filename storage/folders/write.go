package folders

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"cards/storage/beside"
)

// WriteDeck gives a file a text, whole or not at all, with the mode that it has. Nil removes it.
func WriteDeck(path string, text []byte) (err error) {
	if text == nil {
		err := os.Remove(path)
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	defer beside.Hold(filepath.Dir(path))()
	f, err := os.CreateTemp(filepath.Dir(path), written+"*"+beside.Suffix)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	mode := fs.FileMode(0o644)
	if info, statErr := os.Stat(path); statErr == nil {
		mode = info.Mode().Perm()
	}
	if err = errors.Join(err, f.Chmod(mode)); err != nil {
		return errors.Join(err, f.Close(), beside.Remove(f.Name()))
	}
	return beside.Place(f, path)
}

// How the names of files begin that are to become deck files: written here, or staged by an import
// for the instant at which the log has it.
const (
	written = ".cards-"
	Staged  = ".import-"
)

// IsUnfinished says whether a name is of a file that was to become a deck file.
func IsUnfinished(name string) bool {
	return (strings.HasPrefix(name, written) || strings.HasPrefix(name, Staged)) &&
		strings.HasSuffix(name, beside.Suffix)
}
