package match

import (
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/markup"

	"cards/deck/match/index"
	"cards/deck/match/text"
)

// group is the cards of one note, as far as they are known, put together by their texts.
type group struct {
	places []int32 // in the texts of the corpus, in the order of their keys
	cards  []int32 // of one that is gone: which ones, in order
	first  *trace
	prompt string // of a cloze: the text without the marks of gaps
	answer string // empty for a cloze

	promptFlow, answerFlow   string // without what only lays out
	promptWords, answerWords []*word
	isRead                   bool
	own                      []uint32 // the words of all texts of its cards, with doubles

	pairs    []*pair // of a new one
	isLinked bool    // of a new one
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

// prime is that of the hash FNV-1a.
const prime = 1099511628211

// wholeOf returns a hash that is equal for cards of one note.
func (t *trace) wholeOf(o index.Outline) uint64 {
	text := t.Text.Cloze
	switch {
	case text == "":
		return o.Prompt*prime ^ o.Answer
	case t.Text.ID != "":
		text = "\x00" + t.Text.ID
	}
	var h uint64
	for i := range len(text) {
		if c := text[i]; c != byte(markup.GapOpen) && c != byte(markup.GapClose) {
			h = (h ^ uint64(c)) * prime
		}
	}
	return h
}

// noteKey is equal for the texts of one class that belong to one note.
func (t *trace) noteKey() [4]string {
	prompt, answer := t.sides()
	if t.Text.IsCloze() && t.Text.ID != "" {
		prompt = ""
	}
	return [4]string{t.Path, t.Text.ID, prompt, answer}
}

// groups puts the texts of one class at the given places into notes.
func (c *corpus) groups(places []int32) []*group {
	byKey := map[[4]string]*group{}
	var all []*group
	slices.SortFunc(places, c.order)
	for _, at := range places {
		t := &c.texts[at]
		key := t.noteKey()
		g := byKey[key]
		if g == nil {
			g = &group{first: t}
			g.prompt, g.answer = t.sides()
			byKey[key], all = g, append(all, g)
		}
		g.places, g.cards = append(g.places, at), append(g.cards, t.card)
	}
	for _, g := range all {
		slices.Sort(g.cards)
		g.cards = slices.Compact(g.cards)
	}
	return all
}

// prepare reads the texts of a group into words, once.
func (c *corpus) prepare(g *group) {
	if g.isRead {
		return
	}
	g.isRead = true
	g.promptFlow, g.answerFlow = text.Flow(g.prompt), text.Flow(g.answer)
	g.promptWords, g.answerWords = c.words.Read(g.promptFlow), c.words.Read(g.answerFlow)
	for _, at := range g.places {
		texts := c.textsOfCard(at)
		for i := range texts {
			g.own = append(g.own, c.slotsOf(&texts[i])...)
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
