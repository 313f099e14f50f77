package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/srs"
	"cards/storage"
)

type cramOptions struct {
	times int
	plain bool
}

func newCram(a *app) *cobra.Command {
	var opts cramOptions
	cmd := &cobra.Command{
		Use:   "cram [QUERY…]",
		Short: "Practise any cards now, without moving when they are due",
		Long: `
Ask any cards now, due or not, as often as you want: all cards of the collection, or those that you
name. A card that you did not know comes back after the others, until you have known each of them
once, or as many times as --times says. Hard, good and easy all mean that you knew it.

This is practice: due dates, limits and statistics stay as they are. The review log keeps the
answers, and "cards undo" takes them back. Drafts and suspended or buried cards are not asked.`,
		Example:           "cards cram spanish\ncards cram --times 3 spanish tag:verb",
		Args:              wantArgs(0, -1),
		ValidArgsFunction: a.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := inBounds("cram", "--times", opts.times, 1, 100); err != nil {
				return err
			}
			return runCram(cmd.Context(), a, opts, args)
		},
	}
	cmd.Flags().IntVar(&opts.times, "times", 1, "ask each card until you have known it `N` times")
	cmd.Flags().BoolVar(&opts.plain, "plain", false,
		"work line by line: no cursor movement, one line read per step")
	return cmd
}

func runCram(ctx context.Context, a *app, opts cramOptions, args []string) error {
	c, scope, err := a.scoped(ctx, "cram", args)
	if err != nil {
		return err
	}
	if err := c.Sound(); err != nil {
		return err
	}
	if err := c.writable(); err != nil {
		return fmt.Errorf("answers cannot be saved: %w", err)
	}
	cards, err := desk.Practice(c.Collection, scope, a.today(c))
	if err != nil {
		return err
	}
	if len(cards) == 0 {
		return nothingFor(c, scope, args,
			errors.New("nothing to practise: all cards are drafts, suspended or buried"))
	}
	s, err := newPractice(a, c, session.Config{Kind: session.Cram, Cards: cards, Times: opts.times})
	if err != nil {
		return err
	}
	notice := a.out.Sign("practice: no due date moves · ") + out.Plural(len(cards), "card")
	return showSession(ctx, a, c, s, opts.plain, nil, []string{notice})
}

// nothingFor returns why there is nothing to show: there are no cards, or none of those wanted.
func nothingFor(c *collection, scope storage.Scope, args []string, none error) error {
	cards, err := c.Schedules(scope)
	if err == nil && cards.Total == 0 {
		return noCards(c, scope, args)
	}
	return errors.Join(err, none)
}

// newPractice begins a session that is about certain cards.
func newPractice(a *app, c *collection, config session.Config) (*session.Session, error) {
	m, err := c.Models()
	if err != nil {
		return nil, err
	}
	config.Now, config.Leeches, config.Rules = a.Now, desk.LeechesOf(c.config), c.rules(nil)
	config.Schedulers = desk.NewSchedulers(c.config, m, a.calendar(c))
	return session.New(c.Collection, config)
}

// previewNew shows new cards with their answers, and asks none.
func previewNew(ctx context.Context, a *app, opts reviewOptions, args []string) error {
	c, scope, err := a.scoped(ctx, "review", args)
	if err != nil {
		return err
	}
	most := srs.Unlimited
	if opts.fresh != nil {
		most = *opts.fresh
	}
	cards, err := desk.NewCards(c.Collection, scope, a.calendar(c), c.rules(nil), a.Now(), most)
	if err != nil {
		return err
	}
	if len(cards) == 0 {
		return nothingFor(c, scope, args, errors.New("no new cards to look at"))
	}
	s, err := newPractice(a, c, session.Config{Kind: session.Look, Cards: cards})
	if err != nil {
		return err
	}
	notice := "a look at " + out.Plural(len(cards), "new card") + ": nothing is rated or written"
	return showSession(ctx, a, c, s, opts.plain, nil, []string{notice})
}
