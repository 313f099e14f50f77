package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"cards/cmd/internal/out"
	"cards/storage/folders"
)

// stdinName is what stands for standard input where a file is read, and for standard output where
// one is written.
const stdinName = "-"

// mayReadStdin refuses standard input that is a terminal: a person is told, and not waited for.
func (d *dialog) mayReadStdin(command string) error {
	if in, ok := d.Stdin.(*os.File); ok && out.IsTerminal(in) {
		return usagef("%s: %q reads standard input, which is a terminal; give it a file with <",
			command, stdinName)
	}
	return nil
}

// readStdin reads standard input as a whole, as the text of a deck.
func (d *dialog) readStdin(command string) ([]byte, error) {
	if err := d.mayReadStdin(command); err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(d.Stdin, folders.MaxDeck+1))
	if err == nil && len(text) > folders.MaxDeck {
		err = &folders.SizeError{Limit: folders.MaxDeck}
	}
	if err != nil {
		return nil, fmt.Errorf("read standard input: %w", err)
	}
	return text, nil
}

// source returns the path of a file that a command reads. Standard input is put into one that is
// gone when the command is over, so that it can be read as often as others, and looked into before.
func (d *dialog) source(command, name string) (string, error) {
	if name != stdinName {
		return d.path(name), nil
	}
	if d.spooled != "" {
		return d.spooled, nil
	}
	if err := d.mayReadStdin(command); err != nil {
		return "", err
	}
	f, err := os.CreateTemp("", "cards-stdin-*")
	if err != nil {
		return "", err
	}
	d.ends = append(d.ends, func() { _ = os.Remove(f.Name()) }) // the system removes it else
	_, err = io.Copy(f, d.Stdin)
	if err := errors.Join(err, f.Close()); err != nil {
		return "", fmt.Errorf("read standard input: %w", err)
	}
	d.spooled = f.Name()
	return d.spooled, nil
}
