package desk

import (
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/blanks"
	"cards/deck/from/studypage"
	"cards/deck/printer"
	"cards/deck/suggest"
)

// Suggestions are how many answers are offered to a question.
const Suggestions = 3

// pageOf returns the study page that a text is, copied from a browser; nil if it is none.
func pageOf(text []byte) *studypage.Page {
	const sure = 0.5
	if len(deck.Parse("", text).Notes) > 0 || studypage.Look(string(text)).Confidence() < sure {
		return nil
	}
	return studypage.Read(string(text))
}

// Unanswered returns the questions of a text that have no answer, each with the lines of its notes
// that may answer it, the likeliest first. A question that nothing answers is refused. The text is
// a deck, or a study page.
func Unanswered(text []byte) []Offer {
	questions, lines, facts := unanswered(text)
	var offers []Offer
	for i, list := range suggest.Rank(questions, facts) {
		if lines[i] == 0 {
			continue
		}
		o := Offer{
			Card: blanks.Card{Label: deck.Question, Prompt: questions[i]}, Draft: true,
			Fills: lines[i],
		}
		for _, s := range list[:min(len(list), Suggestions)] {
			o.Others = append(o.Others, answerOf(facts[s.Fact]))
		}
		if len(o.Others) == 0 {
			o.Refused = "the notes do not answer it"
		} else {
			o = o.With(0)
		}
		offers = append(offers, o)
	}
	return offers
}

// unanswered returns all questions of a text with the lines of those that have no answer, 0 for
// others, and what its notes say.
func unanswered(text []byte) (questions []string, lines []int, facts []suggest.Fact) {
	if p := pageOf(text); p != nil {
		seen := make(map[string]bool)
		for _, q := range p.Questions {
			line := q.Line
			if seen[q.Text] || q.Answer != "" || len(q.Options) > 0 {
				line = 0
			}
			seen[q.Text] = true
			questions, lines = append(questions, q.Text), append(lines, line)
		}
		return questions, lines, p.Facts()
	}
	f := deck.Parse("", withAnswers(text))
	for _, n := range f.Notes {
		line := 0
		if n.Answer == awaited {
			line = n.Pos.Line
		}
		questions, lines = append(questions, n.Prompt), append(lines, line)
	}
	return questions, lines, factsOf(f, strings.Split(string(text), "\n"))
}

// awaited stands for an answer that a question does not have, of which a deck says noAnswer.
const (
	awaited  = "…awaited…"
	noAnswer = "question without an answer"
)

// withAnswers returns the text of a deck in which each question without an answer has [awaited], on
// a line of its own. Where that would change anything else the question stays as it is.
func withAnswers(text []byte) []byte {
	var open []int // lines, from 1
	for _, d := range deck.Parse("", text).Diagnostics {
		if d.Text == noAnswer {
			open = append(open, d.Pos.Line)
		}
	}
	for _, line := range slices.Backward(open) {
		text = withAnswer(text, line)
	}
	return text
}

// withAnswer gives one question, by the line of its label, an answer: behind its paragraph, or
// behind its first line.
func withAnswer(text []byte, line int) []byte {
	notes := len(deck.Parse("", text).Notes)
	lines := strings.SplitAfter(string(text), "\n")
	end := line
	for end < len(lines) && strings.TrimSpace(lines[end]) != "" {
		end++
	}
	for _, at := range []int{end, line} {
		tried := slices.Clone(lines)
		if !strings.HasSuffix(tried[at-1], "\n") {
			tried[at-1] += "\n"
		}
		after := []byte(strings.Join(slices.Insert(tried, at, "A: "+awaited+"\n"), ""))
		f := deck.Parse("", after)
		is := func(n deck.Note) bool { return n.Pos.Line == line && n.Answer == awaited }
		if len(f.Notes) == notes+1 && slices.ContainsFunc(f.Notes, is) {
			return after
		}
	}
	return text
}

// answerOf returns what a fact answers.
func answerOf(f suggest.Fact) Fitting {
	text := f.Text
	if text == "" {
		text = f.Label
	}
	quote := text
	if f.Label != "" && f.Text != "" {
		quote = f.Label + ": " + f.Text
	}
	return Fitting{text, quote, f.Line}
}

// Filled returns the text of a deck in which the questions of offers have their answers. Everything
// else stays as it is.
func Filled(text []byte, offers []Offer) ([]byte, error) {
	patched := withAnswers(text)
	f := deck.Parse("", patched)
	lines := strings.SplitAfter(string(patched), "\n")
	for _, n := range slices.Backward(f.Notes) {
		if n.Answer != awaited {
			continue
		}
		at := slices.IndexFunc(offers, func(o Offer) bool { return o.Fills == n.Pos.Line })
		if at < 0 {
			answer := slices.Index(lines[n.Pos.Line:n.End], "A: "+awaited+"\n")
			lines = slices.Delete(lines, n.Pos.Line+answer, n.Pos.Line+answer+1)
			continue
		}
		offered := offers[at].Note()
		n.Prompt, n.Answer, n.Draft, n.More = offered.Prompt, offered.Answer, offered.Draft, offered.More
		printed, err := printer.Print(n)
		if err != nil {
			return nil, err
		}
		lines = slices.Replace(lines, n.Pos.Line-1, n.End, printed)
	}
	return []byte(strings.Join(lines, "")), nil
}
