package desk

import (
	"context"

	"cards/deck"
	"cards/deck/lint"
	"cards/storage"
	"cards/storage/folders"
)

// Hints says which cards of a scope may be hard to learn, and why.
func Hints(
	ctx context.Context, store *storage.Collection, scope storage.Scope,
) ([]deck.Diagnostic, error) {
	decks, err := store.Decks(scope)
	if err != nil {
		return nil, err
	}
	var found []deck.Diagnostic
	var twins lint.Twins
	for _, d := range decks {
		text, err := folders.ReadFile(ctx, folders.Abs(store.Root(), d.Path), maxQuoted)
		if err != nil {
			continue // the compile has said what there is to say
		}
		file := deck.Parse(d.Path, text)
		found = append(found, lint.File(file, string(text))...)
		twins.Add(file)
	}
	return append(found, twins.Hints()...), nil
}
