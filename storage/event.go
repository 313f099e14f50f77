package storage

import (
	"github.com/oklog/ulid/v2"

	"cards/deck"
	"cards/srs"
	"cards/srs/model"
)

// EventID names one event and gives its place in the log: 48 bits of milliseconds, then 80 more. The order of its bytes is
// the order of the log, and the only one in which events are replayed.
type EventID [16]byte

// String returns the id as ULID text: 26 letters and digits that sort as the bytes do.
func (id EventID) String() string { return ulid.ULID(id).String() }

// IsZero says that the id names no event.
func (id EventID) IsZero() bool { return id == EventID{} }

// Event is one immutable entry of the log.
type Event struct {
	ID   EventID
	Step EventID // id of the first event of the command or answer that it belongs to
	Body Body
}

// Body is what an event says: one of the types below, or [Unknown].
type Body interface{ kind() kind }

// kind is the number by which the log tells bodies apart. The numbers are frozen.
type kind uint8

const (
	kindReview kind = iota + 1
	kindText
	kindLink
	kindUnlink
	kindSet
	kindDue
	kindReset
	kindParams
	kindCancel
	kindRestore
)

// Reviewed is an answer. The card of the review is the key of the text that was shown, never the card's name.
type Reviewed struct{ srs.Review }

// TextSeen records what a key stands for. It is written in the step of the key's first review, so that a card can be
// recognised, shown and exported when its text is gone from the deck files.
type TextSeen struct {
	Key  deck.Key
	Kind deck.Kind
	Text deck.Text
	Path string // of the deck file, as in [Card.Path]
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

// Cancelled takes back the step Target; Restored brings it back. Of all that name a step the newest decides.
type Cancelled struct{ Target EventID }

// Restored brings back a step that was taken back.
type Restored struct{ Target EventID }

// Unknown is an event of a kind, or in a version, that a later program wrote. It is kept and ignored.
type Unknown struct {
	Version uint8 // zero for that of this program
	Kind    uint8
	Data    []byte
}

func (Reviewed) kind() kind    { return kindReview }
func (TextSeen) kind() kind    { return kindText }
func (Linked) kind() kind      { return kindLink }
func (Unlinked) kind() kind    { return kindUnlink }
func (PropertySet) kind() kind { return kindSet }
func (DueSet) kind() kind      { return kindDue }
func (Reset) kind() kind       { return kindReset }
func (ParamsSet) kind() kind   { return kindParams }
func (Cancelled) kind() kind   { return kindCancel }
func (Restored) kind() kind    { return kindRestore }
func (u Unknown) kind() kind   { return kind(u.Kind) }
