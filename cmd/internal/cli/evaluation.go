package cli

import (
	"fmt"

	"cards/cmd/internal/out"
	"cards/srs/fit"
	"cards/srs/model"
)

// evaluation is what was measured. Without models, only given parameters were.
type evaluation struct {
	material
	measured model.Kernel
	all      *fit.Metrics
	models   []fit.Compared
}

// best returns how fits of the better model compare; nil if nothing was compared.
func (e evaluation) best() *fit.Compared {
	if len(e.models) == 0 || e.models[0].Metrics.Items == 0 {
		return nil
	}
	return &e.models[len(e.models)-1]
}

type evaluationJSON struct {
	Reviews    int            `json:"reviews"`
	Cards      int            `json:"cards"`
	Items      int            `json:"items"`
	Parameters []float64      `json:"parameters"`
	All        metricsJSON    `json:"all"`
	Models     []comparedJSON `json:"models"`
	HeldOut    *heldOutJSON   `json:"held_out"`
}

type comparedJSON struct {
	Name      string      `json:"name"`
	Model     int         `json:"model"`
	Fitted    bool        `json:"fitted"`
	HeldOut   metricsJSON `json:"held_out"`
	Gain      float64     `json:"gain"`
	GainError float64     `json:"gain_error"`
	SameDay   sameDayJSON `json:"same_day"`
}

type sameDayJSON struct {
	Items   int     `json:"items"`
	LogLoss float64 `json:"log_loss"`
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
	j := evaluationJSON{
		Reviews: e.log.Reviews(), Cards: e.log.Cards(), Items: e.log.Items(),
		Parameters: e.measured.Numbers(), All: newMetricsJSON(e.all), Models: []comparedJSON{},
	}
	for i := range e.models {
		c := &e.models[i]
		j.Models = append(j.Models, comparedJSON{
			comparedName(i, c), c.Version, c.Fitted, newMetricsJSON(c.Metrics), c.Gain, c.GainError,
			sameDayJSON{c.SameDay, c.SameDayLogLoss},
		})
	}
	if len(e.models) > 0 {
		current, best := &e.models[0], &e.models[len(e.models)-1]
		j.HeldOut = &heldOutJSON{
			newMetricsJSON(current.Metrics), newMetricsJSON(best.Metrics), best.Gain,
			best.GainError,
			best.Metrics.HardToPredict(),
		}
	}
	return j
}

// comparedName says by what the ith of the compared predicts.
func comparedName(i int, c *fit.Compared) string {
	switch {
	case i == 0:
		return "in use"
	case !c.Fitted:
		return fmt.Sprintf("FSRS-%d, defaults", c.Version)
	case c.Version == 0:
		return "the better one, fitted"
	}
	return fmt.Sprintf("FSRS-%d, fitted", c.Version)
}

func newMetricsJSON(m *fit.Metrics) metricsJSON {
	j := metricsJSON{
		m.Items, m.Recall, m.Predicted, m.LogLoss, m.RecencyLogLoss, m.RMSEBins, m.AUC,
		[]calibrationJSON{},
	}
	for _, b := range m.Calibration {
		j.Calibration = append(j.Calibration, calibrationJSON(b))
	}
	return j
}

func evaluationPage(a *app, e evaluation) {
	a.print("%s", logLine(e.log))
	if e.log.Items() == 0 {
		return
	}
	t := &out.Table{Right: map[int]bool{
		1: true, 2: true, 3: true, 4: true, 5: true,
		6: true, 7: true,
	}}
	t.Add("", "answers", "recalled", "predicted", "log loss", "RMSE", "AUC", "gain")
	addMetrics(t, "all answers", e.all, "")
	best := e.best()
	for i := range e.models {
		if c := &e.models[i]; best != nil {
			addMetrics(t, "held out: "+comparedName(i, c), c.Metrics, a.out.Sign(gainOf(i, c)))
		}
	}
	fmt.Fprintln(a.out)
	t.Print(a.out)
	fmt.Fprintln(a.out)
	saySameDay(a, e)
	calibration := &out.Table{Right: map[int]bool{0: true, 1: true, 2: true}}
	calibration.Add("predicted", "recalled", "answers")
	for _, b := range e.all.Calibration {
		calibration.Add(percent(b.Predicted), percent(b.Recall), out.Count(b.Items))
	}
	calibration.Print(a.out)
	if best != nil && best.Metrics.HardToPredict() {
		fmt.Fprintln(a.out)
		warnHardToPredict(a)
	}
}

// saySameDay says how well fits of FSRS-7 predict what FSRS-6 does not.
func saySameDay(a *app, e evaluation) {
	for i := range e.models {
		if c := &e.models[i]; c.Fitted && c.Version == 7 && c.SameDay > 0 {
			a.print("Answers on the day of the answer before are not counted above; %s, predicts "+
				"%s of them with a log loss of %.4f.", comparedName(i, c), out.Count(c.SameDay),
				c.SameDayLogLoss)
			fmt.Fprintln(a.out)
		}
	}
}

func gainOf(i int, c *fit.Compared) string {
	if i == 0 {
		return ""
	}
	return fmt.Sprintf("%+.4f ± %.4f", c.Gain, c.GainError)
}

// warnHardToPredict says that a log is, by its metrics held out, harder to predict than is usual.
func warnHardToPredict(a *app) {
	a.print("%s: were cards answered at random, or failed ones rated hard instead of again?",
		a.out.Warn.Sprint("This log is unusually hard to predict"))
}

// logLine says what a log holds.
func logLine(l *fit.Log) string {
	return fmt.Sprintf(
		"%s of %s, %s of them on a later day than the answer before; only those are predicted",
		out.Plural(l.Reviews(), "review"), out.Plural(l.Cards(), "card"), out.Count(l.Items()))
}

func addMetrics(t *out.Table, name string, m *fit.Metrics, gain string) {
	t.Add(name, out.Count(m.Items), percent(m.Recall), percent(m.Predicted),
		fmt.Sprintf("%.4f", m.LogLoss), fmt.Sprintf("%.4f", m.RMSEBins),
		fmt.Sprintf("%.4f", m.AUC), gain)
}

func percent(share float64) string { return fmt.Sprintf("%.1f %%", 100*share) }
