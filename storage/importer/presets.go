package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"cards/deck"
	"cards/deck/front"
	"cards/deck/settings"
	"cards/storage/folders"
	"cards/storage/journal"
)

// made notes that the import makes the file of a deck of the source, which may be scheduled as that
// says unless the file names a preset.
func (t *taking) made(name, file string, front front.Matter) {
	if front.Preset != "" {
		return
	}
	if t.plan.made == nil {
		t.plan.made = make(map[string][]string)
	}
	t.plan.made[name] = append(t.plan.made[name], deck.Name(file, front))
}

// configFile is the configuration of a collection.
const configFile = folders.ConfigPath

// planPresets plans the presets for the decks that the import makes, under names that are new. One
// that would say nothing is left out.
func (t *taking) planPresets() error {
	for _, p := range t.content.Presets {
		var decks []string
		for _, name := range p.Decks {
			decks = append(decks, t.plan.made[name]...)
		}
		p.Settings = t.beyond(p.Settings)
		if len(decks) == 0 ||
			p.Parameters == nil && p.Settings == (settings.Set{}) && p.IgnoreBefore.IsZero() {
			continue
		}
		base := p.Name
		for n := 2; t.presetThere(p.Name) != nil; n++ {
			p.Name = fmt.Sprintf("%s-%d", base, n)
		}
		p.Decks = decks
		t.plan.presets = append(t.plan.presets, p)
		t.report.Presets = append(t.report.Presets, p.Name)
		if p.Parameters != nil {
			t.plan.beside = append(t.plan.beside, saying(p.Origin, parametersOf(p, p.Name)))
		}
		if !p.IgnoreBefore.IsZero() {
			t.plan.beside = append(t.plan.beside, saying(p.Origin, ignoring(p)))
		}
	}
	return t.changeConfig()
}

// sharedPreset returns the preset that a new deck of the source names, as an earlier import, or
// this one, made it; "" if none says the same.
func (t *taking) sharedPreset(deck string) string {
	for _, p := range t.content.Presets {
		if slices.Contains(p.Decks, deck) {
			return t.sameAs(p)
		}
	}
	return ""
}

// sameAs returns the name of the preset that was made for one of a source, if it says the same
// still.
func (t *taking) sameAs(p Preset) string {
	want := t.beyond(p.Settings)
	name := p.Name
	for n := 2; ; n++ {
		there := t.presetThere(name)
		switch {
		case there == nil:
			return ""
		case sayTheSame(there.Settings, want) && t.hasParameters(*there, p):
			return there.Name
		}
		name = fmt.Sprintf("%s-%d", p.Name, n)
	}
}

// presetThere returns the preset of a name, in any case, that is configured or planned; nil if
// there is none.
func (t *taking) presetThere(name string) *Preset {
	for _, p := range t.target.config.Presets {
		if strings.EqualFold(p.Name, name) {
			return &Preset{Name: p.Name, Settings: p.Settings}
		}
	}
	for i := range t.plan.presets {
		if p := &t.plan.presets[i]; strings.EqualFold(p.Name, name) {
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
func (t *taking) hasParameters(there, p Preset) bool {
	if there.Parameters != nil {
		return p.Parameters != nil && *there.Parameters == *p.Parameters
	}
	models, err := t.collection.Models()
	own, has := models.Presets[there.Name]
	if err != nil || p.Parameters == nil {
		return err == nil && !has
	}
	id, err := journal.ImportID(p.Origin, parametersOf(p, there.Name))
	return err == nil && own.Set == id
}

// parametersOf returns what sets the parameters of a preset of the source, under a name of here.
func parametersOf(p Preset, name string) journal.ParamsSet {
	set := journal.Set6(*p.Parameters)
	set.Preset = name
	return set
}

// ignoring returns what keeps the date of a preset before which answers are no history: what comes
// in goes by it, and an export gives it back.
func ignoring(p Preset) journal.Sourced {
	date := p.IgnoreBefore.Format(time.DateOnly)
	return journal.Sourced{Type: p.Name, Fields: []journal.Field{{Name: sourceIgnore, Value: date}}}
}

// beyond returns what a set says that does not hold already.
func (t *taking) beyond(set settings.Set) settings.Set {
	var more settings.Set
	for _, k := range settings.Keys() {
		text, ok := k.Text(set)
		if there, _ := k.Text(t.options.Settings); ok && text != there {
			k.Take(&more, set)
		}
	}
	return more
}

// changeConfig plans to write the presets behind what the configuration says.
func (t *taking) changeConfig() error {
	if len(t.plan.presets) == 0 {
		return nil
	}
	before, err := t.target.root.ReadFile(configFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var b strings.Builder
	b.Write(before)
	if len(before) > 0 && before[len(before)-1] != '\n' {
		b.WriteByte('\n')
	}
	for _, p := range t.plan.presets {
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
	t.plan.change(configFile, before, []byte(strings.TrimLeft(b.String(), "\n")))
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

// tomlString returns a text as TOML quotes it: as JSON does, but for one character; "" if it is
// empty.
func tomlString(text string) string {
	if text == "" {
		return ""
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(strings.ToValidUTF8(text, "\ufffd")) // a string always can be
	return strings.ReplaceAll(strings.TrimSpace(b.String()), "\x7f", `\u007f`)
}
