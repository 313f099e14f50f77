package importer

import (
	"errors"
	"strings"
	"unicode"

	"cards/deck"
	"cards/deck/markup"
)

// entry is a piece of a source on its way into a deck.
type entry struct {
	*Item
	format string
	text   string      // as it will stand there
	cards  []deck.Card // of a note

	status Status
	old    deck.Key // that it replaces; zero if none
}

// newEntries returns the pieces of a content. Notes that do not ask what they should are refused.
func newEntries(r *Report, content *Content) []*entry {
	entries := make([]*entry, 0, len(content.Items))
	var notes []*entry
	for i := range content.Items {
		e := &entry{Item: &content.Items[i], format: r.Format}
		switch n := e.Note; {
		case n == nil:
			e.text = deck.Escape(e.Text)
		case n.raw != "":
			e.text, e.cards = n.raw, n.cards
		default:
			e.text = deckText(n)
			notes = append(notes, e)
		}
		entries = append(entries, e)
	}
	readBack(notes)
	kept := entries[:0]
	for _, e := range entries {
		if e.Note != nil && len(e.cards) == 0 {
			r.refuse(e.Note.Line, reasonOf(e))
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

// readBack reads notes as a deck does, and gives them their cards; none to those that are read as
// something else.
func readBack(notes []*entry) {
	var all strings.Builder
	for _, e := range notes {
		all.WriteString(e.text)
		all.WriteString("\n")
	}
	f := deck.Parse("", []byte(all.String()))
	if len(f.Notes) == len(notes) && len(f.Broken) == 0 {
		for i, e := range notes {
			e.keep(f.Notes[i])
		}
		return
	}
	for _, e := range notes {
		if f := deck.Parse("", []byte(e.text)); len(f.Notes) == 1 && len(f.Broken) == 0 {
			e.keep(f.Notes[0])
		}
	}
}

// keep gives an entry the cards of the note that it was read as.
func (e *entry) keep(n deck.Note) {
	if n.Label == e.Note.Label && (n.Draft || !e.Note.Draft) {
		e.cards = n.Cards
	}
}

// reasonOf says why a note cannot stand in a deck.
func reasonOf(e *entry) error {
	f := deck.Parse("", []byte(e.text))
	for _, d := range f.Diagnostics {
		if d.Severity == deck.Error {
			return errors.New(d.Text)
		}
	}
	return errors.New("it would not be read as one note")
}

// deckText returns a note as it stands in a deck.
func deckText(n *Note) string {
	var b strings.Builder
	switch n.Label {
	case deck.Cloze:
		b.WriteString(part("C", words(n), clozeText(n.Prompt)))
	case deck.Term:
		b.WriteString(part("T", words(n), deck.Escape(n.Prompt)))
		b.WriteString(part("D", "", deck.Escape(n.Answer)))
	default:
		b.WriteString(part("Q", words(n), deck.Escape(n.Prompt)))
		answer := deck.Escape(n.Answer)
		if len(n.Options) > 0 {
			answer = taskList(n.Options)
		}
		b.WriteString(part("A", "", answer))
	}
	if more := deck.Escape(n.More); more != "" {
		b.WriteString(part("A", " (more)", more))
	}
	if tags := tagLine(n.Tags); tags != "" {
		b.WriteString(tags + "\n")
	}
	return b.String()
}

// words returns what stands behind the letter of a label.
func words(n *Note) string {
	var list []string
	if n.Typed && n.Label != deck.Cloze {
		list = append(list, "typed")
	}
	if n.Draft {
		list = append(list, "draft")
	}
	if len(list) == 0 {
		return ""
	}
	return " (" + strings.Join(list, ", ") + ")"
}

// part returns a part of a note, on the line of its label or, if it begins with a block, below.
func part(label, words, text string) string {
	head := label + words + ":"
	switch {
	case text == "":
		return head + "\n"
	case beginsBlock(text):
		return head + "\n" + text + "\n"
	}
	return head + " " + text + "\n"
}

// beginsBlock says whether a text looks best on lines of its own.
func beginsBlock(text string) bool {
	first, _, more := strings.Cut(text, "\n")
	for _, mark := range []string{"- ", "* ", "+ ", "```", "~~~", "|", "> ", "$$", "1. ", "1) "} {
		if strings.HasPrefix(first, mark) && (more || mark != "$$") {
			return true
		}
	}
	return false
}

func taskList(options []deck.Option) string {
	lines := make([]string, len(options))
	for i, o := range options {
		box := "- [ ] "
		if o.Right {
			box = "- [x] "
		}
		lines[i] = box + strings.Join(strings.Fields(deck.Escape(o.Text)), " ")
	}
	return strings.Join(lines, "\n")
}

// clozeText returns the text of a cloze in which nothing is a gap but {{c1::…}}: other brackets that
// could be one are escaped.
func clozeText(text string) string {
	text = deck.Escape(text)
	var b strings.Builder
	pos, depth := 0, 0
	end := markup.Span{Range: markup.Range{Start: len(text), End: len(text)}}
	for _, s := range append(markup.ClozeSpans(text), end) {
		depth = escapeBrackets(&b, text[pos:s.Start], depth)
		b.WriteString(s.In(text))
		pos = s.End
	}
	return b.String()
}

// escapeBrackets writes text, with a backslash before brackets that stand in no numbered gap; depth
// is how many of those it begins in, and the result how many it ends in.
func escapeBrackets(b *strings.Builder, text string, depth int) int {
	for i := range len(text) {
		switch {
		case strings.HasPrefix(text[i:], "{{c"):
			depth++
		case strings.HasPrefix(text[i:], "}}") && depth > 0:
			depth--
		case depth == 0 && (text[i] == '[' || text[i] == ']'):
			b.WriteByte('\\')
		}
		b.WriteByte(text[i])
	}
	return depth
}

// tagLine returns tags as a deck has them: characters that no tag may have become hyphens.
func tagLine(tags []string) string {
	var line []string
	for _, tag := range tags {
		name := strings.Map(func(r rune) rune {
			if unicode.In(r, unicode.L, unicode.M, unicode.Nd) || strings.ContainsRune("_-/", r) {
				return r
			}
			return '-'
		}, strings.TrimLeft(tag, "#"))
		name = strings.TrimLeftFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
		if name = strings.Trim(name, "-/"); name != "" {
			line = append(line, "#"+name)
		}
	}
	return strings.Join(line, " ")
}
