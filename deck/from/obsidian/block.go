package obsidian

import (
	"slices"
	"strings"

	"cards/deck/markup"
)

func (r *reader) isSeparatorText(plain string) bool {
	plain = strings.TrimSpace(uncalled(plain))
	s := r.settings
	return plain != "" && (plain == s.Multi || plain == s.MultiReversed)
}

// isApart says whether the block ends with a line between two sides that blank lines stand around.
func (r *reader) isApart() bool {
	return r.sep == len(r.block)-1 && r.sep > 0 && r.block[r.sep-1] != r.block[r.sep]-1
}

// takeApart takes the words before a blank line as the question to what follows the line between
// two sides, in a note of cards.
func (r *reader) takeApart() {
	if len(r.block) > 0 || len(r.words) == 0 || !r.note.isTagged(r.settings) {
		return
	}
	first := r.words[0] + 1
	r.note.Lines = slices.DeleteFunc(r.note.Lines, func(l Line) bool { return l.Number >= first })
	r.block, r.words = r.words, nil
}

// takeHeadings takes the headings right above a question that is no heading itself: the plugin asks
// all lines of a paragraph.
func (r *reader) takeHeadings() {
	for r.above = 0; len(r.block) > 0 && r.block[0] > 0; r.above++ {
		at := r.block[0] - 1
		if level, title := markup.Heading(r.lines[at]); level == 0 || title == "" {
			return
		}
		isIt := func(l Line) bool { return l.Number == at+1 && l.What == Heading }
		n := len(r.note.Lines)
		if r.note.Lines = slices.DeleteFunc(r.note.Lines, isIt); len(r.note.Lines) == n {
			return // it belongs to the card before
		}
		r.block = slices.Insert(r.block, 0, at)
	}
}

// isSeparator takes the line between two sides. Without a question above there is none.
func (r *reader) isSeparator(at int, plain string) bool {
	if !r.isSeparatorText(plain) || r.sep >= 0 {
		return false
	}
	r.kind = Basic
	if strings.TrimSpace(uncalled(plain)) == r.settings.MultiReversed {
		r.kind = Reversed
	}
	r.takeApart()
	r.takeHeadings()
	r.sep = len(r.block)
	r.block = append(r.block, at)
	return true
}

// text returns lines of the block. Those of a callout lose its mark.
func (r *reader) text(from, to int) string {
	var lines []string
	isQuoted := r.isQuoted()
	for _, at := range r.block[from:to] {
		line := r.lines[at]
		if isQuoted {
			line = uncalled(line)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// withoutHeadMark returns a text without the mark of a heading that it begins with.
func withoutHeadMark(text string) string {
	if !strings.HasPrefix(text, "#") {
		return text
	}
	return headMark().ReplaceAllString(text, "")
}

// close ends the block: it is a card if it has two sides or gaps, else words.
func (r *reader) close() {
	block, sep := r.block, r.sep
	defer func() { r.block, r.sep, r.above = nil, -1, 0 }()
	if len(block) == 0 {
		return
	}
	r.words = nil
	c := Card{Line: block[0] + 1, End: block[len(block)-1] + 1}
	whole := r.text(0, len(block))
	if sep >= 0 {
		c.Schedules = schedules(whole)
		c.Kind, c.Apart = r.kind, true
		c.Front = withoutSchedules(r.text(0, sep))
		if r.above > 0 {
			c.Front = headings().ReplaceAllString(c.Front, "")
		} else {
			c.Front = withoutHeadMark(c.Front)
		}
		c.Back = withoutSchedules(r.text(sep+1, len(block)))
		r.add(c)
		return
	}
	if front, gaps := r.settings.gaps(withoutSchedules(whole)); gaps > 0 {
		c.Kind, c.Schedules, c.Front = Cloze, schedules(whole), front
		r.add(c)
		return
	}
	r.note.Tags = append(r.note.Tags, tagsIn(whole)...)
	for _, at := range block {
		r.mark(at, Text)
	}
	r.words = block
}
