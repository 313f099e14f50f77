package desk

import (
	"context"
	"math"
	"slices"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/srs/fit"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/journal"
	"cards/storage/training"
)

// Fewest is how many reviews a preset has to have for parameters of its own.
const Fewest = 400

// growth is by how much a log has grown, as a multiple, when it is fitted to again.
const growth = 1.2

// AutoFit is a fit that was made without being asked for, and is in force.
type AutoFit struct {
	Preset          string // "" for the collection
	Reviews         int    // that it was fitted to
	Version         int    // of the model
	Newest          int    // answers of the newest fifth
	Gain, GainError float64

	// Better is the version of the model that predicts better still, 0 if the other one does not, or
	// if there was no time to know.
	Better int
}

// FitDue fits the parameters in force anew for the collection and for each preset that has
// [Fewest] reviews and has grown by a fifth since its last fit. Those are kept that predict the
// newest fifth better. The model stays the one in force. What the context leaves no time for is
// late, and waits until the log has grown by a fifth once more.
func FitDue(
	ctx context.Context, c *storage.Collection, config folders.Config, now time.Time,
) (fits []AutoFit, late bool, err error) {
	all, err := reviewsOf(c)
	if err != nil || all < Fewest {
		return nil, false, err
	}
	note, err := c.Fits()
	if err != nil || all < note.Next {
		return nil, false, err
	}
	models, err := c.Models()
	if err != nil {
		return nil, false, err
	}
	f := &fitting{models: models, note: note}
	f.note.Next = math.MaxInt32
	if err := f.fitAll(ctx, c, config, all); err != nil && ctx.Err() == nil {
		return nil, false, err
	}
	done, err := c.Refit(now, models, f.sets, f.note)
	if !done {
		f.fits = nil
	}
	return f.fits, f.late, err
}

// reviewsOf returns how many reviews that count a collection has.
func reviewsOf(c *storage.Collection) (n int, err error) {
	days, err := c.Totals(math.MinInt32, srs.Day(math.MaxInt32))
	for _, d := range days {
		n += d.Reviews()
	}
	return n, err
}

// fitting is what [FitDue] has found.
type fitting struct {
	models storage.Models // before it
	past   *training.Past
	in     map[deck.Key]string // the preset of a card
	shared *fit.Warm           // of the collection, if it is kept

	fits []AutoFit
	sets []journal.ParamsSet
	note storage.Fits
	late bool
}

// fitAll fits for the collection, which has so many reviews, and then for its presets.
func (f *fitting) fitAll(
	ctx context.Context, c *storage.Collection, config folders.Config, all int,
) (err error) {
	f.late = true
	f.note.Next = min(f.note.Next, all+Fewest/4) // should there be no time even to read
	if f.past, err = training.Read(ctx, c); err != nil {
		return err
	}
	if f.in, err = c.Presets(); err != nil {
		return err
	}
	f.late, f.note.Next = false, math.MaxInt32
	names := []string{""}
	for _, p := range config.Presets {
		names = append(names, p.Name)
	}
	for _, name := range names {
		part := f.past
		if name != "" {
			part = part.Only(func(card deck.Key) bool { return f.in[card] == name })
		}
		if missing := f.missing(name, part); missing > 0 {
			f.note.Next = min(f.note.Next, all+missing)
			continue
		}
		if err := f.fit(ctx, name, part); err != nil {
			return err
		}
		f.note.Tried[name] = len(part.Reviews)
		f.note.Next = min(f.note.Next, all+f.missing(name, part))
	}
	return nil
}

// missing returns how many reviews a preset needs before it is fitted to again.
func (f *fitting) missing(name string, part *training.Past) int {
	last := f.note.Tried[name]
	set := f.models.All.Set
	if name != "" {
		set = f.models.Presets[name].Set
	}
	if !set.IsZero() {
		last = max(last, part.Until(set.Time().UnixMilli()))
	}
	return max(Fewest, int(math.Ceil(growth*float64(last)))) - len(part.Reviews)
}

// fit fits for one preset and keeps what is better. If there is no time for it, it is late.
func (f *fitting) fit(ctx context.Context, name string, part *training.Past) error {
	log, err := fit.NewLog(part.Reviews)
	if err != nil {
		return err
	}
	current := f.models.Of(name).Model
	if _, own := f.models.Presets[name]; !own && f.shared != nil {
		current = f.shared.Model
	}
	w, err := log.Warm(ctx, current)
	if err != nil { // the context has ended: nothing else stops a fit
		f.late = true
		return nil
	}
	if w.Gain <= 0 || slices.Equal(w.Model.Numbers(), current.Numbers()) {
		return nil
	}
	if name == "" {
		f.shared = w
	}
	made := AutoFit{
		Preset: name, Reviews: len(part.Reviews), Version: w.Model.Version(),
		Newest: w.Newest, Gain: w.Gain, GainError: w.GainError,
	}
	if gain, deviation, err := w.Rival(ctx); err == nil && gain > deviation {
		made.Better = 13 - made.Version
	}
	f.fits = append(f.fits, made)
	f.sets = append(f.sets, journal.ParamsSet{
		Preset: name, Version: made.Version, Numbers: w.Model.Numbers(),
	})
	return nil
}
