package importer

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"path"
	"sync"
	"sync/atomic"

	"cards/storage/beside"
	"cards/storage/folders"
)

// dropStaged removes the texts that are staged still.
func (w *writing) dropStaged() (err error) {
	for _, c := range w.plan.changes {
		if c.staged == "" {
			continue
		}
		if rerr := w.plan.target.root.Remove(c.staged); !errors.Is(rerr, fs.ErrNotExist) {
			err = errors.Join(err, rerr)
		}
	}
	return err
}

// syncedTogether is from how many texts on they are put on disk all at once: each by itself takes a
// write of the disk's own, and all at once may wait for what others write.
const syncedTogether = 32

// stageAll writes texts beside their files, and puts them on disk.
func (w *writing) stageAll(files []string) error {
	var disks beside.Disks
	defer disks.Close()
	in := openDir{below: w.plan.target.root}
	together := len(files) >= syncedTogether && beside.CanSync()
	if together {
		in.opened = disks.Add
	}
	err := eachFile(in, files, func(in *openDir, file string) error {
		return cmp.Or(w.ctx.Err(), w.plan.target.stage(in, w.plan.changes[file], file, !together))
	})
	if err != nil || !together {
		return err
	}
	return disks.Sync()
}

// filesAtOnce is how many files are worked on at a time: waiting for the disk is most of it.
const filesAtOnce = 8

// eachFile calls do with the names of files below a folder, with some at a time, until one of them
// fails: what keeps one from being written may keep all, so one error is enough.
func eachFile(below openDir, files []string, do func(*openDir, string) error) error {
	const some = 16 // that follow one another: most are in one folder
	errs := make([]error, min(filesAtOnce, (len(files)+some-1)/some))
	var group sync.WaitGroup
	var taken atomic.Int64
	var failed atomic.Bool
	for i := range errs {
		group.Go(func() {
			in := below
			defer in.close()
			for to := int(taken.Add(some)); to-some < len(files); to = int(taken.Add(some)) {
				for _, file := range files[to-some : min(to, len(files))] {
					if failed.Load() {
						return
					}
					if errs[i] = do(&in, file); errs[i] != nil {
						failed.Store(true)
						return
					}
				}
			}
		})
	}
	group.Wait()
	return cmp.Or(errs...)
}

// stage writes the text that a file gets beside it, and puts it on disk if it is to be synced alone.
func (t target) stage(in *openDir, c *change, file string, alone bool) error {
	if path.IsAbs(file) {
		return nil // in a further folder
	}
	dir, name, err := in.of(file)
	if errors.Is(err, fs.ErrNotExist) {
		if err = t.root.MkdirAll(path.Dir(file), 0o755); err == nil {
			dir, name, err = in.of(file)
		}
	}
	if err != nil {
		return cause(err)
	}
	staged, f, err := createBeside(dir, name)
	if err != nil {
		return cause(err)
	}
	c.staged = path.Join(path.Dir(file), staged)
	_, err = f.Write(c.after)
	if c.before != nil {
		if info, serr := dir.Stat(name); serr == nil {
			err = errors.Join(err, f.Chmod(info.Mode().Perm()))
		}
	}
	if alone {
		err = errors.Join(err, f.Sync())
	}
	return errors.Join(err, f.Close())
}

// place puts a staged text in the place of its file, if that is as it was when it was planned.
func (t target) place(in *openDir, c *change, file string) error {
	if c.staged == "" {
		return folders.WriteDeck(file, c.after)
	}
	dir, name, err := in.of(file)
	if err != nil {
		return cause(err)
	}
	staged := path.Base(c.staged)
	if c.before == nil {
		if err := publish(dir, staged, name); err != nil {
			return err
		}
		if err := dir.Remove(staged); err == nil || errors.Is(err, fs.ErrNotExist) {
			c.staged = ""
		}
		return nil
	}
	now, err := t.readIn(file)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, c.before) {
		return errMeanwhile
	}
	return cause(dir.Rename(staged, name))
}

var errMeanwhile = errors.New("the deck was changed in the meantime")
