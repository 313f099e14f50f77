package lines

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"cards/deck"
	"cards/srs"
	"cards/storage/journal"
)

// Error says what is wrong with a line.
type Error struct {
	Line int // from 1
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// longest is how many bytes a line may have: an event of the largest value that a log keeps, with
// every byte of it escaped.
const longest = 32 << 20

// Events yields the events of what an export wrote, in its order. Empty lines count as nothing. An
// error, an [*Error] if it is about a line, ends it.
func Events(r io.Reader) iter.Seq2[journal.Event, error] {
	return func(yield func(journal.Event, error) bool) {
		scanner := bufio.NewScanner(r)
		scanner.Buffer(make([]byte, 0, 1<<16), longest)
		n := 0
		for scanner.Scan() {
			n++
			line := scanner.Bytes()
			if n == 1 {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
			}
			if line = bytes.TrimSpace(line); len(line) == 0 {
				continue
			}
			ev, err := Read(line)
			if err != nil {
				yield(ev, &Error{Line: n, Err: err})
				return
			}
			if !yield(ev, nil) {
				return
			}
		}
		switch err := scanner.Err(); {
		case errors.Is(err, bufio.ErrTooLong):
			yield(journal.Event{},
				&Error{Line: n + 1, Err: fmt.Errorf("it is longer than %d bytes", longest)})
		case err != nil:
			yield(journal.Event{}, err)
		}
	}
}

// IsLine says whether a text begins as a line of an export does.
func IsLine(start []byte) bool {
	start = bytes.TrimSpace(bytes.TrimPrefix(start, []byte("\ufeff")))
	return bytes.HasPrefix(start, []byte("{")) &&
		bytes.Contains(start[:min(len(start), 256)], []byte(`"id"`)) &&
		bytes.Contains(start[:min(len(start), 256)], []byte(`"step"`))
}

// line is every member that a line may have.
type line struct {
	head
	Key, Card            string
	Rating               int
	Shown, Answered, Day string
	Count                int
	Phase                string
	PhaseAfter           string `json:"phase_after"`
	StepsLeft            int    `json:"steps_left"`
	Due                  string
	Counts               bool
	Purpose, Form        string
	Options              int
	Guess                bool
	Offset               int
	CardKind             string `json:"card_kind"`
	File                 string
	Prompt               string
	Answer               string
	Cloze                string
	ExplicitID           string `json:"explicit_id"`
	Back                 bool
	Earlier              int
	A, B                 string
	Manual               bool
	Reason               string
	Property             string
	Value                json.RawMessage
	Parameters           []float64
	Preset               string
	Version              int
	Stability            float64
	Difficulty           float64
	Reviews, Lapses      int
	Format, Source       string
	Notes, Cards         int
	LeftOut              int `json:"left_out"`
	Type                 string
	Fields               []fieldLine
	Tags                 []string
	Templates            []templateLine
	Style                string
	Target               string
	Number               uint8
	Data                 string
}

// Read reads a line. Whether its step is taken back follows from other lines, and what its card is
// called from the log that it becomes a part of. What no log could hold is an error.
func Read(text []byte) (journal.Event, error) {
	var l line
	if l.readFlat(text) {
		return l.event()
	}
	var other line // apart from the other, which is not left to any reader of JSON
	if err := json.Unmarshal(text, &other); err != nil {
		return journal.Event{}, plainError(err)
	}
	return other.event()
}

// event returns the event that a line is of.
func (l *line) event() (journal.Event, error) {
	var ev journal.Event
	var err error
	if ev.ID, err = journal.ParseID(l.ID); err != nil {
		return ev, fmt.Errorf("id %q: %w", l.ID, err)
	}
	if ev.Step, err = journal.ParseID(l.Step); err != nil {
		return ev, fmt.Errorf("step %q: %w", l.Step, err)
	}
	if raw, ok := l.raw(); ok {
		return readRaw(ev, raw)
	}
	if ev.Body, err = l.body(); err != nil {
		return ev, err
	}
	_, err = journal.Encode(ev)
	return ev, err
}

// plainError says in words what is wrong with JSON.
func plainError(err error) error {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("%s: a %s is not what belongs here", strings.ToLower(wrong.Field),
			wrong.Value)
	}
	if wrong, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("byte %d: this is not JSON", wrong.Offset)
	}
	return err
}

// raw returns the value of an event that JSON cannot hold.
func (l *line) raw() (string, bool) {
	var s string
	if l.Kind == journal.KindSet.String() || len(l.Value) == 0 ||
		json.Unmarshal(l.Value, &s) != nil {
		return "", false
	}
	return s, true
}

func readRaw(ev journal.Event, text string) (journal.Event, error) {
	value, err := hex.DecodeString(text)
	if err != nil {
		return ev, errors.New("value: not in hexadecimal")
	}
	got, err := journal.Decode(ev.ID, value)
	if err == nil && got.Step != ev.Step {
		err = errors.New("value: of another step")
	}
	return got, err
}

// body reads what the event says.
func (l *line) body() (journal.Body, error) {
	p := &parser{offset: l.Offset}
	body := l.bodyBy(p)
	if p.err == nil && body == nil {
		p.err = fmt.Errorf("kind %q: unknown", l.Kind)
	}
	return body, p.err
}

func (l *line) bodyBy(p *parser) journal.Body {
	switch l.Kind {
	case "review":
		return l.review(p)
	case "text":
		text := deck.Text{
			Prompt: l.Prompt, Answer: l.Answer, Cloze: l.Cloze, ID: l.ExplicitID, Back: l.Back,
			Earlier: l.Earlier,
		}
		return journal.TextSeen{
			Key: p.key("key", l.Key), Kind: p.cardKind(l.CardKind), Text: text,
			Path: l.File,
		}
	case "link":
		return journal.Linked{A: p.key("a", l.A), B: p.key("b", l.B), Manual: l.Manual, Reason: l.Reason}
	case "unlink":
		return journal.Unlinked{A: p.key("a", l.A), B: p.key("b", l.B)}
	case "set":
		return journal.PropertySet{
			Key: p.key("key", l.Key), Property: p.property(l.Property),
			Value: p.number("value", l.Value),
		}
	case "due":
		return journal.DueSet{Key: p.key("key", l.Key), Due: p.due(l.Due)}
	case "reset":
		return journal.Reset{Key: p.key("key", l.Key)}
	case "params":
		return l.params()
	case "start":
		return journal.Started{
			Key: p.key("key", l.Key), Stability: l.Stability, Difficulty: l.Difficulty,
			Day:   p.day("day", l.Day),
			Phase: p.phase("phase", l.Phase), Due: p.due(l.Due), Reviews: l.Reviews,
			Lapses: l.Lapses,
		}
	case "imported":
		return journal.Imported{
			Format: l.Format, Source: l.Source, Notes: l.Notes, Cards: l.Cards, Reviews: l.Reviews,
			LeftOut: l.LeftOut,
		}
	case "source":
		return l.sourced(p)
	case "cancel":
		return journal.Cancelled{Target: p.id("target", l.Target)}
	case "restore":
		return journal.Restored{Target: p.id("target", l.Target)}
	case "unknown":
		return l.unknown(p)
	}
	return nil
}

func (l *line) review(p *parser) journal.Body {
	r := srs.Review{
		Card: srs.CardID(p.key("key", l.Key)), Rating: srs.Rating(min(max(l.Rating, 0), 255)),
		Day:   p.day("day", l.Day),
		Count: l.Count, Before: p.phase("phase", l.Phase),
		After: p.phase("phase_after", l.PhaseAfter),
		Steps: l.StepsLeft, Due: p.due(l.Due), Purpose: p.purpose(l.Purpose, l.Counts),
		Form:    p.form(l.Form),
		Options: l.Options, Guess: l.Guess,
	}
	r.Shown, _ = p.instant("shown", l.Shown)
	r.Answered, r.Offset = p.instant("answered", l.Answered)
	return journal.Reviewed{Review: r}
}

func (l *line) params() journal.Body {
	const first = 6 // the version of those that say none
	b := journal.ParamsSet{Preset: l.Preset, Version: l.Version, Numbers: l.Parameters}
	if b.Version == 0 {
		b.Version = first
	}
	return b
}

func (l *line) sourced(p *parser) journal.Body {
	b := journal.Sourced{Type: l.Type, Tags: l.Tags, Style: l.Style}
	if l.Key != "" {
		b.Key = p.key("key", l.Key)
	}
	for _, f := range l.Fields {
		b.Fields = append(b.Fields, journal.Field(f))
	}
	for _, t := range l.Templates {
		b.Templates = append(b.Templates, journal.Template(t))
	}
	return b
}

func (l *line) unknown(p *parser) journal.Body {
	data, err := hex.DecodeString(l.Data)
	if err != nil || l.Version < 1 || l.Version > 255 {
		p.fail("data", l.Data, "not in hexadecimal, or without a version")
	}
	u := journal.Unknown{Kind: l.Number, Data: data}
	if l.Version > 1 {
		u.Version = uint8(min(l.Version, 255))
	}
	return u
}
