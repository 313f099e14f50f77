package deck

import (
	"fmt"
	"slices"
	"strings"

	"cards/deck/char"
	"cards/deck/fork"
	"cards/deck/label"
)

// parseConflict reads a text in which conflicts were left: what is the same in all versions of it
// stands, and all else is left out. Of what looks like a conflict and is code it only warns.
func parseConflict(path, text string) *File {
	m := merger{Text: fork.Read(text), path: path}
	var f *File
	if m.HasConflict() {
		f = m.parse()
	} else {
		f = parseText(path, text)
	}
	for _, line := range m.Quoted {
		f.Diagnostics = append(f.Diagnostics, Diagnostic{
			Path: path, Pos: Pos{line + 1, 1}, Severity: Warning,
			Text: "conflict markers in a code fence are taken for code",
			Hint: "if a merge left them, keep one version; " +
				"if they are meant, begin the fence with ```diff",
		})
	}
	slices.SortStableFunc(f.Diagnostics, Diagnostic.Compare)
	return f
}

// merger reads a text with conflicts.
type merger struct {
	*fork.Text
	path     string
	severity Severity // of a conflict
}

func (m *merger) parse() *File {
	views := m.parseAll(m.Views(false))
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
	whole := m.parseAll(append(m.Views(true), m.Base()))
	f.Front = whole[0].Front
	f.Broken = nil
	for _, v := range whole {
		for _, c := range v.allCards() {
			if !known[c.Key] {
				known[c.Key] = true
				f.Broken = append(f.Broken, c)
			}
		}
	}
	isLabel := func(line string) bool { _, ok := label.Read(line); return ok }
	if !slices.ContainsFunc(m.Lines, isLabel) {
		m.severity = Warning // whatever the lines say, no card depends on them
	}
	f.Diagnostics = m.diagnostics(views)
	return f
}

func (m *merger) parseAll(texts []string) []*File {
	files := make([]*File, len(texts))
	for i, text := range texts {
		files[i] = parseText(m.path, text)
	}
	return files
}

// isMarked says whether a marker that belongs to no conflict is in a note.
func (m *merger) isMarked(n Note) bool {
	next, _ := slices.BinarySearch(m.Strays, n.Pos.Line-1)
	return next < len(m.Strays) && m.Strays[next] < n.End
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
		n.Label, n.Prompt, n.Answer, n.More, n.ID, strings.Join(n.Tags, " "),
		n.Typed, n.Exact, n.Draft,
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
	inside := make([]bool, len(m.Lines)+1)
	for _, c := range m.Forks {
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
	for _, c := range m.Forks {
		list = append(list, m.marked(c.First,
			fmt.Sprintf("merge conflict between %d versions", c.Versions()),
			"keep one version and delete the marker lines; "+
				"until then, notes that differ are left out"))
	}
	for _, i := range m.Strays {
		mark := char.Quote(m.Lines[i][:fork.MarkerSize])
		list = append(list, m.marked(i, "conflict marker "+mark+" without the others of its kind",
			"delete the line; if it is text, put a space before it"))
	}
	slices.SortStableFunc(list, Diagnostic.Compare)
	return list
}

func (m *merger) marked(line int, text, hint string) Diagnostic {
	return Diagnostic{
		Path: m.path, Pos: Pos{line + 1, 1}, Severity: m.severity, Text: text, Hint: hint,
	}
}
