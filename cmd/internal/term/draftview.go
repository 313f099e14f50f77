package term

import (
	"fmt"
	"strings"

	"cards/cmd/internal/out"
	"cards/deck"

	tea "charm.land/bubbletea/v2"
)

// typePrompt stands before the answer that is typed.
const typePrompt = "answer "

// View implements [tea.Model].
func (m *draftScreen) View() tea.View {
	lines := m.lines()
	v := tea.NewView(strings.Join(lines, "\n"))
	v.AltScreen = true
	if m.typing && m.width > 0 {
		x := min(m.line.column(typePrompt), m.width-1)
		v.Cursor = tea.NewCursor(x, len(lines)-len(m.footer())-1)
		v.Cursor.Blink = false
	}
	return v
}

// lines are the whole screen, from top to bottom.
func (m *draftScreen) lines() []string {
	if m.width == 0 || m.screen.Number == 0 {
		return nil
	}
	room := m.room()
	lines := []string{m.header(), ""}
	lines = append(lines, m.body[min(m.top, len(m.body)):min(m.top+room, len(m.body))]...)
	for len(lines) < room+2 {
		lines = append(lines, "")
	}
	lines = append(lines, m.said())
	lines = append(lines, m.footer()...)
	return lines[:min(len(lines), max(m.height, 1))]
}

// room is how many lines there are for the draft.
func (m *draftScreen) room() int { return max(m.height-3-len(m.footer()), 1) }

// said is the line above the hints: the answer that is typed, what went wrong, or how much is out
// of sight.
func (m *draftScreen) said() string {
	switch below := len(m.body) - m.top - m.room(); {
	case m.typing:
		return m.truncate(m.paint(accent, typePrompt)+m.line.Value(), m.width, "")
	case m.message != "":
		return m.truncate(m.message, m.width, m.sign("…"))
	case below > 0 || m.top > 0:
		return m.paint(dim, m.outOfSight(m.top, max(below, 0)))
	}
	return ""
}

func (m *draftScreen) header() string {
	place := out.Line(strings.Join(append([]string{m.screen.Deck}, m.screen.Section...),
		m.sign(" › ")))
	number := fmt.Sprintf("%d of %d", m.screen.Number, m.screen.Total)
	return m.paint(dim, m.spread(place, number, m.width))
}

// render lays out the draft for the width: the question, what may answer it, and what stands in the
// notes around the suggestion that keys act on.
func (m *draftScreen) render() {
	if m.width == 0 || m.screen.Number == 0 {
		return
	}
	m.body = append(Document(out.Document(m.screen.Prompt, m.screen.Definitions), m.width, m.Look), "")
	for i, text := range m.screen.Choices {
		box := "[ ]"
		if m.ticked[i] {
			box = "[x]"
		}
		m.choice(i, box+" "+text, "")
	}
	if len(m.screen.Choices) > 0 {
		return
	}
	for i, a := range m.screen.Answers {
		where := ""
		if a.Line > 0 {
			where = fmt.Sprintf(" (line %d)", a.Line)
		}
		m.choice(i, a.Text, where)
	}
	if m.at >= len(m.screen.Answers) {
		if m.screen.Label != deck.Cloze {
			m.body = append(m.body, m.paint(dim, "the notes suggest no answer"))
		}
		return
	}
	if notes := m.screen.Answers[m.at].Notes; len(notes) > 0 {
		m.body = append(m.body, "", m.paint(dim, "in the notes"))
		for _, note := range notes {
			for _, line := range m.linesOf(m.wrap(appendSource(nil, note, dim), max(m.width-2, 1))) {
				m.body = append(m.body, m.paint(dim, m.sign("│"))+" "+line)
			}
		}
	}
}

// choice adds a suggestion or an option to what is shown, with its number.
func (m *draftScreen) choice(i int, text, where string) {
	sign, s := " ", style(0)
	if i == m.at {
		sign, s = ">", accent
		m.atLine = len(m.body)
	}
	before := fmt.Sprintf("%s%d  ", sign, i+1)
	glyphs := appendText(appendText(nil, text, s), where, dim)
	for n, line := range m.linesOf(m.wrap(glyphs, max(m.width-len(before), 1))) {
		if n > 0 {
			before = strings.Repeat(" ", len(before))
		}
		m.body = append(m.body, m.paint(s, before)+line)
	}
}

func (m *draftScreen) footer() []string {
	if m.typing {
		return m.hintLines([]hint{{"enter", "keep it"}}, []hint{{"esc", "back"}}, m.width)
	}
	var left []hint
	switch {
	case m.screen.Label == deck.Cloze:
		left = []hint{{"enter", "accept"}}
	case len(m.screen.Choices) > 0:
		left = []hint{{"space", "tick"}, {"enter", "keep"}, {"t", "type"}, {"e", "edit"}}
	case len(m.screen.Answers) > 0:
		left = []hint{{"enter", "accept"}, {"e", "edit"}, {"t", "type"}}
	default:
		left = []hint{{"t", "type"}, {"e", "edit"}}
	}
	return m.hintLines(left, []hint{{"s", "skip"}, {"u", "undo"}, {"q", "stop"}}, m.width)
}
