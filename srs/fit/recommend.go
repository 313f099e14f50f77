package fit

import (
	"context"
	"math"

	"cards/srs/model"
)

// Verdict says what to do with the parameters in use.
type Verdict uint8

// The verdicts.
const (
	TooEarly Verdict = iota // the log is too short to tell
	Keep                    // those in use are as good as this log can tell
	UseFit                  // fitted ones predict clearly better what they were not fitted to
)

func (v Verdict) String() string {
	switch v {
	case TooEarly:
		return "too early"
	case Keep:
		return "keep"
	default:
		return "use the fit"
	}
}

// Recommendation is a fit to a whole log with the evidence for and against it.
type Recommendation struct {
	Verdict Verdict
	Fit     *Result
	Before  *Metrics // of the parameters in use on all items
	After   *Metrics // of those of Fit, which have seen the outcomes
	HeldOut *HeldOut // the fair comparison, from which the verdict comes
}

const (
	// clearGain is how many standard errors the held-out gain has to be above zero.
	clearGain = 1
	// enough is the number of items from which a gain that cannot be seen means that there is none:
	// of 13 real logs the nine with more than 1,000 items gained by a fit, the four with fewer than
	// 650 did not.
	enough = 1000
)

// Recommend fits parameters to the log and compares them with the current ones, which must be
// valid. An error is that of ctx.
func (l *Log) Recommend(ctx context.Context, current model.Kernel,
	o Options,
) (*Recommendation, error) {
	heldOut, err := l.HoldOut(ctx, current, o.part(0, 0.7))
	if err != nil {
		return nil, err
	}
	return l.recommend(ctx, current, heldOut, o.part(0.7, 1))
}

// recommend is [Log.Recommend] by a comparison that was made.
func (l *Log) recommend(
	ctx context.Context, current model.Kernel, heldOut *HeldOut, o Options,
) (*Recommendation, error) {
	result, err := l.Fit(ctx, o)
	if err != nil {
		return nil, err
	}
	return &Recommendation{
		Verdict: heldOut.verdict(),
		Fit:     result,
		Before:  l.Evaluate(current),
		After:   l.Evaluate(result.Model),
		HeldOut: heldOut,
	}, nil
}

func (h *HeldOut) verdict() Verdict {
	switch {
	case h.Gain > clearGain*h.GainError:
		return UseFit
	case h.Fitted.Items < enough:
		return TooEarly
	default:
		return Keep
	}
}

// HardToPredict tells, of held-out metrics, that both log loss and RMSE(bins) are far above what is
// usual at such a share of recalled items: cards may be answered at random or graded in several
// ways. With 300 items or fewer it is false. The curves are those of Anki's health check.
func (m *Metrics) HardToPredict() bool {
	if m.Items <= 300 {
		return false
	}
	r := m.Recall
	usualLoss := 0.623 * math.Pow(4*r*(1-r), 0.738)
	usualRMSE := 0.0135/(math.Pow(r, 0.504)-1.14) +
		0.176/(math.Pow(float64(m.Items)/1000, 0.825)+2.22) + 0.101
	return m.LogLoss > 1.11*usualLoss && m.RMSEBins > 1.53*usualRMSE
}
