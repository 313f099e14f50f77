// Package backup owns the copies of a review log that lie in the folder backups of a collection:
// what is in such a file, whether it is whole, and which of them are kept. When one is made, and of
// what, is the business of package storage.
package backup

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cards/storage/beside"
	"cards/storage/journal"
)

// Suffix ends the names of backups.
const Suffix = ".backup"

// nameLayout is what a name begins with: when the backup was made, in UTC. File systems lose times.
const nameLayout = "2006-01-02T15-04-05Z"

// Info is what a backup says of itself.
type Info struct {
	Name    string    // of the file, in its folder
	Made    time.Time // when
	Events  int       // of the log
	Reviews int       // of these, answers
	Newest  journal.ID
	Size    int64 // of the file, in bytes
	// Err says why the file is none, or was not written to its end; nil for all that is seen at a
	// glance. [Verify] reads all of it.
	Err error
}

// BrokenError says that a backup cannot be used.
type BrokenError struct {
	Path string
	Err  error
}

func (e *BrokenError) Error() string { return fmt.Sprintf("backup %q is damaged: %v", e.Path, e.Err) }

// Unwrap returns the cause.
func (e *BrokenError) Unwrap() error { return e.Err }

// ErrNone says that there is no such backup.
var ErrNone = errors.New("no such backup")

// List returns the backups in a folder, the oldest first; none if there is no such folder.
func List(folder string) ([]Info, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	var list []Info
	for _, e := range entries {
		if e.Type().IsRegular() && strings.HasSuffix(e.Name(), Suffix) &&
			!strings.HasPrefix(e.Name(), ".") {
			list = append(list, At(filepath.Join(folder, e.Name())))
		}
	}
	Sort(list)
	return list, err
}

// Sort orders backups by when they were made, those of one instant by the numbers in their names.
func Sort(list []Info) {
	slices.SortFunc(list, func(a, b Info) int {
		return cmp.Or(a.Made.Compare(b.Made), cmp.Compare(len(a.Name), len(b.Name)),
			cmp.Compare(a.Name, b.Name))
	})
}

// Find returns the one of some backups that a name, or the beginning of only one name, means;
// [ErrNone] if there is none.
func Find(list []Info, name string) (Info, error) {
	var found []Info
	for _, b := range list {
		if b.Name == name || b.Name == name+Suffix {
			return b, nil
		}
		if name != "" && strings.HasPrefix(b.Name, name) {
			found = append(found, b)
		}
	}
	switch len(found) {
	case 0:
		return Info{}, fmt.Errorf("%q: %w", name, ErrNone)
	case 1:
		return found[0], nil
	}
	return Info{}, fmt.Errorf("%q begins the names of %d backups", name, len(found))
}

// At reads what a backup begins with.
func At(path string) Info {
	info := Info{Name: filepath.Base(path)}
	info.Made, _ = time.Parse(nameLayout, info.Name[:min(len(nameLayout), len(info.Name))]) // it may be named by hand
	f, err := beside.Open(path)
	if err != nil {
		info.Err = err
		return info
	}
	defer f.Close()
	if stat, err := f.Stat(); err == nil {
		info.Size = stat.Size()
	}
	h, err := readHead(f)
	if err != nil {
		info.Err = &BrokenError{Path: path, Err: err}
		return info
	}
	info.Made, info.Events, info.Reviews, info.Newest = h.made, h.events, h.reviews, h.newest
	return info
}

// Newest returns the newest backup in a folder that is whole, and reads all of it for that; false
// if there is none. One made later than now was made by a clock that was ahead, perhaps long ago:
// it comes after all others.
func Newest(folder string, now time.Time) (Info, bool, error) {
	list, err := List(folder)
	made := slices.DeleteFunc(slices.Clone(list), func(b Info) bool { return b.Made.After(now) })
	for _, some := range [][]Info{made, list} {
		for _, b := range slices.Backward(some) {
			if b.Err == nil && Verify(filepath.Join(folder, b.Name)) == nil {
				return b, true, err
			}
		}
	}
	return Info{}, false, err
}
