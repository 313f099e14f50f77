package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/session"
	"cards/srs"
	"cards/storage"
	"cards/storage/journal"
)

type answerOptions struct {
	request, seen string
	checked       bool // --seen was given
	took          time.Duration
}

func newAnswer(a *app) *cobra.Command {
	var opts answerOptions
	cmd := &cobra.Command{
		Use:   "answer CARD RATING",
		Short: "Answer one card, outside a session",
		Long: `
Write one answer to a card into the review log, for editors, bots and agents. RATING is again, hard,
good or easy, or 1 to 4. A card may be answered before it is due; that counts as a review ahead of
time.

With --request, the answer gets a name that you choose. Repeating a request for the same card writes
nothing and succeeds, so a program that does not know whether its answer arrived can simply try
again; repeating it with another rating writes nothing and fails. With --seen, the answer is refused
if the card has been answered since: pass what "cards next --json" calls "seen".

With --json, print an object: {"id", "question", "event", "rating", "name", "phase", "due",
"repeated", "undone"}; "repeated" says that the request had already been answered, "undone" that
this answer has since been taken back.`,
		Example: "cards answer 3f2a91 good --request \"$(uuidgen)\"",
		Args:    wantArgs(2, 2),
		ValidArgsFunction: func(
			_ *cobra.Command, args []string, _ string,
		) ([]string, cobra.ShellCompDirective) {
			if len(args) != 1 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return ratingNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			opts.checked = cmd.Flags().Changed("seen")
			return runAnswer(cmd.Context(), a, opts, args)
		},
	}
	a.jsonFlag(cmd, "print an object", answerJSON{})
	cmd.Flags().StringVar(&opts.request, "request", "",
		"name the answer `KEY`, so that it is written only once")
	cmd.Flags().StringVar(&opts.seen, "seen", "",
		"refuse if anything has happened to the card since this `EVENT`")
	cmd.Flags().DurationVar(&opts.took, "took", 0,
		"how long the answer took: a `TIME` such as 12s")
	return cmd
}

// answerJSON is what `cards answer --json` prints.
type answerJSON struct {
	ID       string    `json:"id"`
	Question string    `json:"question"`
	Event    string    `json:"event"` // of the answer, as `cards log` and `cards undo` have it
	Rating   int       `json:"rating"`
	Name     string    `json:"name"`
	Phase    string    `json:"phase"` // after it
	Due      time.Time `json:"due"`
	Repeated bool      `json:"repeated"`
	Undone   bool      `json:"undone"`
}

func ratingNames() []string {
	var names []string
	for r := srs.Again; r <= srs.Easy; r++ {
		names = append(names, r.String())
	}
	return names
}

func runAnswer(ctx context.Context, a *app, opts answerOptions, args []string) error {
	rating, err := srs.ParseRating(args[1])
	if err != nil {
		return &usageError{
			text: fmt.Sprintf("answer: unknown rating %q", args[1]),
			hint: meant(near(args[1], ratingNames()), "it is again, hard, good or easy, or 1 to 4"),
		}
	}
	const longest = 24 * time.Hour
	if opts.took < 0 || opts.took > longest {
		return usagef("answer: --took %v: not from 0s to %v", opts.took, longest)
	}
	single := session.Single{Rating: rating, Took: opts.took, Request: opts.request}
	if single.Seen, err = opts.event(); err != nil {
		return err
	}
	c, err := a.compiled(ctx, "answer")
	if err != nil {
		return err
	}
	if single.Card, err = c.everCardOf(args[0]); err != nil {
		return err
	}
	m, err := c.Models()
	if err != nil {
		return err
	}
	answered, err := session.Answer(c.Collection, sessionConfig(a, c, m), single)
	if err != nil {
		return fmt.Errorf("answer %w", err)
	}
	return printAnswered(a, c, single.Card, answered)
}

// event returns the event of --seen, nil if there is no such flag. A card without events has seen
// none, which JSON calls null.
func (o answerOptions) event() (*journal.ID, error) {
	if !o.checked {
		return nil, nil
	}
	if o.seen == "" || o.seen == "null" {
		return new(journal.ID), nil
	}
	id, err := journal.ParseID(o.seen)
	if err != nil {
		return nil, usagef("answer: --seen %q: %v", o.seen, err)
	}
	return &id, nil
}

func printAnswered(a *app, c *collection, card *storage.Card, answered session.Answered) error {
	r, cal := answered.Review, a.calendar(c)
	due := jsonTime(instantOf(r.Due, cal))
	if a.json.wanted {
		return a.printJSON(answerJSON{
			card.ID.String(), card.Question(), answered.Step.String(), int(r.Rating),
			r.Rating.String(),
			r.After.String(), due, answered.Repeated, answered.Undone,
		})
	}
	line := fmt.Sprintf("rated %s, due %s", r.Rating, due.Format(time.RFC3339))
	switch {
	case answered.Undone:
		line = "already answered, and taken back since: " + line
	case answered.Repeated:
		line = "already answered: " + line
	}
	a.print("%s", line)
	if answered.Leech.Suspended {
		a.say("it is a leech and was suspended: `cards resume %s` asks it again", shortID(card.ID))
	}
	return nil
}
