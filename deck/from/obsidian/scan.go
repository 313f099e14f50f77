package obsidian

import (
	"slices"
	"strings"

	"cards/deck/from/pattern"

	"cards/deck/front"
	"cards/deck/markup"
)

// reader reads a note line by line.
type reader struct {
	settings Settings
	page     page
	lines    []string
	note     Note

	deck    string // of the cards that follow
	section markup.Section

	words []int // places of the lines of the block before, if that is no card; of a heading
	block []int // places of the lines of the block so far
	sep   int   // which of them is the separator of two sides; -1 if none
	kind  Kind
	above int // how many lines of the block are headings right above the question

	unclosed map[string]bool // marks that no line to come has
}

var (
	tagLine  = pattern.New(`^\s*(#[^\s#]+\s*)+$`)
	tagWord  = pattern.New(`(^|\s)#([^\s#,;.!?()\[\]]+)`)
	blockID  = pattern.New(`\s\^[a-zA-Z0-9-]+$`)
	listMark = pattern.New(`^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?`)
	headMark = pattern.New(`^#{1,6}\s+`)
	headings = pattern.New(`(?m)^#{1,6}\s+`)
	// forAnki is what other plugins read that bring cards to Anki.
	forAnki = pattern.New(`^(?:TARGET DECK|FILE TAGS|cards-deck)\b`)
	callout = pattern.New(`^\s*>\s*\[![^\]]*\]`)
)

func (r *reader) read() {
	r.sep = -1
	at := r.frontMatter()
	for at < len(r.lines) {
		at = r.line(at)
	}
	r.close()
}

// line reads what begins on a line, and returns the line behind it.
func (r *reader) line(at int) int {
	line := r.lines[at]
	plain := strings.TrimSpace(line)
	switch {
	case r.settings.End != "" && plain == r.settings.End:
		r.close()
		r.mark(at, Heading)
	case plain == "" && r.sep >= 0 && (r.settings.End != "" || r.isApart()):
		r.block = append(r.block, at)
	case plain == "":
		r.close()
		r.mark(at, Blank)
	case markup.OpensFence(plain):
		return r.takeLines(at, markup.FenceEnd(r.lines, at))
	case strings.HasPrefix(plain, "$$") && strings.Count(plain, "$$") == 1:
		return r.until(at, "$$")
	case strings.HasPrefix(plain, "<!--") && !isScheduled(plain):
		return r.comment(at, "-->")
	case strings.HasPrefix(plain, "<s") && markup.HiddenEnd(r.lines, at) > at:
		return r.skip(at, markup.HiddenEnd(r.lines, at))
	case strings.HasPrefix(plain, "%%"):
		return r.comment(at, "%%")
	case isCallout(line) && !r.isAnswered(line):
		r.callout(at, line)
	case isForAnki(line):
		r.close()
		r.mark(at, Skipped)
	case r.heading(at, line), r.tags(at, plain):
	case isScheduled(plain) && withoutSchedules(strings.TrimLeft(plain, "> ")) == "":
		r.schedule(at, plain)
	case r.field(at, line), r.inline(at, line):
	case r.isSeparator(at, plain):
	default:
		r.block = append(r.block, at)
	}
	return at + 1
}

func (r *reader) mark(at int, what What) { r.note.Lines = append(r.note.Lines, Line{at + 1, what}) }

// frontMatter reads tags of the front matter and returns the line behind it.
func (r *reader) frontMatter() int {
	if len(r.lines) == 0 || strings.TrimRight(r.lines[0], " ") != "---" {
		return 0
	}
	for end := 1; end < len(r.lines); end++ {
		if strings.TrimRight(r.lines[end], " ") != "---" {
			continue
		}
		r.note.Tags = frontTags(strings.Join(r.lines[1:end], "\n") + "\n")
		for _, tag := range r.note.Tags {
			if deck, ok := r.settings.deckOf(tag); ok {
				r.deck = deck
			}
		}
		for i := range end + 1 {
			r.mark(i, Skipped)
		}
		return end + 1
	}
	return 0
}

// frontTags returns the tags in front matter.
func frontTags(content string) (all []string) {
	if !strings.Contains(content, "tag") {
		return nil
	}
	values, _ := front.Read(content, false)
	for _, key := range []string{"tags", "tag"} {
		tags, _ := front.Tags(values[key])
		all = append(all, tags...)
	}
	return all
}

// heading takes a line that is a heading.
func (r *reader) heading(at int, line string) bool {
	level, title := markup.Heading(line)
	if level == 0 || r.hasInline(line) || r.sep >= 0 && !r.isQuestion(at) {
		return false // words, a card by itself, or a part of the answer
	}
	r.close()
	title, tags := cutTags(title)
	r.take(tags)
	r.section.Enter(level, title)
	if r.isQuestion(at) {
		r.block = append(r.block, at)
		return true
	}
	r.words = []int{at}
	r.mark(at, Heading)
	return true
}

// isQuestion says whether the line after a heading, or another line, is a separator: it belongs to
// the question.
func (r *reader) isQuestion(at int) bool {
	return at+1 < len(r.lines) && r.isSeparatorText(strings.TrimSpace(r.lines[at+1]))
}

// isForAnki says whether a line is one that other plugins read.
func isForAnki(line string) bool {
	return line != "" && strings.IndexByte("TFc", line[0]) >= 0 && forAnki().MatchString(line)
}

// isCallout says whether a line begins a callout.
func isCallout(line string) bool {
	return strings.Contains(line, "[!") && callout().MatchString(line)
}

// callout takes a line that begins a callout: that of the plugin belongs to the card above it,
// others end it.
func (r *reader) callout(at int, line string) {
	r.close()
	n := len(r.note.Cards)
	if n > 0 && r.note.Cards[n-1].End == at && strings.Contains(line, "[!sr") {
		r.note.Cards[n-1].End = at + 1
		return
	}
	r.mark(at, Heading)
}

// isAnswered says whether a callout that a line begins is an answer, or a part of one: it stands
// below a separator, and the question in no callout. That of the plugin holds a schedule.
func (r *reader) isAnswered(line string) bool {
	return r.sep >= 0 && !strings.Contains(line, "[!sr") && !r.isQuoted()
}

// isQuoted says whether the block begins in a callout or another quotation.
func (r *reader) isQuoted() bool {
	return len(r.block) > 0 && strings.HasPrefix(strings.TrimLeft(r.lines[r.block[0]], " \t"), ">")
}

// uncalled returns a line without the mark of the callout that it stands in.
func uncalled(line string) string {
	rest, ok := strings.CutPrefix(strings.TrimLeft(line, " \t\r\f"), ">")
	if !ok {
		return line
	}
	if rest != "" && strings.IndexByte(" \t\r\f", rest[0]) >= 0 {
		rest = rest[1:]
	}
	return rest
}

// until takes lines to the next one that ends with a mark.
func (r *reader) until(at int, mark string) int {
	isEnd := func(line string) bool { return strings.HasSuffix(strings.TrimSpace(line), mark) }
	end := at
	if !r.unclosed[mark] {
		end += 1 + slices.IndexFunc(r.lines[at+1:], isEnd)
		r.unclosed[mark] = end == at
	}
	return r.takeLines(at, end)
}

// takeLines takes lines as part of the block that they stand in, and returns the line behind them.
func (r *reader) takeLines(from, to int) int {
	to = min(to, len(r.lines)-1)
	for i := from; i <= to; i++ {
		r.block = append(r.block, i)
	}
	return to + 1
}

// comment passes over a comment. One that nothing closes is a line of text.
func (r *reader) comment(at int, mark string) int {
	begin := r.lines[at]
	if mark == "%%" {
		_, begin, _ = strings.Cut(begin, mark)
	}
	if strings.Contains(begin, mark) {
		return r.skip(at, at+1)
	}
	if !r.unclosed[mark] {
		isEnd := func(line string) bool { return strings.Contains(line, mark) }
		if end := slices.IndexFunc(r.lines[at+1:], isEnd); end >= 0 {
			return r.skip(at, at+end+2)
		}
		r.unclosed[mark] = true
	}
	return r.takeLines(at, at)
}

// skip passes over lines, and returns the one behind them.
func (r *reader) skip(from, to int) int {
	for i := from; i < to; i++ {
		r.mark(i, Skipped)
	}
	return to
}

// schedule takes a line of schedules: of the block before it, or of the last card.
func (r *reader) schedule(at int, plain string) {
	if r.sep < 0 && len(r.block) > 0 && r.isQuestion(at) { // it stands below the question
		r.block = append(r.block, at)
		return
	}
	list := schedules(plain)
	if len(r.block) == 0 && len(r.note.Cards) > 0 && r.note.Cards[len(r.note.Cards)-1].End == at {
		last := &r.note.Cards[len(r.note.Cards)-1]
		last.Schedules, last.End = append(last.Schedules, list...), at+1
		return
	}
	n := len(r.note.Cards)
	r.close()
	if len(r.note.Cards) > n {
		last := &r.note.Cards[len(r.note.Cards)-1]
		last.Schedules, last.End = append(last.Schedules, list...), at+1
		return
	}
	r.mark(at, Skipped)
}
