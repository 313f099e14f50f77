package query

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"cards/deck"
	"cards/srs"
)

// placed is a condition on where a card stands, or on its kind.
type placed func(*Card) bool

// Means implements [Node].
func (p placed) Means(c *Card) bool { return p(c) }

// orphan means cards whose text is gone.
type orphan struct{}

// Means implements [Node].
func (orphan) Means(c *Card) bool { return c.Orphan }

// dueNow means cards that may be asked now.
type dueNow struct{}

// Means implements [Node].
func (dueNow) Means(c *Card) bool { return c.DueNow }

// term is a condition on how a card stands.
type term func(*Card) bool

// Means implements [Node].
func (t term) Means(c *Card) bool { return t(c) }

// Text means cards whose words hold a text.
type Text struct {
	Folded string // as [Fold] writes it
	in     fieldBits
}

// Means implements [Node].
func (t Text) Means(c *Card) bool {
	texts := c.Texts()
	if t.in == 0 && strings.Contains(texts.Whole, t.Folded) {
		return true
	}
	for _, f := range fields() {
		if (t.in == 0 || t.in&f.bit != 0) && strings.Contains(f.of(texts), t.Folded) {
			return true
		}
	}
	return false
}

// Tag means cards with a tag, or with one below it: grammar means grammar/verbs too.
type Tag struct{ Folded string }

// Means implements [Node].
func (t Tag) Means(c *Card) bool { return slices.ContainsFunc(c.Tags, t.Has) }

// Has says whether a tag is the one that is meant, or one below it.
func (t Tag) Has(tag string) bool {
	n := len(t.Folded)
	if !isASCII(tag) || strings.ContainsAny(tag, " \t") {
		tag = Fold(tag)
	}
	return len(tag) >= n && strings.EqualFold(tag[:n], t.Folded) && (len(tag) == n || tag[n] == '/')
}

// Rated means cards that were answered on one of the last study days, perhaps with a rating.
type Rated struct {
	Days   int        // the first of them is today
	Rating srs.Rating // 0: any
}

// Means implements [Node].
func (r Rated) Means(c *Card) bool {
	ratings := c.Rated(r.Days)
	if r.Rating == 0 {
		return len(ratings) > 0
	}
	return slices.Contains(ratings, r.Rating)
}

type fieldBits uint8

// field limits the texts beside it to a part of a card.
type field struct {
	name string
	bit  fieldBits
	of   func(Texts) string
	at   int
}

// Means implements [Node]; a field by itself means nothing, and the parser leaves none.
func (f field) Means(*Card) bool { return false }

func fields() []field {
	return []field{
		{"question", 1, func(t Texts) string { return t.Question }, 0},
		{"answer", 2, func(t Texts) string { return t.Answer }, 0},
		{"notes", 4, func(t Texts) string { return t.Notes }, 0},
	}
}

// Key is a key of the language, for help, completion and suggestions.
type Key struct {
	Name    string
	Help    string
	Example string   // a value
	Values  []string // all of them, or how they begin
	read    func(*state, lexeme) (Node, *Error)
}

// Keys returns the keys of the language, in the order of its help.
func Keys() []Key {
	return []Key{
		{"text", "words in question, answer or notes", "ser", nil, (*state).textTerm},
		{"in", "question, answer or notes", "question", fieldNames(), readField},
		{"deck", "a deck and those below it", "spanish", nil, readDeck},
		{"file", "a file or folder", "spanish.md", nil, readFile},
		{"tag", "a tag and those below it", "verb", nil, func(_ *state, w lexeme) (Node, *Error) {
			return Tag{Fold(strings.Trim(strings.TrimPrefix(w.text, "#"), "/"))}, nil
		}},
		{"kind", "basic, reversed, typed, cloze or choice", "cloze", kinds(), readKind},
		{"is", "how it stands", "due", stateWords(), readState},
		{"flag", "a flag from 0 to 7", "2", nil, readFlag},
		{
			"due", "when it is due", "<2026-12-01",
			[]string{"today", "tomorrow", "<", "<=", ">", ">="},
			readDue,
		},
		{"rated", "answered on the last days", "7", nil, readRated},
		{"added", "new in the last days", "30", nil, readAdded},
		{"prop", "a number to compare", "stability<10", properties(), readProperty},
	}
}

// term reads a key with its value.
func (s *state) term(w lexeme) (Node, *Error) {
	for _, k := range Keys() {
		if k.Name != w.key {
			continue
		}
		if w.text == "" {
			err := s.wrong(w.at, "%s: needs a value, such as %s:%s", w.key, w.key, k.Example)
			if strings.Contains(k.Example, "<") {
				err.Quote = w.key + ":" + k.Example
			}
			return nil, err
		}
		return k.read(s, w)
	}
	var names []string
	for _, k := range Keys() {
		names = append(names, k.Name)
	}
	err := s.wrong(w.at, "%q is not a key of a query", w.key+":")
	for _, name := range near(w.key, names) {
		err.Near = append(err.Near, name+":"+w.text)
	}
	return nil, err
}

func (s *state) textTerm(w lexeme) (Node, *Error) {
	folded := Fold(w.text)
	if folded == "" {
		return nil, s.wrong(w.at, "there is nothing to look for")
	}
	return Text{Folded: folded}, nil
}

// oneOf refuses a value that is not one of a list.
func (s *state) oneOf(w lexeme, value string, list []string) *Error {
	if slices.Contains(list, value) {
		return nil
	}
	err := s.wrong(w.at, "%s: %q is not one of %s", w.key, value, strings.Join(list, ", "))
	for _, n := range near(value, list) {
		err.Near = append(err.Near, w.key+":"+n)
	}
	return err
}

func fieldNames() []string {
	var names []string
	for _, f := range fields() {
		names = append(names, f.name)
	}
	return names
}

func readField(s *state, w lexeme) (Node, *Error) {
	if err := s.oneOf(w, strings.ToLower(w.text), fieldNames()); err != nil {
		return nil, err
	}
	for _, f := range fields() {
		if f.name == strings.ToLower(w.text) {
			f.at = w.at
			return f, nil
		}
	}
	return nil, nil
}

// Deck means the cards of a deck and of those below it.
type Deck struct{ Folded string }

// Means implements [Node].
func (d Deck) Means(c *Card) bool { return d.Has(c.Deck) }

// Has says whether a deck is the one that is meant, or below it.
func (d Deck) Has(name string) bool { return isBelow(Fold(name), d.Folded) }

func readDeck(_ *state, w lexeme) (Node, *Error) {
	return Deck{Fold(strings.Trim(w.text, "/"))}, nil
}

// File means the cards of a file or folder, named by its path or by how that ends.
type File struct{ Folded string }

// Means implements [Node].
func (f File) Means(c *Card) bool { return f.Has(c.File) }

// Has says whether a file is the one that is meant, or below it.
func (f File) Has(path string) bool {
	path = Fold(path)
	return isBelow(path, f.Folded) || strings.HasSuffix(path, "/"+f.Folded)
}

func readFile(_ *state, w lexeme) (Node, *Error) {
	return File{Fold(strings.Trim(strings.TrimPrefix(w.text, "./"), "/"))}, nil
}

func isBelow(path, name string) bool {
	return path == name || strings.HasPrefix(path, name) && path[len(name)] == '/'
}

func kinds() []string {
	var names []string
	for _, k := range []deck.Kind{
		deck.KindBasic, deck.KindReversed, deck.KindTyped, deck.KindCloze, deck.KindChoice,
	} {
		names = append(names, k.String())
	}
	return names
}

func readKind(s *state, w lexeme) (Node, *Error) {
	kind := strings.ToLower(w.text)
	err := s.oneOf(w, kind, kinds())
	if err != nil {
		return nil, err
	}
	return placed(func(c *Card) bool { return c.Kind == kind }), nil
}

// states are the words behind "is:". They combine: a new card may be suspended.
func states() map[string]Node {
	return map[string]Node{
		"due":    dueNow{},
		"orphan": orphan{},
		"new":    term(func(c *Card) bool { return c.Phase == srs.New && !c.Orphan }),
		"learning": term(func(c *Card) bool {
			return c.Phase == srs.Learning || c.Phase == srs.Relearning
		}),
		"review":    term(func(c *Card) bool { return c.Phase == srs.InReview }),
		"young":     term(func(c *Card) bool { return c.Phase == srs.InReview && !c.Mature }),
		"mature":    term(func(c *Card) bool { return c.Phase == srs.InReview && c.Mature }),
		"suspended": term(func(c *Card) bool { return c.Suspended }),
		"buried":    term(func(c *Card) bool { return c.Buried }),
		"flagged":   term(func(c *Card) bool { return c.Flag > 0 }),
		"leech":     term(func(c *Card) bool { return c.Leech }),
		"draft":     term(func(c *Card) bool { return c.Draft }),
	}
}

func stateWords() []string { return slices.Sorted(maps.Keys(states())) }

func readState(s *state, w lexeme) (Node, *Error) {
	word := strings.ToLower(w.text)
	if err := s.oneOf(w, word, stateWords()); err != nil {
		return nil, err
	}
	return states()[word], nil
}

func readFlag(s *state, w lexeme) (Node, *Error) {
	const most = 7
	n, err := strconv.Atoi(w.text)
	if err != nil || n < 0 || n > most {
		return nil, s.wrong(w.at, "flag: %q is not a number from 0 to %d", w.text, most)
	}
	return term(func(c *Card) bool { return c.Flag == n }), nil
}

// comparison is an operator with what it says of a value and a limit.
type comparison struct {
	sign string
	of   func(sign int) bool // of how value and limit compare
}

// comparisons has the longer signs first.
func comparisons() []comparison {
	return []comparison{
		{"<=", func(c int) bool { return c <= 0 }},
		{">=", func(c int) bool { return c >= 0 }},
		{"!=", func(c int) bool { return c != 0 }},
		{"<", func(c int) bool { return c < 0 }},
		{">", func(c int) bool { return c > 0 }},
		{"=", func(c int) bool { return c == 0 }},
	}
}

// cutComparison cuts an operator off the front of a text; none is "=".
func cutComparison(text string) (c comparison, rest string) {
	all := comparisons()
	for _, c := range all {
		if rest, ok := strings.CutPrefix(text, c.sign); ok {
			return c, rest
		}
	}
	return all[len(all)-1], text
}
