package formats

import (
	"path"
	"strings"

	"cards/deck"
	"cards/deck/from/gift"
	"cards/deck/from/html"
	"cards/storage/importer/source"
)

// The names of the formats of questions for Moodle.
const (
	giftName  = "gift"
	aikenName = "aiken"
)

// recogniseGift knows a text most of whose paragraphs are questions with answers in braces.
func recogniseGift(s source.Sample) source.Guess {
	g := source.Guess{Read: questionReader(gift.Read)}
	text, ok := s.Text()
	if !ok || !strings.Contains(text, "{") {
		return g
	}
	list := gift.Read(text)
	asked := 0
	for _, q := range list {
		if q.Kind != gift.Text && q.Kind != gift.Unknown && q.Kind != gift.Essay {
			asked++
		}
	}
	g.Reason = source.Counted(asked, "question") + " with answers in braces"
	switch {
	case len(list) > 0 && strings.EqualFold(path.Ext(s.Name), ".gift"):
		g.Confidence = 0.98
	case asked > 0 && 2*asked >= len(list):
		g.Confidence = 0.85
	}
	return g
}

// recogniseAiken knows a text by the lines that name the right option.
func recogniseAiken(s source.Sample) source.Guess {
	g := source.Guess{Read: questionReader(gift.ReadAiken)}
	text, ok := s.Text()
	if !ok || !strings.Contains(text, "ANSWER:") {
		return g
	}
	list := gift.ReadAiken(text)
	right := 0
	for _, q := range list {
		if q.Kind == gift.Choice {
			right++
		}
	}
	if right > 0 && 2*right >= len(list) {
		g.Confidence = 0.9
		g.Reason = source.Counted(right, "question") + " with options and a line ANSWER:"
	}
	return g
}

// questionReader returns the reader of a format of questions.
func questionReader(read func(text string) []gift.Question) source.Reader {
	return func(in source.Input) (*source.Content, error) {
		text, err := in.Text()
		if err != nil {
			return nil, err
		}
		c := &source.Content{}
		for _, q := range read(text) {
			addQuestion(c, q)
		}
		c.LeaveRest(text, "a comment or a category")
		return c, nil
	}
}

// addQuestion adds a question, or says why it is none.
func addQuestion(c *source.Content, q gift.Question) {
	p := source.Part{Line: q.Line, End: q.End, As: source.Taken}
	switch {
	case q.Kind == gift.Essay:
		p.As, p.Reason = source.Left, "an essay: there is no answer to compare"
	case q.Kind == gift.Text:
		p.As, p.Reason = source.Left, "a description, not a question"
	case q.Kind == gift.Unknown:
		p.As, p.Reason = source.Refused, q.Problem
	case q.Kind != gift.Match && q.Kind != gift.Embedded && rightOf(q) == nil:
		p.As, p.Reason = source.Refused, "none of its answers is right"
	case q.Text == "":
		p.As, p.Reason = source.Refused, "answers without a question"
	}
	c.Parts = append(c.Parts, p)
	if p.As == source.Taken {
		for _, n := range questionNotes(q) {
			c.Items = append(c.Items, source.Item{Deck: categoryDeck(q.Category), Note: n})
		}
	}
}

// questionNotes returns the notes of a question: of a match one for each pair, else one.
func questionNotes(q gift.Question) []*source.Note {
	text := func(s string) string { return s }
	if q.HTML {
		text = html.Markdown
	}
	if q.Kind == gift.Match {
		var notes []*source.Note
		for _, pair := range q.Pairs {
			if pair[0] == "" || pair[1] == "" {
				continue // a partner that fits nothing
			}
			notes = append(notes, &source.Note{
				Line: q.Line, End: q.End, Label: deck.Question,
				Prompt: text(q.Text) + "\n\n" + text(pair[0]), Answer: text(pair[1]),
				More: text(q.Feedback),
			})
		}
		return notes
	}
	n := &source.Note{Line: q.Line, End: q.End, Label: deck.Question, Prompt: text(q.Text)}
	if q.Kind == gift.Embedded {
		n.Label, n.More = deck.Cloze, text(q.Feedback)
		return []*source.Note{n}
	}
	right := rightOf(q)
	switch q.Kind {
	case gift.Choice:
		for _, a := range q.Answers {
			n.Options = append(n.Options, deck.Option{Text: oneLine(text(a.Text)), Right: a.Right})
		}
	case gift.Truth:
		for _, word := range []string{"True", "False"} {
			n.Options = append(n.Options, deck.Option{Text: word, Right: word == right[0].Text})
		}
	default:
		n.Answer = text(right[0].Text)
	}
	n.More = strings.Join(explanations(q, right, text), "\n\n")
	return []*source.Note{n}
}

// explanations returns other answers that are right, and what is said of them.
func explanations(q gift.Question, right []gift.Answer, text func(string) string) []string {
	var more []string
	isOpen := q.Kind == gift.Short || q.Kind == gift.Gap || q.Kind == gift.Number
	if isOpen && len(right) > 1 {
		var others []string
		for _, a := range right[1:] {
			others = append(others, oneLine(text(a.Text)))
		}
		more = append(more, "Also right: "+strings.Join(others, "; "))
	}
	for _, said := range []string{right[0].Feedback, q.Feedback} {
		if said != "" {
			more = append(more, text(said))
		}
	}
	return more
}

// rightOf returns the answers that are right, those that are worth most first.
func rightOf(q gift.Question) []gift.Answer {
	var right []gift.Answer
	for _, a := range q.Answers {
		switch {
		case !a.Right:
		case len(right) > 0 && a.Weight > right[0].Weight:
			right = append([]gift.Answer{a}, right...)
		default:
			right = append(right, a)
		}
	}
	return right
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// categoryDeck returns the deck that a category names; its first parts say where in Moodle it is.
func categoryDeck(category string) string {
	var parts []string
	for part := range strings.SplitSeq(category, "/") {
		part = strings.TrimSpace(part)
		if part != "" && part != "top" &&
			!(strings.HasPrefix(part, "$") && strings.HasSuffix(part, "$")) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "/")
}
