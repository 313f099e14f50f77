package term

import (
	"cards/cmd/internal/session"
	"cards/srs"

	tea "charm.land/bubbletea/v2"
)

// key acts on a key that was pressed.
func (m *model) key(key string) tea.Cmd {
	command := m.options.Keys.Command(key)
	switch {
	case key == session.Stop:
		return tea.Quit
	case command == session.Background:
		return tea.Suspend
	case m.editing != nil && command == session.Edit:
		return m.open(m.editing)
	case m.editing != nil:
		m.over = nil
		return m.leftEditor(nil, true)
	case m.over != nil:
		m.overKey(command)
		return nil
	case m.flagging:
		return m.flagKey(key, command)
	}
	if n, ok := session.Digit(key); ok && m.chooses() {
		if m.frames.since(m.mark) {
			return m.choose(key, n)
		}
		return nil
	}
	switch command {
	case session.Quit:
		return tea.Quit
	case session.Help:
		m.over = &over{lines: m.helpLines}
	case session.Info:
		m.info()
	case session.Type:
		m.typing.open = true
	case session.Open, session.Play:
		m.message = m.shelf.do(command, m.screen)
	case session.Undo, session.Redo:
		return m.act(command, 0)
	case session.Down, session.Up, session.PageDown, session.PageUp, session.Top, session.Bottom:
		m.scroll(command)
	default:
		if m.frames.since(m.mark) && !m.bounces(key) { // else it was typed for something else
			return m.cardKey(command)
		}
	}
	return nil
}

// cardKey acts on a key that is about the card that is shown.
func (m *model) cardKey(c session.Command) tea.Cmd {
	switch c {
	case session.Show:
		return m.goOn()
	case session.Flag:
		m.flagging = m.screen.Card != nil
	case session.Suspend, session.Bury, session.More:
		return m.act(c, 0)
	case session.Edit:
		return m.editCard()
	}
	if r, ok := c.Rating(); ok && m.screen.State == session.Revealed {
		if m.screen.Kind == session.Look {
			m.message = unratedHere
			return nil
		}
		m.rate(r)
		return m.show()
	}
	return nil
}

// goOn shows the answer, the rest of it, or the next card.
func (m *model) goOn() tea.Cmd {
	switch m.screen.State {
	case session.Asking:
		if m.choice.Choice == nil || !m.enterChoice() {
			m.sitting.Reveal()
		}
		m.message = ""
	case session.Waiting:
		m.sitting.Early()
		m.message = ""
	default:
		rating, ok := m.suggested()
		switch {
		case !m.seen:
			m.scroll(session.PageDown)
			return nil
		case m.screen.Kind == session.Look:
			m.sitting.Pass()
			m.message = ""
			return m.show()
		case !ok:
			m.message = m.nothing()
			return nil
		}
		m.rate(rating)
	}
	return m.show()
}

func (m *model) rate(r srs.Rating) {
	given, err := m.sitting.Rate(r)
	if err != nil {
		m.message = refused(err)
		return
	}
	if m.message = leech(given); m.message != "" {
		m.message = r.String() + m.sign(" · ") + m.message
		return
	}
	m.message = r.String() + m.sign(" · ") + rated(given)
}
