package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/deck/edit"
	"cards/storage"
	"cards/storage/folders"
)

type fmtOptions struct{ check, diff bool }

func newFmt(a *app) *cobra.Command {
	var opts fmtOptions
	cmd := &cobra.Command{
		Use:   "fmt PATH|DECK…|-",
		Short: "Bring deck files into the canonical layout",
		Long: `
Rewrite deck files in the canonical layout: one blank line between notes, one space after a label,
its words in order. What they say stays, including every comment; no card changes, and a file that
has this layout already stays as it is, byte for byte. Files without cards are left alone. With "-",
a deck is read from standard input and printed.

With --check, only name the files that do not have this layout; with --diff, show what would be
changed. A single "cards undo" takes back the changes to all files of the collection.`,
		Example:           "cards fmt go.md\ncards fmt --diff .",
		Args:              wantArgs(1, -1),
		ValidArgsFunction: a.completeDecks,
		Annotations: map[string]string{
			exits: "1: a file has a merge conflict; with --check: a file has another layout",
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runFmt(cmd.Context(), a, opts, args)
		},
	}
	cmd.Flags().BoolVar(&opts.check, "check", false,
		"write nothing; name the files with another layout")
	cmd.Flags().BoolVar(&opts.diff, "diff", false, "write nothing; show what would be changed")
	return cmd
}

func runFmt(ctx context.Context, a *app, opts fmtOptions, args []string) error {
	f := formatting{app: a, options: opts}
	if len(args) == 1 && args[0] == "-" {
		return f.stream()
	}
	c, err := collectionOf(ctx, a, "fmt", args)
	if err != nil {
		return err
	}
	files, err := textFiles(a, c, args)
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := f.look(file); err != nil {
			return err
		}
	}
	if err := f.write(c); err != nil {
		return err
	}
	return f.end(len(files))
}

// formatting is one run of fmt.
type formatting struct {
	*app
	options fmtOptions
	changed []textFile // each with the text that it is to have
	left    bool       // a file has a conflict
}

// stream formats standard input.
func (f *formatting) stream() error {
	text, err := f.readStdin("fmt")
	if err != nil {
		return err
	}
	after, err := edit.Format(text)
	if err != nil {
		return fmt.Errorf("fmt: %w", err)
	}
	same := bytes.Equal(text, after)
	if f.options.diff {
		f.printDiff("standard input", text, after)
	} else if !f.options.check {
		_, err = f.out.Write(after)
	}
	if f.options.check && !same {
		return ended(exitFailed)
	}
	return err
}

// look finds out what is to be done to a file.
func (f *formatting) look(file textFile) error {
	before, err := desk.ReadDeck(file.abs)
	if err != nil {
		return err
	}
	after, err := edit.Format(before)
	if err != nil {
		f.say("left as it was: %s: %v", out.Line(file.path), err)
		f.left = f.left || errors.Is(err, edit.ErrConflict)
	}
	if bytes.Equal(before, after) {
		return nil
	}
	file.Before, file.After = before, after
	f.changed = append(f.changed, file)
	switch {
	case f.options.diff:
		f.printDiff(file.path, before, after)
	case f.options.check:
		fmt.Fprintln(f.out, out.Line(file.path))
	}
	return nil
}

// write writes the files that change: those of the collection as one step.
func (f *formatting) write(c *collection) error {
	if f.options.diff || f.options.check {
		return nil
	}
	var inside []storage.FileChange
	for _, file := range f.changed {
		if file.inside {
			inside = append(inside, file.FileChange)
		} else if err := folders.WriteDeck(file.abs, file.After); err != nil {
			return err
		}
	}
	if len(inside) == 0 {
		return nil
	}
	return desk.Rewrite(c.Collection, f.Now(), inside)
}

// end says what was done.
func (f *formatting) end(files int) error {
	failed := f.left || f.options.check && len(f.changed) > 0
	switch {
	case f.options.diff || f.options.check:
	case len(f.changed) == 0:
		f.print("nothing to do in %s", out.Plural(files, "file"))
	default:
		f.print("formatted %s of %s", out.Count(len(f.changed)), out.Plural(files, "file"))
	}
	if failed {
		return ended(exitFailed)
	}
	return nil
}
