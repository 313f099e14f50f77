package cli

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/srs/sim"
	"cards/storage/folders"
)

func newRetention(a *app) *cobra.Command {
	var opts planOptions
	cmd := &cobra.Command{
		Use:   "retention",
		Short: "Show what remembering more would cost",
		Long: `
Show what each desired retention would cost and bring: minutes a day, and how many cards you would
know in the end, simulated as by "cards simulate". Your present setting is marked. There is no best
one: each further point costs more than the one before. Decks and presets with a retention of their
own keep it.

With --json, print one object: "present", "days", "runs" and "points": [{"retention", "reviews",
"minutes" (a day), "recalled" (share), "memorised" (cards at the end), each {"mean", "sd"},
"seconds_per_card"}], where the last is the time for each further card that is known at this point
and not at the one before, or null. A large collection is simulated only once, since chance makes
hardly any difference; "sd" is then 0.`,
		Example: "cards retention",
		Args:    wantArgs(0, 0),
		PreRunE: func(cmd *cobra.Command, _ []string) error { return opts.check(cmd) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runRetention(cmd.Context(), a, opts)
		},
	}
	opts.addFlags(cmd)
	a.jsonFlag(cmd, "print an object", curveJSON{})
	return cmd
}

// The retentions of the curve, in percent, unless the present one is outside, and those outside of
// which a warning is due.
const (
	curveFrom, curveTo = 70, 97
	wiseFrom, wiseTo   = 75, 95
)

// curve is what desired retentions cost and give, by whole percents.
type curve struct {
	config  sim.Config
	points  []sim.Point
	first   int // percent of the first point
	present int // percent that is nearest to the setting
	runs    int // of each point
}

func runRetention(ctx context.Context, a *app, opts planOptions) error {
	config, m, err := plannedRun(ctx, a, opts, "retention")
	if err != nil {
		return err
	}
	present := min(max(int(math.Round(100*config.Retention)), 1), 98)
	c := curve{
		config: config, first: min(curveFrom, present), present: present,
		runs: seeds(config, 1),
	}
	var retentions []float64
	for r := c.first; r <= max(curveTo, present+1); r++ {
		retentions = append(retentions, float64(r)/100)
	}
	meter := a.meter("playing")
	c.points, err = sim.Curve(ctx, config, retentions, c.runs, meter.show)
	meter.end()
	if err != nil {
		return err
	}
	if a.json.wanted {
		return a.printJSON(c.json())
	}
	curvePage(a, c)
	file := filepath.Join(m.c.Root(), filepath.FromSlash(folders.ConfigPath))
	a.print("A line such as \"retention = %v\" in %s sets it.", config.Retention, a.shortPath(file))
	return nil
}

// at returns the point of a percentage.
func (c curve) at(percent int) sim.Point { return c.points[percent-c.first] }

func curvePage(a *app, c curve) {
	fmt.Fprintln(a.out, "     minutes a day by desired retention")
	tenths := make([]int, len(c.points))
	for i, p := range c.points {
		tenths[i] = int(math.Round(10 * p.Minutes.Mean))
	}
	a.out.Bars(double(tenths), func(n int) string { return decimals(float64(n)/10, 1) })
	curveAxis(a, c)
	t := &out.Table{Right: map[int]bool{0: true, 1: true, 2: true, 3: true, 4: true}}
	t.Add("retention", "reviews a day", "minutes a day", "cards known", "each card more", "")
	for r := (c.first + 4) / 5 * 5; r <= wiseTo; r += 5 {
		addPoint(a, t, c, r, r-5)
	}
	if c.present%5 != 0 || c.present > wiseTo {
		addPoint(a, t, c, c.present, (c.present-1)/5*5)
	}
	t.Print(a.out)
	fmt.Fprintln(a.out)
	a.print("%s", c.onePointMore())
	if c.present < wiseFrom || c.present > wiseTo {
		a.print("%s this is a guess: below it, hardly anything is known for long; above it, work "+
			"grows without end.", a.out.Warn.Sprint("Outside 75 to 95 %"))
	}
}

// addPoint adds the row of a percentage, with what each card costs that is known beyond those of
// another.
func addPoint(a *app, t *out.Table, c curve, percent, before int) {
	p, more, mark := c.at(percent), "", ""
	if before >= c.first && before < percent {
		if cost, ok := sim.Marginal(c.at(before), p); ok {
			more = out.Minutes(cost)
		}
	}
	if percent == c.present {
		mark = a.out.Sign("◀ now")
	}
	t.Add(fmt.Sprintf("%d %%", percent), decimals(p.Reviews.Mean, 1), decimals(p.Minutes.Mean, 1),
		out.Count(int(math.Round(p.Memorised.Mean))), more, mark)
}

// onePointMore says what it costs to remember one percent more.
func (c curve) onePointMore() string {
	from, to := c.at(c.present), c.at(c.present+1)
	extra := to.Minutes.Mean - from.Minutes.Mean
	line := fmt.Sprintf("One point more, %d %% instead of %d %%, costs %s a day",
		c.present+1, c.present, shortMinutes(extra))
	cost, ok := sim.Marginal(from, to)
	if !ok {
		return line + " and makes no difference in cards known beyond chance."
	}
	known, digits := to.Memorised.Mean-from.Memorised.Mean, 0
	if known < 10 {
		digits = 1
	}
	return line + fmt.Sprintf(" and makes %.*f more cards known after %s: %s for each.",
		digits, known, out.Plural(c.config.Days/daysOfYear, "year"), out.Minutes(cost))
}

func shortMinutes(m float64) string {
	if math.Abs(m) < 1 {
		return fmt.Sprintf("%.0f seconds", 60*m)
	}
	return fmt.Sprintf("%.1f minutes", m)
}

// double gives every value two columns.
func double(values []int) []int {
	var wide []int
	for _, v := range values {
		wide = append(wide, v, v)
	}
	return wide
}

// curveAxis draws the axis of the curve, with a tick at every fifth percent, and marks the present
// one.
func curveAxis(a *app, c curve) {
	var axis, names strings.Builder
	for r := c.first; r < c.first+len(c.points); r++ {
		tick, name := "──", "  "
		if r%5 == 0 {
			tick, name = "┬─", fmt.Sprint(r)
		}
		axis.WriteString(tick)
		names.WriteString(name)
	}
	mark := strings.Repeat("  ", c.present-c.first) + a.out.Sign("▲ now")
	fmt.Fprintf(a.out, "%7s%s\n%8s%s\n", "", a.out.Sign("└"+axis.String()), "",
		strings.TrimRight(names.String(), " "))
	fmt.Fprintf(a.out, "%8s%s\n\n", "", a.out.Accent.Sprint(mark))
}

type curveJSON struct {
	Present float64     `json:"present"`
	Days    int         `json:"days"`
	Runs    int         `json:"runs"`
	Points  []pointJSON `json:"points"`
}

type pointJSON struct {
	Retention      float64    `json:"retention"`
	Reviews        figureJSON `json:"reviews"`
	Minutes        figureJSON `json:"minutes"`
	Recalled       figureJSON `json:"recalled"`
	Memorised      figureJSON `json:"memorised"`
	SecondsPerCard *float64   `json:"seconds_per_card"`
}

func (c curve) json() curveJSON {
	j := curveJSON{Present: c.config.Retention, Days: c.config.Days, Runs: c.runs}
	for i, p := range c.points {
		point := pointJSON{
			p.Retention, figureJSON(p.Reviews), figureJSON(p.Minutes), figureJSON(p.Recalled),
			figureJSON(p.Memorised), nil,
		}
		if i > 0 {
			if cost, ok := sim.Marginal(c.points[i-1], p); ok {
				point.SecondsPerCard = new(seconds(cost))
			}
		}
		j.Points = append(j.Points, point)
	}
	return j
}
