package cli

import (
	"context"
	"fmt"

	"cards/cmd/internal/out"
	"cards/srs/fit"
)

type dailyJSON struct {
	Items     int     `json:"items"`
	Fits      int     `json:"fits"`
	LogLoss   float64 `json:"log_loss"`
	RMSEBins  float64 `json:"rmse_bins"`
	AUC       float64 `json:"auc"`
	Gain      float64 `json:"gain"`
	GainError float64 `json:"gain_error"`
}

// evaluateByDay predicts every study day by a fit to those before it.
func evaluateByDay(ctx context.Context, a *app, l *fit.Log) error {
	meter := a.meter("fitting day by day")
	d, err := l.ByDay(ctx, fit.Options{Progress: meter.show})
	meter.end()
	if err != nil {
		return err
	}
	m := d.Metrics
	if a.json.wanted {
		return a.printJSON(dailyJSON{
			m.Items, d.Fits, m.LogLoss, m.RMSEBins, m.AUC,
			d.Gain, d.GainError,
		})
	}
	a.print("%s", logLine(l))
	if m.Items == 0 {
		return nil
	}
	t := &out.Table{Right: map[int]bool{
		1: true, 2: true, 3: true, 4: true, 5: true,
		6: true, 7: true,
	}}
	t.Add("", "answers", "recalled", "predicted", "log loss", "RMSE", "AUC",
		"gain over FSRS-6, defaults")
	addMetrics(t, out.Plural(d.Fits, "fit"), m,
		fmt.Sprintf(a.out.Sign("%+.4f ± %.4f"), d.Gain, d.GainError))
	fmt.Fprintln(a.out)
	t.Print(a.out)
	return nil
}
