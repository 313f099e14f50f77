package term

import (
	"fmt"
	"slices"
	"strings"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"

	tea "charm.land/bubbletea/v2"
)

// rows is how many lines there are for the list, or for the card that is shown.
func (m *finding) rows() int { return max(m.height-2-len(m.footer()), 1) }

// View implements [tea.Model].
func (m *finding) View() tea.View {
	v := tea.NewView(strings.Join(unmarked(m.lines()), "\n"))
	v.AltScreen = true
	prompt, line := "", m.words
	switch m.state {
	case wording:
		prompt = wordsPrompt
	case commanding:
		prompt, line = commandPrompt, m.command
	default:
		return v
	}
	if x := line.column(prompt); x < m.width {
		v.Cursor = tea.NewCursor(x, 0)
		v.Cursor.Blink = false
	}
	return v
}

const (
	wordsPrompt   = "find "
	commandPrompt = "cards "
)

// lines are the whole screen, from top to bottom.
func (m *finding) lines() []string {
	if m.width == 0 {
		return nil
	}
	first := m.paint(accent, wordsPrompt) + m.words.Value()
	if m.state == commanding {
		first = m.paint(accent, commandPrompt) + m.command.Value()
	}
	lines := []string{m.truncate(first, m.width, ""), m.paint(dim, m.truncate(m.told(), m.width, ""))}
	if m.state == showing {
		lines = append(lines, m.body[min(m.top, len(m.body)):min(m.top+m.rows(), len(m.body))]...)
		lines[1] = m.paint(dim, m.truncate(m.told()+m.unseen(), m.width, ""))
	} else {
		for i := m.top; i < min(m.top+m.rows(), len(m.found)); i++ {
			lines = append(lines, m.row(i))
		}
	}
	for len(lines) < m.height-len(m.footer()) {
		lines = append(lines, "")
	}
	lines = append(lines, m.footer()...)
	return lines[:min(len(lines), max(m.height, 1))]
}

// told is the line below the words.
func (m *finding) told() string {
	switch n := len(m.found); {
	case m.message != "":
		return m.message
	case m.state == commanding && len(m.marked) > 0:
		return "a command for the " + out.Plural(len(m.marked), "card") +
			" that you marked, such as: suspend"
	case m.state == commanding:
		return "a command for this card, such as: suspend"
	case n == 0 && strings.TrimSpace(m.words.Value()) == "":
		return "type some words"
	case n == 0:
		return "no card has words like these"
	case n == m.options.Most:
		return fmt.Sprintf("the best %s", out.Plural(n, "card")) + m.marks()
	default:
		return out.Plural(n, "card") + m.marks()
	}
}

// unseen says how much of the card that is shown is out of sight.
func (m *finding) unseen() string {
	text := m.outOfSight(m.top, len(m.body)-m.top-m.rows())
	if text == "" {
		return ""
	}
	return m.sign(" · ") + text
}

func (m *finding) marks() string {
	if len(m.marked) == 0 {
		return ""
	}
	return fmt.Sprintf(", %s marked", out.Count(len(m.marked)))
}

// row is a card in the list: where keys act, whether it is marked, its id, deck and line, its
// question.
func (m *finding) row(i int) string {
	f := m.found[i]
	sign, mark := " ", " "
	if i == m.at && m.state != wording {
		sign = ">"
	}
	if slices.Contains(m.marked, f.ID) {
		mark = "*"
	}
	row := fmt.Sprintf("%s%s %s  %s  %s", sign, mark, f.ID.String()[:8], m.standsAt(f, m.width/3),
		m.Plain(f.Question, ""))
	row = m.truncate(row, m.width, m.sign("…"))
	if i == m.at && m.state != wording {
		return m.paint(accent, row)
	}
	return row
}

// standsAt says where a card stands, cut to a width.
func (m *finding) standsAt(f desk.Found, width int) string {
	line := fmt.Sprintf(":%d", f.Line)
	return m.truncate(out.Line(f.Deck), max(width-len(line), 6), m.sign("…")) + line
}

func (m *finding) footer() []string {
	if m.wrong != nil {
		return m.mending(m.wrong, "e", m.width)
	}
	switch m.state {
	case wording:
		return m.hintLines([]hint{{"down", "into the list"}}, []hint{{"esc", "stop"}}, m.width)
	case commanding:
		return m.hintLines([]hint{{"enter", "run it"}}, []hint{{"esc", "back"}}, m.width)
	case showing:
		return m.hintLines([]hint{{"e", "edit"}}, []hint{{"q", "back"}}, m.width)
	}
	return m.hintLines([]hint{{"enter", "show"}, {"e", "edit"}, {"space", "mark"}, {":", "command"}},
		[]hint{{"/", "words"}, {"q", "stop"}}, m.width)
}
