// Package settings says what can be set of how cards are scheduled: the names of the settings, what
// each may be, and how it is written. The front matter of deck files, the configuration of a
// collection, its presets and a person's own configuration all hold such settings.
package settings

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Set is what one source says of how its cards are scheduled; nil of what it does not say.
type Set struct {
	NewPerDay       *int             // at most so many new cards a study day
	ReviewsPerDay   *int             // at most so many cards in review phase a study day
	Retention       *float64         // desired chance of recall when a card is due, between 0 and 1
	Steps           *[]time.Duration // of learning
	RelearningSteps *[]time.Duration // likewise
	MaxInterval     *int             // days
	NewOrder        *Order           // of new cards

	// What follows is said of a whole collection only.

	ReviewOrder *ReviewOrder   // of cards in review phase
	NewMix      *Mix           // where new cards come among the others
	Bury        *[]Kind        // of siblings: which are put off
	LearnAhead  *time.Duration // how early a step may be ended when nothing else is left
	AnswerCap   *time.Duration // how much time an answer counts at most where time is summed
	Rollover    *time.Duration // after midnight: when a study day begins
	Balance     *bool          // due dates are spread over the days that bring least
	EasyDays    *[]EasyDay     // days of the week that bring less, then
	Leech       *LeechAction   // what becomes of a card that turns out to be a leech
	LeechLapses *int           // from so many lapses on a card is one; 0 for never
	Optimize    *bool          // parameters are fitted anew after a sitting, once that may help
	BackupMax   *int           // megabytes that all backups together take at most
	Autoplay    *bool          // sounds play when their side of a card comes up
	Theme       *Theme         // by which a terminal sets text apart
	Images      *Images        // how a terminal shows pictures
}

// Order is the order in which new cards are asked.
type Order string

// The orders of new cards.
const (
	ByFile   Order = "file"   // by deck, file and line
	ByAge    Order = "added"  // files in the order in which they came into the collection, by line
	AtRandom Order = "random" // shuffled, once for all
)

// ReviewOrder is the order in which cards in review phase are asked.
type ReviewOrder string

// The orders of reviews. Each is that of what is due; cards of one rank go by the day they are due.
const (
	ByDue            ReviewOrder = "due"            // due longest first, those of one day shuffled
	ByOverdue        ReviewOrder = "overdue"        // first what waits longest for its interval
	ByRetrievability ReviewOrder = "retrievability" // first what is least likely to be known
	ByEase           ReviewOrder = "easiest"        // first what is easiest
	Shuffled         ReviewOrder = "random"         // shuffled, every day anew
)

// EasyDay is a day of the week and how much it brings of what other days do, in percent.
type EasyDay struct {
	Day     time.Weekday
	Percent int
}

// String writes the day as it is set: "saturday 50%".
func (d EasyDay) String() string {
	return fmt.Sprintf("%s %d%%", strings.ToLower(d.Day.String()), d.Percent)
}

// LeechAction is what becomes of a leech: a card that was forgotten too often.
type LeechAction string

// The actions.
const (
	Hint    LeechAction = "hint"    // it is told
	Suspend LeechAction = "suspend" // it is told, and the card is suspended
)

// Theme is what colours suit the background of the terminal.
type Theme string

// The themes.
const (
	AutoTheme  Theme = "auto" // as the terminal says of its background
	LightTheme Theme = "light"
	DarkTheme  Theme = "dark"
	MonoTheme  Theme = "mono" // no colours: bold, underlined and reversed text
)

// Images is how pictures are shown in a terminal.
type Images string

// The ways to show pictures.
const (
	AutoImages  Images = "auto" // as the terminal says that it can
	KittyImages Images = "kitty"
	ITermImages Images = "iterm2"
	SixelImages Images = "sixel"
	BlockImages Images = "blocks" // as coloured halves of characters
	NoImages    Images = "off"
)

// Mix says where new cards come among the others.
type Mix string

// The places of new cards.
const (
	After  Mix = "after"
	Before Mix = "before"
	Mixed  Mix = "mixed"
)

// Kind is a kind of cards that siblings put off.
type Kind string

// The kinds: new cards, those in review phase, and those whose learning step ended with an earlier
// day.
const (
	New      Kind = "new"
	Review   Kind = "review"
	Interday Kind = "interday"
)

// Longest is the longest interval and the longest step that can be set, in days.
const (
	LongestInterval = 36500
	LongestStep     = 365
)

const (
	mostPerDay    = 1_000_000
	mostMegabytes = 1_000_000
	mostLapses    = 9999
)

// Key is a setting.
type Key struct {
	Name  string
	List  bool // its value is a list
	Whole bool // it is said of a whole collection only, not of decks

	Values []string // that it can have, or of which it is a list; empty if they are many
	field  field
}

// Keys returns all settings, in the order in which they are told.
func Keys() []Key { return keys() }

var keys = sync.OnceValue(func() []Key {
	count := func(least, most int) func(any) (int, error) {
		return func(v any) (int, error) { return Integer(v, least, most) }
	}
	reviewOrder := func(v any) (ReviewOrder, error) {
		return Word(v, ByDue, ByOverdue, ByRetrievability, ByEase, Shuffled)
	}
	return []Key{
		newKey("new_per_day",
			func(s *Set) **int { return &s.NewPerDay }, count(0, mostPerDay), strconv.Itoa),
		newKey("reviews_per_day",
			func(s *Set) **int { return &s.ReviewsPerDay }, count(0, mostPerDay), strconv.Itoa),
		newKey("retention", func(s *Set) **float64 { return &s.Retention }, fraction, decimal),
		listKey("steps", func(s *Set) **[]time.Duration { return &s.Steps }, step, Duration),
		listKey("relearning_steps",
			func(s *Set) **[]time.Duration { return &s.RelearningSteps }, step, Duration),
		newKey("max_interval",
			func(s *Set) **int { return &s.MaxInterval }, count(1, LongestInterval), strconv.Itoa),
		newKey("new_order", func(s *Set) **Order { return &s.NewOrder }, order,
			quoted).oneOf("file", "added", "random"),
		newKey("review_order",
			func(s *Set) **ReviewOrder { return &s.ReviewOrder }, reviewOrder, quoted).ofAll().
			oneOf("due", "overdue", "retrievability", "easiest", "random"),
		newKey("new_mix", func(s *Set) **Mix { return &s.NewMix }, mix,
			quoted).ofAll().oneOf("after", "before", "mixed"),
		listKey("bury_siblings", func(s *Set) **[]Kind { return &s.Bury }, kind, text).ofAll().
			oneOf("new", "review", "interday"),
		newKey("learn_ahead",
			func(s *Set) **time.Duration { return &s.LearnAhead }, short, quotedTime).ofAll(),
		newKey("answer_cap",
			func(s *Set) **time.Duration { return &s.AnswerCap }, pause, quotedTime).ofAll(),
		newKey("rollover", func(s *Set) **time.Duration { return &s.Rollover },
			timeOfDay, clock).ofAll(),
		newKey("balance", func(s *Set) **bool { return &s.Balance }, truth,
			strconv.FormatBool).ofAll().oneOf("true", "false"),
		listKey("easy_days",
			func(s *Set) **[]EasyDay { return &s.EasyDays }, easyDay, EasyDay.String).ofAll(),
		newKey("leech", func(s *Set) **LeechAction { return &s.Leech }, leech,
			quoted).ofAll().oneOf("hint", "suspend"),
		newKey("leech_lapses",
			func(s *Set) **int { return &s.LeechLapses }, count(0, mostLapses), strconv.Itoa).ofAll(),
		newKey("auto_optimize", func(s *Set) **bool { return &s.Optimize }, truth,
			strconv.FormatBool).ofAll().oneOf("true", "false"),
		newKey("backup_max",
			func(s *Set) **int { return &s.BackupMax }, count(1, mostMegabytes), strconv.Itoa).ofAll(),
		newKey("autoplay", func(s *Set) **bool { return &s.Autoplay }, truth,
			strconv.FormatBool).ofAll().oneOf("true", "false"),
		newKey("theme", func(s *Set) **Theme { return &s.Theme }, theme,
			quoted).ofAll().oneOf("auto", "light", "dark", "mono"),
		newKey("images", func(s *Set) **Images { return &s.Images }, images, quoted).ofAll().
			oneOf("auto", "kitty", "iterm2", "sixel", "blocks", "off"),
	}
})

func newKey[T any](name string, in func(*Set) **T,
	read func(any) (T, error), text func(T) string,
) Key {
	return Key{Name: name, field: of(in, read, text)}
}

// listKey returns the setting of a list of elements.
func listKey[T any](name string, in func(*Set) **[]T,
	read func(any) (T, error), text func(T) string,
) Key {
	readList := func(v any) ([]T, error) { return List(v, read) }
	writeList := func(list []T) string {
		texts := make([]string, len(list))
		for i, item := range list {
			texts[i] = text(item)
		}
		return Texts(texts)
	}
	return Key{Name: name, List: true, field: of(in, readList, writeList)}
}

// Texts writes a list of texts as TOML has it.
func Texts(list []string) string {
	quotes := make([]string, len(list))
	for i, text := range list {
		quotes[i] = strconv.Quote(text)
	}
	return "[" + strings.Join(quotes, ", ") + "]"
}

// oneOf returns the key as one that has few values.
func (k Key) oneOf(values ...string) Key {
	k.Values = values
	return k
}

// ofAll returns the key as one of a whole collection.
func (k Key) ofAll() Key {
	k.Whole = true
	return k
}

// Find returns the setting of a name.
func Find(name string) (Key, bool) {
	for _, k := range Keys() {
		if k.Name == name {
			return k, true
		}
	}
	return Key{}, false
}

// Read sets what a value says: an int64, float64, string or bool, or a []any of them, as TOML is
// read. The error says what the value must be; nothing is set then.
func (k Key) Read(to *Set, value any) error { return k.field.read(to, value) }

// Text returns the value in a set, written as in TOML; false if the set does not say it.
func (k Key) Text(s Set) (string, bool) { return k.field.text(&s) }

// Take sets what another set says, unless it says nothing.
func (k Key) Take(to *Set, from Set) { k.field.take(to, &from) }

// Over returns a set that says what s says, and else what another one does.
func (s Set) Over(below Set) Set {
	for _, k := range Keys() {
		k.Take(&below, s)
	}
	return below
}

// field is where a set has a setting.
type field struct {
	read func(*Set, any) error
	text func(*Set) (string, bool)
	take func(to, from *Set)
}

// of returns the field that a pointer leads to.
func of[T any](in func(*Set) **T, read func(any) (T, error), text func(T) string) field {
	return field{
		read: func(s *Set, v any) error {
			value, err := read(v)
			if err == nil {
				*in(s) = &value
			}
			return err
		},
		text: func(s *Set) (string, bool) {
			if *in(s) == nil {
				return "", false
			}
			return text(**in(s)), true
		},
		take: func(to, from *Set) {
			if *in(from) != nil {
				*in(to) = *in(from)
			}
		},
	}
}
