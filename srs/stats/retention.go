package stats

import "cards/srs"

// Retention counts cards asked in review phase and those recalled: true retention is Recalled /
// Asked.
type Retention struct {
	Asked, Recalled int
}

// Rate returns the share of those asked that was recalled, 0 to 1, and false if none was asked.
func (r Retention) Rate() (float64, bool) {
	if r.Asked == 0 {
		return 0, false
	}
	return float64(r.Recalled) / float64(r.Asked), true
}

func (r Retention) add(u Retention) Retention {
	return Retention{Asked: r.Asked + u.Asked, Recalled: r.Recalled + u.Recalled}
}

func (r Retention) sub(u Retention) Retention {
	return Retention{Asked: r.Asked - u.Asked, Recalled: r.Recalled - u.Recalled}
}

// matureInterval is the least interval of a mature card, in days, as people know it from Anki.
const matureInterval = 21

// Mature says whether a card is in review phase with an interval of 21 days or more; in review
// phase it is young otherwise.
func Mature(s srs.Schedule) bool { return s.Interval() >= matureInterval }
