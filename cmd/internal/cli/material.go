package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/srs/fit"
	"cards/srs/model"
	"cards/storage/training"
)

// material is a review log with the parameters that are in use.
type material struct {
	log     *fit.Log
	current model.Kernel
	since   time.Time // when its parameters were set; zero for the defaults
	shared  bool      // they are those of the collection, and the log is that of a preset

	c    *collection    // nil with --train
	past *training.Past // likewise

	preset string   // "" for the collection
	all    *fit.Log // the log of the collection
}

// fittedUntil returns what the parameters in use may have seen, as [fit.Options] have it.
func (m material) fittedUntil() int64 {
	if m.since.IsZero() {
		return 0
	}
	return m.since.UnixMilli()
}

// material reads the log that the options name, or that of the collection of this run, or of one of
// its presets.
func (a *app) material(
	ctx context.Context, o trainOptions, holder, preset string,
) (material, error) {
	if o.file != "" {
		log, err := readTrain(ctx, a, o)
		return material{log: log, current: model.New(model.Defaults())}, err
	}
	c, err := a.compiled(ctx, holder)
	if err != nil {
		return material{}, err
	}
	return readLearned(ctx, c, preset)
}

// readLearned reads the log of a collection, or what it has of the cards in a preset.
func readLearned(ctx context.Context, c *collection, preset string) (material, error) {
	m := material{c: c, preset: preset}
	if err := c.hasPreset(preset); err != nil {
		return m, err
	}
	models, err := c.Models()
	if err != nil {
		return m, err
	}
	use := models.Of(preset)
	m.current = use.Model
	if !use.Set.IsZero() {
		m.since = use.Set.Time()
	}
	_, own := models.Presets[preset]
	m.shared = preset != "" && !own
	if m.past, err = training.Read(ctx, c.Collection); err != nil {
		return m, err
	}
	if m.log, err = fit.NewLog(m.past.Reviews); err != nil || preset == "" {
		return m, err
	}
	m.all = m.log
	in, err := c.Presets()
	if err != nil {
		return m, err
	}
	m.past = m.past.Only(func(card deck.Key) bool { return in[card] == preset })
	m.log, err = fit.NewLog(m.past.Reviews)
	return m, err
}

// outlookOf is what the future work of a material's person is foreseen from.
func outlookOf(a *app, m material) (desk.Outlook, error) {
	if m.c == nil {
		return desk.AverageOutlook(), nil
	}
	return desk.NewOutlook(m.c.Collection, m.c.config, m.past, m.preset,
		a.calendar(m.c), a.today(m.c))
}

// hasPreset returns an error if there is no preset of that name. The one without a name is there.
func (c *collection) hasPreset(name string) error {
	names := []string{""}
	for _, p := range c.config.Presets {
		names = append(names, p.Name)
	}
	if slices.Contains(names, name) {
		return nil
	}
	hint := "no preset is set up: `cards help config`"
	if len(names) > 1 {
		hint = "presets: " + strings.Join(names[1:], ", ")
	}
	return &hinted{fmt.Errorf("there is no preset %q", name), hint}
}
