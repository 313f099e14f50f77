package fork

import (
	"slices"
	"strings"

	"cards/deck/label"
	"cards/deck/markup"
)

// Text is a text in which a merge may have left conflicts.
type Text struct {
	Lines  []string // none where [MayConflict] says no: it is all that its views are made of
	Forks  []Fork   // in order
	Strays []int    // the lines that are markers of no conflict, from 0

	// Quoted are the first lines, from 0, of whole conflicts that are taken for code, as they stand
	// in fences which do not say what they show.
	Quoted []int
}

// Read finds the conflicts in a text whose lines end in LF. Those that it shows as code are none.
func Read(text string) *Text {
	if !MayConflict(text) {
		return &Text{}
	}
	t := &Text{Lines: strings.Split(text, "\n")}
	t.Forks, t.Strays = find(t.Lines)
	t.takeQuoted(quotes(text))
	return t
}

// MayConflict says quickly of most texts that no merge left anything in them.
func MayConflict(text string) bool {
	isIn := func(mark string) bool { return strings.Contains(text, mark) }
	return slices.ContainsFunc([]string{"<<<<<<<", ">>>>>>>", "|||||||"}, isIn)
}

// HasConflict says whether there is anything that a merge left.
func (t *Text) HasConflict() bool { return len(t.Forks)+len(t.Strays) > 0 }

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
			last := line + strings.Count(marks, "\n")
			q := quotation{first: line, last: last, sure: isQuoting(info)}
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

// takeQuoted takes the conflicts out that are shown as code.
func (t *Text) takeQuoted(list []quotation) {
	around := func(first, last int) (quotation, bool) {
		i, _ := slices.BinarySearchFunc(list, first,
			func(q quotation, line int) int { return q.last - line })
		if i == len(list) || first <= list[i].first || list[i].last <= last {
			return quotation{}, false
		}
		return list[i], true
	}
	t.Strays = slices.DeleteFunc(t.Strays, func(i int) bool {
		q, ok := around(i, i)
		return ok && q.sure
	})
	t.Forks = slices.DeleteFunc(t.Forks, func(c Fork) bool {
		q, ok := around(c.First, c.Last)
		if ok && !q.sure {
			t.Quoted = append(t.Quoted, c.First)
		}
		return ok
	})
}
