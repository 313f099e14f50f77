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
			c.noID, "1 note has no id of its own and goes by that of its row",
			"%d notes have no id of their own and go by those of their rows",
		},
		{
			c.doubled, "1 note shares its id with others and goes by that of its row",
			"%d notes share their ids with others and go by those of their rows",
		},
		{
			c.joined, "1 card is the same as another of its note: gaps with several numbers",
			"%d cards are the same as others of their notes: gaps with several numbers",
		},
		{
			c.twice, "1 card was there twice, and was taken once",
			"%d cards were there more than once, and were taken once",
		},
		{
			c.scattered, "1 note has cards in several decks, and went to that of its first card",
			"%d notes have cards in several decks, and went to those of their first cards",
		},
		{
			c.filtered, "1 card was in a filtered deck, and went back to its own",
			"%d cards were in filtered decks, and went back to their own",
		},
		{
			c.strayCards, "1 card belongs to a note that is not there",
			"%d cards belong to notes that are not there",
		},
		{
			c.strayRows, "1 row of the review log belongs to a card that is not there",
			"%d rows of the review log belong to cards that are not there",
		},
		{
			c.badRows, "1 row of the review log is not an answer",
			"%d rows of the review log are not answers",
		},
		{
			c.lateRows, "1 row of the review log has an impossible time",
			"%d rows of the review log have impossible times",
		},
		{c.filteredOut, "1 note was not selected", "%d notes were not selected"},
	} {
		switch {
		case of.n == 1:
			r.content.Remarks = append(r.content.Remarks, of.one)
		case of.n > 1:
			r.content.Remarks = append(r.content.Remarks, fmt.Sprintf(of.many, of.n))
		}
	}
}
