package folders

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"cards/deck/settings"
)

// presetKey is the table with the presets.
const presetKey = "preset"

// Preset is how the cards of some decks are scheduled.
type Preset struct {
	Name string
	// Decks lists names of decks, and patterns as in [path.Match]; each stands for the decks below
	// those that it matches, too.
	Decks    []string
	Settings settings.Set
}

// presets takes in the table of presets.
func (r *reading) presets(value any) {
	table, ok := value.(map[string]any)
	if !ok {
		r.remark(r.place(presetKey), presetKey,
			errors.New("must be tables such as [preset.languages]"))
		return
	}
	for _, name := range slices.Sorted(maps.Keys(table)) {
		entries, ok := table[name].(map[string]any)
		if !ok {
			r.remark(r.place(presetKey, name), presetKey+"."+name,
				errors.New("must be a table such as [preset.languages]"))
			continue
		}
		p := Preset{Name: name}
		for _, key := range slices.Sorted(maps.Keys(entries)) {
			r.presetEntry(&p, key, entries[key])
		}
		r.config.Presets = append(r.config.Presets, p)
	}
}

// presetEntry takes in what a preset says under one key.
func (r *reading) presetEntry(p *Preset, key string, value any) {
	e, name := r.place(presetKey, p.Name, key), fmt.Sprintf("%s.%s.%s", presetKey, p.Name, key)
	if key == "decks" {
		var err error
		p.Decks, err = settings.List(value, deckEntry)
		r.remark(e, name, err)
		return
	}
	if k, ok := settings.Find(key); ok && !k.Whole {
		r.remark(e, name, k.Read(&p.Settings, value))
		return
	}
	inner := reading{document: r.document, other: []configKey{{name: "decks"}}}
	inner.unknown(e, name, func(k settings.Key) bool { return !k.Whole })
	r.config.Warnings = append(r.config.Warnings, inner.config.Warnings...)
}

// deckEntry reads the name of a deck, or a pattern.
func deckEntry(value any) (string, error) {
	s, ok := value.(string)
	if s = strings.Trim(norm.NFC.String(s), "/"); !ok || s == "" {
		return "", errors.New("must be names of decks or patterns in quotes")
	}
	if _, err := path.Match(s, ""); err != nil {
		return "", fmt.Errorf("%q: malformed pattern", s)
	}
	return s, noControls(s)
}
