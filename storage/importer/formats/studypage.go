package formats

import (
	"errors"
	"fmt"
	"math"
	"path"
	"strings"

	"cards/deck"
	"cards/deck/from/cardtag"
	"cards/deck/from/studypage"
	"cards/deck/suggest"
	"cards/storage/importer/source"
)

// studyPageName is the name of the format of study pages.
const studyPageName = "study-page"

// recogniseStudyPage knows a page by its headings, by questions printed twice, and by what stands
// in the places of hidden answers.
func recogniseStudyPage(s source.Sample) source.Guess {
	g := source.Guess{Read: readStudyPage}
	text, ok := s.Text()
	if !ok || strings.EqualFold(path.Ext(s.Name), ".org") || cardtag.IsLogseq(text) {
		return g
	}
	if strings.Contains(text, "#") && len(readTagged(text).Cards) > 0 {
		return g // its questions are marked
	}
	signs := studypage.Look(text)
	g.Confidence, g.Reason = signs.Confidence(), signs.String()
	return g
}

var errNoQuestions = errors.New("no questions found in it")

// readStudyPage makes cards of the questions that have answers, and drafts of the others, with what
// the study notes say about them.
func readStudyPage(in source.Input) (*source.Content, error) {
	if !source.IsText(in.Data) {
		return nil, source.TextErrorIn(in.Data)
	}
	p := studypage.Read(string(in.Data))
	if len(p.Questions) == 0 {
		return nil, errNoQuestions
	}
	c := &source.Content{Title: p.Title, Description: p.Description, Source: "study page"}
	if in.Name != "" {
		c.Source += ": " + path.Base(in.Name)
	}
	addOutline(c, p.Notes)
	twice := asTwice(p.Questions)
	facts := p.Facts()
	suggested := suggest.Rank(texts(p.Questions), facts)
	for i, q := range p.Questions {
		if !twice[i] {
			note := noteOfPage(q, facts, suggested[i])
			c.Items = append(c.Items, source.Item{Section: []string{q.Section}, Note: note})
		}
	}
	c.Parts = partsOfPage(p, twice)
	return c, nil
}

func texts(questions []studypage.Question) []string {
	list := make([]string, len(questions))
	for i, q := range questions {
		list[i] = q.Text
	}
	return list
}

// hasAnswer says whether the page shows what is right.
func hasAnswer(q studypage.Question) bool {
	for _, o := range q.Options {
		if o.Right {
			return true
		}
	}
	return q.Answer != ""
}

// asTwice says which questions are asked a second time on the page: those without an answer, where
// another has one, and all but the first else.
func asTwice(questions []studypage.Question) []bool {
	first := make(map[string]int)
	twice := make([]bool, len(questions))
	for i, q := range questions {
		key := strings.ToLower(q.Text)
		before, ok := first[key]
		switch {
		case !ok:
			first[key] = i
		case hasAnswer(q) && !hasAnswer(questions[before]):
			first[key], twice[before] = i, true
		default:
			twice[i] = true
		}
	}
	return twice
}

// noteOfPage returns the note of a question.
func noteOfPage(
	q studypage.Question, facts []suggest.Fact, suggested []suggest.Suggestion,
) *source.Note {
	n := &source.Note{
		Line: q.Line, End: q.End, Label: deck.Question,
		Prompt: q.Text, Answer: q.Answer, More: q.More,
		Draft: !hasAnswer(q),
	}
	for _, o := range q.Options {
		n.Options = append(n.Options, deck.Option{Text: o.Text, Right: o.Right})
	}
	if !n.Draft {
		return n
	}
	for _, s := range suggested {
		f := facts[s.Fact]
		found := source.Suggestion{Text: answerOf(f), Line: f.Line, Score: rounded(s.Score)}
		n.Suggestions = append(n.Suggestions, found)
	}
	switch {
	case len(n.Options) > 0:
		n.Answer, n.Options = itemsOf(n.Options), nil
	case len(n.Suggestions) > 0:
		n.Answer = n.Suggestions[0].Text
	}
	return n
}

// rounded returns a score with as many digits as mean anything.
func rounded(score float64) float64 { return math.Round(100*score) / 100 }

// answerOf returns a fact as an answer: without its label.
func answerOf(f suggest.Fact) string {
	if f.Text == "" {
		return f.Label
	}
	return f.Text
}

// addOutline adds study notes as nested lists below their headings.
func addOutline(c *source.Content, items []studypage.Item) {
	var section []string
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			c.Items = append(c.Items, source.Item{Section: section, Text: text.String()})
		}
		text.Reset()
	}
	base := 0
	for _, n := range items {
		switch {
		case n.Prose && n.Parent:
			flush()
			section, base = sectionOf(n, labelled(n)), n.Depth+1
			continue
		case n.Depth < base, len(section) == 0, section[0] != n.Section && n.Section != "":
			flush()
			section, base = sectionOf(n, ""), 0
		}
		if n.Prose {
			fmt.Fprintf(&text, "%s\n\n", labelled(n))
		} else {
			fmt.Fprintf(&text, "%s- %s\n", strings.Repeat("  ", max(0, n.Depth-base)), labelled(n))
		}
	}
	flush()
}

// sectionOf returns the headings of notes: that of their section, and one within.
func sectionOf(n studypage.Item, inner string) []string {
	section := []string{n.Section}
	if n.Section == "" {
		section[0] = "Study Notes"
	}
	if inner != "" {
		section = append(section, strings.TrimSuffix(inner, ":"))
	}
	return section
}

// labelled returns an item as the page has it.
func labelled(n studypage.Item) string {
	switch {
	case n.Label == "":
		return n.Text
	case n.Text == "":
		return n.Label + ":"
	}
	return n.Label + ": " + n.Text
}

// partsOfPage accounts for the lines of a page.
func partsOfPage(p *studypage.Page, twice []bool) []source.Part {
	kinds := map[studypage.Kind]source.As{
		studypage.Blank: source.Blank, studypage.Advert: source.Left,
		studypage.Heading: source.Frame, studypage.Marker: source.Frame,
		studypage.Asked: source.Taken,
		studypage.Noted: source.Notes, studypage.Described: source.Notes,
	}
	again := make(map[int]int) // the last line of a question that is asked twice, by its first
	for i, q := range p.Questions {
		if twice[i] {
			again[q.Line] = q.End
		}
	}
	var parts []source.Part
	for _, x := range p.Parts {
		part := source.Part{Line: x.Line, End: x.End, As: kinds[x.Kind]}
		if part.As == source.Left {
			part.Reason = x.Text
		}
		parts = append(parts, divided(part, again)...)
	}
	return parts
}

// divided takes the questions that are asked twice out of a part.
func divided(p source.Part, again map[int]int) []source.Part {
	parts := []source.Part{p}
	for line := p.Line; line <= p.End; line++ {
		end, ok := again[line]
		if !ok {
			continue
		}
		end = min(end, p.End)
		last := &parts[len(parts)-1]
		rest := source.Part{Line: end + 1, End: last.End, As: last.As, Reason: last.Reason}
		last.End = line - 1
		if last.End < last.Line {
			parts = parts[:len(parts)-1]
		}
		const reason = "asked twice on the page"
		parts = append(parts, source.Part{Line: line, End: end, As: source.Left, Reason: reason})
		if rest.Line <= rest.End {
			parts = append(parts, rest)
		}
		line = end
	}
	return parts
}
