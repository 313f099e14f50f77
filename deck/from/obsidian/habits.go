package obsidian

import (
	"strings"

	"cards/deck/from/pattern"
)

// Habits are how a vault whose settings are not there divides the sides of its cards, where that
// is in another way than by default; each "" if it is as by default.
type Habits struct {
	Inline string // within a line
	Multi  string // the line between both
	// Fields are words before "::" that note something of a day or a page: many notes have them.
	Fields map[string]bool
}

// Evidence is what the schedules in the notes of a vault tell of its habits.
type Evidence struct {
	schedules     int
	inline, multi int            // of cards divided as by default
	within        map[string]int // signs in lines that are divided by none of these
	between       map[string]int // lines without words in the middle of cards
	alone         int            // cards on one line that are divided by none of these
	names         map[string]int // of fields, in how many notes each stands
}

// Add notes what one note tells.
func (e *Evidence) Add(text string) {
	e.addNames(text)
	if !isScheduled(text) {
		return
	}
	if e.within == nil {
		e.within, e.between = make(map[string]int), make(map[string]int)
	}
	for block := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if isScheduled(block) {
			e.addCard(strings.Split(strings.Trim(withoutSchedules(block), "\n"), "\n"))
		}
	}
}

// addNames notes the names of the fields of a note, each once.
func (e *Evidence) addNames(text string) {
	if !strings.Contains(text, fieldMark) {
		return
	}
	if e.names == nil {
		e.names = make(map[string]int)
	}
	seen := make(map[string]bool)
	for line := range strings.Lines(text) {
		if name := nameIn(line); name != "" && !seen[name] {
			seen[name] = true
			e.names[name]++
		}
	}
}

// addCard notes the lines of a card.
func (e *Evidence) addCard(lines []string) {
	e.schedules++
	s := Defaults()
	var signs []string
	for i, line := range lines {
		plain := strings.TrimSpace(line)
		_, _, _, isInline := s.cutInline(line)
		switch {
		case plain == s.Multi || plain == s.MultiReversed:
			e.multi++
			return
		case isInline:
			e.inline++
			return
		case i > 0 && i < len(lines)-1 && sign().MatchString(plain):
			signs = append(signs, plain)
		}
	}
	last := lines[len(lines)-1]
	_, gaps := s.gaps(strings.Join(lines, "\n"))
	switch {
	case gaps > 0:
	case len(signs) > 0:
		for _, sign := range signs {
			e.between[sign]++
		}
	case len(lines) == 1:
		e.alone++
		e.addLine(last)
	}
}

// divider is what may divide a line: a tag of HTML, or some signs.
var divider = pattern.New(`<[a-zA-Z][^<>]*>|[^\pL\pN\s<` + "`" + `$"'.()\[\]*_]{2,6}`)

// addLine notes the signs of a line that divide it, each once.
func (e *Evidence) addLine(line string) {
	line = mask(strings.TrimSpace(line))
	seen := make(map[string]bool)
	for _, at := range divider().FindAllStringIndex(line, -1) {
		text := strings.TrimLeft(line[at[0]:at[1]], ",;:?!")
		if text == "" {
			text = line[at[0]:at[1]]
		}
		if at[0] > 0 && at[1] < len(line) && !seen[text] {
			seen[text] = true
			e.within[text]++
		}
	}
}

// IsEnough says whether more notes would tell nothing new.
func (e *Evidence) IsEnough() bool { return e.schedules >= 500 }

// Habits returns what the notes tell: a sign that stands in most of the cards that nothing else
// divides, and in several.
func (e *Evidence) Habits() Habits {
	const several, many = 3, 6
	var h Habits
	for name, n := range e.names {
		if n >= many {
			if h.Fields == nil {
				h.Fields = make(map[string]bool)
			}
			h.Fields[name] = true
		}
	}
	if sign, n := most(e.between); n >= several && n > e.multi {
		h.Multi = sign
	}
	if sign, n := most(e.within); n >= several && 2*n > e.alone && n > e.inline {
		h.Inline = sign
	}
	return h
}

// most returns the text that counts most, of several the least.
func most(counts map[string]int) (text string, n int) {
	for t, count := range counts {
		if count > n || count == n && t < text {
			text, n = t, count
		}
	}
	return text, n
}

// With returns settings with some habits.
func (s Settings) With(h Habits) Settings {
	if h.Inline != "" {
		s.Inline, s.InlineReversed = h.Inline, ""
	}
	if h.Multi != "" {
		s.Multi = h.Multi
	}
	s.Fields = h.Fields
	return s
}
