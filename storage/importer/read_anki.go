package importer

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"cards/deck/from/anki"
	"cards/deck/from/ankinote"
	"cards/srs"
)

// ankiName is the name of the format of packages and collections of Anki.
const ankiName = "anki"

// recogniseAnki knows a package by the entries of its archive as far as they can be seen in its
// first bytes, or by its name, and a collection by a table of its database.
func recogniseAnki(s Sample) Guess {
	g := Guess{Open: openAnki}
	begins := func(mark string) bool { return bytes.HasPrefix(s.Head, []byte(mark)) }
	ext := strings.ToLower(path.Ext(s.Name))
	switch {
	case begins("PK\x03\x04") && bytes.Contains(s.Head, []byte("collection.anki2")):
		g.Confidence, g.Reason = 0.99, "a package of Anki"
	case begins("PK") && (ext == ".apkg" || ext == ".colpkg"):
		g.Confidence, g.Reason = 0.9, "the name of a package of Anki"
	case anki.IsCollection(s.Head) &&
		(bytes.Contains(s.Head, []byte("revlog")) || strings.HasPrefix(ext, ".anki2")):
		g.Confidence, g.Reason = 0.99, "a collection of Anki"
	case ext == ".apkg" || ext == ".colpkg" || strings.HasPrefix(ext, ".anki2"):
		g.Confidence, g.Reason = 0.9, "the name of a package of Anki"
	}
	return g
}

// openAnki reads a package or a collection of Anki.
func openAnki(ctx context.Context, in Input) (_ *Content, err error) {
	source := anki.Source{ReaderAt: in.File, Size: in.Size}
	if wal, werr := in.beside("-wal"); werr == nil {
		defer wal.Close()
		source.Log = wal
	}
	ctx, stop := context.WithCancel(ctx)
	c, err := anki.Open(ctx, source, in.Scratch)
	if err != nil {
		stop()
		return nil, err
	}
	content := &Content{Unit: "note", Rooted: true, About: make(map[string]About)}
	s := &ankiSource{Collection: c}
	r := &ankiReader{ankiSource: s, in: in, content: content, ctx: ctx}
	err = r.readSound(stop)
	content.close = func() error {
		stop()
		return errors.Join(s.rows.close(), c.Close())
	}
	if err != nil {
		return nil, errors.Join(err, content.close())
	}
	return content, nil
}

// readSound reads the package while its database is looked through for damage, which ends the
// reading: what is damaged may have no end.
func (r *ankiReader) readSound(stop func()) error {
	checked := make(chan error, 1)
	go func() {
		err := r.Check(r.ctx)
		if err != nil {
			stop()
		}
		checked <- err
	}()
	err := r.read()
	return cmp.Or(<-checked, err)
}

// ankiSource is what of a package is asked for once more when its events are made. Several may ask
// at once.
type ankiSource struct {
	*anki.Collection
	media   *ankiMedia
	history *ankiHistory
	rows    *ankiRows
	types   map[int64]*ankiType
}

// ankiReader makes the content of a package.
type ankiReader struct {
	*ankiSource
	in      Input
	ctx     context.Context
	content *Content

	cards   []anki.Card      // by note and ordinal
	same    map[int64]int64  // cards that are one with another of their notes
	decks   map[int64]string // names in the collection
	doubled map[string]bool  // guids that several notes have
	ankiFound
}

// ankiFound is what is found out about a package while its notes are turned into ours.
type ankiFound struct {
	used   map[int64]bool  // decks that notes went to
	typed  map[int64]bool  // types of notes
	needed map[string]bool // paths of files that chosen notes refer to, if only some are wanted
	counts ankiCounts
}

func newAnkiFound() ankiFound {
	return ankiFound{
		used: make(map[int64]bool), typed: make(map[int64]bool), needed: make(map[string]bool),
	}
}

// add takes in what was found out about other notes.
func (f *ankiFound) add(o *ankiFound) {
	maps.Copy(f.used, o.used)
	maps.Copy(f.typed, o.typed)
	maps.Copy(f.needed, o.needed)
	f.counts.add(&o.counts)
}

func (c *ankiCounts) add(o *ankiCounts) {
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

// ankiCounts is what a report says of all notes together.
type ankiCounts struct {
	notes, noID, doubled, joined, twice, scattered int
	strayCards, strayRows                          int
	badRows, lateRows                              int
	filtered, filteredOut                          int
}

func (r *ankiReader) read() error {
	media, packed, lacking, err := newAnkiMedia(r.Collection, r.in)
	if err != nil {
		return err
	}
	r.media, r.content.Media = media, packed
	for _, what := range lacking {
		r.content.Parts = append(r.content.Parts, Part{As: Refused, Reason: what})
	}
	r.nameDecks()
	if err := errors.Join(r.readCards(), r.readRows()); err != nil {
		return err
	}
	r.prepareHistory()
	if err := r.readNotes(); err != nil {
		return err
	}
	r.describe()
	if r.isPart() {
		r.leaveRest()
	}
	r.remark()
	return nil
}

// isPart says whether only some notes are wanted.
func (r *ankiReader) isPart() bool { return len(r.in.Options.From)+len(r.in.Options.Tags) > 0 }

// leaveRest leaves out the files that the notes which were chosen do not need. That there are none
// of these is an error.
func (r *ankiReader) leaveRest() {
	for id := range r.typed {
		t := r.types[id]
		r.refersTo(t.Style)
		for _, m := range t.Templates {
			r.refersTo(m.Front)
			r.refersTo(m.Back)
		}
	}
	unneeded := func(m Packed) bool { return !r.needed[m.Path] }
	r.content.Media = slices.DeleteFunc(r.content.Media, unneeded)
	if r.counts.notes > 0 && r.counts.filteredOut == r.counts.notes {
		const reason = "none of its notes is of the decks and tags that you named"
		r.content.Parts = append(r.content.Parts, Part{As: Refused, Reason: reason})
	}
}

// refersTo notes the files that HTML needs, whose names are those of here.
func (r *ankiReader) refersTo(text string) {
	for _, name := range ankinote.Files(text) {
		r.needed[strings.TrimPrefix(r.media.path(name), "@/")] = true
	}
}

// readCards reads the cards, and orders them by note and ordinal.
func (r *ankiReader) readCards() error {
	n, err := r.CountCards()
	if err != nil {
		return err
	}
	r.cards = make([]anki.Card, 0, min(n, 1<<24))
	err = r.EachCard(func(c anki.Card) error {
		r.cards = append(r.cards, c)
		return nil
	})
	slices.SortFunc(r.cards, func(a, b anki.Card) int {
		return cmp.Or(cmp.Compare(a.Note, b.Note), cmp.Compare(a.Ord, b.Ord),
			cmp.Compare(b.Reps, a.Reps), cmp.Compare(a.ID, b.ID))
	})
	r.joinCards()
	return err
}

// cardsOf returns the cards of a note.
func (r *ankiReader) cardsOf(note int64) []anki.Card {
	byNote := func(c anki.Card, id int64) int { return cmp.Compare(c.Note, id) }
	from, _ := slices.BinarySearchFunc(r.cards, note, byNote)
	to, _ := slices.BinarySearchFunc(r.cards, note+1, byNote)
	return r.cards[from:to]
}

// readRows reads the review log. Rows of cards that are not there, and what
// cannot be, are counted.
func (r *ankiReader) readRows() error {
	rows, err := newAnkiRows(r.Folder(), r.cards)
	if err != nil {
		return err
	}
	r.rows = rows
	latest := r.in.Now.Add(future).UnixMilli()
	err = r.EachRow(r.ctx, func(row anki.Row) error {
		if one, ok := r.same[row.Card]; ok {
			row.Card = one
		}
		switch {
		case !rows.has(row.Card):
			r.counts.strayRows++
		case row.ID < 0 || row.ID > latest:
			r.counts.lateRows++
		case row.Ease < 0 || row.Ease > 4 ||
			row.Ease == 0 && row.Type != anki.RowManual && row.Type != anki.RowRescheduled:
			r.counts.badRows++
		case !r.in.Options.NoHistory:
			return rows.add(&row)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return rows.end()
}

// future is how much later than now an event may be: clocks differ.
const future = 24 * time.Hour

// prepareHistory sets up what histories are made by.
func (r *ankiReader) prepareHistory() {
	zone := r.in.Zone
	calendar := srs.Calendar{Zone: zone, Rollover: time.Duration(r.Rollover) * time.Hour}
	made := r.Created.In(zone)
	if r.Zone != nil {
		made = r.Created.In(time.FixedZone("", -60**r.Zone))
	}
	h := &ankiHistory{
		calendar: calendar, firstDay: srs.Calendar{Zone: made.Location()}.Day(made),
		latest: r.in.Now.Add(future), schedules: make(map[int64]ankiSchedule),
	}
	studied := slices.ContainsFunc(r.cards, func(c anki.Card) bool { return c.Queue != anki.QueueNew })
	h.raised = r.Generation == anki.Legacy1 && r.Scheduler == 1 && studied && !r.isWhole()
	for id, d := range r.Decks {
		if p := r.Presets[d.Preset]; p != nil {
			h.schedules[id] = ankiScheduleOf(p, r.in.Options.Parameters)
		}
	}
	r.history = h
}

// isWhole says whether the package is a whole collection, which keeps ratings as they were written.
func (r *ankiReader) isWhole() bool { return strings.EqualFold(path.Ext(r.in.Name), ".colpkg") }

// remark says what is to be said of all notes together.
func (r *ankiReader) remark() {
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
