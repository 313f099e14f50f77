package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/term"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
)

func newWhy(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use: "why CARD", Short: "Say why a card is asked or not, and what its ratings do",
		Long: `
Say why a card is due now or why it is not asked, how its interval came about, answer by answer, and
what each rating would do now. The card is named by its id, by the first digits of its id, or by
words that only its question contains.

The memory of a card is the number of days until the chance that you know it has fallen to 90 %. The
plot shows that chance from the first answer on, with the ratings below it.

With --json, print an object: {"id", "question", "asked", "reason", "sibling", "limit", "phase",
"due", "buried", "leech", "retention", "stability", "difficulty", "retrievability",
"retrievability_in_a_week", "history", "ratings", "curve"}. "reason" is one of asked, step, later,
draft, suspended, buried, answered (another card of its note was), sibling (one comes before it) and
limit; what is not known of a new card is null.`,
		Example: "cards why 3f2a91\ncards why 'goroutine'", Args: wantArgs(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runWhy(cmd.Context(), a, args[0])
		},
	}
	a.jsonFlag(cmd, "print an object", whyJSON{})
	return cmd
}

func runWhy(ctx context.Context, a *app, name string) error {
	c, err := a.compiled(ctx, "why")
	if err != nil {
		return err
	}
	card, err := c.cardNamed("why", name)
	if err != nil {
		return err
	}
	w, err := reasonsOf(a, c, card)
	if err != nil {
		return err
	}
	if a.json.wanted {
		return a.printJSON(newWhyJSON(w, a.calendar(c)))
	}
	account := term.Account{
		Width: a.out.Width, Look: a.look(), Plot: true, Calendar: a.calendar(c), Now: a.Now(),
	}
	for _, line := range account.Lines(w) {
		fmt.Fprintln(a.out, line)
	}
	return nil
}

// reasonsOf returns what is known of a card.
func reasonsOf(a *app, c *collection, card *storage.Card) (*desk.Why, error) {
	m, err := c.Models()
	if err != nil {
		return nil, err
	}
	schedulers := desk.NewSchedulers(c.config, m, a.calendar(c))
	by, err := schedulers.Of(card.Scheduled)
	if err != nil {
		return nil, err
	}
	plan, err := a.plan(c, storage.Scope{})
	if err != nil {
		return nil, err
	}
	return plan.Why(card, schedulers.Balanced(by, c.Collection, card.Scheduled), a.Now())
}

// cardOf returns the card that an id names.
func (c *collection) cardOf(id string) (*storage.Card, error) {
	key, err := c.Key(id)
	if err != nil {
		return nil, err
	}
	return c.Card(key)
}

// cardNamed returns the card of an id, or the only one whose question holds a text.
func (c *collection) cardNamed(command, name string) (*storage.Card, error) {
	card, err := c.cardOf(name)
	if err == nil || !errors.Is(err, storage.ErrNotFound) {
		return card, err
	}
	var found []*storage.Card
	words := strings.ToLower(out.Line(name))
	unread := c.Cards(storage.Scope{}, func(card *storage.Card) bool {
		if strings.Contains(strings.ToLower(out.Line(card.Question())), words) {
			found = append(found, card)
		}
		return true
	})
	switch {
	case unread != nil:
		return nil, unread
	case len(found) == 0:
		return nil, err
	case len(found) > 1:
		return nil, manyCards(command, name, found)
	}
	return found[0], nil
}

// manyCards says which cards a text could mean.
func manyCards(command, name string, cards []*storage.Card) error {
	const told = 5
	var lines []string
	for _, card := range cards[:min(len(cards), told)] {
		lines = append(lines, shortID(card.ID)+" "+out.Cut(out.Line(card.Question()), 60))
	}
	hint := "name one by its id: " + strings.Join(lines, "; ")
	return &hinted{fmt.Errorf("%s %q: %s have this in their question", command, name,
		out.Plural(len(cards), "card")), hint}
}

// whyJSON is what `cards why --json` prints.
type whyJSON struct {
	ID       string `json:"id"`
	Question string `json:"question"`
	Asked    bool   `json:"asked"` // today
	// asked, step, later, draft, suspended, buried, answered, sibling or limit
	Reason         desk.Reason   `json:"reason"`
	Sibling        *string       `json:"sibling"`
	Limit          *whyLimit     `json:"limit"`
	Phase          string        `json:"phase"`
	Due            *time.Time    `json:"due"`
	Buried         *string       `json:"buried"`
	Leech          bool          `json:"leech"`
	Retention      float64       `json:"retention"` // that is wanted
	Stability      *float64      `json:"stability"` // days
	Difficulty     *float64      `json:"difficulty"`
	Retrievability *float64      `json:"retrievability"`
	InAWeek        *float64      `json:"retrievability_in_a_week"`
	History        []whyPast     `json:"history"`
	Ratings        []whyOutcome  `json:"ratings"`
	Curve          []whyRecalled `json:"curve"`
}

type whyLimit struct {
	Of     string `json:"of"` // "" for the whole collection
	PerDay int    `json:"per_day"`
	Asked  int    `json:"asked"`
}

type whyPast struct {
	Day            string   `json:"day"`
	Kind           string   `json:"kind"` // review, due, reset or start
	Rating         int      `json:"rating,omitempty"`
	Counts         bool     `json:"counts"`
	Elapsed        int      `json:"elapsed_days"`
	Retrievability *float64 `json:"retrievability"`
	Before         *float64 `json:"stability_before"`
	After          *float64 `json:"stability_after"`
	Phase          string   `json:"phase_after"`
	Due            string   `json:"due"`
	Model          *float64 `json:"model_days"` // until the chance has fallen to the retention
}

type whyOutcome struct {
	Rating    int       `json:"rating"`
	Due       time.Time `json:"due"`
	Phase     string    `json:"phase_after"`
	Stability float64   `json:"stability_after"`
}

type whyRecalled struct {
	Day            string  `json:"day"`
	Retrievability float64 `json:"retrievability"`
}

// curvePoints is how many points of the curve are printed at most, one for a day.
const curvePoints = 60

func newWhyJSON(w *desk.Why, cal srs.Calendar) whyJSON {
	s := w.Card.Schedule
	j := whyJSON{
		ID: w.Card.ID.String(), Question: w.Card.Question(), Asked: w.Reason == desk.Asked,
		Reason: w.Reason,
		Phase:  s.Phase.String(), Leech: w.Leech, Retention: w.Retention,
		History: []whyPast{}, Curve: []whyRecalled{},
	}
	if w.Sibling != nil {
		j.Sibling = new(w.Sibling.ID.String())
	}
	if w.Reason == desk.Limited {
		j.Limit = &whyLimit{w.Limit.Of, w.Limit.PerDay, w.Limit.Asked}
	}
	if due := dueAt(s, cal); !due.IsZero() {
		j.Due = new(jsonTime(due))
	}
	if w.Card.Buried != 0 {
		j.Buried = new(w.Card.Buried.String())
	}
	if w.Stability > 0 {
		j.Stability, j.Difficulty = &w.Stability, &s.Memory.Difficulty
		j.Retrievability, j.InAWeek = new(w.Recall(0)), new(w.Recall(7))
	}
	for i := range w.Past {
		j.History = append(j.History, newWhyPast(&w.Past[i], cal))
	}
	for _, o := range w.Ratings {
		j.Ratings = append(j.Ratings, whyOutcome{
			int(o.Review.Rating), jsonTime(instantOf(o.Review.Due, cal)),
			o.Review.After.String(), o.Stability,
		})
	}
	for _, p := range w.Curve(curvePoints) {
		if n := len(j.Curve); n == 0 || j.Curve[n-1].Day != p.Day.String() {
			j.Curve = append(j.Curve, whyRecalled{p.Day.String(), p.Recall})
		}
	}
	return j
}

func newWhyPast(p *desk.Past, cal srs.Calendar) whyPast {
	j := whyPast{
		Day: p.Day.String(), Kind: journal.KindOf(p.Event.Body).String(), Counts: true,
		Elapsed: p.Elapsed, Retrievability: nonzero(p.Recall), Before: nonzero(p.Stability[0]),
		After: nonzero(p.Stability[1]), Phase: p.After.Phase.String(), Model: nonzero(p.Exact),
	}
	if r, ok := p.Event.Body.(journal.Reviewed); ok {
		j.Rating, j.Counts = int(r.Rating), r.Counts()
	}
	if p.After.Phase != srs.New {
		j.Due = p.After.Due.Day.String()
		if !p.After.Due.At.IsZero() {
			j.Due = jsonTime(p.After.Due.At.In(cal.Zone)).Format(time.RFC3339)
		}
	}
	return j
}

// nonzero returns nil for zero, which stands for none.
func nonzero(f float64) *float64 {
	if f == 0 {
		return nil
	}
	return &f
}

// instantOf is when a due date is reached.
func instantOf(d srs.Due, cal srs.Calendar) time.Time {
	if d.At.IsZero() {
		return cal.Start(d.Day)
	}
	return d.At.In(cal.Zone)
}
