package match

import (
	"cmp"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/markup"
)

// class says what is known of a text's card.
type class uint8

const (
	gone    class = iota // it has reviews, and its text is gone
	fresh                // it is live and has no reviews
	settled              // it is live and has reviews
)

// trace is a text of a card, with the card that it is of.
type trace struct {
	*Seen
	class class
	card  int32  // index of the known card
	whole uint64 // a hash of what all cards of its note have in common; 0 of one that is settled
}

// group is the cards of one note, as far as they are known, put together by their texts.
type group struct {
	class  class
	places []int32 // in the texts of the matcher, in the order of their keys
	first  *trace
	prompt string // of a cloze: the text without the marks of gaps
	answer string // empty for a cloze

	promptWords, answerWords []*word
	isRead                   bool
	own                      []uint32 // the words of all texts of its cards, each as often as it is there
}

func (g *group) isCloze() bool { return g.first.Text.IsCloze() }
func (g *group) path() string  { return g.first.Path }
func (g *group) id() string    { return g.first.Text.ID }

// asks returns what a note asks for; of a cloze all of it.
func (g *group) asks() string {
	if g.isCloze() {
		return g.prompt
	}
	return g.answer
}

// isReversed says whether a card asks a term note from its definition to its term. Such cards are
// compared as if they asked the other way.
func (s *Seen) isReversed() bool { return s.Kind == deck.KindReversed && !s.Text.IsCloze() }

// sides returns the prompt and the answer of a card in the direction in which its note was written.
func (s *Seen) sides() (prompt, answer string) {
	switch {
	case s.Text.IsCloze():
		return unmarked(s.Text.Cloze), ""
	case s.isReversed():
		return s.Text.Answer, s.Text.Prompt
	}
	return s.Text.Prompt, s.Text.Answer
}

// unmarked returns the text of a cloze without the marks of its gaps.
func unmarked(cloze string) string {
	return strings.NewReplacer(string(markup.GapOpen), "", string(markup.GapClose), "").Replace(cloze)
}

// outside returns the text of a cloze with its asked gaps left empty.
func outside(cloze string) string {
	var out strings.Builder
	for rest := cloze; ; {
		before, _, after, ok := markup.CutGap(rest)
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		out.WriteString(" " + gapMark + " ")
		rest = after
	}
}

// wholeOf returns a hash that is equal for cards of one note.
func wholeOf(t *trace, o outline) uint64 {
	text := t.Text.Cloze
	switch {
	case text == "":
		return o.prompt*prime ^ o.answer
	case t.Text.ID != "":
		text = "\x00" + t.Text.ID
	}
	var h uint64 = offset
	for i := range len(text) {
		if c := text[i]; c != byte(markup.GapOpen) && c != byte(markup.GapClose) {
			h = (h ^ uint64(c)) * prime
		}
	}
	return h
}

// sameNote says whether two texts of one class belong to one note.
func sameNote(a, b *trace) bool {
	if a.Path != b.Path || a.Text.ID != b.Text.ID || a.Text.IsCloze() != b.Text.IsCloze() {
		return false
	}
	if a.Text.ID != "" && a.Text.IsCloze() {
		return true
	}
	p, q := a.sides()
	x, y := b.sides()
	return p == x && q == y
}

// groups puts the texts at the given places into notes.
func (m *matcher) groups(places []int32) []*group {
	byWhole := map[uint64][]*group{}
	var all []*group
	for _, at := range slices.SortedFunc(slices.Values(places), m.comparePlaces) {
		t := &m.texts[at]
		list := byWhole[t.whole]
		i := slices.IndexFunc(list,
			func(g *group) bool { return g.class == t.class && sameNote(g.first, t) })
		if i >= 0 {
			list[i].places = append(list[i].places, at)
			continue
		}
		g := &group{class: t.class, first: t, places: []int32{at}}
		g.prompt, g.answer = t.sides()
		byWhole[t.whole] = append(list, g)
		all = append(all, g)
	}
	return all
}

// comparePlaces orders texts by their keys, so that the order in which they were given does not
// matter.
func (m *matcher) comparePlaces(a, b int32) int {
	x, y := &m.texts[a], &m.texts[b]
	if c := x.Key.Compare(y.Key); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.class, y.class))
}

// sameCards says whether every card of b is one of a: two texts of one note at different times.
func (m *matcher) sameCards(a, b *group) bool {
	return !slices.ContainsFunc(b.places,
		func(at int32) bool { return !m.hasCard(a, m.texts[at].card) })
}

func (m *matcher) hasCard(g *group, card int32) bool {
	return slices.ContainsFunc(g.places, func(at int32) bool { return m.texts[at].card == card })
}

// prepare reads the texts of a group into words, once.
func (m *matcher) prepare(g *group) {
	if g.isRead {
		return
	}
	g.isRead = true
	g.promptWords, g.answerWords = m.words.read(g.prompt), m.words.read(g.answer)
	for _, at := range g.places {
		for _, place := range m.textsOfCard(at) {
			g.own = append(g.own, m.survey.fold.slotsOf(&m.texts[place])...)
		}
	}
}

// ownCount returns how often the cards of a note have a word.
func (g *group) ownCount(slot uint32) int {
	n := 0
	for _, s := range g.own {
		if s == slot {
			n++
		}
	}
	return n
}

// allWords returns the words of both sides.
func (g *group) allWords() []*word { return slices.Concat(g.promptWords, g.answerWords) }

// textsOfCard returns the places of all texts of the card that the text at a place is of.
func (m *matcher) textsOfCard(at int32) []int32 {
	if t := &m.texts[at]; t.class == gone {
		return m.places[m.known[t.card]:m.known[t.card+1]]
	}
	return m.places[at : at+1]
}
