package storage

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"

	"cards/deck"
	"cards/srs"
	"cards/storage/wire"
)

// placing is the part of a compile that finds out which keys are where now.
type placing struct {
	*txn
	files map[fileID]*deckFile // as they are after the compile
	anew  map[fileID]bool      // files whose places are all found anew
	again map[spot]bool        // notes of other files whose places are found anew; without the card
	next  map[deck.Key][]place // the places found anew, by all keys that have or had one
	ids   map[string][]spot    // explicit ids that may have changed, and where they are in the files anew
	owner map[string]spot      // the note that an explicit id names
	texts map[fileID]*outline  // of the files anew

	orphans bool // there were some before the compile
}

func newPlacing(t *txn, files map[fileID]*deckFile) *placing {
	return &placing{
		txn: t, files: files, anew: make(map[fileID]bool), again: make(map[spot]bool), next: make(map[deck.Key][]place),
		ids: make(map[string][]spot), owner: make(map[string]spot), texts: make(map[fileID]*outline),
		orphans: t.hasOrphans(),
	}
}

func (p *placing) path(id fileID) string { return p.files[id].path }

// compile brings what is stored up to date with the plan.
func (t *txn) compile(plan *plan) error {
	files, err := t.deckFiles()
	if err != nil {
		return err
	}
	p := newPlacing(t, files)
	if err := p.apply(plan); err != nil {
		return err
	}
	if err := p.placeIDs(); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(p.texts)) {
		p.placeFile(id)
	}
	if err := t.putProblems(plan.problems); err != nil {
		return err
	}
	if err := p.moveAll(); err != nil {
		return err
	}
	return t.flush()
}

// apply stores the files and gathers which of them have to be placed anew.
func (p *placing) apply(plan *plan) error {
	byPath := make(map[string]*deckFile, len(p.files))
	for _, f := range p.files {
		byPath[f.path] = f
	}
	for _, f := range plan.gone {
		if f := byPath[f.path]; f != nil {
			if err := p.remove(f); err != nil {
				return err
			}
		}
	}
	for _, f := range plan.held {
		if known := byPath[f.path]; known != nil {
			if err := p.replace(known, f, nil); err != nil {
				return err
			}
		}
	}
	for _, j := range plan.jobs {
		if err := p.replace(byPath[j.file.path], j.file, j.content); err != nil {
			return err
		}
	}
	return nil
}

// remove forgets a file.
func (p *placing) remove(f *deckFile) error {
	if err := p.leaveFile(f); err != nil {
		return err
	}
	delete(p.files, f.id)
	if err := p.Delete(bucketNotes, f.id.bytes()); err != nil {
		return err
	}
	return p.Delete(bucketFiles, f.id.bytes())
}

// replace stores a file in the place of what was known of it, which may be nil. Without content it is the one stored.
func (p *placing) replace(known, f *deckFile, c *content) error {
	if c == nil && (known == nil || known.hash != f.hash) {
		return nil // another process removed it meanwhile, or stored another text; the next compile reads it
	}
	if known == nil {
		n, err := p.Bucket(bucketFiles).NextSequence()
		if err != nil {
			return err
		}
		f.id = fileID(n)
	} else {
		f.id = known.id
	}
	p.files[f.id] = f
	if err := p.Put(bucketFiles, f.id.bytes(), encodeDeckFile(f)); err != nil {
		return err
	}
	if known != nil {
		if c == nil && (known.problem == "") == (f.problem == "") {
			return nil
		}
		if err := p.leaveFile(known); err != nil {
			return err
		}
	}
	if c == nil {
		var err error
		if c, err = p.content(f.id); err != nil {
			return err
		}
	} else if err := p.Put(bucketNotes, f.id.bytes(), encodeContent(f.id, c)); err != nil {
		return err
	}
	p.enterFile(f.id, outlineOf(c))
	return nil
}

// leaveFile gathers the keys and ids that a file had.
func (p *placing) leaveFile(f *deckFile) error {
	p.anew[f.id] = true
	c, err := p.content(f.id)
	if err != nil {
		return err
	}
	touch := func(k deck.Key) {
		if _, ok := p.next[k]; !ok {
			p.next[k] = nil
		}
	}
	for _, n := range c.notes {
		for _, card := range n.Cards {
			touch(card.Key)
		}
		if _, ok := p.ids[n.ID]; !ok && n.ID != "" {
			p.ids[n.ID] = nil
		}
	}
	for _, k := range c.broken {
		touch(k)
	}
	return nil
}

// enterFile gathers the ids of a file that is to be placed.
func (p *placing) enterFile(id fileID, o *outline) {
	p.anew[id] = true
	p.texts[id] = o
	for i, n := range o.notes {
		if n.id != "" {
			p.ids[n.id] = append(p.ids[n.id], spot{file: id, note: uint32(i)})
		}
	}
}

// outline is what placing needs of the text of a file: the text of many is too much to hold.
type outline struct {
	notes  []noteOutline
	broken []deck.Key
}

type noteOutline struct {
	id    string
	draft bool
	keys  []deck.Key // of its cards
}

func outlineOf(c *content) *outline {
	o := &outline{notes: make([]noteOutline, len(c.notes)), broken: c.broken}
	n := 0
	for i := range c.notes {
		n += len(c.notes[i].Cards)
	}
	keys := make([]deck.Key, 0, n)
	for i := range c.notes {
		o.notes[i], keys = noteOutlineOf(&c.notes[i], keys)
	}
	return o
}

// noteOutlineOf appends the keys of a note to others and returns all of them.
func noteOutlineOf(n *deck.Note, keys []deck.Key) (noteOutline, []deck.Key) {
	start := len(keys)
	for i := range n.Cards {
		keys = append(keys, n.Cards[i].Key)
	}
	return noteOutline{id: n.ID, draft: n.Draft, keys: keys[start:len(keys):len(keys)]}, keys
}

// placeIDs finds which notes the ids name now. Where that may make a note of another file appear or vanish, it is placed
// again.
func (p *placing) placeIDs() error {
	for _, id := range slices.Sorted(maps.Keys(p.ids)) {
		old, err := p.notesWithID(id)
		if err != nil {
			return err
		}
		others := slices.DeleteFunc(old, func(s spot) bool { return p.anew[s.file] })
		all := slices.Concat(others, p.ids[id])
		if len(all) == 0 {
			if err := p.Delete(bucketIDs, idKey(id)); err != nil {
				return err
			}
			continue
		}
		slices.SortFunc(all, func(a, b spot) int {
			return cmp.Or(cmp.Compare(p.files[a.file].path, p.files[b.file].path), cmp.Compare(a.note, b.note))
		})
		p.owner[id] = all[0]
		if err := p.Put(bucketIDs, idKey(id), encodeSpots(all)); err != nil {
			return err
		}
		for _, s := range others {
			if err := p.placeAgain(s); err != nil {
				return err
			}
		}
	}
	return nil
}

// placeAgain places one note of a file that is otherwise as it was.
func (p *placing) placeAgain(s spot) error {
	text, err := p.compiledText(s.file)
	if err != nil {
		return err
	}
	n, err := text.note(int(s.note))
	if err != nil {
		return &wire.CorruptError{Bucket: bucketNotes, Key: s.file.bytes(), Err: err}
	}
	p.again[s] = true
	o, _ := noteOutlineOf(n, nil)
	p.placeNote(s, &o)
	return nil
}

// placeFile places the notes of a file, and the keys of those left out.
func (p *placing) placeFile(id fileID) {
	o := p.texts[id]
	for i := range o.notes {
		p.placeNote(spot{file: id, note: uint32(i)}, &o.notes[i])
	}
	for i, k := range o.broken {
		at := place{spot: spot{file: id, note: brokenNote, card: uint32(i)}, held: true}
		p.next[k] = append(p.next[k], at)
	}
}

func (p *placing) placeNote(s spot, n *noteOutline) {
	held := p.files[s.file].problem != "" || n.id != "" && p.owner[n.id] != s
	for i, k := range n.keys {
		at := place{spot: s, id: srs.NoteID(n.keys[0]), draft: n.draft, held: held}
		at.card = uint32(i)
		p.next[k] = append(p.next[k], at)
	}
}

// moveAll stores the places and lists the cards by them. Cards with links are done at last, together: which of them are
// joined depends on which are live.
func (p *placing) moveAll() error {
	var linked []deck.Key
	for _, k := range slices.SortedFunc(maps.Keys(p.next), deck.Key.Compare) {
		now, err := p.places(k)
		if err != nil {
			return err
		}
		was := slices.Clone(now)
		kept := slices.DeleteFunc(now, func(at place) bool {
			return p.anew[at.file] || p.again[spot{file: at.file, note: at.note}]
		})
		next := append(kept, p.next[k]...)
		sortPlaces(next, p.path)
		p.next[k] = next
		switch {
		case slices.Equal(was, next):
		case (len(was) == 0) != (len(next) == 0) && len(p.linksOf(k)) > 0:
			linked = append(linked, k)
		default:
			if err := p.move(k, was, next); err != nil {
				return err
			}
		}
	}
	if len(linked) == 0 {
		return nil
	}
	return p.moveLinked(linked)
}

// moveLinked moves keys that links join with others, or would.
func (p *placing) moveLinked(keys []deck.Key) error {
	for _, k := range keys {
		was, err := p.places(k)
		if err != nil {
			return err
		}
		if err := p.vanish(k, was, p.next[k]); err != nil {
			return err
		}
	}
	err := p.rederive(keys, func() error {
		for _, k := range keys {
			if err := p.putPlaces(k, p.next[k]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, k := range keys {
		s, err := p.state(p.name(k))
		if err != nil {
			return err
		}
		p.appear(s, nil, p.next[k])
	}
	return nil
}

// move changes the places of a key where that joins and parts no cards.
func (p *placing) move(k deck.Key, was, next []place) error {
	s, err := p.state(p.name(k))
	if err != nil {
		return err
	}
	p.listAt(s, was, -1)
	p.listAt(s, next, 1)
	switch {
	case len(next) == 0:
		p.listOrphan(s, 1)
	case len(was) == 0:
		p.listOrphan(s, -1)
	}
	p.appear(s, was, next)
	if err := p.vanish(k, was, next); err != nil {
		return err
	}
	return p.putPlaces(k, next)
}

// idKey returns what the bucket of explicit ids has for one: they may be too long for a key.
func idKey(id string) []byte {
	sum := sha256.Sum256([]byte(id))
	return sum[:16]
}

// notesWithID returns the notes with an explicit id, that which it names first.
func (t *textTx) notesWithID(id string) ([]spot, error) {
	return decodeSpots(idKey(id), t.Get(bucketIDs, idKey(id)))
}

func encodeSpots(spots []spot) []byte {
	var b []byte
	for _, s := range spots {
		b = append(b, s.file.bytes()...)
		b = binary.BigEndian.AppendUint32(b, s.note)
	}
	return b
}

func decodeSpots(id, value []byte) ([]spot, error) {
	if len(value)%8 != 0 {
		return nil, &wire.CorruptError{Bucket: bucketIDs, Key: id, Err: wire.ErrShort}
	}
	var spots []spot
	for ; len(value) > 0; value = value[8:] {
		spots = append(spots, spot{file: fileIDOf(value), note: binary.BigEndian.Uint32(value[4:])})
	}
	return spots, nil
}

// idConflict is a note that is left out because its explicit id names another.
type idConflict struct{ note, first spot }

// idConflicts returns all of them.
func (t *textTx) idConflicts() ([]idConflict, error) {
	var list []idConflict
	err := t.Bucket(bucketIDs).ForEach(func(key, value []byte) error {
		spots, err := decodeSpots(key, value)
		if err != nil {
			return err
		}
		for _, s := range spots[min(1, len(spots)):] {
			list = append(list, idConflict{note: s, first: spots[0]})
		}
		return nil
	})
	return list, err
}
