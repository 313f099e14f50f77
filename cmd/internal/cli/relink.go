package cli

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/deck"
	"cards/storage"
)

type relinkOptions struct{ part, review, all, plain bool }

func newRelink(a *app) *cobra.Command {
	var opts relinkOptions
	cmd := &cobra.Command{
		Use:   "relink [OLD NEW]",
		Short: "List, join and separate the texts of a card",
		Long: `
A card that you edit stays the same card: its old and new texts are linked, and it keeps its
progress. Without arguments, list these links and the reason for each. When piped, the columns are
the id of the old text, the id of the new one, the reason, the old question and the new one,
separated by tabs.

With two ids, link them: the card NEW takes over the history of OLD, whose text is gone, and is due
when OLD's last answer said. With --part, two texts become two cards and are never linked
automatically again. "cards undo" takes back either.

With --review, go through the cards that look like edits of cards you know, but not clearly enough
to be linked automatically. Keep the progress of all of them, or look at each one, with the
differences between its old and new text marked: "y" means it is the same card; "n" means it is a
different one, and you are not asked again. --all says yes to all without asking. --plain works line
by line, as does any use without a terminal. A single undo takes back the whole round.

An id is any of a card's keys, or at least its first four digits. A card is named by the smallest of
its keys, so its id may change when it is linked; the old id still works. "cards check" lists likely
pairs, "cards orphans" the cards whose text is gone.`,
		Example: "cards relink 3f2a91 c07be4\ncards relink --part 3f2a91 c07be4\ncards relink " +
			"--review",
		Args: func(_ *cobra.Command, args []string) error {
			return opts.checkArgs(args, a.json.wanted)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runRelink(cmd.Context(), a, opts, args)
		},
	}
	cmd.Flags().BoolVar(&opts.part, "part", false, "separate two texts: they are two cards")
	cmd.Flags().BoolVar(&opts.review, "review", false, "decide about the cards that look like "+
		"edits")
	cmd.Flags().BoolVar(&opts.all, "all", false,
		"with --review: keep the progress of all, without asking")
	cmd.Flags().BoolVar(&opts.plain, "plain", false, "with --review: go line by line")
	a.jsonFlag(cmd, "print an array of objects: links, or with --review likely pairs", listedLink{},
		listedProposal{})
	return cmd
}

// checkArgs takes no ids or two, and none for a list or a round.
func (o relinkOptions) checkArgs(args []string, asJSON bool) error {
	switch {
	case len(args) > 2:
		return usagef("relink: unexpected argument %q", args[2])
	case o.part && (o.review || asJSON):
		return usagef("relink: --part takes two ids, and no other flag")
	case o.all && o.plain || o.all && asJSON || o.plain && asJSON:
		return usagef("relink: only one of --all, --plain and --json can be used")
	case o.review && len(args) > 0:
		return usagef("relink: --review takes no ids")
	case (o.all || o.plain) && !o.review:
		return usagef("relink: --all and --plain only work with --review")
	case len(args) == 1 || o.part && len(args) == 0:
		return usagef("relink: two ids are needed, OLD and NEW")
	case asJSON && len(args) > 0:
		return usagef("relink: --json prints the list, and takes no ids")
	}
	return nil
}

func runRelink(ctx context.Context, a *app, opts relinkOptions, args []string) error {
	c, err := a.compiled(ctx, "relink")
	if err != nil {
		return err
	}
	switch {
	case opts.review:
		return relinkReview(ctx, a, c, opts)
	case len(args) == 0:
		return relinkList(a, c)
	}
	var keys [2]deck.Key
	for i, id := range args {
		if keys[i], err = c.Key(id); err != nil {
			return err
		}
	}
	if opts.part {
		return partTexts(a, c, keys[0], keys[1])
	}
	return relinkTexts(a, c, keys[0], keys[1])
}

// relinkList prints the links in force.
func relinkList(a *app, c *collection) error {
	links, err := c.Links()
	if err != nil {
		return err
	}
	if a.json.wanted {
		return printLinksJSON(a, links)
	}
	printLinks(a, links)
	return nil
}

func relinkTexts(a *app, c *collection, old, live deck.Key) error {
	if _, err := c.Relink(old, live, a.Now()); err != nil {
		return err
	}
	card, err := c.Card(live)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "linked: \"%s\" goes on with %s, due %s\n",
		a.out.Asked(out.Cut(out.Line(card.Question()), 60)),
		out.Plural(card.Schedule.Reviews, "review"),
		out.When(dueAt(card.Schedule, a.calendar(c)), a.Now(), a.calendar(c)))
	return err
}

func partTexts(a *app, c *collection, x, y deck.Key) error {
	if _, err := c.Part(x, y, a.Now()); err != nil {
		return err
	}
	var questions [2]string
	for i, k := range []deck.Key{x, y} {
		seen, err := c.Seen(k)
		if err != nil {
			return err
		}
		questions[i] = out.Cut(out.Line(textQuestion(seen)), 60)
	}
	_, err := fmt.Fprintf(a.out, "separated: \"%s\" and \"%s\" are two cards\n",
		questions[0], questions[1])
	return err
}

func printLinks(a *app, links []storage.CardLink) {
	var t out.Table
	for _, l := range links {
		if a.out.Terminal {
			printLink(a, l)
		} else {
			t.Add(l.Old.Key.String(), l.New.Key.String(), linkReason(l), textQuestion(l.Old),
				textQuestion(l.New))
		}
	}
	t.Print(a.out)
	if len(links) == 0 {
		a.say("no links: no card that was answered has been edited")
	}
}

// printLink tells a person of a link, in three lines.
func printLink(a *app, l storage.CardLink) {
	fmt.Fprintln(a.out, a.out.Asked(a.out.Cut(out.Line(textQuestion(l.Old)), a.out.Width)))
	fmt.Fprintln(a.out, a.out.Asked(a.out.Cut(a.out.Sign("→ ")+out.Line(textQuestion(l.New)),
		a.out.Width)))
	fmt.Fprintf(a.out, "  %s %s: %s\n", shortID(l.Old.Key), shortID(l.New.Key), linkReason(l))
}

// linkReason says why two texts are one card.
func linkReason(l storage.CardLink) string {
	reason := cmp.Or(l.Reason, "edited")
	if l.Manual {
		reason = "by hand"
	}
	if l.Waits {
		reason += "; on hold while both texts are in the decks"
	}
	return reason
}

// listedLink is one element of `cards relink --json`.
type listedLink struct {
	Card     string    `json:"card"` // its id
	Old      string    `json:"old"`
	New      string    `json:"new"`
	Question string    `json:"question"`
	Was      string    `json:"was"` // the old question
	Reason   string    `json:"reason"`
	ByHand   bool      `json:"by_hand"`
	Waits    bool      `json:"waits"` // both texts stand
	At       time.Time `json:"at"`
}

func printLinksJSON(a *app, links []storage.CardLink) error {
	list := make([]listedLink, len(links))
	for i, l := range links {
		list[i] = listedLink{
			Card: l.ID.String(), Old: l.Old.Key.String(), New: l.New.Key.String(),
			Question: textQuestion(l.New), Was: textQuestion(l.Old),
			Reason: l.Reason, ByHand: l.Manual, Waits: l.Waits, At: jsonTime(l.At.In(a.Zone)),
		}
	}
	return a.printJSON(list)
}
