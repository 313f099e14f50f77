package anki

import "time"

// Note is a row of notes.
type Note struct {
	ID     int64 // milliseconds since 1970: when it was made
	GUID   string
	Type   int64 // id of its [Notetype]
	Mod    int64 // seconds: when it was changed
	Tags   []string
	Fields []string // HTML, as many as the type has or not
}

// Card is a row of cards.
type Card struct {
	ID               int64 // milliseconds since 1970
	Note, Deck       int64 // ids
	Ord              int   // which template of the type; of a cloze the number less one
	Mod              int64 // seconds
	Type             CardType
	Queue            Queue
	Due              int64 // position, day since the collection began, or second since 1970
	Interval, Factor int   // days; ease in permille
	Reps, Lapses     int
	Left             int   // learning steps
	HomeDue          int64 // due while it is in a filtered deck
	HomeDeck         int64 // zero unless it is in one
	Flag             int
	Data             string // JSON, see [CardData]
}

// CardType is where a card stands in learning.
type CardType int8

// The types of card.
const (
	TypeNew CardType = iota
	TypeLearning
	TypeReview
	TypeRelearning
)

// Queue is where Anki keeps a card until it is due.
type Queue int8

// The queues.
const (
	QueueUserBuried Queue = iota - 3
	QueueBuried
	QueueSuspended
	QueueNew
	QueueLearning // due at an instant
	QueueReview
	QueueDayLearning // due on a day
	QueuePreview
)

// firstInstant is the least due that is taken for seconds since 1970: a day so late is in no
// collection.
const firstInstant = 1_000_000_000

// IsInstant says whether a due of a card that is not new is in seconds since 1970.
func IsInstant(due int64) bool { return due > firstInstant }

// Row is a row of revlog.
type Row struct {
	ID       int64 // milliseconds since 1970: when it was given
	Card     int64
	Took     int32 // milliseconds
	Interval int32 // after it: days, or less than zero for seconds
	Last     int32 // before it, likewise
	Factor   int32 // ease in permille; with FSRS 100 to 1100 for difficulty
	Ease     int8  // 1 to 4; 0 for what is no answer
	Type     RowType
}

// RowType is what a row of revlog is about.
type RowType int8

// The types of row.
const (
	RowLearning RowType = iota
	RowReview
	RowRelearning
	RowFiltered    // before it was due, or for practice
	RowManual      // its due date was set, or it was forgotten
	RowRescheduled // by new parameters
)

// IsReset says that the row makes the card new.
func (r Row) IsReset() bool { return r.Type == RowManual && r.Factor == 0 }

// IsCram says that the row is an answer for practice, which moves nothing.
func (r Row) IsCram() bool { return r.Type == RowFiltered && r.Factor == 0 }

// IsRated says that the row is an answer.
func (r Row) IsRated() bool { return r.Ease > 0 }

// Counts says that the row is an answer that moves the schedule.
func (r Row) Counts() bool { return r.IsRated() && !r.IsCram() }

// At returns when the row was given.
func (r Row) At() time.Time { return time.UnixMilli(r.ID).UTC() }

// Medium is a file of a package.
type Medium struct {
	Name  string // of one file, in the form that Anki gives to names
	Size  int64  // bytes; less than zero if it is not known
	SHA1  []byte // nil if it is not known
	entry string
}

// Notetype is a type of note. Its fields are as schema 11 names them.
type Notetype struct {
	ID        int64      `json:"id"`
	Name      string     `json:"name"`
	Kind      int        `json:"type"` // 1: cloze
	Mod       int64      `json:"mod"`
	USN       int        `json:"usn"`
	Sort      int        `json:"sortf"`
	Deck      *int64     `json:"did"`
	Templates []Template `json:"tmpls"`
	Fields    []Field    `json:"flds"`
	Style     string     `json:"css"`
	LatexPre  string     `json:"latexPre"`
	LatexPost string     `json:"latexPost"`
	LatexSVG  bool       `json:"latexsvg"`
	Needs     [][]any    `json:"req"`
	Stock     int        `json:"originalStockKind,omitempty"`
	Original  int64      `json:"originalId,omitempty"`
}

// IsCloze says that notes of the type are texts with gaps.
func (t *Notetype) IsCloze() bool { return t.Kind == 1 }

// Field is one field of a type of note.
type Field struct {
	Name        string `json:"name"`
	Ord         int    `json:"ord"`
	Sticky      bool   `json:"sticky"`
	RightToLeft bool   `json:"rtl"`
	Font        string `json:"font"`
	Size        int    `json:"size"`
	Description string `json:"description,omitempty"`
	Plain       bool   `json:"plainText,omitempty"`
	Collapsed   bool   `json:"collapsed,omitempty"`
	Unsearched  bool   `json:"excludeFromSearch,omitempty"`
	ID          *int64 `json:"id,omitempty"`
	Tag         *int   `json:"tag,omitempty"`
	Kept        bool   `json:"preventDeletion,omitempty"`
}

// Template makes a card of a note.
type Template struct {
	Name         string `json:"name"`
	Ord          int    `json:"ord"`
	Front        string `json:"qfmt"`
	Back         string `json:"afmt"`
	BrowserFront string `json:"bqfmt"`
	BrowserBack  string `json:"bafmt"`
	Deck         *int64 `json:"did"`
	Font         string `json:"bfont"`
	Size         int    `json:"bsize"`
	ID           *int64 `json:"id,omitempty"`
}

// Deck is a deck.
type Deck struct {
	ID          int64
	Name        string // levels divided by "::"
	Description string // HTML, or Markdown
	Filtered    bool
	Preset      int64 // id
	NewLimit    *int  // a day, where it differs from the preset's
	ReviewLimit *int
	Retention   float64 // where it differs from the preset's; else 0
}

// Preset is how the cards of some decks are scheduled.
type Preset struct {
	ID              int64
	Name            string
	Mod             int64     // seconds
	Steps           []float64 // minutes
	RelearningSteps []float64
	NewPerDay       int
	ReviewsPerDay   int
	MaxInterval     int       // days
	Retention       float64   // desired
	Past            float64   // retention of the time before FSRS
	Parameters      []float64 // of FSRS: 17, 19, 21 or none
	IgnoreBefore    time.Time // rows before it are no history; zero for none
}
