package cli

import (
	"context"
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"cards/storage/folders"
)

func newConfigEdit(a *app) *cobra.Command {
	var user bool
	cmd := &cobra.Command{
		Use:   "edit",
		Short: "Edit the configuration in your editor",
		Long: `
Open the configuration of the collection in your editor, or with --user your own. One that does not
exist yet starts out with all settings as comments. When you leave the editor the file is read: you
are shown what is wrong with it, and may edit it again.`,
		Example:     "cards config edit",
		Args:        wantArgs(0, 0),
		Annotations: map[string]string{exits: "1: the file still has something wrong with it"},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runConfigEdit(cmd.Context(), a, user)
		},
	}
	ofUser(cmd, &user)
	return cmd
}

// runConfigEdit does not open the collection, which a configuration that is wrong would prevent.
func runConfigEdit(ctx context.Context, a *app, user bool) error {
	source, err := sourceToEdit(a, user)
	if err != nil {
		return err
	}
	if _, named := a.editor(); !named && !a.converses() {
		return noEditor("config edit")
	}
	err = source.Begin(commented())
	for again := true; again && err == nil; {
		if err = a.edit(ctx, source.Path, 0); err != nil {
			break
		}
		again, err = mendsConfig(ctx, a, source)
	}
	return err
}

// sourceToEdit returns the configuration to edit.
func sourceToEdit(a *app, user bool) (folders.Source, error) {
	if user {
		return configSource(a, user)
	}
	root, _, err := a.locate()
	if err != nil {
		return folders.Source{}, err
	}
	if _, err := os.Stat(root); err != nil {
		return configSource(a, user) // which says what is missing
	}
	return folders.Own(root), nil
}

// mendsConfig shows what is wrong with a configuration and says whether the person wants to mend
// it.
func mendsConfig(ctx context.Context, a *app, source folders.Source) (bool, error) {
	err := source.Wrong(wrongKeys)
	wrong, ok := errors.AsType[*folders.ConfigError](err)
	if !ok {
		return false, err
	}
	text, err := folders.ReadFile(ctx, source.Path, 1<<20)
	if err != nil {
		return false, err
	}
	lines := sourceLines{
		abs: source.Path, cut: a.out.Sign("…"), path: wrong.Diagnostics[0].Path,
		lines: strings.Split(string(text), "\n"),
	}
	for _, d := range wrong.Diagnostics {
		a.printDiagnostic(d, &lines)
	}
	if !a.converses() {
		return false, ended(exitFailed)
	}
	again, err := a.ask(ctx, "Edit it again?")
	if err == nil && !again {
		err = ended(exitFailed)
	}
	return again, err
}

// commented returns all settings as comments.
func commented() string {
	var b strings.Builder
	b.WriteString(
		"# The settings of cards and their defaults; \"cards help config\" explains them.\n\n")
	for line := range strings.SplitSeq(defaultSettings, "\n") {
		b.WriteString(strings.TrimRight("# "+strings.TrimPrefix(line, "  "), " ") + "\n")
	}
	return b.String()
}
