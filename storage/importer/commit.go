package importer

import (
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"

	"cards/storage"
)

// writing puts what an import has planned into the collection.
type writing struct {
	ctx        context.Context
	collection *storage.Collection
	plan       *plan
	reports    []*Report // of files that could not be put in their places, they say so
	now        time.Time
}

// commit writes what is planned: the texts beside their files, then the log, then the files. A
// process that is stopped before the log is written has done nothing; one that is stopped after it
// leaves texts that the next import puts in their places.
func (w *writing) commit(run storage.Run, events iter.Seq2[[]byte, error]) (err error) {
	files := slices.Sorted(maps.Keys(w.plan.changes))
	defer func() { err = errors.Join(err, w.dropStaged()) }()
	media, err := w.addMedia()
	defer func() {
		if err != nil {
			for _, name := range media {
				err = errors.Join(err, w.plan.target.root.Remove(name))
			}
		}
	}()
	if err != nil {
		return err
	}
	if err := errors.Join(w.stageAll(files), w.ctx.Err()); err != nil {
		return err
	}
	for _, file := range files {
		c := w.plan.changes[file]
		run.Files = append(run.Files,
			storage.FileChange{Path: file, Before: c.before, After: c.after, Read: c.read})
		c.read = nil
	}
	ran, err := w.collection.Import(run, events, w.now)
	if err != nil {
		return err
	}
	return w.placeAll(files, ran)
}

// addMedia writes the media that sources hold, and returns the names of those that were not there.
func (w *writing) addMedia() (added []string, err error) {
	for _, m := range w.plan.media {
		same, err := w.plan.target.has(m.Path, m.Open)
		if err == nil && !same {
			err = w.plan.target.write(m.Path, m.Open)
			added = append(added, m.Path)
		}
		if err = errors.Join(err, w.ctx.Err()); err != nil {
			return added, err
		}
	}
	return added, nil
}

// placeAll puts the staged texts in the places of their files. If one cannot be put there, the run
// is taken back.
func (w *writing) placeAll(files []string, ran storage.Ran) error {
	var lock sync.Mutex
	below := openDir{below: w.plan.target.root}
	err := eachFile(below, files, func(in *openDir, file string) error {
		err := w.plan.target.place(in, w.plan.changes[file], file)
		if err != nil {
			lock.Lock()
			defer lock.Unlock()
			w.failed(file, err)
		}
		return err
	})
	if err != nil {
		return errors.Join(err, w.takeBack(ran))
	}
	return nil
}

// failed reports a file that could not be put in its place.
func (w *writing) failed(file string, err error) {
	for _, r := range w.reports {
		if r.File == file {
			r.refuse(0, err)
			r.Cards, r.Notes = []Card{}, 0
		}
	}
}

// takeBack takes back the run: a file has changed while it was planned.
func (w *writing) takeBack(ran storage.Ran) error {
	if ran.Step.IsZero() {
		return nil
	}
	_, err := w.collection.Undo(ran.Step, w.now)
	return err
}
