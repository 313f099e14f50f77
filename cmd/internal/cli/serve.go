package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/exam"
	"cards/cmd/internal/out"
	"cards/cmd/internal/report"
	"cards/cmd/internal/session"
	"cards/cmd/internal/term"
	"cards/cmd/internal/web"
	"cards/srs/stats"
	"cards/storage"
)

// usualPort is where the page is served if nobody names another one.
const usualPort = 8437

type serveOptions struct {
	web.Place
	noOpen  bool
	devices bool
	forget  string
	once    bool // it is one sitting of the query
	query   []string
}

func newServe(a *app) *cobra.Command {
	var opts serveOptions
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Review on a page, in the browser or on a phone",
		Long: fmt.Sprintf(
			`Serve a page on which you review, take a quiz, look at statistics, and find, add and
edit cards, as in the terminal. It is for this machine only, at http://127.0.0.1:%d, and opens in
your browser. Ctrl-C ends it.

With --lan, a phone in the same network can reach it too: scan the code, or type the link, within
five minutes; it works once, and enter shows another. The phone goes on without the network as long
as the page is open: answers wait on it and are sent when the network is back. Without a certificate
anyone on that network could read along; with --tls-cert and --tls-key, such as from "tailscale
cert", nobody can, and the page can be installed on the phone. --host gives another name by which
browsers know this machine.

--devices lists the paired browsers, --forget removes one.

With --json, print one line, {"url", "pair"}, once the page is being served: its address, and the
link that pairs a browser. With --devices --json, print an array of objects:
{"name", "paired"}.`, usualPort),
		Example: "cards serve\ncards serve --lan",
		Args:    wantArgs(0, 0),
		PreRunE: func(*cobra.Command, []string) error { return opts.check(a) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runServe(cmd.Context(), a, opts)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&opts.LAN, "lan", false, "also serve the private network of this machine")
	f.IntVar(&opts.Port, "port", usualPort, "listen on the port `N`; 0 for any free one")
	f.StringSliceVar(&opts.Hosts, "host", nil, "also answer to the host `NAME`; may be repeated")
	f.StringVar(&opts.Cert, "tls-cert", "", "serve with the certificate in `FILE`")
	f.StringVar(&opts.Key, "tls-key", "", "use the key in `FILE` for that certificate")
	f.BoolVar(&opts.noOpen, "no-open", false, "do not open the browser")
	f.BoolVar(&opts.devices, "devices", false, "list the paired browsers")
	f.StringVar(&opts.forget, "forget", "", "remove the paired browser `NAME`")
	a.jsonFlag(cmd, "print an object once it is listening", servedJSON{}, pairedJSON{})
	return cmd
}

// servedJSON is what `cards serve --json` prints.
type servedJSON struct {
	URL  string `json:"url"`
	Pair string `json:"pair"`
}

// pairedJSON is an element of what `cards serve --devices --json` prints.
type pairedJSON struct {
	Name   string    `json:"name"`
	Paired time.Time `json:"paired"`
}

func (o *serveOptions) check(a *app) error {
	if err := inBounds("serve", "--port", o.Port, 0, math.MaxUint16); err != nil {
		return err
	}
	if (o.Cert == "") != (o.Key == "") {
		return usagef("serve: --tls-cert and --tls-key only work together")
	}
	for _, file := range []*string{&o.Cert, &o.Key} {
		if *file != "" {
			*file = a.path(*file)
		}
	}
	return nil
}

func runServe(ctx context.Context, a *app, opts serveOptions) error {
	if opts.devices || opts.forget != "" {
		c, err := a.open("serve")
		if err != nil {
			return err
		}
		if opts.forget != "" {
			return forgetDevice(a, c, opts.forget)
		}
		return listDevices(a, c)
	}
	c, err := a.compiled(ctx, "serve")
	if err != nil {
		return err
	}
	if err := c.Sound(); err != nil {
		return err
	}
	if err := c.writable(); err != nil {
		return fmt.Errorf("answers cannot be saved: %w", err)
	}
	return serveCollection(ctx, a, c, opts)
}

// serveCollection serves the page of a collection until the person ends it.
func serveCollection(ctx context.Context, a *app, c *collection, opts serveOptions) error {
	place, err := opts.Open()
	if err != nil {
		err = fmt.Errorf("serve: %w", err)
		if _, taken := errors.AsType[*web.ListenError](err); taken {
			return &hinted{err, "--port 0 takes any free port"}
		}
		return err
	}
	defer place.Close()
	site, err := web.New(siteConfig(a, c, opts), place.Hosts)
	if err != nil {
		return err
	}
	code, err := site.NewCode()
	if err != nil {
		return err
	}
	pair := place.URL + "/p#" + code
	switch {
	case a.json.wanted:
		err = a.printJSON(servedJSON{place.URL + "/", pair})
	case opts.LAN:
		err = sayServed(a, opts, place.URL, pair)
	default:
		a.print("%s   stop: Ctrl-C", place.URL)
		openPage(ctx, a, opts, pair)
	}
	if err := errors.Join(err, a.out.Flush()); err != nil {
		return err
	}
	if opts.LAN && a.converses() {
		go newLinks(a, site, place.URL)
	}
	return site.Serve(ctx, place)
}

// sayServed shows a phone the way.
func sayServed(a *app, opts serveOptions, url, pair string) error {
	a.print("%s   stop: Ctrl-C", url)
	a.print("Phone: scan, or open %s   once, within 5 minutes; enter shows another", pair)
	if err := a.printQR(pair); err != nil {
		return err
	}
	if opts.Cert == "" {
		a.print("Anyone on this network could read along: there is no certificate. --tls-cert " +
			"makes it private.")
	}
	return nil
}

// newLinks shows another link each time the person presses enter.
func newLinks(a *app, site *web.Site, url string) {
	for {
		var b [1]byte
		if _, err := a.Stdin.Read(b[:]); err != nil {
			return
		}
		if b[0] != '\n' {
			continue
		}
		code, err := site.NewCode()
		if err != nil {
			return
		}
		a.say("%s/p#%s", url, code)
	}
}

// openPage opens the page in the browser; where there is none the person gets its link.
func openPage(ctx context.Context, a *app, opts serveOptions, pair string) {
	if !opts.noOpen && hasDisplay(a) {
		if err := startBrowser(ctx, a, pair); err == nil {
			return
		}
	}
	a.print("Open %s   once, within 5 minutes", pair)
}

// siteConfig is what the page is of.
func siteConfig(a *app, c *collection, opts serveOptions) web.Config {
	return web.Config{
		Store: c.Collection, Folders: c.config, Calendar: a.calendar(c),
		LearnAhead: *c.settings.LearnAhead,
		Steps:      *c.settings.Steps, Now: a.Now, Random: a.Random,
		Query: opts.query, Once: opts.once,
		Version: newBuild().Version,
		Secure:  opts.Cert != "", Log: func(line string) {
			a.say("%s  %s", a.Now().In(a.Zone).Format("15:04"), out.Line(line))
		},
		Compile: func(ctx context.Context) (err error) {
			c.found, err = c.Compile(ctx, a.Now())
			return err
		},
		Select: func(query []string) (storage.Scope, error) { return selectedQuietly(a, c, query) },
		Session: func(scope storage.Scope) (*session.Session, error) {
			return a.session(c, scope, sitting{})
		},
		Quiz: func(scope storage.Scope, n int) (*exam.Sitting, error) {
			return quizOf(a, c, scope, n)
		},
		Decks: func() (any, error) { return decksOf(a, c) },
		Stats: func(ctx context.Context) (any, error) {
			r, err := makeReport(siteStatistics(ctx, a, c), statsOptions{})
			return r.JSON, err
		},
		StatsPage: func(ctx context.Context, subject string, w io.Writer) error {
			return writeStats(ctx, a, c, subject, w)
		},
		Why: func(card *storage.Card) ([]string, error) {
			why, err := reasonsOf(a, c, card)
			if err != nil {
				return nil, err
			}
			account := term.Account{Width: 60, Calendar: a.calendar(c), Now: a.Now()}
			return account.Lines(why), nil
		},
	}
}

// decksOf are all decks, with what is due in each.
func decksOf(a *app, c *collection) ([]listedDeck, error) {
	decks, err := c.Decks(storage.Scope{})
	if err != nil {
		return nil, err
	}
	plan, err := a.plan(c, storage.Scope{})
	if err != nil {
		return nil, err
	}
	return newListedDecks(decks, plan.ByFile(a.Now())), nil
}

// siteStatistics are those of the whole collection over the usual span.
func siteStatistics(ctx context.Context, a *app, c *collection) *desk.Statistics {
	today := a.today(c)
	span := stats.Span{First: today - usualDays + 1, Last: today}
	return desk.NewStatistics(ctx, groundOf(a, c, storage.Scope{}), span, stats.StepFor(span))
}

// writeStats writes the page of a subject, or the overview.
func writeStats(ctx context.Context, a *app, c *collection, name string, w io.Writer) error {
	s := siteStatistics(ctx, a, c)
	opts := statsOptions{}
	if subject, ok := report.SubjectOf(name); ok {
		opts.subject = subject.Name
	}
	r, err := makeReport(s, opts)
	if err != nil {
		return err
	}
	return r.Page(s, nil).HTML(w)
}

// quizOf begins a quiz on the page.
func quizOf(a *app, c *collection, scope storage.Scope, questions int) (*exam.Sitting, error) {
	m, err := c.Models()
	if err != nil {
		return nil, err
	}
	seed, err := a.seed("")
	if err != nil {
		return nil, err
	}
	return exam.New(c.Collection, exam.Config{
		Kind: exam.Quiz, Scope: scope, Questions: questions, Form: exam.Auto,
		Seed: seed, Now: a.Now,
		Schedulers: desk.NewSchedulers(c.config, m, a.calendar(c)),
		Leeches:    desk.LeechesOf(c.config),
	})
}

func listDevices(a *app, c *collection) error {
	list, err := web.Devices(c.Root())
	if err != nil {
		return err
	}
	if a.json.wanted {
		printed := []pairedJSON{}
		for _, d := range list {
			printed = append(printed, pairedJSON{d.Name, d.Paired})
		}
		return a.printJSON(printed)
	}
	t := out.Table{}
	for _, d := range list {
		t.Add(d.Name, d.Paired.In(a.Zone).Format("2006-01-02 15:04"))
	}
	t.Print(a.out)
	if len(list) == 0 {
		a.say("no browser is paired")
	}
	return nil
}

func forgetDevice(a *app, c *collection, name string) error {
	gone, err := web.Forget(c.Root(), name)
	if err != nil {
		return err
	}
	if !gone {
		return &hinted{
			fmt.Errorf("serve: no browser %q is paired", name),
			"`cards serve --devices` lists them",
		}
	}
	a.print("%s is no longer paired", out.Line(name))
	return nil
}
