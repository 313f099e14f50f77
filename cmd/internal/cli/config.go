package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/deck/settings"
	"cards/storage"
	"cards/storage/folders"
)

func newConfig(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "config",
		Short:   "The settings, and where each comes from",
		Long:    topicConfig,
		Example: "cards config list --show-origin spanish/verbs",
		Args:    commandArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runConfigList(cmd.Context(), a, false, nil) },
	}
	var origin bool
	list := &cobra.Command{
		Use:   "list [PATH|DECK]",
		Short: "List the settings of the collection or of a deck",
		Long: `List the settings that hold for the collection or, if one is named, for a deck: one a line,
as the configuration has it. With --show-origin each is followed by where it comes from: the front
matter of a file, a preset, the path of a configuration, or the default. Piped, the columns are key,
value and origin.`,
		Example:           "cards config list --show-origin spanish/verbs",
		Args:              wantArgs(0, 1),
		ValidArgsFunction: a.completeDecks,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runConfigList(cmd.Context(), a, origin, args)
		},
	}
	list.Flags().BoolVar(&origin, "show-origin", false, "say where each setting comes from")
	cmd.AddCommand(list)
	return cmd
}

func runConfigList(ctx context.Context, a *app, origin bool, args []string) error {
	c, scope, err := a.scoped(ctx, "config", args)
	if err != nil {
		return err
	}
	layers, err := c.layers(scope, args)
	if err != nil {
		return err
	}
	var rows [][]string
	for _, k := range settings.Keys() {
		row := []string{k.Name, "no limit", layers[len(layers)-1].Origin}
		for _, l := range layers {
			if value, ok := k.Text(l.Set); ok {
				row[1], row[2] = value, l.Origin
				break
			}
		}
		rows = append(rows, row)
	}
	for _, b := range c.config.Keys {
		rows = append(rows, []string{"keys." + b.Command, settings.Texts(b.Keys), folders.Abs(c.Root(), b.Path)})
	}
	var t out.Table
	for _, row := range rows {
		if !origin {
			row = row[:2]
		}
		t.Add(row...)
	}
	t.Print(a.out)
	return nil
}

// layers returns what is said of the deck that is named, of the whole collection if none is.
func (c *collection) layers(scope storage.Scope, args []string) ([]folders.Layer, error) {
	if len(args) == 0 {
		return c.config.Base(c.Root()), nil
	}
	decks, err := c.Scheduled(scope)
	named := folders.Deck{Name: strings.Trim(args[0], "/")} // of several decks below it no file speaks
	for _, d := range decks {
		if len(decks) == 1 || d.Name == named.Name {
			named = d
			break
		}
	}
	return c.config.Layers(c.Root(), named), err
}
