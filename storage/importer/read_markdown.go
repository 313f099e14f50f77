package importer

import (
	"slices"

	"cards/deck"
	"cards/deck/from/markdown"
)

// markdownName is the name of the format of Markdown with questions that are no labels of a deck.
const markdownName = "markdown"

// sureOfMarkdown is how sure it is of a text with labels of other kinds than ours.
const sureOfMarkdown = 0.9

// recogniseMarkdown knows Markdown in which people or chat programs have written questions and
// answers. Labels of our own are better read as what they are.
func recogniseMarkdown(s Sample) Guess {
	g := Guess{Read: readMarkdown}
	text, ok := s.Text()
	if !ok {
		return g
	}
	f := markdown.Read(text)
	labelled, others := f.Count(markdown.Label), len(f.Notes)-f.Count(markdown.Label)
	own := s.labels(text)
	g.Reason = "Markdown with " + counted(len(f.Notes), "pair") + " of question and answer"
	switch {
	case labelled > own:
		g.Confidence = sureOfMarkdown
	case own > 0:
	case others > f.Count(markdown.Title), f.Count(markdown.Title) > 1:
		g.Confidence = 0.65
	case others == 1:
		g.Confidence = 0.55
	}
	return g
}

func readMarkdown(in Input) (*Content, error) {
	text, err := in.text()
	if err != nil {
		return nil, err
	}
	f := markdown.Read(text)
	c := &Content{}
	for _, n := range f.Notes {
		note := &Note{Line: n.Line, End: n.End, Label: deck.Question, Prompt: n.Front, Answer: n.Back}
		switch n.Kind {
		case markdown.Term:
			note.Label = deck.Term
		case markdown.Cloze:
			note.Label, note.More, note.Answer = deck.Cloze, n.Back, ""
		case markdown.Basic:
			note.chooseLettered()
		}
		c.Items = append(c.Items, Item{Section: n.Section, Note: note})
		c.Parts = append(c.Parts, Part{n.Line, n.End, Taken, ""})
	}
	for _, n := range f.Open {
		c.Parts = append(c.Parts, Part{n.Line, n.End, Refused, "a question without an answer"})
	}
	for _, line := range slices.Concat(f.Headings, f.Rows) {
		c.Parts = append(c.Parts, Part{line, line, Frame, ""})
	}
	c.leaveRest(text, "text that is not a card")
	return c, nil
}
