package sim

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Repeat plays the run of every config with the seeds 0, 1, …, one or more, and returns the days,
// by config and seed, the same whatever the number of processors. It ends early, with the error of
// the context, when that is cancelled. Progress, which may be nil, is told the share of the work
// that was done, rising to 1.
func Repeat(ctx context.Context, configs []Config, seeds int,
	progress func(share float64),
) ([][][]Day, error) {
	plans := make([]*plan, len(configs))
	for i := range configs {
		if err := configs[i].Validate(); err != nil {
			return nil, err
		}
		plans[i] = newPlan(&configs[i], everyDay)
	}
	runs, err := runAll(ctx, plans, seeds, progress)
	return slices.Collect(slices.Chunk(runs, seeds)), err
}

// runAll plays every plan with the seeds 0…seeds-1, as many runs at a time as there are processors,
// and returns the runs in the order of plans, then seeds.
func runAll(ctx context.Context, plans []*plan, seeds int,
	progress func(share float64),
) ([][]Day, error) {
	runs := make([][]Day, len(plans)*seeds)
	played := &tally{runs: len(runs), progress: progress}
	goOn := func(share float64) bool {
		played.add(share)
		return ctx.Err() == nil
	}
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(len(runs), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(runs); i = int(next.Add(1)) - 1 {
				runs[i] = plans[i/seeds].run(uint64(i%seeds), goOn)
			}
		})
	}
	workers.Wait()
	return runs, ctx.Err()
}

// tally sums up how far several runs are that are played at a time.
type tally struct {
	sync.Mutex
	runs     int
	done     float64             // runs
	progress func(share float64) // may be nil
}

func (t *tally) add(share float64) {
	if t.progress == nil {
		return
	}
	t.Lock()
	defer t.Unlock()
	t.done += share
	t.progress(min(t.done/float64(t.runs), 1))
}

// Figure is a number that depends on chance: its mean over several runs, and the standard deviation
// of one run.
type Figure struct {
	Mean, SD float64
}

func newFigure(values []float64) Figure {
	sum, squares := 0.0, 0.0
	for _, v := range values {
		sum += v
	}
	f := Figure{Mean: sum / float64(len(values))}
	if len(values) > 1 {
		for _, v := range values {
			squares += (v - f.Mean) * (v - f.Mean)
		}
		f.SD = math.Sqrt(squares / float64(len(values)-1))
	}
	return f
}

// Span sums up some days of several runs.
type Span struct {
	Days      int
	Reviews   Figure // a day
	New       Figure // a day
	Minutes   Figure // a day
	Recalled  Figure // share of the reviews, 0 when there are none
	Memorised Figure // on the last day
}

// Summarize sums up the days from first up to, but not including, end. The runs must have all of
// them.
func Summarize(runs [][]Day, first, end int) Span {
	var reviews, added, minutes, recalled, memorised []float64
	days := float64(end - first)
	for _, run := range runs {
		var sum Day
		for _, d := range run[first:end] {
			sum.Reviews += d.Reviews
			sum.Recalled += d.Recalled
			sum.New += d.New
			sum.Time += d.Time
		}
		reviews = append(reviews, float64(sum.Reviews)/days)
		added = append(added, float64(sum.New)/days)
		minutes = append(minutes, sum.Time.Minutes()/days)
		recalled = append(recalled, float64(sum.Recalled)/float64(max(sum.Reviews, 1)))
		memorised = append(memorised, run[end-1].Memorised)
	}
	return Span{
		Days:      end - first,
		Reviews:   newFigure(reviews),
		New:       newFigure(added),
		Minutes:   newFigure(minutes),
		Recalled:  newFigure(recalled),
		Memorised: newFigure(memorised),
	}
}

// Point is what one desired retention costs and gives over a whole run.
type Point struct {
	Retention float64
	Span
}

// Curve plays the run for every one of the retentions, each with the same seeds 0, 1, …;
// c.Retention does not matter. Context and progress are as for [Repeat]. There is no best point:
// time for each memorised card falls with every percent of retention that is given up, far below
// what anybody wants. What helps to choose is [Marginal].
func Curve(ctx context.Context, c Config, retentions []float64, seeds int,
	progress func(share float64),
) ([]Point, error) {
	plans := make([]*plan, len(retentions))
	for i, retention := range retentions {
		at := c
		at.Retention = retention
		if err := at.Validate(); err != nil {
			return nil, err
		}
		plans[i] = newPlan(&at, lastDay)
	}
	runs, err := runAll(ctx, plans, seeds, progress)
	if err != nil {
		return nil, err
	}
	points := make([]Point, len(retentions))
	for i, retention := range retentions {
		points[i] = Point{Retention: retention, Span: Summarize(runs[i*seeds:(i+1)*seeds], 0, c.Days)}
	}
	return points, nil
}

// Marginal returns the time, over all days of the run, that every further memorised card takes when
// one goes from the first point to the second, and false if there are not more of them.
func Marginal(from, to Point) (time.Duration, bool) {
	more := to.Memorised.Mean - from.Memorised.Mean
	if more <= 0 {
		return 0, false
	}
	minutes := to.Minutes.Mean*float64(to.Days) - from.Minutes.Mean*float64(from.Days)
	return time.Duration(minutes / more * float64(time.Minute)), true
}
