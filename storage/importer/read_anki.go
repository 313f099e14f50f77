package importer

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"cards/deck/from/anki"
	"cards/deck/from/ankinote"
	"cards/storage/ahead"
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
	s := &ankiSource{Collection: c, bare: in.Options.NoHistory}
	r := &ankiReader{ankiSource: s, in: in, content: content, ctx: ctx}
	err = r.readSound(stop)
	// the rest is needed no longer than it is read
	files := slices.Concat(s.rows.files(), s.notes.files())
	content.close = func() error {
		stop()
		return errors.Join(closeAll(files), c.Close())
	}
	if err != nil {
		return nil, errors.Join(err, content.close())
	}
	return content, nil
}

// readSound reads the package while its database is looked through for damage, which ends the
// reading: what is damaged may have no end.
func (r *ankiReader) readSound(stop func()) (err error) {
	checked := ahead.Do(func() error {
		err := r.Check(r.ctx)
		if err != nil {
			stop()
		}
		return err
	})
	defer func() { err = cmp.Or(checked.Wait(), err) }()
	return r.read()
}

// ankiSource is what of a package is asked for once more when its events are made. Several may ask
// at once.
type ankiSource struct {
	*anki.Collection
	cards   []anki.Card // by note and ordinal
	media   *ankiMedia
	history *ankiHistory
	bare    bool      // the histories of its cards are not wanted
	rows    *ankiRows // once they are read
	notes   *ankiKept // as they were
	types   map[int64]*ankiType
	decks   map[int64]string // names in the collection
}

// ankiReader makes the content of a package.
type ankiReader struct {
	*ankiSource
	in      Input
	ctx     context.Context
	content *Content

	same    map[int64]int64 // cards that are one with another of their notes
	doubled map[string]bool // guids that several notes have
	keeping *keptNotes      // of those that are turned
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
	if err := r.readCards(); err != nil {
		return err
	}
	r.prepareHistory()
	if err := r.readNotesAndRows(); err != nil {
		return err
	}
	r.describe()
	if r.isPart() {
		r.leaveRest()
	}
	r.remark()
	return nil
}

// readNotesAndRows reads notes, and the review log beside them.
func (r *ankiReader) readNotesAndRows() (err error) {
	if r.rows, err = newAnkiRows(r.Folder(), r.cards); err != nil {
		return err
	}
	if r.notes, err = newAnkiKept(r.Folder()); err != nil {
		return err
	}
	var ofRows ankiCounts
	ctx, stop := context.WithCancel(r.ctx)
	read := ahead.Do(func() error { return r.readRows(ctx, &ofRows) })
	defer func() {
		if err != nil { // the log is needed no more, and may be long
			stop()
		}
		err = cmp.Or(err, read.Wait())
		stop()
		r.counts.add(&ofRows)
	}()
	return r.readNotes()
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
func (s *ankiSource) cardsOf(note int64) []anki.Card {
	from, _ := slices.BinarySearchFunc(s.cards, note,
		func(c anki.Card, id int64) int { return cmp.Compare(c.Note, id) })
	to := from
	for to < len(s.cards) && s.cards[to].Note == note {
		to++
	}
	return s.cards[from:to]
}

// readRows reads the review log. Rows of cards that are not there, and what
// cannot be, are counted.
func (r *ankiReader) readRows(ctx context.Context, counts *ankiCounts) error {
	latest := r.in.Now.Add(future).UnixMilli()
	err := r.EachRow(ctx, func(row anki.Row) error {
		if one, ok := r.same[row.Card]; ok {
			row.Card = one
		}
		place, ok := r.rows.place[row.Card]
		switch {
		case !ok:
			counts.strayRows++
		case row.ID < 0 || row.ID > latest:
			counts.lateRows++
		case row.Ease < 0 || row.Ease > 4 ||
			row.Ease == 0 && row.Type != anki.RowManual && row.Type != anki.RowRescheduled:
			counts.badRows++
		case !r.bare:
			return r.rows.add(place, &row)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.rows.end()
}

// future is how much later than now an event may be: clocks differ.
const future = 24 * time.Hour
