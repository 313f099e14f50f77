package org

import (
	"math"
	"strings"
)

// drill returns the cards of a heading of org-drill (org-drill.el, card types).
func (r *reader) drill(i int) (cards []Card, problem string) {
	h := &r.headings[i]
	sides := r.below(i)
	known := []History{r.drillHistory(h)}
	if h.drillIsNew() {
		known = nil
	}
	kind := strings.ToLower(h.property("DRILL_CARD_TYPE"))
	body := h.text()
	if gaps, n := drillGaps(body); n > 0 && !strings.HasSuffix(kind, "sided") {
		front := Markdown(gaps)
		if !isGeneric(h.title) {
			front = Markdown(h.title) + "\n\n" + front
		}
		return []Card{{Kind: Cloze, Front: front, Back: r.sideText(sides), Known: repeat(known, n)}}, ""
	}
	switch kind {
	case "twosided", "multisided":
		return r.sided(h, sides, known, kind == "twosided")
	case "translate_number", "conjugate", "decline_noun", "spanish_verb":
		return nil, "cards of the type " + kind + " are made by org-drill itself"
	}
	front, back := question(h.title, body), r.sideText(sides)
	if back == "" {
		front, back = Markdown(h.title), Markdown(body)
	}
	if front == "" || back == "" {
		return nil, "a heading that is a card, without a question or an answer"
	}
	return []Card{{Front: front, Back: back, Known: known}}, ""
}

// isGeneric says whether a title says nothing about its card.
func isGeneric(title string) bool {
	switch strings.ToLower(strings.Trim(title, " .:0123456789#")) {
	case "", "item", "question", "fact", "drill", "card", "flashcard", "note", "cloze":
		return true
	}
	return false
}

// question joins a title and a text.
func question(title, body string) string {
	title, body = Markdown(title), Markdown(body)
	switch {
	case body == "":
		return title
	case isGeneric(title):
		return body
	}
	return title + "\n\n" + body
}

// sideText returns the text of the headings below a card: of one its text, of several with their
// titles.
func (r *reader) sideText(sides []*heading) string {
	var parts []string
	for _, s := range sides {
		text := Markdown(r.all(s))
		if len(sides) > 1 && text != "" {
			text = Markdown(s.title) + ": " + text
		}
		if text == "" && !strings.EqualFold(s.title, "answer") {
			text = Markdown(s.title)
		}
		if text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n\n")
}

// sided returns the cards of a heading that asks from one of its sides to the others.
func (r *reader) sided(h *heading, sides []*heading, known []History, two bool) ([]Card, string) {
	if len(sides) < 2 {
		return nil, "a card of several sides, with fewer than two headings below it"
	}
	about := question(h.title, h.text())
	if isGeneric(h.title) && h.text() == "" {
		about = ""
	}
	if two || len(sides) == 2 {
		return []Card{{
			Kind: Reversed, Front: Markdown(r.all(sides[0])), Back: Markdown(r.all(sides[1])), Known: known,
		}}, emptySide(r, sides[:2])
	}
	var cards []Card
	for i, s := range sides {
		var others []*heading
		others = append(append(others, sides[:i]...), sides[i+1:]...)
		front := Markdown(s.title) + ": " + Markdown(r.all(s))
		if about != "" {
			front = about + "\n\n" + front
		}
		cards = append(cards, Card{Front: front, Back: r.sideText(others), Known: known})
	}
	return cards, emptySide(r, sides)
}

func emptySide(r *reader, sides []*heading) string {
	for _, s := range sides {
		if r.all(s) == "" {
			return "a side without a text: " + s.title
		}
	}
	return ""
}

func repeat(known []History, n int) []History {
	if len(known) == 0 {
		return nil
	}
	list := make([]History, n)
	for i := range list {
		list[i] = known[0]
	}
	return list
}

func (h *heading) drillIsNew() bool {
	return h.property("DRILL_LAST_REVIEWED") == "" && number(h.property("DRILL_TOTAL_REPEATS")) == 0
}

// drillHistory reads the properties of a card. The ease that SM-5 keeps is of the same kind.
func (r *reader) drillHistory(h *heading) History {
	k := History{
		Last: stamp(h.property("DRILL_LAST_REVIEWED"), r.zone), Due: stamp(h.planning, r.zone),
		Interval: number(h.property("DRILL_LAST_INTERVAL")), Ease: number(h.property("DRILL_EASE")),
		Reviews: int(number(h.property("DRILL_TOTAL_REPEATS"))), Lapses: int(number(h.property("DRILL_FAILURE_COUNT"))),
	}
	if k.Due.IsZero() && !k.Last.IsZero() {
		k.Due = k.Last.AddDate(0, 0, int(math.Round(k.Interval)))
	}
	return k
}
