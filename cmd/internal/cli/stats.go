package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/report"
	"cards/srs"
	"cards/srs/stats"
	"cards/storage"
)

// statsOptions are the flags of stats.
type statsOptions struct {
	span spanOptions
	show out.PageOptions

	all, compare, open bool
	csv, html          string
	subject            string // empty: none
	query              []string
}

func newStats(a *app) *cobra.Command {
	var opts statsOptions
	cmd := &cobra.Command{
		Use:   "stats [SUBJECT] [QUERY…]",
		Short: "Show what you reviewed and what is coming",
		Example: "cards stats\ncards stats retention spanish --since 2026-01-01\ncards " +
			"stats --all --html stats.html --open",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeStats,
		PreRunE: func(cmd *cobra.Command, args []string) error {
			return cmp.Or(opts.check(args, a.json.wanted), opts.span.check(cmd))
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runStats(cmd.Context(), a, opts)
		},
	}
	opts.span.addFlags(cmd)
	f := cmd.Flags()
	f.BoolVar(&opts.all, "all", false, "show every subject")
	f.BoolVar(&opts.compare, "compare", false, "also show the span before it")
	f.BoolVar(&opts.show.Numbers, "table", false, "print the numbers below each chart")
	f.BoolVar(&opts.show.Plain, "plain", false, "print numbers instead of charts")
	f.StringVar(&opts.html, "html", "", "write the page to `FILE`, for a browser")
	f.BoolVar(&opts.open, "open", false, "show the page in the browser")
	f.StringVar(&opts.csv, "csv", "",
		"print the first table of a subject as CSV, or the one called `TABLE`")
	f.Lookup("csv").NoOptDefVal = firstTable
	a.jsonFlag(cmd, "print an object", report.Objects()...)
	return cmd
}

// firstTable stands for a table that nobody has named.
const firstTable = "first"

// statsHelp is the page of help, with what every subject means.
func statsHelp() string {
	var b strings.Builder
	b.WriteString(statsIntroduction)
	for _, s := range report.Subjects() {
		fmt.Fprintf(&b, "\n  %-16s%s\n", s.Name, s.Title)
		for line := range strings.Lines(s.Means) {
			b.WriteString("    " + line)
		}
		b.WriteString("\n")
	}
	b.WriteString(statsJSONHelp)
	return b.String()
}

// check takes the arguments apart and refuses flags that cannot be used together.
func (o *statsOptions) check(args []string, asJSON bool) error {
	o.query = args
	if len(args) > 0 {
		if s, ok := report.SubjectOf(args[0]); ok {
			o.subject, o.query = s.Name, args[1:]
		}
	}
	switch {
	case o.all && o.subject != "":
		return usagef("stats: --all and the subject %s cannot be used together", o.subject)
	case o.csv != "" && o.subject == "":
		return usagef("stats: --csv needs a subject, such as \"cards stats retention --csv\"")
	case o.compare && asJSON && o.subject == "" && !o.all:
		return usagef("stats: --compare with --json needs a subject or --all")
	case asJSON && (o.csv != "" || o.html != "" || o.open), o.csv != "" && (o.html != "" || o.open):
		return usagef("stats: only one of --json, --csv and --html can be used")
	}
	return nil
}

func runStats(ctx context.Context, a *app, opts statsOptions) error {
	c, scope, err := a.scoped(ctx, "stats", opts.query)
	if err != nil {
		return opts.misspelt(err)
	}
	span, step, err := opts.span.of(a.today(c))
	if err != nil {
		return err
	}
	s := desk.NewStatistics(ctx, groundOf(a, c, scope), span, step)
	if opts.span.days > 0 {
		s.Ahead = min(opts.span.days, mostAhead)
	}
	meter := a.meter("computing")
	s.Progress = meter.show
	r, err := makeReport(s, opts)
	meter.end()
	if err != nil {
		return err
	}
	switch {
	case a.json.wanted:
		return a.printJSON(r.JSON)
	case opts.csv != "":
		return printCSV(a, r, opts.csv)
	case opts.html != "" || opts.open:
		return showHTML(ctx, a, r.Page(s, opts.query), opts)
	}
	page := r.Page(s, opts.query)
	if opts.subject == "" && !opts.all {
		page.Title = ""
	}
	page.Print(a.out, opts.show)
	if opts.subject != "" || opts.all {
		return nil
	}
	return remindToRefit(a, c, c.Collection)
}

// misspelt adds to an error of the query that the first word may have been meant as a subject.
func (o *statsOptions) misspelt(err error) error {
	unknown, ok := errors.AsType[*storage.UnknownDeckError](err)
	if !ok || len(unknown.Near) > 0 || o.subject != "" || unknown.Name != o.query[0] {
		return err
	}
	var subjects []string
	for _, s := range report.Subjects() {
		subjects = append(subjects, s.Name)
	}
	return &hinted{err, meant(near(unknown.Name, subjects),
		"`cards decks` lists the decks; the subjects are "+strings.Join(subjects, ", "))}
}

// makeReport makes what is asked for.
func makeReport(s *desk.Statistics, opts statsOptions) (report.Report, error) {
	switch {
	case opts.all:
		return report.All(s, opts.compare)
	case opts.subject != "":
		subject, _ := report.SubjectOf(opts.subject)
		return report.Of(subject, s, opts.compare)
	}
	return report.Default(s, opts.compare)
}

// groundOf is what statistics of a scope are of.
func groundOf(a *app, c *collection, scope storage.Scope) desk.Ground {
	return desk.Ground{
		Store: c.Collection, Scope: scope, Calendar: a.calendar(c),
		Rules: c.rules(nil), Now: a.Now(),
		Retention: *c.settings.Retention,
	}
}

// todaysFigures are those of today.
func todaysFigures(ctx context.Context, a *app, c *collection) (desk.Figures, error) {
	today := a.today(c)
	span := stats.Span{First: today, Last: today}
	return desk.NewStatistics(ctx, groundOf(a, c, storage.Scope{}), span, stats.ByDay).Figures()
}

// printCSV prints a table of a subject.
func printCSV(a *app, r report.Report, name string) error {
	var names []string
	for _, p := range r.Parts {
		if p.Number == nil {
			continue
		}
		if name == firstTable || name == p.Number.Name {
			return p.Number.CSV(a.out)
		}
		names = append(names, p.Number.Name)
	}
	if len(names) == 0 {
		return nil
	}
	return &usageError{
		text: fmt.Sprintf("stats: there is no table %q", name),
		hint: "the tables are " + out.OrList(names),
	}
}

// showHTML writes a page to a file, and opens it if that is wanted.
func showHTML(ctx context.Context, a *app, page *out.Page, opts statsOptions) error {
	if opts.html == "-" {
		return page.HTML(a.out)
	}
	path, err := writeHTML(a, page, opts.html)
	if err != nil {
		return err
	}
	if !opts.open {
		a.print("the page is in %s", a.out.FileLink(out.Line(a.shortPath(path)), path, 0))
		return nil
	}
	return browseFile(ctx, a, path)
}

// writeHTML writes a page to a file; to one that is not kept for long if none is named.
func writeHTML(a *app, page *out.Page, name string) (path string, err error) {
	if name != "" {
		return a.path(name), intoFile(a, name, page.HTML)
	}
	f, err := os.CreateTemp("", "cards-stats-*.html")
	if err != nil {
		return "", err
	}
	return f.Name(), cmp.Or(page.HTML(f), f.Close())
}

// spanOptions say which days statistics are of.
type spanOptions struct {
	since, until, by string
	days             int
}

func (o *spanOptions) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.since, "since", "",
		"from the study day `DATE` on, such as 2026-01-01, 2026-01 or 30d")
	f.StringVar(&o.until, "until", "", "up to the study day `DATE` (default today)")
	f.IntVar(&o.days, "days", 0, "the last `N` days")
	f.StringVar(&o.by, "by", "", "group series by `STEP`: day, week or month")
}

func stepNames() []string {
	return []string{stats.ByDay.String(), stats.ByWeek.String(), stats.ByMonth.String()}
}

// check refuses spans that are none.
func (o *spanOptions) check(cmd *cobra.Command) error {
	switch {
	case cmd.Flags().Changed("days") && (o.days < 1 || o.days > mostDays):
		return usagef("stats: --days %d: not from 1 to %d", o.days, mostDays)
	case o.days > 0 && o.since != "":
		return usagef("stats: --days and --since cannot be used together")
	}
	if o.by == "" {
		return nil
	}
	if _, err := stats.ParseStep(o.by); err != nil {
		return unknownValue("stats", "step of --by", o.by, stepNames())
	}
	return nil
}

const (
	usualDays = 365
	mostDays  = 36500
	mostAhead = 3650
)

// of returns the days and the step by which series are put together.
func (o *spanOptions) of(today srs.Day) (span stats.Span, step stats.Step, err error) {
	span.Last = today
	if o.until != "" {
		if _, span.Last, err = dayWord(o.until, today); err != nil {
			return span, step, usagef("stats: --until %v", err)
		}
	}
	days := usualDays
	if o.days > 0 {
		days = o.days
	}
	span.First = span.Last - srs.Day(days-1)
	if o.since != "" {
		if span.First, _, err = dayWord(o.since, today); err != nil {
			return span, step, usagef("stats: --since %v", err)
		}
	}
	if span.Days() == 0 {
		return span, step, usagef("stats: the span from %s to %s is empty", span.First, span.Last)
	}
	if span.Days() > mostDays {
		span.First = span.Last - mostDays
	}
	step = stats.StepFor(span)
	if o.by != "" {
		step, err = stats.ParseStep(o.by)
	}
	return span, step, err
}
