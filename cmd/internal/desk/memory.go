package desk

import (
	"cards/srs"
	"cards/srs/stats"
)

// Memory is how the memory of the whole collection stood at the end of yesterday.
type Memory struct {
	Day       srs.Day              // yesterday
	Memorised float64              // sum of the chances of recall
	Begun     int                  // cards that had been answered
	Answers   stats.CalibrationBin // those of true retention on the [RetentionDays] up to then
}

// Memory returns it, nil of a selection, or if nothing was answered before today. It may take long
// once.
func (s *Statistics) Memory() (*Memory, error) {
	if !s.IsAll() {
		return nil, nil
	}
	yesterday := s.Today() - 1
	month := stats.Span{First: yesterday - RetentionDays + 1, Last: yesterday}
	c, err := s.Store.Course(s.ctx, month, s.Today(), s.Progress)
	if err != nil {
		return nil, err
	}
	day, ok := c.On(yesterday)
	if !ok {
		return nil, nil
	}
	return &Memory{
		Day: yesterday, Memorised: day.Memorised, Begun: day.Learning + day.Young + day.Mature,
		Answers: stats.Whole(stats.Calibrate(c.Over(month), false, 1)),
	}, nil
}
