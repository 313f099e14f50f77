package studypage

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// mark is how an item of a list begins: a bullet, a number or a letter. The letter o is a bullet of
// word processors where it is no word.
var mark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:([-–—•*·◦▪▸►➢■□‣○●])` +
		`|(\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})([.)]))(?: +|$)|^(o) +[\p{Lu}\d]`)
})

// deepMark is the number of an item in several levels: "1.2", "1.2.3.".
var deepMark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,3})+)\.? +`)
})

// counter knows the number that an outline has come to.
type counter struct {
	levels  []int   // of the numbers
	letters [2]byte // the last one, of capitals and of small letters
	romans  [2]int  // the last Roman number of capitals and of small letters
}

// top takes a number of the outermost level.
func (c *counter) top(n int) { c.levels = []int{n} }

// next returns the number in several levels that a line begins with, if it is the first one below
// the last or one of those around it plus one: others are quantities.
func (c *counter) next(text string) (levels []int, rest string, ok bool) {
	m := deepMark().FindStringSubmatch(text)
	if m == nil {
		return nil, text, false
	}
	for part := range strings.SplitSeq(m[1], ".") {
		n, _ := strconv.Atoi(part) // of three digits at most
		levels = append(levels, n)
	}
	end := len(levels) - 1
	isFirst := levels[end] == 1 && (len(c.levels) == 0 || slices.Equal(levels[:end], c.levels))
	goesOn := end < len(c.levels) && slices.Equal(levels[:end], c.levels[:end]) &&
		levels[end] == c.levels[end]+1
	if !isFirst && !goesOn {
		return nil, text, false
	}
	c.levels = levels
	return levels, text[len(m[0]):], true
}

// entry is a line of notes, before its place in the outline is known.
type entry struct {
	Item
	class  string // of its mark: equal for items that look alike; "" for none
	number int    // that it begins with; 0 if with none
	lone   bool   // its mark stood on a line of its own
	level  int    // of a heading of Markdown; 0 for none
	indent int
}

// notes reads study notes: items of lists, with what stands between them.
func (r *reader) notes(s section) {
	entries := r.entries(s)
	if r.page.Title == "" && !s.unknown && isHeadingOfNotes(entries) {
		r.page.Title = labelled(entries[0])
		if !r.headsOneOf(entries) {
			entries = entries[1:]
		}
	}
	tabbed(entries)
	nest(entries)
	r.page.Notes = append(r.page.Notes, placed(entries)...)
}

// labelled returns an entry as it stands on the page.
func labelled(e entry) string {
	if e.Label == "" {
		return e.Text
	}
	return e.Label + ": " + e.Text
}

// tabbed takes lines for items that have no marks but are indented.
func tabbed(entries []entry) {
	for _, e := range entries {
		if e.class != "" {
			return
		}
	}
	for i := range entries {
		if e := &entries[i]; e.indent > 0 {
			e.class, e.Prose = "\t", false
		}
	}
}

// placed returns the items of entries that know their depth.
func placed(entries []entry) []Item {
	items := make([]Item, len(entries))
	for i := range entries {
		entries[i].Parent = i+1 < len(entries) && entries[i+1].Depth > entries[i].Depth
		items[i] = entries[i].Item
	}
	return items
}

// headsOneOf says whether the first line of notes, their title, is also the heading of their first
// list, as others have one: it is no longer than those, and does not say what the page is about.
func (r *reader) headsOneOf(entries []entry) bool {
	title := entries[0]
	if title.level > 0 {
		return slices.ContainsFunc(entries[1:], func(e entry) bool {
			return 0 < e.level && e.level <= title.level
		})
	}
	text := labelled(title)
	if entries[1].class != "" && endsQuestions(text) {
		return true
	}
	if entries[1].class == "" || strings.Contains(text, ": ") || strings.Contains(text, " - ") ||
		strings.Contains(text, " – ") ||
		strings.Contains(strings.ToLower(r.page.Description), strings.ToLower(text)) {
		return false
	}
	longest := 0
	for i, e := range entries[1 : len(entries)-1] {
		if e.class == "" && isShort(e) && entries[i+2].class != "" {
			longest = max(longest, len(strings.Fields(labelled(e))))
		}
	}
	return len(strings.Fields(text)) <= longest
}

// isHeadingOfNotes says whether the first line of notes is their title: more follows, and it is no
// sentence. One with a colon says something by itself unless a list or a heading comes next.
func isHeadingOfNotes(entries []entry) bool {
	if len(entries) < 2 || entries[0].class != "" {
		return false
	}
	first, next := entries[0], entries[1]
	return len(strings.Fields(first.Label+" "+first.Text)) <= 14 && first.Text != "" &&
		!strings.HasSuffix(first.Text, ".") &&
		(first.Label == "" || next.class != "" || next.Label == "" && isShort(next))
}

// entries returns the lines of notes.
func (r *reader) entries(s section) []entry {
	var entries []entry
	var count counter
	for i := s.start; i < s.end; i++ {
		l := r.lines[i]
		switch {
		case l.text == "":
			continue
		case isChrome(l.text):
			r.parts[i].Kind, r.parts[i].Text = Advert, l.text
			continue
		}
		r.parts[i].Kind = Noted
		e := entry{Item: Item{Line: i + 1, End: i + 1, Section: s.title}, indent: l.indent}
		rest := e.mark(l.text, &count)
		if rest == "" {
			next := r.nextText(i+1, s.end)
			if next < 0 {
				continue
			}
			r.parts[next].Kind = Noted
			e.Line, e.End, e.lone = next+1, next+1, true
			rest, i = r.lines[next].text, next
		}
		e.split(rest)
		entries = append(entries, e)
	}
	return entries
}

// mark takes the mark off a line, which says how it nests. Nothing may be left: a mark on a line of
// its own belongs to the next one.
func (e *entry) mark(text string, count *counter) (rest string) {
	const column = 4 // what a number of a level more stands for
	if levels, rest, ok := count.next(text); ok {
		e.class, e.Numbered = "1"+strings.Repeat(".1", len(levels)-1), true
		e.number, e.indent = levels[len(levels)-1], e.indent+column*(len(levels)-1)
		return rest
	}
	m := mark().FindStringSubmatch(text)
	if m == nil {
		rest := strings.TrimLeft(text, "#")
		if e.Prose = true; strings.HasPrefix(rest, " ") {
			e.level = len(text) - len(rest)
		}
		return strings.TrimSpace(rest)
	}
	if m[4] != "" {
		e.class = m[4]
		return strings.TrimSpace(text[1:])
	}
	e.class = count.classOf(m)
	if e.Numbered = e.class[0] == '1'; e.Numbered {
		e.number, _ = strconv.Atoi(m[2]) // of three digits at most
		count.top(e.number)
	}
	if e.indent > 0 {
		e.indent += column * max(0, len(count.levels)-1)
	}
	return text[len(m[0]):]
}

// nextText returns the next line that holds something and is no item itself; -1 if there is none.
func (r *reader) nextText(from, end int) int {
	for i := from; i < end; i++ {
		if text := r.lines[i].text; text != "" {
			if mark().MatchString(text) {
				return -1
			}
			return i
		}
	}
	return -1
}

// classOf returns what marks of one list have in common: Roman numbers and letters, small ones and
// capitals are of different lists. A letter that is a number too is one if it is the first of its
// list or goes on with the last.
func (c *counter) classOf(m []string) string {
	if m[1] != "" {
		return m[1]
	}
	text, kind := m[2], 0
	switch {
	case text[0] >= '0' && text[0] <= '9':
		return "1" + m[3]
	case text[0] >= 'a':
		kind = 1
	}
	letter, small := c.letters[kind], strings.ToLower(text)
	place := slices.Index(romans, small) + 1
	isNext := place > 1 && place == c.romans[kind]+1
	if len(text) > 1 || isNext || place == 1 && letter != 'h' {
		c.romans[kind] = place
		return []string{"I", "i"}[kind] + m[3]
	}
	c.letters[kind] = small[0]
	return []string{"A", "a"}[kind] + m[3]
}

// romans are the numbers that outlines come to, from 1.
var romans = []string{
	"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
	"xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
}

// maxLabel is how many words a label has at most: more are a sentence with a colon in it.
const maxLabel = 8

// split divides a text into its label and what that says.
func (e *entry) split(text string) {
	marked := text
	text = strings.ReplaceAll(text, "**", "")
	label, rest, ok := strings.Cut(text, ": ")
	if !ok && strings.HasSuffix(text, ":") {
		label, ok = strings.TrimSuffix(text, ":"), true
	}
	if !ok || label == "" || len(strings.Fields(label)) > maxLabel ||
		strings.ContainsAny(label, ".?!") {
		e.Text, e.Marked = text, marked
		return
	}
	e.Label, e.Text = strings.TrimSpace(label), strings.TrimSpace(rest)
}
