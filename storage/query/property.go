package query

import (
	"cmp"
	"math"
	"strconv"
	"strings"
)

// property is a number that belongs to a card; false if this card has none.
type property struct {
	name string
	of   func(*Card) (float64, bool)
}

func allProperties() []property {
	memory := func(of func(Memory) float64) func(*Card) (float64, bool) {
		return func(c *Card) (float64, bool) {
			m, ok := c.Memory()
			return of(m), ok
		}
	}
	return []property{
		{"difficulty", memory(func(m Memory) float64 { return m.Difficulty })},
		{"interval", func(c *Card) (float64, bool) { return float64(c.Interval), c.Interval > 0 }},
		{"lapses", func(c *Card) (float64, bool) { return float64(c.Lapses), true }},
		{"retrievability", memory(func(m Memory) float64 { return m.Retrievability })},
		{"reviews", func(c *Card) (float64, bool) { return float64(c.Reviews), true }},
		{"stability", memory(func(m Memory) float64 { return m.Stability })},
	}
}

func properties() []string {
	var names []string
	for _, p := range allProperties() {
		names = append(names, p.name)
	}
	return names
}

// readProperty reads a property, an operator and a number: stability<10.
func readProperty(s *state, w lexeme) (Node, *Error) {
	at := strings.IndexAny(w.text, "<>=!")
	if at < 0 {
		err := s.wrong(w.at, "prop: needs a comparison, such as prop:stability<10")
		err.Quote = "prop:" + w.text + "<10"
		return nil, err
	}
	name := strings.ToLower(w.text[:at])
	if err := s.oneOf(w, name, properties()); err != nil {
		for i := range err.Near {
			err.Near[i] += w.text[at:]
		}
		return nil, err
	}
	c, rest := cutComparison(w.text[at:])
	number, isPercent := strings.CutSuffix(rest, "%")
	limit, err := strconv.ParseFloat(number, 64)
	if err != nil || math.IsNaN(limit) {
		err := s.wrong(w.at, "prop: %q is not a number", rest)
		if sign := w.text[at:]; strings.HasPrefix(sign, "=<") || strings.HasPrefix(sign, "=>") {
			err.Near = []string{"prop:" + name + sign[1:2] + "=" + sign[2:]}
		}
		return nil, err
	}
	if isPercent {
		limit /= 100
	}
	for _, p := range allProperties() {
		if p.name == name {
			return term(func(card *Card) bool {
				v, ok := p.of(card)
				return ok && c.of(cmp.Compare(v, limit))
			}), nil
		}
	}
	return nil, nil
}
