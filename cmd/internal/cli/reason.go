package cli

import (
	"fmt"

	"cards/cmd/internal/out"
	"cards/srs/fit"
)

// fitJSON is what `cards optimize --train FILE --json` prints.
type fitJSON struct {
	Model      int       `json:"model"`
	Parameters []float64 `json:"parameters"`
	Reviews    int       `json:"reviews"`
	Reason     string    `json:"reason"`
}

func newFitJSON(l *fit.Log, r *fit.Result) fitJSON {
	return fitJSON{r.Model.Version(), r.Model.Numbers(), l.Reviews(), reason(r)}
}

// reason says in one line why a fit is of the model that it is, and how it was made.
func reason(r *fit.Result) string {
	chosen, other := r.Model.Version(), 13-r.Model.Version()
	if r.Rehearsed == 0 || r.GainError == 0 {
		return fmt.Sprintf("FSRS-%d: there are too few answers to compare it with FSRS-%d",
			chosen, other)
	}
	than := fmt.Sprintf("%.4f ± %.4f lower", r.Gain, r.GainError)
	if r.Gain < 0 {
		than = fmt.Sprintf("%.4f ± %.4f higher (which means little)", -r.Gain, r.GainError)
	}
	return fmt.Sprintf("FSRS-%d: on %s later answers, predicted from what came before, its log "+
		"loss was %s than that "+
		"of FSRS-%d; %s, and the fit goes %.0f %% of the way from the average person to the best "+
		"explanation of this log",
		chosen, out.Count(r.Rehearsed), than, other, recencyWords[r.Recency], 100*r.Trusted)
}

// recencyWords say how answers are weighed.
var recencyWords = map[fit.Recency]string{
	fit.Mild:  "new answers count up to four times as much as old ones",
	fit.Steep: "the newest tenth of the answers counts most",
	fit.Even:  "old answers count as much as new ones",
}
