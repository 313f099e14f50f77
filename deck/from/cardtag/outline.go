package cardtag

import (
	"strings"

	"cards/deck/from/pattern"
	"cards/deck/markup"
)

// bullet matches the beginning of a block of a page of Logseq; macro a gap in an answer, where it
// is no question.
var (
	bullet = pattern.New(`^([ \t]*)-(?: |$)`)
	macro  = pattern.New(`\{\{cloze ([^{}]+?)\}\}`)
)

// block is a block of a page of Logseq: an item with the lines that go on with it.
type block struct {
	first, behind int // its own lines, from 0, without those of the blocks in it
	indent        int
	after         int // the place of the first block that does not stand in it
	text          []string
	known         map[string]string // its properties
	isCard        bool
	card          Card // with its question and its tags
}

// readOutline reads a page of Logseq, in which the tag may stand on any line of a block, and the
// blocks in it are the answer, but for those that are cards themselves.
func (s *scanner) readOutline() {
	blocks := s.blocks()
	for i := range blocks {
		s.ask(&blocks[i])
	}
	var within []int // blocks that are around the one that is read
	for i := range blocks {
		for len(within) > 0 && blocks[within[len(within)-1]].indent >= blocks[i].indent {
			blocks[within[len(within)-1]].after = i
			within = within[:len(within)-1]
		}
		within = append(within, i)
	}
	for _, i := range within {
		blocks[i].after = len(blocks)
	}
	for i, b := range blocks {
		level, title := markup.Heading(s.lines[b.first])
		blocks[i].card.Section = s.section.Titles()
		if level > 0 {
			title, _, _, _ = cut(title, s.flashcards)
			s.section.Enter(level, title)
		}
		switch {
		case b.isCard:
			s.take(blocks, i)
		case level > 0:
			s.note.Headings = append(s.note.Headings, b.first+1)
		}
	}
}

// blocks returns the blocks of the page, without what each holds.
func (s *scanner) blocks() []block {
	var list []block
	for at := s.frontMatter(); at < len(s.lines); at++ {
		line := s.lines[at]
		level, _ := markup.Heading(line)
		plain := strings.TrimSpace(line)
		switch m := bullet().FindStringSubmatch(line); {
		case m != nil:
			list = append(list, block{first: at, indent: indent(line)})
			plain = strings.TrimSpace(line[len(m[0]):])
		case level > 0, len(list) == 0 && plain != "" && !property().MatchString(line):
			list = append(list, block{first: at})
		}
		if markup.OpensFence(plain) {
			at = s.fenceEnd(at)
		}
		if len(list) > 0 {
			list[len(list)-1].behind = at + 1
		}
	}
	return list
}

// fenceEnd returns the line that closes a fence which a line opens, perhaps behind a bullet; the
// line itself if none does.
func (s *scanner) fenceEnd(at int) int {
	for end := at + 1; end < len(s.lines); end++ {
		if plain := strings.TrimSpace(s.lines[end]); plain == "```" || plain == "~~~" {
			return end
		}
	}
	return at
}

// ask reads what a block says by itself: its properties, its text, and whether that is a question.
func (s *scanner) ask(b *block) {
	b.known = make(map[string]string)
	isCode, inDrawer := false, false
	for _, line := range s.lines[b.first:b.behind] {
		plain := strings.TrimSpace(line)
		p := property().FindStringSubmatch(line)
		switch {
		case inDrawer || plain == ":LOGBOOK:":
			inDrawer = plain != ":END:"
			continue
		case !isCode && p != nil && bullet().FindString(line) == "":
			b.known[strings.ToLower(p[1])] = strings.TrimSpace(p[2])
			continue
		}
		if m := bullet().FindString(line); m != "" && own().MatchString(line[len(m):]) {
			line = strings.TrimRight(m, " ")
		}
		b.text = append(b.text, line)
		if markup.OpensFence(strings.TrimSpace(bullet().ReplaceAllString(line, ""))) {
			isCode = !isCode
		}
		if !isCode && !b.isCard {
			b.question(s.flashcards)
		}
	}
	if b.isCard {
		b.card.Front = strings.TrimSpace(strings.Join(questionLines(b), "\n"))
		b.isCard = b.card.Front != ""
	}
}

// question looks for the tag on the last line of the text of a block, and takes it away.
func (b *block) question(flashcards bool) {
	last := len(b.text) - 1
	text, reversed, tags, marked := cut(b.text[last], flashcards)
	if !marked {
		return
	}
	margin := b.text[last][:len(b.text[last])-len(strings.TrimLeft(b.text[last], " \t"))]
	b.isCard, b.text[last] = true, margin+text
	b.card.Kind, b.card.Tags = kindOf(reversed), tags
}

// questionLines returns the text of a block, its first line without what makes it an item or a
// heading, the others without what they are indented by.
func questionLines(b *block) []string {
	first := bare(b.text[0])
	if len(b.text) == 1 {
		return []string{first}
	}
	return []string{first, dedented(b.text[1:])}
}

// take takes the card that a block is.
func (s *scanner) take(blocks []block, at int) {
	b := blocks[at]
	c := b.card
	s.note.Marked++
	level, _ := markup.Heading(s.lines[b.first])
	c.Title = level > 0
	c.Known, c.ID = b.known, b.known["id"]
	c.Line, c.End = b.first+1, b.behind
	var body []string
	for i := at + 1; i < b.after; {
		inner := blocks[i]
		if inner.isCard {
			i = inner.after
			continue
		}
		if inner.first == c.End && len(c.Behind) == 0 {
			c.End = inner.behind
		} else {
			for line := inner.first; line < inner.behind; line++ {
				c.Behind = append(c.Behind, line+1)
			}
		}
		body = append(body, inner.answer()...)
		i++
	}
	c.Back = unmarked(body)
	s.note.take(c, b.behind)
}

// answer returns the text of a block as a part of an answer; none if it is empty.
func (b *block) answer() []string {
	if strings.TrimSpace(strings.Join(b.text, "")) == "-" {
		return nil
	}
	lines := make([]string, len(b.text))
	for i, line := range b.text {
		lines[i] = macro().ReplaceAllString(line, "$1")
	}
	return lines
}
