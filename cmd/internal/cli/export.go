package cli

import (
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"cards/deck"
	"cards/srs"
	"cards/storage/journal"
)

type exportOptions struct{ format string }

func newExport(a *app) *cobra.Command {
	var opts exportOptions
	cmd := &cobra.Command{
		Use:   "export --format FORMAT",
		Short: "Write the whole review log in an open format",
		Long: `Write every event of the review log to standard output, in the order of the log, those
that were taken back included and marked as undone. The format jsonl has one JSON object a line:
"id", "step", "kind" and "undone", then

  review            key, card (its name now), rating 1 to 4, shown, answered, day, count, phase,
                    phase_after, steps_left, due, counts; purpose, unless it was a review: ahead, cram,
                    quiz, test; form, unless it was recalled: typed, choice, with its options; guess;
                    offset of the zone in seconds, where it is no whole number of minutes
  text              key, card, card_kind, file, and the text: prompt and answer, or cloze; explicit_id, back, earlier
  link, unlink      a, b; link also manual, reason
  set               key, card, property, value
  due               key, card, due
  reset             key, card
  params            parameters; preset and model version, if they are not FSRS-6 for all decks
  start             key, card, stability, difficulty, day, phase, due, reviews, lapses
  imported          format, source, notes, cards, reviews, left_out
  source            key, card, type, fields (name, value), tags; or type, templates (name, front,
                    back), style
  cancel, restore   target
  unknown           version, number and data (hexadecimal) of an event that a later program wrote

The deck files themselves are yours already.`,
		Example: "cards export --format jsonl > reviews.jsonl",
		Args:    wantArgs(0, 0),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runExport(cmd.Context(), a, opts) },
	}
	cmd.Flags().StringVar(&opts.format, "format", "", "`FORMAT` to write: jsonl")
	return cmd
}

func runExport(ctx context.Context, a *app, opts exportOptions) error {
	switch opts.format {
	case "jsonl":
	case "":
		return usagef("export: --format is missing; there is jsonl")
	default:
		return usagef("export: unknown format %q; there is jsonl", opts.format)
	}
	c, err := a.compiled(ctx, "export")
	if err != nil {
		return err
	}
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	var failed error
	err = c.Events(func(e journal.Event, undone bool, name deck.Key) bool {
		failed = enc.Encode(newExported(e, undone, name))
		return failed == nil && ctx.Err() == nil
	})
	return cmp.Or(err, failed, ctx.Err())
}

// exportedEvent is the part that all lines of an export begin with.
type exportedEvent struct {
	ID     string `json:"id"`
	Step   string `json:"step"`
	Kind   string `json:"kind"`
	Undone bool   `json:"undone"`
}

// exportedCard says which card an event is about.
type exportedCard struct {
	Key  string `json:"key"`
	Card string `json:"card"`
}

type exportedReview struct {
	exportedEvent
	exportedCard
	Rating     int    `json:"rating"`
	Shown      string `json:"shown"`
	Answered   string `json:"answered"`
	Day        string `json:"day"`
	Count      int    `json:"count"`
	Phase      string `json:"phase"`
	PhaseAfter string `json:"phase_after"`
	StepsLeft  int    `json:"steps_left"`
	Due        string `json:"due"`
	Counts     bool   `json:"counts"`
	Purpose    string `json:"purpose,omitempty"`
	Form       string `json:"form,omitempty"`
	Options    int    `json:"options,omitempty"`
	Guess      bool   `json:"guess,omitempty"`
	Offset     int    `json:"offset,omitempty"`
}

type exportedText struct {
	exportedEvent
	exportedCard
	CardKind   string `json:"card_kind"`
	File       string `json:"file"`
	Prompt     string `json:"prompt,omitempty"`
	Answer     string `json:"answer,omitempty"`
	Cloze      string `json:"cloze,omitempty"`
	ExplicitID string `json:"explicit_id,omitempty"`
	Back       bool   `json:"back,omitempty"`
	Earlier    int    `json:"earlier,omitempty"`
}

type exportedLink struct {
	exportedEvent
	A      string `json:"a"`
	B      string `json:"b"`
	Manual bool   `json:"manual,omitempty"`
	Reason string `json:"reason,omitempty"`
}

type exportedSet struct {
	exportedEvent
	exportedCard
	Property string `json:"property"`
	Value    int64  `json:"value"`
}

type exportedDue struct {
	exportedEvent
	exportedCard
	Due string `json:"due"`
}

type exportedReset struct {
	exportedEvent
	exportedCard
}

type exportedParams struct {
	exportedEvent
	Parameters []float64 `json:"parameters"`
	Preset     string    `json:"preset,omitempty"`
	Version    int       `json:"version,omitempty"`
}

type exportedStart struct {
	exportedEvent
	exportedCard
	Stability  float64 `json:"stability"`
	Difficulty float64 `json:"difficulty"`
	Day        string  `json:"day"`
	Phase      string  `json:"phase"`
	Due        string  `json:"due"`
	Reviews    int     `json:"reviews"`
	Lapses     int     `json:"lapses"`
}

type exportedImport struct {
	exportedEvent
	Format  string `json:"format"`
	Source  string `json:"source"`
	Notes   int    `json:"notes"`
	Cards   int    `json:"cards"`
	Reviews int    `json:"reviews"`
	LeftOut int    `json:"left_out"`
}

type exportedSource struct {
	exportedEvent
	Key       string             `json:"key,omitempty"`
	Card      string             `json:"card,omitempty"`
	Type      string             `json:"type"`
	Fields    []exportedField    `json:"fields,omitempty"`
	Tags      []string           `json:"tags,omitempty"`
	Templates []exportedTemplate `json:"templates,omitempty"`
	Style     string             `json:"style,omitempty"`
}

type exportedField struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type exportedTemplate struct {
	Name  string `json:"name"`
	Front string `json:"front"`
	Back  string `json:"back"`
}

type exportedTarget struct {
	exportedEvent
	Target string `json:"target"`
}

type exportedUnknown struct {
	exportedEvent
	Version uint8  `json:"version"`
	Number  uint8  `json:"number"`
	Data    string `json:"data"` // hexadecimal
}

// newExported returns what the line of an event holds.
func newExported(e journal.Event, undone bool, name deck.Key) any {
	head := func(kind string) exportedEvent {
		return exportedEvent{e.ID.String(), e.Step.String(), kind, undone}
	}
	card := func(k deck.Key) exportedCard { return exportedCard{k.String(), name.String()} }
	switch b := e.Body.(type) {
	case journal.Reviewed:
		return newExportedReview(head("review"), card(deck.Key(b.Card)), b.Review)
	case journal.TextSeen:
		return exportedText{
			head("text"), card(b.Key), b.Kind.String(), b.Path,
			b.Text.Prompt, b.Text.Answer, b.Text.Cloze, b.Text.ID, b.Text.Back, b.Text.Earlier,
		}
	case journal.Linked:
		return exportedLink{head("link"), b.A.String(), b.B.String(), b.Manual, b.Reason}
	case journal.Unlinked:
		return exportedLink{exportedEvent: head("unlink"), A: b.A.String(), B: b.B.String()}
	case journal.PropertySet:
		return exportedSet{head("set"), card(b.Key), propertyName(b.Property), b.Value}
	case journal.DueSet:
		return exportedDue{head("due"), card(b.Key), dueText(b.Due, 0)}
	case journal.Reset:
		return exportedReset{head("reset"), card(b.Key)}
	case journal.ParamsSet:
		return newExportedParams(head("params"), b)
	case journal.Started:
		return exportedStart{
			head("start"), card(b.Key), b.Stability, b.Difficulty, b.Day.String(), b.Phase.String(),
			dueText(b.Due, 0), b.Reviews, b.Lapses,
		}
	case journal.Imported:
		return exportedImport{head("imported"), b.Format, b.Source, b.Notes, b.Cards, b.Reviews, b.LeftOut}
	case journal.Sourced:
		return newExportedSource(head("source"), b, name)
	case journal.Cancelled:
		return exportedTarget{head("cancel"), b.Target.String()}
	case journal.Restored:
		return exportedTarget{head("restore"), b.Target.String()}
	case journal.Unknown:
		return exportedUnknown{head("unknown"), max(b.Version, 1), b.Kind, hex.EncodeToString(b.Data)}
	}
	return head("unknown")
}

func newExportedParams(head exportedEvent, b journal.ParamsSet) exportedParams {
	x := exportedParams{exportedEvent: head, Parameters: b.Numbers, Preset: b.Preset}
	if b.Preset != "" || b.Version != 6 {
		x.Version = b.Version
	}
	return x
}

func newExportedSource(head exportedEvent, b journal.Sourced, name deck.Key) exportedSource {
	x := exportedSource{exportedEvent: head, Type: b.Type, Tags: b.Tags, Style: b.Style}
	if b.Key != (deck.Key{}) {
		x.Key, x.Card = b.Key.String(), name.String()
	}
	for _, f := range b.Fields {
		x.Fields = append(x.Fields, exportedField(f))
	}
	for _, t := range b.Templates {
		x.Templates = append(x.Templates, exportedTemplate(t))
	}
	return x
}

func newExportedReview(head exportedEvent, card exportedCard, r srs.Review) exportedReview {
	x := exportedReview{
		exportedEvent: head, exportedCard: card, Rating: int(r.Rating),
		Shown: instant(r.Shown, r.Offset), Answered: instant(r.Answered, r.Offset), Day: r.Day.String(),
		Count: r.Count, Phase: r.Before.String(), PhaseAfter: r.After.String(), StepsLeft: r.Steps,
		Due: dueText(r.Due, r.Offset), Counts: r.Counts(),
		Options: r.Options, Guess: r.Guess, Offset: oddOffset(r.Offset),
	}
	if r.Purpose != srs.Sitting {
		x.Purpose = r.Purpose.String()
	}
	if r.Form != srs.Recall {
		x.Form = r.Form.String()
	}
	return x
}

// oddOffset returns an offset in seconds that a time in RFC 3339 cannot say, else 0.
func oddOffset(seconds int) int {
	if seconds%60 == 0 {
		return 0
	}
	return seconds
}

// instant writes an instant with milliseconds at an offset in seconds.
func instant(t time.Time, offset int) string {
	zone := time.UTC
	if offset != 0 {
		zone = time.FixedZone("", offset)
	}
	return t.In(zone).Format("2006-01-02T15:04:05.000Z07:00")
}

// dueText writes a due date: an instant, or the date of a study day.
func dueText(d srs.Due, offset int) string {
	if d.At.IsZero() {
		return d.Day.String()
	}
	return instant(d.At, offset)
}

func propertyName(p journal.Property) string {
	switch p {
	case journal.Suspended:
		return "suspended"
	case journal.Flag:
		return "flag"
	case journal.BuriedUntil:
		return "buried_until"
	}
	return strconv.Itoa(int(p))
}
