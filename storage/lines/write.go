// Package lines owns the log as text: one JSON object a line for each event, written and read back
// without a loss. `cards help export` describes the members.
package lines

import (
	"encoding/hex"
	"strconv"
	"time"

	"cards/deck"
	"cards/srs"
	"cards/storage/journal"
)

// head is the part that all lines begin with.
type head struct {
	ID     string `json:"id"`
	Step   string `json:"step"`
	Kind   string `json:"kind"`
	Undone bool   `json:"undone"`
}

// cardLine says which card an event is about.
type cardLine struct {
	Key  string `json:"key"`
	Card string `json:"card"`
}

type reviewLine struct {
	head
	cardLine
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

type textLine struct {
	head
	cardLine
	CardKind   string `json:"card_kind"`
	File       string `json:"file"`
	Prompt     string `json:"prompt,omitempty"`
	Answer     string `json:"answer,omitempty"`
	Cloze      string `json:"cloze,omitempty"`
	ExplicitID string `json:"explicit_id,omitempty"`
	Back       bool   `json:"back,omitempty"`
	Earlier    int    `json:"earlier,omitempty"`
}

type linkLine struct {
	head
	A      string `json:"a"`
	B      string `json:"b"`
	Manual bool   `json:"manual,omitempty"`
	Reason string `json:"reason,omitempty"`
}

type setLine struct {
	head
	cardLine
	Property string `json:"property"`
	Value    int64  `json:"value"`
}

type dueLine struct {
	head
	cardLine
	Due string `json:"due"`
}

type resetLine struct {
	head
	cardLine
}

type paramsLine struct {
	head
	Parameters []float64 `json:"parameters"`
	Preset     string    `json:"preset,omitempty"`
	Version    int       `json:"version,omitempty"`
}

type startLine struct {
	head
	cardLine
	Stability  float64 `json:"stability"`
	Difficulty float64 `json:"difficulty"`
	Day        string  `json:"day"`
	Phase      string  `json:"phase"`
	Due        string  `json:"due"`
	Reviews    int     `json:"reviews"`
	Lapses     int     `json:"lapses"`
}

type importLine struct {
	head
	Format  string `json:"format"`
	Source  string `json:"source"`
	Notes   int    `json:"notes"`
	Cards   int    `json:"cards"`
	Reviews int    `json:"reviews"`
	LeftOut int    `json:"left_out"`
}

type sourceLine struct {
	head
	Key       string         `json:"key,omitempty"`
	Card      string         `json:"card,omitempty"`
	Type      string         `json:"type"`
	Fields    []fieldLine    `json:"fields,omitempty"`
	Tags      []string       `json:"tags,omitempty"`
	Templates []templateLine `json:"templates,omitempty"`
	Style     string         `json:"style,omitempty"`
}

type fieldLine struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type templateLine struct {
	Name  string `json:"name"`
	Front string `json:"front"`
	Back  string `json:"back"`
}

type targetLine struct {
	head
	Target string `json:"target"`
}

type unknownLine struct {
	head
	Version uint8  `json:"version"`
	Number  uint8  `json:"number"`
	Data    string `json:"data"` // hexadecimal
}

// Objects returns an empty one of each kind of object that [Of] returns, for who must know their
// members.
func Objects() []any {
	return []any{
		reviewLine{},
		textLine{},
		linkLine{},
		setLine{},
		dueLine{},
		resetLine{},
		paramsLine{},
		startLine{},
		importLine{},
		sourceLine{},
		targetLine{},
		unknownLine{},
		rawLine{},
	}
}

// Of returns what the line of an event holds, for the encoder of JSON. Undone says that its step is
// taken back, name is what its card is called now.
func Of(e journal.Event, undone bool, name deck.Key) any {
	begin := func(kind string) head { return head{e.ID.String(), e.Step.String(), kind, undone} }
	if !isPlain(e.Body) {
		if value, err := journal.Encode(e); err == nil {
			return rawLine{begin(journal.KindOf(e.Body).String()), hex.EncodeToString(value)}
		}
	}
	card := func(k deck.Key) cardLine { return cardLine{k.String(), name.String()} }
	switch b := e.Body.(type) {
	case journal.Reviewed:
		return newReviewLine(begin("review"), card(deck.Key(b.Card)), b.Review)
	case journal.TextSeen:
		return textLine{
			begin("text"), card(b.Key), b.Kind.String(), b.Path,
			b.Text.Prompt, b.Text.Answer, b.Text.Cloze, b.Text.ID, b.Text.Back, b.Text.Earlier,
		}
	case journal.Linked:
		return linkLine{begin("link"), b.A.String(), b.B.String(), b.Manual, b.Reason}
	case journal.Unlinked:
		return linkLine{head: begin("unlink"), A: b.A.String(), B: b.B.String()}
	case journal.PropertySet:
		return setLine{begin("set"), card(b.Key), propertyName(b.Property), b.Value}
	case journal.DueSet:
		return dueLine{begin("due"), card(b.Key), dueText(b.Due, 0)}
	case journal.Reset:
		return resetLine{begin("reset"), card(b.Key)}
	case journal.ParamsSet:
		return newParamsLine(begin("params"), b)
	case journal.Started:
		return startLine{
			begin("start"), card(b.Key), b.Stability, b.Difficulty, b.Day.String(), b.Phase.String(),
			dueText(b.Due, 0), b.Reviews, b.Lapses,
		}
	case journal.Imported:
		return importLine{begin("imported"), b.Format, b.Source, b.Notes, b.Cards, b.Reviews, b.LeftOut}
	case journal.Sourced:
		return newSourceLine(begin("source"), b, name)
	case journal.Cancelled:
		return targetLine{begin("cancel"), b.Target.String()}
	case journal.Restored:
		return targetLine{begin("restore"), b.Target.String()}
	case journal.Unknown:
		return unknownLine{begin("unknown"), max(b.Version, 1), b.Kind, hex.EncodeToString(b.Data)}
	}
	return begin("unknown")
}

func newParamsLine(h head, b journal.ParamsSet) paramsLine {
	x := paramsLine{head: h, Parameters: b.Numbers, Preset: b.Preset}
	if b.Preset != "" || b.Version != 6 {
		x.Version = b.Version
	}
	return x
}

func newSourceLine(h head, b journal.Sourced, name deck.Key) sourceLine {
	x := sourceLine{head: h, Type: b.Type, Tags: b.Tags, Style: b.Style}
	if b.Key != (deck.Key{}) {
		x.Key, x.Card = b.Key.String(), name.String()
	}
	for _, f := range b.Fields {
		x.Fields = append(x.Fields, fieldLine(f))
	}
	for _, t := range b.Templates {
		x.Templates = append(x.Templates, templateLine(t))
	}
	return x
}

func newReviewLine(h head, card cardLine, r srs.Review) reviewLine {
	x := reviewLine{
		head: h, cardLine: card, Rating: int(r.Rating),
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

// rawLine is for what JSON cannot say: text that is not UTF-8, instants that RFC 3339 has no form
// for.
type rawLine struct {
	head
	Value string `json:"value"` // as the log keeps it, hexadecimal
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
