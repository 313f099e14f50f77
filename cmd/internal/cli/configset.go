package cli

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck"
	"cards/deck/settings"
	"cards/storage/folders"
)

func newConfigGet(a *app) *cobra.Command {
	var origin bool
	cmd := &cobra.Command{
		Use:   "get KEY [PATH|DECK]",
		Short: "Print a setting",
		Long: `
Print the value that a setting has for the collection or, if one is named, for a deck. A text is
printed without quotes, a list as in the configuration. A setting of a preset is named
"preset.languages.new_per_day", the keys of a review "keys.suspend" and the like. With
--show-origin, the value is followed by a tab and where it comes from.`,
		Example:           "cards config get new_per_day spanish/verbs",
		Args:              wantArgs(1, 2),
		ValidArgsFunction: completeKeys(a, 0, a.completeDecks),
		Annotations:       map[string]string{exits: "1: the setting has no value"},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runConfigGet(cmd.Context(), a, origin, args)
		},
	}
	showOrigin(cmd, &origin)
	a.jsonFlag(cmd, "print an object: the setting, its value and its origin", listedSetting{})
	return cmd
}

func newConfigSet(a *app) *cobra.Command {
	var user bool
	cmd := &cobra.Command{
		Use:   "set KEY VALUE…",
		Short: "Change a setting",
		Long: `
Change a setting in the configuration of the collection, or with --user in your own, which applies
to all of your collections. Everything else in the file stays as it is, including comments. Write
the elements of a list as separate values. A preset that does not exist yet is created. Nothing is
written if the setting cannot have that value.`,
		Example: "cards config set new_per_day 10\ncards config set steps 1m 10m 1d\n" +
			"cards config set preset.languages.decks 'spanish/*' latin\ncards config set --user " +
			"leech suspend",
		Args:              wantArgs(2, -1),
		ValidArgsFunction: completeKeys(a, -1, nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runConfigSet(cmd.Context(), a, user, args[0], args[1:])
		},
	}
	ofUser(cmd, &user)
	return cmd
}

func newConfigUnset(a *app) *cobra.Command {
	var user bool
	cmd := &cobra.Command{
		Use:   "unset KEY",
		Short: "Take a setting out of the configuration",
		Long: `
Take a setting out of the configuration of the collection, or with --user out of your own: the next
place that sets it applies again, or else the default. "preset.languages" takes out the whole
preset. Everything else in the file stays as it is.`,
		Example:           "cards config unset new_per_day",
		Args:              wantArgs(1, 1),
		ValidArgsFunction: completeKeys(a, 0, nil),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runConfigUnset(cmd.Context(), a, user, args[0])
		},
	}
	ofUser(cmd, &user)
	return cmd
}

func ofUser(cmd *cobra.Command, user *bool) {
	cmd.Flags().BoolVar(user, "user", false,
		"change your own settings, for all of your collections")
}

func runConfigGet(ctx context.Context, a *app, origin bool, args []string) error {
	c, scope, err := a.scoped(ctx, "config", args[1:])
	if err != nil {
		return err
	}
	layers, err := c.layers(scope, args[1:])
	if err != nil {
		return err
	}
	parts, err := knownKey(folders.Own(c.Root()), args[0])
	if err != nil {
		return err
	}
	name := folders.KeyName(parts)
	rows := c.said(layers, true)
	at := slices.IndexFunc(rows, func(s said) bool { return s.key == name })
	if at < 0 {
		row, ok := usualKey(parts)
		if !ok {
			return fmt.Errorf("config: %s is not set", name)
		}
		rows, at = append(rows, row), len(rows)
	}
	if a.json.wanted {
		return a.printJSON(rows[at].listed())
	}
	value := rows[at].value
	if text, err := strconv.Unquote(value); err == nil {
		value = text
	}
	if origin {
		value += "\t" + rows[at].origin
	}
	fmt.Fprintln(a.out, out.Sanitize(value))
	return nil
}

// usualKey returns what holds for the keys of a command of which no configuration says anything.
func usualKey(parts []string) (said, bool) {
	if len(parts) != 2 || parts[0] != "keys" {
		return said{}, false
	}
	for _, e := range session.DefaultKeys().Entries() {
		for _, b := range e.Bindings {
			if b.Name == parts[1] {
				return said{folders.KeyName(parts), settings.Texts(b.Keys), "default"}, true
			}
		}
	}
	return said{}, false
}

// configSource returns the configuration that a command changes.
func configSource(a *app, user bool) (folders.Source, error) {
	if user {
		path := folders.UserConfig(a.Getenv, runtime.GOOS)
		if path == "" {
			return folders.Source{}, errors.New(
				"config: the environment does not say where your own settings belong")
		}
		return folders.Source{Path: path, User: true}, nil
	}
	c, err := a.open("config")
	if err != nil {
		return folders.Source{}, err
	}
	return folders.Own(c.Root()), c.exists()
}

func runConfigSet(ctx context.Context, a *app, user bool, name string, words []string) error {
	source, err := configSource(a, user)
	if err != nil {
		return err
	}
	parts, err := knownKey(source, name)
	if err != nil {
		return err
	}
	before, err := source.Raw(name)
	if err != nil {
		return err
	}
	value, err := source.Set(name, words, wrongKeys)
	if err != nil {
		if e, ok := errors.AsType[*folders.ValueError](err); ok {
			likely := near(words[len(words)-1], folders.Values(parts))
			return &usageError{text: "config: " + e.Error(), hint: meant(likely, "")}
		}
		return err
	}
	was := "; it was " + out.Line(before)
	switch before {
	case "":
		was = ""
	case value:
		was = ", as it was"
	}
	a.print("%s = %s in %s%s", name, out.Line(value),
		a.out.FileLink(a.shortPath(source.Path), source.Path, 0), was)
	return sayOverruled(ctx, a, user, name, value)
}

// sayOverruled says that the collection at hand says something else than a person's own settings.
func sayOverruled(ctx context.Context, a *app, user bool, name, value string) error {
	root, _, err := a.locate()
	if !user || err != nil {
		return nil
	}
	own, err := folders.Own(root).Raw(name)
	if err == nil && own != "" && own != value {
		a.say("this collection sets %s = %s, which takes precedence here", name, out.Line(own))
	}
	return ctx.Err()
}

func runConfigUnset(ctx context.Context, a *app, user bool, name string) error {
	source, err := configSource(a, user)
	if err != nil {
		return err
	}
	found, err := source.Unset(name)
	if err != nil {
		return unknownKey(err)
	}
	if !found {
		return &hinted{
			fmt.Errorf("config: %s is not set in %q", name, a.shortPath(source.Path)),
			"`cards config get --show-origin " + shellWord(name) + "` says where it comes from",
		}
	}
	a.print("%s is no longer set in %s", name, a.shortPath(source.Path))
	return ctx.Err()
}

// knownKey returns the parts of a key that a configuration can have.
func knownKey(source folders.Source, name string) ([]string, error) {
	parts, err := source.Key(name)
	if err != nil {
		return nil, unknownKey(err)
	}
	commands := session.DefaultKeys().Names()
	if parts[0] == "keys" && !slices.Contains(commands, parts[1]) {
		return nil, &usageError{
			text: fmt.Sprintf("config: %q is not a command of a review", parts[1]),
			hint: meant(near(parts[1], commands), "`cards help keys` lists them"),
		}
	}
	return parts, nil
}

// unknownKey makes the error of a key that a configuration cannot have one about how the command
// was called.
func unknownKey(err error) error {
	e, ok := errors.AsType[*folders.UnknownKeyError](err)
	if !ok {
		return err
	}
	otherwise := "`cards help config` lists the keys"
	last := e.Name[strings.LastIndexByte(e.Name, '.')+1:]
	if k, ok := settings.Find(last); ok && k.Whole && last != e.Name {
		otherwise = last + " is set for a whole collection, not for a preset"
	}
	return &usageError{text: "config: " + e.Error(), hint: meant(nearKeys(e), otherwise)}
}

// nearKeys returns the keys that an unknown one may be meant for. Names that a person gives stay as
// they are.
func nearKeys(e *folders.UnknownKeyError) []string {
	typed := strings.Split(e.Name, ".")
	var names []string
	for _, known := range e.Known {
		parts := strings.Split(known, ".")
		if len(parts) != len(typed) {
			continue
		}
		all := true
		for i, part := range parts {
			if part == folders.AnyPreset || part == folders.AnyCommand {
				parts[i] = typed[i]
			}
			all = all && isNear(typed[i], parts[i])
		}
		if name := strings.Join(parts, "."); all && name != e.Name {
			names = append(names, name)
		}
	}
	return names
}

// wrongKeys says what is wrong with the keys that a configuration binds; a command that does not
// exist is none of its business.
func wrongKeys(c folders.Config) error {
	_, found := session.KeysOf(c.Keys)
	found = slices.DeleteFunc(found, func(d deck.Diagnostic) bool {
		return d.Severity == deck.Warning
	})
	if len(found) == 0 {
		return nil
	}
	return &folders.ConfigError{Diagnostics: found}
}

// completeKeys completes the name of a setting, then its values or what follows it.
func completeKeys(
	a *app, values int,
	then func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective),
) func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return func(
		cmd *cobra.Command, args []string, word string,
	) ([]string, cobra.ShellCompDirective) {
		switch {
		case len(args) == 0:
			return settingNames(a), cobra.ShellCompDirectiveNoFileComp
		case then != nil:
			return then(cmd, args[1:], word)
		case values != 0:
			parts, _ := folders.Own("").Key(args[0])
			return folders.Values(parts), cobra.ShellCompDirectiveNoFileComp
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}

// settingNames lists the keys of the configuration, with the presets that there are.
func settingNames(a *app) []string {
	var presets []string
	if root, _, err := a.locate(); err == nil {
		config, _ := folders.ReadConfig(root)
		for _, p := range config.Presets {
			presets = append(presets, folders.KeyPart(p.Name))
		}
	}
	var names []string
	for _, name := range folders.Own("").KeyNames() {
		switch {
		case strings.HasSuffix(name, folders.AnyCommand):
			for _, command := range session.DefaultKeys().Names() {
				names = append(names, strings.Replace(name, folders.AnyCommand, command, 1))
			}
		case strings.Contains(name, folders.AnyPreset):
			for _, p := range presets {
				names = append(names, strings.Replace(name, folders.AnyPreset, p, 1))
			}
		default:
			names = append(names, name)
		}
	}
	return names
}
