package storage

import (
	"slices"
	"strings"

	"cards/deck"
)

// Compilation says what a compile found.
type Compilation struct {
	Files, Changed int // deck files, and those with new content
	Cards          int // live cards, drafts and suspended included
	Errors         int // notes left out and files that could not be read
	Unread         []Unread
	Unwritten      error // why what changed could not be stored, on a medium that is only read
	Drafts         int
	Linked         int  // edited cards that were recognised by this compile
	Proposed       bool // there may be [Collection.Proposals]
	Vanished       bool // there may be [Collection.Vanished]
}

// Unread is a file or folder that could not be read, so that its cards are not asked.
type Unread struct {
	Path   string // as in [Card.Path]
	Reason string // in few words
}

// summary adds up what is stored of all files.
func (t *txn) summary() (Compilation, error) {
	var c Compilation
	problems, err := t.problems()
	if err != nil {
		return c, err
	}
	for _, p := range problems {
		if p.Severity == deck.Error {
			c.Errors++
			c.Unread = append(c.Unread, Unread{Path: p.Path, Reason: strings.TrimPrefix(p.Text, notRead)})
		}
	}
	files, err := t.deckFiles()
	if err != nil {
		return c, err
	}
	for _, f := range files {
		n, err := t.countsIn(f.id)
		if err != nil {
			return c, err
		}
		c.Files++
		c.Cards += n.cards
		c.Drafts += n.drafts
		c.Errors += f.errors
		if f.problem != "" && !explained(problems, f) {
			c.Errors++
			c.Unread = append(c.Unread, Unread{Path: f.path, Reason: f.problem})
		}
	}
	slices.SortFunc(c.Unread, func(a, b Unread) int { return strings.Compare(a.Path, b.Path) })
	c.Proposed = t.Get(bucketMeta, []byte(metaProposals)) != nil
	c.Vanished = t.Get(bucketMeta, []byte(metaVanished)) != nil
	conflicts, err := t.idConflicts()
	c.Errors += len(conflicts)
	return c, err
}
