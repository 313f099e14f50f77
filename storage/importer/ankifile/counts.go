package ankifile

import "fmt"

// counts is what a report says of all notes together.
type counts struct {
	notes, noID, doubled, joined, twice, scattered int
	strayCards, strayRows                          int
	badRows, lateRows                              int
	filtered, filteredOut                          int
}

func (c *counts) add(o *counts) {
	c.notes += o.notes
	c.noID += o.noID
	c.doubled += o.doubled
	c.joined += o.joined
	c.twice += o.twice
	c.scattered += o.scattered
	c.strayCards += o.strayCards
	c.strayRows += o.strayRows
	c.badRows += o.badRows
	c.lateRows += o.lateRows
	c.filtered += o.filtered
	c.filteredOut += o.filteredOut
}

// remark says what is to be said of all notes together.
func (r *reader) remark() {
	c := &r.counts
	for _, of := range []struct {
		n         int
		one, many string // many is a format of fmt
	}{
		{
			c.noID, "1 note without an id of its own is known by that of the row",
			"%d notes without an id of their own are known by that of the row",
		},
		{
			c.doubled, "1 note shares its id with others and is known by that of the row",
			"%d notes share their id with others and are known by that of the row",
		},
		{
			c.joined, "1 card is one with another card of its note: gaps with several numbers",
			"%d cards are one with another card of their note: gaps with several numbers",
		},
		{
			c.twice, "1 card was there twice, and is one",
			"%d cards were there more than once, and are one each",
		},
		{
			c.scattered, "1 note has cards in several decks, and went to that of the first",
			"%d notes have cards in several decks, and went to that of the first",
		},
		{
			c.filtered, "1 card was in a filtered deck, and went back to its own",
			"%d cards were in filtered decks, and went back to their own",
		},
		{
			c.strayCards, "1 card is of a note that is not there",
			"%d cards are of notes that are not there",
		},
		{
			c.strayRows, "1 row of the review log is of a card that is not there",
			"%d rows of the review log are of cards that are not there",
		},
		{
			c.badRows, "1 row of the review log is not an answer",
			"%d rows of the review log are not answers",
		},
		{
			c.lateRows, "1 row of the review log is of a time that cannot be",
			"%d rows of the review log are of a time that cannot be",
		},
		{c.filteredOut, "1 note was not chosen", "%d notes were not chosen"},
	} {
		switch {
		case of.n == 1:
			r.content.Remarks = append(r.content.Remarks, of.one)
		case of.n > 1:
			r.content.Remarks = append(r.content.Remarks, fmt.Sprintf(of.many, of.n))
		}
	}
}
