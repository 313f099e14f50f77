package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/settings"
	"cards/storage/folders"
	"cards/storage/journal"
)

// made notes that the import makes the file of a deck of the source, which may be scheduled as that
// says.
func (t *taking) made(name, file string) {
	if t.plan.made == nil {
		t.plan.made = make(map[string][]string)
	}
	t.plan.made[name] = append(t.plan.made[name], file)
}

// configFile is the configuration of a collection.
const configFile = folders.ConfigPath

// planPresets plans the presets for the decks that the import makes, under names that are new. One
// that would say nothing is left out.
func (t *taking) planPresets() error {
	for _, p := range t.content.Presets {
		var decks []string
		for _, name := range p.Decks {
			for _, file := range t.plan.made[name] {
				decks = append(decks, deck.Name(file, deck.Parse("", t.plan.changes[file].after).Front))
			}
		}
		p.Settings = t.beyond(p.Settings)
		if len(decks) == 0 || p.Parameters == nil && p.Settings == (settings.Set{}) {
			continue
		}
		base := p.Name
		for n := 2; t.presetTaken(p.Name); n++ {
			p.Name = fmt.Sprintf("%s-%d", base, n)
		}
		p.Decks = decks
		t.plan.presets = append(t.plan.presets, p)
		t.report.Presets = append(t.report.Presets, p.Name)
		if p.Parameters != nil {
			set := journal.Set6(*p.Parameters)
			set.Preset = p.Name
			t.plan.beside = append(t.plan.beside, sourced{p.Origin, set})
		}
	}
	return t.changeConfig()
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

func (t *taking) presetTaken(name string) bool {
	same := func(other string) bool { return strings.EqualFold(other, name) }
	return slices.ContainsFunc(t.target.config.Presets,
		func(p folders.Preset) bool { return same(p.Name) }) ||
		slices.ContainsFunc(t.plan.presets, func(p Preset) bool { return same(p.Name) })
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
	special := strings.NewReplacer("*", "[*]", "?", "[?]", "[", "[[]", `\`, `[\]`)
	var list []string
	for _, d := range decks {
		if _, err := path.Match(d, d); err != nil || strings.ContainsAny(d, `*?[\`) {
			d = special.Replace(d)
		}
		list = append(list, tomlString(d))
	}
	return "[" + strings.Join(list, ", ") + "]"
}
