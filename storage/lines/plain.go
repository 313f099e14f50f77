package lines

import (
	"math"
	"slices"
	"time"
	"unicode/utf8"

	"cards/srs"
	"cards/storage/journal"
)

// isPlain says whether JSON can hold what an event says, member by member.
func isPlain(body journal.Body) bool {
	switch b := body.(type) {
	case journal.Reviewed:
		const day = 24 * 60 * 60 // seconds
		return isWritten(b.Answered) && isWritten(b.Shown) && isDate(b.Day) && isDue(b.Due) &&
			b.Offset > -day && b.Offset < day
	case journal.TextSeen:
		return isText(b.Path, b.Text.Prompt, b.Text.Answer, b.Text.Cloze, b.Text.ID)
	case journal.Linked:
		return isText(b.Reason)
	case journal.DueSet:
		return isDue(b.Due)
	case journal.ParamsSet:
		return isText(b.Preset) && !slices.ContainsFunc(b.Numbers, isOdd)
	case journal.Started:
		return isDate(b.Day) && isDue(b.Due)
	case journal.Imported:
		return isText(b.Format, b.Source)
	case journal.Sourced:
		plain := isText(b.Type, b.Style) && isText(b.Tags...)
		for _, f := range b.Fields {
			plain = plain && isText(f.Name, f.Value)
		}
		for _, t := range b.Templates {
			plain = plain && isText(t.Name, t.Front, t.Back)
		}
		return plain
	}
	return true
}

func isText(texts ...string) bool {
	return !slices.ContainsFunc(texts, func(s string) bool { return !utf8.ValidString(s) })
}

// isWritten says whether an instant has a form in RFC 3339 in every zone.
func isWritten(t time.Time) bool { return t.Year() > 0 && t.Year() < 9999 }

// isDate says whether a study day is a date of four digits.
func isDate(d srs.Day) bool {
	const first, last = -719162, 2932896 // of the years 1 to 9999
	return d >= first && d <= last
}

func isDue(d srs.Due) bool {
	if d.At.IsZero() {
		return isDate(d.Day)
	}
	return isWritten(d.At)
}

// isOdd says that a number has no form in JSON, or loses its sign of zero.
func isOdd(f float64) bool {
	return math.IsNaN(f) || math.IsInf(f, 0) || f == 0 && math.Signbit(f)
}
