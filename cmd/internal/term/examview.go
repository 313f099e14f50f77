package term

import (
	"fmt"
	"slices"
	"strings"

	"cards/cmd/internal/exam"
	"cards/cmd/internal/out"
	"cards/deck/answer"
	"cards/srs"
)

// render lays out what is shown for the width.
func (m *examining) render() {
	q := m.sitting.Question()
	if m.width == 0 || q == nil {
		return
	}
	if m.helps {
		m.body = m.help()
		return
	}
	if m.wrong != nil {
		m.body = nil
		for _, text := range m.wrong {
			m.body = append(m.body, m.linesOf(m.wrap(appendText(nil, text, 0), m.width))...)
		}
		return
	}
	m.body = Document(q.Document(), m.width, m.Look)
	m.body = append(m.body, "")
	switch {
	case q.Form == srs.Choice:
		m.body = append(m.body, m.optionLines(q)...)
	case q.Form == srs.Typed && m.sitting.State() == exam.Asking:
		typed := appendText(nil, "> "+m.line.Value()+m.caret(), code)
		m.body = append(m.body, m.linesOf(m.cut(typed, m.width))...)
		m.top = m.layout().clamp(len(m.body)) // what is typed stays in sight
	case m.sitting.State() == exam.Shown:
		m.body = append(append(m.body, m.paint(dim, m.sign("────"))), Document(q.Revealed(), m.width, m.Look)...)
	}
	if m.sitting.Guessing() {
		m.message = "a guess"
	}
	if m.sitting.State() == exam.Answered {
		m.body = append(m.body, m.verdict(q, *m.sitting.Result())...)
	}
}

// caret stands where the next letter comes.
func (m *examining) caret() string {
	if m.open {
		return "_"
	}
	return ""
}

// help lists the keys.
func (m *examining) help() []string {
	var lines []string
	for _, e := range m.keys.Entries() {
		lines = append(lines, m.linesOf(m.wrap(appendText(nil, m.sign(KeyNames(e))+"   "+e.Does, 0), m.width))...)
	}
	return lines
}

// optionLines are the options of a choice, with signs by what was chosen and what is right.
func (m *examining) optionLines(q *exam.Question) []string {
	var lines []string
	result := m.sitting.Result()
	for i, o := range q.Options {
		sign := " "
		switch {
		case m.sitting.State() == exam.Answered && o.Right:
			sign = "✓"
		case m.sitting.State() == exam.Answered && slices.Contains(chosenTexts(result), o.Text):
			sign = "✗"
		case m.chosen[i]:
			sign = "●"
		}
		const indent = 5
		for j, line := range m.linesOf(m.wrap(appendText(nil, out.Line(o.Text), 0), max(m.width-indent, 1))) {
			lead := strings.Repeat(" ", indent)
			if j == 0 {
				lead = fmt.Sprintf("%s %-3d", m.sign(sign), i+1)
			}
			lines = append(lines, lead+line)
		}
	}
	return lines
}

// chosenTexts are the options that were chosen.
func chosenTexts(r *exam.Result) []string {
	if r == nil {
		return nil
	}
	return r.Chosen
}

// verdict says what an answer was worth, what is right, and why.
func (m *examining) verdict(q *exam.Question, r exam.Result) []string {
	text := map[answer.Kind]string{
		answer.Right: m.sign("✓ right"), answer.Typo: m.sign("✓ right, but for its spelling: ") + q.Answer(),
		answer.Wrong: m.sign("✗ ") + q.Answer(), answer.Partial: Verdict(r, q),
	}[r.Kind]
	lines := append([]string{""}, m.linesOf(m.wrap(appendText(nil, text, bold), m.width))...)
	say := func(text string) {
		lines = append(lines, m.linesOf(m.wrap(appendText(nil, text, 0), m.width))...)
	}
	if len(r.Typed.Typed) > 0 && r.Kind != answer.Right {
		lines = append(lines, m.beside(r.Typed, m.width)...)
	}
	if r.Answers != "" {
		say(r.Given + ": that answers: " + r.Answers)
	}
	if q.Card.More != "" {
		lines = append(append(lines, ""), Document(out.Document(q.Card.More, q.Card.Definitions), m.width, m.Look)...)
	}
	if r.Notes > 0 {
		say(notesAt(q, r))
	}
	if r.Comes {
		say("It comes back in this quiz.")
	}
	return lines
}
