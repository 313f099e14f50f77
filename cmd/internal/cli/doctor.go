package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/storage"
	"cards/storage/folders"
)

type doctorOptions struct{ rebuild, salvage, yes bool }

func newDoctor(a *app) *cobra.Command {
	var opts doctorOptions
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check the review log and everything stored with it, and repair it",
		Long: `
Read everything the collection stores and say in words what is wrong with it, and which command
helps: damage to the file, data that does not follow from the log, answers given while a clock was
ahead, copies left behind by a file-syncing service, and damaged backups. It changes nothing.

--rebuild recomputes everything that follows from the log and the decks, and says what differed.
--salvage rebuilds collection.db from every event that can still be read in the damaged file, and
from the newest backup; it says what is missing and where the damaged file is kept. On a terminal it
asks first, unless you pass --yes.

With --json, print an array of objects: {"what", "text", "command"}; "what" is one of damage,
derived, clock, clash, sync, copy and backup, and "command" may be empty.`,
		Example: "cards doctor",
		Args:    wantArgs(0, 0),
		Annotations: map[string]string{exits: "1: something is damaged; 4 with --salvage: " +
			"something is missing"},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if opts.rebuild && opts.salvage {
				return usagef("doctor: --rebuild and --salvage cannot be used together")
			}
			return runDoctor(cmd.Context(), a, opts)
		},
	}
	cmd.Flags().BoolVar(&opts.rebuild, "rebuild", false,
		"recompute everything that follows from the log and the decks")
	cmd.Flags().BoolVar(&opts.salvage, "salvage", false,
		"rebuild a damaged file from what can still be read")
	cmd.Flags().BoolVar(&opts.yes, "yes", false, "do not ask")
	a.jsonFlag(cmd, "print an array of objects", complaint{})
	return cmd
}

// complaint is one thing that doctor has found. Its JSON is an element of `cards doctor --json`.
type complaint struct {
	What    string `json:"what"`
	Text    string `json:"text"`
	Command string `json:"command"`
}

func runDoctor(ctx context.Context, a *app, opts doctorOptions) error {
	c, err := doctoredCollection(a)
	if err != nil {
		return err
	}
	m := a.meter("reading the log")
	m.begin()
	h := desk.Examine(c.Collection, a.Now())
	m.end()
	switch {
	case opts.salvage:
		return salvageLog(ctx, a, c, h, opts)
	case h.Err != nil:
		return h.Err
	case opts.rebuild:
		return rebuildDerived(ctx, a, c, h)
	}
	list := complaintsOf(a, c, h)
	if a.json.wanted {
		if err := a.printJSON(list); err != nil {
			return err
		}
	} else {
		printComplaints(a, list)
	}
	if !h.Sound() {
		return ended(exitFailed)
	}
	return nil
}

// doctoredCollection returns the collection of this run, without opening it, unless there is none.
func doctoredCollection(a *app) (*collection, error) {
	c, err := closedCollection(a, "doctor")
	if err != nil || c.rule != folders.ByDefault {
		return c, err
	}
	if err := c.Sound(); errors.Is(err, storage.ErrNoCollection) {
		return a.open("doctor")
	}
	return c, nil
}

// complaintsOf says in words what is wrong.
func complaintsOf(a *app, c *collection, h desk.Health) []complaint {
	list := []complaint{}
	for _, text := range h.Damage {
		list = append(list, complaint{"damage", text, "cards doctor --salvage"})
	}
	for _, name := range h.Buckets() {
		text := fmt.Sprintf("%s of %q: not what follows from the log and the decks",
			entries(h.Derived[name]), name)
		list = append(list, complaint{"derived", text, "cards doctor --rebuild"})
	}
	keys := make([]deck.Key, len(h.Ahead))
	for i, ahead := range h.Ahead {
		keys[i] = ahead.Card
	}
	questions := c.questions(keys)
	for _, ahead := range h.Ahead {
		list = append(list, complaintAhead(a, ahead, questions[ahead.Card]))
	}
	for _, id := range h.Clashes {
		list = append(list, complaint{"clash", fmt.Sprintf(
			"two different events had the id %s; every machine keeps the same one of them, "+
				"and the other is lost", id,
		), "cards log"})
	}
	list = append(list, syncComplaints(c)...)
	copies := folders.LogCopies(c.Root())
	for _, path := range slices.Sorted(maps.Keys(copies)) {
		if copies[path] == filepath.Base(c.log()) {
			list = append(list, complaintCopy(c, path))
		}
	}
	backups, err := c.Backups()
	if err != nil {
		list = append(list, complaint{"backup", err.Error(), ""})
	}
	for _, b := range backups {
		if b.Err != nil {
			list = append(list, complaint{
				"backup", b.Err.Error() + "; delete it",
				"cards backup create",
			})
		}
	}
	return list
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return out.Count(n) + " entries"
}

// complaintAhead names an event that was given while a clock was ahead, with what its card asks,
// and what takes it back.
func complaintAhead(a *app, ahead desk.Ahead, question string) complaint {
	what := "event " + ahead.ID.String()
	switch {
	case ahead.Answer:
		what = fmt.Sprintf("the answer to card %s \"%s\"", ahead.Card, question)
	case ahead.Card != deck.Key{}:
		what = fmt.Sprintf("what was done to card %s \"%s\"", ahead.Card, question)
	}
	text := fmt.Sprintf("%s is dated %s, which is still to come: was a clock ahead?", what,
		ahead.At.In(a.Zone).Format("2006-01-02 15:04"))
	return complaint{"clock", text, "cards undo " + ahead.ID.String()}
}

// complaintCopy says what a copy of the log holds that the log does not.
func complaintCopy(c *collection, path string) complaint {
	format, err := storage.LogOf(path)
	lacks := 0
	if err == nil && format != storage.NoLog {
		lacks, err = c.Lacks(storage.EventsOf(path, format))
	}
	text := path + ": a copy of the log with " + eventsNowhere(lacks) + "; merge it, then delete it"
	switch {
	case err != nil:
		text = fmt.Sprintf("%s: a copy of the log that cannot be read (%v)", path, err)
	case format == storage.NoLog:
		text = path + ": named like a copy of the log, but not one; delete it"
	case lacks == 0:
		text = path + ": a copy of the log with nothing new in it; delete it"
	default:
		return complaint{"copy", text, "cards log merge " + shellWord(path)}
	}
	return complaint{"copy", text, ""}
}

func eventsNowhere(n int) string {
	if n == 1 {
		return "1 event that is not here"
	}
	return out.Plural(n, "event") + " that are not here"
}

// printComplaints prints what was found and, once each, what helps.
func printComplaints(a *app, list []complaint) {
	if len(list) == 0 {
		a.print("%s", a.out.Good.Sprint("the review log and everything that follows from it "+
			"are sound"))
		return
	}
	const most = 20 // of one kind, that anybody reads
	var commands []string
	of := make(map[string]int)
	for _, found := range list {
		if of[found.What]++; of[found.What] > most {
			continue
		}
		fmt.Fprintf(a.out, "%s: %s\n", a.out.Bad.Sprint(found.What), out.Line(found.Text))
		if found.Command != "" && !slices.Contains(commands, found.Command) {
			commands = append(commands, found.Command)
		}
	}
	for _, what := range slices.Sorted(maps.Keys(of)) {
		if more := of[what] - most; more > 0 {
			fmt.Fprintf(a.out, "%s: %s more; `cards doctor --json` lists them all\n",
				a.out.Bad.Sprint(what), out.Count(more))
		}
	}
	for _, command := range commands {
		a.say("hint: `%s`%s", out.Line(command), purpose(command))
	}
}

// purpose says what a command does about what was found.
func purpose(command string) string {
	switch {
	case strings.HasSuffix(command, "--salvage"):
		return " brings back every event that can still be read, and keeps the damaged file"
	case strings.HasSuffix(command, "--rebuild"):
		return " recomputes it"
	case strings.HasPrefix(command, "cards undo"):
		return " takes it back; or `cards reschedule` sets when the card is due"
	}
	return ""
}
