package cli

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/cmd/internal/term"
	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
)

type reviewOptions struct {
	sitting
	preview bool // new cards are only looked at
	plain   bool
	web     bool // on a page in the browser
	speak   bool // cards are read aloud
	yes     bool // what is sent for that is agreed to
	exam    string

	newFlag   int
	aheadFlag string
}

// sitting is what somebody wants of a review.
type sitting struct {
	fresh   *int    // new cards for once; nil for what is left of the day's limit
	ahead   srs.Day // how many study days before they are due reviews are asked
	minutes int     // that there are for it; 0 for as long as it takes
}

func newReview(a *app) *cobra.Command {
	var opts reviewOptions
	cmd := &cobra.Command{
		Use:   "review [QUERY…]",
		Short: "Ask the cards that are due",
		Long: `
Ask the cards that are due, in the whole collection or in the decks, files or folders you name:
first cards whose learning step is over, then reviews, then new cards. Every answer is saved the
moment you give it, so you can stop at any time.

With --minutes, reviews come in the order of what their time saves: first those of which most would
be forgotten by tomorrow, for each second that your answers to them take. No further card is asked
when the time is up. With --ahead, the reviews of the coming days are asked too, before they are due
and regardless of limits: your memory of them is updated by the time that has really passed. With
--preview, you look at new cards and their answers before you learn them; nothing is rated or
written. With --exam, every card of an exam that was asked before is asked once more, whenever it is
due: "cards help exam".

If some new cards look like edits of cards you already know, you are asked about these first, so
that they keep their progress. "cards relink --review" does the same at any time.

Without a terminal, or with TERM=dumb or ACCESSIBLE set, it works line by line, as with --plain.`,
		Example: "cards review\ncards review --minutes 20\ncards review --ahead 3d " +
			"spanish",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeQuery,
		PreRunE: func(cmd *cobra.Command, args []string) error {
			return opts.check(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case opts.web:
				return runServe(cmd.Context(), a, serveOptions{once: true, query: args})
			case opts.preview:
				return previewNew(cmd.Context(), a, opts, args)
			case opts.exam != "":
				var err error
				if args, err = lastPass(cmd.Context(), a, &opts, opts.exam); err != nil {
					return err
				}
			}
			return runReview(cmd.Context(), a, opts, args)
		},
	}
	opts.addFlags(cmd)
	_ = cmd.RegisterFlagCompletionFunc("exam", a.completeExams) // it is there, and has none yet
	return cmd
}

func (o *reviewOptions) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.IntVar(&o.newFlag, "new", 0,
		"ask up to `N` new cards this time, regardless of the daily limit")
	f.StringVar(&o.aheadFlag, "ahead", "",
		"also ask what is due within the next `TIME`, such as 3d")
	f.IntVar(&o.minutes, "minutes", 0,
		"stop after `N` minutes; ask first what saves most for its time")
	f.StringVar(&o.exam, "exam", "", "ask all cards of the exam `NAME` once more")
	f.BoolVar(&o.preview, "preview", false, "look at new cards and their answers; nothing is rated")
	f.BoolVar(&o.speak, "speak", false, "read questions and answers aloud; see \"cards podcast\"")
	f.BoolVar(&o.yes, "yes", false, "agree to texts being sent to a speech server")
	f.BoolVar(&o.plain, "plain", false,
		"work line by line: no cursor movement, one line read per step")
	f.BoolVar(&o.web, "web", false, "review on a page in the browser")
}

// check takes over the flags that may not have their zero value, and refuses what does not go
// together.
func (o *reviewOptions) check(cmd *cobra.Command, args []string) error {
	const mostMinutes = 24 * 60
	given := cmd.Flags().Changed
	if given("new") {
		o.fresh = &o.newFlag
	}
	if o.newFlag < 0 {
		return usagef("review: --new %d: not a number of cards", o.newFlag)
	}
	if given("minutes") {
		if err := inBounds("review", "--minutes", o.minutes, 1, mostMinutes); err != nil {
			return err
		}
	}
	if given("ahead") {
		days, err := dayCount("review", "--ahead", o.aheadFlag, 1)
		if err != nil {
			return err
		}
		o.ahead = srs.Day(days)
	}
	for _, other := range []string{"new", "ahead", "minutes", "preview", "exam", "speak", "plain"} {
		if o.web && given(other) {
			return usagef("review: --web cannot be combined with --%s", other)
		}
	}
	switch {
	case o.preview && (o.ahead > 0 || o.minutes > 0):
		return usagef("review: --preview cannot be combined with --ahead or --minutes")
	case o.exam != "" && !o.preview && (len(args) > 0 || o.ahead > 0):
		return usagef("review: --exam takes no query and no --ahead: the exam says which cards " +
			"are asked")
	}
	return nil
}

func runReview(ctx context.Context, a *app, opts reviewOptions, args []string) error {
	c, err := a.compiled(ctx, "review")
	if err != nil {
		return err
	}
	if c.rule == folders.ByDefault && len(args) == 0 && holdsCards(a.Dir) {
		a.say(
			"the cards in this folder do not belong to a collection yet: `cards init .` makes " +
				"it one")
	}
	scope, err := a.selected(c, args)
	if err != nil {
		return err
	}
	cards, err := c.Schedules(scope)
	if err != nil {
		return err
	}
	if cards.Total == 0 {
		return noCards(c, scope, args)
	}
	if n := c.found.Errors; n > 0 {
		a.say("%s left out: `cards check` shows them", out.Plural(n, "problem"))
	}
	if err := c.Sound(); err != nil {
		return err
	}
	if err := c.writable(); err != nil {
		return fmt.Errorf("answers cannot be saved: %w", err)
	}
	settled, stop, err := settleFirst(ctx, a, c, scope, opts.plain)
	if err != nil || stop {
		return err
	}
	s, err := a.session(c, scope, opts.sitting)
	if err != nil {
		return err
	}
	left, _ := s.Left()
	if err := sitDown(ctx, a, c, s, opts, settled); err != nil {
		return err
	}
	if left.Total() == 0 {
		if err := printWaiting(a, c, scope); err != nil {
			return err
		}
	}
	return afterSitting(ctx, a, c)
}

// remember brings the memory of all cards up to date with new parameters, some at a time, so that
// nobody else waits.
func remember(ctx context.Context, c *storage.Collection) error {
	for more := true; more && ctx.Err() == nil; {
		var err error
		if more, err = c.Remember(); err != nil {
			return err
		}
	}
	return nil
}

// writable returns an error if the review log cannot be written, as in a folder that only others
// may write.
func (c *collection) writable() error {
	f, err := os.OpenFile(c.log(), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

// sitDown lets the person answer, on the screen or line by line, after it has said what was settled
// before, if anything.
func sitDown(
	ctx context.Context, a *app, c *collection, s *session.Session, opts reviewOptions,
	settled string,
) error {
	screen, err := s.Screen()
	if err != nil {
		return err
	}
	var notice []string
	if settled != "" {
		notice = append(notice, settled)
	}
	doubt, err := clockDoubt(a, c)
	if err != nil {
		return err
	}
	if doubt != "" {
		notice = append(notice, doubt)
	}
	waits, err := waiting(s.Plan(), opts.sitting)
	if err != nil {
		return err
	}
	if words := newDueNow(screen.Left, screen.Time).words(a.out); words != "" {
		notice = append(notice, words)
	}
	if waits != "" {
		notice = append(notice, waits)
	}
	if !opts.speak {
		return showSession(ctx, a, c, s, opts.plain, nil, notice)
	}
	reader, err := newReader(ctx, a, c, opts.yes)
	if err != nil {
		return err
	}
	defer reader.close()
	return showSession(ctx, a, c, s, opts.plain, reader, notice)
}

// showSession runs a session on the screen or line by line, read aloud if there is a reader, and
// says some things first.
func showSession(
	ctx context.Context, a *app, c *collection, s *session.Session, plain bool, reader term.Reader,
	notice []string,
) error {
	if now := a.Getenv("CARDS_NOW"); now != "" {
		notice = append(notice, "the clock was set to "+now+" by CARDS_NOW")
	}
	o := termOptions(ctx, a, c)
	o.Notice, o.Reader = strings.Join(notice, a.out.Sign(" · ")), reader
	o.Plays = session.DefaultKeys().Of(session.Play).Name
	if in, out, ok := a.screen(); ok && !plain {
		o.Plays = term.FirstKey(o.Keys, session.Play)
		return term.RunScreen(ctx, s, in, out, a.Vars, o)
	}
	return term.RunPlain(ctx, s, a.Stdin, a.out, o)
}

// termOptions is what every sitting on a terminal or line by line needs.
func termOptions(ctx context.Context, a *app, c *collection) term.Options {
	keys, _ := session.KeysOf(c.config.Keys) // they were checked when the configuration was read
	o := term.Options{
		Terminal: a.terminal(), Keys: keys, Calendar: a.calendar(c),
		Kept: a.shortPath(c.log()), Media: a.media(c), Autoplay: *c.settings.Autoplay,
		Columns: a.out.Width,
	}
	// its output would be in the object
	if _, named := a.editor(); (named || a.converses()) && !a.json.wanted {
		o.Editor = func(file string, line int) *exec.Cmd { return a.editing(ctx, file, line) }
	}
	return o
}

// clockDoubt says why the clock may be wrong; empty if it seems right.
func clockDoubt(a *app, c *collection) (string, error) {
	at, err := c.Latest()
	if err != nil || !desk.IsDoubtful(at, a.Now()) {
		return "", err
	}
	return doubtOf(a, at), nil
}

func doubtOf(a *app, at time.Time) string {
	return "is the clock right? The newest answer is dated " +
		at.In(a.Zone).Format("2006-01-02 15:04")
}

// sayClock says that the clock may be behind: less is due then than the person expects.
func sayClock(a *app, c *collection) error {
	at, err := c.Latest()
	if err == nil && at.After(a.Now()) && desk.IsDoubtful(at, a.Now()) {
		a.say("%s", doubtOf(a, at))
	}
	return err
}

// noCards says that there is nothing to ask in what was named.
func noCards(c *collection, scope storage.Scope, args []string) error {
	if scope.Cards != nil {
		return fmt.Errorf("no card matches %q", strings.Join(args, " "))
	}
	where := fmt.Sprintf("%q", c.asked)
	if len(args) > 0 {
		where = out.OrList(args)
	}
	return &hinted{fmt.Errorf("no cards in %s", where), howToWrite}
}

// session begins a sitting.
func (a *app) session(c *collection, scope storage.Scope, want sitting) (*session.Session, error) {
	m, err := c.Models()
	if err != nil {
		return nil, err
	}
	config := sessionConfig(a, c, m)
	config.Scope, config.Rules = scope, c.rules(want.fresh)
	config.Rules.Ahead, config.Rules.Saving = want.ahead, want.minutes > 0
	config.Time = time.Duration(want.minutes) * time.Minute
	return session.New(c.Collection, config)
}

// sessionConfig is what holds for every review.
func sessionConfig(a *app, c *collection, m storage.Models) session.Config {
	return session.Config{
		LearnAhead: *c.settings.LearnAhead, Now: a.Now, Leeches: desk.LeechesOf(c.config),
		Schedulers: desk.NewSchedulers(c.config, m, a.calendar(c)),
	}
}
