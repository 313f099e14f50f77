package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/storage"
)

// runStatus shows where things stand and what to do next.
func runStatus(ctx context.Context, a *app) error {
	c, err := a.compiled(ctx, "status")
	if err != nil {
		return err
	}
	sayWhich(a, c)
	if err := sayClock(a, c); err != nil {
		return err
	}
	due, err := countDue(a, c, storage.Scope{}, !a.json.wanted)
	if err != nil {
		return err
	}
	f, err := todaysFigures(ctx, a, c)
	if err != nil {
		return err
	}
	problems, err := c.problemCount()
	if err != nil {
		return err
	}
	if a.json.wanted {
		return a.printJSON(newStatusJSON(c, due, f, problems))
	}
	decks, err := c.Decks(storage.Scope{})
	if err != nil {
		return err
	}
	printBeside(a, awaitsText(a, c, due, f), dueDecks(decks, f.Plan.ByFile(a.Now())))
	if err := printBacklog(a, f.Plan); err != nil {
		return err
	}
	if f.Cards.Total > 0 {
		a.print("%s", progress(f))
	}
	if err := printExams(a, c); err != nil {
		return err
	}
	if err := printVanished(a, c); err != nil {
		return err
	}
	if err := printWaiting(a, c, storage.Scope{}); err != nil {
		return err
	}
	fmt.Fprintln(a.out)
	nextCommands(a, problems, due.Total > 0, f.Cards.Total > 0)
	return nil
}

// problemCount returns how many errors and warnings `cards check` lists, but for those that it
// reads the decks once more for, and cards that may be edits of others.
func (c *collection) problemCount() (int, error) {
	found, err := desk.KnownProblems(c.Collection, c.config, storage.Scope{})
	var sum checkSummary
	for _, d := range slices.Concat(c.config.Warnings, logCopies(c), found) {
		sum.add(d)
	}
	return sum.errors + sum.warnings, err
}

// printVanished says how many answered cards have lost their text of late, if any have.
func printVanished(a *app, c *collection) error {
	if !c.found.Vanished {
		return nil
	}
	files, err := c.Vanished(storage.Scope{}, a.calendar(c), a.Now())
	n := 0
	for _, f := range files {
		n += f.Cards
	}
	if n > 0 {
		a.print("%s (`cards orphans`)", withoutText(n))
	}
	return err
}

// awaitsText says what may be asked now, or when something may.
func awaitsText(a *app, c *collection, due dueNow, f desk.Figures) string {
	switch {
	case f.Cards.Total == 0:
		return "no cards in " + a.shortPath(c.asked) + " yet; see `cards help format`"
	case due.Total > 0:
		return due.words(a.out)
	}
	line := "nothing is due"
	if due.Next != nil {
		line += "; next: " + upcoming(a, due, a.calendar(c))
	}
	return line + due.more()
}

// upcoming says when something is due next: "5 cards tomorrow from 04:00".
func upcoming(a *app, due dueNow, cal srs.Calendar) string {
	now, next := a.Now(), *due.Next
	if day := cal.Day(next); day == cal.Day(now)+1 && next.Equal(cal.Start(day)) {
		return fmt.Sprintf("%s tomorrow from %s", out.Plural(due.coming, "card"),
			next.Format("15:04"))
	}
	return out.When(next, now, cal)
}

// dueDecks names the decks in which most is due, new cards left aside.
func dueDecks(decks []storage.DeckInfo, due map[string]srs.Counts) string {
	of := func(d storage.DeckInfo) int { return due[d.Path].Review + due[d.Path].Learning }
	decks = slices.DeleteFunc(decks, func(d storage.DeckInfo) bool { return of(d) == 0 })
	slices.SortStableFunc(decks, func(x, y storage.DeckInfo) int { return of(y) - of(x) })
	var parts []string
	for _, d := range decks[:min(len(decks), 3)] {
		parts = append(parts, fmt.Sprintf("%s %d", out.Line(d.Name), of(d)))
	}
	return strings.Join(parts, ", ")
}

func progress(f desk.Figures) string {
	if f.Cards.New+f.Cards.Drafts == f.Cards.Total && f.All.Reviews() == 0 {
		return fmt.Sprintf("%s, none answered yet", out.Plural(f.Cards.Total, "card"))
	}
	line := fmt.Sprintf("streak %s, %s in 7 days", out.Plural(f.Streak, "day"),
		out.Plural(f.Week, "review"))
	if rate, ok := f.Month.Asked.Rate(); ok {
		line += fmt.Sprintf(", retention %.0f %%", 100*rate)
	}
	return line
}

// printBeside prints a line with a second text at the right, where there is room for it.
func printBeside(a *app, left, right string) {
	width := min(a.out.Width, 76)
	if gap := width - out.Cells(left) - out.Cells(right); right != "" && gap >= 3 {
		fmt.Fprintln(a.out, left+strings.Repeat(" ", gap)+a.out.Dim.Sprint(right))
		return
	}
	a.print("%s", left)
}

// nextCommands lists the commands that come next, when something is due, and when there are cards
// at all.
func nextCommands(a *app, found int, due, cards bool) {
	problems := "problems: none"
	if found > 0 {
		problems = "problems: " + out.Count(found)
	}
	first := [4]string{"cards review", "start", "cards stats", "progress"}
	switch {
	case !cards:
		first = [4]string{
			"cards import", "decks from elsewhere", "cards folders",
			"where decks are",
		}
	case !due:
		first = [4]string{"cards stats", "progress", "cards list", "all cards"}
	}
	for _, row := range [][4]string{
		first,
		{"cards check", problems, "cards help", "everything else"},
	} {
		if a.out.Terminal && a.out.Width < 60 {
			fmt.Fprintf(a.out, "%s  %s\n%s  %s\n", paddedCommand(a, row[0], 12), row[1],
				paddedCommand(a, row[2], 12), row[3])
			continue
		}
		fmt.Fprintf(a.out, "%s  %-20s  %s  %s\n", paddedCommand(a, row[0], 15), row[1],
			paddedCommand(a, row[2], 15), row[3])
	}
}

// paddedCommand writes what a person may type, and blanks up to so many characters.
func paddedCommand(a *app, name string, width int) string {
	return a.out.Accent.Sprint(name) + strings.Repeat(" ", max(width-len(name), 0))
}
