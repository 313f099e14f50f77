package deck

import (
	"fmt"
	"strings"

	"cards/deck/char"
	"cards/deck/cloze"
	"cards/deck/markup"
	"cards/deck/normal"
)

// maxCloze bounds what the cards of one cloze take together, in bytes: each of them holds the whole
// text.
const maxCloze = 16 << 20

// compileCloze returns the cards of a cloze.
func (p *lookout) compileCloze(note *Note, b body) []Card {
	if len(b.text) > maxCloze {
		p.fail(note.Pos, fmt.Sprintf("cloze of %d bytes", len(b.text)),
			fmt.Sprintf("at most %d are allowed", maxCloze))
		return nil
	}
	t := cloze.Read(b.text, DefinitionSource(p.definitionsOf(b.text, note)))
	for _, w := range t.Warnings {
		text := w.Text
		if w.About != "" {
			text = char.Quote(w.About) + " " + text
		}
		p.report.add(Warning, p.places.pos(b.off(w.At)), text, w.Hint)
	}
	p.remarkOwned(t, b)
	count := t.Cards()
	switch {
	case count == 0:
		p.fail(note.Pos, "cloze without a gap",
			"put what is asked in square brackets, such as [gap]; {{c1::gap}} is a gap anywhere")
		return nil
	case count*len(b.text) > maxCloze:
		p.fail(note.Pos, fmt.Sprintf("cloze of %d bytes with %d cards", len(b.text), count),
			fmt.Sprintf("bytes times cards may be at most %d; split it into several clozes",
				maxCloze))
		return nil
	}
	cards := make([]Card, count)
	flowing := b.flowing()
	earlier := map[string]int{}
	for i := range cards {
		c := &cards[i]
		c.Kind = KindCloze
		shown := t.Card(i, b.fenced, flowing)
		c.Front, c.Back = dedent(shown.Front, b.indent), dedent(shown.Back, b.indent)
		c.Text.Cloze = normal.Text(markup.WithoutFlow(shown.Back), shown.Fenced)
		if c.Text.ID = note.ID; note.ID != "" {
			asked := strings.Join(markup.GapTexts(c.Text.Cloze), string(GapOpen))
			c.Text.Earlier = earlier[asked]
			earlier[asked]++
		}
		c.Key = c.Text.Key()
	}
	return cards
}

// remarkOwned tells once a file of each meaning of brackets that are no gaps.
func (p *lookout) remarkOwned(t *cloze.Text, b body) {
	for _, w := range t.Owned {
		p.count(w.Text, Diagnostic{
			Path: p.file.Path, Pos: p.places.pos(b.off(w.At)), Severity: Advice,
			Text: char.Quote(w.About) + " " + w.Text, Hint: w.Hint,
		})
	}
}
