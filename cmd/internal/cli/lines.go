package cli

import (
	"bufio"
	"context"
	"io"
)

// typedLines reads lines that a person types, each as it is asked for.
type typedLines struct{ scanner *bufio.Scanner }

func linesOf(in io.Reader) typedLines { return typedLines{bufio.NewScanner(in)} }

// next returns the next line, without its end; false at the end of the input, or when it could not
// be read. Whoever stops the program is not kept waiting for a line: that is the error of the
// context.
func (l typedLines) next(ctx context.Context) (line string, more bool, err error) {
	read := make(chan bool, 1)
	go func() { read <- l.scanner.Scan() }() // which nothing can end while it reads
	select {
	case <-ctx.Done():
		return "", false, ctx.Err()
	case more = <-read:
		return l.scanner.Text(), more, l.scanner.Err()
	}
}
