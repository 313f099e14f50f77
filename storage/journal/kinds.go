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
	KindStart
	KindImported
	KindSource
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
	KindReview: rowFor(reviews),
	KindText: rowFor(columns[TextSeen]{
		name: "text", encode: encodeText, decode: decodeText, check: checkText,
		keys: func(b TextSeen) []deck.Key { return []deck.Key{b.Key} }, heads: 1,
	}),
	KindLink: rowFor(columns[Linked]{
		name: "link", encode: encodeLink, decode: decodeLink,
		keys: func(b Linked) []deck.Key { return []deck.Key{b.A, b.B} }, heads: 2,
	}),
	KindUnlink: rowFor(columns[Unlinked]{
		name: "unlink", encode: encodeUnlink, decode: decodeUnlink,
		keys: func(b Unlinked) []deck.Key { return []deck.Key{b.A, b.B} }, heads: 2,
	}),
	KindSet: rowFor(columns[PropertySet]{
		name: "set", encode: encodeSet, decode: decodeSet, check: checkSet,
		keys: func(b PropertySet) []deck.Key { return []deck.Key{b.Key} }, heads: 1,
		apply: applySet,
	}),
	KindDue: rowFor(columns[DueSet]{
		name: "due", encode: encodeDueSet, decode: decodeDueSet,
		keys: func(b DueSet) []deck.Key { return []deck.Key{b.Key} }, heads: 1,
		apply: applyDue,
	}),
	KindReset: rowFor(columns[Reset]{
		name:   "reset",
		encode: func(e *wire.Encoder, b Reset, _ byte) { e.Bytes(b.Key[:]) },
		decode: func(d *wire.Decoder, _ byte) Reset { return Reset{Key: d.ID()} },
		keys:   func(b Reset) []deck.Key { return []deck.Key{b.Key} }, heads: 1,
		apply: applyReset,
	}),
	KindParams: rowFor(columns[ParamsSet]{
		name: "params", latest: 2, version: paramsVersion,
		encode: encodeParams, decode: decodeParams, check: checkParams,
	}),
	KindCancel: rowFor(columns[Cancelled]{
		name:   "cancel",
		encode: func(e *wire.Encoder, b Cancelled, _ byte) { e.Bytes(b.Target[:]) },
		decode: func(d *wire.Decoder, _ byte) Cancelled { return Cancelled{Target: d.ID()} },
	}),
	KindRestore: rowFor(columns[Restored]{
		name:   "restore",
		encode: func(e *wire.Encoder, b Restored, _ byte) { e.Bytes(b.Target[:]) },
		decode: func(d *wire.Decoder, _ byte) Restored { return Restored{Target: d.ID()} },
	}),
	KindStart: rowFor(columns[Started]{
		name: "start", encode: encodeStart, decode: decodeStart, check: checkStart,
		keys: func(b Started) []deck.Key { return []deck.Key{b.Key} }, heads: 1,
		apply: applyStart,
	}),
	KindImported: rowFor(columns[Imported]{
		name: "imported", encode: encodeImported, decode: decodeImported, check: checkImported,
	}),
	KindSource: rowFor(columns[Sourced]{
		name: "source", encode: encodeSource, decode: decodeSource,
		keys: func(b Sourced) []deck.Key {
			if b.Key == (deck.Key{}) {
				return nil
			}
			return []deck.Key{b.Key}
		},
		heads: 1,
	}),
}

var reviews = columns[Reviewed]{
	name: "review", latest: 2, version: reviewVersion,
	encode: encodeReview, decode: decodeReview, check: checkReview,
	keys: func(b Reviewed) []deck.Key { return []deck.Key{deck.Key(b.Card)} }, heads: 1,
	apply: (*State).ApplyReview,
}

// columns is what a row says of a kind whose bodies are of type B.
type columns[B Body] struct {
	name    string
	latest  byte         // version that is known; 0: 1
	version func(B) byte // the least that can say the body; nil: 1
	encode  func(*wire.Encoder, B, byte)
	decode  func(*wire.Decoder, byte) B
	check   func(B) error                     // refuses what has no meaning; nil: nothing
	keys    func(B) []deck.Key                // that it is about; nil: none
	heads   int                               // how many of these its bytes begin with: all
	apply   func(*State, ID, B, model.Kernel) // what it does to its card; nil: nothing
}

// row is columns for any body.
type row struct {
	name    string
	latest  byte
	version func(Body) byte
	encode  func(*wire.Encoder, Body, byte)
	decode  func(*wire.Decoder, byte) Body
	check   func(Body) error
	keys    func(Body) []deck.Key
	heads   int
	apply   func(*State, ID, Body, model.Kernel)
	moves   bool // apply does something
}

// read reads a body of a version.
func (c *columns[B]) read(d *wire.Decoder, v byte) B {
	b := c.decode(d, v)
	if d.Err() != nil {
		return b
	}
	if err := c.check(b); err != nil {
		d.Fail(err)
	} else if least := c.version(b); least != v {
		d.Fail(fmt.Errorf("%s in version %d, which version %d can say", c.name, v, least))
	}
	return b
}

func rowFor[B Body](c columns[B]) row {
	if c.version == nil {
		c.version = func(B) byte { return 1 }
	}
	if c.check == nil {
		c.check = func(B) error { return nil }
	}
	r := row{
		name:    c.name,
		latest:  max(c.latest, 1),
		heads:   c.heads,
		version: func(b Body) byte { return c.version(b.(B)) },
		encode:  func(e *wire.Encoder, b Body, v byte) { c.encode(e, b.(B), v) },
		decode:  func(d *wire.Decoder, v byte) Body { return c.read(d, v) },
		check:   func(b Body) error { return c.check(b.(B)) },
		keys:    func(Body) []deck.Key { return nil },
		apply:   func(*State, ID, Body, model.Kernel) {},
		moves:   c.apply != nil,
	}
	if c.keys != nil {
		r.keys = func(b Body) []deck.Key { return c.keys(b.(B)) }
	}
	if c.apply != nil {
		r.apply = func(s *State, id ID, b Body, m model.Kernel) { c.apply(s, id, b.(B), m) }
	}
	return r
}
