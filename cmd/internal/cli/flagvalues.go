package cli

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"cards/cmd/internal/desk"
	"cards/srs"
	"cards/storage/importer/formats"
)

// flagValues returns the words that a flag takes, nil if they are not known; several says that it
// takes some of them, with commas between.
func flagValues(command, flag string) (values []string, several bool) {
	listed := columnNames(columns(srs.Calendar{}))
	switch command + " --" + flag {
	case "export --format":
		return exportNames(), false
	case "import --format":
		return formats.Names(), false
	case "import --update":
		return []string{updateTheirs}, false
	case "list --columns":
		return listed, true
	case "list --sort":
		for _, name := range listed {
			values = append(values, name, "-"+name)
		}
		return values, false
	case "make --kinds":
		return madeKindNames(), true
	case "stats --by":
		return stepNames(), false
	}
	if flag == "color" {
		return []string{"auto", "always", "never"}, false
	}
	return nil, false
}

// completeFlags makes the values of all flags known to the shell: what it is said to be is a file
// or a folder completes as such, and what is not known as nothing.
func (a *app) completeFlags(cmd *cobra.Command) {
	a.saysJSON(cmd)
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if _, known := cmd.GetFlagCompletionFunc(f.Name); !known && f.NoOptDefVal == "" ||
			f.Name == "update" {
			// it is there, and has none yet
			_ = cmd.RegisterFlagCompletionFunc(f.Name, completesFlag(a, cmd, f))
		}
		_, f.Usage = pflag.UnquoteUsage(f) // shells show it as it is
	})
	if cmd.ValidArgsFunction == nil && !cmd.HasSubCommands() {
		cmd.ValidArgsFunction = completesArgs(a, cmd)
	}
	for _, c := range cmd.Commands() {
		a.completeFlags(c)
	}
}

// completeFlagging completes the number of a flag, then a query.
func (a *app) completeFlagging(
	cmd *cobra.Command, args []string, word string,
) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return a.completeQuery(cmd, args, word)
	}
	var numbers []string
	for n := range desk.MaxFlag + 1 {
		numbers = append(numbers, strconv.Itoa(n))
	}
	return numbers, cobra.ShellCompDirectiveNoFileComp
}

// completesArgs returns what completes the arguments of a command, by what its usage calls them.
func completesArgs(a *app, cmd *cobra.Command) cobra.CompletionFunc {
	switch {
	case strings.Contains(cmd.Use, "FILE"):
		return cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault)
	case strings.Contains(cmd.Use, "DIR"):
		return cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs)
	case cmd.HasParent() && cmd.Parent().Name() == "backup" && strings.Contains(cmd.Use, "NAME"):
		return a.completeBackups
	}
	return cobra.NoFileCompletions
}

// completeBackups completes the name of a backup.
func (a *app) completeBackups(
	*cobra.Command, []string, string,
) ([]string, cobra.ShellCompDirective) {
	c, err := openUnread(a)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	list, _ := c.Backups() // what cannot be read is not completed
	var names []string
	for _, b := range list {
		names = append(names, b.Name)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// completesFlag returns what completes the value of a flag.
func completesFlag(a *app, cmd *cobra.Command, f *pflag.Flag) cobra.CompletionFunc {
	values, several := flagValues(called(cmd), f.Name)
	name, _ := pflag.UnquoteUsage(f)
	switch {
	case several:
		return func(
			_ *cobra.Command, _ []string, word string,
		) ([]string, cobra.ShellCompDirective) {
			before := word[:strings.LastIndexByte(word, ',')+1]
			list := slices.Clone(values)
			for i := range list {
				list[i] = before + list[i]
			}
			return list, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
		}
	case values != nil:
		return cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)
	case name == "FILE":
		return cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault)
	case name == "DIR":
		return cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs)
	case name == "DECK", name == "NAME" && f.Name == "deck":
		return a.completeDecks
	case f.Name == "tag":
		return a.completeTags
	}
	return cobra.NoFileCompletions
}
