package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/storage/boltfile"
	"cards/storage/query"
	"cards/storage/wire"
)

// The exit codes. The text of `cards help exit-codes` says the same.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitNothing     = 3
	exitPartial     = 4
	exitBusy        = 75
	exitInterrupted = 130
)

// usageError is a mistake in how a command was called.
type usageError struct {
	text string
	hint string
}

// Error is what the person is told, without the hint.
func (e *usageError) Error() string { return e.text }

// inBounds refuses the number of an option that is not from low to high.
func inBounds(command, option string, n, low, high int) error {
	if n < low || n > high {
		return usagef("%s: %s %d: not from %d to %d", command, option, n, low, high)
	}
	return nil
}

func usagef(format string, args ...any) error {
	return &usageError{text: fmt.Sprintf(format, args...)}
}

// notTogether words the error of the library about flags that exclude each other.
func notTogether(cmd *cobra.Command, err error) error {
	if err == nil || !strings.HasPrefix(err.Error(), "if any flags in the group [") {
		return err
	}
	_, given, _ := strings.Cut(err.Error(), "; [")
	names, _, _ := strings.Cut(given, "]")
	flags := strings.Fields(names)
	if len(flags) < 2 {
		return err
	}
	return usagef("%s: --%s cannot be combined with --%s", called(cmd), flags[0],
		strings.Join(flags[1:], " or --"))
}

// ended is how a command ends that has already said everything: with this exit code.
type ended int

// Error names the code; nobody reads it but tests.
func (e ended) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// hinted is an error together with the next thing to do about it.
type hinted struct {
	error
	hint string
}

// Unwrap returns the error, whose kind decides the exit code.
func (e *hinted) Unwrap() error { return e.error }

// Fail writes an error that happened before any command was known and returns the exit code.
func Fail(w io.Writer, args []string, err error) int {
	s := out.NewStream(w)
	defer s.Flush() // nowhere is left to say that it failed
	return fail(s, nil, err, wantsJSON(args))
}

// wantsJSON says whether the arguments of a command ask for JSON, whatever else is wrong with them.
func wantsJSON(args []string) bool {
	for _, arg := range args {
		name, _, _ := strings.Cut(arg, "=")
		switch name {
		case "--json", "--jq", "--template":
			return true
		case "--":
			return false
		}
	}
	return false
}

// errorJSON is an error for programs.
type errorJSON struct {
	Error string  `json:"error"`
	Hint  *string `json:"hint"` // the next thing to do, null if nothing is known
}

// failJSON writes an error and what to do about it as an object on one line.
func failJSON(w io.Writer, cmd *cobra.Command, err error, code int) {
	all := hints(err)
	if code == exitUsage && cmd != nil && len(all) == 0 {
		all = []string{"usage: " + cmd.UseLine()}
	}
	e := errorJSON{Error: message(err)}
	if len(all) > 0 {
		e.Hint = new(strings.Join(all, "; "))
	}
	if line, err := marshal(e); err == nil { // texts always can be
		_, _ = escaping{w}.Write(append(line, '\n')) // nowhere is left to say that it failed
	}
}

// fail writes an error, what to do about it and, if it is about how cmd was called, the usage in
// one line. It returns the exit code.
func fail(w *out.Stream, cmd *cobra.Command, err error, asJSON bool) int {
	if code, ok := errors.AsType[ended](err); ok {
		return int(code)
	}
	code := exitCode(err)
	if code == exitInterrupted {
		return code
	}
	if asJSON {
		failJSON(w, cmd, err, code)
		return code
	}
	for line := range strings.SplitSeq("cards: "+out.Sanitize(message(err)), "\n") {
		fmt.Fprintln(w, out.Wrap(line, w.Width, 0))
	}
	if q, ok := errors.AsType[*query.Error](err); ok {
		pointAt(w, q)
	}
	for _, hint := range hints(err) {
		fmt.Fprintln(w, out.Wrap("hint: "+w.Asked(out.Sanitize(hint)), w.Width, 0))
	}
	if code == exitUsage && cmd != nil {
		fmt.Fprintf(w, "usage: %s\n", w.Sign(cmd.UseLine()))
	}
	return code
}

// pointAt writes a query with a mark below the place where it is wrong.
func pointAt(w io.Writer, q *query.Error) {
	before, text := out.Sanitize(q.Query[:q.At]), out.Sanitize(q.Query)
	fmt.Fprintf(w, "  %s\n  %s^\n", text, strings.Repeat(" ", out.Cells(before)))
}

// message returns the words of an error. What is not what it was when it was written is called
// damaged, whoever finds it.
func message(err error) string {
	text := err.Error()
	if _, ok := errors.AsType[*wire.CorruptError](err); ok && !strings.Contains(text, "damaged") {
		text = "the review log is damaged: " + text
	}
	return text
}

func exitCode(err error) int {
	if _, ok := errors.AsType[*usageError](err); ok {
		return exitUsage
	}
	if _, ok := errors.AsType[*query.Error](err); ok {
		return exitUsage
	}
	if _, ok := errors.AsType[*boltfile.BusyError](err); ok {
		return exitBusy
	}
	if errors.Is(err, context.Canceled) {
		return exitInterrupted
	}
	return exitFailed
}
