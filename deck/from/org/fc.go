package org

import "strings"

// fc returns the cards of a heading of org-fc (org-fc-type-*.el): its title asks for its text, or
// its title and text for a heading "Back" below it.
func (r *reader) fc(i int) (cards []Card, problem string) {
	h := &r.headings[i]
	front, back := Markdown(h.title), Markdown(h.text())
	for _, s := range r.below(i) {
		if strings.EqualFold(s.title, "back") {
			front, back = question(h.title, h.text()), Markdown(r.all(s))
		}
	}
	c := Card{Front: front, Back: back}
	positions := []string{"front"}
	switch kind := strings.ToLower(h.property("FC_TYPE")); kind {
	case "cloze":
		title, order := fcGaps(h.title)
		text, more := fcGaps(h.text())
		if len(order) > 0 { // numbers of both must not meet
			text, order = fcGaps(h.title + "\n\n" + h.text())
			title = ""
		} else {
			order = more
		}
		if len(order) == 0 {
			return nil, "a cloze without a gap"
		}
		c.Kind, c.Front, c.Back = Cloze, strings.Trim(question(title, text), "\n"), ""
		positions = order
	case "double", "vocab":
		c.Kind, positions = Reversed, []string{"front", "back"}
	case "text-input":
		c.Kind = Typed
	case "", "normal", "single":
	default:
		return nil, "cards of the type " + kind + " are made by org-fc itself"
	}
	if c.Front == "" || c.Back == "" && c.Kind != Cloze {
		return nil, "a heading that is a card, without a question or an answer"
	}
	c.Known = r.fcKnown(h, positions)
	return []Card{c}, ""
}

// fcKnown reads the table of a card: a row for each position.
func (r *reader) fcKnown(h *heading, positions []string) []History {
	known := make([]History, len(positions))
	any := false
	for _, row := range rows(h.drawer("REVIEW_DATA")) {
		for i, p := range positions {
			isNew := number(row["box"]) <= 0 && number(row["interval"]) == 0
			if row["position"] != strings.TrimPrefix(p, "#") || isNew {
				continue
			}
			k := History{
				Ease: number(row["ease"]), Interval: number(row["interval"]), Due: instant(row["due"], r.zone),
				Reviews: int(number(row["box"])) + 1,
			}
			if !k.Due.IsZero() {
				k.Last = k.Due.AddDate(0, 0, -int(k.Interval))
			}
			known[i], any = k, true
		}
	}
	if !any {
		return nil
	}
	return known
}
