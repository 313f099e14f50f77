package desk_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"cards/cmd/internal/desk"
	"cards/deck/settings"
	"cards/srs"
	"cards/storage"
	"cards/storage/folders"
	"cards/storage/storagetest"
)

// The forgetting curve of FSRS-6 with its default parameters, written down once more.
const decay = -0.1542

var factor = math.Pow(0.9, 1/decay) - 1

func recallOf(s srs.Schedule, today srs.Day) float64 {
	return math.Pow(1+factor*float64(today-s.LastDay)/s.Memory.Stability, decay)
}

func intervalOf(s srs.Schedule, retention float64) float64 {
	return s.Memory.Stability / factor * (math.Pow(retention, 1/decay) - 1)
}

// orderly is a collection with cards in all sorts of memory, of which those in x/ are to be known
// less surely than the others.
type orderly struct {
	*storagetest.Collection
	config folders.Config
}

func newOrderly(t *testing.T) *orderly {
	t.Helper()
	files := map[string]string{"x/late.md": "", "a.md": "", "b.md": ""}
	for path := range files {
		var text strings.Builder
		for i := range 24 {
			fmt.Fprintf(&text, "Q: %s %d?\nA: .\n\n", path, i)
		}
		files[path] = text.String()
	}
	o := &orderly{Collection: storagetest.New(t, nil)}
	for _, path := range []string{"b.md", "x/late.md", "a.md"} { // the order of their ages
		o.Write(path, files[path])
		o.Compile()
	}
	o.config.Own.Bury, o.config.Own.NewPerDay = &[]settings.Kind{}, new(1000)
	o.config.Presets = []folders.Preset{{
		Name: "x", Decks: []string{"x/*"},
		Settings: settings.Set{Retention: new(0.7)},
	}}
	for i := range 16 {
		for path := range files {
			question := fmt.Sprintf("%s %d?", path, i)
			o.Rate(question, srs.Easy)
			for range i % 4 {
				o.Sleep(1 + i%5)
				o.Rate(question, srs.Hard+srs.Rating(i%2))
			}
		}
		o.Sleep(1)
	}
	o.Sleep(200)
	return o
}

// asked returns what a plan asks, one after the other.
func (o *orderly) asked(t *testing.T) (reviews, news []*storage.Card) {
	t.Helper()
	p := plan(t, o.Collection, desk.RulesOf(o.config))
	for e, ok := p.Queue.Next(o.Now); ok; e, ok = p.Queue.Next(o.Now) {
		card, err := o.Card([16]byte(e.Card))
		if err != nil {
			t.Fatal(err)
		}
		if e.Phase == srs.New {
			news = append(news, card)
		} else if e.Phase == srs.InReview {
			reviews = append(reviews, card)
		}
		p.Queue.Remove(e)
	}
	return reviews, news
}

// TestOrderOfReviews compares each order with what it says, computed from the cards.
func TestOrderOfReviews(t *testing.T) {
	t.Parallel()
	o := newOrderly(t)
	today := o.Scheduler.Calendar().Day(o.Now)
	retention := func(c *storage.Card) float64 {
		if strings.HasPrefix(c.Deck, "x/") {
			return 0.7
		}
		return 0.9
	}
	for order, by := range map[settings.ReviewOrder]func(*storage.Card) float64{
		settings.ByDue: func(c *storage.Card) float64 { return float64(c.Schedule.Due.Day) },
		settings.ByOverdue: func(c *storage.Card) float64 {
			return -float64(today-c.Schedule.LastDay) / intervalOf(c.Schedule, retention(c))
		},
		settings.ByRetrievability: func(c *storage.Card) float64 { return recallOf(c.Schedule, today) },
		settings.ByEase:           func(c *storage.Card) float64 { return c.Schedule.Memory.Difficulty },
		settings.Shuffled:         nil,
	} {
		o.config.Own.ReviewOrder = &order
		got, _ := o.asked(t)
		if again, _ := o.asked(t); len(got) < 40 || !slices.EqualFunc(got, again, sameCard) {
			t.Errorf("%s: %d cards, or another order at the same time", order, len(got))
		}
		if by == nil {
			if slices.IsSortedFunc(got, func(a,
				b *storage.Card,
			) int {
				return cmp.Compare(a.Schedule.Due.Day, b.Schedule.Due.Day)
			}) {
				t.Errorf("%s: in the order of due dates", order)
			}
			continue
		}
		for i := 1; i < len(got); i++ {
			if by(got[i-1]) > by(got[i])+1e-9 {
				t.Errorf("%s: %s, %v, comes before %s, %v", order, got[i-1].Question(),
					by(got[i-1]), got[i].Question(), by(got[i]))
			}
		}
	}
}

// TestOrderOfNewCards does the same for new cards.
func TestOrderOfNewCards(t *testing.T) {
	t.Parallel()
	o := newOrderly(t)
	in := func(paths ...string) func(*storage.Card) int {
		return func(c *storage.Card) int { return 1000*slices.Index(paths, c.Path) + c.Line }
	}
	for order, by := range map[settings.Order]func(*storage.Card) int{
		settings.ByFile: in("a.md", "b.md", "x/late.md"),
		settings.ByAge:  in("b.md", "x/late.md", "a.md"), settings.AtRandom: nil,
	} {
		o.config.Own.NewOrder = &order
		_, got := o.asked(t)
		if _, again := o.asked(t); len(got) != 24 || !slices.EqualFunc(got, again, sameCard) {
			t.Errorf("%s: %d cards, or another order at the same time", order, len(got))
		}
		if by == nil {
			by = in("a.md", "b.md", "x/late.md")
			if slices.IsSortedFunc(got, func(a, b *storage.Card) int { return cmp.Compare(by(a), by(b)) }) {
				t.Errorf("%s: in the order of files", order)
			}
			continue
		}
		if !slices.IsSortedFunc(got, func(a, b *storage.Card) int { return cmp.Compare(by(a), by(b)) }) {
			t.Errorf("%s: asked in the order %v", order, questionsOf(got))
		}
	}
}

func sameCard(a, b *storage.Card) bool { return a.ID == b.ID }

func questionsOf(cards []*storage.Card) (list []string) {
	for _, c := range cards {
		list = append(list, c.Question())
	}
	return list
}
