package exam

import (
	"regexp"
	"strings"

	"cards/cmd/internal/desk"
	"cards/deck"
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

// giveNotes gives the first new card of each section the study notes of it: what is to be learned
// is read before it is asked.
func (s *sheet) giveNotes() {
	files, given := make(map[string]*deck.File), make(map[string]bool)
	for _, q := range s.questions {
		path := q.Card.Path
		section := path + "\n" + strings.Join(q.Card.Section, "\n")
		if !q.New || given[section] {
			continue
		}
		if files[path] == nil {
			files[path] = deck.Parse(path, []byte(s.textOf(path)))
		}
		given[section], q.Notes = true, files[path].NotesOf(q.Card.Section)
	}
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
