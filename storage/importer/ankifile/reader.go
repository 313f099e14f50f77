package ankifile

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"maps"
	"path"
	"slices"
	"strings"

	"cards/deck/from/anki"
	"cards/deck/from/ankinote"
	"cards/storage/ahead"
	"cards/storage/importer/source"
)

// Name is the name of the format of packages and collections of Anki.
const Name = "anki"

// Recognise knows a package by the entries of its archive as far as they can be seen in its
// first bytes, or by its name, and a collection by a table of its database.
func Recognise(s source.Sample) source.Guess {
	g := source.Guess{Open: open}
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

// open reads a package or a collection of Anki.
func open(ctx context.Context, in source.Input) (_ *source.Content, err error) {
	from := anki.Source{ReaderAt: in.File, Size: in.Size}
	if wal, werr := in.Beside("-wal"); werr == nil {
		defer wal.Close()
		from.Log = wal
	}
	ctx, stop := context.WithCancel(ctx)
	c, err := anki.Open(ctx, from, in.Scratch)
	if err != nil {
		stop()
		return nil, err
	}
	content := &source.Content{Unit: "note", Rooted: true, About: make(map[string]source.About)}
	s := &pack{Collection: c, bare: in.Wanted.NoHistory}
	r := &reader{pack: s, in: in, content: content, ctx: ctx}
	err = r.readSound(stop)
	// the rest is needed no longer than it is read
	files := slices.Concat(s.rows.files(), s.notes.files())
	content.Close = func() error {
		stop()
		return errors.Join(closeAll(files), c.Close())
	}
	if err != nil {
		return nil, errors.Join(err, content.Close())
	}
	return content, nil
}

// readSound reads the package while its database is looked through for damage, which ends the
// reading: what is damaged may have no end.
func (r *reader) readSound(stop func()) (err error) {
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

// pack is what of a package is asked for once more when its events are made. Several may ask
// at once.
type pack struct {
	*anki.Collection
	cards   []anki.Card // by note and ordinal
	media   *mediaFiles
	history *history
	bare    bool            // the histories of its cards are not wanted
	rows    *rowLog         // once they are read
	notes   *keptFile       // as they were
	doubled map[string]bool // guids that several notes have
	types   map[int64]*noteType
	decks   map[int64]string // names in the collection
}

// reader makes the content of a package.
type reader struct {
	*pack
	in      source.Input
	ctx     context.Context
	content *source.Content

	same map[int64]int64 // cards that are one with another of their notes
	found
}

// found is what is found out about a package while its notes are turned into ours.
type found struct {
	used   map[int64]bool  // decks that notes went to
	typed  map[int64]bool  // types of notes
	needed map[string]bool // paths of files that chosen notes refer to, if only some are wanted
	counts counts
}

func newFound() found {
	return found{
		used: make(map[int64]bool), typed: make(map[int64]bool), needed: make(map[string]bool),
	}
}

// add takes in what was found out about other notes.
func (f *found) add(o *found) {
	maps.Copy(f.used, o.used)
	maps.Copy(f.typed, o.typed)
	maps.Copy(f.needed, o.needed)
	f.counts.add(&o.counts)
}

// needs notes the files that HTML needs, whose names are those of here.
func (f *found) needs(text string, media *mediaFiles) {
	for _, name := range ankinote.Files(text) {
		f.needed[strings.TrimPrefix(media.path(name), "@/")] = true
	}
}

func (r *reader) read() error {
	media, packed, lacking, err := newMediaFiles(r.Collection, r.in)
	if err != nil {
		return err
	}
	r.media, r.content.Media = media, packed
	for _, what := range lacking {
		r.content.Parts = append(r.content.Parts, source.Part{As: source.Refused, Reason: what})
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
	if r.in.Wanted.IsPart() {
		r.leaveRest()
	}
	r.remark()
	return nil
}

// readNotesAndRows reads notes, and the review log beside them.
func (r *reader) readNotesAndRows() (err error) {
	if r.rows, err = newRowLog(r.Folder(), r.cards); err != nil {
		return err
	}
	if r.notes, err = newKeptFile(r.Folder()); err != nil {
		return err
	}
	var ofRows counts
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

// leaveRest leaves out the files that the notes which were chosen do not need. That there are none
// of these is an error.
func (r *reader) leaveRest() {
	for id := range r.typed {
		t := r.types[id]
		r.needs(t.Style, r.media)
		for _, m := range t.Templates {
			r.needs(m.Front, r.media)
			r.needs(m.Back, r.media)
		}
	}
	unneeded := func(m source.Packed) bool { return !r.needed[m.Path] }
	r.content.Media = slices.DeleteFunc(r.content.Media, unneeded)
	if r.counts.notes > 0 && r.counts.filteredOut == r.counts.notes {
		const reason = "none of its notes is of the decks and tags that you named"
		r.content.Parts = append(r.content.Parts, source.Part{As: source.Refused, Reason: reason})
	}
}

// readCards reads the cards, and orders them by note and ordinal.
func (r *reader) readCards() error {
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
func (p *pack) cardsOf(note int64) []anki.Card {
	from, _ := slices.BinarySearchFunc(p.cards, note,
		func(c anki.Card, id int64) int { return cmp.Compare(c.Note, id) })
	to := from
	for to < len(p.cards) && p.cards[to].Note == note {
		to++
	}
	return p.cards[from:to]
}

// readRows reads the review log. Rows of cards that are not there, and what
// cannot be, are counted.
func (r *reader) readRows(ctx context.Context, counts *counts) error {
	latest := r.in.Now.Add(source.Future).UnixMilli()
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
