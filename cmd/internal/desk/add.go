package desk

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cards/deck"
	"cards/deck/edit"
	"cards/deck/printer"
	"cards/storage"
	"cards/storage/folders"
)

// SeveralError says that a name does not say which deck file is meant.
type SeveralError struct {
	Name  string
	Files []string // as in [storage.Card.Path]
}

// Error has the name; which files they are is for who words it.
func (e *SeveralError) Error() string { return fmt.Sprintf("%q names several decks", e.Name) }

// Destination returns the deck file that notes are added to, as in [storage.Card.Path], by the name
// of a deck or the path of a file, absolute or relative to dir. It need not be there yet: a path
// that ends in ".md", or a name that is like that of no deck, is that of a new file. Without a name
// it is the inbox. Errors are those of [storage.Collection.Scope], and [*SeveralError].
func Destination(
	store *storage.Collection, config folders.Config, name, dir string,
) (string, error) {
	if name == "" {
		return config.InboxPath(), nil
	}
	scope, err := store.Scope([]string{name}, dir)
	unknown, isUnknown := errors.AsType[*storage.UnknownDeckError](err)
	switch {
	case isUnknown && folders.IsDeck(name):
		return newDeck(store, config, absolute(name, dir))
	case isUnknown && len(unknown.Near) == 0 && filepath.IsLocal(filepath.FromSlash(name)):
		return newDeck(store, config, filepath.Join(store.Root(), filepath.FromSlash(name)+".md"))
	case err != nil:
		return "", err
	}
	if abs := absolute(name, dir); len(scope.Paths) == 1 && folders.IsDeck(abs) {
		return scope.Paths[0], nil
	}
	return oneDeck(store, scope, name)
}

func absolute(name, dir string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(dir, name)
}

// oneDeck returns the file of the deck that is meant by a name, which may be that of a folder too.
func oneDeck(store *storage.Collection, scope storage.Scope, name string) (string, error) {
	decks, err := store.DeckFiles(scope)
	if err != nil {
		return "", err
	}
	named := slices.DeleteFunc(slices.Clone(decks), func(d storage.DeckInfo) bool {
		return d.Name != strings.Trim(name, "/")
	})
	if len(named) != 1 {
		several := &SeveralError{Name: name}
		for _, d := range decks {
			several.Files = append(several.Files, d.Path)
		}
		return "", several
	}
	return named[0].Path, nil
}

// newDeck returns the name that the collection has for a file that is not there yet. It is an error
// if the file would not be seen.
func newDeck(store *storage.Collection, config folders.Config, abs string) (string, error) {
	roots := config.Roots(store.Root())
	for _, root := range roots {
		rel, err := filepath.Rel(root, abs)
		if err != nil || !filepath.IsLocal(rel) {
			continue
		}
		name := filepath.ToSlash(rel)
		if strings.HasPrefix(name, ".") || strings.Contains(name, "/.") || config.Ignores(name) {
			return "", fmt.Errorf("%q would not be a deck: "+
				"the collection ignores files with this name", name)
		}
		return folders.Path(store.Root(), abs), nil
	}
	return "", &storage.OutsideError{Path: filepath.Dir(abs)}
}

// NoteText returns a note as a deck has it, see [printer.Print]. One without a label is a cloze if
// it has a gap and no answer, else a question.
func NoteText(n deck.Note) (string, error) {
	if n.Label == 0 {
		n.Label = deck.Question
		if cloze := (deck.Note{Label: deck.Cloze, Prompt: n.Prompt}); n.Answer == "" {
			if _, err := printer.Print(cloze); err == nil {
				n.Label = deck.Cloze
			}
		}
	}
	return printer.Print(n)
}

// Add appends notes, as [printer.Print] returns them, to a deck file, which is made if it is not
// there. One undo takes them out again.
func Add(store *storage.Collection, now time.Time, file, notes string) error {
	change, err := Appended(store, file, notes)
	if err != nil {
		return err
	}
	return Rewrite(store, now, []storage.FileChange{change})
}

// Appended returns what [Add] does to the file.
func Appended(store *storage.Collection, file, notes string) (storage.FileChange, error) {
	change := storage.FileChange{Path: file}
	before, err := ReadDeck(folders.Abs(store.Root(), file))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return change, err
	}
	if err == nil {
		change.Before = before
	}
	change.After, err = edit.Append(before, notes)
	if err != nil {
		return change, fmt.Errorf("append to %q: %w", file, err)
	}
	return change, nil
}
