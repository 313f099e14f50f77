package fork

import (
	"slices"
	"strings"
)

// maxSides is how many versions of a conflict are read at most.
const maxSides = 8

// Views returns the text once for each side of its conflicts: whole, as it would be if that side
// were kept, or with every line in its place. Lines of other sides are blank then, and a marker
// that belongs to no conflict is a line of text.
func (t *Text) Views(whole bool) []string {
	sides := 1
	for _, c := range t.Forks {
		sides = min(max(sides, len(c.sides)), maxSides)
	}
	texts := make([]string, sides)
	for i := range texts {
		texts[i] = t.with(whole, func(c Fork) version { return c.sides[min(i, len(c.sides)-1)] })
	}
	return texts
}

// Base returns the whole text as it was before its sides were made.
func (t *Text) Base() string {
	return t.with(true, func(c Fork) version {
		if len(c.base) == 0 {
			return version{}
		}
		return c.base[0]
	})
}

// with returns the text with one version of each conflict, see [Text.Views].
func (t *Text) with(whole bool, pick func(Fork) version) string {
	var out []string
	next := 0
	for _, c := range t.Forks {
		out = t.appendCommon(out, next, c.First, whole)
		v := pick(c)
		for i := c.First; i <= c.Last; i++ {
			line, ok := "", false
			if v.from <= i && i < v.to {
				line, ok = v.line(t.Lines[i])
			}
			if ok || !whole {
				out = append(out, line)
			}
		}
		next = c.Last + 1
	}
	out = t.appendCommon(out, next, len(t.Lines), whole)
	return strings.Join(out, "\n")
}

// appendCommon appends lines that all versions have.
func (t *Text) appendCommon(out []string, from, to int, whole bool) []string {
	for i := from; i < to; i++ {
		if _, isStray := slices.BinarySearch(t.Strays, i); !isStray || !whole {
			out = append(out, t.Lines[i])
		}
	}
	return out
}
