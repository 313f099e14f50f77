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
	"time"

	"github.com/oklog/ulid/v2"

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
			yield(journal.Event{}, &Error{Line: n + 1, Err: fmt.Errorf("it is longer than %d bytes", longest)})
		case err != nil:
			yield(journal.Event{}, err)
		}
	}
}

// IsLine says whether a text begins as a line of an export does.
func IsLine(start []byte) bool {
	start = bytes.TrimSpace(bytes.TrimPrefix(start, []byte("\ufeff")))
	return bytes.HasPrefix(start, []byte("{")) && bytes.Contains(start[:min(len(start), 256)], []byte(`"id"`)) &&
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
	if err := json.Unmarshal(text, &l); err != nil {
		return journal.Event{}, plainError(err)
	}
	var ev journal.Event
	id, err := ulid.ParseStrict(l.ID)
	if err != nil {
		return ev, fmt.Errorf("id %q: not 26 letters and digits of an event's id", l.ID)
	}
	ev.ID = journal.ID(id)
	step, err := ulid.ParseStrict(l.Step)
	if err != nil {
		return ev, fmt.Errorf("step %q: not 26 letters and digits of an event's id", l.Step)
	}
	ev.Step = journal.ID(step)
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
		return fmt.Errorf("%s: a %s is not what belongs here", strings.ToLower(wrong.Field), wrong.Value)
	}
	if wrong, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("byte %d: this is not JSON", wrong.Offset)
	}
	return err
}

// raw returns the value of an event that JSON cannot hold.
func (l *line) raw() (string, bool) {
	var s string
	if l.Kind == journal.KindSet.String() || len(l.Value) == 0 || json.Unmarshal(l.Value, &s) != nil {
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
			Prompt: l.Prompt, Answer: l.Answer, Cloze: l.Cloze, ID: l.ExplicitID, Back: l.Back, Earlier: l.Earlier,
		}
		return journal.TextSeen{Key: p.key("key", l.Key), Kind: p.cardKind(l.CardKind), Text: text, Path: l.File}
	case "link":
		return journal.Linked{A: p.key("a", l.A), B: p.key("b", l.B), Manual: l.Manual, Reason: l.Reason}
	case "unlink":
		return journal.Unlinked{A: p.key("a", l.A), B: p.key("b", l.B)}
	case "set":
		return journal.PropertySet{Key: p.key("key", l.Key), Property: p.property(l.Property), Value: p.number("value", l.Value)}
	case "due":
		return journal.DueSet{Key: p.key("key", l.Key), Due: p.due(l.Due)}
	case "reset":
		return journal.Reset{Key: p.key("key", l.Key)}
	case "params":
		return l.params()
	case "start":
		return journal.Started{
			Key: p.key("key", l.Key), Stability: l.Stability, Difficulty: l.Difficulty, Day: p.day("day", l.Day),
			Phase: p.phase("phase", l.Phase), Due: p.due(l.Due), Reviews: l.Reviews, Lapses: l.Lapses,
		}
	case "imported":
		return journal.Imported{
			Format: l.Format, Source: l.Source, Notes: l.Notes, Cards: l.Cards, Reviews: l.Reviews, LeftOut: l.LeftOut,
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
		Card: srs.CardID(p.key("key", l.Key)), Rating: srs.Rating(min(max(l.Rating, 0), 255)), Day: p.day("day", l.Day),
		Count: l.Count, Before: p.phase("phase", l.Phase), After: p.phase("phase_after", l.PhaseAfter),
		Steps: l.StepsLeft, Due: p.due(l.Due), Purpose: p.purpose(l.Purpose, l.Counts), Form: p.form(l.Form),
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

// parser reads the texts of members and keeps the first error.
type parser struct {
	offset int // in seconds, where a time in RFC 3339 cannot say it; else 0
	err    error
}

func (p *parser) fail(member, text, what string) {
	if p.err == nil {
		p.err = fmt.Errorf("%s %q: %s", member, text, what)
	}
}

func (p *parser) key(member, text string) (k deck.Key) {
	if n, err := hex.Decode(k[:], []byte(text[:min(len(text), 2*len(k))])); err != nil || len(text) != 2*len(k) || n != len(k) {
		p.fail(member, text, "not the 32 digits of a key")
	}
	return k
}

func (p *parser) id(member, text string) journal.ID {
	id, err := ulid.ParseStrict(text)
	if err != nil {
		p.fail(member, text, "not 26 letters and digits of an event's id")
	}
	return journal.ID(id)
}

func (p *parser) number(member string, text json.RawMessage) (n int64) {
	if err := json.Unmarshal(text, &n); err != nil {
		p.fail(member, string(text), "not a whole number")
	}
	return n
}

// instant returns an instant and the offset of its zone in seconds.
func (p *parser) instant(member, text string) (time.Time, int) {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		p.fail(member, text, "not an instant in RFC 3339")
		return t, 0
	}
	_, offset := t.Zone()
	if p.offset != 0 { // the time on the clock is right, its offset has lost seconds
		t = t.Add(time.Duration(offset-p.offset) * time.Second)
		offset = p.offset
	}
	if ns := t.Nanosecond(); ns%int(time.Millisecond) != 0 {
		p.fail(member, text, "not of whole milliseconds")
	}
	return t.UTC(), offset
}

func (p *parser) day(member, text string) srs.Day {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		p.fail(member, text, "not a date such as 2026-03-01")
	}
	const secondsPerDay = 24 * 60 * 60
	return srs.Day(t.Unix() / secondsPerDay)
}

// due reads an instant, or the date of a study day.
func (p *parser) due(text string) srs.Due {
	if len(text) == len(time.DateOnly) {
		return srs.Due{Day: p.day("due", text)}
	}
	at, _ := p.instant("due", text)
	return srs.Due{At: at}
}

func (p *parser) phase(member, text string) srs.Phase {
	return named(p, member, text, srs.Relearning, srs.Phase.String)
}

func (p *parser) cardKind(text string) deck.Kind {
	return named(p, "card_kind", text, deck.KindBasic, deck.Kind.String)
}

func (p *parser) form(text string) srs.Form {
	if text == "" {
		return srs.Recall
	}
	return named(p, "form", text, srs.Choice, srs.Form.String)
}

// purpose reads what an answer was given in. Before that was told there were answers that count and
// practice.
func (p *parser) purpose(text string, counts bool) srs.Purpose {
	switch {
	case text != "":
		return named(p, "purpose", text, srs.Test, srs.Purpose.String)
	case counts:
		return srs.Sitting
	}
	return srs.Cram
}

func (p *parser) property(text string) journal.Property {
	return named(p, "property", text, journal.BuriedUntil, propertyName)
}

// named returns the one of the numbers up to last that has a name.
func named[N ~uint8](p *parser, member, text string, last N, name func(N) string) N {
	for n := range last + 1 {
		if name(n) == text {
			return n
		}
	}
	p.fail(member, text, "unknown")
	return 0
}
