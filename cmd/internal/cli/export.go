package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/export"
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/storage/beside"
	"cards/storage/journal"
	"cards/storage/lines"
)

type exportOptions struct{ format, output string }

// jsonl is the name of the format of the whole review log.
const jsonl = "jsonl"

const exportIntroduction = `
Write cards: those that a query selects ("cards help query"), or all of them, without drafts. They
go to standard output, or with -o to a file, which is replaced once everything has been written. The
formats are

`

const exportLogHelp = `
Tables, decks, questions for Moodle and everything for Anki can be read back with "cards import".

A package for Anki holds the notes with their decks, tags, flags and media, when they are due, what
FSRS-6 knows of your memory of them, and every answer. Notes that came from Anki go back as they
were there, with their own types and fields: importing the package again adds and changes nothing.
If a collection of Anki already has them, Anki takes new notes and new texts from a package, but
never new answers; "cards import" merges both.

The format jsonl takes no query. It is every event of the review log, in the order of the log,
including those that were taken back, which are marked as undone: one JSON object per line, with
"id", "step", "kind" and "undone", then

  review            key, card (its name now), rating 1 to 4, shown, answered, day, count, phase,
                    phase_after, steps_left, due, counts; purpose, unless it was a review: ahead,
                    cram, quiz, test; form, unless it was recalled: typed, choice, with its
                    options; guess; offset of the zone in
                    seconds, where it is not a whole number of minutes
  text              key, card, card_kind, file, and the text: prompt and answer, or cloze;
                    explicit_id, back, earlier
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

Empty members are left out. An event that JSON cannot hold, such as one with a file name that is not
UTF-8, has "value" instead: its bytes as the log keeps them, in hexadecimal. "cards log merge" and
"cards import" read such lines back, byte for byte.

Your deck files need no export: they are plain text.`

func newExport(a *app) *cobra.Command {
	var opts exportOptions
	cmd := &cobra.Command{
		Use:   "export --format FORMAT [QUERY…]",
		Short: "Write cards, or the whole review log, in an open format",
		Long:  exportIntroduction + exportWords() + exportLogHelp,
		Example: "cards export --format jsonl > reviews.jsonl\ncards export --format html " +
			"deck:go > go.html\n" +
			"cards export --format apkg -o everything.apkg",
		Args: wantArgs(0, -1),

		ValidArgsFunction: a.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runExport(cmd.Context(), a, opts, args)
		},
	}
	cmd.Flags().StringVar(&opts.format, "format", "", "`FORMAT` to write: "+
		strings.Join(exportNames(), ", "))
	cmd.Flags().StringVarP(&opts.output, "output", "o", "",
		"write to `FILE` instead of standard output")
	return cmd
}

// exportWords says what cards can be written in, a format a line.
func exportWords() string {
	var b strings.Builder
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "  %-11s%s\n", f.Name, f.Words)
	}
	for _, f := range ankiFormats() {
		fmt.Fprintf(&b, "  %-11s%s\n", f.name, f.words)
	}
	return b.String()
}

// exportNames returns the names of the formats.
func exportNames() []string {
	names := []string{jsonl}
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	for _, f := range ankiFormats() {
		names = append(names, f.name)
	}
	return names
}

func runExport(ctx context.Context, a *app, opts exportOptions, args []string) error {
	format, known := export.FormatOf(opts.format)
	forAnki := ankiFormatOf(opts.format)
	var write func(to io.Writer) error
	switch {
	case forAnki != nil:
		return exportAnki(ctx, a, *forAnki, opts.output, args)
	case known:
		write = func(to io.Writer) error { return exportCards(ctx, a, to, format, args) }
	case opts.format == jsonl && len(args) > 0:
		return usagef("export: jsonl is the whole review log: it takes no query")
	case opts.format == jsonl:
		write = func(to io.Writer) error { return exportLog(ctx, a, to) }
	case opts.format == "":
		return usagef("export: --format is missing: it is one of %s",
			strings.Join(exportNames(), ", "))
	default:
		return unknownValue("export", "format", opts.format, exportNames())
	}
	if opts.output == "" {
		return write(a.out)
	}
	return intoFile(a, opts.output, write)
}

// intoFile writes a file, which appears whole or not at all. A link stays one, and what is no
// regular file, such as a pipe or /dev/stdout, is written to where it is.
func intoFile(a *app, name string, write func(to io.Writer) error) error {
	path := a.path(name)
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return fmt.Errorf("write %q: %w", name, errors.Unwrap(err))
		}
		b := bufio.NewWriterSize(f, 1<<16)
		return cmp.Or(write(b), b.Flush(), f.Close())
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	defer beside.Hold(filepath.Dir(path))()
	f, err := beside.Create(path)
	if err != nil {
		return fmt.Errorf("write %q: %w", name, errors.Unwrap(err))
	}
	b := bufio.NewWriterSize(f, 1<<16)
	if err := cmp.Or(write(b), b.Flush(), f.Chmod(0o644)); err != nil {
		return errors.Join(err, f.Close(), beside.Remove(f.Name()))
	}
	return beside.Place(f, path)
}

// exportCards writes the cards that a query means.
func exportCards(
	ctx context.Context, a *app, to io.Writer, format export.Format, args []string,
) error {
	c, scope, err := a.scoped(ctx, "export", args)
	if err != nil {
		return err
	}
	decks, err := export.Decks(c.Collection, scope)
	if err != nil {
		return err
	}
	if !a.out.Terminal || to != io.Writer(a.out) {
		return format.Write(to, decks)
	}
	var text strings.Builder
	if err := format.Write(&text, decks); err != nil {
		return err
	}
	_, err = io.WriteString(a.out, out.Sanitize(text.String()))
	return err
}

// exportLog writes the review log.
func exportLog(ctx context.Context, a *app, to io.Writer) error {
	c, err := a.compiled(ctx, "export")
	if err != nil {
		return err
	}
	if err := c.Sound(); err != nil {
		return err
	}
	enc := jsonEncoder(to)
	var failed error
	err = c.Events(func(e journal.Event, undone bool, name deck.Key) bool {
		failed = enc.Encode(lines.Of(e, undone, name))
		return failed == nil && ctx.Err() == nil
	})
	return cmp.Or(err, failed, ctx.Err())
}
