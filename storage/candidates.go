package storage

import (
	"math"
	"slices"
	"time"

	"cards/deck/settings"
	"cards/srs"
	"cards/storage/folders"
)

// Candidates is what a queue is made of.
type Candidates struct {
	Entries  []srs.Entry     // [srs.Entry.Place] is that of the card's file among Files
	Files    []string        // of the scope, as in [Card.Path], in the order of decks and paths
	Groups   []srs.Allowance // that [srs.Entry.Group] leads to: what limits of decks and presets leave
	Answered []srs.Answered  // cards answered on the study day of now, for putting siblings off
	Asked    srs.Allowance   // what that day's limits count so far, whatever the scope
	Waiting  int             // new cards in the scope beyond those that were looked at
	Siblings int             // new cards that were looked at and that a sibling answered today puts off
	Back     srs.Day         // the first later day on which one that is buried comes back; 0 if none was met
}

// Wanted says what is to be among the candidates.
type Wanted struct {
	New      int     // so many new cards that no sibling puts off, if there are as many within the limits of their decks
	Siblings bool    // siblings do not put new cards off
	Free     bool    // decks and presets limit no new cards
	Ahead    srs.Day // reviews of so many study days after today are among them too, whatever limits say

	Since srs.Day // reviews due before are not among them; 0: all are

	Order settings.ReviewOrder // of reviews; empty for that of the configuration

	// Config holds the limits of decks and presets, what new cards are ordered by, and what reviews
	// are.
	Config folders.Config
}

// Candidates returns what may be asked by the end of the study day of now, for [srs.NewQueue]:
// cards in the learning steps, reviews due by that day, and the new cards that are wanted, in the
// order of decks, files and lines unless they are ordered otherwise. Drafts, suspended and buried
// cards are not among them. Of new siblings that put each other off only the first is.
//
// Cards in review phase are ranked by the order that is wanted.
//
// Groups are the decks and presets that have limits of their own, with what is left of them.
func (c *cardOwner) Candidates(scope Scope, cal srs.Calendar, now time.Time,
	want Wanted,
) (Candidates, error) {
	var found finding
	today := cal.Day(now)
	err := c.view(func(t *txn) error {
		chosen, err := t.choose(scope)
		if err != nil {
			return err
		}
		found = finding{}
		found.begin(chosen, want)
		take := func(c candidate) bool {
			if place, ok := found.place(c); ok && !found.bury(c, today) {
				found.add(c, place)
			}
			return true
		}
		if err := t.eachLearning(math.MinInt64, cal.Start(today+1).UnixMilli(), take); err != nil {
			return err
		}
		since := srs.Day(math.MinInt32)
		if want.Since != 0 {
			since = want.Since
		}
		if err := t.eachReview(since, today+want.Ahead, take); err != nil {
			return err
		}
		if err := t.rankReviews(&found, chosen, today, want.Order); err != nil {
			return err
		}
		if err := t.addAnswered(&found, chosen, today); err != nil {
			return err
		}
		return t.addFresh(&found, chosen, today, want)
	})
	return found.Candidates, err
}

// finding is how candidates are found.
type finding struct {
	Candidates
	chosen *choice
	limits limits
	places map[fileID]int32 // of the files of the scope
	whole  []bool           // by place, whether all cards of the file are in it
	groups []grouped        // of these, by place

	answered map[srs.NoteID]bool // notes of Answered, once it is complete
	due      []srs.NoteID        // notes of all due cards, by place
	ends     []int               // where those of each place end
}

func (f *finding) begin(chosen *choice, want Wanted) {
	f.chosen, f.limits = chosen, newLimits(want)
	f.places = make(map[fileID]int32, len(chosen.files))
	f.Files = make([]string, len(chosen.files))
	f.groups = make([]grouped, len(chosen.files))
	f.whole = make([]bool, len(chosen.files))
	for i, file := range chosen.files {
		f.whole[i] = chosen.chosen[file.id]
		f.places[file.id], f.Files[i] = int32(i), file.path
		f.groups[i] = f.limits.enter(file)
	}
}

// place returns that of the file of a card, false if the card is not in the scope.
func (f *finding) place(c candidate) (place int32, ok bool) {
	place, ok = f.places[c.file]
	if ok && !f.whole[place] {
		_, ok = f.chosen.cards[c.name]
	}
	return place, ok
}

// add appends an entry. Doubling the room copies less than append does when tens of thousands are
// due.
func (f *finding) add(c candidate, place int32) *srs.Entry {
	if n := len(f.Entries); n == cap(f.Entries) {
		f.Entries = slices.Grow(f.Entries, max(n, 64))
	}
	e := c.entry()
	e.Place, e.Group = place, f.groups[place].of(c.phase)
	f.Entries = append(f.Entries, e)
	return &f.Entries[len(f.Entries)-1]
}

// bury says whether a card is buried, and notes when it comes back.
func (f *finding) bury(c candidate, today srs.Day) bool {
	if !c.isBuried(today) {
		return false
	}
	if f.Back == 0 || c.buried < f.Back {
		f.Back = c.buried
	}
	return true
}

// sortDue prepares what [finding.dueAt] tells, when all that is due has been found.
func (f *finding) sortDue() {
	f.ends = make([]int, len(f.Files)+1)
	for i := range f.Entries {
		f.ends[f.Entries[i].Place+1]++
	}
	for i := range f.Files {
		f.ends[i+1] += f.ends[i]
	}
	f.due = make([]srs.NoteID, len(f.Entries))
	for i := range f.Entries {
		end := &f.ends[f.Entries[i].Place]
		f.due[*end] = f.Entries[i].Note
		*end++
	}
}

// dueAt returns the notes of a file of which another card is due and may come before a new one.
func (f *finding) dueAt(place int32) map[srs.NoteID]bool {
	from := 0
	if place > 0 {
		from = f.ends[place-1]
	}
	due := make(map[srs.NoteID]bool, f.ends[place]-from)
	for _, n := range f.due[from:f.ends[place]] {
		due[n] = true
	}
	return due
}

// addAnswered adds what was answered today, and takes it off the limits.
func (t *queryTx) addAnswered(found *finding, chosen *choice, today srs.Day) error {
	err := t.eachAnswered(today, func(a answeredCard) {
		if a.bits&askedNote != 0 && a.note != (srs.NoteID{}) {
			found.Answered = append(found.Answered, srs.Answered{Card: a.card, Note: a.note})
		}
		found.Asked = found.Asked.Plus(a.asked())
		if f := chosen.all[a.file]; f != nil {
			found.limits.spend(f, a.asked())
		}
	})
	found.Groups = found.limits.left
	found.answered = make(map[srs.NoteID]bool, len(found.Answered))
	for _, a := range found.Answered {
		found.answered[a.Note] = true
	}
	return err
}
