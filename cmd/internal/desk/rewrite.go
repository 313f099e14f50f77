package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
)

// ErrChanged is returned if a deck file is not what it was when a command looked at it.
var ErrChanged = errors.New("it was changed in the meantime; nothing was written")

// Rewrite gives deck files new texts, with the events that belong to that, as one step that one
// undo takes back. Each file is written whole or not at all; if one cannot be, those before it get
// their old text back. The files that stay as they are need not be among those given.
func Rewrite(
	store *storage.Collection, now time.Time, files []storage.FileChange, bodies ...journal.Body,
) error {
	for _, f := range files {
		data, err := ReadDeck(folders.Abs(store.Root(), f.Path))
		if err != nil && !(f.Before == nil && errors.Is(err, fs.ErrNotExist)) {
			return err
		}
		if !bytes.Equal(data, f.Before) {
			return fmt.Errorf("write %q: %w", f.Path, ErrChanged)
		}
	}
	if _, err := store.Change(now, files, bodies...); err != nil {
		return err
	}
	for _, f := range files {
		if err := folders.WriteDeck(folders.Abs(store.Root(), f.Path), f.After); err != nil {
			_, undoErr := store.Undo(journal.ID{}, now)
			return errors.Join(fmt.Errorf("write %q: %w", f.Path, err), undoErr)
		}
	}
	return nil
}

// ReadDeck reads a deck file that is small enough to be one.
func ReadDeck(path string) ([]byte, error) {
	return folders.ReadFile(context.Background(), path, folders.MaxDeck)
}
