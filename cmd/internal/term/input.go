package term

import (
	"slices"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck"
	"cards/srs"

	tea "charm.land/bubbletea/v2"
)

// typing is the line into which an answer is typed. Keys are text while it is open; left, it stays
// in sight.
type typing struct {
	line entry
	open bool

	given *session.Graded // what was typed with what it is worth; nil when nothing was
}

// isTyped says whether the answer of the card that is shown is typed.
func isTyped(s session.Screen) bool {
	return s.Kind != session.Look && s.Card != nil && s.Card.Kind == deck.KindTyped
}

// takes says whether keys are text now.
func (m *display) takes() bool {
	return m.typing.open && isTyped(m.screen) && m.screen.State == session.Asking && m.over == nil &&
		!m.flagging
}

// typeKey acts on a key while keys are text: characters and keys that move in the line do nothing
// else.
func (m *model) typeKey(msg tea.KeyPressMsg) tea.Cmd {
	key, command := msg.String(), session.NoCommand
	if msg.Text == "" {
		command = m.options.Keys.Command(key)
	}
	switch {
	case key == session.Stop:
		return tea.Quit
	case command == session.Background:
		return tea.Suspend
	case command == session.Type:
		m.typing.open = false
	case slices.Contains([]string{"up", "down", "pgup", "pgdown"}, key):
		m.scroll(command)
	case !m.frames.since(m.mark):
	case key == "enter":
		return m.submit()
	default:
		m.typing.line.take(msg)
	}
	return nil
}

// submit shows the answer beside what was typed.
func (m *model) submit() tea.Cmd {
	m.message = ""
	if typed := out.Line(m.typing.line.Value()); typed != "" {
		g := m.sitting.Grade(typed)
		m.typing.given = &g
	}
	m.sitting.Reveal()
	return m.show()
}

// given returns what was typed or chosen with what it is worth; false if nothing was.
func (m *display) given() (g session.Graded, ok bool) {
	switch {
	case isTyped(m.screen) && m.typing.given != nil:
		return *m.typing.given, true
	case m.choice.Choice != nil && m.choice.IsChosen():
		return m.choice.Grade(), true
	}
	return g, false
}

// suggested returns the rating that space and enter give: good, or what was typed or chosen is
// worth; none if nothing was.
func (m *display) suggested() (r srs.Rating, ok bool) {
	if !isTyped(m.screen) && m.choice.Choice == nil {
		return srs.Good, true
	}
	g, ok := m.given()
	return g.Rating(), ok
}

// nothing says why space and enter did not rate.
func (m *display) nothing() string {
	if m.choice.Choice != nil {
		return "nothing was chosen: rate it, 1 to 4"
	}
	return "nothing was typed: rate it, 1 to 4"
}

// typedLines are the typed line as it shows below the question, at most so many lines, and where
// the cursor is in them; nil for no cursor.
func (m *display) typedLines(most int) ([]string, *tea.Position) {
	const prompt = "> "
	glyphs := func(s string) []glyph { return appendText(appendText(nil, prompt, code), s, code) }
	before := m.cut(glyphs(m.typing.line.before), m.width)
	at := tea.Position{X: m.cellsOf(before[len(before)-1]), Y: len(before) - 1}
	all := m.cut(glyphs(m.typing.line.Value()), m.width)
	if at.X >= m.width { // the line is full
		at = tea.Position{Y: at.Y + 1}
	}
	if at.Y == len(all) {
		all = append(all, nil)
	}
	top := max(at.Y-most+1, 0)
	at.Y -= top
	lines := m.linesOf(all[top:min(len(all), top+most)])
	if !m.typing.open {
		return lines, nil
	}
	return lines, &at
}
