package report

import (
	"fmt"

	"cards/cmd/internal/out"
	"cards/srs/stats"
)

// Share is a rate with what it is of and its 95 % interval, for scripts.
type Share struct {
	Asked    int      `json:"asked"`
	Recalled int      `json:"recalled"`
	Rate     *float64 `json:"rate"` // null if nothing was asked, and so are its bounds
	Low      *float64 `json:"low"`
	High     *float64 `json:"high"`
}

func newShare(r stats.Retention) Share {
	s := Share{Asked: r.Asked, Recalled: r.Recalled}
	if rate, ok := r.Rate(); ok {
		low, high := r.Interval()
		s.Rate, s.Low, s.High = &rate, &low, &high
	}
	return s
}

// rateOf writes a rate with what it is of and its interval: "90.6 % of 612 (88.1–92.7)".
func rateOf(r stats.Retention) string {
	rate, ok := r.Rate()
	if !ok {
		return "–"
	}
	return fmt.Sprintf("%.1f %% of %s (%s)", 100*rate, out.Count(r.Asked), interval(r))
}

// interval writes the bounds of a rate in percents.
func interval(r stats.Retention) string {
	low, high := r.Interval()
	if r.Asked < stats.Least {
		return fmt.Sprintf("%.0f–%.0f", 100*low, 100*high)
	}
	return fmt.Sprintf("%.1f–%.1f", 100*low, 100*high)
}

// rateColumns are the columns of a rate: of how many, the rate and its bounds.
func rateColumns() []out.Column {
	return []out.Column{
		{Name: "asked", Title: "asked"},
		{Name: "rate", Title: "recalled"},
		{Name: "low", Title: "from"},
		{Name: "high", Title: "to"},
	}
}

// rateCells are their cells.
func rateCells(r stats.Retention) []out.Cell {
	rate, ok := r.Rate()
	if !ok {
		return []out.Cell{out.Whole(0), out.None(), out.None(), out.None()}
	}
	low, high := r.Interval()
	return []out.Cell{out.Whole(r.Asked), tenths(rate), tenths(low), tenths(high)}
}

// tenths is a share, written in tenths of a percent.
func tenths(share float64) out.Cell { return out.Value(share, fmt.Sprintf("%.1f %%", 100*share)) }

// percents writes two shares that a sentence sets against each other: in whole percents, unless
// these would be equal.
func percents(a, b float64) (string, string) {
	if p, q := out.Percent(a), out.Percent(b); p != q {
		return p, q
	}
	return tenths(a).Text, tenths(b).Text
}
