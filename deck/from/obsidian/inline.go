package obsidian

import (
	"strings"

	"cards/deck/from/pattern"
	"cards/deck/markup"
)

// hasInline says whether a line asks by a separator.
func (r *reader) hasInline(line string) bool {
	_, _, _, ok := r.settings.cutInline(line)
	return ok
}

// inline takes a line that is a card by itself.
func (r *reader) inline(at int, line string) bool {
	if r.sep >= 0 {
		return false // it belongs to the answer
	}
	front, back, kind, ok := r.settings.cutInline(line)
	if !ok {
		return false
	}
	r.close()
	list := schedules(back)
	back = withoutSchedules(back)
	front = withoutHeadMark(strings.TrimSpace(withoutListMark(uncalled(front))))
	c := Card{Line: at + 1, End: at + 1, Kind: kind, Front: front, Back: back, Schedules: list}
	r.add(c)
	return true
}

// withoutListMark returns a line without the mark of the item of a list that it may be.
func withoutListMark(line string) string {
	text := strings.TrimLeft(line, spaces)
	if text == "" || strings.IndexByte("-*+0123456789", text[0]) < 0 {
		return line
	}
	return listMark().ReplaceAllString(line, "")
}

// cutInline cuts a line at a separator that stands outside code and math; the longer is tried
// first.
func (s Settings) cutInline(line string) (front, back string, kind Kind, ok bool) {
	seps := []struct {
		text string
		kind Kind
	}{{s.InlineReversed, Reversed}, {s.Inline, Basic}}
	if len(s.Inline) > len(s.InlineReversed) {
		seps[0], seps[1] = seps[1], seps[0]
	}
	masked := ""
	for _, sep := range seps {
		if sep.text == "" || !strings.Contains(line, sep.text) {
			continue
		}
		if masked == "" {
			masked = maskGaps(mask(line))
		}
		at := strings.Index(masked, sep.text)
		if at < 0 {
			continue
		}
		return line[:at], strings.TrimSpace(line[at+len(sep.text):]), sep.kind, true
	}
	return "", "", 0, false
}

// ankiGap is what a gap of Anki begins with.
var ankiGap = pattern.New(`\{\{c\d+::`)

// maskGaps returns a text with other characters in the places of what gaps of Anki begin with.
func maskGaps(text string) string {
	if !strings.Contains(text, "{{c") {
		return text
	}
	return ankiGap().ReplaceAllStringFunc(text, hidden)
}

// hidden returns as many bytes that no separator has.
func hidden(text string) string { return strings.Repeat("\x00", len(text)) }

// add adds a card, unless a side is missing.
func (r *reader) add(c Card) {
	r.words = nil
	c.Front, c.Back = markup.WithoutStrong(clean(c.Front)), clean(c.Back)
	section := r.section.Titles()
	c.Deck, c.Section = r.deck, section[:max(0, len(section)-r.above)]
	if first, tags := cutTags(firstWord(c.Front)); len(tags) > 0 && first == "" {
		if deck, ok := r.settings.deckOf(tags[0]); ok {
			r.note.Tags = append(r.note.Tags, tags...)
			c.Deck, c.Front = deck, strings.TrimSpace(strings.TrimPrefix(c.Front, "#"+tags[0]))
		}
	}
	if c.Front == "" || c.Back == "" && c.Kind != Cloze {
		for i := c.Line; i <= c.End; i++ {
			r.mark(i-1, Broken)
		}
		return
	}
	r.note.Cards = append(r.note.Cards, c)
}

func firstWord(text string) string {
	if at := strings.IndexAny(text, " \n\t"); at >= 0 {
		return text[:at]
	}
	return text
}

// clean returns a text without the names of blocks.
func clean(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := range lines {
		if strings.Contains(lines[i], "^") {
			lines[i] = blockID().ReplaceAllString(lines[i], "")
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
