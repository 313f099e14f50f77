package cli

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
)

// saidJSON is what a command prints for programs that acts, and says so in a few lines.
type saidJSON struct {
	Said []string `json:"said"` // the lines that it prints without --json
}

// saysJSON gives a command that has no JSON of its own the flag: its errors are objects then, and
// what it says comes as one. It is given to the command that is run alone, as flags take time to
// make. Sittings are for persons ("cards next" is for programs), and the others print a format of
// their own.
func (a *app) saysJSON(cmd *cobra.Command) {
	without := []string{"review", "cram", "match", "export", "help", "completion", "man"}
	if !cmd.Runnable() || cmd.Flags().Lookup("json") != nil || slices.Contains(without, called(cmd)) {
		return
	}
	a.jsonFlag(cmd, "print what is said as an object", saidJSON{})
	a.acting = cmd
}

// listen takes down what an acting command says, if its JSON is wanted.
func (a *app) listen(cmd *cobra.Command) {
	if cmd == a.acting && a.json.wanted {
		a.said = new(bytes.Buffer)
		a.spoken, a.out = a.out, out.NewStream(a.said)
	}
}

// printSaid prints what was taken down, unless the command has failed.
func (a *app) printSaid(err error) error {
	if a.said == nil {
		return err
	}
	unwritten := a.out.Flush()
	a.out = a.spoken
	if _, isEnd := errors.AsType[ended](err); err != nil && !isEnd {
		return err
	}
	text := strings.TrimSuffix(a.said.String(), "\n")
	said := saidJSON{Said: []string{}}
	if text != "" {
		said.Said = strings.Split(text, "\n")
	}
	return errors.Join(err, unwritten, a.printJSON(said))
}
