// Package apkg writes the cards of a collection for Anki: as a package with all that was ever
// answered, or as text.
//
//	apkg.go     what is written, from the cards to the file
//	sources.go  what the log keeps of notes that came from Anki
//	history.go  the events of a card as rows of a review log, and how it stands
//	notes.go    notes: those that came from Anki as they were, our own as types of our own
//	kept.go     notes and cards from Anki that no deck here could hold
//	fields.go   the text of a note as fields of HTML
//	tags.go     what both sides did to the tags of a note
//	cards.go    cards
//	decks.go    decks and presets
//	media.go    pictures and sounds
//	text.go     the format of Anki's exports as text
package apkg

import (
	"cmp"
	"context"
	"io"
	"slices"
	"time"

	"cards/cmd/internal/media"
	"cards/deck/from/anki"
	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
)

// Collection is what is written from.
type Collection struct {
	*storage.Collection
	Config   folders.Config
	Calendar srs.Calendar
	Library  media.Library
	Now      time.Time
	// Whole says that the scope is the whole collection: media that no note refers to go along, and
	// notes that came from Anki and no deck can hold.
	Whole bool
}

// Report says what was written.
type Report struct {
	Notes, Cards, Reviews, Media int

	Missing []string // files that notes refer to and that are not there
	Kept    int      // notes that were edited here and that their types in Anki cannot show so
}

// Write writes the cards of a scope as a package. Unpacked it stands in a folder below scratch
// meanwhile. Progress is told what share is done. If the context ends before, the error is that of
// it.
func Write(
	ctx context.Context, to io.Writer, c Collection, scope storage.Scope, scratch string,
	progress func(done float64),
) (report Report, err error) {
	w, err := anki.NewWriter(ctx, scratch)
	if err != nil {
		return report, err
	}
	defer func() {
		err = cmp.Or(ctx.Err(), err, w.Close())
	}()
	q := newQueue(w)
	e := newExporter(ctx, c, q, progress)
	if err := cmp.Or(e.run(scope), q.wait()); err != nil {
		return e.Report, err
	}
	files, err := e.files()
	if err != nil {
		return e.Report, err
	}
	report = e.Report // of the rest no more is needed: it may be much
	report.Media = len(files)
	err = w.Finish(&anki.Settings{
		Created: created, Changed: e.changed, Rollover: int(c.Calendar.Rollover / time.Hour),
		Types: e.usedTypes(), Decks: e.decks.scheduled(), Presets: e.decks.presets,
	})
	if err != nil {
		return report, err
	}
	return report, w.Pack(ctx, to, files)
}

// created is the day that days are counted from, in UTC: before all that Anki can tell of, so that
// it is the same in every package. It is the middle of a day, which is the same one in most zones.
var created = time.Date(2006, 1, 1, 12, 0, 0, 0, time.UTC)

// queue writes notes, cards and rows while others are read.
type queue struct {
	pages chan page
	done  chan error
}

// page is a note, or a card with its rows.
type page struct {
	note *anki.Note
	sort int
	card *anki.Card
	rows []anki.Row
}

// waiting is how many notes and cards wait at most.
const waiting = 1024

func newQueue(w *anki.Writer) *queue {
	q := &queue{pages: make(chan page, waiting), done: make(chan error, 1)}
	go func() {
		var err error
		for p := range q.pages {
			switch {
			case err != nil: // nothing more is written
			case p.note != nil:
				err = w.Note(p.note, p.sort)
			default:
				w.Rows(p.rows)
				err = w.Card(p.card)
			}
		}
		q.done <- err
	}()
	return q
}

// Note hands a note over to what writes it; its error comes with wait.
func (q *queue) Note(n *anki.Note, sort int) error {
	q.pages <- page{note: n, sort: sort}
	return nil
}

// Card hands a card over as Note does a note.
func (q *queue) Card(c *anki.Card, rows []anki.Row) error {
	q.pages <- page{card: c, rows: rows}
	return nil
}

// wait ends the queue and returns what went wrong.
func (q *queue) wait() error {
	close(q.pages)
	return <-q.done
}

// book takes notes, and cards with their rows of the review log. Of a note all cards have been seen
// when it comes; its deck is that of its first.
type book interface {
	Note(n *anki.Note, sort int) error
	Card(c *anki.Card, rows []anki.Row) error
}

// exporter goes through a collection.
type exporter struct {
	Report
	c        Collection
	ctx      context.Context
	book     book
	progress func(done float64)
	today    srs.Day

	sources *sources
	decks   *decks
	media   *mediaFinder
	file    *deckText
	notes   map[string]*note // by guid
	types   map[int64]*anki.Notetype
	taken   map[int64]bool // ids of notes
	takenC  map[int64]bool // and of cards
	place   int64          // of new cards
	changed time.Time      // when the newest thing was said of a card

	siblings []*learned // of the note that is being gathered
}

func newExporter(ctx context.Context, c Collection, to book, progress func(done float64)) *exporter {
	return &exporter{
		c: c, ctx: ctx, book: to, progress: progress, today: c.Calendar.Day(c.Now),
		media: newMediaFinder(c.Library), notes: make(map[string]*note), types: make(map[int64]*anki.Notetype),
		taken: make(map[int64]bool), takenC: make(map[int64]bool), changed: created,
	}
}

// run writes the notes and cards of a scope.
func (e *exporter) run(scope storage.Scope) (err error) {
	if e.sources, err = readSources(e.c); err != nil {
		return err
	}
	for _, s := range e.sources.notes {
		e.taken[s.id] = true
		for _, o := range s.cards {
			e.takenC[o.id] = true
		}
	}
	e.decks = newDecks(&e.c.Config, e.sources)
	total, done := 1, 0
	if all, err := e.c.Schedules(scope); err == nil {
		total = max(all.Total, 1)
	}
	r := replays{calendar: e.c.Calendar, take: e.gather}
	defer r.work.Wait()
	var failed error
	err = e.c.CardsWithPast(scope, func(card *storage.Card, past storage.Past) bool {
		if done++; done%1000 == 0 && e.progress != nil {
			e.progress(float64(done) / float64(total) * gathered)
		}
		if !card.Draft && card.Path != "" {
			failed = r.add(e.learned(card), past)
		}
		return failed == nil && e.ctx.Err() == nil
	})
	err = cmp.Or(err, failed, e.ctx.Err())
	if err == nil {
		err = r.end()
	}
	if err == nil {
		err = e.write(e.siblings)
	}
	if err == nil {
		err = e.writeKept()
	}
	return err
}

// gather writes a note once its last card is there.
func (e *exporter) gather(l *learned) (err error) {
	if s := e.siblings; len(s) > 0 && (s[0].Path != l.Path || s[0].Line != l.Line) {
		err = e.write(s)
		e.siblings = s[:0]
	}
	e.siblings = append(e.siblings, l)
	return err
}

// gathered is the share of the work that is done when the rows are gathered.
const gathered = 0.8

func (e *exporter) usedTypes() []*anki.Notetype {
	list := make([]*anki.Notetype, 0, len(e.types))
	for _, t := range e.types {
		list = append(list, t)
	}
	slices.SortFunc(list, func(a, b *anki.Notetype) int { return cmp.Compare(a.ID, b.ID) })
	return list
}
