package subscribe

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/deck/shared"
	"cards/storage"
	"cards/storage/journal"
)

// Errors of an update.
var (
	ErrOtherAuthor = errors.New("it is signed with a different key from the one you trusted")
	ErrRollback    = errors.New("what is published is older than what is here")
)

// Fetched is a version of a deck that was fetched as far as it differs from what is here.
type Fetched struct {
	Manifest shared.Manifest
	source   Source
}

// Fetch reads what is published now.
func Fetch(ctx context.Context, s Source) (Fetched, error) {
	data, err := s.Get(ctx, ManifestName, shared.MaxManifest)
	if err != nil {
		return Fetched{}, err
	}
	m, err := shared.Read(data)
	return Fetched{m, s}, err
}

// Report is what an update came to.
type Report struct {
	Deck    *Deck
	From    int // version that was here; 0 for none
	Written int // files
	Removed int // files that the author has taken out
	Kept    []string
	Linked  int // texts that the author says are one card with one that was answered here
}

// Add subscribes to a deck whose author is trusted.
func (k *Kept) Add(ctx context.Context, c *storage.Collection, f Fetched,
	now time.Time,
) (Report, error) {
	d := &Deck{
		Name: f.Manifest.Name, URL: f.source.String(), Key: f.Manifest.Key,
		Folder: k.freeFolder(f.Manifest.Name),
		Files:  make(map[string]string),
	}
	k.Decks = append(k.Decks, d)
	return k.update(ctx, c, d, f, now)
}

// Update brings a deck to the version that is published. What was changed here stays.
func (k *Kept) Update(ctx context.Context, c *storage.Collection, d *Deck,
	now time.Time,
) (Report, error) {
	s, err := Open(d.URL)
	if err != nil {
		return Report{Deck: d}, err
	}
	f, err := Fetch(ctx, s)
	switch {
	case err != nil:
	case f.Manifest.Key != d.Key:
		err = ErrOtherAuthor
	case f.Manifest.Version < d.Version:
		err = fmt.Errorf("%w: version %d, version %d is here", ErrRollback,
			f.Manifest.Version, d.Version)
	}
	if err != nil || f.Manifest.Version == d.Version {
		return Report{Deck: d, From: d.Version}, err
	}
	return k.update(ctx, c, d, f, now)
}

// update is one update at work.
type update struct {
	*Kept
	c      *storage.Collection
	deck   *Deck
	root   *os.Root // of the deck's folder
	report Report

	changes []storage.FileChange // of deck files
	media   map[string][]byte    // nil removes
	theirs  map[string][]byte    // of what was changed here
}

func (k *Kept) update(
	ctx context.Context, c *storage.Collection, d *Deck, f Fetched, now time.Time,
) (Report, error) {
	folder := filepath.Join(k.root, filepath.FromSlash(d.Folder))
	collection, err := os.OpenRoot(k.root)
	if err != nil {
		return Report{}, err
	}
	defer collection.Close()
	if err := collection.MkdirAll(d.Folder, 0o755); err != nil { // a link that leads out is refused
		return Report{}, err
	}
	root, err := collection.OpenRoot(d.Folder)
	if err != nil {
		return Report{}, err
	}
	defer root.Close()
	u := &update{
		Kept: k, c: c, deck: d, root: root, report: Report{Deck: d, From: d.Version},
		media: make(map[string][]byte), theirs: make(map[string][]byte),
	}
	if err := u.plan(ctx, f); err != nil {
		return u.report, fmt.Errorf("update %q: %w", folder, err)
	}
	return u.report, u.apply(ctx, f.Manifest, now)
}

// plan fetches what the author has changed and decides what becomes of each file.
func (u *update) plan(ctx context.Context, f Fetched) error {
	for _, file := range f.Manifest.Files {
		if err := u.planFile(ctx, f, file); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(u.deck.Files)) {
		if !slices.ContainsFunc(f.Manifest.Files,
			func(file shared.File) bool { return file.Path == name }) {
			if err := u.decide(name, u.deck.Files[name], "", nil); err != nil {
				return err
			}
		}
	}
	return nil
}

func (u *update) planFile(ctx context.Context, f Fetched, file shared.File) error {
	base := u.deck.Files[file.Path]
	if base == file.SHA256 {
		return nil // the author has not changed it
	}
	name := fmt.Sprintf("%d/%s", f.Manifest.Version, file.Path)
	data, err := f.source.Get(ctx, name, file.Size)
	if err == nil && !file.Fits(data) {
		err = fmt.Errorf("%q is not what the author signed", name)
	}
	if err != nil {
		return err
	}
	if data == nil {
		data = []byte{}
	}
	return u.decide(file.Path, base, file.SHA256, data)
}

// decide decides what becomes of one file: base is its hash as the author had it, empty for none;
// data what the author has now, nil if it was removed.
func (u *update) decide(name, base, sum string, data []byte) error {
	ours, err := u.ours(name)
	if err != nil {
		return err
	}
	now := ""
	if ours != nil {
		now = shared.SumOf(ours)
	}
	switch {
	case now == sum:
	case now != base:
		u.theirs[name] = data
		u.report.Kept = append(u.report.Kept, path.Join(u.deck.Folder, name))
	case shared.IsDeck(name):
		u.count(data)
		u.changes = append(u.changes,
			storage.FileChange{Path: path.Join(u.deck.Folder, name), Before: ours, After: data})
	default:
		u.count(data)
		u.media[name] = data
	}
	return nil
}

// count counts a file that is to be written, or removed if data is nil.
func (u *update) count(data []byte) {
	if data == nil {
		u.report.Removed++
	} else {
		u.report.Written++
	}
}

// ours returns what a file holds here, nil if there is none. What is no plain file is refused.
func (u *update) ours(name string) ([]byte, error) {
	info, err := u.root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &shared.PathError{Path: name, Reason: "what is there is not a file"}
	}
	data, err := u.root.ReadFile(name)
	if data == nil {
		data = []byte{}
	}
	return data, err
}

// apply writes what was decided. The deck files with the author's links are one step, which one
// undo takes back.
func (u *update) apply(ctx context.Context, m shared.Manifest, now time.Time) error {
	links, taken, err := u.links(m)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(u.media)) {
		if err := u.writeMedium(name, u.media[name]); err != nil {
			return err
		}
	}
	for _, f := range u.changes {
		name := strings.TrimPrefix(f.Path, u.deck.Folder+"/")
		if err := u.root.MkdirAll(path.Dir(name), 0o755); err != nil { // a link that leads out is refused
			return err
		}
	}
	for name, data := range u.theirs {
		if err := u.keepTheirs(u.deck, name, data); err != nil {
			return err
		}
	}
	if len(u.changes)+len(links) > 0 {
		if err := desk.Rewrite(u.c, now, u.changes, links...); err != nil {
			return err
		}
	}
	u.report.Linked = len(links)
	d := u.deck
	d.Version, d.Name, d.Links = m.Version, m.Name, taken
	d.Files = make(map[string]string)
	for _, f := range m.Files {
		d.Files[f.Path] = f.SHA256
	}
	if err := u.write(); err != nil {
		return err
	}
	_, err = u.c.Compile(ctx, now)
	return err
}

func (u *update) writeMedium(name string, data []byte) error {
	if data == nil {
		return u.root.Remove(name)
	}
	if err := u.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	return u.root.WriteFile(name, data, 0o644)
}

// links returns what says that texts of the author are one card with texts that were answered here,
// and all links that were taken over by then. What was decided here of an earlier link stays.
func (u *update) links(m shared.Manifest) (links []journal.Body, taken []string, err error) {
	pairs, err := m.Pairs()
	if err != nil || len(pairs) == 0 {
		return nil, nil, err
	}
	names, err := u.answered()
	if err != nil {
		return nil, nil, err
	}
	before := make(map[string]bool)
	for _, l := range u.deck.Links {
		before[l] = true
	}
	for i, pair := range pairs {
		old, hasOld := names[pair[0]]
		recent, hasRecent := names[pair[1]]
		text := m.Links[i][0] + m.Links[i][1]
		if !hasOld || hasRecent && old == recent {
			continue
		}
		taken = append(taken, text)
		if !before[text] {
			p := journal.NewPair(pair[0], pair[1])
			links = append(links, journal.Linked{A: p.A, B: p.B, Reason: "the author of the deck says so"})
		}
	}
	return links, taken, nil
}

// answered returns the names of the cards that were answered, by all of their keys.
func (u *update) answered() (map[deck.Key]deck.Key, error) {
	names := make(map[deck.Key]deck.Key)
	err := u.c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		if !card.Newest.IsZero() {
			for _, k := range card.Keys {
				names[k] = card.ID
			}
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	orphans, err := u.c.Orphans()
	for _, o := range orphans {
		for _, k := range o.Keys {
			names[k] = o.ID
		}
	}
	return names, err
}

// Fingerprint returns what the words are made of by which people compare keys.
func Fingerprint(key string) []byte {
	const words = 12
	sum, err := hex.DecodeString(shared.SumOf([]byte(key)))
	if err != nil {
		return nil // it is a hash
	}
	return sum[:words]
}
