package report

import (
	"fmt"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs/stats"
)

const calibrationMeans = `Whether the model is right about you: of the answers that true retention counts, the chance of recall that was
predicted beside the share that was recalled, in up to ten bins of equal size. ECE, the expected calibration
error, is Σ answers of a bin × |recalled − predicted| ÷ Σ answers. Predicted is by the parameters in force,
which may be fitted to these very answers ("cards evaluate" measures on others), and by the defaults, as
before any fit; in thousandths.`

// CalibrationJSON is what is said of predictions.
type CalibrationJSON struct {
	About
	Reviews   int              `json:"reviews"`
	Predicted *float64         `json:"predicted"` // mean; null without answers
	Recalled  *float64         `json:"recalled"`
	ECE       *float64         `json:"ece"`
	Bins      []CalibrationBin `json:"bins"`
	Before    BeforeFit        `json:"before_fitting"`
}

// CalibrationBin is answers with neighbouring predictions.
type CalibrationBin struct {
	Predicted float64 `json:"predicted"` // mean
	Recalled  float64 `json:"recalled"`  // share
	Low       float64 `json:"low"`       // its interval
	High      float64 `json:"high"`
	Reviews   int     `json:"reviews"`
}

// BeforeFit is the same by the default parameters.
type BeforeFit struct {
	ECE  *float64         `json:"ece"`
	Bins []CalibrationBin `json:"bins"`
}

const calibrationBins = 10

func calibration(s *desk.Statistics) (Answer, error) {
	c, err := s.Course()
	if err != nil {
		return Answer{}, err
	}
	days := c.Over(s.Span)
	bins, before := stats.Calibrate(days, false, calibrationBins),
		stats.Calibrate(days, true, calibrationBins)
	j := CalibrationJSON{
		About: about("calibration", s), Bins: binsJSON(bins),
		Before: BeforeFit{Bins: binsJSON(before)},
	}
	n := &out.Numbers{Name: "bins", Columns: []out.Column{
		{Name: "predicted", Title: "predicted"},
		{Name: "recalled", Title: "recalled"},
		{Name: "low", Title: "from"},
		{Name: "high", Title: "to"},
		{Name: "reviews", Title: "reviews"},
	}}
	if len(bins) == 0 {
		const none = "No card that was learned before was asked on these days."
		return Answer{JSON: j, Parts: []out.Part{nothing(none, n)}}, nil
	}
	all := stats.Whole(bins)
	rate, _ := all.Rate()
	ece, eceBefore := stats.CalibrationError(bins), stats.CalibrationError(before)
	j.Reviews, j.Predicted, j.Recalled, j.ECE, j.Before.ECE = all.Asked, &all.Predicted, &rate,
		&ece, &eceBefore
	least := 1.0
	for _, b := range j.Bins {
		n.Add(tenths(b.Predicted), tenths(b.Recalled), tenths(b.Low), tenths(b.High),
			out.Whole(b.Reviews))
		least = min(least, b.Predicted, b.Low)
	}
	return Answer{JSON: j, Parts: []out.Part{{
		Facts: []out.Fact{
			{Name: "Predicted", Text: fmt.Sprintf("%.1f %%   recalled %s", 100*all.Predicted,
				rateOf(all.Retention))},
			{Name: "Error", Text: fmt.Sprintf("ECE %.1f %%   with the default parameters %.1f %%",
				100*ece, 100*eceBefore)},
		},
		Says: offSays(bins), Number: n, Chart: &out.Chart{
			Title: "recalled, by what was predicted", Kind: out.Dots, X: 0,
			Series: []out.Series{{Name: "recalled", Y: 1, Low: 2, High: 3}},
			Scale:  out.Scale{Unit: out.Percent, Least: min(float64(int(10*least))/10, 0.9), Most: 1},
			Desc:   "The share recalled of answers with like predictions, with its 95 % interval; on the line both are equal.",
		},
	}}, keys: []key{
		{name: "Predicted", text: fmt.Sprintf("%.1f %%", 100*all.Predicted)},
		{"Recalled", rateOf(all.Retention), &all.Retention},
		{name: "ECE", text: fmt.Sprintf("%.1f %%", 100*ece)},
	}}, nil
}

func binsJSON(bins []stats.CalibrationBin) []CalibrationBin {
	list := make([]CalibrationBin, len(bins))
	for i, b := range bins {
		rate, _ := b.Rate()
		low, high := b.Interval()
		list[i] = CalibrationBin{b.Predicted, rate, low, high, b.Asked}
	}
	return list
}

// offSays says whether more or less was recalled than predicted, if the interval leaves out what
// was.
func offSays(bins []stats.CalibrationBin) []string {
	all := stats.Whole(bins)
	low, high := all.Interval()
	rate, _ := all.Rate()
	recalled, predicted := percents(rate, all.Predicted)
	is := fmt.Sprintf("%s where %s was predicted (%s reviews)", recalled, predicted,
		out.Count(all.Asked))
	switch {
	case all.Asked < stats.Least:
		return nil
	case low > all.Predicted:
		return []string{"You remember more than the model thinks: " + is + "."}
	case high < all.Predicted:
		return []string{"You remember less than the model thinks: " + is + "."}
	}
	return []string{"As far as can be told, the model is right about you: " + is + "."}
}
