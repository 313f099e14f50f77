package report

import (
	"cmp"
	"fmt"
	"slices"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs/stats"
)

// Group is what answers with something in common come to, for scripts.
type Group struct {
	Name     string  `json:"name"`
	Reviews  int     `json:"reviews"`
	Seconds  float64 `json:"seconds"`
	Recalled Share   `json:"retention"`
}

// group is a group with its name.
type group struct {
	name string
	at   string // how a sentence says that something is so there
	stats.Group
}

func (g group) json() Group { return Group{g.name, g.Reviews, seconds(g.Time), newShare(g.Asked)} }

// groupsJSON returns groups for scripts.
func groupsJSON(groups []group) []Group {
	list := make([]Group, len(groups))
	for i, g := range groups {
		list[i] = g.json()
	}
	return list
}

// present returns the groups that have reviews.
func present(groups []group) []group {
	return slices.DeleteFunc(slices.Clone(groups), func(g group) bool { return g.Reviews == 0 })
}

// used returns the groups that have reviews, those with most first.
func used(groups []group) []group {
	groups = present(groups)
	slices.SortStableFunc(groups, func(a, b group) int { return cmp.Compare(b.Reviews, a.Reviews) })
	return groups
}

// decksOf and tagsOf return the groups of a record by deck and by tag.
func decksOf(r *desk.Record) []group {
	var groups []group
	for i, name := range r.Decks {
		groups = append(groups, group{name, "in " + name, r.Groups[i]})
	}
	return used(groups)
}

func tagsOf(r *desk.Record) []group {
	var groups []group
	for i, name := range r.Tags {
		groups = append(groups, group{name, "with the tag " + name, r.Groups[len(r.Decks)+i]})
	}
	return used(groups)
}

// hoursOf returns those of the hours of the day, in their order.
func hoursOf(r *desk.Record) []group {
	groups := make([]group, len(r.Hours))
	for i := range groups {
		name := fmt.Sprintf("%02d:00", i)
		groups[i] = group{name, "from " + name, r.Hours[i]}
	}
	return groups
}

// groupTable is a table of groups.
func groupTable(name, title string, groups []group) *out.Numbers {
	n := &out.Numbers{Name: name, Columns: append([]out.Column{
		{Name: name, Title: title}, {Name: "reviews", Title: "reviews", Aside: true},
	}, rateColumns()...)}
	for _, g := range groups {
		n.Add(append([]out.Cell{out.Words(g.name), out.Whole(g.Reviews)}, rateCells(g.Asked)...)...)
	}
	return n
}

// apart says which two of some groups differ most in what was recalled, if the intervals support
// that any two do: each with its name as a sentence begins.
func apart(groups []group) (best, worst group, ok bool) {
	groups = slices.DeleteFunc(slices.Clone(groups),
		func(g group) bool { return g.Asked.Asked < stats.Least })
	pairs := len(groups) * (len(groups) - 1) / 2
	gap := 0.0
	for _, a := range groups {
		for _, b := range groups {
			p, _ := a.Asked.Rate()
			q, _ := b.Asked.Rate()
			if p-q > gap && stats.Differ(a.Asked, b.Asked, pairs) {
				best, worst, gap, ok = a, b, p-q, true
			}
		}
	}
	return best, worst, ok
}

// against says how two groups differ: "Mornings: 94 % against 88 % after 22:00 (412 and 230
// reviews)."
func against(best, worst group) string {
	p, _ := best.Asked.Rate()
	q, _ := worst.Asked.Rate()
	more, less := percents(p, q)
	return fmt.Sprintf("%s: %s against %s %s (%s and %s reviews).", best.name, more, less, worst.at,
		out.Count(best.Asked.Asked), out.Count(worst.Asked.Asked))
}
