package cli

import (
	"slices"

	"github.com/spf13/cobra"
)

// quick are the commands that are over before a person could stop them, and that leave nothing half
// done: while they run a signal ends the process, as it would while a program starts, unless they
// come to wait for something. To heed signals takes threads, which cost as much as all else that
// such a command does.
var quick = []string{
	"answer", "cards", "config get", "config list", "decks", "due", "help", "next", "paths",
	"version",
	cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd,
}

// heed has signals to stop end the context of a command from now on, if it is not [quick]: to ask
// when it is done is enough.
func heed(cmd *cobra.Command) {
	if !slices.Contains(quick, called(cmd)) {
		cmd.Context().Done()
	}
}
