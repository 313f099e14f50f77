package storage

import (
	"path"

	"cards/deck"
	"cards/storage/ahead"
	"cards/storage/folders"
	"cards/storage/wire"
)

// storeNew stores the text of deck files that are about to be made, before all is derived: their
// cards get their places with what the log says of them, not one by one in the next compile, which
// reads the files to see that they hold this, and compares the cards with those whose text is gone.
func (r *rewriter) storeNew(jobs *ahead.Pieces[[]*job]) error {
	defer jobs.End()
	var there storedFiles
	err := r.view(func(t *txn) (err error) {
		there, err = t.readStored()
		return err
	})
	if err != nil {
		return err
	}
	return jobs.Each(func(some []*job) error {
		return r.update(func(t *txn) error { return t.storeFiles(there, some) })
	})
}

// newFiles hands out the jobs of the new files of an import, which are made ahead.
type newFiles struct {
	files []FileChange
	begun *ahead.Pieces[[]*job] // nil: not begun
}

// begin begins to make the jobs if these are much work.
func (n *newFiles) begin() {
	size := 0
	for _, f := range n.files {
		size += len(f.After)
	}
	if size >= storedAtOnce {
		n.begun = ahead.Begin(jobsOf(n.files))
	}
}

// take returns the jobs, once more if they were taken.
func (n *newFiles) take() *ahead.Pieces[[]*job] {
	jobs := n.begun
	if n.begun = nil; jobs == nil {
		jobs = ahead.Begin(jobsOf(n.files))
	}
	return jobs
}

// end ends what was begun and not taken.
func (n *newFiles) end() {
	if n.begun != nil {
		n.begun.End()
		n.begun = nil // they may be large
	}
}

// storedAtOnce is how many bytes of new files are stored in one transaction, about.
const storedAtOnce = 1 << 20

// jobsOf returns what hands over the jobs of those of the files that are new, as many at once as
// are stored in one transaction.
func jobsOf(files []FileChange) func(give func([]*job) bool) error {
	return func(give func([]*job) bool) error {
		var some []*job
		size := 0
		for i := range files {
			f := files[i]
			files[i].Read = nil // what it holds may be much
			if f.Before != nil || f.After == nil || path.IsAbs(f.Path) || !folders.IsDeck(f.Path) {
				continue
			}
			some, size = append(some, jobOf(f)), size+len(f.After)
			if size >= storedAtOnce {
				if !give(some) {
					return nil
				}
				some, size = nil, 0
			}
		}
		if len(some) > 0 {
			give(some)
		}
		return nil
	}
}

// jobOf returns what a compile would store of a file that is not there yet.
func jobOf(f FileChange) *job {
	j := &job{found: folders.File{Path: f.Path, Name: f.Path}}
	j.file = &deckFile{
		path: f.Path, name: f.Path, parser: parserRules, hash: hashOf(f.After), young: true,
	}
	var read *deck.File
	if f.Read != nil {
		read = f.Read()
	}
	if read != nil {
		j.take(read)
	} else {
		j.parse(f.After)
	}
	return j
}

// storedFiles are the files that are stored, read once for many that are added.
type storedFiles struct {
	byID  map[fileID]*deckFile
	paths map[string]bool
}

// readStored reads the files that are stored.
func (t *fileTx) readStored() (there storedFiles, err error) {
	if there.byID, err = t.readDeckFiles(); err != nil {
		return there, err
	}
	there.paths = make(map[string]bool, len(there.byID))
	for _, f := range there.byID {
		there.paths[f.path] = true
	}
	return there, nil
}

// storeFiles stores new files and their texts.
func (t *fileTx) storeFiles(there storedFiles, some []*job) error {
	for _, j := range some {
		if err := t.storeFile(there, j); err != nil {
			return err
		}
	}
	return nil
}

// storeFile stores a new file and its text, unless it is known.
func (t *fileTx) storeFile(there storedFiles, j *job) error {
	if there.paths[j.file.path] {
		return nil
	}
	id, err := t.newFile(there.byID)
	if err != nil {
		return err
	}
	there.byID[id], there.paths[j.file.path] = j.file, true
	j.file.id, t.unmatched = id, true
	if err := t.Put(bucketFiles, id.bytes(), encodeDeckFile(j.file)); err != nil {
		return err
	}
	return t.Put(bucketNotes, id.bytes(), wire.Seal(id.bytes(), j.text.notes))
}

// newFile returns a number for a new file.
func (t *textTx) newFile(files map[fileID]*deckFile) (fileID, error) {
	n, err := t.Bucket(bucketFiles).NextSequence()
	for err == nil && files[fileID(n)] != nil { // the sequence may be what is damaged
		n, err = t.Bucket(bucketFiles).NextSequence()
	}
	return fileID(n), err
}
