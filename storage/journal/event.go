package journal

import (
	"time"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
)

// Event is one immutable entry of the log.
type Event struct {
	ID   ID
	Step ID // id of the first event of the command or answer that it belongs to
	Body Body
}

// At returns the instant that the event tells of: that at which an answer was given, of others the
// one that the id begins with.
func (e Event) At() time.Time {
	if r, ok := e.Body.(Reviewed); ok {
		return r.Answered
	}
	return e.ID.Time()
}

// Body is what an event says: one of the types below, or [Unknown].
type Body interface{ kind() Kind }

// Reviewed is an answer. The card of the review is the key of the text that was shown, never the
// card's name.
type Reviewed struct{ srs.Review }

// TextSeen records what a key stands for. It is written in the step of the key's first review, so
// that a card can be recognised, shown and exported when its text is gone from the deck files.
type TextSeen struct {
	Key  deck.Key
	Kind deck.Kind
	Text deck.Text
	Path string // of the deck file: relative to the collection with slashes, absolute outside
}

// Linked says that two texts are one card. The pair is unordered; A is the lesser key.
type Linked struct {
	A, B   deck.Key
	Manual bool   // made by a person's command, not by recognising an edit
	Reason string // for people
}

// Unlinked says that two texts are not one card. It is never linked again by recognising an edit.
type Unlinked struct{ A, B deck.Key }

// Property is what a [PropertySet] sets. The numbers are frozen.
type Property uint8

// The properties of a card, each a number of which zero is the default.
const (
	Suspended   Property = iota + 1 // 1: not asked until resumed
	Flag                            // a mark of 1 to 7 for the person's own use
	BuriedUntil                     // study day on which it may be asked again
)

// PropertySet gives a property of a card a value. The newest in force decides.
type PropertySet struct {
	Key      deck.Key
	Property Property
	Value    int64
}

// DueSet moves when a card is due; nothing else of its schedule changes.
type DueSet struct {
	Key deck.Key
	Due srs.Due
}

// Reset makes a card new again. Its reviews stay in the log.
type Reset struct{ Key deck.Key }

// ParamsSet gives the parameters of memory that are used from then on. The newest of a preset
// decides.
type ParamsSet struct {
	Preset  string    // empty: for the whole collection
	Version int       // of the model: 6 or 7, see [model.Kernel]; others are kept and mean nothing here
	Numbers []float64 // as many as that model has, in its order
}

// Set6 returns what sets the parameters of FSRS-6 for the whole collection.
func Set6(p model.Parameters) ParamsSet { return ParamsSet{Version: 6, Numbers: p[:]} }

// Set7 returns what sets the parameters of FSRS-7 for the whole collection.
func Set7(p model.Parameters7) ParamsSet { return ParamsSet{Version: 7, Numbers: p[:]} }

// Started begins a card in the middle: it acts as a [Reset] and then sets the schedule, which
// replay goes on from. It is for histories that are cut off and for sources that have a schedule
// but no log. Reviews before it keep counting in statistics, not in schedule or fit; those after it
// serve memory but give no training items.
type Started struct {
	Key        deck.Key
	Stability  float64 // days, as [model.Memory] bounds it
	Difficulty float64 // 1…10
	Day        srs.Day // study day of the last answer that it stands for
	Phase      srs.Phase
	Due        srs.Due
	Reviews    int // that it stands for, at least 1
	Lapses     int // among them
}

// Imported says what an import's run brought. It is in the run's step.
type Imported struct {
	Format  string // of the source: "anki"
	Source  string // its name, for people
	Notes   int    // that the run took
	Cards   int
	Reviews int // that it added to the log
	LeftOut int // notes and rows
}

// Sourced keeps what an imported note, or type of note, was, so that an export can give it back. Of
// a note it has the source key of its first card, its fields and its tags; of a type its templates
// and its style, and the zero key.
type Sourced struct {
	Key       deck.Key
	Type      string // name of the type of note
	Fields    []Field
	Tags      []string
	Templates []Template
	Style     string
}

// Field is one field of an imported note, as it was.
type Field struct{ Name, Value string }

// Template is how a type of note makes a card, as it was.
type Template struct{ Name, Front, Back string }

// Cancelled takes back the step Target; Restored brings it back. Of all that name a step the newest
// decides.
type Cancelled struct{ Target ID }

// Restored brings back a step that was taken back.
type Restored struct{ Target ID }

// Unknown is an event of a kind, or in a version, that a later program wrote. It is kept and
// ignored.
type Unknown struct {
	Version uint8 // zero for 1
	Kind    uint8
	Data    []byte
}

func (Reviewed) kind() Kind    { return KindReview }
func (TextSeen) kind() Kind    { return KindText }
func (Linked) kind() Kind      { return KindLink }
func (Unlinked) kind() Kind    { return KindUnlink }
func (PropertySet) kind() Kind { return KindSet }
func (DueSet) kind() Kind      { return KindDue }
func (Reset) kind() Kind       { return KindReset }
func (ParamsSet) kind() Kind   { return KindParams }
func (Cancelled) kind() Kind   { return KindCancel }
func (Restored) kind() Kind    { return KindRestore }
func (Started) kind() Kind     { return KindStart }
func (Imported) kind() Kind    { return KindImported }
func (Sourced) kind() Kind     { return KindSource }
func (u Unknown) kind() Kind   { return Kind(u.Kind) }

// KindOf returns the number by which the log tells a body apart.
func KindOf(b Body) Kind { return b.kind() }

// Target returns the step that an event takes back or brings back, if it does either.
func Target(b Body) (step ID, k Kind, ok bool) {
	switch b := b.(type) {
	case Cancelled:
		return b.Target, KindCancel, true
	case Restored:
		return b.Target, KindRestore, true
	}
	return ID{}, 0, false
}

// Keys returns the keys that an event is about.
func (ev Event) Keys() []deck.Key {
	if r := rowOfBody(ev.Body); r != nil {
		return r.keys(ev.Body)
	}
	return nil
}
