package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs/fit"
	"cards/srs/sim"
	"cards/storage"
	"cards/storage/journal"
	"cards/storage/training"
)

type optimizeOptions struct {
	train                         trainOptions
	yes, dryRun, reschedule, undo bool
	preset                        string
}

const optimizeHelp = `
Fit the parameters of the memory models FSRS-6 and FSRS-7 to your reviews, pick the model that
predicts them better, and compare its parameters with those in use: on reviews that neither has
seen, and by the work they cause. If the new ones are clearly better, you are asked whether to use
them; if not, nothing changes, and you are told why. "cards undo" takes them back, and so does
--undo, which also takes back parameters that were fitted automatically.

Each preset with at least 400 reviews ("cards help config") is fitted as well: where parameters of
its own predict clearly better than those it would share, it gets them. If a preset is named, only
that one is fitted, compared or undone. Cards in no preset, and in presets without parameters of
their own, share those of the collection, which are fitted to all reviews.

After a session, parameters are fitted again automatically, for the collection and for each preset
with 400 reviews, if the number of reviews has grown by a fifth since the last fit. This takes half
a second at most, and stays with the model in use, FSRS-6 or FSRS-7. The new parameters are used if
they predict the newest fifth of the reviews better. "auto_optimize = false" in the configuration
turns this off.

Due dates stay as they are: new parameters take effect at the next answer to each card. With
--reschedule, due dates move to where the parameters put them, spread over the days; if nothing
better was found, that means the parameters in use.

` + trainHelp + `

With --train and --json, print one object: "model" (6 or 7: FSRS-6, or FSRS-7 if that predicts the
log better), its fitted "parameters" (21 or 34 numbers), "reviews", and the "reason" for the model.
Without --train, --json never asks and prints one object: "reviews", "cards", "items", "verdict"
(use, keep, early), "gain", "gain_error", "hard_to_predict", "changed", "moved" (due dates), and
"current" and "fitted": {"model", "parameters", "held_out", "all", "first_intervals" (days, by
rating), "reviews_per_day", "minutes_per_day"}, where "held_out" and "all" are as in "cards help
evaluate"; and "presets": [{"preset", "reviews", "own" (whether it has parameters of its own),
"verdict" (few, early, keep, use), "gain", "gain_error", "model", "parameters", "why"}].`

func newOptimize(a *app) *cobra.Command {
	var opts optimizeOptions
	cmd := &cobra.Command{
		Use:     "optimize [PRESET]",
		Short:   "Fit the memory model to your reviews",
		Long:    optimizeHelp,
		Example: "cards optimize\ncards optimize --train reviews.csv --day-start 10 --json",
		Args:    wantArgs(0, 1),
		PreRunE: func(cmd *cobra.Command, args []string) error {
			opts.preset = strings.Join(args, "")
			switch {
			case opts.yes && opts.dryRun:
				return usagef("optimize: --yes and --dry-run cannot be used together")
			case opts.undo && (opts.yes || opts.dryRun || a.json.wanted || opts.reschedule):
				return usagef("optimize: --undo cannot be combined with other flags")
			}
			return opts.train.check(cmd, args, "yes", "dry-run", "reschedule", "undo")
		},
		ValidArgsFunction: a.completePresets,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runOptimize(cmd.Context(), a, opts)
		},
	}
	opts.train.addFlags(cmd)
	cmd.Flags().BoolVar(&opts.yes, "yes", false, "use better parameters without asking")
	cmd.Flags().BoolVar(&opts.dryRun, "dry-run", false, "show what was found, and change nothing")
	a.jsonFlag(cmd, "print an object", refitJSON{}, fitJSON{})
	cmd.Flags().BoolVar(&opts.undo, "undo", false,
		"take back the parameters in use, whether you or cards fitted them")
	cmd.Flags().BoolVar(&opts.reschedule, "reschedule", false,
		"move due dates to where the parameters put them")
	return cmd
}

func runOptimize(ctx context.Context, a *app, opts optimizeOptions) error {
	if opts.undo {
		return undoParameters(ctx, a, opts.preset)
	}
	m, err := a.material(ctx, opts.train, "optimize", opts.preset)
	if err != nil {
		return err
	}
	if m.c == nil && a.json.wanted {
		result, err := fitBest(ctx, a, m.log)
		if err != nil {
			return err
		}
		return a.printJSON(newFitJSON(m.log, result))
	}
	r, err := newRefit(ctx, a, m)
	if err != nil {
		return err
	}
	if m.c == nil {
		refitPage(a, r)
		return nil
	}
	return applyRefit(ctx, a, r, opts)
}

// fitBest fits the model that a log is predicted better by.
func fitBest(ctx context.Context, a *app, l *fit.Log) (*fit.Result, error) {
	meter := a.meter("fitting")
	defer meter.end()
	return l.Fit(ctx, fit.Options{Progress: meter.show})
}

// refit is what fitting found, and what it would change.
type refit struct {
	material
	found     *fit.Recommendation
	presets   []presetFit // of the collection, if that was fitted
	retention float64
	load      *training.Workload // nil without a collection
	work      [2]sim.Span        // with intervals by the parameters in use, and by the fitted ones
}

// workSeeds is how many runs tell what work parameters make, at most.
const workSeeds = 3

func newRefit(ctx context.Context, a *app, m material) (refit, error) {
	r := refit{material: m}
	meter := a.meter("fitting")
	var err error
	r.found, err = m.recommend(ctx, meter.show)
	meter.end()
	if err == nil && m.c != nil && m.preset == "" {
		r.presets, err = fitPresets(ctx, a, r)
	}
	if err == nil {
		err = foresee(ctx, a, &r)
	}
	return r, err
}

// recommend fits, and compares with the parameters in use. What a preset shares with the collection
// is compared as it would be shared, fitted to the whole log.
func (m material) recommend(
	ctx context.Context, progress func(float64),
) (*fit.Recommendation, error) {
	o := fit.Options{FittedUntil: m.fittedUntil(), Progress: progress}
	if !m.shared {
		return m.log.Recommend(ctx, m.current, o)
	}
	list, err := m.all.RecommendParts(ctx, []fit.Part{{Log: m.log, Current: m.current}}, o)
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// foresee foresees the work that the parameters in use and the fitted ones make.
func foresee(ctx context.Context, a *app, r *refit) error {
	outlook, err := outlookOf(a, r.material)
	if err != nil {
		return err
	}
	r.retention, r.load = outlook.Config.Retention, outlook.Load
	fitted := r.found.Fit.Model
	plans := []sim.Config{outlook.Plan(fitted, r.current), outlook.Plan(fitted, fitted)}
	meter := a.meter("playing")
	played, err := sim.Repeat(ctx, plans, min(seeds(plans[0], 1), workSeeds), meter.show)
	meter.end()
	if err != nil {
		return err
	}
	for i := range r.work {
		r.work[i] = sim.Summarize(played[i], 0, outlook.Config.Days)
	}
	return nil
}

// applyRefit puts into force what a refit found, as far as it is worth it and the person wants it.
func applyRefit(ctx context.Context, a *app, r refit, opts optimizeOptions) error {
	sets, moves, err := composeRefit(a, r, opts.reschedule)
	if err != nil {
		return err
	}
	better, moved := len(sets) > 0, len(moves)
	if !a.json.wanted {
		refitPage(a, r)
		presetsPage(a, r.presets)
	}
	use := opts.yes && len(sets)+len(moves) > 0
	if !opts.yes && !a.json.wanted && !opts.dryRun && len(sets)+len(moves) > 0 {
		if use, err = a.ask(ctx, question(better, moved)); err != nil {
			return err
		}
	}
	if use {
		meter := a.meter("saving")
		meter.begin()
		err := r.c.SetParameters(a.Now(), sets, moves...)
		if err == nil {
			err = remember(ctx, r.c.Collection)
		}
		meter.end()
		if err != nil {
			return err
		}
	}
	if a.json.wanted {
		return a.printJSON(newRefitJSON(r, use, moved))
	}
	sayRefit(a, use, better, moved, opts)
	return nil
}

// composeRefit returns what a refit would write: the fitted parameters that are better, and the due
// dates that move by those that are then in force.
func composeRefit(
	a *app, r refit, reschedule bool,
) (sets []journal.ParamsSet, moves []journal.Body, err error) {
	if r.found.Verdict == fit.UseFit {
		m := r.found.Fit.Model
		sets = append(sets, journal.ParamsSet{
			Preset: r.preset, Version: m.Version(),
			Numbers: m.Numbers(),
		})
	}
	sets = append(sets, setsOf(r.presets)...)
	if reschedule {
		moves, err = movedDates(a, r, sets)
	}
	return sets, moves, err
}

// question asks for what applying a refit would do.
func question(better bool, moved int) string {
	switch {
	case !better:
		return fmt.Sprintf("move %s?", out.Plural(moved, "due date"))
	case moved == 0:
		return "use the fitted parameters?"
	}
	return fmt.Sprintf("use the fitted parameters and move %s?", out.Plural(moved, "due date"))
}

// sayRefit says what was done.
func sayRefit(a *app, used, better bool, moved int, opts optimizeOptions) {
	switch {
	case used && better:
		a.say("the fitted parameters are in use from the next answer on; `cards undo` takes them " +
			"back")
	case opts.dryRun || better:
		a.say("nothing was changed")
	}
	if used && moved > 0 {
		a.say("moved %s", out.Plural(moved, "due date"))
	} else if opts.reschedule && moved == 0 {
		a.say("every due date is already where the parameters put it")
	}
}

// movedDates returns the due dates that move once parameters are in force.
func movedDates(a *app, r refit, sets []journal.ParamsSet) ([]journal.Body, error) {
	models, err := r.c.Models()
	if err != nil {
		return nil, err
	}
	for _, set := range sets {
		next, _ := set.Kernel() // it was fitted here
		if set.Preset == "" {
			models.All.Model = next
		} else {
			models.Presets[set.Preset] = storage.Parameters{Model: next}
		}
	}
	return r.load.Moves(desk.NewSchedulers(r.c.config, models, a.calendar(r.c)).Of)
}
