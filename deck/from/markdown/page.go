package markdown

import (
	"strings"

	"cards/deck/label"
	"cards/deck/markup"
)

// page is a file as its lines, and what these say of one another, whatever note is open.
type page struct {
	lines    []string
	asked    map[int]int  // how many headings of a level ask; nil until that matters
	numbered map[int]bool // lines of headings with numbers that ask; nil until that matters

	// untoggled says that no line to come ends a toggle.
	untoggled bool
}

// isAsked says whether a heading is a question: it ends as one, or has a number where most that
// have one ask, and text stands directly below it, or a label of an answer follows.
func (p *page) isAsked(at int, title string) bool {
	asks := endsAsking(title) || p.isNumbered(at, title)
	return asks && p.hasTextBelow(at) || p.isLabelledBelow(at)
}

// isNumbered says whether a heading has a number, and over half of those beside it that have one
// ask: then all of these do, as in lists of questions for interviews.
func (p *page) isNumbered(at int, title string) bool {
	if !numberedTitle().MatchString(title) {
		return false
	}
	if p.numbered == nil {
		p.findNumbered()
	}
	return p.numbered[at]
}

// findNumbered finds the headings with numbers that ask as most of those beside them do: of their
// level, and below the same heading.
func (p *page) findNumbered() {
	const few = 3 // headings of a level
	p.numbered = make(map[int]bool)
	var all, asking [7]int // by level
	var beside [7][]int    // lines of headings, by level
	end := func(from int) {
		for level := from; level < len(beside); level++ {
			for _, at := range beside[level] {
				p.numbered[at] = all[level] >= few && 2*asking[level] > len(beside[level])
			}
			beside[level], asking[level] = nil, 0
		}
	}
	for at := 0; at < len(p.lines); at++ {
		if markup.OpensFence(strings.TrimSpace(p.lines[at])) {
			at = markup.FenceEnd(p.lines, at)
			continue
		}
		level, title := headingOf(p.lines[at])
		if level == 0 {
			continue
		}
		end(level + 1)
		if numberedTitle().MatchString(title) {
			all[level]++
			beside[level] = append(beside[level], at)
			if endsAsking(title) || beginsAsking().MatchString(title) {
				asking[level]++
			}
		}
	}
	end(0)
}

// labelAt returns the label that a line begins with. The first of several options is none.
func (p *page) labelAt(at int) (lead, bool) {
	l, ok := labelOf(p.lines[at])
	if level, title := headingOf(p.lines[at]); !ok && level > 0 && isToReveal(title) {
		return lead{letter: 'A'}, true
	}
	if ok && l.letter == 'A' {
		below, _ := p.below(at)
		ok = !optionB().MatchString(below)
	}
	return l, ok
}

// askedAt counts the headings of a level that ask.
func (p *page) askedAt(level int) int {
	if p.asked == nil {
		p.asked = make(map[int]int)
		for at := 0; at < len(p.lines); at++ {
			if markup.OpensFence(strings.TrimSpace(p.lines[at])) {
				at = markup.FenceEnd(p.lines, at)
				continue
			}
			l, title := headingOf(p.lines[at])
			lead, labelled := p.labelAt(at)
			isAsked := labelled && label.Asks(lead.letter) || bareTitle().MatchString(title)
			if l > 0 && (isAsked || p.isAsked(at, title)) {
				p.asked[l]++
			}
		}
	}
	return p.asked[level]
}

// below returns the next line that is not blank, and its place; the last one's if there is none.
func (p *page) below(at int) (line string, place int) {
	for i := at + 1; i < len(p.lines); i++ {
		if strings.TrimSpace(p.lines[i]) != "" {
			return p.lines[i], i
		}
	}
	return "", len(p.lines) - 1
}

// hasTextBelow says whether text comes before the next heading.
func (p *page) hasTextBelow(at int) bool {
	line, place := p.below(at)
	level, _ := headingOf(line)
	_, labelled := p.labelAt(place)
	return line != "" && level == 0 && !labelled && !ruleLine().MatchString(line)
}

// isLabelledBelow says whether the next line begins the answer to what stands above it.
func (p *page) isLabelledBelow(at int) bool {
	line, place := p.below(at)
	l, labelled := p.labelAt(place)
	return line != "" && labelled && label.Answers(l.letter, 'Q')
}

// mayAsk says whether a label asks: an answer follows, on the line or below it before the next
// question; a cloze needs none.
func (p *page) mayAsk(at int, l lead) bool {
	if l.letter == 'C' {
		return true
	}
	if _, _, ok := cutAnswer(l.rest, l.letter); ok {
		return true
	}
	const most = 40 // lines
	for i := at + 1; i < len(p.lines) && i < at+most; i++ {
		next, ok := p.labelAt(i)
		if ok && label.Answers(next.letter, l.letter) {
			return true
		}
		if ok && label.Asks(next.letter) {
			return false
		}
	}
	return false
}

func (p *page) isIndentedBelow(at int) bool {
	if at+1 >= len(p.lines) {
		return false
	}
	below := p.lines[at+1]
	return strings.TrimSpace(below) != "" &&
		(strings.HasPrefix(below, "  ") || strings.HasPrefix(below, "\t"))
}

// toggleEnd returns the line that a toggle ends on; -1 if none does.
func (p *page) toggleEnd(at int) int {
	for end := at; !p.untoggled && end < len(p.lines); end++ {
		if endToggle().MatchString(p.lines[end]) {
			return end
		}
	}
	p.untoggled = true
	return -1
}

// isRevealed says whether a toggle that hides an answer follows before the next line that asks.
func (p *page) isRevealed(at int) bool {
	const most = 40 // lines
	for i := at + 1; i < len(p.lines) && i < at+most; i++ {
		if toggle().MatchString(p.lines[i]) {
			m := summary().FindStringSubmatch(strings.Join(p.lines[i:min(i+3, len(p.lines))], "\n"))
			return m != nil && isReveal(bare(m[1]))
		}
		level, _ := headingOf(p.lines[i])
		if _, asks := asksInBold(p.lines[i]); asks || level > 0 || ruleLine().MatchString(p.lines[i]) {
			return false
		}
	}
	return false
}
