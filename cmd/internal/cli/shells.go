package cli

import (
	_ "embed" // for the scripts
	"io"

	"github.com/spf13/cobra"
)

// shell is one whose completion there is.
type shell struct {
	name  string
	write func(root *cobra.Command, w io.Writer) error
}

// Cobra's script for bash needs the package bash-completion, and writes an error on each press of
// the key where it is not there; that for fish does so when the value of a flag stands behind an
// equal sign.
var (
	//go:embed completion.bash
	bashCompletion string
	//go:embed completion.fish
	fishCompletion string
)

func shells() []shell {
	return []shell{
		{"bash", fixed(bashCompletion)},
		{"zsh", (*cobra.Command).GenZshCompletion},
		{"fish", fixed(fishCompletion)},
		{"powershell", (*cobra.Command).GenPowerShellCompletionWithDesc},
	}
}

// fixed writes a script that knows no commands itself.
func fixed(script string) func(*cobra.Command, io.Writer) error {
	return func(_ *cobra.Command, w io.Writer) error {
		_, err := io.WriteString(w, script)
		return err
	}
}

func newCompletion(a *app) *cobra.Command {
	var names []string
	for _, s := range shells() {
		names = append(names, s.name)
	}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the script with which a shell completes commands, decks, tags and values",
		Long: `
Print the script with which a shell completes the commands and flags of cards, and decks, tags,
columns, settings and other values. Shells are bash, zsh, fish and powershell. Each reads the script
from a file of its own; it takes effect in the next shell that you start:

bash, with or without the package bash-completion
  mkdir -p ~/.local/share/bash-completion/completions
  cards completion bash > ~/.local/share/bash-completion/completions/cards
  # without the package, or on macOS, write it anywhere else and add to ~/.bashrc: source THAT-FILE

zsh
  mkdir -p ~/.zfunc
  cards completion zsh > ~/.zfunc/_cards
  # and in ~/.zshrc, if not there yet, before any other compinit:
  fpath+=(~/.zfunc); autoload -Uz compinit; compinit

fish
  cards completion fish > ~/.config/fish/completions/cards.fish

PowerShell
  cards completion powershell > $HOME\cards.ps1
  # and in the file that $PROFILE names:
  . $HOME\cards.ps1`,
		Example: "cards completion bash > " +
			"~/.local/share/bash-completion/completions/cards",
		Args:              wantArgs(1, 1),
		ValidArgsFunction: cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp),
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, s := range shells() {
				if s.name == args[0] {
					return s.write(cmd.Root(), a.out)
				}
			}
			return unknownValue("completion", "shell", args[0], names)
		},
	}
}
