package storage

import (
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

	// What was empty before the compile: many cards come at once, and nobody need look there for each.
	noPlaces, noLinks, noCards bool
}

func newPlacing(t *txn, files map[fileID]*deckFile) *placing {
	return &placing{
		txn: t, files: files, anew: make(map[fileID]bool), again: make(map[spot]bool),
		next: make(map[deck.Key][]place),
		ids:  make(map[string][]spot), owner: make(map[string]spot), texts: make(map[fileID]*outline),
		orphans: t.hasOrphans(), noPlaces: t.isEmpty(bucketPlaces), noLinks: t.isEmpty(bucketLinks),
		noCards: t.isEmpty(bucketCards) && t.isEmpty(bucketNames),
	}
}

// isEmpty says whether a bucket has no entries.
func (t *textTx) isEmpty(bucket string) bool {
	key, _ := t.Bucket(bucket).Cursor().First()
	return key == nil
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
	p.texts = nil // they may be many
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
		if err := p.replace(byPath[j.file.path], j.file, j.text); err != nil {
			return err
		}
		j.text = nil // it is stored
	}
	p.sets = nil // a deck may be in another preset by now
	return nil
}

// remove forgets a file.
func (p *placing) remove(f *deckFile) error {
	if _, err := p.leaveFile(f); err != nil {
		return err
	}
	delete(p.files, f.id)
	if err := p.Delete(bucketNotes, f.id.bytes()); err != nil {
		return err
	}
	return p.Delete(bucketFiles, f.id.bytes())
}

// replace stores a file in the place of what was known of it, which may be nil. Without content it
// is the one stored.
func (p *placing) replace(known, f *deckFile, c *text) error {
	if c == nil && (known == nil || known.hash != f.hash) {
		return nil // another process removed it meanwhile, or stored another text; the next compile reads it
	}
	if known == nil {
		id, err := p.newFile(p.files)
		if err != nil {
			return err
		}
		f.id = id
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
		was, err := p.leaveFile(known)
		if err != nil {
			return err
		}
		if c != nil && !p.noLinks {
			p.noteInstead(was, c.outline)
		}
	}
	if c == nil {
		stored, err := p.outline(f.id)
		if err != nil {
			return err
		}
		p.enterFile(f.id, stored)
		return nil
	}
	p.enterFile(f.id, c.outline)
	return p.Put(bucketNotes, f.id.bytes(), wire.Seal(f.id.bytes(), c.notes))
}

// leaveFile gathers the keys and ids that a file had, and returns what stood in it.
func (p *placing) leaveFile(f *deckFile) (*content, error) {
	p.anew[f.id] = true
	c, err := p.content(f.id)
	if err != nil {
		return nil, err
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
	return c, nil
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
