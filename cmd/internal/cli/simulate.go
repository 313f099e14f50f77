package cli

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/srs/sim"
	"cards/storage"
)

const daysOfYear = 365

// planOptions are what a simulated person does otherwise than the collection says.
type planOptions struct {
	// fresh, reviews and minutes a day; below zero: as the collection says
	years, fresh, reviews, minutes int
}

func (o *planOptions) addFlags(cmd *cobra.Command) {
	cmd.Flags().IntVar(&o.years, "years", 1, "look `N` years ahead, at most 10")
	cmd.Flags().IntVar(&o.fresh, "new", -1,
		"`N` new cards a day (default: the limit of the collection)")
	cmd.Flags().IntVar(&o.reviews, "reviews", -1, "at most `N` reviews a day (default: no limit)")
	cmd.Flags().IntVar(&o.minutes, "minutes", -1, "at most `N` minutes a day (default: no limit)")
	for _, name := range []string{"new", "reviews", "minutes"} {
		cmd.Flags().Lookup(name).DefValue = "0" // the text says what holds without the flag
	}
}

// check refuses numbers that mean nothing.
func (o *planOptions) check(cmd *cobra.Command) error {
	if err := inBounds(cmd.Name(), "--years", o.years, 1, 10); err != nil {
		return err
	}
	for name, n := range map[string]int{
		"new": o.fresh, "reviews": o.reviews,
		"minutes": o.minutes,
	} {
		least := 0
		if name == "minutes" {
			least = 1
		}
		if cmd.Flags().Changed(name) && n < least {
			return usagef("%s: --%s %d: less than %d", cmd.Name(), name, n, least)
		}
	}
	return nil
}

func (o *planOptions) apply(c *sim.Config) {
	c.Days = o.years * daysOfYear
	c.Limits = slices.Clone(c.Limits)
	for i := range c.Limits { // a flag goes before what decks and presets say
		if o.fresh >= 0 {
			c.Limits[i].NewPerDay = sim.Unlimited
		}
		if o.reviews >= 0 {
			c.Limits[i].ReviewsPerDay = sim.Unlimited
		}
	}
	if o.fresh >= 0 {
		c.NewPerDay = o.fresh
	}
	if o.reviews >= 0 {
		c.ReviewsPerDay = o.reviews
	}
	if o.minutes > 0 {
		c.TimePerDay = time.Duration(o.minutes) * time.Minute
	}
}

// plannedRun returns the run that a collection and the options describe, with what it was read
// from.
func plannedRun(
	ctx context.Context, a *app, o planOptions, holder string,
) (sim.Config, material, error) {
	c, err := a.compiled(ctx, holder)
	if err != nil {
		return sim.Config{}, material{}, err
	}
	m, err := readLearned(ctx, c, "")
	if err != nil {
		return sim.Config{}, m, err
	}
	outlook, err := outlookOf(a, m)
	if err != nil {
		return sim.Config{}, m, err
	}
	config, err := outlook.Present(c.Collection, c.config)
	if err != nil {
		return config, m, err
	}
	o.apply(&config)
	if len(config.Cards)+config.New == 0 {
		return config, m, noCards(c, storage.Scope{}, nil)
	}
	return config, m, nil
}

// seeds returns how many runs a figure is the mean of, from least to 40: fewer where many cards
// make up for it.
func seeds(c sim.Config, least int) int {
	return min(max(20_000/max(len(c.Cards)+c.New, 1), least), 40)
}

func newSimulate(a *app) *cobra.Command {
	var opts planOptions
	cmd := &cobra.Command{
		Use:   "simulate",
		Short: "Estimate the work of the coming months or years",
		Long: `
Estimate reviews, minutes and what you will know by simulating the coming days: with your cards as
they are, the new cards in your decks, how you rate, how long your answers take, and the retention,
steps and limits that are set for each deck, its preset or the collection. The simulation runs
several times; ± shows how much a single run varies by chance. Reviews are answers to cards that are
due; the time includes all answers.

With --json, print one object: "days", "runs", "retention", "all" and "spans" (months for a year,
otherwise years) with "first_day", "days" and {"mean", "sd"} of "reviews", "new", "minutes" (a day),
"recalled" (share) and "memorised" (cards at the end), and "each_day": [{"reviews", "new",
"minutes", "memorised"}], means.`,
		Example: "cards simulate\ncards simulate --years 10 --new 5 --minutes 20",
		Args:    wantArgs(0, 0),
		PreRunE: func(cmd *cobra.Command, _ []string) error { return opts.check(cmd) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runSimulate(cmd.Context(), a, opts)
		},
	}
	opts.addFlags(cmd)
	a.jsonFlag(cmd, "print an object", simulationJSON{})
	return cmd
}

func runSimulate(ctx context.Context, a *app, opts planOptions) error {
	config, _, err := plannedRun(ctx, a, opts, "simulate")
	if err != nil {
		return err
	}
	meter := a.meter("playing")
	played, err := sim.Repeat(ctx, []sim.Config{config}, seeds(config, 2), meter.show)
	meter.end()
	if err != nil {
		return err
	}
	runs := played[0]
	if a.json.wanted {
		return a.printJSON(newSimulationJSON(config, runs))
	}
	simulationPage(a, config, runs)
	return nil
}

// stretch is some days of a run, as tables show them.
type stretch struct {
	name       string
	first, end int
	sim.Span
}

// stretches splits runs in the months of a year, or in years.
func stretches(runs [][]sim.Day) []stretch {
	days := len(runs[0])
	n, name := days/daysOfYear, "year"
	if n == 1 {
		n, name = 12, "month"
	}
	parts := make([]stretch, n)
	for i := range parts {
		first, end := i*days/n, (i+1)*days/n
		parts[i] = stretch{
			fmt.Sprintf("%s %d", name, i+1), first, end,
			sim.Summarize(runs, first, end),
		}
	}
	return parts
}

func simulationPage(a *app, c sim.Config, runs [][]sim.Day) {
	a.print("%s to learn, %s a day; %s in review; retention %s", out.Plural(c.New, "new card"),
		out.Count(min(c.NewPerDay, c.New)), out.Plural(len(c.Cards), "card"), retentions(c))
	fmt.Fprintln(a.out)
	t := &out.Table{Right: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true}}
	t.Add("", "reviews a day", "new a day", "minutes a day", "recalled", "cards known")
	for _, s := range stretches(runs) {
		t.Add(s.name, decimals(s.Reviews.Mean, 1), decimals(s.New.Mean, 1),
			decimals(s.Minutes.Mean, 1),
			percent(s.Recalled.Mean), out.Count(int(math.Round(s.Memorised.Mean))))
	}
	all := sim.Summarize(runs, 0, c.Days)
	t.Add("all", plusMinus(a, all.Reviews, 1), plusMinus(a, all.New, 1),
		plusMinus(a, all.Minutes, 1), percent(all.Recalled.Mean), plusMinus(a, all.Memorised, 0))
	t.Print(a.out)
	workChart(a, c, runs)
}

// retentions writes what is desired: "90 %", or "85 to 95 %" where not all cards are to be known
// alike.
func retentions(c sim.Config) string {
	lowest, highest := c.Retention, c.Retention
	for i, p := range c.Parts {
		r := cmp.Or(p.Retention, c.Retention)
		if i == 0 {
			lowest, highest = r, r
		}
		lowest, highest = min(lowest, r), max(highest, r)
	}
	if lowest == highest {
		return fmt.Sprintf("%.0f %%", 100*lowest)
	}
	return fmt.Sprintf("%.0f to %.0f %%", 100*lowest, 100*highest)
}

// workChart draws the reviews of a day over the time of the runs.
func workChart(a *app, c sim.Config, runs [][]sim.Day) {
	const columns = 60
	values := make([]int, columns)
	for i := range values {
		values[i] = int(
			math.Round(sim.Summarize(runs, i*c.Days/columns, (i+1)*c.Days/columns).Reviews.Mean))
	}
	fmt.Fprintf(a.out, "\n     reviews a day\n")
	a.out.Bars(values, out.Count)
	axis := strings.Repeat(strings.Repeat("─", columns/4-1)+"┬", 4)
	fmt.Fprintf(a.out, "%7s%s\n%8s%-*s%s\n", "", a.out.Sign("└"+axis), "", columns-5, "now",
		out.Plural(c.Days/daysOfYear, "year"))
}

func plusMinus(a *app, f sim.Figure, digits int) string {
	if digits == 0 {
		return out.Count(int(math.Round(f.Mean))) + a.out.Sign(" ± ") +
			out.Count(int(math.Round(f.SD)))
	}
	return decimals(f.Mean, digits) + a.out.Sign(" ± ") + decimals(f.SD, digits)
}

type simulationJSON struct {
	Days      int          `json:"days"`
	Runs      int          `json:"runs"`
	Retention float64      `json:"retention"`
	All       spanJSON     `json:"all"`
	Spans     []spanJSON   `json:"spans"`
	EachDay   []playedJSON `json:"each_day"`
}

type spanJSON struct {
	FirstDay  int        `json:"first_day"`
	Days      int        `json:"days"`
	Reviews   figureJSON `json:"reviews"`
	New       figureJSON `json:"new"`
	Minutes   figureJSON `json:"minutes"`
	Recalled  figureJSON `json:"recalled"`
	Memorised figureJSON `json:"memorised"`
}

type figureJSON struct {
	Mean float64 `json:"mean"`
	SD   float64 `json:"sd"`
}

type playedJSON struct {
	Reviews   float64 `json:"reviews"`
	New       float64 `json:"new"`
	Minutes   float64 `json:"minutes"`
	Memorised float64 `json:"memorised"`
}

func newSimulationJSON(c sim.Config, runs [][]sim.Day) simulationJSON {
	j := simulationJSON{
		Days: c.Days, Runs: len(runs), Retention: c.Retention,
		All: newSpanJSON(0, sim.Summarize(runs, 0, c.Days)),
	}
	for _, s := range stretches(runs) {
		j.Spans = append(j.Spans, newSpanJSON(s.first, s.Span))
	}
	for day := range c.Days {
		s := sim.Summarize(runs, day, day+1)
		j.EachDay = append(j.EachDay, playedJSON{
			s.Reviews.Mean, s.New.Mean, s.Minutes.Mean,
			s.Memorised.Mean,
		})
	}
	return j
}

func newSpanJSON(first int, s sim.Span) spanJSON {
	return spanJSON{
		first, s.Days, figureJSON(s.Reviews), figureJSON(s.New), figureJSON(s.Minutes),
		figureJSON(s.Recalled),
		figureJSON(s.Memorised),
	}
}
