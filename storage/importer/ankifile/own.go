package ankifile

import (
	"path"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/from/anki"
	"cards/deck/from/ankinote"
	"cards/deck/from/pattern"
	"cards/deck/media"
	"cards/deck/printer"
	"cards/storage/importer/source"
)

// ownItems makes an item of a note that went to Anki from a collection of ours: with the text that
// it had there, unless its fields were edited in Anki. It is nil if it does not look like one.
func (t *turner) ownItems(n *ankiNote) []source.Item {
	text, intact, ok := anki.SourceOf(n.Fields)
	f := deck.Parse("", []byte(text))
	if !ok || len(f.Notes) != 1 || len(f.Broken) > 0 {
		return nil
	}
	was := &f.Notes[0]
	note := t.note(n, was.Label)
	note.Cards = t.byOrds(n, ownOrds(n, was))
	for _, c := range was.Cards {
		note.Was = append(note.Was, c.Key)
	}
	if intact {
		note.Raw, note.RawCards = t.ownText(n, was, text)
	} else {
		t.edited(n, was, note)
	}
	return []source.Item{{Deck: t.deckOf(&n.cards[0]), Note: note}}
}

// ownOrds returns the ordinals of the cards of a note of ours, in their order.
func ownOrds(n *ankiNote, was *deck.Note) []int {
	ords := make([]int, len(was.Cards))
	for i := range ords {
		ords[i] = i
	}
	if !n.typ.IsCloze() {
		return ords
	}
	for i, number := range order(ankinote.Numbers(n.Fields[0]), n.Fields[0]) {
		if i < len(ords) {
			ords[i] = number - 1
		}
	}
	return ords
}

// byOrds returns the histories of cards by their ordinals. Those that the note has beyond count for
// the last.
func (t *turner) byOrds(n *ankiNote, ords []int) []source.CardHistory {
	list := make([]source.CardHistory, len(ords))
	for i := range n.cards {
		at := slices.Index(ords, n.cards[i].Ord)
		if at < 0 {
			at = len(ords) - 1
		}
		list[at].Sources = append(list[at].Sources, t.sources(n, &n.cards[i]).Sources...)
	}
	return list
}

// ownText returns the text of a note as it stood in its deck, and its cards. Where it is new here
// its files are those that came with it, and it has the tags that it has in Anki.
func (t *turner) ownText(n *ankiNote, was *deck.Note, ours string) (string, []deck.Card) {
	text := strings.TrimRight(ours, "\n") + "\n"
	lives := func(c deck.Card) bool { return t.in.IsLive != nil && t.in.IsLive(c.Key) }
	if slices.ContainsFunc(was.Cards, lives) {
		return text, was.Cards
	}
	tagged := *was
	tagged.Tags = slices.Clone(was.Tags)
	for _, tag := range n.tags {
		if !slices.Contains(tagged.Tags, tag) {
			tagged.Tags = append(tagged.Tags, tag)
		}
	}
	if len(tagged.Tags) > len(was.Tags) {
		printed, err := printer.Print(tagged)
		if f := deck.Parse("", []byte(printed)); err == nil && len(f.Notes) == 1 &&
			sameKeys(f.Notes[0].Cards, was.Cards) {
			text = printed
		}
	}
	text = media.Repath(text, func(p string) string { return t.media.path(path.Base(p)) })
	if f := deck.Parse("", []byte(text)); len(f.Notes) == 1 {
		return text, f.Notes[0].Cards
	}
	return text, was.Cards
}

func sameKeys(a, b []deck.Card) bool {
	return slices.EqualFunc(a, b, func(a, b deck.Card) bool { return a.Key == b.Key })
}

var listItem = pattern.New(`(?s)<li>(.*?)</li>`)

// edited gives a note the texts that its fields have.
func (t *turner) edited(n *ankiNote, was *deck.Note, note *source.Note) {
	fields := slices.Clone(n.Fields)
	for len(fields) < len(n.typ.Fields) {
		fields = append(fields, "")
	}
	w, more := t.writer(false), len(fields)-2
	note.More, note.Typed = w.Markdown(fields[more]), was.Typed
	switch anki.Own(n.typ.ID) {
	case anki.OwnCloze:
		note.Prompt = t.writer(true).Markdown(fields[0])
		return
	case anki.OwnChoice:
		for _, item := range listItem().FindAllStringSubmatch(fields[1], -1) {
			right := strings.Contains(fields[2], "<li>"+item[1]+"</li>")
			note.Options = append(note.Options, deck.Option{Text: w.Markdown(item[1]), Right: right})
		}
	}
	note.Prompt = w.Markdown(fields[0])
	if note.Options == nil {
		note.Answer = w.Markdown(fields[1])
	}
	if note.Answer == "" {
		note.Answer = ankinote.NoAnswer
	}
}
