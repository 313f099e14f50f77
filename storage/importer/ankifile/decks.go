package ankifile

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"cards/deck/fold"
	"cards/deck/from/anki"
	"cards/deck/from/ankinote"
	"cards/deck/settings"
	"cards/srs/model"
	"cards/storage/importer/source"
	"cards/storage/journal"
)

// defaultDeck is the deck of cards whose own is not there.
const defaultDeck = "Default"

// nameDecks gives the decks names that files can have, no two of which differ in case alone.
func (r *reader) nameDecks() {
	r.decks = make(map[int64]string, len(r.Decks))
	taken := make(map[string]bool)
	for _, id := range slices.Sorted(maps.Keys(r.Decks)) {
		plain := source.FileLevels(r.Decks[id].Name, "::")
		name := plain
		for n := 2; taken[fold.String(name)]; n++ {
			name = fmt.Sprintf("%s-%d", plain, n)
		}
		taken[fold.String(name)] = true
		r.decks[id] = name
	}
}

// home returns the id of the deck that a card belongs to, were it in no filtered one.
func (p *pack) home(c *anki.Card) int64 {
	if c.HomeDeck != 0 {
		return c.HomeDeck
	}
	return c.Deck
}

// deckName returns what a deck is called here.
func (p *pack) deckName(id int64) string {
	if name, ok := p.decks[id]; ok && !p.Decks[id].Filtered {
		return name
	}
	return defaultDeck
}

// chosen says whether a note is among those that are wanted.
func (p *pack) chosen(w *source.Wanted, n *anki.Note, cards []anki.Card) bool {
	if len(w.From) > 0 && !slices.ContainsFunc(cards, func(c anki.Card) bool {
		d := p.Decks[p.home(&c)]
		return d != nil && slices.ContainsFunc(w.From,
			func(name string) bool { return isBelow(d.Name, name) })
	}) {
		return false
	}
	return len(w.Tags) == 0 || slices.ContainsFunc(n.Tags, func(tag string) bool {
		return slices.ContainsFunc(w.Tags,
			func(name string) bool { return isBelow(tag, strings.TrimPrefix(name, "#")) })
	})
}

// isBelow says whether a name of levels is another one or below it, whatever divides the levels and
// whatever the case.
func isBelow(name, above string) bool {
	level := strings.NewReplacer("::", "/").Replace
	name, above = strings.ToLower(level(name)), strings.ToLower(strings.Trim(level(above), "/"))
	return name == above || strings.HasPrefix(name, above+"/")
}

// describe says of the decks that notes went to what the package does, and how it schedules them.
func (r *reader) describe() {
	byPreset := make(map[int64][]string)
	for _, id := range slices.Sorted(maps.Keys(r.used)) {
		d := r.Decks[id]
		if d == nil || r.in.Wanted.Named {
			continue
		}
		about := source.About{Description: plainLine(d.Description)}
		about.Settings.NewPerDay, about.Settings.ReviewsPerDay = d.NewLimit, d.ReviewLimit
		if d.Retention > 0 {
			about.Settings.Retention = &d.Retention
		}
		levels := strings.Split(d.Name, "::")
		if last := strings.TrimSpace(levels[len(levels)-1]); last != source.FileLevel(last) {
			about.Name = strings.ReplaceAll(last, "/", "-")
		}
		r.content.About[r.decks[id]] = about
		byPreset[d.Preset] = append(byPreset[d.Preset], r.decks[id])
	}
	for _, id := range slices.Sorted(maps.Keys(byPreset)) {
		if p := r.Presets[id]; p != nil {
			r.content.Presets = append(r.content.Presets, r.preset(p, byPreset[id]))
		}
	}
	r.describeTypes()
}

// plainLine returns HTML as one line of text.
func plainLine(text string) string {
	return strings.Join(strings.Fields(ankinote.Writer{}.Markdown(text)), " ")
}

// preset returns a preset of Anki as one of ours.
func (r *reader) preset(p *anki.Preset, decks []string) source.Preset {
	steps, again := stepsOf(p.Steps), stepsOf(p.RelearningSteps)
	ours := source.Preset{
		Name: presetName(p.Name), Decks: decks, IgnoreBefore: p.IgnoreBefore,
		Settings: settings.Set{
			NewPerDay: &p.NewPerDay, ReviewsPerDay: &p.ReviewsPerDay, Retention: &p.Retention,
			MaxInterval: &p.MaxInterval, Steps: &steps, RelearningSteps: &again,
		},
		Origin: journal.Origin{
			Format: Name, Identity: fmt.Sprintf("preset:%d", p.ID), At: time.Unix(max(p.Mod, 0), 0),
		},
	}
	if p.ReviewsPerDay >= anki.MostPerDay {
		ours.Settings.ReviewsPerDay = nil
	}
	if len(p.Parameters) == 0 {
		return ours
	}
	numbers, err := model.Migrate(p.Parameters)
	switch {
	case err != nil:
		r.content.Remarks = append(r.content.Remarks,
			fmt.Sprintf("the parameters of the preset %q: %v", p.Name, err))
	case r.in.Wanted.Parameters && !r.in.Wanted.NoHistory:
		ours.Parameters = &numbers
	default:
		r.content.Remarks = append(r.content.Remarks,
			fmt.Sprintf("the preset %q has parameters of its own: "+
				"with --parameters they are taken, and memory is what Anki computes", p.Name))
	}
	return ours
}

// presetName returns a name that a preset may have.
func presetName(name string) string {
	isControl := func(r rune) bool { return r < ' ' || r == 0x7f }
	name = strings.Join(strings.FieldsFunc(name, isControl), " ")
	if name = strings.TrimSpace(name); name == "" {
		return Name
	}
	return name
}

// stepsOf returns steps in minutes as durations that can be set.
func stepsOf(minutes []float64) []time.Duration {
	list := []time.Duration{}
	for _, m := range minutes {
		const longest = settings.LongestStep * 24 * 60
		if m > 0 && m <= longest {
			list = append(list, max(time.Duration(math.Round(m*60))*time.Second, time.Second))
		}
	}
	return list
}

// scheduleOf returns what memory is computed by in the decks of a preset.
func scheduleOf(p *anki.Preset, own bool) schedule {
	s := schedule{model: model.New(model.Defaults()), past: p.Past}
	if numbers, err := model.Migrate(p.Parameters); err == nil && own {
		s.model = model.New(numbers)
	}
	if !p.IgnoreBefore.IsZero() {
		s.ignore = p.IgnoreBefore.UnixMilli()
	}
	return s
}
