package cli

import (
	"bufio"
	"context"
	"errors"
	"io"
)

// typedLines reads lines that a person types, each as it is asked for.
type typedLines struct{ scanner *bufio.Scanner }

func linesOf(in io.Reader) typedLines { return typedLines{bufio.NewScanner(in)} }

// next returns the next line, without its end; false at the end of the input, or when it could not
// be read. Whoever stops the program is not kept waiting for a line: that is the error of the
// context.
func (l typedLines) next(ctx context.Context) (line string, more bool, err error) {
	more, err = untilStopped(ctx, func() (bool, error) {
		more := l.scanner.Scan()
		return more, l.scanner.Err()
	})
	if !more {
		return "", false, err
	}
	return l.scanner.Text(), true, nil
}

// readLine reads one line, and nothing beyond it, unless the context ends before.
func readLine(ctx context.Context, in io.Reader) (string, error) {
	return untilStopped(ctx, func() (string, error) { return lineOf(in) })
}

func lineOf(in io.Reader) (string, error) {
	var line []byte
	for b := make([]byte, 1); ; {
		n, err := in.Read(b)
		if n == 1 && b[0] != '\n' {
			line = append(line, b[0])
			continue
		}
		if n == 1 || errors.Is(err, io.EOF) {
			return string(line), nil
		}
		if err != nil {
			return "", err
		}
	}
}

// untilStopped returns what read does, or the error of the context if that ends before.
func untilStopped[T any](ctx context.Context, read func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() { // which nothing can end while it reads
		value, err := read()
		done <- result{value, err}
	}()
	select {
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	case r := <-done:
		return r.value, r.err
	}
}
