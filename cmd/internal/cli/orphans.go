package cli

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cards/cmd/internal/out"
	"cards/deck"
	"cards/deck/match"
	"cards/srs/model"
	"cards/storage"
)

func newOrphans(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "orphans",
		Short: "List cards whose text is gone",
		Long: `
List the cards that you have answered but that are no longer in any deck. Their history is kept, and
they pick it up again when their text comes back. When piped, the columns are id, reviews, the day
of the last one, the file they were in, question and answer, separated by tabs.

If one of them was edited beyond recognition, "cards relink" joins it to its new text. Joining texts
can change an id; any of a card's keys works.`,
		Example: "cards orphans",
		Args:    wantArgs(0, 0),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runOrphans(cmd.Context(), a) },
	}
	a.jsonFlag(cmd, "print an array of objects, one per card", listedOrphan{})
	return cmd
}

func runOrphans(ctx context.Context, a *app) error {
	c, err := a.compiled(ctx, "orphans")
	if err != nil {
		return err
	}
	list, err := c.Orphans()
	if err != nil {
		return err
	}
	if c.found.Vanished {
		_ = c.SawOrphans() // what cannot be noted is said once more
	}
	if a.json.wanted {
		return orphansJSON(a, c, list)
	}
	var t out.Table
	for _, o := range list {
		t.Add(orphanRow(a, o)...)
	}
	t.Print(a.out)
	if len(list) == 0 {
		a.say("no orphans: every card that was answered has its text")
	}
	return nil
}

// vanishedDiagnostics name the files in which answered cards have lost their text of late.
func vanishedDiagnostics(a *app, c *collection, scope storage.Scope) ([]deck.Diagnostic, error) {
	if !c.found.Vanished {
		return nil, nil
	}
	files, err := c.Vanished(scope, a.calendar(c), a.Now())
	var list []deck.Diagnostic
	for _, f := range files {
		hint := "their history is kept and comes back with their text"
		if f.Cards == 1 {
			hint = "its history is kept and comes back with its text"
		}
		list = append(list, deck.Diagnostic{
			Path: f.Path, Severity: deck.Warning, Text: withoutText(f.Cards) + " (`cards orphans`)",
			Hint: hint,
		})
	}
	return list, err
}

// withoutText says how many cards have lost their text.
func withoutText(n int) string {
	if n == 1 {
		return "1 answered card has no text any more"
	}
	return out.Plural(n, "answered card") + " have no text any more"
}

// orphanRow is what a listing says of an orphan.
func orphanRow(a *app, o storage.Orphan) []string {
	text := lastText(o)
	last := ""
	if !o.Schedule.Last.IsZero() {
		last = o.Schedule.Last.In(a.Zone).Format(time.DateOnly)
	}
	if a.out.Terminal {
		return []string{
			shortID(o.ID), out.Plural(o.Reviews, "review"), last, text.Path,
			textQuestion(text),
		}
	}
	return []string{
		o.ID.String(), strconv.Itoa(o.Reviews), last, text.Path, textQuestion(text),
		textAnswer(text),
	}
}

// lastText is the text that an orphan had last, as far as the log knows.
func lastText(o storage.Orphan) match.Seen {
	if len(o.Texts) == 0 {
		return match.Seen{Key: o.ID}
	}
	return o.Texts[0]
}

// listedOrphan is one element of `cards orphans --json`.
type listedOrphan struct {
	ID        string     `json:"id"`
	Keys      []string   `json:"keys"`
	File      string     `json:"file"`
	Kind      string     `json:"kind"`
	Question  string     `json:"question"`
	Answer    string     `json:"answer"`
	Reviews   int        `json:"reviews"`
	Lapses    int        `json:"lapses"`
	Last      *time.Time `json:"last"`      // instant of the last review
	Stability float64    `json:"stability"` // days
}

func orphansJSON(a *app, c *collection, list []storage.Orphan) error {
	models, err := c.Models()
	if err != nil {
		return err
	}
	out := make([]listedOrphan, len(list))
	for i, o := range list {
		out[i] = newListedOrphan(o, a.Zone, models.All.Model)
	}
	return a.printJSON(out)
}

func newListedOrphan(o storage.Orphan, zone *time.Location, m model.Kernel) listedOrphan {
	text := lastText(o)
	l := listedOrphan{
		ID: o.ID.String(), Keys: make([]string, len(o.Keys)), File: text.Path,
		Kind:     text.Kind.String(),
		Question: textQuestion(text), Answer: textAnswer(text),
		Reviews: o.Reviews, Lapses: o.Schedule.Lapses, Stability: o.Schedule.Stability(m),
	}
	for i, k := range o.Keys {
		l.Keys[i] = k.String()
	}
	if last := o.Schedule.Last; !last.IsZero() {
		last = jsonTime(last.In(zone))
		l.Last = &last
	}
	return l
}

// shortID is as much of an id as a person types.
func shortID(k deck.Key) string { return k.String()[:12] }

// textQuestion returns what a text asks; of one that nobody knows, its key.
func textQuestion(s match.Seen) string {
	if !s.Text.IsCloze() {
		if s.Text.Prompt == "" {
			return s.Key.String()
		}
		return s.Text.Prompt
	}
	var b strings.Builder
	for rest := s.Text.Cloze; ; {
		before, gap, found := strings.Cut(rest, string(deck.GapOpen))
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString("[…]")
		_, rest, _ = strings.Cut(gap, string(deck.GapClose))
	}
}

// textAnswer returns what a text wants to hear.
func textAnswer(s match.Seen) string {
	return deck.Card{Kind: s.Kind, Back: s.Text.Answer + s.Text.Cloze}.Answer()
}
