package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"cards/srs/fit"
	"cards/srs/model"
	"cards/storage/training"
)

type evaluateOptions struct {
	train      trainOptions
	parameters string
	given      bool // whether they are
	json       bool
}

func newEvaluate(a *app) *cobra.Command {
	var opts evaluateOptions
	cmd := &cobra.Command{
		Use:   "evaluate",
		Short: "Measure how well memory is predicted",
		Long: `Measure how well parameters predict what you recalled: those in use, or those of --params, 17, 19
or 21 numbers. Predicted is every answer on a later day than the answer before. Without --params the
log is also split in six parts in time order, and each but the first is predicted by parameters that
were fitted to all before it; there, what the parameters in use have seen is left out.

  log loss   mean of -ln of the probability that was given to what happened; lower is better
  RMSE       of predicted and true recall over answers of like interval, length and lapses; lower is better
  AUC        chance that a recalled answer had a higher prediction than a forgotten one

` + trainHelp + `

With --json one object: "reviews", "cards", "items", "parameters", "all" and "held_out" {"current",
"fitted", "gain", "gain_error", "hard_to_predict" (true or false)} or null. "all", "current" and
"fitted" are {"items", "recall", "predicted", "log_loss", "recency_log_loss", "rmse_bins", "auc",
"calibration": [{"items", "predicted", "recall"}]}.`,
		Example: "cards evaluate\n" +
			"cards evaluate --train reviews.csv --params \"$(cards optimize --train reviews.csv --json)\"",
		Args: wantArgs(0, 0),
		PreRunE: func(cmd *cobra.Command, _ []string) error {
			opts.given = cmd.Flags().Changed("params")
			return opts.train.check(cmd)
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return runEvaluate(cmd.Context(), a, opts) },
	}
	opts.train.addFlags(cmd)
	cmd.Flags().StringVar(&opts.parameters, "params", "",
		"measure the parameters in `LIST`: JSON, or numbers separated by commas")
	cmd.Flags().BoolVar(&opts.json, "json", false, "print an object")
	return cmd
}

func runEvaluate(ctx context.Context, a *app, opts evaluateOptions) error {
	var given *model.Parameters
	if opts.given {
		p, err := parseParameters(opts.parameters)
		if err != nil {
			return usagef("evaluate: --params: %v", err)
		}
		given = &p
	}
	e, err := a.material(ctx, opts.train, "evaluate")
	if err != nil {
		return err
	}
	if given != nil {
		e.current = *given
	}
	measured := evaluation{material: e, all: e.log.Evaluate(e.current)}
	if given == nil {
		meter := a.meter("measuring")
		o := fit.Options{FittedUntil: e.fittedUntil(), Progress: meter.show}
		measured.heldOut, err = e.log.HoldOut(ctx, e.current, o)
		meter.end()
		if err != nil {
			return err
		}
	}
	if opts.json {
		return a.printJSON(measured.json())
	}
	a.evaluationPage(measured)
	return nil
}

// material is a review log with the parameters that are in use.
type material struct {
	log     *fit.Log
	current model.Parameters
	since   time.Time // when those were set; zero for the defaults

	c    *collection    // nil with --train
	past *training.Past // likewise
}

// fittedUntil returns what the parameters in use may have seen, as [fit.Options] have it.
func (m material) fittedUntil() int64 {
	if m.since.IsZero() {
		return 0
	}
	return m.since.UnixMilli()
}

// material reads the log that the options name, or that of the collection of this run.
func (a *app) material(ctx context.Context, o trainOptions, holder string) (material, error) {
	if o.file != "" {
		log, err := a.readTrain(o)
		return material{log: log, current: model.Defaults()}, err
	}
	c, err := a.compiled(ctx, holder)
	if err != nil {
		return material{}, err
	}
	return a.learned(c)
}

// learned reads the log of a collection.
func (a *app) learned(c *collection) (material, error) {
	m := material{c: c}
	current, set, err := c.Parameters()
	if err != nil {
		return m, err
	}
	m.current = current
	if !set.IsZero() {
		m.since = set.Time()
	}
	if m.past, err = training.Read(c.Collection); err != nil {
		return m, err
	}
	m.log, err = fit.NewLog(m.past.Reviews)
	return m, err
}

// evaluation is what was measured. Without heldOut, only given parameters were.
type evaluation struct {
	material
	all     *fit.Metrics
	heldOut *fit.HeldOut
}

type evaluationJSON struct {
	Reviews    int              `json:"reviews"`
	Cards      int              `json:"cards"`
	Items      int              `json:"items"`
	Parameters model.Parameters `json:"parameters"`
	All        metricsJSON      `json:"all"`
	HeldOut    *heldOutJSON     `json:"held_out"`
}

type heldOutJSON struct {
	Current   metricsJSON `json:"current"`
	Fitted    metricsJSON `json:"fitted"`
	Gain      float64     `json:"gain"`
	GainError float64     `json:"gain_error"`
	Hard      bool        `json:"hard_to_predict"`
}

type metricsJSON struct {
	Items          int               `json:"items"`
	Recall         float64           `json:"recall"`
	Predicted      float64           `json:"predicted"`
	LogLoss        float64           `json:"log_loss"`
	RecencyLogLoss float64           `json:"recency_log_loss"`
	RMSEBins       float64           `json:"rmse_bins"`
	AUC            float64           `json:"auc"`
	Calibration    []calibrationJSON `json:"calibration"`
}

type calibrationJSON struct {
	Items     int     `json:"items"`
	Predicted float64 `json:"predicted"`
	Recall    float64 `json:"recall"`
}

func (e evaluation) json() evaluationJSON {
	return evaluationJSON{
		Reviews: e.log.Reviews(), Cards: e.log.Cards(), Items: e.log.Items(),
		Parameters: e.current, All: newMetricsJSON(e.all), HeldOut: newHeldOutJSON(e.heldOut),
	}
}

func newHeldOutJSON(h *fit.HeldOut) *heldOutJSON {
	if h == nil {
		return nil
	}
	return &heldOutJSON{newMetricsJSON(h.Current), newMetricsJSON(h.Fitted), h.Gain, h.GainError, h.Fitted.HardToPredict()}
}

func newMetricsJSON(m *fit.Metrics) metricsJSON {
	j := metricsJSON{
		m.Items, m.Recall, m.Predicted, m.LogLoss, m.RecencyLogLoss, m.RMSEBins, m.AUC, []calibrationJSON{},
	}
	for _, b := range m.Calibration {
		j.Calibration = append(j.Calibration, calibrationJSON(b))
	}
	return j
}

func (a *app) evaluationPage(e evaluation) {
	fmt.Fprintln(a.out, logLine(e.log))
	if e.log.Items() == 0 {
		return
	}
	t := &table{right: map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true}}
	t.add("", "answers", "recalled", "predicted", "log loss", "RMSE", "AUC")
	addMetrics(t, "all answers", e.all)
	if h := e.heldOut; h != nil && h.Current.Items > 0 {
		addMetrics(t, "held out", h.Current)
		addMetrics(t, "held out, fits to what came before", h.Fitted)
	}
	fmt.Fprintln(a.out)
	t.print(a.out)
	fmt.Fprintln(a.out)
	calibration := &table{right: map[int]bool{0: true, 1: true, 2: true}}
	calibration.add("predicted", "recalled", "answers")
	for _, b := range e.all.Calibration {
		calibration.add(percent(b.Predicted), percent(b.Recall), count(b.Items))
	}
	calibration.print(a.out)
	if h := e.heldOut; h != nil && h.Fitted.HardToPredict() {
		fmt.Fprintln(a.out)
		a.warnHardToPredict()
	}
}

// warnHardToPredict says that a log is, by its metrics held out, harder to predict than is usual.
func (a *app) warnHardToPredict() {
	fmt.Fprintln(a.out, a.out.warn.Sprint("This log is unusually hard to predict")+
		": were cards answered at random, or failed ones rated hard instead of again?")
}

// logLine says what a log holds.
func logLine(l *fit.Log) string {
	return fmt.Sprintf("%s of %s, %s of them on a later day than the answer before: these are predicted",
		plural(l.Reviews(), "review"), plural(l.Cards(), "card"), count(l.Items()))
}

func addMetrics(t *table, name string, m *fit.Metrics) {
	t.add(name, count(m.Items), percent(m.Recall), percent(m.Predicted),
		fmt.Sprintf("%.4f", m.LogLoss), fmt.Sprintf("%.4f", m.RMSEBins), fmt.Sprintf("%.4f", m.AUC))
}

func percent(share float64) string { return fmt.Sprintf("%.1f %%", 100*share) }
