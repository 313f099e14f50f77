package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/storage"
	"cards/storage/backup"
	"cards/storage/boltfile"
	"cards/storage/folders"
	"cards/storage/importer"
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

// hints returns what a person can do about an error: what it carries itself, else what is known of
// its kind.
func hints(err error) []string {
	if h, ok := errors.AsType[*hinted](err); ok {
		return []string{h.hint}
	}
	if u, ok := errors.AsType[*usageError](err); ok {
		if u.hint == "" {
			return nil
		}
		return []string{u.hint}
	}
	return storageHints(err)
}

func storageHints(err error) []string {
	if e, ok := errors.AsType[*query.Error](err); ok {
		if len(e.Near) > 0 {
			return []string{"did you mean " + out.OrList(e.Near) + "?"}
		}
		return []string{"`cards help query` shows what a query can say"}
	}
	if e, ok := errors.AsType[*storage.OutsideError](err); ok {
		return []string{"`cards folders add " + shellWord(folderOf(e.Path)) +
			"` adds it to the collection"}
	}
	if e, ok := errors.AsType[*storage.UnknownDeckError](err); ok {
		if len(e.Near) > 0 {
			return []string{"did you mean " + out.OrList(e.Near) + "?"}
		}
		return []string{"`cards decks` lists the decks"}
	}
	if e, ok := errors.AsType[*desk.SeveralError](err); ok {
		return []string{"name one of their files: " + strings.Join(namedFiles(e.Files), ", ")}
	}
	if _, ok := errors.AsType[*storage.AmbiguousError](err); ok {
		return []string{"type more of its digits"}
	}
	if _, ok := errors.AsType[*storage.ChangedError](err); ok {
		return []string{"nothing was changed; put these files back yourself, or keep them as " +
			"they are"}
	}
	if _, ok := errors.AsType[*boltfile.BusyError](err); ok {
		return []string{"wait for it, or stop it; nothing was changed"}
	}
	if _, ok := errors.AsType[*storage.NewerError](err); ok {
		return []string{"use a newer version of cards; `cards version` shows which one this is"}
	}
	if _, ok := errors.AsType[*wire.CorruptError](err); ok {
		return []string{damageHint}
	}
	if e, ok := errors.AsType[*storage.LostError](err); ok {
		return lostHints(e)
	}
	if _, ok := errors.AsType[*backup.BrokenError](err); ok {
		return []string{"`cards backup verify` says which backups are whole"}
	}
	if _, ok := errors.AsType[*importer.UnsupportedError](err); ok {
		return []string{"`cards help format` shows how decks are written"}
	}
	if e, ok := errors.AsType[*folders.ConfigError](err); ok {
		return configHints(e)
	}
	if _, ok := errors.AsType[*folders.LocateError](err); ok {
		return []string{"no other collection was used in its place; `cards --home DIR` names one"}
	}
	if _, ok := errors.AsType[*boltfile.DamagedError](err); ok {
		return []string{damageHint}
	}
	return sentinelHints(err)
}

// damageHint is for damage of what is stored, wherever it is met.
const damageHint = "`cards doctor` says what is damaged and what can be saved; your decks are " +
	"text and unaffected"

// lostHints say how a log comes back. With a backup there is no reason to begin with an empty one.
func lostHints(e *storage.LostError) []string {
	merge := "`cards log merge FILE` brings one in from another machine: its collection.db, or a " +
		"backup of it"
	if e.Backup != "" {
		return []string{"`cards backup restore " + e.Backup +
			"` brings back the newest backup", merge}
	}
	root := filepath.Dir(filepath.Dir(e.Path))
	return []string{
		"it was kept on another machine, or is lost: `cards init " + shellWord(root) +
			"` starts an empty one", merge,
	}
}

// sentinelHints is for errors that carry no facts.
func sentinelHints(err error) []string {
	switch {
	case errors.Is(err, storage.ErrNoCollection):
		return []string{"`cards init DIR` turns a folder into a collection"}
	case errors.Is(err, storage.ErrNoFolder):
		return []string{"move that file away, then run `cards init DIR` to make a collection"}
	case errors.Is(err, importer.ErrInside):
		return []string{"`cards review` already asks its cards; `cards check` shows what is " +
			"wrong with it"}
	case errors.Is(err, storage.ErrNotFound):
		return []string{"`cards list` shows the cards, `cards orphans` those whose text is gone"}
	case errors.Is(err, session.ErrDraft):
		return []string{"`cards drafts` asks you for its answer"}
	case errors.Is(err, session.ErrSuspended):
		return []string{"`cards resume ID` lets it be asked again"}
	case errors.Is(err, storage.ErrAnswered):
		return []string{"`cards next` prints the card that is to be asked now"}
	case errors.Is(err, storage.ErrNoEvent):
		return []string{"`cards log | cat` shows the ids of events"}
	case errors.Is(err, storage.ErrElsewhere):
		return []string{"`cards undo --any` takes back what came from another machine"}
	case errors.Is(err, storage.ErrBothLive):
		return []string{"take the old text out of its deck first"}
	case errors.Is(err, storage.ErrOneCard):
		return []string{"`cards relink` lists the links, `cards relink --part` separates one"}
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return []string{"nothing was changed; `cards paths` shows the files; you need permission " +
			"to write them"}
	case errors.Is(err, storage.ErrExists):
		return []string{"`cards paths` shows what is in it, `cards review` asks its cards"}
	}
	return nil
}

// configHints returns what is known of how to mend a configuration, each thing once.
func configHints(e *folders.ConfigError) []string {
	var hints []string
	for _, d := range e.Diagnostics {
		if d.Hint != "" && !slices.Contains(hints, d.Hint) {
			hints = append(hints, d.Hint)
		}
	}
	return append(
		hints, "`cards paths` shows where the configuration is; without it the defaults apply")
}

// folderOf returns the folder that a file is in, and a folder itself.
func folderOf(path string) string {
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return filepath.Dir(path)
	}
	return path
}

// shellWord quotes a word for a shell if it has to be.
func shellWord(s string) string {
	special := func(r rune) bool {
		return r < utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsDigit(r) &&
			!strings.ContainsRune("/._-+@:,=", r)
	}
	if s != "" && strings.IndexFunc(s, special) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
