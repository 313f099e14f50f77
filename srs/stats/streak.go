package stats

import "cards/srs"

// Streak returns how many study days in a row had reviews, up to today or, as today is not over, to yesterday, and the
// longest such row. Days are those with reviews, ascending, each once. Who has travelled west may have been a day
// ahead.
func Streak(days []srs.Day, today srs.Day) (current, best int) {
	row := 0
	for i, d := range days {
		if i == 0 || d != days[i-1]+1 {
			row = 0
		}
		row++
		best = max(best, row)
		if d >= today-1 && d <= today+1 {
			current = row
		}
	}
	return current, best
}
