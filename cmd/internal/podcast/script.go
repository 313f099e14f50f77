package podcast

import (
	"slices"
	"time"

	"cards/cmd/internal/speech"
	"cards/srs"
)

// NotesMode says when study notes are read.
type NotesMode string

// The modes.
const (
	NotesAuto NotesMode = "auto" // before questions of which one is new
	NotesAll  NotesMode = "all"
	NotesNone NotesMode = "none"
)

// Options say how an episode is made.
type Options struct {
	Deck  string        // what it is of, as it is spoken
	Limit time.Duration // that it is about as long as, if there are cards enough
	Notes NotesMode
	Pause float64 // by what gaps are multiplied
}

// Kind is what a part of a script is.
type Kind uint8

// The kinds.
const (
	Opening Kind = iota
	Notes
	Question
	Answer
	Close
)

// Part is something that is said, and the silence after it.
type Part struct {
	Kind  Kind
	Say   speech.Utterance
	Card  int // of the material; −1 if it is about none
	Again bool
	After time.Duration // in whole milliseconds
}

// The silence after what is said, but for questions.
const (
	breath   = time.Second
	shortest = 3 * time.Second
	longest  = 12 * time.Second
)

// Lengths says how long something takes to say.
type Lengths func(speech.Utterance) time.Duration

// Compose returns the script of an episode. Cards are taken in their order as long as what is said
// fits into the limit, give or take some seconds; a card that does not fit is passed over. Of each
// section the notes come first, then its questions in their order, siblings apart; weak cards come
// once more after at least four others.
func Compose(m *Material, o Options, lengths Lengths) []Part {
	const patience = 100 // cards that do not fit, one after another
	const slack = 8 * time.Second
	c := composer{m: m, Options: o, lengths: lengths}
	var chosen []int
	var script []Part
	for i, misses := 0, 0; i < len(m.Cards) && misses < patience; i++ {
		tried := c.script(append(slices.Clone(chosen), i))
		if length(tried, lengths) > o.Limit+slack && len(chosen) > 0 {
			misses++
			continue
		}
		chosen, script, misses = append(chosen, i), tried, 0
	}
	return script
}

// length returns how long a script takes.
func length(script []Part, lengths Lengths) time.Duration {
	sum := time.Duration(0)
	for _, p := range script {
		sum += lengths(p.Say) + p.After
	}
	return sum
}

type composer struct {
	m *Material
	Options
	lengths Lengths
}

// script arranges chosen cards.
func (c *composer) script(chosen []int) []Part {
	slices.SortFunc(chosen, func(a, b int) int { return byPlace(&c.m.Cards[a], &c.m.Cards[b]) })
	language := c.m.Cards[chosen[0]].Language
	phrases := speech.PhrasesOf(language)
	say := func(k Kind, text string) Part {
		return Part{
			Kind: k, Say: speech.Utterance{Text: text, Language: language}, Card: -1,
			After: breath,
		}
	}
	opening := func(minutes int) Part {
		return say(Opening,
			phrases.Opening(c.Deck, len(chosen), max(minutes, 1)))
	}
	script := []Part{opening(int(c.Limit.Minutes()))}
	turns := turns{cards: c.m.Cards}
	for _, section := range sections(c.m.Cards, chosen) {
		script = append(script, c.notes(section)...)
		for _, i := range apart(c.m.Cards, section) {
			for _, t := range turns.take(i) {
				script = append(script, c.turn(t)...)
			}
		}
	}
	for _, t := range turns.rest() {
		script = append(script, c.turn(t)...)
	}
	last := say(Close, phrases.Close(c.Deck, len(chosen)))
	last.After = 0
	script = append(script, last)
	script[0] = opening(int(length(script, c.lengths).Round(time.Minute).Minutes()))
	return script
}

// turn says a question and its answer.
func (c *composer) turn(t turn) []Part {
	card := &c.m.Cards[t.card]
	question := speech.Utterance{Text: card.Question, Language: card.Language, Role: speech.Asks}
	answer := speech.Utterance{Text: card.Answer, Language: card.Language, Role: speech.Answers}
	return []Part{
		{Question, question, t.card, t.again, c.gap(card, c.lengths(answer))},
		{Answer, answer, t.card, t.again, breath},
	}
}

// gap is how long a person gets for an answer that takes so long to say.
func (c *composer) gap(card *Card, answer time.Duration) time.Duration {
	const start, share = 2 * time.Second, 1.2
	gap := card.Thinks
	if gap == 0 {
		gap = start + time.Duration(share*float64(answer))
	}
	gap = min(max(gap, shortest), longest)
	return time.Duration(c.Pause * float64(gap)).Round(time.Millisecond)
}

// notes reads the notes of a section, unless they would take half of the episode.
func (c *composer) notes(cards []int) []Part {
	section := c.m.Sections[c.m.Cards[cards[0]].Section]
	isNew := slices.ContainsFunc(cards, func(i int) bool { return c.m.Cards[i].New })
	if len(section.Notes) == 0 || c.Notes == NotesNone || c.Notes == NotesAuto && !isNew {
		return nil
	}
	var parts []Part
	for _, piece := range section.Notes {
		u := speech.Utterance{Text: piece, Language: section.Language, Role: speech.Answers}
		parts = append(parts, Part{Kind: Notes, Say: u, Card: -1})
	}
	parts[len(parts)-1].After = breath
	if length(parts, c.lengths) > c.Limit/2 {
		return nil
	}
	return parts
}

// sections parts cards by their sections, in the order of decks.
func sections(cards []Card, chosen []int) [][]int {
	var list [][]int
	for _, i := range chosen {
		if n := len(list); n > 0 && cards[list[n-1][0]].Section == cards[i].Section {
			list[n-1] = append(list[n-1], i)
		} else {
			list = append(list, []int{i})
		}
	}
	return list
}

// apart orders the cards of a section so that siblings do not follow one another where that can be
// avoided: a note that has more cards left than all others goes first.
func apart(cards []Card, section []int) []int {
	left := slices.Clone(section)
	var ordered []int
	for len(left) > 0 {
		at := 0
		if len(ordered) > 0 {
			last := cards[ordered[len(ordered)-1]].Note
			other := func(i int) bool { return cards[i].Note != last }
			most := func(i int) bool { return other(i) && 2*count(cards, left, cards[i].Note) > len(left) }
			if at = slices.IndexFunc(left, most); at < 0 {
				at = max(slices.IndexFunc(left, other), 0)
			}
		}
		ordered = append(ordered, left[at])
		left = slices.Delete(left, at, at+1)
	}
	return ordered
}

// count returns how many of some cards are of a note.
func count(cards []Card, of []int, note srs.NoteID) int {
	n := 0
	for _, i := range of {
		if cards[i].Note == note {
			n++
		}
	}
	return n
}

// turn is a card that is asked, the first time or once more.
type turn struct {
	card  int
	again bool
}

// turns orders questions: after each one a weak card may come once more, if enough others came
// since.
type turns struct {
	cards []Card
	asked []turn
	weak  []int // places in asked of weak cards that are still to come again
}

// others is how many other questions stand between the two of a weak card, at least.
const others = 4

// take asks a card, and perhaps one more.
func (t *turns) take(card int) []turn {
	from := len(t.asked)
	t.asked = append(t.asked, turn{card: card})
	if t.cards[card].weak() {
		t.weak = append(t.weak, from)
	}
	t.again()
	return t.asked[from:]
}

// rest asks the weak cards that are left, as far as enough others came since.
func (t *turns) rest() []turn {
	from := len(t.asked)
	for t.again() {
	}
	return t.asked[from:]
}

// again asks the first weak card that may come and is no sibling of the last one.
func (t *turns) again() bool {
	last := t.cards[t.asked[len(t.asked)-1].card].Note
	for i, at := range t.weak {
		card := t.asked[at].card
		if len(t.asked)-1-at >= others && t.cards[card].Note != last {
			t.weak = slices.Delete(t.weak, i, i+1)
			t.asked = append(t.asked, turn{card: card, again: true})
			return true
		}
	}
	return false
}
