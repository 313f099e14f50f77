package importer

import (
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"cards/deck"
	"cards/deck/markup"
	"cards/deck/printer"
	"cards/storage"
	"cards/storage/importer/source"
)

// entry is a piece of a source on its way into a deck.
type entry struct {
	*source.Item
	format string
	text   string           // as it will stand there
	cards  []deck.Card      // of a note
	read   *printer.Printed // how it is read there, until it is placed; nil if that is not known

	status  Status
	old     deck.Key       // that it replaces; zero if none
	before  []storage.Fate // of the card of the source that it is, and of the texts that it was exported with
	gone    error          // why it is left out: it came before
	written bool           // it arrives in a file
	arrived bool           // the plan has it
	told    int32          // where the report has its cards
}

// isNew says whether a piece is a note that is to be written.
func (e *entry) isNew() bool { return e.Note != nil && e.status == New }

// newEntries returns the pieces of a content, and the notes of which only the history is kept.
// Notes that cannot stand in a deck are refused, and of theirs only the history is kept.
//
// Texts are those of the items, by their places.
func newEntries(r *Report, content *source.Content, texts []printed) (entries, kept []*entry) {
	entries = make([]*entry, 0, len(content.Items))
	controls := 0
	for i := range content.Items {
		e := &entry{Item: &content.Items[i], format: r.Format}
		switch n := e.Note; {
		case n == nil:
			text, has := harmless(e.Text)
			e.text = printer.Escape(text) + "\n"
			controls += has
		case n.Kept:
			kept = append(kept, e)
			continue
		case n.Raw != "":
			e.text, e.cards = n.Raw, n.RawCards
		default:
			controls += texts[i].controls
			e.text, e.cards = texts[i].Text, texts[i].Cards
			if content.Close == nil { // else there is more of it than is to be held
				e.read = texts[i].Printed
			}
			if texts[i].Err != nil {
				r.refuse(n.Line, texts[i].Err)
				kept = append(kept, e)
				continue
			}
		}
		entries = append(entries, e)
	}
	if controls > 0 {
		remark := source.Counted(controls, "control character") + " left out of the texts"
		content.Remarks = append(content.Remarks, remark)
	}
	for _, e := range entries {
		if e.Note != nil && e.dropSchedules() {
			r.leave(e.Note.Line, errNoCard)
		}
	}
	return slices.DeleteFunc(entries, func(e *entry) bool {
		unread := e.Note != nil && (len(e.cards) == 0 || len(e.cards) < len(e.Note.Cards))
		if unread {
			r.refuse(e.Note.Line, errUnread)
			e.cards = nil // those that it would be read as are none of its
			kept = append(kept, e)
		}
		return unread
	}), kept
}

// dropSchedules drops schedules of cards that a note does not have: its text had more once.
func (e *entry) dropSchedules() bool {
	n, known := len(e.cards), e.Note.Cards
	named := func(h source.CardHistory) bool { return len(h.Sources) > 0 }
	if n == 0 || len(known) <= n || slices.ContainsFunc(known[n:], named) {
		return false
	}
	e.Note.Cards = known[:n]
	return true
}

var errNoCard = errors.New("a schedule of a card that the note does not have")

var errUnread = errors.New("it would not be read as one note")

// printed is a note as it stands in a deck, or why it cannot.
type printed struct {
	*printer.Printed
	controls int // characters that were left out
}

// deckTexts returns the notes among pieces as they stand in a deck, by the pieces' places. Some are
// written and read back at a time, by as many as there are processors.
func deckTexts(items []source.Item) []printed {
	texts := make([]printed, len(items))
	if len(items) < printedAtOnce {
		var p printing
		p.add(items, texts)
		p.print()
		return texts
	}
	var group sync.WaitGroup
	var taken atomic.Int64
	for range min(runtime.GOMAXPROCS(0), 1+len(items)/printedAtOnce) {
		group.Go(func() {
			var p printing
			const some = printedAtOnce
			for to := int(taken.Add(some)); to-some < len(items); to = int(taken.Add(some)) {
				from, to := to-some, min(to, len(items))
				p.add(items[from:to], texts[from:to])
				p.print()
			}
		})
	}
	group.Wait()
	return texts
}

// printedAtOnce is how many notes are written and read back at a time if there are many.
const printedAtOnce = 500

// printing prints notes of some pieces after others, in the same room.
type printing struct {
	notes  []deck.Note
	places []*printed // of the notes
}

// add adds the notes of pieces, whose texts are there once they are printed.
func (p *printing) add(items []source.Item, texts []printed) {
	p.notes, p.places = slices.Grow(p.notes, len(items)), slices.Grow(p.places, len(items))
	for i := range items {
		if n := items[i].Note; n != nil && !n.Kept && n.Raw == "" {
			texts[i].controls = clean(n)
			p.notes, p.places = append(p.notes, inDeck(n)), append(p.places, &texts[i])
		}
	}
}

// print prints what was added.
func (p *printing) print() {
	read := printer.PrintAll(p.notes)
	for at := range read {
		p.places[at].Printed = &read[at]
	}
	clear(p.notes)
	clear(p.places)
	p.notes, p.places = p.notes[:0], p.places[:0]
}

// clean leaves characters out of the note that do something to a terminal, and returns how many.
func clean(n *source.Note) int {
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

// harmless returns a text without control characters that neither end lines nor divide words, and
// how many these were.
func harmless(text string) (string, int) {
	if isPlain(text) || !strings.ContainsFunc(text, source.IsHarmful) {
		return text, 0
	}
	count := 0
	return strings.Map(func(r rune) rune {
		if !source.IsHarmful(r) {
			return r
		}
		count++
		return -1
	}, text), count
}

// isPlain says quickly of most texts in ASCII that nothing in them is harmful.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' || c > '~' {
			return false
		}
	}
	return true
}

// inDeck returns the note as one of a deck.
func inDeck(n *source.Note) deck.Note {
	d := deck.Note{
		Label: n.Label, Prompt: n.Prompt, Answer: n.Answer, More: n.More,
		Tags: source.TagsOf(n.Tags), Typed: n.Typed && n.Label != deck.Cloze, Draft: n.Draft,
	}
	if n.Label == deck.Cloze {
		d.Prompt = clozeText(n.Prompt)
	}
	for _, o := range n.Options {
		text := strings.Join(strings.Fields(printer.Escape(o.Text)), " ")
		d.Options = append(d.Options, deck.Option{Text: text, Right: o.Right})
	}
	return d
}

// clozeText returns the text of a cloze in which nothing is a gap but {{c1::…}}: other brackets
// that could be one are escaped.
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
