package folders

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
	"unicode/utf8"
)

// AddFolder adds a further folder, an absolute path, to the configuration of the collection in root. It returns false,
// and changes nothing, if that folder is listed already or is root itself. The rest of the file stays as it is. A
// configuration that is wrong is not changed: a [*ConfigError]. Others that change it at once are waited for.
func AddFolder(root, folder string) (bool, error) {
	if !utf8.ValidString(folder) {
		return false, fmt.Errorf("add folder %q: the configuration can only hold names in UTF-8", folder)
	}
	return Own(root).edit(func(c Config, d document) []byte {
		if slices.ContainsFunc(c.Roots(root), func(listed string) bool { return samePath(listed, folder) }) {
			return nil
		}
		return d.addItem("folders", filepath.ToSlash(filepath.Clean(folder)))
	})
}

// RemoveFolder takes a further folder, an absolute path, out of the configuration of the collection in root, however it
// is written there. It returns false if it is not listed. The rest of the file stays as it is.
func RemoveFolder(root, folder string) (bool, error) {
	return Own(root).edit(func(c Config, d document) []byte {
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

// How often, and how long apart, a change is tried while others change the same configuration.
const (
	tries = 300
	pause = 10 * time.Millisecond
)

// edit writes what change makes of a configuration, unless it is nil. If the configuration changes meanwhile, it
// begins again.
func (s Source) edit(change func(Config, document) []byte) (bool, error) {
	path := s.Path
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return false, err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // what a link points to is replaced, not the link
	}
	for range tries {
		data, err := readConfig(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return false, err
		}
		edited, err := s.editText(data, change)
		if err != nil {
			return false, err
		}
		if edited == nil {
			return false, nil
		}
		if err := replace(path, data, edited); !errors.Is(err, fs.ErrExist) {
			return err == nil, err
		}
		time.Sleep(pause)
	}
	return false, fmt.Errorf("write %q: it is being written; if nothing is, remove %q", path, beside(path))
}

// editText returns what change makes of the text of a configuration, nil if nothing.
func (s Source) editText(data []byte, change func(Config, document) []byte) ([]byte, error) {
	c, d, err := parseConfig(s.name(), data, s.keys())
	if err != nil {
		return nil, err
	}
	edited := change(c, d)
	if edited == nil {
		return nil, nil
	}
	if _, _, err := parseConfig(s.name(), edited, s.keys()); err != nil {
		return nil, fmt.Errorf("edit the configuration: %w", err)
	}
	return edited, nil
}

// beside is the path at which a file is written that takes the place of another. While it is there, it is also the lock
// of who writes it.
func beside(path string) string { return path + ".new" }

// replace puts a text in the place of another at once, with the mode of its file. If somebody else is doing so or has
// done so, and the old text is not there any more, nothing changes and the error is [fs.ErrExist].
func replace(path string, old, text []byte) (err error) {
	f, err := os.OpenFile(beside(path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return writeError(path, err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(writeError(path, err), os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(text)
	if info, statErr := os.Stat(path); statErr == nil {
		err = errors.Join(err, f.Chmod(info.Mode().Perm()))
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if now, err := readConfig(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	} else if !bytes.Equal(now, old) {
		return fs.ErrExist
	}
	return os.Rename(f.Name(), path)
}

// writeError says that a file could not be written, by its own name: that of the file beside it tells nobody anything.
func writeError(path string, err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	}
	return fmt.Errorf("write %q: %w", path, err)
}
