package apkg

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"

	"cards/cmd/internal/desk"
	"cards/deck"
	"cards/deck/cloze"
	"cards/deck/from/anki"
	"cards/deck/from/pattern"
	"cards/deck/markup"
	"cards/deck/markup/web"
	"cards/storage/folders"
)

// deckText is a deck file that was read.
type deckText struct {
	path  string
	file  *deck.File
	lines []string
}

// noteText is a note as it stands in its file.
type noteText struct {
	note *deck.Note
	path string
	raw  string
}

// text returns the note of a card as it stands in its file; nil if it is not there any more.
func (e *exporter) text(l *learned) (*noteText, error) {
	if e.file == nil || e.file.path != l.Path {
		data, err := desk.ReadDeck(folders.Abs(e.c.Root(), l.Path))
		if err != nil {
			return nil, err
		}
		e.file = &deckText{l.Path, deck.Parse(l.Path, data), strings.SplitAfter(string(data), "\n")}
	}
	notes := e.file.file.Notes
	i := slices.IndexFunc(notes, func(n deck.Note) bool { return n.Pos.Line == l.Line })
	if i < 0 {
		return nil, nil
	}
	n := &notes[i]
	raw := strings.Join(e.file.lines[n.Pos.Line-1:min(n.End, len(e.file.lines))], "")
	return &noteText{n, l.Path, strings.TrimRight(raw, "\n")}, nil
}

// html returns Markdown as Anki shows it: formulas for MathJax, sounds to play, pictures by the
// names that they have there.
func (e *exporter) html(t *noteText, source string) string {
	if source == "" {
		return ""
	}
	address := func(dest string) string { return e.media.name(t.path, dest) }
	text := web.HTML(markup.Parse(source, t.note.Definitions), web.Show{
		Images: address, Sounds: address,
		Play: func(name string) string { return "[sound:" + html.EscapeString(name) + "]" },
		Formula: func(source string, display bool) string {
			if display {
				return `\[` + html.EscapeString(source) + `\]`
			}
			return `\(` + html.EscapeString(source) + `\)`
		},
	})
	inner, opens := strings.CutPrefix(text, "<p>")
	inner, closes := strings.CutSuffix(inner, "</p>")
	if opens && closes && !strings.Contains(inner, "<p>") {
		return inner
	}
	return text
}

// fields returns a note of ours as one of a type of ours, in the order of its fields.
func (e *exporter) fields(n *note, t *noteText) (anki.Own, []string) {
	more := e.html(t, markup.WithoutComments(t.note.More))
	own, fields := anki.OwnBasic, []string(nil)
	switch first := t.note.Cards[0]; {
	case t.note.Label == deck.Cloze:
		own, fields = anki.OwnCloze, []string{e.cloze(t, n.ords), more}
	case len(t.note.Options) > 0:
		own = anki.OwnChoice
		fields = []string{e.html(t, first.Front), e.options(t, false), e.options(t, true), more}
	default:
		if t.note.Label == deck.Term {
			own = anki.OwnBoth
		} else if t.note.Typed {
			own = anki.OwnTyped
		}
		fields = []string{e.html(t, first.Front), e.html(t, first.Back), more}
	}
	return own, anki.WithSource(fields, t.raw)
}

// options returns the options of a choice as a list, or those that are right.
func (e *exporter) options(t *noteText, right bool) string {
	var b strings.Builder
	b.WriteString("<ul>")
	for _, o := range t.note.Options {
		if o.Right || !right {
			fmt.Fprintf(&b, "<li>%s</li>", e.html(t, o.Text))
		}
	}
	return b.String() + "</ul>"
}

// gapMarks stand for the marks of gaps while the rest is written as HTML. They are punctuation, as
// those are, so that what stands beside them is read alike.
const gapMarks = "⸨⸩"

var gapOpened = pattern.New(`⸨(\d+)⸨`)

// cloze returns the text of a cloze with its gaps as Anki writes them, by the ordinals of its
// cards.
func (e *exporter) cloze(t *noteText, ords []int) string {
	source := strings.NewReplacer("⸨", "((", "⸩", "))").Replace(markup.WithoutComments(t.note.Prompt))
	read := cloze.Read(source, t.note.Definitions)
	var hints []string
	marked := read.Marked(func(card int, hint string) string {
		if card < len(ords) {
			card = ords[card]
		}
		hints = append(hints, hint)
		return fmt.Sprintf("⸨%d⸨", card+1)
	}, "⸩")
	const label = 3
	marked = markup.MarkFlow(marked, markup.Flowing(marked, label))
	return withGaps(e.html(t, marked), gapOpened(), hints)
}

// withGaps returns HTML with gaps of Anki in place of the marks. Braces in a gap that would end it
// are set apart.
func withGaps(text string, opened *regexp.Regexp, hints []string) string {
	var b strings.Builder
	var open []string // hints of gaps that are open
	for text != "" {
		at := strings.IndexAny(text, gapMarks)
		if at < 0 {
			break
		}
		before := text[:at]
		if len(open) > 0 {
			before = strings.ReplaceAll(before, "}}", "} }")
		}
		b.WriteString(before)
		text = text[at:]
		if m := opened.FindStringSubmatch(text); m != nil && strings.HasPrefix(text, m[0]) && len(hints) > 0 {
			b.WriteString("{{c" + m[1] + "::")
			open, hints = append(open, hints[0]), hints[1:]
			text = text[len(m[0]):]
			continue
		}
		text = text[len("⸩"):]
		if n := len(open); n > 0 {
			if open[n-1] != "" {
				b.WriteString("::" + html.EscapeString(open[n-1]))
			}
			b.WriteString("}}")
			open = open[:n-1]
		}
	}
	return b.String() + text
}

// fill puts the text of a note as it is here into the fields of its type in Anki; false if that
// shows more than fields.
func (e *exporter) fill(n *note, row *anki.Note, t *anki.Notetype, text *noteText, siblings []*learned) bool {
	front, back, ok := shown(t)
	if !ok {
		return false
	}
	more := e.html(text, markup.WithoutComments(text.note.More))
	if t.IsCloze() {
		if text.note.Label != deck.Cloze {
			return false
		}
		n.ords = ords(text.note, n.guid, siblings)
		row.Fields[front] = e.cloze(text, n.ords)
		if back >= 0 {
			row.Fields[back] = more
		}
		return true
	}
	if text.note.Label == deck.Cloze || len(text.note.Options) > 0 || back < 0 {
		return false
	}
	first := text.note.Cards[0]
	row.Fields[front], row.Fields[back] = e.html(text, first.Front), e.html(text, first.Back)
	if more != "" {
		row.Fields[back] += "<br><br>" + more
	}
	return true
}

var (
	oneField = pattern.New(`^\s*\{\{(?:cloze:|type:)*([^{}#^/]+)\}\}\s*(?:\{\{type:[^{}]+\}\}\s*)?$`)
	answers  = pattern.New(`(?s)^\s*\{\{(?:FrontSide|cloze:[^{}]+|[^{}#^/:]+)\}\}\s*` +
		`(?:<hr id="?answer"?>|<br>)?\s*(?:\{\{(?:type:)?([^{}#^/]+)\}\})?\s*$`)
)

// shown returns the fields of a type of note that its cards show before and after the answer; back
// is less than zero if there is none. It is false if the cards show more.
func shown(t *anki.Notetype) (front, back int, ok bool) {
	if len(t.Templates) == 0 || len(t.Templates) > 2 {
		return 0, 0, false
	}
	f := oneField().FindStringSubmatch(t.Templates[0].Front)
	b := answers().FindStringSubmatch(t.Templates[0].Back)
	if f == nil || b == nil {
		return 0, 0, false
	}
	front, back = fieldOf(t, f[1]), fieldOf(t, b[1])
	if len(t.Templates) == 2 {
		other := oneField().FindStringSubmatch(t.Templates[1].Front)
		if other == nil || fieldOf(t, other[1]) != back {
			return 0, 0, false
		}
	}
	return front, back, front >= 0 && front != back
}

func fieldOf(t *anki.Notetype, name string) int {
	return slices.IndexFunc(t.Fields, func(f anki.Field) bool { return f.Name == strings.TrimSpace(name) })
}
