package folders

import (
	"path/filepath"
	"time"

	"cards/deck/settings"
	"cards/srs"
)

// Deck is what decides of how the cards of a file are scheduled.
type Deck struct {
	Name     string // of the deck
	File     string // as in [File.Path]
	Preset   string // that its front matter names
	Settings settings.Set
}

// Layer is what one source says of a deck.
type Layer struct {
	Origin string // in words: "front matter of FILE", "preset NAME", the path of a file, "default"
	settings.Set
}

// Preset is [Matcher.Preset] for a single deck.
func (c *Config) Preset(d Deck) int { return c.Matcher().Preset(d) }

// PresetName returns the name of the preset that a deck is scheduled by, "" if of none.
func (c *Config) PresetName(d Deck) string {
	if i := c.Preset(d); i >= 0 {
		return c.Presets[i].Name
	}
	return ""
}

// Layers returns all that is said of a deck of the collection in root, the most exact first; of
// what is said twice the first holds. The last says everything but a limit on reviews, which there
// is none of.
func (c *Config) Layers(root string, d Deck) []Layer {
	layers := []Layer{{"front matter of " + d.File, d.Settings}}
	if i := c.Preset(d); i >= 0 {
		p := &c.Presets[i]
		layers = append(layers, Layer{"preset " + p.Name, p.Settings})
	}
	return append(layers, c.Base(root)...)
}

// Base is [Config.Layers] of what is said of the whole collection.
func (c *Config) Base(root string) []Layer {
	return []Layer{
		{filepath.Join(root, filepath.FromSlash(ConfigPath)), c.Own},
		{c.UserPath, c.User},
		{"default", Defaults()},
	}
}

// Of returns what holds for a deck.
func (c *Config) Of(d Deck) settings.Set { return merged(c.Layers("", d)) }

// OfPreset returns what holds for decks in a preset that say nothing themselves; without a preset
// of that name, what holds for the whole collection.
func (c *Config) OfPreset(name string) settings.Set {
	for _, p := range c.Presets {
		if p.Name == name {
			return p.Settings.Over(c.All())
		}
	}
	return c.All()
}

// All returns what holds for the whole collection.
func (c *Config) All() settings.Set { return merged(c.Base("")) }

func merged(layers []Layer) settings.Set {
	var s settings.Set
	for _, l := range layers {
		s = s.Over(l.Set)
	}
	return s
}

// Defaults returns what holds where nothing is said.
func Defaults() settings.Set {
	s := srs.DefaultConfig(time.UTC)
	return settings.Set{
		NewPerDay: new(srs.DefaultNew), Retention: &s.Retention, Steps: &s.Steps,
		RelearningSteps: &s.RelearningSteps, MaxInterval: &s.MaxInterval, NewOrder: new(settings.ByFile),
		ReviewOrder: new(settings.ByDue), NewMix: new(settings.After),
		Bury:       &[]settings.Kind{settings.New, settings.Review},
		LearnAhead: new(20 * time.Minute), AnswerCap: new(srs.AnswerCap), Rollover: &s.Calendar.Rollover,
		Balance: new(true), EasyDays: &[]settings.EasyDay{},
		Leech: new(settings.Hint), LeechLapses: new(8), Optimize: new(true), BackupMax: new(500),
		Autoplay: new(false), Theme: new(settings.AutoTheme), Images: new(settings.AutoImages),
	}
}
