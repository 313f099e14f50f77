package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// JSONCommands returns the commands that print JSON, each by its words behind "cards".
func JSONCommands() []string {
	var names []string
	var add func(*cobra.Command)
	add = func(cmd *cobra.Command) {
		if cmd.Flags().Lookup("json") != nil {
			names = append(names, strings.TrimPrefix(strings.TrimPrefix(cmd.CommandPath(), "cards"),
				" "))
		}
		for _, below := range cmd.Commands() {
			add(below)
		}
	}
	env := Env{Stdout: io.Discard, Stderr: io.Discard}
	add(newRoot(&app{dialog: dialog{streams: newStreams(env)}}, nil))
	return names
}
