package cli

import (
	"context"
	"fmt"
	"strings"
)

// ask puts a question that is answered by y or n; whatever is not yes is no. The end of input is
// no, too.
func (d *dialog) ask(ctx context.Context, question string) (bool, error) {
	_ = d.err.Flush() // what was said before stands above it
	fmt.Fprintf(d.out, "\n%s [y/N] ", question)
	if err := d.out.Flush(); err != nil {
		return false, err
	}
	line, err := untilStopped(ctx, func() (string, error) {
		line, _ := lineOf(d.Stdin) // what cannot be read is no answer
		return line, nil
	})
	if err != nil {
		return false, err
	}
	if !d.out.Terminal {
		fmt.Fprintln(d.out)
	}
	word := strings.ToLower(strings.TrimSpace(line))
	return word == "y" || word == "yes", nil
}

// unchanged ends a command that was not agreed to; err is why there was no answer, or nil.
func (d *dialog) unchanged(err error) error {
	if err == nil {
		d.say("nothing was changed")
	}
	return err
}
