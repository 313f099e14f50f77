package formats

import (
	"slices"

	"cards/deck"
	"cards/deck/from/markdown"
	"cards/storage/importer/source"
)

// markdownName is the name of the format of Markdown with questions that are no labels of a deck.
const markdownName = "markdown"

// sureOfMarkdown is how sure it is of a text with labels of other kinds than ours.
const sureOfMarkdown = 0.9

// recogniseMarkdown knows Markdown in which people or chat programs have written questions and
// answers. Labels of our own are better read as what they are.
func recogniseMarkdown(s source.Sample) source.Guess {
	g := source.Guess{Read: readMarkdown}
	text, ok := s.Text()
	if !ok {
		return g
	}
	f := markdown.Read(text)
	labelled, others := f.Count(markdown.Label), len(f.Notes)-f.Count(markdown.Label)
	own := s.Labels(text)
	g.Reason = "Markdown with " + source.Counted(len(f.Notes), "pair") + " of question and answer"
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

func readMarkdown(in source.Input) (*source.Content, error) {
	text, err := in.Text()
	if err != nil {
		return nil, err
	}
	f := markdown.Read(text)
	c := &source.Content{}
	for _, n := range f.Notes {
		note := &source.Note{
			Line: n.Line, End: n.End, Label: deck.Question,
			Prompt: n.Front, Answer: n.Back,
		}
		switch n.Kind {
		case markdown.Term:
			note.Label = deck.Term
		case markdown.Cloze:
			note.Label, note.More, note.Answer = deck.Cloze, n.Back, ""
		case markdown.Basic:
			chooseLettered(note)
		}
		c.Items = append(c.Items, source.Item{Section: n.Section, Note: note})
		c.Account(n.Line, n.End, source.Taken, "")
	}
	for _, n := range f.Open {
		c.Account(n.Line, n.End, source.Refused, "a question without an answer")
	}
	for _, line := range slices.Concat(f.Headings, f.Rows) {
		c.Account(line, line, source.Frame, "")
	}
	c.LeaveRest(text, "text that is not a card")
	return c, nil
}
