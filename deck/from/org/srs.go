package org

import (
	"strings"

	"cards/deck/from/pattern"
)

var (
	srsItem = pattern.New(`srsitem:[^:\s]+::(\w+)(?:::([\w-]+))?`)
	srsGap  = pattern.New(`\{\{([0-9a-f]{4,})\}\{([^{}]+)\}(?:\{([^{}]*)\})?\}`)
)

// srs returns the cards of a heading of org-srs: a front and a back, or gaps; the log of each
// stands in a table of its drawer.
func (r *reader) srs(i int) (cards []Card, problem string) {
	h := &r.headings[i]
	names, logs := r.srsLogs(h.drawer("SRSITEMS"))
	var front, back *heading
	for _, s := range r.below(i) {
		switch strings.ToLower(s.title) {
		case "front":
			front = s
		case "back":
			back = s
		}
	}
	c := Card{Front: Markdown(h.title), Back: Markdown(h.text())}
	switch {
	case front != nil && back != nil:
		c.Front, c.Back = Markdown(r.all(front)), Markdown(r.all(back))
	case back != nil:
		c.Front, c.Back = question(h.title, h.text()), Markdown(r.all(back))
	}
	known := func(name string) History {
		return History{Answers: logs[name]}
	}
	switch {
	case hasName(names, "cloze"):
		gaps, order := r.srsGaps(h.text())
		if len(order) == 0 {
			return nil, "a cloze without a gap"
		}
		c.Kind, c.Back, c.Front = Cloze, "", question(h.title, gaps)
		for _, id := range order {
			c.Known = append(c.Known, known("cloze::"+id))
		}
	case hasName(names, "card::back") && hasName(names, "card::front"):
		c.Kind = Reversed
		c.Known = []History{known("card::front"), known("card::back")}
	default:
		for _, name := range names {
			c.Known = []History{known(name)}
		}
	}
	if c.Front == "" || c.Back == "" && c.Kind != Cloze {
		return nil, "a heading that is a card, without a question or an answer"
	}
	return []Card{c}, ""
}

func hasName(names []string, prefix string) bool {
	for _, n := range names {
		if strings.HasPrefix(n, prefix) {
			return true
		}
	}
	return false
}

// srsGaps reads gaps such as {{0a1b2c3}{text}{hint}}.
func (r *reader) srsGaps(text string) (string, []string) {
	var order []string
	out := srsGap().ReplaceAllStringFunc(text, func(m string) string {
		sub := srsGap().FindStringSubmatch(m)
		order = append(order, sub[1])
		return gap(len(order), sub[2], sub[3])
	})
	return out, order
}

// srsLogs reads the tables of a drawer by the names of their items, in order.
func (r *reader) srsLogs(lines []string) (names []string, logs map[string][]Answer) {
	logs = map[string][]Answer{}
	var name string
	var table []string
	flush := func() {
		for _, row := range rows(table) {
			rating, at := ratingOf(row["rating"]), instant(row["timestamp"], r.zone)
			if name != "" && rating > 0 && !at.IsZero() {
				logs[name] = append(logs[name], Answer{at, rating})
			}
		}
		table = nil
	}
	for _, line := range lines {
		if m := srsItem().FindStringSubmatch(line); m != nil {
			flush()
			name = m[1]
			if m[2] != "" {
				name += "::" + m[2]
			}
			names = append(names, name)
			continue
		}
		table = append(table, line)
	}
	flush()
	return names, logs
}

func ratingOf(word string) int {
	switch strings.Trim(strings.ToLower(word), ": ") {
	case "again":
		return 1
	case "hard":
		return 2
	case "good":
		return 3
	case "easy":
		return 4
	}
	return 0
}
