package cli

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"cards/srs"
	"cards/storage"
)

// listedCard is one element of `cards list --json`.
type listedCard struct {
	ID         string     `json:"id"`
	Keys       []string   `json:"keys"`
	Deck       string     `json:"deck"`
	Section    []string   `json:"section"` // headings, the outermost first
	File       string     `json:"file"`
	Line       int        `json:"line"`
	Kind       string     `json:"kind"`
	Question   string     `json:"question"`
	Answer     string     `json:"answer"`
	Phase      string     `json:"phase"`
	Due        *time.Time `json:"due"`
	Reviews    int        `json:"reviews"`
	Lapses     int        `json:"lapses"`
	Stability  *float64   `json:"stability"` // days
	Difficulty *float64   `json:"difficulty"`
	Tags       []string   `json:"tags"`
	Draft      bool       `json:"draft"`
	Suspended  bool       `json:"suspended"`
	Flag       int        `json:"flag"`   // 0 if none
	Buried     *string    `json:"buried"` // the study day on which it may be asked again
	Leech      bool       `json:"leech"`  // forgotten as often as leech_lapses says
}

func newListedCard(card *storage.Card, cal srs.Calendar) listedCard {
	l := listedCard{
		ID: card.ID.String(), Keys: make([]string, len(card.Keys)), Deck: card.Deck,
		Section: notNil(card.Section),
		File:    card.Path, Line: card.Line, Kind: card.Kind.String(),
		Phase:   card.Schedule.Phase.String(),
		Reviews: card.Schedule.Reviews, Lapses: card.Schedule.Lapses, Tags: notNil(card.Tags),
		Draft: card.Draft, Suspended: card.Suspended, Flag: card.Flag,
	}
	for i, k := range card.Keys {
		l.Keys[i] = k.String()
	}
	if card.Buried != 0 {
		until := card.Buried.String()
		l.Buried = &until
	}
	l.Question, l.Answer = card.Question(), card.Answer()
	if due := dueAt(card.Schedule, cal); !due.IsZero() {
		due = jsonTime(due)
		l.Due = &due
		stability, difficulty := card.Schedule.Stability(card.Model),
			card.Schedule.Memory.Difficulty
		l.Stability, l.Difficulty = &stability, &difficulty
	}
	return l
}

// notNil makes an empty list of none, which JSON would write as null.
func notNil(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

// appendJSON appends what [json.Marshal] makes of a card, but for <, > and &, which stand for
// themselves. By reflection, a hundred thousand cards take twice as long.
func (l *listedCard) appendJSON(b []byte) []byte {
	b = appendText(append(b, `{"id":`...), l.ID)
	b = appendTexts(append(b, `,"keys":`...), l.Keys)
	b = appendText(append(b, `,"deck":`...), l.Deck)
	b = appendTexts(append(b, `,"section":`...), l.Section)
	b = appendText(append(b, `,"file":`...), l.File)
	b = strconv.AppendInt(append(b, `,"line":`...), int64(l.Line), 10)
	b = appendText(append(b, `,"kind":`...), l.Kind)
	b = appendText(append(b, `,"question":`...), l.Question)
	b = appendText(append(b, `,"answer":`...), l.Answer)
	b = appendText(append(b, `,"phase":`...), l.Phase)
	b = appendTime(append(b, `,"due":`...), l.Due)
	b = strconv.AppendInt(append(b, `,"reviews":`...), int64(l.Reviews), 10)
	b = strconv.AppendInt(append(b, `,"lapses":`...), int64(l.Lapses), 10)
	b = appendNumber(append(b, `,"stability":`...), l.Stability)
	b = appendNumber(append(b, `,"difficulty":`...), l.Difficulty)
	b = appendTexts(append(b, `,"tags":`...), l.Tags)
	b = strconv.AppendBool(append(b, `,"draft":`...), l.Draft)
	b = strconv.AppendBool(append(b, `,"suspended":`...), l.Suspended)
	b = strconv.AppendInt(append(b, `,"flag":`...), int64(l.Flag), 10)
	b = append(b, `,"buried":`...)
	if l.Buried != nil {
		b = appendText(b, *l.Buried)
	} else {
		b = append(b, "null"...)
	}
	b = strconv.AppendBool(append(b, `,"leech":`...), l.Leech)
	return append(b, '}')
}

func appendTexts(b []byte, texts []string) []byte {
	b = append(b, '[')
	for i, text := range texts {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, text)
	}
	return append(b, ']')
}

// appendText appends a text in quotes.
func appendText(b []byte, text string) []byte {
	b = append(b, '"')
	if isPlainText(text) {
		return append(append(b, text...), '"')
	}
	plain := 0 // where what stands for itself begins
	for i, r := range text {
		size := 1
		switch {
		case r == '\u2028' || r == '\u2029': // which end lines of JavaScript
			size = len("\u2028")
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd"): // a byte that is no UTF-8
		case r < ' ' || r == '"' || r == '\\':
		default:
			continue
		}
		b = appendEscape(append(b, text[plain:i]...), r)
		plain = i + size
	}
	return append(append(b, text[plain:]...), '"')
}

// isPlainText says whether a text is of characters of ASCII that stand for themselves, as most are.
func isPlainText(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// appendEscape appends what stands for a character that does not stand for itself.
func appendEscape(b []byte, r rune) []byte {
	const short, letters, hex = "\"\\\b\f\n\r\t", `"\bfnrt`, "0123456789abcdef"
	if i := strings.IndexRune(short, r); i >= 0 {
		return append(b, '\\', letters[i])
	}
	return append(b, '\\', 'u', hex[r>>12], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}

// appendTime appends an instant in quotes, null for none. Its year has four digits; see [jsonTime].
func appendTime(b []byte, t *time.Time) []byte {
	if t == nil {
		return append(b, "null"...)
	}
	return append(t.AppendFormat(append(b, '"'), time.RFC3339Nano), '"')
}

// appendNumber appends a number of days or a difficulty, null for none. They need no exponent.
func appendNumber(b []byte, x *float64) []byte {
	if x == nil {
		return append(b, "null"...)
	}
	return strconv.AppendFloat(b, *x, 'f', -1, 64)
}
