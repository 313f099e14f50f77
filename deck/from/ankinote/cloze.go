package ankinote

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"cards/deck/from/pattern"
)

var gapOpen = pattern.New(`\{\{c(\d+(?:,\d*)*)::`)

const (
	mostGaps = 500 // cards of a note: numbers beyond are that one's
	deepest  = 10  // gaps within gaps
)

// gap is a gap of a field.
type gap struct {
	start, text int // of its opening and of what is behind it
	stop, end   int // of the text, before a hint, and behind all
	numbers     []int
}

// Numbers returns the numbers of the gaps of a field, sorted.
func Numbers(field string) []int {
	var all []int
	for _, g := range gaps(field) {
		all = append(all, g.numbers...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// gaps returns the gaps of a field by their beginnings.
func gaps(field string) []gap {
	if !strings.Contains(field, "{{c") {
		return nil
	}
	var all []gap
	var open []int
	opens := gapOpen().FindAllStringSubmatchIndex(field, -1)
	for pos := 0; pos < len(field); {
		switch {
		case len(opens) > 0 && opens[0][0] < pos:
			opens = opens[1:]
		case len(opens) > 0 && opens[0][0] == pos:
			if len(open) < deepest {
				open = append(open, len(all))
				all = append(all, gap{start: pos, text: opens[0][1], numbers: numbers(field[opens[0][2]:opens[0][3]])})
			}
			pos = opens[0][1]
		case len(open) > 0 && strings.HasPrefix(field[pos:], "}}"):
			g := &all[open[len(open)-1]]
			g.stop, g.end = pos, pos+2
			open = open[:len(open)-1]
			pos += 2
		default:
			pos++
		}
	}
	return slices.DeleteFunc(all, func(g gap) bool { return g.end == 0 })
}

// numbers reads the numbers of a gap: 1 or 1,2.
func numbers(list string) []int {
	var all []int
	for word := range strings.SplitSeq(list, ",") {
		if n, err := strconv.Atoi(word); err == nil && n > 0 {
			all = append(all, min(n, mostGaps))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// NoAnswer is the answer of a card that has none: a question without one is a draft in a deck, and
// a gap without one none.
const NoAnswer = "—"

// Gaps returns a field whose gaps have one number each, that of their first card, and say so where
// nothing is in them; gaps of cards that there are not are text. One is the card that a gap of
// several belongs to.
func Gaps(field string, has func(number int) bool) (text string, one map[int]int) {
	one = make(map[int]int)
	found := gaps(field)
	type cut struct {
		from, to int
		with     string
	}
	var cuts []cut
	for _, g := range found {
		n := 0
		for _, number := range g.numbers {
			switch {
			case !has(number):
			case n == 0:
				n = number
			default:
				one[number] = n
			}
		}
		hint := hintOf(field, g, found)
		if n == 0 {
			cuts = append(cuts, cut{g.start, g.text, ""}, cut{hint, g.end, ""})
			continue
		}
		opening, text := "{{c"+strconv.Itoa(n)+"::", g.text
		if showsNothing(field[text:hint]) {
			opening, text = opening+NoAnswer, hint
		}
		cuts = append(cuts, cut{g.start, text, opening})
	}
	slices.SortFunc(cuts, func(a, b cut) int { return a.from - b.from })
	var b strings.Builder
	pos := 0
	for _, c := range cuts {
		if c.from < pos {
			continue // within a hint that is left out
		}
		b.WriteString(field[pos:c.from])
		b.WriteString(c.with)
		pos = c.to
	}
	b.WriteString(field[pos:])
	for _, g := range found { // a number that has gaps of its own is a card of its own
		if len(g.numbers) == 1 {
			delete(one, g.numbers[0])
		}
		if i := slices.IndexFunc(g.numbers, has); i >= 0 {
			delete(one, g.numbers[i])
		}
	}
	return b.String(), one
}

// showsNothing says whether HTML has nothing in it that a person would see or hear.
func showsNothing(text string) bool {
	return strings.TrimSpace(html.UnescapeString(Plain(text))) == "" && len(Files(text)) == 0
}

// hintOf returns where the hint of a gap begins, with its colons, or else where its text ends.
func hintOf(field string, g gap, all []gap) int {
	at := g.text
	for _, inner := range all {
		if inner.start >= g.text && inner.end <= g.stop && inner.end > at {
			at = inner.end
		}
	}
	if i := strings.Index(field[at:g.stop], "::"); i >= 0 {
		return at + i
	}
	return g.stop
}
