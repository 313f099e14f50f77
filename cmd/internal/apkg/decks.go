package apkg

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"time"

	"cards/deck/fold"
	"cards/deck/from/anki"
	"cards/deck/settings"
	"cards/srs"
	"cards/srs/model"
	"cards/storage/folders"
)

// decks are the decks that are written, and the presets that they are scheduled by.
type decks struct {
	config     *folders.Config
	matcher    *folders.Matcher
	parameters map[string]*model.Model
	ignored    map[string]time.Time // as in [sources]
	list       []*anki.Deck
	presets    []*anki.Preset

	known map[string]*deckOf      // by what it is scheduled by
	names map[string]*anki.Deck   // by name, in one case
	made  map[string]*anki.Preset // by what they say
	taken map[string]int          // names of presets
}

// deckOf is a deck as its cards are scheduled.
type deckOf struct {
	*anki.Deck
	name      string // here
	by        folders.Deck
	model     *model.Model
	retention float64
	steps     []time.Duration // of learning, then of relearning
}

func newDecks(config *folders.Config, from *sources) *decks {
	return &decks{
		config: config, matcher: config.Matcher(), parameters: from.parameters, ignored: from.ignored,
		known: make(map[string]*deckOf),
		names: make(map[string]*anki.Deck), made: make(map[string]*anki.Preset), taken: make(map[string]int),
	}
}

// of returns the deck of a name that is scheduled so.
func (d *decks) of(name string, by folders.Deck) *deckOf {
	place := by.File + "\x00" + name
	if found := d.known[place]; found != nil {
		return found
	}
	set, preset := d.config.Of(by), d.config.PresetName(by)
	found := &deckOf{name: name, by: by, model: d.parameters[preset], retention: *set.Retention}
	if found.model == nil {
		found.model = d.parameters[""]
	}
	found.steps = append(append(found.steps, *set.Steps...), *set.RelearningSteps...)
	found.Deck = d.named(ankiName(name))
	if found.Preset == 0 {
		found.Preset = d.preset(preset, by, set).ID
		found.NewLimit, found.ReviewLimit = by.Settings.NewPerDay, by.Settings.ReviewsPerDay
		if r := by.Settings.Retention; r != nil && isPercent(*r) {
			found.Retention = *r
		}
	}
	d.known[place] = found
	return found
}

func isPercent(share float64) bool { return math.Abs(share*100-math.Round(share*100)) < 1e-9 }

// ankiName returns the name of a deck as Anki writes it.
func ankiName(name string) string {
	levels := strings.Split(name, "/")
	for i, level := range levels {
		level = strings.NewReplacer("::", ":", "\x1f", "").Replace(level)
		if levels[i] = strings.TrimSpace(level); levels[i] == "" {
			levels[i] = "blank"
		}
	}
	return strings.Join(levels, "::")
}

// named returns the deck of a name of Anki, with those above it. Names that differ in case alone
// are one.
func (d *decks) named(name string) *anki.Deck {
	folded := fold.String(name)
	if found := d.names[folded]; found != nil {
		return found
	}
	if at := strings.LastIndex(name, "::"); at >= 0 {
		above := d.named(name[:at])
		name = above.Name + name[at:]
	}
	made := &anki.Deck{ID: hashID("deck", folded), Name: name}
	if folded == "default" {
		made.ID, made.Name = 1, "Default"
	}
	d.names[folded] = made
	d.list = append(d.list, made)
	return made
}

// scheduled returns the decks, of which those that only have others below them are scheduled as
// Anki does it.
func (d *decks) scheduled() []*anki.Deck {
	for _, made := range d.list {
		made.Preset = max(made.Preset, 1)
	}
	return d.list
}

// hashID returns an id that follows from a name: as if it was made between 2004 and 2017, so that
// it is never taken for one of the future.
func hashID(kind, name string) int64 {
	const first, span = 1_100_000_000_000, 400_000_000_000
	sum := sha256.Sum256([]byte(kind + "\x00" + name))
	return first + int64(binary.BigEndian.Uint64(sum[:8])%span)
}

// preset returns the preset for a deck that is set so.
func (d *decks) preset(name string, by folders.Deck, set settings.Set) *anki.Preset {
	bare := by
	bare.Settings = settings.Set{}
	base := d.config.Of(bare)
	p := anki.Preset{
		Steps: minutes(*set.Steps), RelearningSteps: minutes(*set.RelearningSteps), MaxInterval: *set.MaxInterval,
		NewPerDay: *base.NewPerDay, ReviewsPerDay: anki.MostPerDay, Retention: *set.Retention, Past: 0.9,
		IgnoreBefore: d.ignored[name],
	}
	if base.ReviewsPerDay != nil {
		p.ReviewsPerDay = min(*base.ReviewsPerDay, anki.MostPerDay)
	}
	if r := by.Settings.Retention; r != nil && isPercent(*r) {
		p.Retention = *base.Retention
	}
	m := d.parameters[name]
	if m == nil {
		m = d.parameters[""]
	}
	p.NewPerDay = min(p.NewPerDay, anki.MostPerDay)
	if m.Parameters() != model.Defaults() {
		p.Parameters = m.Numbers()
	}
	if name == "" {
		name = "cards"
	}
	key := name + "\x00" + fmt.Sprint(p)
	if found := d.made[key]; found != nil {
		return found
	}
	d.taken[name]++
	if n := d.taken[name]; n > 1 {
		name = fmt.Sprintf("%s-%d", name, n)
	}
	p.ID, p.Name = hashID("preset", name), name
	d.made[key] = &p
	d.presets = append(d.presets, &p)
	return &p
}

func minutes(steps []time.Duration) []float64 {
	list := make([]float64, len(steps))
	for i, s := range steps {
		list[i] = math.Round(s.Minutes()*1e4) / 1e4
	}
	return list
}

// interval returns the interval that the row of an answer has: days, or less than zero for seconds.
// A step over the end of a day is the one of the deck that ends on the day that it is due.
func (d *deckOf) interval(r *srs.Review, cal srs.Calendar) int32 {
	days, step := r.Interval()
	switch {
	case step != 0:
		return -int32(step.Round(time.Second) / time.Second)
	case days <= 0:
		return 0
	case r.After == srs.InReview:
		return int32(days)
	}
	calendar := srs.Calendar{Zone: time.FixedZone("", r.Offset), Rollover: cal.Rollover}
	lands := func(step time.Duration) bool { return calendar.Day(r.Answered.Add(step)) == r.Due.Day }
	for _, s := range d.steps {
		if lands(s) {
			return -int32(s / time.Second)
		}
	}
	if whole := time.Duration(days) * 24 * time.Hour; days > 1 {
		return -int32(whole / time.Second)
	}
	return -int32(calendar.Start(r.Due.Day).Sub(r.Answered)/time.Second + 1)
}

// until returns the interval of a row that moves when a card is due; nil if no row can say it.
func (d *deckOf) until(at time.Time, today srs.Day, due srs.Due) *int32 {
	var interval int32
	switch {
	case due.At.IsZero() && due.Day >= today:
		interval = int32(due.Day - today)
	case !due.At.IsZero() && due.At.After(at):
		interval = -int32(min(due.At.Sub(at)/time.Second, math.MaxInt32))
	default:
		return nil
	}
	return &interval
}
