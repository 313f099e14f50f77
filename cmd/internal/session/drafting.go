package session

import (
	"time"

	"cards/cmd/internal/desk"
	"cards/storage"
	"cards/storage/journal"
)

// Drafting goes through drafts, one after the other. Each answer is in the deck file, and a step
// of its own for undo, before the next draft is shown.
type Drafting struct {
	store  *storage.Collection
	now    func() time.Time
	drafts []desk.Draft
	at     int
	trail  []bool // of the drafts before: whether they were answered, else they were skipped
}

// NewDrafting begins to go through the drafts of a scope.
func NewDrafting(
	store *storage.Collection, scope storage.Scope, now func() time.Time,
) (*Drafting, error) {
	drafts, err := desk.Drafts(store, scope)
	return &Drafting{store: store, now: now, drafts: drafts}, err
}

// DraftScreen is what a front end shows of a draft.
type DraftScreen struct {
	desk.Draft
	Number, Total int // of the draft, from 1
}

// Screen returns what is to be shown now; false when there are no more drafts.
func (d *Drafting) Screen() (DraftScreen, bool) {
	if d.at >= len(d.drafts) {
		return DraftScreen{Total: len(d.drafts)}, false
	}
	return DraftScreen{Draft: d.drafts[d.at], Number: d.at + 1, Total: len(d.drafts)}, true
}

// Answered returns how many drafts have got an answer, and how many are left.
func (d *Drafting) Answered() (answered, left int) {
	for _, did := range d.trail {
		if did {
			answered++
		}
	}
	return answered, len(d.drafts) - answered
}

// Confirm gives the draft that is shown its answer; of a cloze it confirms the text.
func (d *Drafting) Confirm(answer string) error {
	change, err := d.drafts[d.at].Confirmed(d.store, answer)
	return d.write(change, err)
}

// Tick says which of the choices of the draft that is shown are right, by their places from 0.
func (d *Drafting) Tick(right []int) error {
	change, err := d.drafts[d.at].Ticked(d.store, right)
	return d.write(change, err)
}

func (d *Drafting) write(change storage.FileChange, err error) error {
	if err == nil {
		err = desk.Rewrite(d.store, d.now(), []storage.FileChange{change})
	}
	if err == nil {
		d.pass(true)
	}
	return err
}

// Skip leaves the draft that is shown as it is.
func (d *Drafting) Skip() { d.pass(false) }

func (d *Drafting) pass(answered bool) {
	d.trail = append(d.trail, answered)
	d.at++
}

// Back goes back to the draft before and takes back its answer, if it got one; false if there is
// none.
func (d *Drafting) Back() (bool, error) {
	if d.at == 0 {
		return false, nil
	}
	if d.trail[d.at-1] {
		if _, err := d.store.Undo(journal.ID{}, d.now()); err != nil {
			return false, err
		}
	}
	d.at--
	d.trail = d.trail[:d.at]
	return true, nil
}
