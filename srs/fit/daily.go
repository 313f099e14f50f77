package fit

import (
	"context"

	"cards/srs/model"
)

// Daily is how well parameters predict that are fitted again before every study day on which the
// log has grown enough.
type Daily struct {
	Fits    int
	Metrics *Metrics // of the items that [Log.HoldOut] predicts

	// Gain is by how much the log loss is lower than that of the defaults of FSRS-6, and its
	// standard error.
	Gain, GainError float64
}

const (
	// A log that has grown by refitAfter since the last fit is fitted to again, beginning where
	// that ended.
	refitAfter = 1.02
	// One that has grown by reviseAfter since the last rehearsals is rehearsed on again.
	reviseAfter = 1.25
)

// ByDay fits before the first item of each study day on which the log has grown by 2 % since the
// fit before, each fit beginning at the last one, and predicts the items of the days. An error is
// that of ctx.
func (l *Log) ByDay(ctx context.Context, o Options) (*Daily, error) {
	first, _ := l.fold(0)
	end := len(l.items)
	d := &daily{log: l}
	daily := &Daily{}
	var predictions []prediction
	for begin := first; begin < end && first > 0; {
		last := l.dayEnd(begin)
		if float64(begin) >= refitAfter*float64(d.fitted) {
			if err := d.fit(ctx, begin); err != nil {
				return nil, err
			}
			daily.Fits++
		}
		predictions = append(predictions, l.predict(d.model, begin, last)...)
		begin = last
		o.report(float64(begin-first) / float64(end-first))
	}
	defaults := l.predict(model.New(model.Defaults()), end-len(predictions), end)
	daily.Metrics = measure(predictions)
	daily.Gain, daily.GainError = gain(defaults, predictions)
	return daily, nil
}

// dayEnd returns where the items of the study day of an item end.
func (l *Log) dayEnd(i int) int {
	end := i + 1
	for end < len(l.items) && l.days[l.items[end].answer] == l.days[l.items[i].answer] {
		end++
	}
	return end
}

// daily is the fit in force.
type daily struct {
	log     *Log
	model   model.Kernel
	fitted  int // items
	revised int // items at the last rehearsals
	choice  int
	shares  []share
	ends    map[recipe]vector
}

// fit fits to what came before the nth item.
func (d *daily) fit(ctx context.Context, n int) error {
	if float64(n) >= reviseAfter*float64(d.revised) {
		if err := d.revise(ctx, n); err != nil {
			return err
		}
	}
	result, err := d.log.settle(ctx, n, d.choice, d.shares, d.ends, Options{})
	if err != nil {
		return err
	}
	d.model, d.fitted = result.Model, n
	return nil
}

func (d *daily) revise(ctx context.Context, n int) error {
	versions := versionsFor(n, Options{})
	r, err := d.log.rehearse(ctx, n, versions, Options{})
	if err != nil {
		return err
	}
	if d.choice = versions[0]; len(versions) > 1 {
		d.choice, _, _ = r.better()
	}
	d.revised, d.shares, d.ends = n, r.shares(d.choice), r.ends
	return nil
}
