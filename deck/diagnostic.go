package deck

import (
	"cmp"
	"fmt"
)

// Pos is a place in a deck file. Both numbers count from 1; columns are runes. The zero Pos means
// the file as a whole.
type Pos struct {
	Line, Col int
}

// Severity says what a diagnostic means for what it is about.
type Severity uint8

// The severities, the gravest first.
const (
	Error   Severity = iota // the note is left out
	Warning                 // the note stands, but perhaps not as it was meant
	Advice                  // about what does no harm, such as a matter of style
)

// String returns "error", "warning" or "advice".
func (s Severity) String() string {
	return [...]string{"error", "warning", "advice"}[s]
}

// Diagnostic is one thing that is wrong with a deck file, at its place.
type Diagnostic struct {
	Path     string // of the file, as it was given to [Parse]
	Pos      Pos
	Severity Severity
	Text     string // what is wrong: lower case, no full stop
	Hint     string // what to write instead; may be empty
}

// String returns the form that editors understand: path:line:col: severity: text.
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", d.Path, d.Pos.Line, d.Pos.Col, d.Severity, d.Text)
}

// Compare orders diagnostics by path, then place, then severity.
func (d Diagnostic) Compare(e Diagnostic) int {
	return cmp.Or(cmp.Compare(d.Path, e.Path), cmp.Compare(d.Pos.Line, e.Pos.Line),
		cmp.Compare(d.Pos.Col, e.Pos.Col), cmp.Compare(d.Severity, e.Severity))
}

// RepeatedID is the error of a note at pos whose explicit id another note has, which begins at that
// line of the file first.
func RepeatedID(path string, pos Pos, id, first string, line int) Diagnostic {
	return Diagnostic{
		Path: path, Pos: pos, Severity: Error,
		Text: fmt.Sprintf("id %q is used twice, first at %s:%d", id, first, line),
		Hint: "an id names one note in the whole collection",
	}
}

// RepeatedKey is the warning of a note at pos that asks what another note asks, which begins at
// that line of the file first.
func RepeatedKey(path string, pos Pos, first string, line int) Diagnostic {
	return Diagnostic{
		Path: path, Pos: pos, Severity: Warning,
		Text: fmt.Sprintf("asks the same as %s:%d", first, line),
		Hint: "both places are one card",
	}
}
