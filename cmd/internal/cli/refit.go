package cli

import (
	"fmt"
	"math"

	"cards/cmd/internal/out"
	"cards/srs"
	"cards/srs/fit"
	"cards/srs/model"
	"cards/srs/sim"
)

// refitJSON is what `cards optimize --json` prints.
type refitJSON struct {
	Reviews   int          `json:"reviews"`
	Cards     int          `json:"cards"`
	Items     int          `json:"items"`
	Verdict   string       `json:"verdict"`
	Gain      float64      `json:"gain"`
	GainError float64      `json:"gain_error"`
	Hard      bool         `json:"hard_to_predict"`
	Changed   bool         `json:"changed"`
	Moved     int          `json:"moved"`
	Current   sideJSON     `json:"current"`
	Fitted    sideJSON     `json:"fitted"`
	Presets   []presetJSON `json:"presets"`
}

type sideJSON struct {
	Model          int         `json:"model"`
	Parameters     []float64   `json:"parameters"`
	HeldOut        metricsJSON `json:"held_out"`
	All            metricsJSON `json:"all"`
	FirstIntervals [4]float64  `json:"first_intervals"`
	ReviewsPerDay  float64     `json:"reviews_per_day"`
	MinutesPerDay  float64     `json:"minutes_per_day"`
}

func newRefitJSON(r refit, changed bool, moved int) refitJSON {
	h := r.found.HeldOut
	if !changed {
		moved = 0
	}
	return refitJSON{
		Reviews: r.log.Reviews(), Cards: r.log.Cards(), Items: r.log.Items(),
		Verdict: verdictWord(r.found.Verdict),
		Gain:    h.Gain, GainError: h.GainError, Hard: h.Fitted.HardToPredict(),
		Changed: changed, Moved: moved,
		Current: newSideJSON(r.current, h.Current, r.found.Before, r.retention, r.work[0]),
		Fitted:  newSideJSON(r.found.Fit.Model, h.Fitted, r.found.After, r.retention, r.work[1]),
		Presets: newPresetsJSON(r.presets),
	}
}

func verdictWord(v fit.Verdict) string {
	return [...]string{fit.TooEarly: "early", fit.Keep: "keep", fit.UseFit: "use"}[v]
}

func newSideJSON(
	m model.Kernel, heldOut, all *fit.Metrics, retention float64, work sim.Span,
) sideJSON {
	return sideJSON{
		m.Version(), m.Numbers(), newMetricsJSON(heldOut), newMetricsJSON(all),
		firstIntervals(m, retention), work.Reviews.Mean, work.Minutes.Mean,
	}
}

// firstIntervals returns the days after the first answer to a card, by rating, until it is to be
// asked again for the retention, not rounded.
func firstIntervals(m model.Kernel, retention float64) [4]float64 {
	var days [4]float64
	for i := range days {
		days[i] = math.Round(1000*model.Wait(m, m.First(i+1), retention)) / 1000
	}
	return days
}

// refitPage compares the parameters in use with the fitted ones.
func refitPage(a *app, r refit) {
	a.print("%s", logLine(r.log))
	fmt.Fprintln(a.out)
	t := &out.Table{Right: map[int]bool{1: true, 2: true}}
	t.Add("", r.currentName(), "fitted", "")
	if h := r.found.HeldOut; h.Current.Items > 0 {
		note := fmt.Sprintf("of %s later answers; lower is better", out.Count(h.Current.Items))
		t.Add("log loss, held out", decimals(h.Current.LogLoss, 4),
			decimals(h.Fitted.LogLoss, 4), note)
		t.Add("RMSE, held out", decimals(h.Current.RMSEBins, 4), decimals(h.Fitted.RMSEBins, 4),
			"lower is better")
		t.Add("AUC, held out", decimals(h.Current.AUC, 4), decimals(h.Fitted.AUC, 4),
			"higher is better")
		t.Add("recall predicted, held out", percent(h.Current.Predicted),
			percent(h.Fitted.Predicted),
			percent(h.Current.Recall)+" recalled")
	}
	if r.log.Items() > 0 {
		t.Add("log loss, all", decimals(r.found.Before.LogLoss, 4),
			decimals(r.found.After.LogLoss, 4), "")
	}
	r.addIntervals(t)
	t.Add("reviews a day", decimals(r.work[0].Reviews.Mean, 1),
		decimals(r.work[1].Reviews.Mean, 1), r.workNote())
	t.Add("minutes a day", decimals(r.work[0].Minutes.Mean, 1),
		decimals(r.work[1].Minutes.Mean, 1), "")
	t.Print(a.out)
	fmt.Fprintln(a.out)
	a.print("%s", a.out.Sign(advice(r)))
	if best := r.found.Fit; best.Rehearsed > 0 {
		fmt.Fprintln(a.out)
		a.print("The model that predicts this log better is %s.", a.out.Sign(reason(best)))
	}
	if r.found.HeldOut.Fitted.HardToPredict() {
		warnHardToPredict(a)
	}
}

// currentName says which parameters the fitted ones are compared with.
func (r refit) currentName() string {
	switch {
	case r.shared:
		return "shared"
	case r.since.IsZero():
		return "defaults"
	}
	return "in use"
}

// workNote says how the work was foreseen.
func (r refit) workNote() string {
	if r.c == nil {
		return fmt.Sprintf("in a year with %d new cards a day, simulated", srs.DefaultNew)
	}
	return "in the next year, simulated"
}

func (r refit) addIntervals(t *out.Table) {
	before, after := firstIntervals(r.current, r.retention),
		firstIntervals(r.found.Fit.Model, r.retention)
	for i, rating := range [...]string{"again", "hard", "good", "easy"} {
		spread := math.Exp(r.found.Fit.Uncertainty.LogStability[i])
		note := fmt.Sprintf("likely %s to %s", days(after[i]/spread), days(after[i]*spread))
		t.Add("first interval after "+rating, days(before[i]), days(after[i]), note)
	}
}

// advice says in words what a refit found.
func advice(r refit) string {
	h := r.found.HeldOut
	gain := fmt.Sprintf("%+.4f ± %.4f", -h.Gain, h.GainError)
	switch r.found.Verdict {
	case fit.UseFit:
		return "Recommended: use the fitted parameters. On answers they had not seen, they " +
			"predict clearly better: log loss " + gain + "."
	case fit.Keep:
		return "Recommended: keep the parameters in use. They are as good as this log can tell: " +
			"fitted ones change the log loss held out by " + gain + "."
	}
	if h.Current.Items == 0 {
		return "Too early to tell: keep the parameters in use. There are too few answers, on a " +
			"later day than the one before, that they have not seen; some 1,000 are needed to " +
			"be sure."
	}
	return "Too early to tell: keep the parameters in use. On " + out.Count(h.Current.Items) +
		" answers held out, fitted ones change the log loss by " + gain +
		"; with some 1,000 it will be clear."
}

func decimals(x float64, digits int) string { return fmt.Sprintf("%.*f", digits, x) }

// days writes an interval.
func days(x float64) string {
	switch {
	case x < 0.1:
		return "<0.1 d"
	case x < 10:
		return fmt.Sprintf("%.1f d", x)
	}
	return out.Count(int(math.Round(x))) + " d"
}
