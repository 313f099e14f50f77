package stats

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"time"

	"cards/srs"
	"cards/srs/model"
)

// Course is how the memory of cards went, day by day.
type Course struct {
	First srs.Day
	Days  []CourseDay // from First on, one after the other
}

// CourseDay is a study day: how the cards stood at its end, and what was predicted of its answers.
type CourseDay struct {
	Learning, Young, Mature int           // cards that had been answered, by phase; relearning is learning
	Memorised               float64       // sum of the chances of recall
	Learned                 int           // cards that came from learning into review phase
	Spent                   time.Duration // on new cards and in learning steps
	Predicted               []Predicted   // of the answers of true retention, by the parameters in force
	ByDefault               []Predicted   // the same by the defaults of FSRS-6
}

// Predicted is answers to which the same chance of recall was given, and what came of them.
type Predicted struct {
	Thousandths int // of the chance, rounded
	Retention
}

// Last returns the last day; the day before First if there are none.
func (c *Course) Last() srs.Day { return c.First + srs.Day(len(c.Days)) - 1 }

// Until returns the course up to a day.
func (c *Course) Until(last srs.Day) Course {
	n := min(max(int(last-c.First)+1, 0), len(c.Days))
	return Course{First: c.First, Days: c.Days[:n:n]}
}

// Then returns the course with another behind it, which has no days before the end of this one.
func (c *Course) Then(next Course) Course {
	days := c.Days
	for c.First+srs.Day(len(days)) < next.First {
		days = append(days, CourseDay{})
	}
	return Course{First: c.First, Days: append(days, next.Days...)}
}

// Over returns the days of the course that are in a span.
func (c *Course) Over(s Span) []CourseDay {
	first, last := max(s.First, c.First), min(s.Last, c.Last())
	if first > last {
		return nil
	}
	return c.Days[first-c.First : last-c.First+1]
}

// On returns a day, false if the course does not have it.
func (c *Course) On(d srs.Day) (CourseDay, bool) {
	if d < c.First || d > c.Last() {
		return CourseDay{}, false
	}
	return c.Days[d-c.First], true
}

// Tracer draws a course from the paths of cards. Nothing before From, or after Until, is drawn.
type Tracer struct {
	From, Until srs.Day
	days        []*traced // back from Until
	curves      map[model.Kernel]*model.Curve
}

// traced is a day that is being drawn.
type traced struct {
	CourseDay
	predicted, byDefault map[int]Retention
}

// NewTracer returns a tracer of nothing yet.
func NewTracer(from, until srs.Day) *Tracer {
	return &Tracer{From: from, Until: until, curves: make(map[model.Kernel]*model.Curve)}
}

// recall returns how the chance of recall goes that a memory has by a model, so many days after its
// answer.
func (t *Tracer) recall(memory model.Memory, m model.Kernel) func(elapsed float64) float64 {
	six, ok := m.(*model.Model)
	if !ok {
		return func(elapsed float64) float64 { return m.Recall(memory, elapsed) }
	}
	curve := t.curves[m]
	if curve == nil {
		curve = model.NewCurve(six)
		t.curves[m] = curve
	}
	return func(elapsed float64) float64 { return curve.At(elapsed / memory.Stability) }
}

// day returns a day that is drawn.
func (t *Tracer) day(d srs.Day) *traced {
	for back := int(t.Until - d); back >= len(t.days); {
		t.days = append(t.days, &traced{})
	}
	return t.days[t.Until-d]
}

// Stood draws a card that stood so at the end of the days from first to last.
func (t *Tracer) Stood(s *srs.Schedule, m model.Kernel, first, last srs.Day) {
	if s.Memory == (model.Memory{}) {
		return
	}
	first, last = max(first, t.From), min(last, t.Until)
	if first > last {
		return
	}
	t.day(first) // and all later ones
	mature, recall := Mature(*s), t.recall(s.Memory, m)
	for d := first; d <= last; d++ {
		day := t.days[t.Until-d]
		day.Memorised += recall(float64(max(d-s.LastDay, 0)))
		switch {
		case s.Phase != srs.InReview:
			day.Learning++
		case mature:
			day.Mature++
		default:
			day.Young++
		}
	}
}

// Learnt draws an answer to a card that was new or learning: how much time it counts for, and
// whether the card came into review phase by it.
func (t *Tracer) Learnt(d srs.Day, spent time.Duration, learned bool) {
	if d < t.From || d > t.Until {
		return
	}
	day := t.day(d)
	day.Spent += spent
	if learned {
		day.Learned++
	}
}

// Asked draws an answer of true retention with the chances of recall that were given to it: by the
// parameters in force and by the defaults.
func (t *Tracer) Asked(d srs.Day, predicted, byDefault float64, recalled bool) {
	if d < t.From || d > t.Until {
		return
	}
	r := Retention{Asked: 1}
	if recalled {
		r.Recalled = 1
	}
	day := t.day(d)
	if day.predicted == nil {
		day.predicted, day.byDefault = make(map[int]Retention), make(map[int]Retention)
	}
	for _, of := range []struct {
		chance float64
		by     map[int]Retention
	}{{predicted, day.predicted}, {byDefault, day.byDefault}} {
		thousandths := int(math.Round(of.chance * 1000))
		of.by[thousandths] = of.by[thousandths].add(r)
	}
}

// Course returns what was drawn, from the first day on which there is anything, to Until.
func (t *Tracer) Course() Course {
	c := Course{First: t.Until + 1 - srs.Day(len(t.days)), Days: make([]CourseDay, len(t.days))}
	for back, drawn := range t.days {
		day := drawn.CourseDay
		day.Predicted, day.ByDefault = sorted(drawn.predicted), sorted(drawn.byDefault)
		c.Days[len(c.Days)-1-back] = day
	}
	return c
}

func sorted(by map[int]Retention) []Predicted {
	var list []Predicted
	for _, thousandths := range slices.Sorted(maps.Keys(by)) {
		list = append(list, Predicted{thousandths, by[thousandths]})
	}
	return list
}

// CalibrationBin is answers with neighbouring predictions.
type CalibrationBin struct {
	Predicted float64 // mean chance of recall that was given to them
	Retention
}

// Calibrate cuts the answers of some days in bins of about equal size, in the order of their
// predictions; those of one thousandth stay together. Fewer than a hundred answers for each of the
// bins make fewer bins.
func Calibrate(days []CourseDay, byDefault bool, bins int) []CalibrationBin {
	by := make(map[int]Retention)
	all := 0
	for i := range days {
		list := days[i].Predicted
		if byDefault {
			list = days[i].ByDefault
		}
		for _, p := range list {
			by[p.Thousandths] = by[p.Thousandths].add(p.Retention)
			all += p.Asked
		}
	}
	const least = 100
	bins = max(min(bins, all/least), 1)
	var cut []CalibrationBin
	var bin CalibrationBin
	for _, p := range sorted(by) {
		bin.Predicted += float64(p.Thousandths) / 1000 * float64(p.Asked)
		bin.Retention = bin.add(p.Retention)
		if bin.Asked*bins >= all {
			cut, bin = append(cut, bin), CalibrationBin{}
		}
	}
	switch last := len(cut) - 1; {
	case bin.Asked == 0:
	case last >= 0 && 2*bin.Asked*bins < all: // too few for a bin of their own
		cut[last].Predicted += bin.Predicted
		cut[last].Retention = cut[last].add(bin.Retention)
	default:
		cut = append(cut, bin)
	}
	for i := range cut {
		cut[i].Predicted /= float64(cut[i].Asked)
	}
	return cut
}

// Whole returns the bin of all answers of some bins.
func Whole(bins []CalibrationBin) (all CalibrationBin) {
	for _, b := range bins {
		all.Predicted += b.Predicted * float64(b.Asked)
		all.Retention = all.add(b.Retention)
	}
	all.Predicted /= float64(cmp.Or(all.Asked, 1))
	return all
}

// CalibrationError is the expected calibration error: the mean over answers of how far what was
// seen in their bin is from what was predicted there (ECE; Naeini, Cooper and Hauskrecht, AAAI
// 2015). It is 0 without answers.
func CalibrationError(bins []CalibrationBin) float64 {
	sum, n := 0.0, 0
	for _, b := range bins {
		rate, _ := b.Rate()
		sum += math.Abs(rate-b.Predicted) * float64(b.Asked)
		n += b.Asked
	}
	return sum / float64(cmp.Or(n, 1))
}
