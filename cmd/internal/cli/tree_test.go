package cli

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestFlagsMeanOneThing: a flag of one name takes the same kind of value in every command, a letter
// takes one kind of value, all names are of lower-case words, and none takes a secret, which others
// would see in the list of processes.
func TestFlagsMeanOneThing(t *testing.T) {
	t.Parallel()
	name, secret := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`),
		regexp.MustCompile(`passw|secret|token|api|credential`)
	kinds, letters := make(map[string]string), map[string]string{}
	eachCommand(newRoot(&app{}, nil), func(c *cobra.Command) {
		if !name.MatchString(c.Name()) {
			t.Errorf("command %q is no lower-case word", c.CommandPath())
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			where := c.CommandPath() + " --" + f.Name
			if !name.MatchString(f.Name) || secret.MatchString(f.Name) {
				t.Errorf("%s: its name", where)
			}
			kind := strings.TrimSuffix(strings.TrimSuffix(f.Value.Type(), "Slice"), "Array")
			if f.NoOptDefVal != "" {
				kind = "bool" // it needs no value, wherever it is
			}
			if before, ok := kinds[f.Name]; ok && before != kind {
				t.Errorf("%s takes a %s, elsewhere a %s", where, kind, before)
			}
			kinds[f.Name] = kind
			if f.Shorthand == "" {
				return
			}
			if before, ok := letters[f.Shorthand]; ok && before != kind {
				t.Errorf("%s: -%s takes a %s elsewhere", where, f.Shorthand, before)
			}
			letters[f.Shorthand] = kind
		})
	})
}

// TestWhatShowsTakesJSON: all commands print JSON, chosen fields of it and what jq or a template
// makes of it, but those that act and say so in a line, print one value, or write a format that is
// asked for.
func TestWhatShowsTakesJSON(t *testing.T) {
	t.Parallel()
	without := strings.Split("review cram undo redo match add edit tag move fmt suspend resume flag "+
		"reset reschedule bury unbury export init help completion man publish", " ")
	without = append(without, "config", "config get", "config set", "config unset", "config edit",
		"log merge", "backup create", "backup verify", "backup restore", "folders add",
		"folders remove")
	eachCommand(newRoot(&app{}, nil), func(c *cobra.Command) {
		if isTopic(c) || slices.Contains(without, called(c)) {
			return
		}
		json := c.Flags().Lookup("json")
		if json == nil || c.Flags().Lookup("jq") == nil || c.Flags().Lookup("template") == nil {
			t.Errorf("%s has no --json, --jq or --template", c.CommandPath())
			return
		}
		if of, ok := json.Value.(*jsonFlag); !ok || len(of.names()) == 0 {
			t.Errorf("%s --json has no fields to choose", c.CommandPath())
		}
		if err := json.Value.Set(""); err == nil {
			t.Errorf("%s --json= does not list its fields", c.CommandPath())
		}
	})
}

// TestCommandsAreMadeByTheirNames: the command that is called is the only one that is made, and is
// what it is among all.
func TestCommandsAreMadeByTheirNames(t *testing.T) {
	t.Parallel()
	for _, c := range newRoot(&app{}, nil).Commands() {
		made := newRoot(&app{}, []string{c.Name(), "x"}).Commands()
		if slices.Contains([]string{"completion", "man"}, c.Name()) {
			if len(made) < 10 {
				t.Errorf("%s sees %d commands", c.Name(), len(made))
			}
			continue
		}
		if len(made) != 1 || made[0].Use != c.Use {
			t.Errorf("%s is not made by its name", c.Name())
		}
	}
	for _, args := range [][]string{{"help", "due"}, {"--utc", "due"}, {"__complete", ""}, {"deu"}, {""}} {
		if all := newRoot(&app{}, args).Commands(); len(all) < 10 {
			t.Errorf("%q sees %d commands", args, len(all))
		}
	}
}

// TestEveryCommandHasHelp: each says in a line what it does and has an example that calls it.
func TestEveryCommandHasHelp(t *testing.T) {
	t.Parallel()
	eachCommand(newRoot(&app{}, nil), func(c *cobra.Command) {
		if isTopic(c) || c.Hidden || c.HasSubCommands() && !c.Runnable() {
			return
		}
		if c.Short == "" || !strings.Contains(c.Example, called(c)) {
			t.Errorf("%s: %q, example %q", c.CommandPath(), c.Short, c.Example)
		}
	})
}

// TestFlagValuesAreKnownToShells: whatever a flag takes, something completes it, or nothing does on
// purpose.
func TestFlagValuesAreKnownToShells(t *testing.T) {
	t.Parallel()
	a := &app{}
	root := newRoot(a, nil)
	a.completeFlags(root)
	eachCommand(root, func(c *cobra.Command) {
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if _, known := c.GetFlagCompletionFunc(f.Name); !known && f.NoOptDefVal == "" {
				t.Errorf("%s --%s is completed as a file", c.CommandPath(), f.Name)
			}
		})
	})
}

// TestListedCommandsAreThere: whatever goes through the pager, or is quick, is a command.
func TestListedCommandsAreThere(t *testing.T) {
	t.Parallel()
	unknown := slices.DeleteFunc(slices.Concat(longPages, quick), func(name string) bool {
		// cobra makes those when they are called
		return name == "help" || strings.HasPrefix(name, cobra.ShellCompRequestCmd)
	})
	eachCommand(newRoot(&app{}, nil), func(c *cobra.Command) {
		unknown = slices.DeleteFunc(unknown, func(name string) bool { return name == called(c) })
	})
	if len(unknown) > 0 {
		t.Errorf("no commands: %q", unknown)
	}
}
