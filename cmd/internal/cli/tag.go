package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/deck/label"
	"cards/deck/printer"
)

func newTag(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "tag +NEW… -OLD… QUERY…",
		Short: "Add tags to cards and take tags off them",
		Long: `
Add tags to the notes of cards in their deck files, and take others off: the words with + or -
before the first other word are tags, the rest selects the cards. Each note is changed once,
whichever of its cards are named. Only lines of tags change; progress stays. A tag that the front
matter of a file gives to all of its cards stays too; its line is named. --dry-run shows what would
be changed, and a single "cards undo" takes it back.`,
		Example:            "cards tag +exam -later go/memory",
		DisableFlagParsing: true, // -OLD is no flag
		ValidArgsFunction:  a.completeTagging,
	}
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		o, err := readTagging(a, cmd, args)
		if err != nil || o == nil {
			return err
		}
		return runTag(cmd.Context(), a, *o)
	}
	dry := false
	dryRun(cmd, &dry) // for the help; readTagging reads it
	return cmd
}

// tagging is what tag is to do.
type tagging struct {
	add, remove []string
	query       []string
	dry         bool
}

// readTagging reads the arguments of tag, in which a word with - is a tag. It is nil if the help
// was asked for.
func readTagging(a *app, cmd *cobra.Command, args []string) (*tagging, error) {
	var o tagging
	var flags []string
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case arg == "-h" || arg == "--help":
			return nil, cmd.Help()
		case arg == "--dry-run":
			o.dry = true
		case arg == "--" && len(o.query) == 0:
			o.query = append(o.query, args[i+1:]...)
			i = len(args)
		case strings.HasPrefix(arg, "--"):
			flags = append(flags, arg)
			if needsValue(arg) && i+1 < len(args) {
				i++
				flags = append(flags, args[i])
			}
		case len(o.query) == 0 && len(arg) > 1 && arg[0] == '+':
			o.add = append(o.add, strings.TrimPrefix(arg[1:], "#"))
		case len(o.query) == 0 && len(arg) > 1 && arg[0] == '-':
			o.remove = append(o.remove, strings.TrimPrefix(arg[1:], "#"))
		default:
			o.query = append(o.query, arg)
		}
	}
	cmd.DisableFlagParsing = false
	if err := cmd.ParseFlags(flags); err != nil {
		return nil, flagError(cmd, err)
	}
	a.obeyFlags(cmd)
	return &o, o.check()
}

// needsValue says whether a flag takes the next word, if it has no value.
func needsValue(flag string) bool {
	return slices.Contains([]string{"--home", "--color", "--jq", "--template"}, flag)
}

func (o tagging) check() error {
	switch {
	case len(o.add)+len(o.remove) == 0:
		return &usageError{"tag: missing argument +NEW or -OLD", o.tagHint()}
	case len(o.query) == 0:
		return usagef("tag: missing argument QUERY")
	}
	for _, tag := range append(o.add, o.remove...) {
		if !label.IsTag(tag) {
			wrong := printer.BadTag(tag)
			return &usageError{"tag: " + wrong.Text, wrong.Hint}
		}
		if slices.Contains(o.add, tag) && slices.Contains(o.remove, tag) {
			return usagef("tag: %q cannot be both added and taken off", tag)
		}
	}
	return nil
}

// tagHint says where tags stand: before the query, behind which a word with + or - is part of it.
func (o tagging) tagHint() string {
	for i, word := range o.query {
		if i > 0 && len(word) > 1 && (word[0] == '+' || word[0] == '-') {
			return "tags come first: `cards tag " + shellWord(word) + " " + shellWord(o.query[0]) + "`"
		}
	}
	return "+NEW adds a tag, -OLD takes one off"
}

func runTag(ctx context.Context, a *app, o tagging) error {
	c, err := a.compiled(ctx, "tag")
	if err != nil {
		return err
	}
	cards, err := namedCards(a, c, o.query)
	if err != nil {
		return err
	}
	r, err := desk.Retag(c.Collection, cards, o.add, o.remove)
	if err != nil {
		return fmt.Errorf("tag: %w", err)
	}
	for _, f := range r.Front {
		a.say("%s: front matter gives all of its cards the tag %q; it stays",
			placed(a.err, c, f.Path, f.Line), f.Tag)
	}
	return rewriteNotes(ctx, a, c, r.Rewriting, o.dry, "tagged %s", "would tag %s")
}

// rewriteNotes writes new texts of deck files, unless they are only to be shown, and says how many
// notes that changes.
func rewriteNotes(
	ctx context.Context, a *app, c *collection, r desk.Rewriting, dry bool, did, would string,
) error {
	if len(r.Files) == 0 {
		a.print("nothing to change in %s", out.Plural(r.Notes, "note"))
		return nil
	}
	line := did
	if dry {
		line = would
		for _, f := range r.Files {
			a.printDiff(f.Path, f.Before, f.After)
		}
	} else if err := desk.Carry(ctx, c.Collection, a.Now(), r); err != nil {
		return err
	}
	a.print("%s in %s", fmt.Sprintf(line, out.Plural(r.Changed, "note")),
		out.Plural(len(r.Files), "file"))
	return nil
}
