package importer

import (
	"os"
	"path"
)

// openDir is the folder of the file that was worked on last, below a root. It stays open for the
// next: to open all folders that lead to a small file takes longer than the file itself.
type openDir struct {
	below *os.Root
	// opened is called with each folder that is opened, unless it is nil.
	opened func(*os.Root) error
	name   string
	root   *os.Root // nil before the first, and behind one that could not be opened
}

// of returns the folder of a file, and the file's name in it. The folder is good until the next
// call.
func (d *openDir) of(file string) (root *os.Root, name string, err error) {
	dir, name := path.Split(file)
	if d.root != nil && d.name == dir {
		return d.root, name, nil
	}
	d.close()
	if dir == "" {
		d.root = d.below
	} else if d.root, err = d.below.OpenRoot(dir); err != nil {
		d.root = nil
		return nil, name, err
	}
	d.name = dir
	if d.opened != nil {
		err = d.opened(d.root)
	}
	return d.root, name, err
}

func (d *openDir) close() {
	if d.root != nil && d.root != d.below {
		_ = d.root.Close() // nothing is written by that
	}
	d.root = nil
}
