package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs/stats"
	"cards/storage"
)

// yearDays is how far the history in JSON looks back.
const yearDays = 365

func newStats(a *app) *cobra.Command {
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
		RunE:    func(cmd *cobra.Command, _ []string) error { return runStats(cmd.Context(), a) },
	}
	a.jsonFlag(cmd, "print an object", statsJSON{})
	return cmd
}

func runStats(ctx context.Context, a *app) error {
	c, err := a.compiled(ctx, "stats")
	if err != nil {
		return err
	}
	f, err := a.figures(c)
	if err != nil {
		return err
	}
	if a.json.wanted {
		return a.printJSON(newStatsJSON(f))
	}
	a.statsPage(f)
	return a.remind(c, c.Collection)
}

func (a *app) figures(c *collection) (desk.Figures, error) {
	plan, err := a.plan(c, storage.Scope{})
	if err != nil {
		return desk.Figures{}, err
	}
	return desk.NewFigures(plan, *c.settings.Retention)
}

func (a *app) statsPage(f desk.Figures) {
	w := a.out
	row := func(title, format string, args ...any) {
		const column = 12 // cells before the figures
		line := out.Wrap(fmt.Sprintf("%-*s%s", column, title, fmt.Sprintf(format, args...)), w.Width, column)
		fmt.Fprintln(w, w.Bold.Sprint(title)+strings.TrimPrefix(line, title))
	}
	n := f.Now.Reviews()
	today := out.Plural(n, "review")
	if n > 0 {
		right, _ := f.Now.Right()
		today += fmt.Sprintf(", %s, %.0f %% right", out.Minutes(f.Now.Time), 100*right)
	}
	row("Today", "%s   streak %s (best %s)", today, out.Plural(f.Streak, "day"), out.Count(f.Best))
	row("Reviews", "due today %s   tomorrow %s   next 7 days %s   backlog %s",
		out.Count(f.Ahead[0]), out.Count(f.Ahead[1]), out.Count(f.NextWeek()), out.Count(f.Overdue))
	row("Cards", "%s: new %s, learning %s, young %s, mature %s, suspended %s", out.Count(f.Cards.Total), out.Count(f.Cards.New),
		out.Count(f.Cards.Learning), out.Count(f.Cards.Young), out.Count(f.Cards.Mature), out.Count(f.Cards.Suspended))
	if f.Cards.Drafts > 0 {
		row("", "%s without a confirmed answer, never asked", out.Plural(f.Cards.Drafts, "draft"))
	}
	row("Retention", "last %d days %s   (target %.0f %%)   young %s   mature %s", desk.RetentionDays, share(f.Month.Asked),
		100*f.Retention, share(f.Month.Young()), share(f.Month.Mature))
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
