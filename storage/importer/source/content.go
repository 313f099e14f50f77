package source

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"time"

	"cards/deck/front"
	"cards/deck/settings"
	"cards/srs/model"
	"cards/storage/journal"
)

// Content is what a file holds.
type Content struct {
	Title       string // the deck's name as the source has it; "" for that of the file
	Description string
	Source      string // where it comes from, for the front matter; "" to say nothing
	Tags        []string
	Items       []Item   // in the order of the source
	Parts       []Part   // all lines of the input, in order, each once
	Doubts      []Reason // what was taken, and may be meant in another way

	Unit   string // what Line counts, for people; "" for lines
	Rooted bool   // names of decks are those in the collection, not below the file's
	// Together says that the notes of all files of one folder of the source are one deck.
	Together bool
	// Shared says that a deck which notes name is that of all files of the source which name it.
	Shared  bool
	About   map[string]About // decks, by their names
	Media   []Packed         // that come with the notes
	Sourced []Sourced        // what the log is to keep of the source beside its notes
	Presets []Preset
	Remarks []string // for people, beside what is left out
	Others  []string // identities of cards that the options leave out: they tell whose source it is
	Close   func() error

	Whole []byte       // the deck file that it is, if it is one
	Front front.Matter // of that file
}

// About is what a source says of one deck.
type About struct {
	Name        string // as the source has its last level, where no file can have that; else ""
	Description string
	Settings    settings.Set
}

// Packed is a medium that a source holds itself.
type Packed struct {
	Path string // in the collection
	Open func() (io.ReadCloser, error)
}

// Sourced is what the log is to keep of a source that is of no card.
type Sourced struct {
	Origin journal.Origin
	Body   journal.Body
}

// Preset is how a source schedules some decks.
type Preset struct {
	Name       string
	Decks      []string // names as in [Item]
	Settings   settings.Set
	Parameters *model.Parameters // that are to be taken; nil for none
	Origin     journal.Origin    // of what the log keeps of it

	IgnoreBefore time.Time // answers before it are no history in the source; zero for none
}

// As says what a part of the input was taken as.
type As uint8

// What lines are taken as.
const (
	Blank   As = iota // nothing stands there
	Frame             // what divides or names others: headings, header rows, markers
	Taken             // a note
	Notes             // study notes, a description
	Left              // left out: by its nature no card
	Refused           // it should have been a card and could not be
)

// Part is some lines, or rows, of the input that were taken as one thing.
type Part struct {
	Line, End int // the first and the last, from 1
	As        As
	Reason    string // of what is left out or refused
}

// Account says what some lines were taken as, from one to another, and why if they were not. A
// reader accounts for each line once.
func (c *Content) Account(from, to int, as As, reason string) {
	c.Parts = append(c.Parts, Part{from, to, as, reason})
}

// SortParts orders the parts by their lines, for readers that find cards first and the rest later.
// Lines that follow one another and are left out for one reason are one part.
func (c *Content) SortParts() {
	byLine := func(a, b Part) int { return cmp.Compare(a.Line, b.Line) }
	if !slices.IsSortedFunc(c.Parts, byLine) {
		slices.SortStableFunc(c.Parts, byLine)
	}
	joined := c.Parts[:0]
	for _, p := range c.Parts {
		last := len(joined) - 1
		if last >= 0 && p.As == Left && joined[last].As == Left &&
			joined[last].Reason == p.Reason && joined[last].End+1 == p.Line {
			joined[last].End = p.End
			continue
		}
		joined = append(joined, p)
	}
	c.Parts = joined
}

// LeaveRest accounts for the lines of a text that no part has: blank ones, and others that are left
// out for a reason.
func (c *Content) LeaveRest(text, reason string) {
	has := make(map[int]bool)
	for _, p := range c.Parts {
		for i := p.Line; i <= p.End; i++ {
			has[i] = true
		}
	}
	number := 0
	for line := range strings.Lines(text) {
		number++
		switch {
		case has[number]:
		case strings.TrimSpace(line) == "":
			c.Parts = append(c.Parts, Part{number, number, Blank, ""})
		default:
			c.Parts = append(c.Parts, Part{number, number, Left, reason})
		}
	}
	c.SortParts()
}

// Reason says why something was not imported.
type Reason struct {
	Line   int    `json:"line"` // from 1; 0 for the file as a whole
	Reason string `json:"reason"`
}

// Suggestion is a text of the source that may answer a question.
type Suggestion struct {
	Text  string  `json:"text"`
	Line  int     `json:"line"`
	Score float64 `json:"score"` // between 0 and 1
}
