package folders

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"unicode/utf8"
)

// AddFolder adds a further folder, an absolute path, to the configuration of the collection in root. It returns false,
// and changes nothing, if that folder is listed already or is root itself. The rest of the file stays as it is. A
// configuration that is wrong is not changed: a [*ConfigError].
func AddFolder(root, folder string) (bool, error) {
	if !utf8.ValidString(folder) {
		return false, fmt.Errorf("add folder %q: the configuration can only hold names in UTF-8", folder)
	}
	return editConfig(root, func(c Config, d document) []byte {
		if slices.ContainsFunc(c.Roots(root), func(listed string) bool { return samePath(listed, folder) }) {
			return nil
		}
		return d.addItem("folders", filepath.ToSlash(filepath.Clean(folder)))
	})
}

// RemoveFolder takes a further folder, an absolute path, out of the configuration of the collection in root, however it
// is written there. It returns false if it is not listed. The rest of the file stays as it is.
func RemoveFolder(root, folder string) (bool, error) {
	return editConfig(root, func(c Config, d document) []byte {
		for i, listed := range c.Roots(root)[1:] {
			if samePath(listed, folder) {
				return d.removeItem("folders", i)
			}
		}
		return nil
	})
}

func samePath(a, b string) bool {
	if filepath.Clean(a) == filepath.Clean(b) {
		return true
	}
	ai, aerr := os.Stat(a)
	bi, berr := os.Stat(b)
	return aerr == nil && berr == nil && os.SameFile(ai, bi)
}

// editConfig writes what change makes of a configuration, unless it is nil.
func editConfig(root string, change func(Config, document) []byte) (bool, error) {
	path := filepath.Join(root, filepath.FromSlash(ConfigPath))
	data, err := readConfig(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	c, d, err := parseConfig(data)
	if err != nil {
		return false, err
	}
	edited := change(c, d)
	if edited == nil {
		return false, nil
	}
	if _, _, err := parseConfig(edited); err != nil {
		return false, fmt.Errorf("edit %q: %w", path, err)
	}
	return true, replace(path, edited)
}

// writeError says that a file could not be written, by its own name: that of the file beside it tells nobody anything.
func writeError(path string, err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	}
	return fmt.Errorf("write %q: %w", path, err)
}

// replace puts a file in the place of another at once, with its mode; what a link points to is replaced, not the link.
func replace(path string, data []byte) (err error) {
	mode := fs.FileMode(0o600)
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return writeError(path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(writeError(path, err), os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
