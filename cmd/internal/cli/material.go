package cli

import (
	"context"
	"time"

	"cards/srs/fit"
	"cards/srs/model"
	"cards/storage/training"
)

// material is a review log with the parameters that are in use.
type material struct {
	log     *fit.Log
	current model.Kernel
	since   time.Time // when its parameters were set; zero for the defaults

	c    *collection    // nil with --train
	past *training.Past // likewise
}

// fittedUntil returns what the parameters in use may have seen, as [fit.Options] have it.
func (m material) fittedUntil() int64 {
	if m.since.IsZero() {
		return 0
	}
	return m.since.UnixMilli()
}

// material reads the log that the options name, or that of the collection of this run.
func (a *app) material(ctx context.Context, o trainOptions, holder string) (material, error) {
	if o.file != "" {
		log, err := a.readTrain(ctx, o)
		return material{log: log, current: model.New(model.Defaults())}, err
	}
	c, err := a.compiled(ctx, holder)
	if err != nil {
		return material{}, err
	}
	return a.learned(c)
}

// learned reads the log of a collection.
func (a *app) learned(c *collection) (material, error) {
	m := material{c: c}
	current, set, err := c.Model()
	if err != nil {
		return m, err
	}
	m.current = current
	if !set.IsZero() {
		m.since = set.Time()
	}
	if m.past, err = training.Read(c.Collection); err != nil {
		return m, err
	}
	m.log, err = fit.NewLog(m.past.Reviews)
	return m, err
}
