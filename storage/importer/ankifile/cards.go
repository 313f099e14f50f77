package ankifile

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/from/anki"
	"cards/deck/from/ankinote"
	"cards/storage/importer/source"
)

// sides is what a card of Anki asks, as Markdown.
type sides struct {
	card        *anki.Card
	front, back string
	typed       bool
	more        string
}

// basicItems makes notes of a note whose templates ask a question: one for each card, or one for
// two that ask in both directions.
func (t *turner) basicItems(n *ankiNote) (items []source.Item, reasons []string) {
	var sides []sides
	for i := range n.cards {
		c := &n.cards[i]
		s, err := t.sides(n, c)
		if err != nil {
			reasons = append(reasons, fmt.Sprintf("card %d: %v", c.Ord+1, err))
			items = append(items, t.kept(n, []*anki.Card{c}))
			continue
		}
		sides = append(sides, s)
	}
	done := make([]bool, len(sides))
	var made []source.Item
	for i, a := range sides {
		if done[i] {
			continue
		}
		note := t.note(n, deck.Question)
		note.Prompt, note.Answer, note.More, note.Typed = a.front, a.back, a.more, a.typed
		note.Cards = []source.CardHistory{t.sources(n, a.card)}
		for j := i + 1; j < len(sides); j++ {
			if more, ok := t.reversed(a, sides[j]); ok && !done[j] {
				done[j] = true
				note.Label, note.Answer, note.More = deck.Term, sides[j].front, more
				note.Cards = append(note.Cards, t.sources(n, sides[j].card))
				break
			}
		}
		made = append(made, source.Item{Deck: t.deckOf(a.card), Note: note})
	}
	return append(made, items...), reasons
}

// note returns a note of ours for one of Anki.
func (t *turner) note(n *ankiNote, label deck.Label) *source.Note {
	return &source.Note{
		Line: n.number, End: n.number, Label: label, Tags: n.tags, Identity: n.identity,
	}
}

// sides returns what the card of a template asks.
func (t *turner) sides(n *ankiNote, c *anki.Card) (sides, error) {
	s := sides{card: c}
	if c.Ord >= len(n.typ.Templates) || c.Ord < 0 {
		return s, fmt.Errorf("its type of note has no template for it")
	}
	if err := n.typ.wrong[c.Ord]; err != nil {
		return s, err
	}
	w := t.writer(false)
	front, back := n.fill(n.typ.fronts[c.Ord], nil), n.fill(n.typ.backs[c.Ord], nil)
	s.front, s.back = w.Markdown(front.Text), w.Markdown(back.Text)
	if s.front == "" {
		return s, fmt.Errorf("its question is empty")
	}
	if rest, ok := strings.CutPrefix(s.back, s.front); ok && (rest == "" || rest[0] == '\n') {
		s.back = strings.TrimSpace(rest)
	}
	for _, hint := range slices.Concat(front.Hints, back.Hints) {
		s.more = joinMore(s.more, w.Markdown(hint))
	}
	if front.Typed != "" {
		s.typed = true
		typed := w.Markdown(n.fields[front.Typed])
		rest := strings.TrimSpace(strings.Replace(s.back, typed, "", 1))
		s.back, s.more = typed, joinMore(rest, s.more)
	}
	if s.back == "" {
		s.back = ankinote.NoAnswer
	}
	return s, nil
}

func joinMore(texts ...string) string {
	isEmpty := func(text string) bool { return text == "" }
	return strings.Join(slices.DeleteFunc(texts, isEmpty), "\n\n")
}

// reversed says whether two cards ask the same in both directions, and returns what both answers
// have beside it.
func (t *turner) reversed(a, b sides) (more string, ok bool) {
	if a.typed || b.typed || t.deckOf(a.card) != t.deckOf(b.card) || a.front == b.front {
		return "", false
	}
	restA, okA := strings.CutPrefix(a.back, b.front)
	restB, okB := strings.CutPrefix(b.back, a.front)
	whole := restA == "" || restA[0] == '\n'
	if !okA || !okB || restA != restB || !whole {
		return "", false
	}
	return joinMore(strings.TrimSpace(restA), a.more), a.more == b.more
}

func (t *turner) writer(cloze bool) ankinote.Writer {
	return ankinote.Writer{Media: t.media.path, Cloze: cloze}
}

// clozeItems makes a note of a note with gaps. Gaps that no card asks are text; cards without a gap
// cannot be asked.
func (t *turner) clozeItems(n *ankiNote) (items []source.Item, reasons []string) {
	if len(n.typ.Templates) == 0 || n.typ.wrong[0] != nil {
		reason := "its type of note has no template"
		if len(n.typ.wrong) > 0 {
			reason = n.typ.wrong[0].Error()
		}
		return []source.Item{t.kept(n, nil)}, []string{reason}
	}
	has := make(map[int]*anki.Card, len(n.cards))
	for i := range n.cards {
		has[n.cards[i].Ord+1] = &n.cards[i]
	}
	note, one := t.clozeNote(n, has)
	for _, number := range order(ankinote.Numbers(note.Prompt), note.Prompt) {
		if cards := t.asking(number, has, one); len(cards) > 0 {
			note.Cards = append(note.Cards, t.sources(n, cards...))
		}
	}
	if len(note.Cards) > 0 {
		items = append(items, source.Item{Deck: t.deckOf(&n.cards[0]), Note: note})
	}
	for i := range n.cards {
		if c := &n.cards[i]; has[c.Ord+1] == c {
			reasons = append(reasons, fmt.Sprintf("card %d has no gap", c.Ord+1))
			items = append(items, t.kept(n, []*anki.Card{c}))
		}
	}
	return items, reasons
}

// clozeNote returns a note with the gaps that its cards ask, by their numbers, and the numbers of
// cards that are one with another.
func (t *turner) clozeNote(
	n *ankiNote, has map[int]*anki.Card,
) (note *source.Note, one map[int]int) {
	one = make(map[int]int)
	gap := func(field string) string {
		isAsked := func(number int) bool { return has[number] != nil }
		text, moved := ankinote.Gaps(ankinote.Occlusions(field), isAsked)
		maps.Copy(one, moved)
		return text
	}
	front := n.fill(n.typ.fronts[0], gap)
	none := func(string) string { return "" }
	around := n.fill(n.typ.fronts[0], none)
	back := n.fill(n.typ.backs[0], none)
	note = t.note(n, deck.Cloze)
	note.Prompt = t.writer(true).Markdown(front.Text)
	w := t.writer(false)
	more := []string{behind(w.Markdown(around.Text), w.Markdown(back.Text))}
	for _, hint := range slices.Concat(front.Hints, back.Hints) {
		more = append(more, w.Markdown(hint))
	}
	note.More = joinMore(more...)
	return note, one
}

// behind returns what an answer says beyond what the question shows around its gaps, which the
// answer side of a cloze begins with again.
func behind(shown, text string) string {
	there := make(map[string]bool)
	for line := range strings.Lines(shown + "\n") {
		there[strings.TrimSpace(line)] = !isHeld(line)
	}
	rest := text
	for line := range strings.Lines(text) {
		if trimmed := strings.TrimSpace(line); trimmed != "" && !there[trimmed] {
			break
		}
		rest = rest[len(line):]
	}
	return rest
}

// isHeld says whether a line belongs to those around it: to code or to a table.
func isHeld(line string) bool {
	return strings.HasPrefix(line, "```") || strings.HasPrefix(line, "|") ||
		strings.HasPrefix(line, "$$")
}

// asking takes the cards that ask the gap of a number out of those that have none yet, by their
// place.
func (t *turner) asking(number int, has map[int]*anki.Card, one map[int]int) []*anki.Card {
	c := has[number]
	if c == nil {
		return nil
	}
	cards := []*anki.Card{c}
	delete(has, number)
	for other, with := range one {
		if with == number && has[other] != nil {
			cards = append(cards, has[other])
			delete(has, other)
			t.counts.joined++
		}
	}
	slices.SortFunc(cards, func(a, b *anki.Card) int { return a.Ord - b.Ord })
	return cards
}

// order returns numbers by where their first gaps are.
func order(numbers []int, text string) []int {
	at := make(map[int]int, len(numbers))
	for _, n := range numbers {
		at[n] = strings.Index(text, fmt.Sprintf("{{c%d::", n))
	}
	slices.SortFunc(numbers, func(a, b int) int { return at[a] - at[b] })
	return numbers
}
