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

	"cards/storage/beside"
)

// AddFolder adds a further folder, an absolute path, to the configuration of the collection in
// root. It returns false, and changes nothing, if that folder is listed already or is root itself.
// The rest of the file stays as it is. A configuration that is wrong is not changed: a
// [*ConfigError]. Others that change it at once are waited for.
func AddFolder(root, folder string) (bool, error) {
	if !utf8.ValidString(folder) {
		return false, fmt.Errorf("add folder %q: the configuration can only hold names in UTF-8",
			folder)
	}
	if _, err := newTop(folder); errors.Is(err, ErrWholeDisk) {
		return false, fmt.Errorf("add folder %q: %w", folder, err)
	}
	return Own(root).edit(func(c Config, d document) []byte {
		if slices.ContainsFunc(c.Roots(root),
			func(listed string) bool { return samePath(listed, folder) }) {
			return nil
		}
		return d.addItem("folders", filepath.ToSlash(filepath.Clean(folder)))
	})
}

// RemoveFolder takes a further folder, an absolute path, out of the configuration of the collection
// in root, however it is written there. It returns false if it is not listed. The rest of the file
// stays as it is.
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

// edit writes what change makes of a configuration, unless it is nil. If the configuration changes
// meanwhile, it begins again.
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
	return false, fmt.Errorf("write %q: other programs keep changing it", path)
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

// replace puts a text in the place of another at once, with the mode of its file. If somebody else
// is doing so or has done so, and the old text is not there any more, nothing changes and the error
// is [fs.ErrExist].
func replace(path string, old, text []byte) error {
	clearBeside(path)
	defer beside.Hold(filepath.Dir(path))()
	f, err := beside.Create(path)
	if err != nil {
		return writeError(path, err)
	}
	_, err = f.Write(text)
	if info, statErr := os.Stat(path); statErr == nil {
		err = errors.Join(err, f.Chmod(info.Mode().Perm()))
	}
	if err != nil {
		return errors.Join(writeError(path, err), f.Close(), beside.Remove(f.Name()))
	}
	unlock, err := lockText(path, old)
	if err != nil {
		return errors.Join(err, f.Close(), beside.Remove(f.Name()))
	}
	defer unlock()
	if old == nil { // unlike renaming, a link leaves alone what another has made meanwhile
		if err := os.Link(f.Name(), path); err == nil || errors.Is(err, fs.ErrExist) {
			return errors.Join(err, f.Sync(), f.Close(), beside.Remove(f.Name()))
		}
	}
	return beside.Place(f, path)
}

// lockText keeps others who change a file from it, if it still holds a text; [fs.ErrExist] if it
// does not, or if somebody else is at it. Nil is no file.
func lockText(path string, text []byte) (unlock func(), err error) {
	unlock = func() {}
	if text != nil {
		if unlock, err = beside.Lock(path); err != nil {
			return nil, fs.ErrExist
		}
	}
	now, err := readConfig(path)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		unlock()
		return nil, err
	case !bytes.Equal(now, text):
		unlock()
		return nil, fs.ErrExist
	}
	return unlock, nil
}

// clearBeside removes what a process that was stopped left beside a file.
func clearBeside(path string) {
	folder, name := filepath.Split(path)
	beside.Alone(folder, func() {
		entries, _ := os.ReadDir(folder) // what cannot be read is in nobody's way
		for _, e := range entries {
			if e.Name() == name+beside.Suffix || beside.IsOf(name, e.Name()) {
				_ = beside.Remove(filepath.Join(folder, e.Name()))
			}
		}
	})
}

// writeError says that a file could not be written, by its own name: that of the file beside it
// tells nobody anything.
func writeError(path string, err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	}
	return fmt.Errorf("write %q: %w", path, err)
}
