// Package query is the language in which people say which cards they mean, one for every command
// that selects cards: spanish tag:verb is:due or "to be". It parses, and says of one card whether
// it is meant; what a card is, it is told.
//
//	query.go   the tree of a query, and what it says of a card
//	term.go    what can be said of a card: the keys and their values
//	parse.go   from words to the tree
//	lex.go     from text to words
//	error.go   what is wrong, and where
package query

import (
	"slices"
	"strings"

	"cards/srs"
)

// Query is what was asked for. The zero Query means every card.
type Query struct {
	root Node
}

// Node is a part of a query: an [And], an [Or], a [Not], or a term.
type Node interface {
	// Means says whether the part means a card.
	Means(*Card) bool
}

// And means the cards that all of its parts mean.
type And []Node

// Or means the cards that any of its parts means.
type Or []Node

// Not means the cards that its part does not mean.
type Not struct{ Node }

// Name is a bare word: the name of a deck, a file or folder, or the beginning of an id.
type Name struct {
	Text string
	At   int // its place in the query, in bytes
}

// Means implements [Node].
func (a And) Means(c *Card) bool {
	return !slices.ContainsFunc(a, func(n Node) bool { return !n.Means(c) })
}

// Means implements [Node].
func (o Or) Means(c *Card) bool {
	return slices.ContainsFunc(o, func(n Node) bool { return n.Means(c) })
}

// Means implements [Node].
func (n Not) Means(c *Card) bool { return !n.Node.Means(c) }

// Means implements [Node].
func (n Name) Means(c *Card) bool { return c.Named(n.Text) }

// Means says whether a card is meant.
func (q Query) Means(c *Card) bool { return q.root == nil || q.root.Means(c) }

// Names returns the bare words of a query that consists of nothing else, and of which any may name
// a card; false for other queries.
func (q Query) Names() ([]Name, bool) {
	switch n := q.root.(type) {
	case nil:
		return nil, true
	case Name:
		return []Name{n}, true
	case Or:
		return onlyNames(n)
	}
	return nil, false
}

func onlyNames(nodes []Node) ([]Name, bool) {
	names := make([]Name, len(nodes))
	for i, n := range nodes {
		name, ok := n.(Name)
		if !ok {
			return nil, false
		}
		names[i] = name
	}
	return names, true
}

// Required is what every card has that a query means.
type Required struct {
	Words []string // in its texts, as [Fold] writes them
	Tags  []Tag
	Due   bool // it is due
	Only  bool // and every card that is due is meant
}

// Requires returns what every card has that the query means.
func (q Query) Requires() Required {
	var r Required
	r.add(q.root)
	_, r.Only = q.root.(dueNow)
	return r
}

func (r *Required) add(n Node) {
	switch n := n.(type) {
	case And:
		for _, part := range n {
			r.add(part)
		}
	case Text:
		r.Words = append(r.Words, strings.Fields(n.Folded)...)
	case Tag:
		r.Tags = append(r.Tags, n)
	case dueNow:
		r.Due = true
	}
}

// AsksOrphans says whether the query asks for cards whose text is gone; others never mean one.
func (q Query) AsksOrphans() bool {
	asks := false
	q.Each(func(n Node) {
		_, ok := n.(orphan)
		asks = asks || ok
	})
	return asks
}

// Stateless returns the part of the query that only asks what cards say and where: the query means
// no card that the part does not.
func (q Query) Stateless() Query {
	and, ok := q.root.(And)
	if !ok {
		and = And{q.root}
	}
	var parts And
	for _, part := range and {
		if one := (Query{part}); part != nil && !one.AsksState() {
			parts = append(parts, part)
		}
	}
	return Query{parts}
}

// AsksState says whether the query asks how cards stand, and not only what they say and where.
func (q Query) AsksState() bool {
	asks := false
	q.Each(func(n Node) {
		switch n.(type) {
		case Name, Text, Tag, Deck, File, placed:
		default:
			asks = true
		}
	})
	return asks
}

// Each calls do for every term of the query.
func (q Query) Each(do func(Node)) { each(q.root, do) }

func each(n Node, do func(Node)) {
	switch n := n.(type) {
	case nil:
	case And:
		for _, part := range n {
			each(part, do)
		}
	case Or:
		for _, part := range n {
			each(part, do)
		}
	case Not:
		each(n.Node, do)
	default:
		do(n)
	}
}

// Card is what a query can ask of a card. Functions are for what costs time to find out.
type Card struct {
	Named func(name string) bool // whether a bare word names it

	// Where it stands and what it says.
	Deck, File string
	Kind       string   // choice, reversed, typed, cloze or basic
	Tags       []string // as they are written
	Texts      func() Texts

	// How it stands: only looked at if [Query.AsksState].
	Phase     srs.Phase
	Draft     bool
	Suspended bool
	Buried    bool
	Leech     bool
	Orphan    bool
	Flag      int
	Reviews   int
	Lapses    int
	Interval  int     // whole days between the last answer and the date in review phase
	Mature    bool    // the interval is long, as statistics have it
	Due       srs.Day // the study day on which it is due, if it is not new
	DueNow    bool    // it may be asked now, whatever limits and siblings say
	Memory    func() (Memory, bool)

	Added func() srs.Day              // the study day on which it came
	Rated func(days int) []srs.Rating // on the last study days, today's being the first
	Today srs.Day
}

// Texts are the words of a card, as [Fold] writes them.
type Texts struct {
	Question, Answer, Notes string

	Whole string // of a cloze: its text with its gaps filled
}

// Memory is what the model of memory says of a card that was answered.
type Memory struct {
	Stability      float64 // days
	Difficulty     float64
	Retrievability float64 // now
}
