package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"cards/srs/fit"
	"cards/srs/model"
)

type evaluateOptions struct {
	train      trainOptions
	parameters string
	given      bool // whether they are
	byDay      bool
	preset     string
}

const evaluateHelp = `
Measure how well parameters predict what you recalled: those in use, or those given by --params, 17,
19 or 21 numbers for FSRS-6 or 34 for FSRS-7. What is predicted is every answer on a later day than
the answer before. Without --params, the log is also split into six parts in time order, and each
but the first is predicted from everything before it: by the parameters in use, by the defaults and
fits of FSRS-6 and FSRS-7, and by fits of whichever had done better before. Reviews that the
parameters in use were fitted to are left out there.

  log loss   mean of -ln of the probability that was given to what happened; lower is better
  RMSE       between predicted and true recall, over groups of answers with similar interval,
             length and lapses; lower is better
  AUC        chance that a recalled answer had a higher prediction than a forgotten one; higher is
             better
  gain       by how much the log loss is lower than with the parameters in use, and its standard
             error

If a preset is named, all of this is about the cards in it.

With --by-day, those five parts are predicted as by a person who fits again before every study day
on which the log has grown by 2 %.

` + trainHelp + `

With --json, print one object: "reviews", "cards", "items", "parameters", "all", "models" and
"held_out" {"current", "fitted", "gain", "gain_error", "hard_to_predict" (true or false)} or null;
"fitted" is the fit of the better model. "models" is a list of {"name", "model" (6, 7, or 0 for the
better one), "fitted" (true or false), "held_out", "gain", "gain_error", "same_day": {"items",
"log_loss"}}; "same_day" are answers on the day of the answer before, which only FSRS-7 predicts.
"all", "current", "fitted" and the last "held_out" are {"items", "recall", "predicted", "log_loss",
"recency_log_loss", "rmse_bins", "auc", "calibration": [{"items", "predicted", "recall"}]}. With
--by-day: "items", "fits", "log_loss", "rmse_bins", "auc", and "gain" and "gain_error" over the
defaults of FSRS-6.`

func newEvaluate(a *app) *cobra.Command {
	var opts evaluateOptions
	cmd := &cobra.Command{
		Use:   "evaluate [PRESET]",
		Short: "Measure how well your memory is predicted",
		Long:  evaluateHelp,
		Example: "cards evaluate\n" +
			"cards evaluate --train reviews.csv --params \"$(cards optimize --train reviews.csv " +
			"--json)\"",
		Args:              wantArgs(0, 1),
		ValidArgsFunction: a.completePresets,
		PreRunE: func(cmd *cobra.Command, args []string) error {
			opts.given = cmd.Flags().Changed("params")
			if opts.given && opts.byDay {
				return usagef("evaluate: --params and --by-day cannot be used together")
			}
			opts.preset = strings.Join(args, "")
			return opts.train.check(cmd, args)
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runEvaluate(cmd.Context(), a, opts)
		},
	}
	opts.train.addFlags(cmd)
	cmd.Flags().StringVar(&opts.parameters, "params", "",
		"measure the parameters in `LIST`: JSON, or numbers separated by commas")
	cmd.Flags().BoolVar(&opts.byDay, "by-day", false,
		"predict every day from a fit to all days before it")
	a.jsonFlag(cmd, "print an object", evaluationJSON{}, dailyJSON{})
	return cmd
}

func runEvaluate(ctx context.Context, a *app, opts evaluateOptions) error {
	var given model.Kernel
	if opts.given {
		var err error
		if given, err = parseParameters(opts.parameters); err != nil {
			return usagef("evaluate: --params: %v", err)
		}
	}
	e, err := a.material(ctx, opts.train, "evaluate", opts.preset)
	if err != nil {
		return err
	}
	if opts.byDay {
		return evaluateByDay(ctx, a, e.log)
	}
	measured := evaluation{material: e, measured: given}
	if given == nil {
		measured.measured = e.current
		if measured.models, err = compareModels(ctx, a, e); err != nil {
			return err
		}
	}
	measured.all = e.log.Evaluate(measured.measured)
	if a.json.wanted {
		return a.printJSON(measured.json())
	}
	evaluationPage(a, measured)
	return nil
}

// compareModels predicts the log by all models.
func compareModels(ctx context.Context, a *app, e material) ([]fit.Compared, error) {
	meter := a.meter("measuring")
	defer meter.end()
	o := fit.Options{FittedUntil: e.fittedUntil(), Progress: meter.show}
	return e.log.Compare(ctx, e.current, o)
}
