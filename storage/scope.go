package storage

import (
	"cmp"
	"errors"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/diff"
	"cards/storage/folders"

	"golang.org/x/text/unicode/norm"
)

// Scope limits what a command looks at. The zero Scope is the whole collection.
type Scope struct {
	Decks []string // names; each stands for the deck and all below it
	Paths []string // of files and folders, as in [Card.Path], in Normalization Form C

	// Cards are keys of cards that are in the scope beside those of Decks and Paths; nil for none.
	Cards map[deck.Key]bool

	// Unknown are the tags, decks and files that a query asks for and nothing has, if it means no
	// card.
	Unknown []UnknownName

	found   found  // the same with where they are asked from, of a query
	version uint64 // of the collection for which that holds
}

// Scope turns arguments of a command into a scope. An argument is the name of a deck if there is
// one, else a file or folder, relative to dir; "./name" never names a deck. A path that is in none
// of the collection's folders is an [*OutsideError], what is neither an [*UnknownDeckError].
func (c *cardOwner) Scope(args []string, dir string) (Scope, error) {
	var s Scope
	if len(args) == 0 {
		return s, nil
	}
	err := c.view(func(t *txn) error {
		s = Scope{}
		files, err := t.deckFiles()
		for _, arg := range args {
			if err == nil {
				err = c.addScope(&s, arg, dir, files)
			}
		}
		return err
	})
	if err != nil {
		return Scope{}, err
	}
	return s, nil
}

// addScope adds what one argument names.
func (c *cardOwner) addScope(s *Scope, arg, dir string, files map[fileID]*deckFile) error {
	whole := norm.NFC.String(arg)
	name := strings.Trim(whole, "/")
	for _, f := range files {
		if inDeck(f.deck, whole) {
			s.Decks = append(s.Decks, whole)
			return nil
		}
	}
	abs := arg
	if !filepath.IsAbs(arg) {
		abs = filepath.Join(dir, arg)
	}
	_, err := os.Stat(abs)
	switch {
	case err == nil:
		inside, err := c.inside(filepath.Clean(abs))
		if err != nil {
			return err
		}
		s.Paths = append(s.Paths, norm.NFC.String(folders.Path(c.root, inside)))
		return nil
	case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid):
		return err
	}
	for _, f := range files {
		if inDeck(f.deck, name) {
			s.Decks = append(s.Decks, name)
			return nil
		}
	}
	return &UnknownDeckError{Name: name, Near: nearDecks(name, files)}
}

// inside returns an absolute path as the collection has it: by the folder that it is in, which may
// have been reached by links.
func (c *cardOwner) inside(abs string) (string, error) {
	config, err := folders.ReadConfig(c.root)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(abs)
	if err != nil {
		return "", err
	}
	for _, root := range config.Roots(c.root) {
		if isBelow(abs, root) {
			return abs, nil
		}
		realRoot, err := filepath.EvalSymlinks(root)
		if err != nil {
			continue // it is gone, so nothing is in it
		}
		if isBelow(real, realRoot) {
			return filepath.Join(root, strings.TrimPrefix(real, realRoot)), nil
		}
	}
	return "", &OutsideError{Path: abs}
}

func isBelow(path, folder string) bool {
	separator := string(filepath.Separator)
	return path == folder || strings.HasPrefix(path, strings.TrimSuffix(folder, separator)+separator)
}

// inDeck says whether a deck is the named one or below it.
func inDeck(deck, name string) bool {
	return deck == name || strings.HasPrefix(deck, name) && deck[len(name)] == '/'
}

// nearDecks returns the names of decks, and of what decks are below, that a person may have meant:
// those that contain the name or differ in a few letters, whatever their case, the nearest first.
func nearDecks(name string, files map[fileID]*deckFile) []string {
	slips := make(map[string]int)
	want := []rune(strings.ToLower(name))
	most := min(2, len(want)/2) // of a short name hardly anything would be left
	for _, f := range files {
		for known := range upwards(f.deck) {
			has := strings.ToLower(known)
			base := has[strings.LastIndexByte(has, '/')+1:]
			n := min(diff.Edits(want, []rune(base), most), diff.Edits(want, []rune(has), most))
			switch {
			case len(want) == 0:
			case n <= most:
				slips[known] = n
			case strings.Contains(has, string(want)):
				slips[known] = most + 1
			}
		}
	}
	return slices.SortedFunc(maps.Keys(slips), func(a, b string) int {
		return cmp.Or(slips[a]-slips[b], strings.Compare(a, b))
	})
}

// upwards yields the name of a deck and all that it is below.
func upwards(deck string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for at := len(deck); at > 0 && yield(deck[:at]); {
			at = strings.LastIndexByte(deck[:at], '/')
		}
	}
}

// choice is the deck files of a scope.
type choice struct {
	files   []*deckFile // in the order of decks and paths
	sorted  []*deckFile // all of the collection, likewise
	all     map[fileID]*deckFile
	chosen  map[fileID]bool // whether it is so whole, and not only single cards of it
	paths   map[string]bool // see [pathSet]; empty with decks for the whole collection
	decks   []string
	orphans []deck.Key          // names of those among the single cards, sorted
	cards   map[deck.Key]fileID // names of single cards, and where they are asked from; nil for none
	notes   map[fileID][]int    // with single cards, in their order; nil if that is not known
}

// isMost says whether at least half of all files were chosen, and not single cards.
func (ch *choice) isMost() bool { return ch.cards == nil && 2*len(ch.files) >= len(ch.all) }

// choose returns the files of a scope.
func (t *queryTx) choose(s Scope) (*choice, error) {
	all, err := t.deckFiles()
	if err != nil {
		return nil, err
	}
	ch := &choice{
		all: all, sorted: t.inOrder(all), chosen: make(map[fileID]bool, len(all)),
		decks: s.Decks, paths: pathSet(s.Paths),
	}
	if err := t.chooseCards(ch, s); err != nil {
		return nil, err
	}
	for _, f := range ch.sorted {
		if ch.wants(f) {
			ch.chosen[f.id] = true
		}
		if ch.has(f.id) {
			ch.files = append(ch.files, f)
		}
	}
	return ch, nil
}

// chooseCards chooses single cards by their keys, and their files in part.
func (t *queryTx) chooseCards(ch *choice, s Scope) error {
	if s.Cards == nil {
		return nil
	}
	if s.found.files != nil && s.version == t.Version() {
		ch.cards, ch.orphans = s.found.files, slices.Clone(s.found.orphans)
		ch.notes = s.found.notes
		for _, file := range ch.cards {
			ch.chosen[file] = false
		}
		slices.SortFunc(ch.orphans, deck.Key.Compare)
		return nil
	}
	ch.cards = make(map[deck.Key]fileID, len(s.Cards))
	for k := range s.Cards {
		first, ok, err := t.askedFrom(k)
		if err != nil {
			return err
		}
		if ok {
			ch.cards[t.name(k)] = first.file
			ch.chosen[first.file] = false
		} else if name := t.name(k); t.Get(bucketOrphans, name[:]) != nil {
			ch.orphans = append(ch.orphans, name)
		}
	}
	slices.SortFunc(ch.orphans, deck.Key.Compare)
	ch.orphans = slices.Compact(ch.orphans)
	return nil
}

// askedFrom returns the place that a card is asked from, given by any of its keys; false if its
// text is gone.
func (t *queryTx) askedFrom(k deck.Key) (place, bool, error) {
	places, err := t.places(k)
	if err != nil {
		return place{}, false, err
	}
	if first, _, ok := asked(places); ok {
		return first, true, nil
	}
	s, err := t.state(t.name(k))
	if err != nil {
		return place{}, false, err
	}
	for _, other := range s.keys {
		if places, err = t.places(other); err != nil {
			return place{}, false, err
		}
		if first, _, ok := asked(places); ok {
			return first, true, nil
		}
	}
	return place{}, false, nil
}

func (ch *choice) isAll() bool { return len(ch.paths) == 0 && len(ch.decks) == 0 && ch.cards == nil }

func (ch *choice) wants(f *deckFile) bool {
	inAny := slices.ContainsFunc(ch.decks, func(name string) bool { return inDeck(f.deck, name) })
	return inAny || ch.hasPath(f.path)
}

// pathSet returns the paths of a scope, as in [Card.Path], without a slash at their ends: to look
// them up.
func pathSet(paths []string) map[string]bool {
	set := make(map[string]bool, len(paths))
	for _, p := range paths {
		set[cmp.Or(strings.TrimSuffix(p, "/"), "/")] = true
	}
	return set
}

// hasPath says whether a path, as in [Card.Path], is in the scope. On some systems the same file
// can be named in several forms of Unicode.
func (ch *choice) hasPath(path string) bool {
	if ch.isAll() {
		return true
	}
	if path = norm.NFC.String(path); ch.paths[path] || ch.paths["."] && holds(".", path) {
		return true
	}
	for i := range path {
		if path[i] == '/' && ch.paths[cmp.Or(path[:i], "/")] {
			return true
		}
	}
	return false
}

// holds says whether path is the file or folder at outer, or below it. Both are as in [Card.Path].
func holds(outer, path string) bool {
	if outer == "." {
		return !filepath.IsAbs(filepath.FromSlash(path))
	}
	return path == outer || strings.HasPrefix(path, strings.TrimSuffix(outer, "/")+"/")
}

// path returns that of the file of a spot.
func (ch *choice) path(s spot) string { return ch.all[s.file].path }

// has says whether a file is in the scope, or a card of it.
func (ch *choice) has(id fileID) bool {
	_, ok := ch.chosen[id]
	return ok
}

// hasCard says whether a card, given by its name, is in the scope.
func (ch *choice) hasCard(id fileID, name deck.Key) bool {
	if whole, ok := ch.chosen[id]; whole || !ok {
		return whole
	}
	_, ok := ch.cards[name]
	return ok
}

// mayHaveCards says whether a note of a file that the scope has can have cards of it.
func (ch *choice) mayHaveCards(id fileID, note int) bool {
	if ch.notes == nil || ch.chosen[id] {
		return true
	}
	_, ok := slices.BinarySearch(ch.notes[id], note)
	return ok
}
