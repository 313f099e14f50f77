package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck"
	"cards/storage/journal"
)

type nextOptions struct{ exitCode bool }

func newNext(a *app) *cobra.Command {
	var opts nextOptions
	cmd := &cobra.Command{
		Use:   "next [QUERY…]",
		Short: "Print the card to be asked now",
		Long: `
Print the card that a review would ask first, for editors, bots and agents; "cards answer" answers
it. Nothing is written, and the next call prints the same card until it is answered. With --json,
print an object, or null if nothing is due: what "cards list" prints of the card, and "seen" (the
last event of the card, for "cards answer --seen"), "explanation", "options" (of a choice, in the
order in which they are shown), "ratings" (what each would do) and "left" (how many cards may be
asked now, and how many wait for their learning step).`,
		Example:           "cards next --json=id,question spanish",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeQuery,
		Annotations:       map[string]string{exits: "3 with --exit-code: nothing is due"},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runNext(cmd.Context(), a, opts, args)
		},
	}
	a.jsonFlag(cmd, "print an object, or null if nothing is due", nextJSON{})
	cmd.Flags().BoolVar(&opts.exitCode, "exit-code", false,
		"end with exit code 3 if nothing is due")
	return cmd
}

// nextJSON is what `cards next --json` prints.
type nextJSON struct {
	listedCard
	Seen        *string      `json:"seen"` // the card's last event, null if it has none
	Explanation string       `json:"explanation"`
	Options     []optionJSON `json:"options"`
	Ratings     []ratingJSON `json:"ratings"`
	Left        leftJSON     `json:"left"`
}

type optionJSON struct {
	Text  string `json:"text"`
	Right bool   `json:"right"`
}

// ratingJSON is what a rating would do.
type ratingJSON struct {
	Rating int       `json:"rating"`
	Name   string    `json:"name"`
	Due    time.Time `json:"due"`
}

// leftJSON is how many cards may be asked now, this one included unless its step is not over, and
// how many wait for theirs.
type leftJSON struct {
	New      int `json:"new"`
	Learning int `json:"learning"`
	Review   int `json:"review"`
	Total    int `json:"total"`
	Waiting  int `json:"waiting"`
}

func runNext(ctx context.Context, a *app, opts nextOptions, args []string) error {
	c, scope, err := a.scoped(ctx, "next", args)
	if err != nil {
		return err
	}
	s, err := a.session(c, scope, sitting{})
	if err != nil {
		return err
	}
	if _, err := s.Screen(); err != nil {
		return err
	}
	s.Reveal()
	screen, err := s.Screen()
	if err != nil {
		return err
	}
	switch {
	case a.json.wanted && screen.Card == nil:
		err = a.printJSON(nil)
	case a.json.wanted:
		err = a.printJSON(newNextJSON(a, c, screen))
	case screen.Card == nil:
		return printNothingNext(a, c, opts, s)
	default:
		printNext(a, screen)
	}
	if err == nil && opts.exitCode && screen.Card == nil {
		return ended(exitNothing)
	}
	return err
}

func newNextJSON(a *app, c *collection, s session.Screen) nextJSON {
	cal := a.calendar(c)
	next := nextJSON{
		listedCard: newListedCard(s.Card, cal), Seen: eventText(s.Card.Newest),
		Explanation: s.Card.More,
		Options:     []optionJSON{},
		Left: leftJSON{
			s.Left.New, s.Left.Learning, s.Left.Review, s.Left.Total(), s.Waiting,
		},
	}
	next.Leech = s.Leech
	if choice := session.NewChoice(s.Card); choice != nil {
		next.Options = newOptionsJSON(choice.Options)
	}
	for _, r := range s.Preview {
		next.Ratings = append(next.Ratings, ratingJSON{
			int(r.Rating), r.Rating.String(), jsonTime(instantOf(r.Due, cal)),
		})
	}
	return next
}

func newOptionsJSON(options []deck.Option) []optionJSON {
	list := make([]optionJSON, len(options))
	for i, o := range options {
		list[i] = optionJSON{o.Text, o.Right}
	}
	return list
}

// eventText is the id of an event, nil if it is none.
func eventText(id journal.ID) *string {
	if id.IsZero() {
		return nil
	}
	return new(id.String())
}

// printNext shows a card with its answer, and how it is answered.
func printNext(a *app, s session.Screen) {
	fmt.Fprintln(
		a.out, a.out.Dim.Sprint(
			out.Line(strings.Join(append([]string{s.Card.Deck}, s.Card.Section...),
				a.out.Sign(" › ")))))
	printCard(a, s.Card)
	fmt.Fprintln(a.out)
	a.print("cards answer %s again|hard|good|easy", shortID(s.Card.ID))
}

// printNothingNext says when something is due.
func printNothingNext(a *app, c *collection, opts nextOptions, s *session.Session) error {
	coming, err := s.Plan().Next()
	if err != nil {
		return err
	}
	line := "nothing is due"
	if coming.Cards > 0 {
		line += "; next: " + out.When(coming.At.In(a.Zone), a.Now(), a.calendar(c))
	}
	a.say("%s", line)
	if opts.exitCode {
		return ended(exitNothing)
	}
	return nil
}
