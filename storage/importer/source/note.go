package source

import (
	"cards/deck"
	"cards/storage/journal"
)

// Item is one piece of a deck: a note, or study notes.
type Item struct {
	Deck    string   // of several in one source, with slashes; "" for the source's own
	Section []string // the headings above it, the outermost first, as Markdown
	Text    string   // study notes, as Markdown; of a note empty
	Note    *Note    // nil for study notes
}

// Note is a note of the source, its texts as Markdown that is not yet escaped for a deck.
type Note struct {
	Line, End int // its first and its last line, or row, from 1

	Label   deck.Label
	Typed   bool
	Draft   bool   // its answer, if any, is only suggested
	Kept    bool   // it is not written into a deck: only its history and its origin are kept
	Prompt  string // of a cloze with gaps as {{c1::text::hint}} alone: its brackets are text
	Answer  string
	Options []deck.Option // of a choice, in place of the answer
	More    string
	Tags    []string

	Suggestions []Suggestion // answers that the source itself seems to give, the best first

	Identity string // by the source's own means; "" if it has none
	// Origin returns what an export needs to give it back, without its key; nil if nothing.
	Origin func() (journal.Sourced, error)
	Cards  []CardHistory // by the order of the note's cards; there may be fewer

	// Was are keys of the note's text as it was when it was exported from here, by its cards.
	Was []deck.Key

	Raw      string      // the note as it stands in a deck, in place of its texts
	RawCards []deck.Card // of a raw note
}
