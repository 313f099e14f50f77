package stats

import "cards/srs"

// MostAhead is by how many study days somebody who has travelled west may have been ahead of today:
// zones are up to 26 hours apart. Reviews of later days were given while a clock was ahead.
const MostAhead = 2

// Streak returns how many study days in a row had reviews, up to today or, as today is not over, to
// yesterday, and the longest such row. Days are those with reviews, ascending, each once. Today may
// be up to [MostAhead] behind them.
func Streak(days []srs.Day, today srs.Day) (current, best int) {
	row := 0
	for i, d := range days {
		if i == 0 || d != days[i-1]+1 {
			row = 0
		}
		row++
		best = max(best, row)
		if d >= today-1 && d <= today+MostAhead {
			current = row
		}
	}
	return current, best
}
