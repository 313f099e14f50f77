// Package beside owns the files that are being made under names of their own before they take their
// places, so that whatever stops the program there is a whole file or none. Who makes one holds its
// folder meanwhile; what is found with the folder held by nobody was left by a process that is
// gone.
package beside

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Suffix ends the names of files that are being made.
const Suffix = ".new"

// IsOf says whether a name is of a file that is being made for the place of another: its name, a
// part that no other has, and [Suffix].
func IsOf(place, name string) bool {
	middle, ok := strings.CutPrefix(name, place+".")
	return ok && strings.HasSuffix("."+middle, Suffix)
}

// Hold says that this process makes files in a folder, until release. Where folders cannot be held,
// it does nothing.
func Hold(folder string) (release func()) {
	d, err := os.Open(folder)
	if err != nil {
		return func() {} // whoever makes a file there will say it
	}
	if err := share(d); err != nil {
		_ = d.Close()
		return func() {}
	}
	return func() { _ = d.Close() }
}

// Create makes an empty file beside a path, in a folder that is held.
func Create(path string) (*os.File, error) {
	return os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*"+Suffix)
}

// Place gives a file the path that it was made for, on disk.
func Place(f *os.File, path string) error {
	err := errors.Join(f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, Remove(f.Name()))
	}
	return nil
}

// Remove removes a file, if it is there.
func Remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Alone runs do while nobody else holds a folder; if somebody does, or if it cannot be known, it
// does not.
func Alone(folder string, do func()) {
	d, err := os.Open(folder)
	if err != nil {
		return
	}
	defer d.Close()
	if seize(d) == nil {
		do()
	}
}

// Lock takes the lock of a file that is at a path, if nobody has it. Where files cannot be locked,
// it goes without.
func Lock(path string) (unlock func(), err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if err := seize(f); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		_ = f.Close()
		return nil, err
	}
	opened, err := f.Stat()
	if err == nil {
		var there fs.FileInfo
		if there, err = os.Stat(path); err == nil && !os.SameFile(opened, there) {
			err = fs.ErrNotExist
		}
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return func() { _ = f.Close() }, nil
}

// ErrSpecial says that something is no regular file.
var ErrSpecial = errors.New("it is not a regular file")

// Open opens a regular file for reading. What is none is not opened: a pipe would wait for someone
// to write into it, for ever.
func Open(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: path, Err: ErrSpecial}
	}
	return os.Open(path)
}
