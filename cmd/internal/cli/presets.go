package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/srs/fit"
	"cards/storage"
	"cards/storage/journal"
)

// presetFit is what fitting to the reviews of a preset found.
type presetFit struct {
	name    string
	reviews int
	own     bool                // it has parameters of its own
	found   *fit.Recommendation // nil if it has too few reviews for any
}

// better says that the preset is to get new parameters.
func (p presetFit) better() bool { return p.found != nil && p.found.Verdict == fit.UseFit }

// fitPresets fits to the reviews of each preset of the collection.
func fitPresets(ctx context.Context, a *app, r refit) ([]presetFit, error) {
	models, err := r.c.Models()
	if err != nil {
		return nil, err
	}
	in, err := r.c.Presets()
	if err != nil {
		return nil, err
	}
	var all []presetFit
	var parts []fit.Part
	for _, p := range r.c.config.Presets {
		own, has := models.Presets[p.Name]
		past := r.past.Only(func(card deck.Key) bool { return in[card] == p.Name })
		all = append(all, presetFit{name: p.Name, own: has, reviews: len(past.Reviews)})
		if len(past.Reviews) < desk.Fewest {
			continue
		}
		log, err := fit.NewLog(past.Reviews)
		if err != nil {
			return nil, err
		}
		part := fit.Part{Log: log, Current: models.Of(p.Name).Model, Own: has}
		if has {
			part.FittedUntil = own.Set.Time().UnixMilli()
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return all, nil
	}
	meter := a.meter("fitting presets")
	found, err := r.log.RecommendParts(ctx, parts, fit.Options{Progress: meter.show})
	meter.end()
	for i := range all {
		if err == nil && all[i].reviews >= desk.Fewest {
			all[i].found, found = found[0], found[1:]
		}
	}
	return all, err
}

// presetsPage says which presets get or keep parameters of their own, and which share those of the
// collection and why.
func presetsPage(a *app, presets []presetFit) {
	if len(presets) == 0 {
		return
	}
	fmt.Fprintln(a.out)
	t := &out.Table{Right: map[int]bool{1: true}}
	t.Add("preset", "reviews", "")
	for _, p := range presets {
		t.Add(out.Line(p.name), out.Count(p.reviews), a.out.Sign(p.words()))
	}
	t.Print(a.out)
}

// words say what becomes of the parameters of a preset, and why.
func (p presetFit) words() string {
	if p.found == nil {
		if p.own {
			return fmt.Sprintf("keeps its own: %d reviews are needed to fit again", desk.Fewest)
		}
		return fmt.Sprintf("shares the collection's: %d reviews are needed for its own",
			desk.Fewest)
	}
	h := p.found.HeldOut
	change := fmt.Sprintf("log loss %+.4f ± %.4f on %s later answers", -h.Gain, h.GainError,
		out.Count(h.Fitted.Items))
	switch {
	case p.better() && p.own:
		return "new ones of its own, better than those in use: " + change
	case p.better():
		return "its own, better than the collection's: " + change
	case p.own:
		return "keeps its own; new ones are not clearly better: " + change
	}
	return "shares the collection's; its own are not clearly better: " + change
}

// presetJSON is one element of "presets" of `cards optimize --json`.
type presetJSON struct {
	Preset     string    `json:"preset"`
	Reviews    int       `json:"reviews"`
	Own        bool      `json:"own"`
	Verdict    string    `json:"verdict"`
	Gain       float64   `json:"gain"`
	GainError  float64   `json:"gain_error"`
	Model      int       `json:"model"`
	Parameters []float64 `json:"parameters"`
	Why        string    `json:"why"`
}

func newPresetsJSON(presets []presetFit) []presetJSON {
	list := make([]presetJSON, len(presets))
	for i, p := range presets {
		j := presetJSON{
			Preset: p.name, Reviews: p.reviews, Own: p.own, Verdict: "few",
			Parameters: []float64{}, Why: p.words(),
		}
		if p.found != nil {
			m := p.found.Fit.Model
			j.Verdict, j.Model, j.Parameters = verdictWord(p.found.Verdict),
				m.Version(), m.Numbers()
			j.Gain, j.GainError = p.found.HeldOut.Gain, p.found.HeldOut.GainError
		}
		list[i] = j
	}
	return list
}

// setsOf returns what puts the fitted parameters of presets into force that are better.
func setsOf(presets []presetFit) []journal.ParamsSet {
	var sets []journal.ParamsSet
	for _, p := range presets {
		if p.better() {
			m := p.found.Fit.Model
			sets = append(sets, journal.ParamsSet{
				Preset: p.name, Version: m.Version(),
				Numbers: m.Numbers(),
			})
		}
	}
	return sets
}

// undoParameters takes back the parameters in force of a preset, or of the collection.
func undoParameters(ctx context.Context, a *app, preset string) error {
	return runUndo(ctx, a, "took back", func(c *collection) (storage.Undone, error) {
		if err := c.hasPreset(preset); err != nil {
			return storage.Undone{}, err
		}
		u, err := c.UndoParameters(preset, a.Now())
		switch {
		case errors.Is(err, storage.ErrNothing) && preset == "":
			err = errors.New("nothing to take back: the default parameters are in use")
		case errors.Is(err, storage.ErrNothing):
			err = fmt.Errorf("nothing to take back: preset %q has no parameters of its own", preset)
		}
		return u, err
	})
}

// completePresets completes the names of presets.
func (a *app) completePresets(
	*cobra.Command, []string, string,
) ([]string, cobra.ShellCompDirective) {
	root, _, err := a.locate()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	config, err := a.config(root)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, p := range config.Presets {
		names = append(names, out.Line(p.Name))
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
