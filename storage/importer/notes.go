package importer

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"unicode"

	"cards/deck"
	"cards/deck/markup"
	"cards/storage"
)

// entry is a piece of a source on its way into a deck.
type entry struct {
	*Item
	format string
	text   string      // as it will stand there
	cards  []deck.Card // of a note

	status  Status
	old     deck.Key       // that it replaces; zero if none
	before  []storage.Fate // of the card of the source that it is, and of the texts that it was exported with
	written bool           // it arrives in a file
}

// newEntries returns the pieces of a content, and the notes of which only the history is kept. Notes
// that cannot stand in a deck are refused, and of theirs only the history is kept.
func newEntries(r *Report, content *Content) (entries, kept []*entry) {
	texts := deckTexts(content.Items)
	entries = make([]*entry, 0, len(content.Items))
	var notes []*entry
	controls := 0
	for i := range content.Items {
		e := &entry{Item: &content.Items[i], format: r.Format}
		switch n := e.Note; {
		case n == nil:
			text, has := harmless(e.Text)
			e.text = deck.Escape(text) + "\n"
			controls += has
		case n.Kept:
			kept = append(kept, e)
			continue
		case n.raw != "":
			e.text, e.cards = n.raw, n.cards
		default:
			controls += texts[i].controls
			if e.text = texts[i].text; texts[i].err != nil {
				r.refuse(n.Line, texts[i].err)
				kept = append(kept, e)
				continue
			}
			notes = append(notes, e)
		}
		entries = append(entries, e)
	}
	if controls > 0 {
		content.Remarks = append(content.Remarks, counted(controls, "control character")+" left out of the texts")
	}
	readBack(notes)
	for _, e := range entries {
		if e.Note != nil && e.dropSchedules() {
			r.leave(e.Note.Line, errNoCard)
		}
	}
	return slices.DeleteFunc(entries, func(e *entry) bool {
		unread := e.Note != nil && (len(e.cards) == 0 || len(e.cards) < len(e.Note.Cards))
		if unread {
			r.refuse(e.Note.Line, errUnread)
			kept = append(kept, e)
		}
		return unread
	}), kept
}

// dropSchedules drops schedules of cards that a note does not have: its text had more once.
func (e *entry) dropSchedules() bool {
	n, known := len(e.cards), e.Note.Cards
	named := func(h CardHistory) bool { return len(h.Sources) > 0 }
	if n == 0 || len(known) <= n || slices.ContainsFunc(known[n:], named) {
		return false
	}
	e.Note.Cards = known[:n]
	return true
}

var errNoCard = errors.New("a schedule of a card that the note does not have")

var errUnread = errors.New("it would not be read as one note")

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
			e.cards = f.Notes[i].Cards
		}
		return
	}
	for _, e := range notes {
		if f := deck.Parse("", []byte(e.text)); len(f.Notes) == 1 {
			e.cards = f.Notes[0].Cards
		}
	}
}

// printed is a note as it stands in a deck, or why it cannot.
type printed struct {
	text     string
	controls int // characters that were left out
	err      error
}

// deckTexts returns the notes among pieces as they stand in a deck, by the pieces' places. Each is
// written by itself, and of many several at a time.
func deckTexts(items []Item) []printed {
	texts := make([]printed, len(items))
	var group sync.WaitGroup
	const some = 500 // that are worth the while
	for from := 0; from < len(items); from += some {
		write := func() {
			for i := from; i < min(from+some, len(items)); i++ {
				if n := items[i].Note; n != nil && !n.Kept && n.raw == "" {
					texts[i].controls = n.harmless()
					texts[i].text, texts[i].err = deckText(n)
				}
			}
		}
		if len(items) <= some {
			write()
			return texts
		}
		group.Go(write)
	}
	group.Wait()
	return texts
}

// harmless leaves characters out of the note that do something to a terminal, and returns how many.
func (n *Note) harmless() int {
	count := 0
	for _, text := range []*string{&n.Prompt, &n.Answer, &n.More} {
		var has int
		*text, has = harmless(*text)
		count += has
	}
	for i := range n.Options {
		var has int
		n.Options[i].Text, has = harmless(n.Options[i].Text)
		count += has
	}
	return count
}

// harmless returns a text without control characters that neither end lines nor divide words, and how
// many these were.
func harmless(text string) (string, int) {
	if !strings.ContainsFunc(text, isHarmful) {
		return text, 0
	}
	count := 0
	return strings.Map(func(r rune) rune {
		if !isHarmful(r) {
			return r
		}
		count++
		return -1
	}, text), count
}

func isHarmful(r rune) bool {
	return unicode.IsControl(r) && !strings.ContainsRune("\t\n\v\f\r\u0085", r)
}

// deckText returns a note as it stands in a deck; the error says why it cannot.
func deckText(n *Note) (string, error) {
	d := deck.Note{
		Label: n.Label, Prompt: n.Prompt, Answer: n.Answer, More: n.More, Tags: TagsOf(n.Tags),
		Typed: n.Typed && n.Label != deck.Cloze, Draft: n.Draft,
	}
	if n.Label == deck.Cloze {
		d.Prompt = clozeText(n.Prompt)
	}
	for _, o := range n.Options {
		text := strings.Join(strings.Fields(deck.Escape(o.Text)), " ")
		d.Options = append(d.Options, deck.Option{Text: text, Right: o.Right})
	}
	return deck.Print(d)
}

// clozeText returns the text of a cloze in which nothing is a gap but {{c1::…}}: other brackets that
// could be one are escaped.
func clozeText(text string) string {
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

// TagsOf returns tags as a deck has them: characters that no tag may have become hyphens.
func TagsOf(tags []string) []string {
	var list []string
	for _, tag := range tags {
		name := strings.Map(func(r rune) rune {
			if unicode.In(r, unicode.L, unicode.M, unicode.Nd) || strings.ContainsRune("_-/", r) {
				return r
			}
			return '-'
		}, strings.TrimLeft(tag, "#"))
		name = strings.TrimLeftFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
		if name = strings.Trim(name, "-/"); deck.IsTag(name) && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}
