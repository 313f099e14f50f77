package cli

import (
	"cmp"
	"context"

	"github.com/spf13/cobra"

	"cards/deck"
	"cards/storage/journal"
	"cards/storage/lines"
)

type exportOptions struct{ format string }

func newExport(a *app) *cobra.Command {
	var opts exportOptions
	cmd := &cobra.Command{
		Use:   "export --format FORMAT",
		Short: "Write the whole review log in an open format",
		Long: `Write every event of the review log to standard output, in the order of the log, those
that were taken back included and marked as undone. The format jsonl has one JSON object a line:
"id", "step", "kind" and "undone", then

  review            key, card (its name now), rating 1 to 4, shown, answered, day, count, phase,
                    phase_after, steps_left, due, counts; purpose, unless it was a review: ahead, cram,
                    quiz, test; form, unless it was recalled: typed, choice, with its options; guess;
                    offset of the zone in seconds, where it is no whole number of minutes
  text              key, card, card_kind, file, and the text: prompt and answer, or cloze; explicit_id, back, earlier
  link, unlink      a, b; link also manual, reason
  set               key, card, property, value
  due               key, card, due
  reset             key, card
  params            parameters; preset and model version, if they are not FSRS-6 for all decks
  start             key, card, stability, difficulty, day, phase, due, reviews, lapses
  imported          format, source, notes, cards, reviews, left_out
  source            key, card, type, fields (name, value), tags; or type, templates (name, front,
                    back), style
  cancel, restore   target
  unknown           version, number and data (hexadecimal) of an event that a later program wrote

Members that are empty are left out. An event that JSON cannot hold, such as one with a file name that
is not UTF-8, has value instead: its bytes as the log keeps them, in hexadecimal. "cards log merge"
and "cards import" read such lines back, byte for byte.

The deck files themselves are yours already.`,
		Example: "cards export --format jsonl > reviews.jsonl",
		Args:    wantArgs(0, 0),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runExport(cmd.Context(), a, opts) },
	}
	cmd.Flags().StringVar(&opts.format, "format", "", "`FORMAT` to write: jsonl")
	return cmd
}

func runExport(ctx context.Context, a *app, opts exportOptions) error {
	switch opts.format {
	case "jsonl":
	case "":
		return usagef("export: --format is missing; the only format is jsonl")
	default:
		return usagef("export: unknown format %q; the only format is jsonl", opts.format)
	}
	c, err := a.compiled(ctx, "export")
	if err != nil {
		return err
	}
	if err := c.Sound(); err != nil {
		return err
	}
	enc := a.jsonEncoder()
	var failed error
	err = c.Events(func(e journal.Event, undone bool, name deck.Key) bool {
		failed = enc.Encode(lines.Of(e, undone, name))
		return failed == nil && ctx.Err() == nil
	})
	return cmp.Or(err, failed, ctx.Err())
}
