package cli

import (
	"context"
	"strconv"
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
		Short:   "Show and change the settings",
		Long:    topicConfig,
		Example: "cards config set new_per_day 10\ncards config list --show-origin spanish/verbs",
		Args:    commandArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runConfigList(cmd.Context(), a, false, nil)
		},
	}
	a.jsonFlag(cmd, "print an array of objects, one per setting", listedSetting{})
	cmd.AddCommand(newConfigList(a), newConfigGet(a), newConfigSet(a), newConfigUnset(a),
		newConfigEdit(a))
	return cmd
}

func newConfigList(a *app) *cobra.Command {
	var origin bool
	list := &cobra.Command{
		Use:   "list [PATH|DECK]",
		Short: "List the settings of the collection or of a deck",
		Long: `
List the settings that apply to the collection or, if one is named, to a deck: one per line, as in
the configuration. With --show-origin, each is followed by where it comes from: the front matter of
a file, a preset, the path of a configuration file, or the default. When piped, the columns are key,
value and origin. If no deck is named, the folders, keys and presets of the configuration follow.`,
		Example:           "cards config list --show-origin spanish/verbs",
		Args:              wantArgs(0, 1),
		ValidArgsFunction: a.completeDecks,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runConfigList(cmd.Context(), a, origin, args)
		},
	}
	showOrigin(list, &origin)
	a.jsonFlag(list, "print an array of objects, one per setting", listedSetting{})
	return list
}

func showOrigin(cmd *cobra.Command, origin *bool) {
	cmd.Flags().BoolVar(origin, "show-origin", false, "say where each setting comes from")
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
	all := c.said(layers, len(args) == 0)
	if a.json.wanted {
		return a.printJSON(listedSettings(all))
	}
	var t out.Table
	for _, s := range all {
		if row := []string{s.key, s.value, s.origin}; origin {
			t.Add(row...)
		} else {
			t.Add(row[:2]...)
		}
	}
	t.Print(a.out)
	return nil
}

// listedSetting is one element of `cards config list --json`, and what `cards config get` prints.
type listedSetting struct {
	Key    string `json:"key"`
	Value  any    `json:"value"` // a number, a text, true, false or a list; null for no limit
	Origin string `json:"origin"`
}

func (s said) listed() listedSetting {
	return listedSetting{s.key, folders.Native(s.value), s.origin}
}

func listedSettings(all []said) []listedSetting {
	list := make([]listedSetting, len(all))
	for i, s := range all {
		list[i] = s.listed()
	}
	return list
}

// said is a key of the configuration with the value that holds, as TOML has it, and where that
// comes from.
type said struct{ key, value, origin string }

// said returns what holds by layers: the settings, and the keys of a review that are not the usual
// ones; of a whole collection also its folders and what its presets say.
func (c *collection) said(layers []folders.Layer, whole bool) []said {
	var rows []said
	for _, k := range settings.Keys() {
		row := said{k.Name, "no limit", layers[len(layers)-1].Origin}
		for _, l := range layers {
			if value, ok := k.Text(l.Set); ok {
				row.value, row.origin = value, l.Origin
				break
			}
		}
		rows = append(rows, row)
	}
	own := folders.Own(c.Root()).Path
	if whole {
		rows = append(rows, c.saidOfFolders(own)...)
	}
	for _, b := range c.config.Keys {
		rows = append(rows, said{
			"keys." + b.Command, settings.Texts(b.Keys),
			folders.Abs(c.Root(), b.Path),
		})
	}
	if whole {
		rows = append(rows, c.saidOfPresets(own)...)
	}
	return rows
}

func (c *collection) saidOfFolders(own string) []said {
	rows := []said{
		{"folders", settings.Texts(c.config.Folders), own},
		{"ignore", settings.Texts(c.config.Ignore), own},
		{"inbox", strconv.Quote(c.config.InboxPath()), own},
	}
	for i, set := range []bool{
		c.config.Folders != nil, c.config.Ignore != nil,
		c.config.Inbox != "",
	} {
		if !set {
			rows[i].origin = "default"
		}
	}
	return rows
}

func (c *collection) saidOfPresets(own string) []said {
	var rows []said
	for _, p := range c.config.Presets {
		name := "preset." + folders.KeyPart(p.Name) + "."
		rows = append(rows, said{name + "decks", settings.Texts(p.Decks), own})
		for _, k := range settings.Keys() {
			if value, ok := k.Text(p.Settings); ok {
				rows = append(rows, said{name + k.Name, value, own})
			}
		}
	}
	return rows
}

// layers returns what is said of the deck that is named, of the whole collection if none is.
func (c *collection) layers(scope storage.Scope, args []string) ([]folders.Layer, error) {
	if len(args) == 0 {
		return c.config.Base(c.Root()), nil
	}
	decks, err := c.Scheduled(scope)
	// of several decks below it no file speaks
	named := folders.Deck{Name: strings.Trim(args[0], "/")}
	for _, d := range decks {
		if len(decks) == 1 || d.Name == named.Name {
			named = d
			break
		}
	}
	return c.config.Layers(c.Root(), named), err
}
