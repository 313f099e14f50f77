package cli

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"cards/cmd/internal/out"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// exits is the annotation of a command that lists its exit codes beyond the general ones.
const exits = "exits"

// printHelp writes what a person wants to know of a command: what it does and an example first.
func printHelp(a *app, cmd *cobra.Command, groups []group) {
	a.explain(cmd)
	a.page()
	w := a.out
	text := w.Sign(cmp.Or(strings.TrimSpace(cmd.Long), cmd.Short))
	if w.Terminal {
		text = reflow(text, min(w.Width, 100))
	}
	fmt.Fprintln(w, text)
	if isTopic(cmd) {
		return
	}
	fmt.Fprintf(w, "\n%s %s\n", a.out.Bold.Sprint("usage:"), w.Sign(cmd.UseLine()))
	if cmd.Example != "" {
		title := "example:"
		for example := range strings.SplitSeq(w.Sign(cmd.Example), "\n") {
			line := out.Wrap(title+" "+example, w.Width, len(title)+3)
			fmt.Fprintln(w, strings.Replace(line, "example:", a.out.Bold.Sprint("example:"), 1))
			title = strings.Repeat(" ", len(title))
		}
	}
	helpCommands(a, cmd, groups)
	if help := cmd.Flags().Lookup("help"); help != nil {
		help.Usage = "show this page"
	}
	helpFlags(a, "flags", cmd.LocalNonPersistentFlags())
	if cmd.HasParent() {
		helpFlags(a, "flags of every command", cmd.InheritedFlags())
	} else {
		helpFlags(a, "flags of every command", cmd.PersistentFlags())
	}
	if flag := cmd.Flags().Lookup("json"); flag != nil {
		if of, ok := flag.Value.(*jsonFlag); ok {
			width := 100
			if w.Terminal {
				width = min(w.Width, width)
			}
			fmt.Fprintf(w, "\n%s\n", out.Wrap("fields of --json: "+
				strings.Join(of.names(), ", "), width, 2))
		}
	}
	if codes := cmd.Annotations[exits]; codes != "" {
		fmt.Fprintf(w, "\n%s\n", out.Wrap(fmt.Sprintf("%s %s; see `cards help exit-codes`",
			a.out.Bold.Sprint("exit code"), codes), w.Width, 2))
	}
}

// explain gives a command the help that takes work to make, which is done for its page alone.
func (a *app) explain(cmd *cobra.Command) {
	a.saysJSON(cmd)
	switch called(cmd) {
	case "stats":
		cmd.Long = statsHelp()
	case "keys":
		cmd.Long = topicKeys()
	}
}

func helpFlags(a *app, title string, flags *pflag.FlagSet) {
	if flags.HasAvailableFlags() {
		usages := flags.FlagUsagesWrapped(a.out.Width)
		usages = optionalValue().ReplaceAllStringFunc(usages, func(flag string) string {
			usage := optionalValue().ReplaceAllString(flag, "--$1[=$2]")
			return usage + strings.Repeat(" ", len(flag)-len(usage))
		})
		usages = quotedDefault().ReplaceAllString(usages, "(default $1)")
		fmt.Fprintf(a.out, "\n%s\n%s", a.out.Bold.Sprint(title), a.out.Sign(usages))
	}
}

// optionalValue matches what pflag writes otherwise than a person would: a flag whose value may be
// left out.
var optionalValue = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`--([\w-]+) (\w+)\[=[^\]]*\]`)
})

// quotedDefault matches another such thing: a default.
var quotedDefault = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\(default ["\[]([^"\]]*)["\]]\)`)
})

// helpCommands lists the commands below cmd: those of the program by groups, and what is in none of
// them.
func helpCommands(a *app, cmd *cobra.Command, groups []group) {
	if cmd.HasParent() {
		groups = nil
	}
	below := make(map[string]*cobra.Command)
	var rest []string
	for _, c := range cmd.Commands() {
		below[c.Name()] = c
		if c.IsAvailableCommand() || c.Name() == "help" {
			rest = append(rest, c.Name())
		}
	}
	for _, g := range groups {
		names := g.names()
		rest = slices.DeleteFunc(rest, func(name string) bool { return slices.Contains(names, name) })
		helpGroup(a, g.title, names, below)
	}
	helpGroup(a, "commands", rest, below)
}

// helpGroup lists commands that are named, each with what it does.
func helpGroup(a *app, title string, names []string, commands map[string]*cobra.Command) {
	if len(names) == 0 {
		return
	}
	fmt.Fprintf(a.out, "\n%s\n", a.out.Bold.Sprint(title))
	for _, name := range names {
		line := fmt.Sprintf("  %-12s %s", name, commands[name].Short)
		fmt.Fprintln(a.out, out.Wrap(line, a.out.Width, len("  ")+13))
	}
}

func isTopic(cmd *cobra.Command) bool { return !cmd.Runnable() && !cmd.HasSubCommands() }

func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND|TOPIC]",
		Short:   "Explain a command or a topic",
		Example: "cards help format",
		ValidArgsFunction: func(
			cmd *cobra.Command, args []string, _ string,
		) ([]string, cobra.ShellCompDirective) {
			above, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var names []string
			for _, c := range above.Commands() {
				if c.IsAvailableCommand() || isTopic(c) {
					names = append(names, c.Name()+"\t"+c.Short)
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			target, rest, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			if target.HasSubCommands() && len(rest) > 0 {
				return commandArgs(target, rest)
			}
			target.InitDefaultHelpFlag()
			target.InitDefaultVersionFlag()
			return target.Help()
		},
	}
}
