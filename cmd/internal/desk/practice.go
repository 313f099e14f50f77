package desk

import (
	"cmp"
	"slices"
	"time"

	"cards/deck/settings"
	"cards/srs"
	"cards/storage"
)

// Practice returns the cards of a scope that may be asked for practice on a study day, due or not,
// in an order of that day: all but drafts and those that the person keeps from being asked.
func Practice(store *storage.Collection, scope storage.Scope, today srs.Day) ([]srs.Entry, error) {
	var entries []srs.Entry
	err := store.Cards(scope, func(c *storage.Card) bool {
		if !c.Draft && !c.Suspended && !IsBuried(c, today) {
			s := c.Schedule
			entries = append(entries,
				srs.Entry{Card: srs.CardID(c.ID), Note: c.Note, Phase: s.Phase, Due: s.Due})
		}
		return true
	})
	srs.Shuffle(entries, today)
	return entries, err
}

// NewCards returns up to most new cards of a scope in the order in which they will be asked,
// whatever limits say and siblings put off.
func NewCards(
	store *storage.Collection, scope storage.Scope, cal srs.Calendar, r Rules, now time.Time, most int,
) ([]srs.Entry, error) {
	found, err := store.Candidates(scope, cal, now, storage.Wanted{
		New: most, Siblings: true, Free: true, Config: r.Config, Order: settings.ByDue,
	})
	fresh := slices.DeleteFunc(found.Entries, func(e srs.Entry) bool { return e.Phase != srs.New })
	slices.SortStableFunc(fresh, func(a, b srs.Entry) int { return cmp.Compare(a.Rank, b.Rank) })
	return fresh[:min(len(fresh), most)], err
}
