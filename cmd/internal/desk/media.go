package desk

import (
	"context"
	"fmt"

	"cards/cmd/internal/media"
	"cards/deck"
	deckmedia "cards/deck/media"
	"cards/storage/folders"
)

// maxQuoted is the length of the longest deck file that is looked into for what it refers to, in
// bytes.
const maxQuoted = 8 << 20

// gallery is the pictures and sounds that decks refer to.
type gallery struct{ media.Library }

func newGallery(root string, config folders.Config) gallery {
	return gallery{media.NewLibrary(root, config.Roots(root))}
}

// problems warns of pictures and sounds that a deck refers to and that are not where they should
// be. A deck that is too long is not looked at.
func (m gallery) problems(name string) []deck.Diagnostic {
	var found []deck.Diagnostic
	file := folders.Abs(m.Root, name)
	text, err := folders.ReadFile(context.Background(), file, maxQuoted)
	if err != nil {
		return nil // the compile has said what there is to say
	}
	for _, ref := range deckmedia.Find(string(text)) {
		problem := m.Check(file, ref.Path, ref.Embedded)
		if problem == nil {
			continue
		}
		what := "picture"
		if ref.Sound {
			what = "sound"
		}
		found = append(found, deck.Diagnostic{
			Path: name, Pos: ref.Pos, Severity: deck.Warning,
			Text: fmt.Sprintf("%s %v", what, problem),
		})
	}
	return found
}
