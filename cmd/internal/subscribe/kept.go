package subscribe

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cards/deck/shared"
	"cards/storage"
	"cards/storage/beside"
)

// Deck is a deck of somebody else that was subscribed to.
type Deck struct {
	Name    string            `json:"name"`
	URL     string            `json:"url"`
	Key     string            `json:"key"` // of the author, as it was trusted first
	Version int               `json:"version"`
	Folder  string            `json:"folder"`            // of the collection, with slashes
	Files   map[string]string `json:"files"`             // hash of each as the author has it, by its path in the deck
	Changed []string          `json:"changed,omitempty"` // files that were changed here and by the author
	Links   []string          `json:"links,omitempty"`   // of the author that were taken over
}

// Kept are the decks of a collection.
type Kept struct {
	Decks []*Deck `json:"decks"`
	root  string
}

// The names of what is kept beside the database.
const (
	keptFile     = "subscribed.json"
	theirsFolder = "theirs"
)

// Folder is where decks that were subscribed to are, below the collection's folder.
const Folder = "subscribed"

// Read reads which decks a collection has subscribed to.
func Read(root string) (*Kept, error) {
	k := &Kept{root: root}
	data, err := os.ReadFile(k.path())
	if errors.Is(err, fs.ErrNotExist) {
		return k, nil
	}
	if err == nil && json.Unmarshal(data, k) != nil {
		err = fmt.Errorf("%q: not what cards wrote", k.path())
	}
	return k, err
}

func (k *Kept) path() string { return filepath.Join(k.root, storage.Folder, keptFile) }

// write keeps the decks.
func (k *Kept) write() error {
	data, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		return err
	}
	defer beside.Hold(filepath.Dir(k.path()))()
	f, err := beside.Create(k.path())
	if err != nil {
		return err
	}
	if _, err = f.Write(append(data, '\n')); err != nil {
		return errors.Join(err, f.Close(), beside.Remove(f.Name()))
	}
	return beside.Place(f, k.path())
}

// Find returns the deck of that name, folder or address; nil if there is none.
func (k *Kept) Find(name string) *Deck {
	for _, d := range k.Decks {
		if d.Name == name || d.URL == name || d.Folder == name ||
			strings.TrimPrefix(d.Folder, Folder+"/") == name {
			return d
		}
	}
	return nil
}

// Remove forgets a deck. Its files stay, and are the collection's own from now on.
func (k *Kept) Remove(d *Deck) error {
	k.Decks = slices.DeleteFunc(k.Decks, func(other *Deck) bool { return other == d })
	return errors.Join(k.write(), os.RemoveAll(k.theirs(d, "")))
}

// FindFile returns the deck that a file is of, by its path in the collection, and its path in the
// deck.
func (k *Kept) FindFile(path string) (*Deck, string) {
	for _, d := range k.Decks {
		if name, ok := strings.CutPrefix(path, d.Folder+"/"); ok {
			return d, name
		}
	}
	return nil, ""
}

// theirs returns where the author's version of a file is kept that was changed here.
func (k *Kept) theirs(d *Deck, name string) string {
	return filepath.Join(k.root, storage.Folder, theirsFolder, filepath.FromSlash(d.Folder),
		filepath.FromSlash(name))
}

// Theirs returns the author's version of a file that was changed here and by the author: nil if the
// author has removed it.
func (k *Kept) Theirs(d *Deck, name string) ([]byte, error) {
	data, err := os.ReadFile(k.theirs(d, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// Settle notes that a file that was changed here was looked at: it is as it is to be until the
// author changes it again.
func (k *Kept) Settle(d *Deck, name string) error {
	d.Changed = slices.DeleteFunc(d.Changed, func(other string) bool { return other == name })
	return errors.Join(k.write(), beside.Remove(k.theirs(d, name)))
}

// keepTheirs keeps the author's version of a file; nil says that there is none any more.
func (k *Kept) keepTheirs(d *Deck, name string, data []byte) error {
	path := k.theirs(d, name)
	if !slices.Contains(d.Changed, name) {
		d.Changed = append(d.Changed, name)
		slices.Sort(d.Changed)
	}
	if data == nil {
		return beside.Remove(path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o600)
}

// freeFolder returns the folder for a new deck.
func (k *Kept) freeFolder(name string) string {
	slug := shared.Slug(name)
	folder := Folder + "/" + slug
	for n := 2; k.Find(folder) != nil; n++ {
		folder = fmt.Sprintf("%s/%s-%d", Folder, slug, n)
	}
	return folder
}
