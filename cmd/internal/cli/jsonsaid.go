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
func (s *streams) saysJSON(cmd *cobra.Command) {
	without := []string{"review", "cram", "match", "export", "help", "completion", "man"}
	if !cmd.Runnable() || cmd.Flags().Lookup("json") != nil || slices.Contains(without, called(cmd)) {
		return
	}
	s.jsonFlag(cmd, "print the messages as an object", saidJSON{})
	s.acting = cmd
}

// listen takes down what an acting command says, if its JSON is wanted.
func (s *streams) listen(cmd *cobra.Command) {
	if cmd == s.acting && s.json.wanted {
		s.said = new(bytes.Buffer)
		s.spoken, s.out = s.out, out.NewStream(s.said)
	}
}

// printSaid prints what was taken down, unless the command has failed.
func (s *streams) printSaid(err error) error {
	if s.said == nil {
		return err
	}
	unwritten := s.out.Flush()
	s.out = s.spoken
	if _, isEnd := errors.AsType[ended](err); err != nil && !isEnd {
		return err
	}
	text := strings.TrimSuffix(s.said.String(), "\n")
	said := saidJSON{Said: []string{}}
	if text != "" {
		said.Said = strings.Split(text, "\n")
	}
	return errors.Join(err, unwritten, s.printJSON(said))
}
