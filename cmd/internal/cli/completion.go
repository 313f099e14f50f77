package cli

import (
	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/storage"
)

// completeDecks completes deck names as they were at the last compile; files and folders are completed by the shell.
func (a *app) completeDecks(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	root, _, err := a.locate()
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	opened, err := storage.Open(root, a.storageOptions("completion"))
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	c := &collection{Collection: opened}
	decks, err := c.Decks(storage.Scope{})
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	names := make([]string, len(decks))
	for i, d := range decks {
		names[i] = out.Line(d.Name) + "\t" + out.Line(d.Description)
	}
	return names, cobra.ShellCompDirectiveDefault
}
