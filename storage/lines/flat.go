package lines

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// readFlat reads a line of JSON without white space of which all members are texts without escapes,
// whole numbers and truths, as those of answers are and most texts: there may be a million of them,
// and reading any JSON takes several times as long. False says only that the line is another one.
func (l *line) readFlat(text []byte) bool {
	f := &flat{rest: text}
	if !f.skip('{') {
		return false
	}
	for {
		name, ok := f.text()
		if !ok || !f.skip(':') || !l.readMember(f, name) {
			return false
		}
		if !f.skip(',') {
			return f.skip('}') && len(f.rest) == 0
		}
	}
}

// readMember reads the value of a member.
func (l *line) readMember(f *flat, name []byte) bool {
	if to := l.textOf(name); to != nil {
		value, ok := f.text()
		*to = string(value)
		return ok
	}
	if to := l.numberOf(name); to != nil {
		return f.number(to)
	}
	if to := l.truthOf(name); to != nil {
		return f.truth(to)
	}
	return false
}

func (l *line) textOf(name []byte) *string {
	switch string(name) {
	case "id":
		return &l.ID
	case "step":
		return &l.Step
	case "kind":
		return &l.Kind
	case "key":
		return &l.Key
	case "card":
		return &l.Card
	case "shown":
		return &l.Shown
	case "answered":
		return &l.Answered
	case "day":
		return &l.Day
	case "phase":
		return &l.Phase
	case "phase_after":
		return &l.PhaseAfter
	case "due":
		return &l.Due
	case "purpose":
		return &l.Purpose
	case "form":
		return &l.Form
	case "card_kind":
		return &l.CardKind
	case "file":
		return &l.File
	case "prompt":
		return &l.Prompt
	case "answer":
		return &l.Answer
	}
	return nil
}

func (l *line) numberOf(name []byte) *int {
	switch string(name) {
	case "rating":
		return &l.Rating
	case "count":
		return &l.Count
	case "steps_left":
		return &l.StepsLeft
	case "options":
		return &l.Options
	case "offset":
		return &l.Offset
	}
	return nil
}

func (l *line) truthOf(name []byte) *bool {
	switch string(name) {
	case "undone":
		return &l.Undone
	case "counts":
		return &l.Counts
	case "guess":
		return &l.Guess
	}
	return nil
}

// flat is what is left of a line.
type flat struct{ rest []byte }

// skip takes a byte, if it is the next.
func (f *flat) skip(b byte) bool {
	if len(f.rest) == 0 || f.rest[0] != b {
		return false
	}
	f.rest = f.rest[1:]
	return true
}

// text takes a text without escapes.
func (f *flat) text() ([]byte, bool) {
	if !f.skip('"') {
		return nil, false
	}
	end := bytes.IndexByte(f.rest, '"')
	if end < 0 {
		return nil, false
	}
	text := f.rest[:end]
	f.rest = f.rest[end+1:]
	for _, b := range text {
		if b < ' ' || b == '\\' {
			return nil, false
		}
	}
	return text, utf8.Valid(text)
}

// number takes a whole number of few digits.
func (f *flat) number(to *int) bool {
	const most = 9 // digits
	n := 0
	for n < len(f.rest) && (f.rest[n] >= '0' && f.rest[n] <= '9' || n == 0 && f.rest[n] == '-') {
		n++
	}
	digits := bytes.TrimPrefix(f.rest[:n], []byte("-"))
	if len(digits) == 0 || len(digits) > most || len(digits) > 1 && digits[0] == '0' {
		return false
	}
	value, err := strconv.Atoi(string(f.rest[:n]))
	*to, f.rest = value, f.rest[n:]
	return err == nil
}

// truth takes true or false.
func (f *flat) truth(to *bool) bool {
	switch {
	case bytes.HasPrefix(f.rest, []byte("true")):
		*to, f.rest = true, f.rest[len("true"):]
	case bytes.HasPrefix(f.rest, []byte("false")):
		*to, f.rest = false, f.rest[len("false"):]
	default:
		return false
	}
	return true
}
