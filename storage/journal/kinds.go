package journal

import (
	"fmt"

	"cards/deck"
	"cards/srs/model"
	"cards/storage/wire"
)

// Kind is the number by which the log tells bodies apart. The numbers are frozen.
type Kind uint8

// The kinds of event.
const (
	KindReview Kind = iota + 1
	KindText
	KindLink
	KindUnlink
	KindSet
	KindDue
	KindReset
	KindParams
	KindCancel
	KindRestore
)

// String returns the kind's name in listings and exports.
func (k Kind) String() string {
	if r := rowOf(k); r != nil {
		return r.name
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// rowOf returns the row of a kind; nil if this version does not know it.
func rowOf(k Kind) *row {
	if int(k) < len(rows) && rows[k].decode != nil {
		return &rows[k]
	}
	return nil
}

// rowOfBody returns the row of a body; nil if this version does not know what it means.
func rowOfBody(b Body) *row {
	if _, ok := b.(Unknown); ok {
		return nil
	}
	return rowOf(b.kind())
}

// rows says of each kind all that is peculiar to it.
var rows = [...]row{
	KindReview: rowFor(columns[Reviewed]{
		name: "review", encode: encodeReview, decode: decodeReview, check: checkReview,
		keys:  func(b Reviewed) []deck.Key { return []deck.Key{deck.Key(b.Card)} },
		apply: applyReview,
	}),
	KindText: rowFor(columns[TextSeen]{
		name: "text", encode: encodeText, decode: decodeText, check: checkText,
		keys: func(b TextSeen) []deck.Key { return []deck.Key{b.Key} },
	}),
	KindLink: rowFor(columns[Linked]{
		name: "link", encode: encodeLink, decode: decodeLink,
		keys: func(b Linked) []deck.Key { return []deck.Key{b.A, b.B} },
	}),
	KindUnlink: rowFor(columns[Unlinked]{
		name: "unlink", encode: encodeUnlink, decode: decodeUnlink,
		keys: func(b Unlinked) []deck.Key { return []deck.Key{b.A, b.B} },
	}),
	KindSet: rowFor(columns[PropertySet]{
		name: "set", encode: encodeSet, decode: decodeSet, check: checkSet,
		keys:  func(b PropertySet) []deck.Key { return []deck.Key{b.Key} },
		apply: applySet,
	}),
	KindDue: rowFor(columns[DueSet]{
		name: "due", encode: encodeDueSet, decode: decodeDueSet,
		keys:  func(b DueSet) []deck.Key { return []deck.Key{b.Key} },
		apply: applyDue,
	}),
	KindReset: rowFor(columns[Reset]{
		name:   "reset",
		encode: func(e *wire.Encoder, b Reset) { e.Bytes(b.Key[:]) },
		decode: func(d *wire.Decoder) Reset { return Reset{Key: d.ID()} },
		keys:   func(b Reset) []deck.Key { return []deck.Key{b.Key} },
		apply:  applyReset,
	}),
	KindParams: rowFor(columns[ParamsSet]{
		name: "params", encode: encodeParams, decode: decodeParams,
		check: func(b ParamsSet) error { return b.Parameters.Validate() },
	}),
	KindCancel: rowFor(columns[Cancelled]{
		name:   "cancel",
		encode: func(e *wire.Encoder, b Cancelled) { e.Bytes(b.Target[:]) },
		decode: func(d *wire.Decoder) Cancelled { return Cancelled{Target: d.ID()} },
	}),
	KindRestore: rowFor(columns[Restored]{
		name:   "restore",
		encode: func(e *wire.Encoder, b Restored) { e.Bytes(b.Target[:]) },
		decode: func(d *wire.Decoder) Restored { return Restored{Target: d.ID()} },
	}),
}

// columns is what a row says of a kind whose bodies are of type B.
type columns[B Body] struct {
	name   string
	encode func(*wire.Encoder, B)
	decode func(*wire.Decoder) B
	check  func(B) error                     // refuses what this version gives no meaning to; nil: nothing
	keys   func(B) []deck.Key                // that it is about; nil: none
	apply  func(*State, ID, B, *model.Model) // what it does to its card; nil: nothing
}

// row is columns for any body.
type row struct {
	name   string
	encode func(*wire.Encoder, Body)
	decode func(*wire.Decoder) Body
	check  func(Body) error
	keys   func(Body) []deck.Key
	apply  func(*State, ID, Body, *model.Model)
}

func rowFor[B Body](c columns[B]) row {
	return row{
		name:   c.name,
		encode: func(e *wire.Encoder, b Body) { c.encode(e, b.(B)) },
		decode: func(d *wire.Decoder) Body { return c.decode(d) },
		check: func(b Body) error {
			if c.check == nil {
				return nil
			}
			return c.check(b.(B))
		},
		keys: func(b Body) []deck.Key {
			if c.keys == nil {
				return nil
			}
			return c.keys(b.(B))
		},
		apply: func(s *State, id ID, b Body, m *model.Model) {
			if c.apply != nil {
				c.apply(s, id, b.(B), m)
			}
		},
	}
}
