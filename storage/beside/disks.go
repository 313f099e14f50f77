package beside

import (
	"os"
	"sync"
)

// Disks are the file systems on which many files are made, so that all of these are put on disk at
// once. The zero value has none. It is safe for concurrent use.
type Disks struct {
	lock sync.Mutex
	open []disk
}

// disk is one of them, by a folder on it that stays open: of what could not be written since it was
// opened, it is told.
type disk struct {
	device uint64
	folder *os.File
}

// Add takes in the file system that a folder is on, before files are made in it.
func (d *Disks) Add(folder *os.Root) error {
	info, err := folder.Stat(".")
	if err != nil {
		return err
	}
	device := deviceOf(info)
	d.lock.Lock()
	defer d.lock.Unlock()
	for i := range d.open {
		if d.open[i].device == device {
			return nil
		}
	}
	f, err := folder.Open(".")
	if err == nil {
		d.open = append(d.open, disk{device, f})
	}
	return err
}

// Sync puts on disk what was written there, by others too. It is for where [CanSync] says so.
func (d *Disks) Sync() error {
	for i := range d.open {
		if err := syncAll(d.open[i].folder); err != nil {
			return err
		}
	}
	return nil
}

// Close ends the use of them.
func (d *Disks) Close() {
	for i := range d.open {
		_ = d.open[i].folder.Close() // nothing is written by that
	}
	d.open = nil
}
