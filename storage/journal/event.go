package journal

import (
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

// ParamsSet gives the parameters of memory that are used from then on.
type ParamsSet struct{ Parameters model.Parameters }

// Cancelled takes back the step Target; Restored brings it back. Of all that name a step the newest
// decides.
type Cancelled struct{ Target ID }

// Restored brings back a step that was taken back.
type Restored struct{ Target ID }

// Unknown is an event of a kind, or in a version, that a later program wrote. It is kept and
// ignored.
type Unknown struct {
	Version uint8 // zero for that of this program
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
