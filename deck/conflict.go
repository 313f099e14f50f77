package deck

import (
	"fmt"
	"slices"
	"strings"

	"cards/deck/char"
	"cards/deck/fork"
	"cards/deck/label"
	"cards/deck/markup"
)

// maxSides is how many versions of a conflict are read at most.
const maxSides = 8

// parseConflict reads a text in which conflicts were left: what is the same in all versions of it
// stands, and all else is left out. It returns nil if there are none.
func parseConflict(path, text string) *File {
	m, quoted := newMerger(path, text)
	var f *File
	switch {
	case m.isNeeded():
		f = m.parse()
	case len(quoted) > 0:
		f = parseText(path, text)
	default:
		return nil
	}
	f.Diagnostics = append(f.Diagnostics, quoted...)
	slices.SortStableFunc(f.Diagnostics, Diagnostic.Compare)
	return f
}

// newMerger finds the conflicts in a text, and warns of what looks like one and is code.
func newMerger(path, text string) (m merger, quoted []Diagnostic) {
	if !hasConflictMarks(text) {
		return merger{}, nil
	}
	m = merger{path: path, lines: strings.Split(text, "\n")}
	m.forks, m.strays = fork.Find(m.lines)
	return m, m.takeQuoted(quotes(text))
}

// hasConflictMarks says whether a text has what a merge might have left in it.
func hasConflictMarks(text string) bool {
	isIn := func(mark string) bool { return strings.Contains(text, mark) }
	return slices.ContainsFunc([]string{"<<<<<<<", ">>>>>>>", "|||||||"}, isIn)
}

// isNeeded says whether there is anything that a merge left.
func (m *merger) isNeeded() bool { return len(m.forks)+len(m.strays) > 0 }

// quotation is a fence that may show a conflict instead of being in one.
type quotation struct {
	first, last int  // the lines of its marks, from 0
	sure        bool // it says that it holds no program
}

// quotes returns the fences that show text, or do not say what they show.
func quotes(text string) []quotation {
	var list []quotation
	line := 0
	for b, acts := range label.Stretches(text, 0) {
		if b.Kind == markup.BlockFence && !b.Unclosed && !acts {
			marks := b.Marks.In(text)
			opening, _, _ := strings.Cut(marks, "\n")
			info := strings.ToLower(strings.TrimSpace(strings.Trim(opening, "`~")))
			q := quotation{first: line, last: line + strings.Count(marks, "\n"), sure: isQuoting(info)}
			if q.sure || info == "" {
				list = append(list, q)
			}
		}
		line += strings.Count(b.In(text), "\n")
	}
	return list
}

// isQuoting says whether a fence that names this language shows text as it is.
func isQuoting(info string) bool {
	switch info {
	case "diff", "patch", "git", "conflict", "text", "txt", "plain", "plaintext":
		return true
	}
	return false
}

// takeQuoted takes the conflicts out that are shown as code. Of a whole one in a fence that does
// not say what it shows it warns.
func (m *merger) takeQuoted(list []quotation) []Diagnostic {
	var warnings []Diagnostic
	around := func(first, last int) (quotation, bool) {
		i, _ := slices.BinarySearchFunc(list, first,
			func(q quotation, line int) int { return q.last - line })
		if i == len(list) || first <= list[i].first || list[i].last <= last {
			return quotation{}, false
		}
		return list[i], true
	}
	m.strays = slices.DeleteFunc(m.strays, func(i int) bool {
		q, ok := around(i, i)
		return ok && q.sure
	})
	m.forks = slices.DeleteFunc(m.forks, func(c fork.Fork) bool {
		q, ok := around(c.First, c.Last)
		if ok && !q.sure {
			warnings = append(warnings, Diagnostic{
				Path: m.path, Pos: Pos{c.First + 1, 1}, Severity: Warning,
				Text: "conflict markers in a code fence are taken for code",
				Hint: "if a merge left them, keep one version; if they are meant, begin the fence with ```diff",
			})
		}
		return ok
	})
	return warnings
}

// merger reads a text with conflicts.
type merger struct {
	path   string
	lines  []string
	forks  []fork.Fork
	strays []int // lines that are markers of no conflict

	severity Severity // of a conflict
}

func (m *merger) parse() *File {
	views := m.views(false)
	f := views[0]
	f.Notes = slices.DeleteFunc(f.Notes, m.isMarked)
	for _, v := range views[1:] {
		there := v.same()
		f.Notes = slices.DeleteFunc(f.Notes, func(n Note) bool { return !there[n.same()] })
	}
	known := map[Key]bool{}
	for _, n := range f.Notes {
		for _, c := range n.Cards {
			known[c.Key] = true
		}
	}
	whole := m.views(true)
	f.Front = whole[0].Front
	f.Broken = nil
	for _, v := range append(whole, m.base()) {
		for _, c := range v.allCards() {
			if !known[c.Key] {
				known[c.Key] = true
				f.Broken = append(f.Broken, c)
			}
		}
	}
	isLabel := func(line string) bool { _, ok := label.Read(line); return ok }
	if !slices.ContainsFunc(m.lines, isLabel) {
		m.severity = Warning // whatever the lines say, no card depends on them
	}
	f.Diagnostics = m.diagnostics(views)
	return f
}

// views reads the text once for each side of its conflicts.
func (m *merger) views(whole bool) []*File {
	sides := 1
	for _, c := range m.forks {
		sides = min(max(sides, len(c.Sides)), maxSides)
	}
	files := make([]*File, sides)
	for i := range files {
		files[i] = m.read(whole,
			func(c fork.Fork) fork.Version { return c.Sides[min(i, len(c.Sides)-1)] })
	}
	return files
}

// base reads the text as it was before its sides were made.
func (m *merger) base() *File {
	return m.read(true, func(c fork.Fork) fork.Version {
		if len(c.Base) == 0 {
			return fork.Version{}
		}
		return c.Base[0]
	})
}

// read reads the text with one version of each conflict. Unless whole is set, every line keeps its
// place: those of other versions are blank, and a marker that belongs to no conflict is a line of
// text.
func (m *merger) read(whole bool, pick func(fork.Fork) fork.Version) *File {
	var out []string
	next := 0
	for _, c := range m.forks {
		out = m.appendCommon(out, next, c.First, whole)
		v := pick(c)
		for i := c.First; i <= c.Last; i++ {
			line, ok := "", false
			if v.From <= i && i < v.To {
				line, ok = v.Line(m.lines[i])
			}
			if ok || !whole {
				out = append(out, line)
			}
		}
		next = c.Last + 1
	}
	out = m.appendCommon(out, next, len(m.lines), whole)
	return parseText(m.path, strings.Join(out, "\n"))
}

// appendCommon appends lines that all versions have.
func (m *merger) appendCommon(out []string, from, to int, whole bool) []string {
	for i := from; i < to; i++ {
		if _, isStray := slices.BinarySearch(m.strays, i); !isStray || !whole {
			out = append(out, m.lines[i])
		}
	}
	return out
}

// isMarked says whether a marker that belongs to no conflict is in a note.
func (m *merger) isMarked(n Note) bool {
	next, _ := slices.BinarySearch(m.strays, n.Pos.Line-1)
	return next < len(m.strays) && m.strays[next] < n.End
}

// same is what two versions of a note have to have in common.
type same struct {
	label                          Label
	prompt, answer, more, id, tags string
	typed, exact, draft            bool
}

// same returns what stands in the file.
func (f *File) same() map[same]bool {
	set := make(map[same]bool, len(f.Notes))
	for _, n := range f.Notes {
		set[n.same()] = true
	}
	return set
}

func (n Note) same() same {
	return same{
		n.Label, n.Prompt, n.Answer, n.More, n.ID, strings.Join(n.Tags, " "), n.Typed,
		n.Exact, n.Draft,
	}
}

// allCards returns the cards of the file, those of notes that are left out included.
func (f *File) allCards() []Card {
	cards := slices.Clone(f.Broken)
	for _, n := range f.Notes {
		cards = append(cards, n.Cards...)
	}
	return cards
}

// diagnostics returns the errors of the markers, and what else is wrong in all versions alike.
func (m *merger) diagnostics(views []*File) []Diagnostic {
	inside := make([]bool, len(m.lines)+1)
	for _, c := range m.forks {
		for i := c.First; i <= c.Last; i++ {
			inside[i+1] = true
		}
	}
	list := slices.DeleteFunc(views[0].Diagnostics,
		func(d Diagnostic) bool { return inside[d.Pos.Line] })
	for _, v := range views[1:] {
		there := make(map[Diagnostic]bool, len(v.Diagnostics))
		for _, d := range v.Diagnostics {
			there[d] = true
		}
		list = slices.DeleteFunc(list, func(d Diagnostic) bool { return !there[d] })
	}
	for _, c := range m.forks {
		list = append(list, m.marked(c.First,
			fmt.Sprintf("merge conflict between %d versions", len(c.Sides)),
			"keep one version and delete the marker lines; until then, notes that differ are left out"))
	}
	for _, i := range m.strays {
		mark := char.Quote(m.lines[i][:fork.MarkerSize])
		list = append(list, m.marked(i, "conflict marker "+mark+" without the others of its kind",
			"delete the line; if it is text, put a space before it"))
	}
	slices.SortStableFunc(list, Diagnostic.Compare)
	return list
}

func (m *merger) marked(line int, text, hint string) Diagnostic {
	return Diagnostic{
		Path: m.path, Pos: Pos{line + 1, 1}, Severity: m.severity, Text: text,
		Hint: hint,
	}
}
