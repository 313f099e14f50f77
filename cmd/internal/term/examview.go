package term

import (
	"fmt"
	"slices"
	"strings"

	"cards/cmd/internal/exam"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck/answer"
	"cards/srs"

	tea "charm.land/bubbletea/v2"
)

// View implements [tea.Model].
func (m *examining) View() tea.View {
	v := tea.NewView(strings.Join(unmarked(m.lines()), "\n"))
	v.AltScreen = true
	return v
}

// lines are the whole screen, from top to bottom.
func (m *examining) lines() []string {
	if m.width == 0 || m.sitting.State() == exam.Finished {
		return nil
	}
	body, _ := m.layout().lines(m.painter, m.top)
	lines := append(append([]string{m.header(), ""}, body...), m.footer()...)
	return lines[:min(len(lines), max(m.height, 1))]
}

func (m *examining) header() string {
	q := m.sitting.Question()
	place := append([]string{m.sitting.Kind().String() + m.sign(" · ") + q.Card.Deck},
		q.Card.Section...)
	return m.paint(dim, m.spread(out.Line(strings.Join(place, m.sign(" › "))),
		fmt.Sprintf("%d of %d", q.Number, m.sitting.Total()), m.width))
}

func (m *examining) layout() layout {
	l := layout{width: m.width, moving: m.body, room: max(m.height-2-len(m.footer()), 1)}
	if m.message != "" {
		l.message = m.linesOf(m.wrap(appendText(nil, m.message, 0), m.width))
		l.room = max(l.room-len(l.message), 1)
	}
	if len(l.moving) > l.room {
		l.counted, l.room = true, max(l.room-1, 1)
	}
	return l
}

// footer says what can be done.
func (m *examining) footer() []string {
	right := append(hintOf(m.keys, session.Help, ""), hintOf(m.keys, session.Quit, "")...)
	if m.takes() { // other keys are text
		right = hintOf(m.keys, session.Type, "keys")
	}
	return m.hintLines(m.hints(), right, m.width)
}

func (m *examining) hints() []hint {
	q := m.sitting.Question()
	switch {
	case m.helps:
		return hintOf(m.keys, session.GoOn, "close")
	case m.sitting.State() == exam.Answered:
		list := hintOf(m.keys, session.GoOn, "go on")
		if m.sitting.Result().Kind != answer.Right {
			list = append(list, hintOf(m.keys, session.Right, "")...)
		}
		return append(list, hintOf(m.keys, session.Undo, "")...)
	case m.sitting.State() == exam.Shown:
		return []hint{{"1", "I knew it"}, {"2", "partly"}, {"3", "no"}}
	case m.takes():
		return []hint{{"enter", "answer"}}
	}
	list := append(hintOf(m.keys, session.Guess, ""), hintOf(m.keys, session.Skip, "")...)
	switch {
	case q.Form == srs.Choice && q.HasSeveral():
		return append([]hint{
			{m.sign("1–") + fmt.Sprint(len(q.Options)), "choose"},
			{"enter", "answer"},
		}, list...)
	case q.Form == srs.Choice:
		return append([]hint{{m.sign("1–") + fmt.Sprint(len(q.Options)), "answer"}}, list...)
	case q.Form == srs.Typed:
		return append(hintOf(m.keys, session.Type, "type"), list...)
	}
	return append(hintOf(m.keys, session.GoOn, "show the answer"), list...)
}

// render lays out what is shown for the width.
func (m *examining) render() {
	q := m.sitting.Question()
	if m.width == 0 || q == nil {
		return
	}
	if m.helps {
		m.body = m.keyLines(m.keys, m.width)
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
		typed := appendText(nil, "> "+m.line.before+m.caret()+m.line.after, code)
		m.body = append(m.body, m.linesOf(m.cut(typed, m.width))...)
		m.top = m.layout().clamp(len(m.body)) // what is typed stays in sight
	case m.sitting.State() == exam.Asking:
	case m.besideIsAll(q):
		m.body = m.body[:len(m.body)-1] // the blank line, which comes before what is said too
	default:
		m.body = append(append(m.body, m.paint(dim, m.sign("────"))),
			Document(q.Revealed(), m.width, m.Look)...)
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

// comparison is that of what was typed with what is right; false where there is none to show.
func (m *examining) comparison() (session.Comparison, bool) {
	r := m.sitting.Result()
	if r == nil || r.Kind == answer.Right || len(r.Typed.Typed) == 0 {
		return session.Comparison{}, false
	}
	return r.Typed, true
}

// besideIsAll says whether the comparison with what was typed shows all of the answer.
func (m *examining) besideIsAll(q *exam.Question) bool {
	_, ok := m.comparison()
	doc := q.Revealed()
	return ok && isLine(doc) && out.Line(doc.Text(doc.Root)) == q.Answer()
}

// worth says what an answer was worth.
func (m *examining) worth(q *exam.Question, r exam.Result) string {
	right := map[bool]string{true: "you knew it", false: "right"}[q.Form == srs.Recall && !r.Own]
	switch {
	case r.Kind == answer.Right:
		return m.sign("✓ ") + right
	case r.Kind == answer.Typo:
		return m.sign("✓ right but for its spelling")
	case r.Kind == answer.Partial && q.Form == srs.Recall:
		return "partly right"
	case r.Kind == answer.Partial:
		return partly(r.Verdict)
	case r.Skipped:
		return m.sign("✗ skipped")
	case q.Form == srs.Recall:
		return m.sign("✗ not known")
	}
	return m.sign("✗ wrong")
}

// verdict says what an answer was worth, and why.
func (m *examining) verdict(q *exam.Question, r exam.Result) []string {
	text := appendText(nil, m.worth(q, r), bold)
	lines := append([]string{""}, m.linesOf(m.wrap(text, m.width))...)
	say := func(text string) {
		lines = append(lines, m.linesOf(m.wrap(appendText(nil, text, 0), m.width))...)
	}
	if c, ok := m.comparison(); ok {
		lines = append(lines, m.beside(c, m.width)...)
	}
	if r.Answers != "" {
		say(r.Given + ": that answers: " + r.Answers)
	}
	if q.Card.More != "" {
		lines = append(append(lines, ""),
			Document(out.Document(q.Card.More, q.Card.Definitions), m.width, m.Look)...)
	}
	if r.Notes > 0 {
		say(notesAt(q, r))
	}
	if r.Comes {
		say("It comes back in this quiz.")
	}
	return lines
}
