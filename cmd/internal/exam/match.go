package exam

import (
	"math/rand/v2"
	"strings"
	"time"
	"unicode/utf8"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/srs"
	"cards/storage"
)

// Match is a game: questions and answers that belong together are found against the clock. Nothing
// of it is recorded: which answer is left over is no sign that it is known.
type Match struct {
	Questions []string // in their order
	Answers   []string // in another one

	of    []int // place among the answers, by question
	found []bool
	wrong int
	begun time.Time
	now   func() time.Time
}

// maxMatched is how long a text is at most that can be matched, in characters.
const maxMatched = 80

// NewMatch makes a game of so many cards of a scope, or of as many as there are, by a seed. The
// same seed and cards make the same game.
func NewMatch(
	store *storage.Collection, scope storage.Scope, today srs.Day, pairs int, seed string,
	now func() time.Time,
) (*Match, error) {
	var cards []*storage.Card
	err := store.Cards(scope, func(c *storage.Card) bool {
		if isMatched(c, today) {
			cards = append(cards, c)
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	random := rand.New(rand.NewPCG(seedOf(seed), 0))
	random.Shuffle(len(cards), func(i, j int) { cards[i], cards[j] = cards[j], cards[i] })
	m := &Match{begun: now(), now: now}
	m.take(cards, pairs)
	order := random.Perm(len(m.Questions))
	answers := make([]string, len(order))
	for from, to := range order {
		answers[to] = m.Answers[from]
	}
	m.Answers, m.of, m.found = answers, order, make([]bool, len(order))
	return m, nil
}

// isMatched says whether a card can be part of a game: both sides are short texts of one line.
func isMatched(c *storage.Card, today srs.Day) bool {
	short := func(s string) bool { return utf8.RuneCountInString(s) <= maxMatched }
	kind := textOf(c)
	return !c.Draft && !c.Suspended && !desk.IsBuried(c, today) && c.Kind != deck.KindChoice &&
		kind != looked && kind != lines && kind != yesNo && short(c.Front) && short(c.Answer())
}

// take takes pairs of different notes, none of which has the question or the answer of another.
func (m *Match) take(cards []*storage.Card, pairs int) {
	notes := make(map[srs.NoteID]bool)
	texts := make(map[string]bool)
	for _, c := range cards {
		question := out.Line(out.Plain(c.Front, c.Definitions))
		answer := out.Line(out.Plain(c.Answer(), c.Definitions))
		q, a := "q"+strings.ToLower(question), "a"+strings.ToLower(answer)
		if len(m.Questions) == pairs || notes[c.Note] || texts[q] || texts[a] {
			continue
		}
		notes[c.Note], texts[q], texts[a] = true, true, true
		m.Questions, m.Answers = append(m.Questions, question), append(m.Answers, answer)
	}
}

// Choose says whether an answer belongs to a question, by their places, and notes it. What was
// found is right whatever is chosen for it.
func (m *Match) Choose(question, answer int) bool {
	if m.of[question] != answer {
		m.wrong++
		return false
	}
	m.found[question] = true
	return true
}

// IsFound says whether the answer to a question was found.
func (m *Match) IsFound(question int) bool { return m.found[question] }

// IsTaken says whether an answer has been found to belong to a question.
func (m *Match) IsTaken(answer int) bool {
	for q, a := range m.of {
		if a == answer {
			return m.found[q]
		}
	}
	return false
}

// Left is how many pairs are still to be found.
func (m *Match) Left() (n int) {
	for _, found := range m.found {
		if !found {
			n++
		}
	}
	return n
}

// Score returns how long the game has taken, and how many choices were wrong.
func (m *Match) Score() (took time.Duration, wrong int) { return m.now().Sub(m.begun), m.wrong }
