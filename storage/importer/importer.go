package importer

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"cards/deck"
	"cards/deck/settings"
	"cards/srs"
	"cards/storage"
	"cards/storage/beside"
	"cards/storage/folders"
	"cards/storage/journal"
)

// Options say how to import.
type Options struct {
	Format string // one of [FormatNames]: the only one to read; "" to recognise it
	Deck   string // name of the deck that notes go to; "" for one named after the file
	DryRun bool   // report what would be done, and write nothing
	Update bool   // take the new text of notes that have changed in the source
	Theirs bool   // also of those that were edited here
	Again  bool   // bring back what came before and is gone

	// Separator and RowSeparator divide the sides and the rows of a text; "" to find out, and for rows
	// the end of a line.
	Separator, RowSeparator string

	// Of sources with decks, tags and histories of their own:
	From       []string // take notes of these decks of the source, and of those below; none: all
	Tags       []string // take notes with one of these tags, or tags below; none: all
	NoHistory  bool     // take notes as new ones
	Parameters bool     // take the parameters of memory too

	Stdin     io.Reader      // what a source named "-" is
	Settings  settings.Set   // that hold for decks without a preset
	Scheduler *srs.Scheduler // that histories are replayed by
	Zone      *time.Location // of times in sources that name none
	Now       time.Time
}

// Stdin is the source that stands for standard input.
const Stdin = "-"

// Import brings source, an absolute path or [Stdin], into a collection that is compiled: a file as
// a deck of its name, beside the decks there or in the deck that [Options] name; of a folder every
// file that can be read, as a folder of its name. The media that notes refer to by paths inside of
// source, or of a single file's folder, come with them.
//
// What came before is recognised: the same import twice changes nothing. Text that no import wrote
// is never overwritten. Deck files appear whole or not at all, and with the log as one step, which
// undo takes back.
//
// Import returns a report on each file, ordered by path. What could not be taken is in the reports.
// An error says that nothing was: an [*UnsupportedError] if source is of no format that is read, a
// [*SourceError] if it cannot be taken as it is.
func Import(ctx context.Context, c *storage.Collection, source string,
	o Options,
) ([]Report, error) {
	config, err := folders.ReadConfig(c.Root())
	if err != nil {
		return nil, err
	}
	from, err := openOrigin(source, config.Roots(c.Root()), o.Stdin)
	if err != nil {
		return nil, err
	}
	defer from.close()
	to, err := os.OpenRoot(c.Root())
	if err != nil {
		return nil, err
	}
	defer to.Close()
	defer beside.Hold(filepath.Join(c.Root(), folders.Folder))() // what is staged is nobody's litter
	im := &importer{
		ctx: ctx, collection: c, options: o, origin: from,
		target: target{
			root: to, config: config, dry: o.DryRun, known: make(map[string]error),
			absent: make(map[string]bool),
		},
		seen: make(map[deck.Key]bool), media: make(map[string]error),
	}
	return im.all()
}

// importer is the state of one import.
type importer struct {
	ctx        context.Context
	collection *storage.Collection
	options    Options
	origin     *origin
	target     target
	seen       map[deck.Key]bool // texts of the notes before
	media      map[string]error  // what became of media, by where it is and where it belongs
	past       *past             // what earlier runs of the source brought; nil until it is asked for
	plan       plan
	pending    []*taking                 // files that are read, and not yet compared with what is there
	waiting    int                       // pieces in them
	foreseen   map[deck.Key]storage.Fate // of texts of these; nil if they were not asked for
	reports    []*Report
	histories  map[string]*learned  // what files of the source know of its cards, by format
	opened     []func() error       // what is to be closed at the end
	rooms      sync.Pool            // of [eventRoom]
	printings  sync.Pool            // of [printing]
	together   map[string]*together // decks of folders of the source, by these
}

func (im *importer) all() (_ []Report, err error) {
	defer func() {
		for _, c := range im.opened {
			err = errors.Join(err, c())
		}
	}()
	if err := im.readLearned(); err != nil {
		return nil, err
	}
	if err := im.allFiles(); err != nil {
		return nil, err
	}
	if err := im.writeTogether(); err != nil {
		return nil, err
	}
	im.remarkLearned()
	if err := im.commit(); err != nil {
		return nil, err
	}
	reports := slices.Clone(im.origin.left)
	for _, r := range im.reports {
		r.sort()
		reports = append(reports, *r)
	}
	slices.SortStableFunc(reports, func(a, b Report) int { return cmp.Compare(a.File, b.File) })
	return reports, nil
}

// file reads one file and plans what comes of it. The error says that it is in another format and
// all that there is to import.
func (im *importer) file(name string) error {
	if err := im.ctx.Err(); err != nil {
		return err
	}
	r := newReport(ownFormat, im.origin.prefix+name)
	im.reports = append(im.reports, &r)
	data, done, err := im.tryOpen(&r, name)
	if done {
		return err
	}
	if data == nil {
		if data, err = im.origin.read(im.ctx, name); err != nil {
			r.refuse(0, cause(err))
			return im.ctx.Err()
		}
		known := recognisePacked(newSample(name, data), im.options.Format)
		if known.Open != nil {
			return im.open(&r, name, known, bytes.NewReader(data), int64(len(data)))
		}
	}
	content, err := im.content(&r, name, data)
	if err != nil || content == nil {
		return err
	}
	return im.take(&r, name, content)
}

// content returns what a file holds; nil if it cannot be read or holds nothing to ask, which it
// reports. The error says that it is in another format and all that there is to import.
func (im *importer) content(r *Report, name string, data []byte) (*Content, error) {
	data, encoding := decoded(data)
	if bytes.Count(data, []byte("\n")) > maxLines {
		r.refuse(0, errLines)
		return nil, nil
	}
	known, sample := im.recognise(name, data)
	if known.Read == nil {
		return nil, im.unread(r, name, data)
	}
	r.Format, r.Reason = known.name, known.words+": "+known.Reason
	if encoding != "" {
		r.Reason += "; in " + encoding
	}
	in := Input{
		Name: name, Data: data, Files: im.origin.fs(), Vault: sample.Vault,
		Zone: im.options.Zone, Now: im.options.Now, Learned: im.histories,
	}
	if sample.Whole {
		in.own = sample.own
	}
	content, err := known.Read(in)
	if err != nil {
		r.refuse(0, err)
		return nil, nil
	}
	return content, nil
}

// recognise returns what a file is by its beginning, or by all of it if that tells nothing; unless
// a person has said how it is to be read. It returns by what.
func (im *importer) recognise(name string, data []byte) (recognised, Sample) {
	s := im.origin.sample(name, data)
	if im.options.Separator != "" {
		return pairs(im.options.Separator, im.options.RowSeparator), s
	}
	known := recognise(s, im.options.Format)
	if !s.Whole && known.Confidence <= sure && im.options.Format == "" {
		s = s.of(data)
		known = recognise(s, "")
	}
	return known, s
}

// unread reports a file that cannot be read; the error says that it is all that there is.
func (im *importer) unread(r *Report, name string, data []byte) error {
	other := foreign(name, data)
	switch {
	case im.origin.single:
		err := &UnsupportedError{Path: im.origin.path, Format: other}
		if other == "" && isTextName(name) {
			err.Text = textErrorIn(data)
		}
		return err
	case other != "":
		r.Format = other
		r.leave(0, errors.New(other))
	case !isText(data):
		r.refuse(0, textErrorIn(data))
	default:
		r.leave(0, errNoCards)
	}
	return nil
}

var (
	errLines = fmt.Errorf(
		"more than %d lines, the most that are read: divide it into several files", maxLines)
	errBackup   = errors.New("an earlier version of a page, which Logseq keeps")
	errOpen     = errors.New("a quote that nothing closes: it was taken as it stands")
	errNoCards  = errors.New("no cards found in it")
	errOnlyText = errors.New("no cards found in it: it comes as a note beside the cards")
)

// maxLines is how many lines the largest file has that is read: each is accounted for, in some
// hundreds of bytes.
const maxLines = 1_500_000

func isText(data []byte) bool { return utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 }

// take plans what comes of the content of one file.
func (im *importer) take(r *Report, name string, content *Content) error {
	return im.enqueue(im.newTaking(r, name, content, deckTexts(content.Items)))
}

// newTaking returns how the content of one file is going to be taken, with the texts of its items,
// and reports what is not.
func (im *importer) newTaking(r *Report, name string, content *Content, texts []printed) *taking {
	for _, p := range content.Parts {
		switch p.As {
		case Left:
			r.LeftOut = append(r.LeftOut, Reason{p.Line, p.Reason})
		case Refused:
			r.Refused = append(r.Refused, Reason{p.Line, p.Reason})
		}
	}
	r.LeftOut = append(r.LeftOut, content.Doubts...)
	content.Parts = nil // they may be many, and are told now
	if content.whole != nil && len(content.Items) == 0 && len(r.Refused) == 0 {
		r.leave(0, errOnlyText)
	}
	t := &taking{importer: im, report: r, name: name, content: content}
	t.entries, t.kept = newEntries(r, content, texts)
	return t
}

// enqueue puts a file behind those that are to be compared with what is there.
func (im *importer) enqueue(t *taking) error {
	im.pending = append(im.pending, t)
	if im.waiting += len(t.entries); im.waiting < comparedAtOnce {
		return nil
	}
	return im.settle()
}

// summary is what the log keeps of the run.
func (im *importer) summary() storage.Run {
	run := storage.Run{Imported: journal.Imported{Source: im.origin.name}}
	for _, r := range im.reports {
		if run.Format == "" {
			run.Format = r.Format
		}
		run.Notes += r.Notes
		run.Cards += len(r.Cards)
		run.LeftOut += len(r.LeftOut) + len(r.Refused)
	}
	return run
}
