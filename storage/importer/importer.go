package importer

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

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
	Format string // one of [formats.Names]: the only one to read; "" to recognise it
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
// Of a deck of the collection comes what it does not ask: questions whose labels are none of ours.
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
	in := target{
		root: to, config: config, dry: o.DryRun, known: make(map[string]error),
		absent: make(map[string]bool),
	}
	im := &importer{ctx: ctx, collection: c, options: o, origin: from, plan: plan{target: in}}
	return im.all()
}

// importer brings what a source holds into a collection: it is read, taken in, and written.
type importer struct {
	ctx        context.Context
	collection *storage.Collection
	options    Options
	origin     *origin
	plan       plan
}

func (im *importer) all() (_ []Report, err error) {
	in := im.newIntake()
	r := &reading{
		ctx: im.ctx, collection: im.collection, options: im.options, origin: im.origin, to: in,
	}
	defer func() { err = errors.Join(err, r.close()) }()
	if err := r.all(); err != nil {
		return nil, err
	}
	if err := in.gathered.write(&im.plan); err != nil {
		return nil, err
	}
	r.remarkLearned()
	if !im.options.DryRun && !im.plan.isEmpty() {
		in.seen = nil // they may be many
		if err := im.write(in.reports); err != nil {
			return nil, err
		}
	}
	reports := slices.Clone(im.origin.left)
	for _, r := range in.reports {
		r.sort()
		reports = append(reports, *r)
	}
	slices.SortStableFunc(reports, func(a, b Report) int { return cmp.Compare(a.File, b.File) })
	return reports, nil
}

func (im *importer) newIntake() *intake {
	return &intake{parts: parts{
		options: im.options, collection: im.collection, origin: im.origin, plan: &im.plan,
		past: &past{collection: im.collection, source: im.origin.name},
		seen: make(map[deck.Key]bool), gathered: make(gathering),
		copies: &copies{im.origin, im.plan.target, make(map[string]error)},
	}}
}

// write puts what is planned into the collection. What could not be put there stands in the reports
// then.
func (im *importer) write(reports []*Report) error {
	w := writing{im.ctx, im.collection, &im.plan, reports, im.options.Now}
	t := telling{
		plan: &im.plan, source: im.origin.name,
		scheduler: im.options.Scheduler, now: im.options.Now,
	}
	return w.commit(summary(im.origin.name, reports), t.events())
}

// summary is what the log keeps of the run.
func summary(source string, reports []*Report) storage.Run {
	run := storage.Run{Imported: journal.Imported{Source: source}}
	for _, r := range reports {
		if run.Format == "" {
			run.Format = r.Format
		}
		run.Notes += r.Notes
		run.Cards += len(r.Cards)
		run.LeftOut += len(r.LeftOut) + len(r.Refused)
	}
	return run
}
