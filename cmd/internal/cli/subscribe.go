package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/subscribe"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/sync/seal"
)

type subscribeOptions struct {
	update, list, yes, diff bool
	remove, theirs, mine    string
}

func newSubscribe(a *app) *cobra.Command {
	var opts subscribeOptions
	cmd := &cobra.Command{
		Use:   "subscribe [ADDRESS|FILE]",
		Short: "Take decks that others publish, and keep them up to date",
		Long: `
Fetch a deck that somebody has published with "cards publish" into the folder "subscribed" of the
collection. The first time you are shown six words of the author's key, to compare with the words
that the author gives you; from then on only what that key has signed is accepted, and never an
older version.

--update fetches what is new for all of them, as "cards sync" does too. Your progress stays, even
for cards that the author has reworded or moved. A file that you changed stays as it is: --diff FILE
shows what the author has now, --theirs FILE takes that, --mine FILE keeps yours. A single "cards
undo" takes an update back.

With --list --json, print an array of objects: {"name", "address", "folder", "version", "files",
"changed"}.`,
		Example: "cards subscribe https://example.org/decks/biology-101/",
		Args:    wantArgs(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runSubscribe(cmd.Context(), a, opts, args)
		},
	}
	a.jsonFlag(cmd, "print an array of objects", subscribedJSON{})
	flags := cmd.Flags()
	flags.BoolVar(&opts.yes, "yes", false, "trust the key without asking")
	flags.BoolVar(&opts.update, "update", false, "fetch what is new")
	flags.BoolVar(&opts.list, "list", false, "list the decks that you subscribe to")
	flags.StringVar(&opts.remove, "remove", "", "forget the deck `NAME`; its files stay")
	flags.BoolVar(&opts.diff, "diff", false,
		"change nothing; show how the author's version of a file differs from yours")
	flags.StringVar(&opts.theirs, "theirs", "", "take the author's version of a `FILE`")
	flags.StringVar(&opts.mine, "mine", "", "keep your version of a `FILE`")
	cmd.MarkFlagsMutuallyExclusive("update", "list", "remove", "diff", "theirs", "mine")
	return cmd
}

// subscribedJSON is one element of `cards subscribe --list --json`.
type subscribedJSON struct {
	Name    string   `json:"name"`
	Address string   `json:"address"`
	Folder  string   `json:"folder"`
	Version int      `json:"version"`
	Files   int      `json:"files"`
	Changed []string `json:"changed"` // here and by the author
}

func runSubscribe(ctx context.Context, a *app, o subscribeOptions, args []string) error {
	file := o.theirs + o.mine
	acts := o.update || o.list || o.remove != "" || file != ""
	if acts == (len(args) == 1) || o.diff && acts {
		return usagef("subscribe: either an address, or one of --update, --list, --remove, " +
			"--diff FILE, --theirs and --mine")
	}
	if o.diff {
		file = args[0]
	}
	c, err := a.compiled(ctx, "subscribe")
	if err == nil {
		err = c.exists()
	}
	if err != nil {
		return err
	}
	kept, err := subscribe.Read(c.Root())
	if err != nil {
		return err
	}
	s := &subscribing{app: a, c: c, kept: kept}
	switch {
	case o.list:
		return s.list()
	case o.update:
		return s.update(ctx)
	case o.remove != "":
		return s.remove(o.remove)
	case file != "":
		return s.settle(o, file)
	}
	return s.add(ctx, args[0], o.yes)
}

// subscribing is one run of subscribe.
type subscribing struct {
	*app
	c    *collection
	kept *subscribe.Kept
}

// fetchError says from where a deck could not be fetched, and what its address is if there is none.
func fetchError(source subscribe.Source, err error) error {
	named := fmt.Errorf("subscribe %q: %w", source, err)
	if !errors.Is(err, fs.ErrNotExist) {
		return named
	}
	return &hinted{named, "a deck has the address that `cards publish` printed: that of the folder " +
		"with its " + subscribe.ManifestName}
}

func (s *subscribing) add(ctx context.Context, address string, trusted bool) error {
	if folder, ok := strings.CutPrefix(address, "dir:"); ok && folder != "" {
		if rest, ok := strings.CutPrefix(folder, "~/"); ok && s.Getenv("HOME") != "" {
			folder = filepath.Join(s.Getenv("HOME"), rest)
		}
		address = "dir:" + s.path(folder)
	}
	source, err := subscribe.Open(address)
	if err != nil {
		return &usageError{text: "subscribe: " + err.Error()}
	}
	if d := s.kept.Find(source.String()); d != nil {
		return &hinted{
			fmt.Errorf("you already subscribe to %s", d.Name),
			"`cards subscribe --update` fetches what is new",
		}
	}
	fetched, err := subscribe.Fetch(ctx, source)
	if err != nil {
		return fetchError(source, err)
	}
	m := fetched.Manifest
	words := seal.Words(subscribe.Fingerprint(m.Key))
	s.say("%s, version %d, %s. The words of its author's key: %s", out.Line(m.Name), m.Version,
		out.Plural(len(m.Files), "file"), words)
	if !trusted {
		if !s.converses() {
			return &usageError{
				"subscribe: nothing was fetched, since you have not trusted that key",
				"--yes trusts it",
			}
		}
		agreed, err := s.ask(ctx, "Are these the words that the author gave you?")
		if err != nil || !agreed {
			return s.unchanged(err)
		}
	}
	report, err := s.kept.Add(ctx, s.c.Collection, fetched, s.Now())
	if err != nil {
		return fmt.Errorf("subscribe: %w", err)
	}
	s.print("%s is in %s: `cards review %s` asks it", out.Line(m.Name),
		out.Line(report.Deck.Folder), shellWord(report.Deck.Folder))
	s.sayKept(report)
	return nil
}

// update fetches what is new of all decks. One that cannot be had does not keep the others back.
func (s *subscribing) update(ctx context.Context) error {
	failed := false
	for _, d := range s.kept.Decks {
		report, err := s.kept.Update(ctx, s.c.Collection, d, s.Now())
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			failed = true
			s.say("%s: not updated: %s", out.Line(d.Name), out.Line(err.Error()))
			continue
		}
		s.sayUpdate(report)
	}
	if len(s.kept.Decks) == 0 {
		s.say("you do not subscribe to any deck")
	}
	if failed {
		return ended(exitFailed)
	}
	return nil
}

func (s *subscribing) sayUpdate(r subscribe.Report) {
	if r.From == r.Deck.Version {
		s.print("%s: version %d, nothing new", out.Line(r.Deck.Name), r.From)
		return
	}
	s.print("%s", updated(r))
	s.sayKept(r)
}

// updated says what an update did.
func updated(r subscribe.Report) string {
	did := out.Plural(r.Written, "file") + " written"
	if r.Removed > 0 {
		did += ", " + out.Count(r.Removed) + " removed"
	}
	return fmt.Sprintf("%s: updated from version %d to %d: %s",
		out.Line(r.Deck.Name), r.From, r.Deck.Version, did)
}

func (s *subscribing) sayKept(r subscribe.Report) {
	for _, path := range r.Kept {
		s.say("%s was changed here and by the author: yours is kept; `cards subscribe --diff %s` "+
			"shows theirs, --theirs takes theirs, --mine keeps yours",
			out.Line(path), shellWord(path))
	}
}

func (s *subscribing) list() error {
	listed := []subscribedJSON{}
	for _, d := range s.kept.Decks {
		changed := []string{}
		for _, name := range d.Changed {
			changed = append(changed, d.Folder+"/"+name)
		}
		listed = append(listed, subscribedJSON{
			d.Name, d.URL, d.Folder, d.Version,
			len(d.Files), changed,
		})
	}
	if s.json.wanted {
		return s.printJSON(listed)
	}
	if len(listed) == 0 {
		s.say("you do not subscribe to any deck; `cards subscribe ADDRESS` fetches one")
		return nil
	}
	t := out.Table{}
	for _, d := range listed {
		changed := ""
		if len(d.Changed) > 0 {
			changed = "changed here and by the author: " + out.Line(strings.Join(d.Changed, ", "))
		}
		t.Add(out.Line(d.Name), fmt.Sprintf("version %d", d.Version), out.Plural(d.Files, "file"),
			out.Line(d.Folder), out.Line(d.Address), changed)
	}
	t.Print(s.out)
	return nil
}

func (s *subscribing) remove(name string) error {
	d := s.kept.Find(name)
	if d == nil {
		return &hinted{
			fmt.Errorf("%q is not a deck that you subscribe to", name),
			"`cards subscribe --list` shows them",
		}
	}
	if err := s.kept.Remove(d); err != nil {
		return err
	}
	s.print("%s is no longer updated; its files stay in %s", out.Line(d.Name),
		out.Line(d.Folder))
	return nil
}

// settle shows, takes or leaves the author's version of a file that was changed here.
func (s *subscribing) settle(o subscribeOptions, file string) error {
	path := folders.Path(s.c.Root(), s.path(file))
	d, name := s.kept.FindFile(path)
	if d == nil { // as listings name it
		path = file
		d, name = s.kept.FindFile(path)
	}
	if d == nil {
		return &hinted{
			fmt.Errorf("%q is not in a deck that you subscribe to", file),
			"`cards subscribe --list` shows them",
		}
	}
	if !slices.Contains(d.Changed, name) {
		return fmt.Errorf("%q: the author has nothing that you do not have, or had", path)
	}
	theirs, err := s.kept.Theirs(d, name)
	if err != nil {
		return err
	}
	mine, err := desk.ReadDeck(s.c.file(path))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	switch {
	case o.diff:
		s.printDiff(path, mine, theirs)
		return nil
	case o.theirs != "":
		if err := s.take(path, mine, theirs); err != nil {
			return err
		}
		s.print("%s is the author's now; `cards undo` brings yours back", out.Line(path))
	default:
		s.print("%s stays yours", out.Line(path))
	}
	return s.kept.Settle(d, name)
}

func (s *subscribing) take(path string, mine, theirs []byte) error {
	change := storage.FileChange{Path: path, Before: mine, After: theirs}
	return desk.Rewrite(s.c.Collection, s.Now(), []storage.FileChange{change})
}

// updateSubscribed is what sync does for decks of others: what cannot be had is said, and spoils
// nothing.
func updateSubscribed(ctx context.Context, a *app, c *collection) error {
	kept, err := subscribe.Read(c.Root())
	if err != nil || len(kept.Decks) == 0 {
		return err
	}
	s := &subscribing{app: a, c: c, kept: kept}
	for _, d := range kept.Decks {
		report, err := kept.Update(ctx, c.Collection, d, a.Now())
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			s.say("%s: not updated: %s", out.Line(d.Name), out.Line(err.Error()))
		} else if report.From != d.Version {
			s.say("%s", updated(report))
			s.sayKept(report)
		}
	}
	return nil
}
