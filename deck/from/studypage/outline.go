package studypage

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// mark is how an item of a list begins: a bullet, a number or a letter.
var mark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:([-–—•*·◦▪‣○●])|(\d{1,3}|[a-zA-Z]|[ivx]{1,4})([.)]))(?: +|$)`)
})

// deepMark is the number of an item in several levels: "1.2", "1.2.3.".
var deepMark = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,3})+)\.? +`)
})

// counter knows the number that an outline has come to.
type counter struct{ levels []int }

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
	indent int
}

// notes reads study notes: items of lists, with what stands between them.
func (r *reader) notes(s section) {
	entries := r.entries(s)
	if r.page.Title == "" && len(entries) > 0 && entries[0].class == "" && isHeadingOfNotes(entries) {
		r.page.Title = entries[0].Text
		if label := entries[0].Label; label != "" {
			r.page.Title = label + ": " + entries[0].Text
		}
		if !headsOneOf(entries) {
			entries = entries[1:]
		}
	}
	nest(entries)
	r.page.Notes = append(r.page.Notes, placed(entries)...)
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
// list, as others have one.
func headsOneOf(entries []entry) bool {
	if entries[1].class == "" {
		return false
	}
	for i, e := range entries[1 : len(entries)-1] {
		if e.class == "" && isShort(e) && entries[i+2].class != "" {
			return true
		}
	}
	return false
}

// isHeadingOfNotes says whether the first line of notes is their title: more follows, and it is no
// sentence. One with a colon says something by itself unless a list or a heading comes next.
func isHeadingOfNotes(entries []entry) bool {
	if len(entries) < 2 {
		return false
	}
	first, next := entries[0], entries[1]
	return len(strings.Fields(first.Label+" "+first.Text)) <= 14 && first.Text != "" &&
		!strings.HasSuffix(first.Text, ".") &&
		(first.Label == "" || next.class != "" || next.Label == "" && isShort(next))
}

// entries returns the lines of notes. A mark on a line of its own belongs to the next line.
func (r *reader) entries(s section) []entry {
	var entries []entry
	var count counter
	deeper := 0 // columns that a number in several levels stands for
	for i := s.start; i < s.end; i++ {
		l := r.lines[i]
		if l.text == "" {
			continue
		}
		r.parts[i].Kind = Noted
		e := entry{Item: Item{Line: i + 1, End: i + 1, Section: s.title}, indent: l.indent}
		if levels, rest, ok := count.next(l.text); ok {
			const column = 4
			deeper = column * (len(levels) - 1)
			e.class, e.Numbered = "1"+strings.Repeat(".1", len(levels)-1), true
			e.number, e.indent = levels[len(levels)-1], l.indent+deeper
			e.split(rest)
			entries = append(entries, e)
			continue
		}
		m := mark().FindStringSubmatch(l.text)
		if m == nil {
			e.Prose = true
			e.split(strings.TrimLeft(l.text, "# "))
			entries = append(entries, e)
			continue
		}
		e.class = classOf(m)
		if e.Numbered = e.class[0] == '1'; e.Numbered {
			e.number, _ = strconv.Atoi(m[2]) // of three digits at most
			count.top(e.number)
			deeper = 0
		}
		if l.indent > 0 {
			e.indent += deeper
		}
		rest := l.text[len(m[0]):]
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

// classOf returns what marks of one list have in common.
func classOf(m []string) string {
	if m[1] != "" {
		return m[1]
	}
	if m[2][0] >= '0' && m[2][0] <= '9' {
		return "1" + m[3]
	}
	return "a" + m[3]
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
	e.Label, e.Text = label, strings.TrimSpace(rest)
}

// nest gives the entries of notes their depth. Where the indentation was kept it says it; else the
// marks of different kinds do, and where these are alike too, what items look like.
func nest(entries []entry) {
	if indented(entries) {
		nestByIndent(entries)
		return
	}
	for i := 0; i < len(entries); {
		end := i + 1
		for end < len(entries) && entries[end].class != "" {
			end++
		}
		list := entries[i:end]
		base := 0
		if list[0].class == "" {
			if list = list[1:]; len(list) > 0 && isShort(entries[i]) {
				base = 1
			}
		}
		nestByClass(list, base)
		i = end
	}
}

// isShort says whether a line between lists is the heading of what follows, not a paragraph.
func isShort(e entry) bool {
	return e.Text == "" || len(strings.Fields(e.Text)) <= 8 && !strings.HasSuffix(e.Text, ".")
}

func indented(entries []entry) bool {
	for _, e := range entries {
		if e.class != "" && e.indent > 0 {
			return true
		}
	}
	return false
}

// nestByIndent goes by the columns before the marks.
func nestByIndent(entries []entry) {
	var open []int // columns of the items around
	base := 0
	for i := range entries {
		e := &entries[i]
		if e.class == "" {
			open, base = nil, 0
			if isShort(*e) {
				base = 1
			}
			continue
		}
		for len(open) > 0 && open[len(open)-1] >= e.indent {
			open = open[:len(open)-1]
		}
		e.Depth = base + len(open)
		open = append(open, e.indent)
	}
}

// nestByClass takes marks that look unlike those before as those of a list within; base is the
// depth of the outermost.
func nestByClass(list []entry, base int) {
	var open []string
	for i := 0; i < len(list); {
		for depth, class := range open {
			if class == list[i].class {
				open = open[:depth+1]
				break
			}
		}
		if len(open) == 0 || open[len(open)-1] != list[i].class {
			open = append(open, list[i].class)
		}
		end := i + 1
		for end < len(list) && list[end].class == list[i].class {
			end++
		}
		if part := list[i:end]; countsAnew(part) {
			nestByNumber(part, base+len(open)-1)
		} else {
			nestByLook(part, base+len(open)-1)
		}
		i = end
	}
}

// opensCount says whether an item looks like the heading of the next, with which counting begins
// anew.
func opensCount(list []entry, i int) bool {
	return i+1 < len(list) && list[i+1].number == 1 && isShort(list[i])
}

// countsAnew says whether numbered items hold others that are counted by themselves.
func countsAnew(list []entry) bool {
	for i := range list {
		if list[i].number > 0 && opensCount(list, i) {
			return true
		}
	}
	return false
}

// nestByNumber finds the children of numbered items, which count from 1 again. A number goes on in
// the innermost list that it is the next of, that of an item with children in one around if it can.
func nestByNumber(list []entry, depth int) {
	var last []int // numbers of the items around, and of the one before
	for i := range list {
		e := &list[i]
		if i == 0 || e.number == 1 && opensCount(list, i-1) {
			last = append(last, e.number)
			e.Depth = depth + len(last) - 1
			continue
		}
		at := len(last) - 1
		for level := range last {
			isLast := level == len(last)-1
			if last[level] == e.number-1 && !(isLast && at < level && opensCount(list, i)) {
				at = level
			}
		}
		last = append(last[:at], e.number)
		e.Depth = depth + at
	}
}

// nestByLook finds the children of items that look like parents: whose mark stood alone, as a page
// prints those with a list below, or who are only a label. They are those right behind without a
// label or, if the first has one, those with a label, up to the next parent.
func nestByLook(list []entry, depth int) {
	for i := 0; i < len(list); i++ {
		list[i].Depth = depth
		if !list[i].lone && (list[i].Text != "" || list[i].Label == "") {
			continue
		}
		labelled := i+1 < len(list) && list[i+1].Label != ""
		for i+1 < len(list) && !list[i+1].lone && (labelled || list[i+1].Label == "") {
			if list[i+1].Text == "" {
				break // the next that is only a label
			}
			i++
			list[i].Depth = depth + 1
		}
	}
}
