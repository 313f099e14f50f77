package org

import "strings"

// anki returns the cards of a heading of anki-editor or org-anki: the headings below it are the
// fields of a note of Anki; where these are missing the title is the first and the text the second.
func (r *reader) anki(i int) (cards []Card, problem string) {
	h := &r.headings[i]
	fields := make(map[string]string)
	for _, s := range r.below(i) {
		fields[strings.ToLower(strings.TrimSpace(s.title))] = r.all(s)
	}
	kind := strings.ToLower(h.property("ANKI_NOTE_TYPE"))
	if kind == "" && fields["text"] == "" && strings.Contains(h.title, "{{c") { // as org-anki has it
		kind, fields["text"], fields["extra"] = "cloze", h.title, firstOf(fields["extra"], h.text())
	}
	if strings.Contains(kind, "cloze") {
		text := firstOf(fields["text"], h.text(), h.title)
		if !strings.Contains(text, "{{c") {
			return nil, "a cloze without a gap"
		}
		back := firstOf(fields["back extra"], fields["extra"], fields["back"])
		return []Card{{Kind: Cloze, Front: strings.TrimSpace(Markdown(text)), Back: Markdown(back)}}, ""
	}
	c := Card{Front: Markdown(firstOf(fields["front"], fields["question"], h.title))}
	c.Back = Markdown(firstOf(fields["back"], fields["answer"], h.text()))
	if strings.Contains(kind, "revers") {
		c.Kind = Reversed
	} else if strings.Contains(kind, "type") {
		c.Kind = Typed
	}
	if c.Front == "" || c.Back == "" {
		return nil, "a heading that is a card, without a question or an answer"
	}
	return []Card{c}, ""
}

// firstOf returns the first text that holds something.
func firstOf(texts ...string) string {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}
