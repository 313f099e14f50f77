package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"cards/deck/settings"
	"cards/storage/folders"
	"cards/storage/importer/ankifile"
	"cards/storage/importer/source"
	"cards/storage/journal"
)

// presets plans how the decks are scheduled that a file of the source makes.
type presets struct{ *taking }

// add plans the presets for the decks that the import makes, under names that are new. One that
// would say nothing is left out.
func (s *presets) add() error {
	for _, p := range s.content.Presets {
		var decks []string
		for _, name := range p.Decks {
			decks = append(decks, s.plan.made[name]...)
		}
		p.Settings = s.beyond(p.Settings)
		if len(decks) == 0 ||
			p.Parameters == nil && p.Settings == (settings.Set{}) && p.IgnoreBefore.IsZero() {
			continue
		}
		base := p.Name
		for n := 2; s.there(p.Name) != nil; n++ {
			p.Name = fmt.Sprintf("%s-%d", base, n)
		}
		p.Decks = decks
		s.plan.presets = append(s.plan.presets, p)
		s.report.Presets = append(s.report.Presets, p.Name)
		if p.Parameters != nil {
			s.plan.beside = append(s.plan.beside, saying(p.Origin, parametersOf(p, p.Name)))
		}
		if !p.IgnoreBefore.IsZero() {
			s.plan.beside = append(s.plan.beside, saying(p.Origin, ignoring(p)))
		}
	}
	return s.changeConfig()
}

// shared returns the preset that a new deck of the source names, as an earlier import, or this one,
// made it; "" if none says the same.
func (s *presets) shared(deck string) string {
	for _, p := range s.content.Presets {
		if slices.Contains(p.Decks, deck) {
			return s.sameAs(p)
		}
	}
	return ""
}

// sameAs returns the name of the preset that was made for one of a source, if it says the same
// still.
func (s *presets) sameAs(p source.Preset) string {
	want := s.beyond(p.Settings)
	name := p.Name
	for n := 2; ; n++ {
		there := s.there(name)
		switch {
		case there == nil:
			return ""
		case sayTheSame(there.Settings, want) && s.hasParameters(*there, p):
			return there.Name
		}
		name = fmt.Sprintf("%s-%d", p.Name, n)
	}
}

// there returns the preset of a name, in any case, that is configured or planned; nil if there is
// none.
func (s *presets) there(name string) *source.Preset {
	for _, p := range s.plan.target.config.Presets {
		if strings.EqualFold(p.Name, name) {
			return &source.Preset{Name: p.Name, Settings: p.Settings}
		}
	}
	for i := range s.plan.presets {
		if p := &s.plan.presets[i]; strings.EqualFold(p.Name, name) {
			return p
		}
	}
	return nil
}

func sayTheSame(a, b settings.Set) bool {
	return !slices.ContainsFunc(settings.Keys(), func(k settings.Key) bool {
		here, hasHere := k.Text(a)
		there, hasThere := k.Text(b)
		return here != there || hasHere != hasThere
	})
}

// hasParameters says whether memory is computed in a preset that is there as one of the source
// would have it.
func (s *presets) hasParameters(there, p source.Preset) bool {
	if there.Parameters != nil {
		return p.Parameters != nil && *there.Parameters == *p.Parameters
	}
	models, err := s.collection.Models()
	own, has := models.Presets[there.Name]
	if err != nil || p.Parameters == nil {
		return err == nil && !has
	}
	id, err := journal.ImportID(p.Origin, parametersOf(p, there.Name))
	return err == nil && own.Set == id
}

// parametersOf returns what sets the parameters of a preset of the source, under a name of here.
func parametersOf(p source.Preset, name string) journal.ParamsSet {
	set := journal.Set6(*p.Parameters)
	set.Preset = name
	return set
}

// ignoring returns what keeps the date of a preset before which answers are no history: what comes
// in goes by it, and an export gives it back.
func ignoring(p source.Preset) journal.Sourced {
	date := p.IgnoreBefore.Format(time.DateOnly)
	kept := journal.Field{Name: ankifile.SourceIgnore, Value: date}
	return journal.Sourced{Type: p.Name, Fields: []journal.Field{kept}}
}

// beyond returns what a set says that does not hold already.
func (s *presets) beyond(set settings.Set) settings.Set {
	var more settings.Set
	for _, k := range settings.Keys() {
		text, ok := k.Text(set)
		if there, _ := k.Text(s.options.Settings); ok && text != there {
			k.Take(&more, set)
		}
	}
	return more
}

// changeConfig plans to write the presets behind what the configuration says.
func (s *presets) changeConfig() error {
	if len(s.plan.presets) == 0 {
		return nil
	}
	before, err := s.plan.target.root.ReadFile(folders.ConfigPath)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var b strings.Builder
	b.Write(before)
	if len(before) > 0 && before[len(before)-1] != '\n' {
		b.WriteByte('\n')
	}
	for _, p := range s.plan.presets {
		fmt.Fprintf(&b, "\n[preset.%s]\ndecks = %s\n", tomlString(p.Name), patterns(p.Decks))
		for _, k := range settings.Keys() {
			if value, ok := k.Text(p.Settings); ok {
				fmt.Fprintf(&b, "%s = %s\n", k.Name, value)
			}
		}
	}
	if before == nil && err == nil {
		before = []byte{}
	}
	s.plan.change(folders.ConfigPath, before, []byte(strings.TrimLeft(b.String(), "\n")))
	return nil
}

// patterns writes names of decks as a preset lists them, where some characters are special.
func patterns(decks []string) string {
	special := strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]", `\`, `[\\]`)
	var list []string
	for _, d := range decks {
		if _, err := path.Match(d, d); err != nil || strings.ContainsAny(d, `*?[\`) {
			d = special.Replace(d)
		}
		list = append(list, tomlString(d))
	}
	return "[" + strings.Join(list, ", ") + "]"
}
