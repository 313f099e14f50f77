package deck

import (
	"strings"

	"cards/deck/markup"
)

// Label is the letter that a note begins with.
type Label byte

// The labels that begin a note.
const (
	Question Label = 'Q' // answered by A
	Term     Label = 'T' // defined by D
	Cloze    Label = 'C' // a text with gaps
)

// Note is what an author writes in one place: one label with all that belongs to it. Its parts are
// source text as it is written, trimmed, comments included.
type Note struct {
	Label Label
	Pos   Pos // of the label
	End   int // the last line that belongs to the note

	Prompt string   // the question, the term, or the text of the cloze
	Answer string   // the answer or definition; empty for a cloze
	More   string   // the explanations, joined by a blank line, see Card.Front; may be empty
	ID     string   // explicit id; may be empty
	Typed  bool     // the answer is typed
	Exact  bool     // and its spelling is what is asked
	Draft  bool     // nobody has confirmed the answer: kept, never asked
	Tags   []string // without the leading #, in the order of the source, without those of the file

	// Definitions are those of the links in its parts and options that stand in the file, one a
	// line: of each label the first in the note, or the first of all. After an empty line each
	// follow the footnotes that one of its parts has and another refers to.
	Definitions string

	Options []Option // of a choice: the task list that is its answer
	Section []string // the headings above it, the outermost first

	Cards []Card // what it asks, in order
}

// Option is one item of the task list that makes a choice of an answer.
type Option struct {
	Text  string // source text of the item, without its box; see Card.Front
	Right bool   // ticked
}

// Kind says how a card is asked. The numbers are frozen: they are those of the review log, and say
// nothing of which kind a card that fits several is, which is the compiler's to decide.
type Kind uint8

// The kinds of card. A new one comes last.
const (
	KindChoice   Kind = iota // by options to tick
	KindReversed             // from the definition of a term note to its term
	KindTyped                // by typing the answer
	KindCloze                // by a gap in a text
	KindBasic                // by a prompt
)

// String returns the word of listings: choice, reversed, typed, cloze or basic.
func (k Kind) String() string {
	return [...]string{"choice", "reversed", "typed", "cloze", "basic"}[k]
}

// Card is one thing asked: the unit of review. Cards of one note are siblings.
type Card struct {
	Key  Key
	Kind Kind
	Text Text // what the key is made of, and what matching compares

	// Front and Back are Markdown source as written, without comments, with markup.Flow where lines
	// flow. In a cloze they are the whole text; what the card asks stands between GapOpen and
	// GapClose, on the front as "[…]" or "[hint]", on the back as the gap's text.
	Front, Back string
}

// Question returns what the card asks, as listings show it: its front without the marks of gaps.
func (c Card) Question() string {
	if c.Kind != KindCloze {
		return markup.WithoutFlow(c.Front)
	}
	return strings.Map(func(r rune) rune {
		if r == GapOpen || r == GapClose || r == markup.Flow {
			return -1
		}
		return r
	}, c.Front)
}

// Answer returns what the card wants to hear, as listings show it: its back, or the texts of the
// asked gaps, joined by ", ".
func (c Card) Answer() string {
	if c.Kind != KindCloze {
		return markup.WithoutFlow(c.Back)
	}
	return markup.WithoutFlow(strings.Join(markup.GapTexts(c.Back), ", "))
}
