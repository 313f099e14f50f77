package importer

import (
	"bytes"
	"crypto/rand"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"cards/storage/beside"
	"cards/storage/folders"
)

// target is the collection that files are copied into. Names are paths below it with slashes.
type target struct {
	root   *os.Root
	config folders.Config
	dry    bool
	known  map[string]error // folders: what is wrong with them, nil for nothing
	absent map[string]bool  // folders that were not there, so that nothing is in them
}

// content opens what a file is to hold.
type content func() (io.ReadCloser, error)

// has says whether a file is there already. It is an error if another one is in its place, or if it
// would not be seen there as part of the collection.
func (t target) has(name string, c content) (bool, error) {
	if err := t.fits(name); err != nil {
		return false, err
	}
	info, err := t.root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, cause(err)
	case info.Mode().IsRegular():
		if same, err := t.equal(name, c); same || err != nil {
			return same, err
		}
	}
	return false, errExists
}

var errExists = errors.New("another file of that name is in the collection")

// fits says what is wrong with a place for a file.
func (t target) fits(name string) error {
	if strings.HasPrefix(name, ".") || strings.Contains(name, "/.") {
		return ErrHidden
	}
	if t.config.Ignores(name) {
		return errors.New("the configuration of the collection ignores it")
	}
	dir := path.Dir(name)
	err, known := t.known[dir]
	if !known {
		err = t.foldersFit(dir)
		if t.absent[dir] = errors.Is(err, fs.ErrNotExist); t.absent[dir] {
			err = nil
		}
		t.known[dir] = err
	}
	return err
}

// foldersFit says what is wrong with a folder, or with one that it is in; [fs.ErrNotExist] if it is
// not there.
func (t target) foldersFit(dir string) error {
	if dir == "." {
		return nil
	}
	for end, c := range dir + "/" {
		if c != '/' {
			continue
		}
		if err := t.folderFits(dir[:end]); err != nil {
			return err
		}
	}
	return nil
}

func (t target) folderFits(dir string) error {
	info, err := t.root.Lstat(dir)
	switch {
	case err != nil:
		return cause(err)
	case info.Mode()&fs.ModeSymlink != 0:
		return fmt.Errorf("%q in the collection: %w", dir, folders.ErrLink)
	case !info.IsDir():
		return fmt.Errorf("%q in the collection is not a folder", dir)
	}
	if _, err := t.root.Lstat(path.Join(dir, folders.Folder)); err == nil {
		return fmt.Errorf("%q %w", dir, folders.ErrCollection)
	}
	return nil
}

// equal says whether a file holds that content.
func (t target) equal(name string, c content) (bool, error) {
	there, err := t.root.Open(name)
	if err != nil {
		return false, cause(err)
	}
	defer there.Close()
	wanted, err := c()
	if err != nil {
		return false, cause(err)
	}
	defer wanted.Close()
	a, b := make([]byte, 1<<16), make([]byte, 1<<16)
	for {
		n, aerr := io.ReadFull(there, a)
		m, berr := io.ReadFull(wanted, b)
		if !bytes.Equal(a[:n], b[:m]) {
			return false, nil
		}
		if err := errors.Join(readError(aerr), readError(berr)); err != nil || aerr != nil {
			return err == nil, err
		}
	}
}

// readError returns an error that is not the end of a file.
func readError(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF { //nolint:errorlint // io.ReadFull returns them as they are
		return nil
	}
	return err
}

// write makes a file, whole or not at all, and never in the place of another: it is written beside,
// synced and linked.
func (t target) write(name string, c content) error {
	if t.dry {
		return nil
	}
	if err := t.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return cause(err)
	}
	clear(t.absent)
	staged, f, err := createBeside(t.root, name)
	if err != nil {
		return cause(err)
	}
	err = fill(f, c)
	if err == nil {
		err = publish(t.root, staged, name)
	}
	if errors.Is(err, errExists) { // made meanwhile, perhaps by another import of the same
		if same, _ := t.has(name, c); same {
			err = nil
		}
	}
	if rerr := t.root.Remove(staged); !errors.Is(rerr, fs.ErrNotExist) {
		err = errors.Join(err, rerr)
	}
	return err
}

// createBeside makes a hidden file in the folder of another one, under a name that no other has.
func createBeside(root *os.Root, name string) (string, *os.File, error) {
	for {
		staged := path.Join(path.Dir(name), folders.Staged+rand.Text()+beside.Suffix)
		f, err := root.OpenFile(staged, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if !errors.Is(err, fs.ErrExist) {
			return staged, f, err
		}
	}
}

func fill(f *os.File, c content) error {
	r, err := c()
	if err != nil {
		return errors.Join(cause(err), f.Close())
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, r.Close(), f.Sync(), f.Close())
}

// publish gives a file its name, unless there is one of that name.
func publish(root *os.Root, staged, name string) error {
	err := root.Link(staged, name)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		// There are file systems without links. There another program has an instant to make a file of
		// that name.
		err = fs.ErrExist
		if _, lerr := root.Lstat(name); errors.Is(lerr, fs.ErrNotExist) {
			err = root.Rename(staged, name)
		}
	}
	if errors.Is(err, fs.ErrExist) {
		return errExists
	}
	return cause(err)
}

// readIn returns the text of a deck file of the collection.
func (t target) readIn(file string) ([]byte, error) {
	if path.IsAbs(file) {
		return os.ReadFile(file)
	}
	if t.absent[path.Dir(file)] {
		return nil, fs.ErrNotExist
	}
	info, err := t.root.Lstat(file)
	if err != nil {
		return nil, cause(err)
	}
	if !info.Mode().IsRegular() {
		return nil, errExists
	}
	data, err := t.root.ReadFile(file)
	return data, cause(err)
}

// placeFor is [source.Input.Place]: a file of a name that another one has gets its hash into the
// name.
func (t target) placeFor(name string, c func() (io.ReadCloser, error)) (string, error) {
	_, err := t.has(name, c)
	if !errors.Is(err, errExists) {
		return name, err
	}
	r, err := c()
	if err != nil {
		return "", err
	}
	h := sha1.New()
	_, err = io.Copy(h, r)
	if err = errors.Join(err, r.Close()); err != nil {
		return "", err
	}
	ext := path.Ext(name)
	name = strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(h.Sum(nil)) + ext
	_, err = t.has(name, c)
	return name, err
}
