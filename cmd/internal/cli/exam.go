package cli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/exam"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/storage/folders"
)

func newExam(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "exam [NAME]",
		Short: "Show where you stand for your exams",
		Long: `
For each exam, or for the one you name, say what its cards would score on the day if you stopped
now, what they would score if you go on as you do, how many minutes a day reach the goal, and when
the last pass begins: the days before the exam in which every card is asked once more, by "cards
review --exam NAME".

Exams are set in the collection's configuration ("cards help config"):

  [[exam]]
  name = "biology"
  date = 2027-01-15
  decks = ["cells", "genes"]
  goal = 0.9
  minutes = 20

decks (default: all), goal (0.9) and minutes, the time a day for the last pass (20), may be left
out. An exam changes no limit and no due date.

With --json, print an array of objects: {"name", "date", "days", "cards", "stop": {"date", "score",
"low", "high", "before", "tau", "studied", "unasked"} or null, "go_on", "minutes", "goal",
"goal_minutes" (or null), "last_pass"}.`,
		Example: "cards exam biology",
		Args:    wantArgs(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runExams(cmd.Context(), a, args)
		},
	}
	a.jsonFlag(cmd, "print an array of objects", standing{})
	cmd.ValidArgsFunction = a.completeExams
	return cmd
}

// completeExams completes the names of exams.
func (a *app) completeExams(
	cmd *cobra.Command, _ []string, _ string,
) ([]string, cobra.ShellCompDirective) {
	c, err := a.compiled(cmd.Context(), "completion")
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return examNames(c.config), cobra.ShellCompDirectiveNoFileComp
}

func examNames(c folders.Config) []string {
	var names []string
	for _, e := range c.Exams {
		names = append(names, e.Name)
	}
	return names
}

// standing is where a person stands for an exam. Its JSON is an element of `cards exam --json`.
type standing struct {
	Name        string         `json:"name"`
	Date        string         `json:"date"`
	Days        int            `json:"days"` // until then
	Cards       int            `json:"cards"`
	Stop        *exam.Expected `json:"stop"`
	GoOn        float64        `json:"go_on"`
	Minutes     float64        `json:"minutes"`
	Goal        float64        `json:"goal"`
	GoalMinutes *int           `json:"goal_minutes"`
	LastPass    string         `json:"last_pass"`
}

func runExams(ctx context.Context, a *app, args []string) error {
	c, err := a.compiled(ctx, "exam")
	if err != nil {
		return err
	}
	exams := c.config.Exams
	if len(args) > 0 {
		e, err := c.exam(args[0])
		if err != nil {
			return err
		}
		exams = []folders.Exam{e}
	}
	list := []standing{}
	for _, e := range exams {
		s, err := findStanding(ctx, a, c, e)
		if err != nil {
			return err
		}
		list = append(list, s)
	}
	switch {
	case a.json.wanted:
		return a.printJSON(list)
	case len(list) == 0:
		a.say("no exams: `cards help exam` says how to set one up")
	}
	for i, s := range list {
		if i > 0 {
			fmt.Fprintln(a.out)
		}
		tellStanding(a, s)
	}
	return nil
}

// exam returns the exam of a name.
func (c *collection) exam(name string) (folders.Exam, error) {
	if e, ok := c.config.Exam(name); ok {
		return e, nil
	}
	hint := "no exam is set up: `cards help exam` says how"
	if names := examNames(c.config); len(names) > 0 {
		hint = "the exams are " + out.OrList(names)
	}
	return folders.Exam{}, &hinted{fmt.Errorf("there is no exam %q", name), hint}
}

// findStanding finds where a person stands.
func findStanding(ctx context.Context, a *app, c *collection, e folders.Exam) (standing, error) {
	today := a.today(c)
	s := standing{Name: e.Name, Date: e.Day.String(), Days: int(e.Day - today), Goal: e.Goal}
	m, err := c.Models()
	if err != nil {
		return s, err
	}
	paper, err := exam.New(c.Collection, exam.Config{
		Kind: exam.Test, Scope: desk.ExamScope(e), Questions: 1, Form: exam.Recall, Now: a.Now,
		Schedulers: desk.NewSchedulers(c.config, m, a.calendar(c)),
		Leeches:    desk.LeechesOf(c.config),
	})
	if err != nil {
		return s, err
	}
	report := paper.Report()
	s.Cards = report.Cards
	if err := addExpected(ctx, a, c, paper, &report, e.Day); err != nil {
		return s, err
	}
	s.Stop = report.Expected
	p, err := desk.ExamProspect(ctx, c.Collection, c.config, e, a.calendar(c), today)
	if err != nil {
		return s, err
	}
	s.GoOn, s.Minutes = p.Share, math.Round(10*p.Minutes)/10
	if p.Goal > 0 {
		s.GoalMinutes = &p.Goal
	}
	pass, err := desk.LastPassOf(c.Collection, e, today)
	s.LastPass = pass.First.String()
	return s, err
}

// tellStanding says where a person stands.
func tellStanding(a *app, s standing) {
	percent := func(share float64) int { return int(math.Round(100 * share)) }
	line := func(format string, args ...any) { a.tell(a.out, 4, "  "+format, args...) }
	a.print("%s, %s: %s", s.Name, s.Date, daysUntil(s.Days))
	if s.Days < 0 {
		return
	}
	if s.Stop == nil {
		line("too early to say what its %s would score: fewer than %d answers",
			out.Plural(s.Cards, "card"), enoughAnswers)
	} else {
		line("if you stop now: about %d %%, %d to %d in nine of ten cases",
			percent(s.Stop.Score), percent(s.Stop.Low), percent(s.Stop.High))
	}
	if s.Days < 1 {
		return
	}
	line("if you go on as before: about %d %%, with %s a day",
		percent(s.GoOn), minutesOf(s.Minutes))
	if s.GoalMinutes == nil {
		line("no amount of time a day reaches %d %% by then", percent(s.Goal))
	} else {
		line("for %d %%: about %s a day", percent(s.Goal),
			out.Plural(*s.GoalMinutes, "minute"))
	}
	line("last pass from %s on: `cards review --exam %s`", s.LastPass, shellWord(s.Name))
}

// minutesOf says how long some minutes are, in whole ones.
func minutesOf(minutes float64) string {
	const half = .5
	if minutes > 0 && minutes < half {
		return "less than a minute"
	}
	return out.Plural(int(math.Round(minutes)), "minute")
}

func daysUntil(days int) string {
	switch {
	case days < 0:
		return "it is over"
	case days == 0:
		return "today"
	}
	return "in " + out.Plural(days, "day")
}

// lastPass turns a review into the last pass before an exam: every card that was asked before, once
// more, whenever it is due.
func lastPass(ctx context.Context, a *app, opts *reviewOptions, name string) ([]string, error) {
	c, err := a.compiled(ctx, "review")
	if err != nil {
		return nil, err
	}
	e, err := c.exam(name)
	if err != nil {
		return nil, err
	}
	today := a.today(c)
	if e.Day < today {
		return nil, fmt.Errorf("review: the exam %q is over", name)
	}
	pass, err := desk.LastPassOf(c.Collection, e, today)
	if err != nil {
		return nil, err
	}
	if today < pass.First {
		pass.First = today // begun early: what is asked today counts
	}
	const everything = 100 * 365 // days
	opts.ahead = everything
	if opts.minutes == 0 {
		opts.minutes = e.Minutes
	}
	return pass.Query(e, today), nil
}

// printExams names the exams whose last pass has begun.
func printExams(a *app, c *collection) error {
	today := a.today(c)
	var errs []error
	for _, e := range c.config.Exams {
		if e.Day <= today {
			continue
		}
		pass, err := desk.LastPassOf(c.Collection, e, today)
		if errs = append(errs, err); err == nil && today >= pass.First {
			a.print("%s is on %s: the last pass is `cards review --exam %s`",
				e.Name, dayName(e.Day), shellWord(e.Name))
		}
	}
	return errors.Join(errs...)
}

func dayName(d srs.Day) string {
	return time.Unix(int64(d)*24*60*60, 0).UTC().Format("2 January")
}
