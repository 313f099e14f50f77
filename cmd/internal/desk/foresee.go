package desk

import (
	"math"

	"cards/srs/sim"
	"cards/storage/training"
)

// Foreseen is what a day will ask when new cards go on as until now: the mean of several simulated
// lives, and bounds between which nine in ten of them are, by how much they differ.
type Foreseen struct {
	Reviews, Low, High float64
	New, Minutes       float64
}

// lives is how many are simulated: fewer where many cards make up for it.
func lives(c sim.Config) int {
	const most, least, cards = 40, 8, 200_000
	return min(max(cards/(len(c.Cards)+c.New), least), most)
}

// Foresee simulates the days from today on, for the whole collection, and returns how many lives
// there were.
func (s *Statistics) Foresee(days int) (each []Foreseen, runs int, err error) {
	past, err := training.Read(s.ctx, s.Store)
	if err != nil {
		return nil, 0, err
	}
	o, err := NewOutlook(s.Store, s.Rules.Config, past, "", s.Calendar, s.Today())
	if err != nil {
		return nil, 0, err
	}
	config, err := o.Present(s.Store, s.Rules.Config)
	if err != nil || len(config.Cards)+config.New == 0 {
		return nil, 0, err
	}
	config.Days = days
	progress := s.Progress
	if progress == nil {
		progress = func(float64) {}
	}
	runs = lives(config)
	played, err := sim.Repeat(s.ctx, []sim.Config{config}, runs, progress)
	if err != nil {
		return nil, 0, err
	}
	for day := range days {
		each = append(each, foreseen(played[0], day))
	}
	return each, runs, nil
}

// foreseen sums up one day of all lives.
func foreseen(runs [][]sim.Day, day int) (f Foreseen) {
	n, squares := float64(len(runs)), 0.0
	for _, run := range runs {
		d := run[day]
		squares += float64(d.Reviews) * float64(d.Reviews) / n
		f.Reviews += float64(d.Reviews) / n
		f.New += float64(d.New) / n
		f.Minutes += d.Time.Minutes() / n
	}
	const nineInTen = 1.645 // standard deviations
	spread := nineInTen * math.Sqrt(max(squares-f.Reviews*f.Reviews, 0)*n/(n-1))
	f.Low, f.High = max(f.Reviews-spread, 0), f.Reviews+spread
	return f
}
