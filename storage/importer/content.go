package importer

import (
	"cmp"
	"context"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"cards/deck"
	"cards/deck/from/obsidian"
	"cards/deck/front"
	"cards/deck/settings"
	"cards/srs"
	"cards/srs/model"
	"cards/storage/journal"
)

// Sample is what a format is recognised by.
type Sample struct {
	Name   string             // of the file, without its folder; "" for standard input
	Head   []byte             // of the file: all of it, or its first bytes
	Whole  bool               // the head is all of it
	Forced bool               // a person has named the format
	Vault  *obsidian.Settings // of the vault of Obsidian that the file is in; nil if it is in none
	// Habits returns how the notes of the folder divide the sides of cards; nil for a single file.
	Habits func() obsidian.Habits
	// Learned names the formats of which the folder holds how cards were learned, in files of their
	// own.
	Learned []string
	Graph   bool // the folder is one of Logseq, whose "::" stand behind names of properties

	own  *ownDeck  // the head as a deck of ours, once it is asked for
	text *headText // likewise
}

// Guess says how sure a recogniser is that it knows a format.
type Guess struct {
	// Confidence is 0 for "not this one", 1 for a signature that nothing else has. Below [sure] it
	// is read only if the format is forced.
	Confidence float64
	Reason     string // why, for people: "every line has two columns, divided by tabs"
	Read       Reader
	Open       Opener // of a format whose files are not held in memory, in place of Read
}

// Reader reads one file. The error says that nothing can be read; what is wrong with a part of it
// stands in the content.
type Reader func(Input) (*Content, error)

// Opener reads one file that is too large to be held in memory. What it returns is closed once the
// import has ended.
type Opener func(context.Context, Input) (*Content, error)

// Input is a file to read, and what a reader may know beside it.
type Input struct {
	Name  string // of the file: a path below Files with slashes; "" for standard input
	Data  []byte
	Files fs.FS              // the folder that is imported, or that the file is in; nil for standard input
	Vault *obsidian.Settings // as in [Sample]
	Zone  *time.Location     // of times without one
	Now   time.Time

	File    io.ReaderAt // for an [Opener], in place of Data
	Size    int64       // bytes of File
	Scratch string      // a folder for what is unpacked
	Options Options
	IsLive  func(deck.Key) bool // whether a text stands in a deck of the collection
	// Place returns where in the collection a medium goes that is to have a name: the path of a file
	// that holds the same already, or is free.
	Place func(name string, content func() (io.ReadCloser, error)) (string, error)

	Learned map[string]*learned // how cards of the folder were learned, by format

	own *ownDeck // as in [Sample], if that is the whole file
}

// text returns the data as a text without the mark that it may begin with; an error if they are
// none, that says where.
func (in *Input) text() (string, error) {
	if !isText(in.Data) {
		return "", textErrorIn(in.Data)
	}
	return strings.TrimPrefix(string(in.Data), "\ufeff"), nil
}

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
	close   func() error

	whole []byte       // the deck file that it is, if it is one
	front front.Matter // of that file
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

// Dated is an event that a source tells of, and the place in the log that it has by that.
type Dated struct {
	At   time.Time
	Rank uint16 // among those of the same card and instant
	Said
}

// Said is what an event says. Most are answers: one is there as it is, and the body nil, as each
// would lie on the heap.
type Said struct {
	Body   journal.Body
	Answer journal.Reviewed
}

// whole returns what it says as a body.
func (s *Said) whole() journal.Body {
	if s.Body == nil {
		return s.Answer
	}
	return s.Body
}

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

	raw   string      // the note as it stands in a deck, in place of its texts
	cards []deck.Card // of a raw note
}

// CardHistory is what a source knows of how a card was learned.
type CardHistory struct {
	Answers   []Answer // the log, in order
	Start     *Start   // the schedule where there is no log
	Suspended bool
	Flag      int

	Sources []SourceCard // the cards of the source that it is, where that names cards itself
}

// SourceCard is a card of a source that names it, whose history is a function of the source's rows.
type SourceCard struct {
	Identity string // by the source's own means
	SourceHistory
}

// SourceHistory is what a source has of how a card was learned. Several may ask at once.
type SourceHistory interface {
	// First returns the instant of the card's first row, or else when it was made.
	First() time.Time
	// Events appends what the log is to hold of the card beside its texts, for the key of the source.
	Events(to []Dated, key deck.Key) ([]Dated, error)
}

// Answer is one answer of a log.
type Answer struct {
	At     time.Time
	Took   time.Duration
	Rating srs.Rating
}

// Start is a schedule without a log.
type Start struct {
	Stability  float64 // days
	Difficulty float64 // 1…10
	Last       srs.Day // study day of the last answer
	Due        srs.Day
	Phase      srs.Phase
	Reviews    int // at least 1
	Lapses     int
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

// sortParts orders the parts by their lines, for readers that find cards first and the rest later.
// Lines that follow one another and are left out for one reason are one part.
func (c *Content) sortParts() {
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

// leaveRest accounts for the lines of a text that no part has: blank ones, and others that are left
// out for a reason.
func (c *Content) leaveRest(text, reason string) {
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
	c.sortParts()
}
