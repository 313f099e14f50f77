package folders

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

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
		r.remark(r.place(presetKey), presetKey, errors.New("must be tables such as [preset.languages]"))
		return
	}
	for _, name := range slices.Sorted(maps.Keys(table)) {
		entries, ok := table[name].(map[string]any)
		if !ok {
			r.remark(r.place(presetKey, name), presetKey+"."+name, errors.New("must be a table such as [preset.languages]"))
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

// exactness says how exactly the preset names a deck; 0 if it does not. Its own name is the most
// exact, then longer patterns come before shorter ones.
func (p *Preset) exactness(name string) int {
	const whole = 1 << 30
	most := 0
	for _, pattern := range p.Decks {
		switch {
		case pattern == name:
			return whole
		case matches(pattern, name):
			most = max(most, utf8.RuneCountInString(pattern))
		}
	}
	return most
}

// matches says whether a pattern matches a deck or one that it is below.
func matches(pattern, name string) bool {
	if !beginsLike(pattern, name) {
		return false
	}
	end := 0
	for range strings.Count(pattern, "/") {
		next := strings.IndexByte(name[end:], '/')
		if next < 0 {
			return false
		}
		end += next + 1
	}
	if next := strings.IndexByte(name[end:], '/'); next >= 0 {
		name = name[:end+next]
	}
	ok, _ := path.Match(pattern, name) // patterns were checked when they were read
	return ok
}

// beginsLike says whether a name begins as a pattern does up to what is special in that: of many
// patterns most are ruled out by a few letters.
func beginsLike(pattern, name string) bool {
	for i := range min(len(pattern), len(name)) {
		switch c := pattern[i]; {
		case strings.IndexByte(`*?[\`, c) >= 0:
			return true
		case c != name[i]:
			return false
		}
	}
	return true
}
