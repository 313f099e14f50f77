package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Dir is a store in a folder, which something else may carry to other machines.
type Dir struct {
	root    *os.Root
	path    string
	traffic *Traffic
}

// OpenDir opens the store in a folder, which must be there: one that is not is a disk that is not
// mounted. What goes to and fro is counted in traffic.
func OpenDir(path string, traffic *Traffic) (*Dir, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, &UnreachableError{Err: err}
	}
	return &Dir{root, path, traffic}, nil
}

// Close closes the folder.
func (d *Dir) Close() error { return d.root.Close() }

// List implements [Store]. Names of other forms are those of what carries the folder.
func (d *Dir) List(ctx context.Context, prefix string) ([]Object, error) {
	d.traffic.Requests++
	var list []Object
	err := fs.WalkDir(d.root.FS(), path.Clean(prefix),
		func(name string, e fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil // it was removed meanwhile, or nothing was put yet
			case err != nil:
				return err
			case ctx.Err() != nil:
				return ctx.Err()
			case !e.Type().IsRegular() || strings.HasSuffix(name, unfinished):
				return nil
			}
			info, err := e.Info()
			if err != nil {
				return ignoreMissing(err)
			}
			list = append(list, Object{name, info.Size()})
			return nil
		})
	return list, d.unreachable(ctx, err)
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (d *Dir) unreachable(ctx context.Context, err error) error {
	if err == nil || ctx.Err() != nil {
		return errors.Join(ctx.Err())
	}
	return &UnreachableError{Err: err}
}

// closed says of an error of writing why the folder takes nothing, without the name of a file that
// tells people nothing.
func (d *Dir) closed(ctx context.Context, err error) error {
	if err == nil || ctx.Err() != nil {
		return errors.Join(ctx.Err())
	}
	if of, ok := errors.AsType[*fs.PathError](err); ok {
		err = of.Err
	}
	return &UnreachableError{Err: err, Closed: true}
}

// Get implements [Store].
func (d *Dir) Get(ctx context.Context, name string, most int64) ([]byte, error) {
	d.traffic.Requests++
	info, err := d.root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%q: %w", name, ErrNone)
	case err == nil && !info.Mode().IsRegular(): // a pipe would keep who opens it
		return nil, fmt.Errorf("%q: %w", name, ErrNone)
	case err != nil:
		return nil, d.unreachable(ctx, err)
	}
	f, err := d.root.Open(name)
	if err != nil {
		return nil, d.unreachable(ctx, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	d.traffic.Bytes += int64(len(data))
	if int64(len(data)) > most {
		return nil, &TooLargeError{name, most}
	}
	return data, d.unreachable(ctx, err)
}

// unfinished ends the names of files that are being written.
const unfinished = ".new"

// Put implements [Store]: the file is on disk before it has its name.
func (d *Dir) Put(ctx context.Context, name string, data []byte) error {
	d.traffic.Requests++
	d.traffic.Bytes += int64(len(data))
	return d.closed(ctx, d.put(name, data))
}

func (d *Dir) put(name string, data []byte) error {
	folder := path.Dir(name)
	if err := d.root.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	beside := path.Join(folder, "."+rand.Text()+unfinished)
	f, err := d.root.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = d.root.Rename(beside, name)
	}
	if err != nil {
		_ = d.root.Remove(beside) // it is in nobody's way
		return err
	}
	return d.sync(folder)
}

// sync brings the names in a folder to the disk.
func (d *Dir) sync(folder string) error {
	f, err := d.root.Open(folder)
	if err != nil {
		return err
	}
	_ = f.Sync() // there are systems that cannot sync folders
	return f.Close()
}

// Delete implements [Store].
func (d *Dir) Delete(ctx context.Context, name string) error {
	d.traffic.Requests++
	return d.unreachable(ctx, ignoreMissing(d.root.Remove(name)))
}

// String returns the path of the folder.
func (d *Dir) String() string { return filepath.Clean(d.path) }
