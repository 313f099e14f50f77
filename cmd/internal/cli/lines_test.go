package cli

import (
	"context"
	"errors"
	"io"
	"testing"
)

// TestStoppedWhileALineIsAwaited: who stops the program need not type a line first.
func TestStoppedWhileALineIsAwaited(t *testing.T) {
	t.Parallel()
	in, typing := io.Pipe() // from which nothing comes
	t.Cleanup(func() { _ = typing.Close() })
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if line, more, err := linesOf(in).next(ctx); more || !errors.Is(err, context.Canceled) {
		t.Errorf("a line: %q, %v, %v", line, more, err)
	}
	if line, err := readLine(ctx, in); !errors.Is(err, context.Canceled) {
		t.Errorf("consent: %q, %v", line, err)
	}
}
