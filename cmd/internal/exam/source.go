package exam

import (
	"regexp"

	"cards/cmd/internal/desk"
	"cards/deck/ground"
	"cards/storage/folders"
)

// noteLine returns the line of the notes that the explanation of a card quotes, 0 if it quotes none
// that stands in its file outside of the explanation itself.
func (s *asker) noteLine(q *Question) int {
	quotes := regexp.MustCompile(`["“„]([^"“”„]{8,})["”“]`).FindAllStringSubmatch(q.Card.More, -1)
	for _, quote := range quotes {
		line, ok := ground.Find(quote[1], s.textOf(q.Card.Path))
		if ok && line < q.Card.Line { // notes stand before their cards
			return line
		}
	}
	return 0
}

// textOf returns the text of a deck file; nothing if it cannot be read.
func (s *asker) textOf(path string) string {
	text, ok := s.texts[path]
	if !ok {
		data, err := desk.ReadDeck(folders.Abs(s.store.Root(), path))
		if err == nil {
			text = string(data)
		}
		s.texts[path] = text
	}
	return text
}
