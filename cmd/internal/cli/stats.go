package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/srs/stats"
	"cards/storage"
)

// How far statistics look.
const (
	retentionDays = 30  // of true retention
	aheadDays     = 30  // of what is coming, from tomorrow
	yearDays      = 365 // of the history in JSON
)

type statsOptions struct{ json bool }

func newStats(a *app) *cobra.Command {
	var opts statsOptions
	cmd := &cobra.Command{
		Use:   "stats",
		Short: "Show what you reviewed and what is coming",
		Long: `Show what you reviewed today, how many days in a row you have reviewed, what is due in the coming days,
your cards by phase, and true retention: of the cards in review phase, the share that you knew at the
first answer of a day, over 30 days. A card is young while its interval is under 21 days, and mature
from then on.

With --json it prints one object:
  "cards"      {"total", "new", "learning", "review", "young", "mature", "suspended", "drafts"}
  "reviews"    {"total", "today"}
  "today"      {"day", "reviews", "seconds", "new", "again", "hard", "good", "easy"}
  "streak"     {"days", "best"}
  "due"        {"today", "overdue", "tomorrow", "week", "days": [{"day", "reviews"}, …] from today on}
  "retention"  {"target", "days", "all", "young", "mature"}, the last three {"asked", "recalled", "rate"},
               where rate is null if nothing was asked
  "history"    [{"day", "reviews", "seconds"}, …], the days of the past year that had reviews`,
		Example: "cards stats",
		Args:    wantArgs(0, 0),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runStats(cmd.Context(), a, opts) },
	}
	cmd.Flags().BoolVar(&opts.json, "json", false, "print an object")
	return cmd
}

func runStats(ctx context.Context, a *app, opts statsOptions) error {
	c, err := a.compiled(ctx, "stats")
	if err != nil {
		return err
	}
	f, err := a.figures(c)
	if err != nil {
		return err
	}
	if opts.json {
		return a.printJSON(newStatsJSON(f))
	}
	a.statsPage(f)
	return a.remind(c)
}

// figures are what statistics show of a collection.
type figures struct {
	today     srs.Day
	cards     storage.Schedules
	plan      *desk.Plan
	ahead     []int               // cards answered before that are asked today, tomorrow, …
	overdue   int                 // of those of today, due before it
	days      []storage.DayTotals // all with reviews
	all       stats.Totals
	now       stats.Totals // of today
	month     stats.Totals // of the days that retention looks at
	week      int          // reviews on the last seven days
	streak    int
	best      int
	retention float64 // desired
}

func (a *app) figures(c *collection) (figures, error) {
	f := figures{today: a.today(c), retention: *c.settings.Retention}
	var err error
	if f.cards, err = c.Schedules(storage.Scope{}); err != nil {
		return f, err
	}
	if f.plan, err = a.plan(c, storage.Scope{}); err != nil {
		return f, err
	}
	if f.ahead, err = f.plan.Forecast(aheadDays); err != nil {
		return f, err
	}
	f.overdue = f.plan.Overdue(a.Now())
	if f.days, err = c.Totals(0, f.today+1); err != nil { // a day ahead, for who has travelled west
		return f, err
	}
	var days []srs.Day
	for _, d := range f.days {
		days = append(days, d.Day)
		f.all = f.all.Add(d.Totals)
		ago := f.today - d.Day
		if ago < retentionDays {
			f.month = f.month.Add(d.Totals)
		}
		if ago < 7 {
			f.week += d.Reviews()
		}
		if ago == 0 {
			f.now = d.Totals
		}
	}
	f.streak, f.best = stats.Streak(days, f.today)
	return f, nil
}

// dueWeek returns how many cards are asked on the seven study days after today.
func (f figures) dueWeek() int {
	n := 0
	for _, due := range f.ahead[1:8] {
		n += due
	}
	return n
}

func (a *app) statsPage(f figures) {
	w := a.out
	row := func(title, format string, args ...any) {
		const column = 12 // cells before the figures
		line := out.Wrap(fmt.Sprintf("%-*s%s", column, title, fmt.Sprintf(format, args...)), w.Width, column)
		fmt.Fprintln(w, w.Bold.Sprint(title)+strings.TrimPrefix(line, title))
	}
	n := f.now.Reviews()
	today := out.Plural(n, "review")
	if n > 0 {
		right, _ := f.now.Right()
		today += fmt.Sprintf(", %s, %.0f %% right", out.Minutes(f.now.Time), 100*right)
	}
	row("Today", "%s   streak %s (best %s)", today, out.Plural(f.streak, "day"), out.Count(f.best))
	row("Reviews", "due today %s   tomorrow %s   next 7 days %s   backlog %s",
		out.Count(f.ahead[0]), out.Count(f.ahead[1]), out.Count(f.dueWeek()), out.Count(f.overdue))
	row("Cards", "%s: new %s, learning %s, young %s, mature %s, suspended %s", out.Count(f.cards.Total), out.Count(f.cards.New),
		out.Count(f.cards.Learning), out.Count(f.cards.Young), out.Count(f.cards.Mature), out.Count(f.cards.Suspended))
	if f.cards.Drafts > 0 {
		row("", "%s without a confirmed answer, never asked", out.Plural(f.cards.Drafts, "draft"))
	}
	row("Retention", "last %d days %s   (target %.0f %%)   young %s   mature %s", retentionDays, share(f.month.Asked),
		100*f.retention, share(f.month.Young()), share(f.month.Mature))
	a.dueChart(f)
	a.dayMap(f)
}

// share writes a retention with what it is of.
func share(r stats.Retention) string {
	rate, ok := r.Rate()
	if !ok {
		return "–"
	}
	return fmt.Sprintf("%.1f %% of %s", 100*rate, out.Count(r.Asked))
}

// seconds writes a time as JSON does.
func seconds(d time.Duration) float64 { return d.Round(time.Millisecond).Seconds() }
