package storage

import (
	"cards/deck/settings"
	"cards/srs"
	"cards/storage/folders"
)

// limits are those of decks and presets, each with what is left of it today. A deck with a limit in
// its front matter has that one instead of its preset's, and does not use that up.
type limits struct {
	config  *folders.Config
	matcher *folders.Matcher
	free    bool // new cards are not limited
	ahead   bool // nor are reviews
	left    []srs.Allowance
	presets []grouped          // by preset; zero if not met
	files   map[fileID]grouped // of those that were entered
}

// grouped is where a file belongs: of which groups its new cards and its reviews are, from 1, 0 if
// of none; and by which preset it is scheduled, -1 if by none.
type grouped struct {
	fresh, reviews int32
	preset         int
}

func newLimits(want Wanted) limits {
	return limits{
		config: &want.Config, matcher: want.Config.Matcher(), free: want.Free, ahead: want.Ahead > 0,
		presets: make([]grouped, len(want.Config.Presets)), files: make(map[fileID]grouped),
	}
}

// enter finds the groups of a file.
func (l *limits) enter(f *deckFile) grouped {
	if g, ok := l.files[f.id]; ok {
		return g
	}
	d := f.scheduled()
	g := grouped{preset: l.matcher.Preset(d)}
	if g.preset >= 0 {
		g = l.ofPreset(g.preset)
	}
	if n := d.Settings.NewPerDay; n != nil {
		g.fresh = l.group(srs.Allowance{New: *n, Reviews: srs.Unlimited})
	}
	if n := d.Settings.ReviewsPerDay; n != nil {
		g.reviews = l.group(srs.Allowance{New: srs.Unlimited, Reviews: *n})
	}
	if l.free {
		g.fresh = 0
	}
	if l.ahead {
		g.reviews = 0
	}
	l.files[f.id] = g
	return g
}

// ofPreset returns the groups of a preset.
func (l *limits) ofPreset(i int) grouped {
	g := &l.presets[i]
	g.preset = i
	s := l.config.Presets[i].Settings
	if g.fresh == 0 && s.NewPerDay != nil {
		g.fresh = l.group(srs.Allowance{New: *s.NewPerDay, Reviews: srs.Unlimited})
	}
	if g.reviews == 0 && s.ReviewsPerDay != nil {
		g.reviews = l.group(srs.Allowance{New: srs.Unlimited, Reviews: *s.ReviewsPerDay})
	}
	return *g
}

// group adds a group with a limit.
func (l *limits) group(a srs.Allowance) int32 {
	l.left = append(l.left, a)
	return int32(len(l.left))
}

// of returns the group of cards in a phase; 0 if they are in none.
func (g grouped) of(p srs.Phase) int32 {
	switch p {
	case srs.New:
		return g.fresh
	case srs.InReview:
		return g.reviews
	}
	return 0
}

// spend takes what was asked of a file off the limits that hold for it.
func (l *limits) spend(f *deckFile, asked srs.Allowance) {
	g := l.enter(f)
	if g.fresh > 0 {
		l.left[g.fresh-1].New -= asked.New
	}
	if g.reviews > 0 {
		l.left[g.reviews-1].Reviews -= asked.Reviews
	}
}

// newLeft returns how many new cards of a group may be asked.
func (l *limits) newLeft(group int32) int {
	if group == 0 {
		return srs.Unlimited
	}
	return max(l.left[group-1].New, 0)
}

// retentions returns those wanted of the cards of files, by place.
func (l *limits) retentions(files []*deckFile) []float64 {
	list := make([]float64, len(files))
	byPreset := make(map[int]float64)
	for i, f := range files {
		if own := f.settings.Retention; own != nil {
			list[i] = *own
			continue
		}
		preset := l.enter(f).preset
		if _, ok := byPreset[preset]; !ok {
			byPreset[preset] = *l.config.Of(f.scheduled()).Retention
		}
		list[i] = byPreset[preset]
	}
	return list
}

// orderOf returns the order of a file's new cards that it or its preset says; "" if none does.
func (l *limits) orderOf(f *deckFile) settings.Order {
	if o := f.settings.NewOrder; o != nil {
		return *o
	}
	if i := l.enter(f).preset; i >= 0 && l.config.Presets[i].Settings.NewOrder != nil {
		return *l.config.Presets[i].Settings.NewOrder
	}
	return ""
}
