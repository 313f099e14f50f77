package desk

import (
	"fmt"
	"slices"

	"cards/deck"
	"cards/deck/front"
	"cards/storage"
	"cards/storage/folders"
)

// Problems returns what is wrong with the decks of a scope, by place: with their text, with the
// pictures and sounds they refer to and with what schedules them.
func Problems(
	store *storage.Collection, config folders.Config, scope storage.Scope,
) ([]deck.Diagnostic, error) {
	found, err := KnownProblems(store, config, scope)
	if err != nil {
		return nil, err
	}
	decks, err := store.Decks(scope)
	if err != nil {
		return nil, err
	}
	media := newGallery(store.Root(), config)
	for _, d := range decks {
		found = append(found, media.problems(d.Path)...)
	}
	slices.SortStableFunc(found, deck.Diagnostic.Compare)
	return found, nil
}

// KnownProblems returns of [Problems] what is known without reading all decks once more: all but
// missing pictures and sounds.
func KnownProblems(
	store *storage.Collection, config folders.Config, scope storage.Scope,
) ([]deck.Diagnostic, error) {
	found, err := store.Diagnostics(scope)
	if err != nil {
		return nil, err
	}
	presets, err := presetProblems(store, config, scope)
	return append(found, presets...), err
}

// presetProblems warns of decks whose front matter names a preset that is not there.
func presetProblems(
	store *storage.Collection, config folders.Config, scope storage.Scope,
) ([]deck.Diagnostic, error) {
	decks, err := store.Scheduled(scope)
	var list []deck.Diagnostic
	for _, d := range decks {
		is := func(p folders.Preset) bool { return p.Name == d.Preset }
		if d.Preset == "" || slices.ContainsFunc(config.Presets, is) {
			continue
		}
		list = append(list, deck.Diagnostic{
			Path: d.File, Pos: presetPos(store, d.File), Severity: deck.Warning,
			Text: fmt.Sprintf("front matter: there is no preset %q", d.Preset),
			Hint: "a table [preset.NAME] in the configuration makes one: `cards help config`",
		})
	}
	return list, err
}

// presetPos returns where a deck file names its preset: the first character if it is not to be read.
func presetPos(store *storage.Collection, file string) deck.Pos {
	text, err := ReadDeck(folders.Abs(store.Root(), file))
	if err != nil {
		return deck.Pos{Line: 1, Col: 1}
	}
	line, col := front.KeyPlace(string(text), "preset")
	return deck.Pos{Line: line, Col: col}
}
