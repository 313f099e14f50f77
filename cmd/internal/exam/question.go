package exam

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/deck/choice"
	"cards/deck/markup"
	"cards/srs"
	"cards/storage"

	"github.com/yuin/goldmark/ast"
)

// Form is in which form questions are asked.
type Form uint8

// The forms. Auto goes by the card and how well it is known; Mixed, of tests, by the card alone.
const (
	Auto Form = iota
	Mixed
	Recall
	Typed
	Choice
)

// Question is a card as it is asked in a sitting.
type Question struct {
	Number  int // from 1, in the order in which questions are asked first
	Card    *storage.Card
	Form    srs.Form
	Options []Option // of a choice, in the order in which they are shown
	Recall  float64  // chance that the card is recalled, 0…1; 0 of a new one
	New     bool     // it was never asked
	Notes   string   // Markdown to read before it is asked; empty for none
	Again   int      // how often it has come back

	first *Result       // of the first time it was answered
	asked *Question     // as it was then
	took  time.Duration // the first time
	right bool          // it was, at last
	read  bool          // its notes were
}

// Option is one of a choice.
type Option struct {
	Text  string
	Right bool
	Of    string // the question that it answers; empty for the right one and for what no card says
}

// newQuestion makes a question of a card.
func (s *asker) newQuestion(c *storage.Card) (*Question, error) {
	q := &Question{Card: c, New: c.Schedule.Phase == srs.New, Recall: desk.RecallOn(c, s.today())}
	q.Form = s.formOf(q)
	if q.Form == srs.Choice {
		if err := s.giveOptions(q); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// formOf returns the form that a question is to have. A choice that finds no wrong answers becomes
// another.
func (s *asker) formOf(q *Question) srs.Form {
	kind := textOf(q.Card)
	switch {
	case q.Card.Kind == deck.KindChoice:
		return srs.Choice
	case s.config.Form == Recall || kind == looked:
		return srs.Recall
	case s.config.Form == Choice:
		return srs.Choice
	case kind == lines:
		return srs.Recall
	case s.config.Form == Typed:
		return srs.Typed
	}
	return s.suited(q, kind)
}

// suited is the form that suits a card: what is short is typed by who knows it well, and chosen by
// who does not; what is long is chosen while it is likely to be lost, then thought.
func (s *asker) suited(q *Question, kind texts) srs.Form {
	const wellKnown, weak = .8, .6
	short := kind == words || q.Card.Kind == deck.KindTyped || q.Card.Kind == deck.KindCloze
	measures := s.config.Form == Mixed
	switch {
	case kind == yesNo:
		return srs.Recall
	case short && (measures || q.Card.Kind == deck.KindCloze || q.Recall >= wellKnown):
		return srs.Typed
	case short || measures || q.Recall < weak:
		return srs.Choice
	}
	return srs.Recall
}

// texts is how an answer can be given.
type texts uint8

const (
	looked   texts = iota // it must be looked at: pictures, code blocks, formulas
	lines                 // of several lines
	yesNo                 // a word that one in two guesses
	words                 // four at most
	sentence              // longer
)

// textOf says how the answer of a card can be given.
func textOf(c *storage.Card) texts {
	doc := out.Document(c.Answer(), c.Definitions)
	if !isText(doc) {
		return looked
	}
	text := out.Line(doc.Text(doc.Root))
	switch n := len(strings.Fields(text)); {
	case !isOneLine(doc):
		return lines
	case choice.IsYesNo(text):
		return yesNo
	case n <= 4:
		return words
	}
	return sentence
}

// isText says whether a document is read and not looked at.
func isText(doc *markup.Document) bool {
	text := true
	_ = ast.Walk(doc.Root, func(n ast.Node, _ bool) (ast.WalkStatus, error) { // which never fails
		switch n.Kind() {
		case ast.KindImage, ast.KindCodeBlock, ast.KindFencedCodeBlock, markup.KindFormula,
			markup.KindFormulaBlock:
			text = false
		}
		return ast.WalkContinue, nil
	})
	return text
}

// isCode says whether a document is code and nothing else.
func isCode(doc *markup.Document) bool {
	block := doc.Root.FirstChild()
	return block != nil && block.ChildCount() == 1 && block.FirstChild().Kind() == ast.KindCodeSpan
}

// isOneLine says whether a document is one paragraph without a line break that was meant.
func isOneLine(doc *markup.Document) bool {
	one := doc.Root.ChildCount() == 1 && doc.Root.FirstChild().Kind() == ast.KindParagraph
	_ = ast.Walk(doc.Root, func(n ast.Node, _ bool) (ast.WalkStatus, error) { // which never fails
		if t, ok := n.(*ast.Text); ok && t.HardLineBreak() {
			one = false
		}
		return ast.WalkContinue, nil
	})
	return one
}

// giveOptions gives a choice its options: the card's own, or the right answer among those of other
// cards, only such as are sure to be of its kind unless all is to be chosen. Where there are none
// the question is answered in thought.
func (s *asker) giveOptions(q *Question) error {
	if q.Card.Kind == deck.KindChoice {
		q.Options = s.ownOptions(q.Card)
		return nil
	}
	if err := s.fillPool(); err != nil {
		return err
	}
	options := s.pool.Sure
	if s.config.Form == Choice {
		options = s.pool.Options
	}
	made, ok := options(q.Card.Key, s.lures(q), seedOf(s.config.Seed))
	for i, o := range made.List {
		option := Option{Text: out.Line(o.Text), Right: i == made.Right}
		if !option.Right && o.Card != nil {
			option.Of = out.Line(o.Card.Question)
		}
		q.Options = append(q.Options, option)
	}
	if !ok {
		q.Form = srs.Recall
	}
	return nil
}

// ownOptions are those that a card lists, in an order of the sitting.
func (s *asker) ownOptions(c *storage.Card) []Option {
	var list []Option
	for _, o := range c.Options {
		list = append(list, Option{Text: out.Plain(o.Text, c.Definitions), Right: o.Right})
	}
	order := rand.New(rand.NewPCG(seedOf(s.config.Seed), seedOf(c.Key.String())))
	order.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// lures is how many wrong answers a question gets: more where the card is known better, as many
// lures teach something false while little is known (Butler, Marsh, Goode and Roediger 2006).
func (s *asker) lures(q *Question) int {
	switch {
	case s.config.Kind == Test || q.Recall >= .8:
		return 3
	case q.Recall >= .6:
		return 2
	}
	return 1
}

// fillPool gathers answers to take wrong ones from: of the scope, and where that is small, of more.
func (s *asker) fillPool() error {
	if s.pool != nil {
		return nil
	}
	const enough = 200
	cards := s.cards
	if len(cards) < enough {
		var err error
		if cards, err = s.wider(); err != nil {
			return err
		}
	}
	terms := make(map[srs.NoteID]bool) // notes that are asked in both directions
	for _, c := range cards {
		terms[c.Note] = terms[c.Note] || c.Kind == deck.KindReversed
	}
	var list []choice.Card
	for _, c := range cards {
		if kind := textOf(c); c.Kind != deck.KindChoice && kind != looked && kind != lines {
			list = append(list, choiceCard(c, terms[c.Note]))
		}
	}
	s.pool = choice.NewPool(list)
	return nil
}

// wider returns all cards of the collection, or if they are very many those of the decks that cards
// of the scope are in.
func (s *asker) wider() ([]*storage.Card, error) {
	const many = 5000
	cards, err := s.upTo(many, storage.Scope{})
	if err != nil || len(cards) < many {
		return cards, err
	}
	var scope storage.Scope
	for _, c := range s.cards {
		if !slices.Contains(scope.Decks, c.Deck) {
			scope.Decks = append(scope.Decks, c.Deck)
		}
	}
	return s.upTo(math.MaxInt, scope)
}

// upTo returns so many cards of a scope at most that are no drafts.
func (s *asker) upTo(most int, scope storage.Scope) ([]*storage.Card, error) {
	var cards []*storage.Card
	err := s.store.Cards(scope, func(c *storage.Card) bool {
		if !c.Draft {
			cards = append(cards, c)
		}
		return len(cards) < most
	})
	return cards, err
}

// choiceCard returns a card, perhaps of a term, as choices are made of it.
func choiceCard(c *storage.Card, term bool) choice.Card {
	side := choice.Asked
	switch {
	case c.Kind == deck.KindReversed:
		side = choice.Defined
	case term:
		side = choice.Term
	}
	return choice.Card{
		Key: c.Key, Note: c.Note, Deck: c.Deck, Section: strings.Join(c.Section, "\n"), Tags: c.Tags,
		Question: out.Plain(c.Front, c.Definitions), Answer: out.Plain(c.Answer(), c.Definitions),
		Gap: c.Kind == deck.KindCloze, Side: side, Code: isCode(out.Document(c.Answer(), c.Definitions)),
	}
}

// harden makes a question that was missed one form harder: typed after a choice, thought after
// that.
func (q *Question) harden() {
	q.Again++
	switch {
	case q.Card.Kind == deck.KindChoice:
	case q.Form == srs.Choice && textOf(q.Card) == words:
		q.Form, q.Options = srs.Typed, nil
	default:
		q.Form, q.Options = srs.Recall, nil
	}
}

// HasSeveral says whether several options are right.
func (q *Question) HasSeveral() bool {
	n := 0
	for _, o := range q.Options {
		if o.Right {
			n++
		}
	}
	return n > 1
}

// Answer is what is right, in one line; what has lines of its own is parted by semicolons.
func (q *Question) Answer() string {
	if q.Card.Kind != deck.KindChoice {
		doc := out.Document(q.Card.Answer(), q.Card.Definitions)
		text := doc.Text(doc.Root)
		if textOf(q.Card) == lines {
			text = strings.ReplaceAll(strings.TrimSpace(text), "\n", "; ")
		}
		return out.Line(text)
	}
	var right []string
	for _, o := range q.Options {
		if o.Right {
			right = append(right, out.Line(o.Text))
		}
	}
	return strings.Join(right, ", ")
}

// Document is the question as it is shown, without options.
func (q *Question) Document() *markup.Document { return out.Document(q.Card.Front, q.Card.Definitions) }

// Revealed is the answer as it is shown.
func (q *Question) Revealed() *markup.Document {
	if q.Card.Kind == deck.KindChoice {
		return out.Document("", "")
	}
	return out.Document(q.Card.Back, q.Card.Definitions)
}
