package report

import (
	"cards/cmd/internal/desk"
	"cards/srs/stats"
)

// partsOfDay puts hours together that people have a name for.
func partsOfDay(r *desk.Record) []group {
	parts := []struct {
		name, at    string
		first, last int // the hours, on past midnight
	}{
		{"Mornings", "in the morning", 5, 11},
		{"Afternoons", "in the afternoon", 12, 17},
		{"Evenings", "in the evening", 18, 21},
		{"Nights", "after 22:00", 22, 28},
	}
	var groups []group
	for _, p := range parts {
		g := group{name: p.name, at: p.at}
		for hour := p.first; hour <= p.last; hour++ {
			g.Group = plus(g.Group, r.Hours[hour%24])
		}
		groups = append(groups, g)
	}
	return groups
}

func plus(g, h stats.Group) stats.Group {
	return stats.Group{
		Reviews: g.Reviews + h.Reviews, Time: g.Time + h.Time,
		Asked: stats.Retention{
			Asked: g.Asked.Asked + h.Asked.Asked, Recalled: g.Asked.Recalled + h.Asked.Recalled,
		},
	}
}

// says returns a sentence about the two of some groups that differ most, if that can be told.
func says(groups []group) []string {
	best, worst, ok := apart(groups)
	if !ok {
		return nil
	}
	return []string{against(best, worst)}
}
