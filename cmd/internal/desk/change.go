package desk

import (
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
)

// Action is something that a person does to cards by hand.
type Action struct {
	// changes says whether the action makes any difference to a card.
	changes func(*storage.Card) bool
	// body is the event that does it.
	body func(*storage.Card) journal.Body
}

// Change is what an [Action] comes to for certain cards.
type Change struct {
	Cards  []*storage.Card // that it changes
	Left   []*storage.Card // that it leaves as they are
	Bodies []journal.Body  // one event for each of Cards, for [storage.Collection.Append]
}

// On returns what the action comes to for some cards.
func (a Action) On(cards []*storage.Card) Change {
	var ch Change
	for _, card := range cards {
		if !a.changes(card) {
			ch.Left = append(ch.Left, card)
			continue
		}
		ch.Cards = append(ch.Cards, card)
		ch.Bodies = append(ch.Bodies, a.body(card))
	}
	return ch
}

// Suspend keeps cards from being asked until they are resumed.
func Suspend() Action {
	return setting(journal.Suspended, 1, func(c *storage.Card) bool { return !c.Suspended })
}

// Resume takes back [Suspend].
func Resume() Action {
	return setting(journal.Suspended, 0, func(c *storage.Card) bool { return c.Suspended })
}

// Bury keeps cards from being asked on the study day today.
func Bury(today srs.Day) Action {
	until := int64(today) + 1
	if until == 0 {
		until = 1 // zero says that a card is not buried
	}
	return setting(journal.BuriedUntil, until, func(c *storage.Card) bool {
		return !IsBuried(c, today)
	})
}

// Unbury takes back [Bury].
func Unbury(today srs.Day) Action {
	return setting(journal.BuriedUntil, 0, func(c *storage.Card) bool { return IsBuried(c, today) })
}

// IsBuried says whether a card is kept from being asked on a study day, which is below zero before
// 1970.
func IsBuried(c *storage.Card, today srs.Day) bool { return c.Buried != 0 && c.Buried > today }

// MaxFlag is the highest number of a flag.
const MaxFlag = 7

// SetFlag marks cards with a number from 1 to [MaxFlag]; 0 takes the mark off.
func SetFlag(n int) Action {
	return setting(journal.Flag, int64(n), func(c *storage.Card) bool { return c.Flag != n })
}

func setting(p journal.Property, value int64, changes func(*storage.Card) bool) Action {
	return Action{changes: changes, body: func(c *storage.Card) journal.Body {
		return journal.PropertySet{Key: c.Key, Property: p, Value: value}
	}}
}

// Reset makes cards new again. What was answered stays in the log.
func Reset() Action {
	return Action{changes: isScheduled, body: func(c *storage.Card) journal.Body {
		return journal.Reset{Key: c.Key}
	}}
}

// Reschedule makes cards due on a study day. It leaves new ones alone: they have no due date.
func Reschedule(to srs.Day) Action {
	due := srs.Due{Day: to}
	return Action{
		changes: func(c *storage.Card) bool { return isScheduled(c) && c.Schedule.Due != due },
		body:    func(c *storage.Card) journal.Body { return journal.DueSet{Key: c.Key, Due: due} },
	}
}

func isScheduled(c *storage.Card) bool { return c.Schedule.Phase != srs.New }
