package term

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// shown comes when the first card is on the screen: what takes its time is done from then on.
type shown struct{}

// frame is how long the library that draws takes between two frames, and some more.
const frame = 20 * time.Millisecond

// resize takes over the size of the terminal, which is the first thing that is known of it.
func (m *model) resize(msg tea.WindowSizeMsg) tea.Cmd {
	first := m.width == 0
	if first { // what was written until now showed no card
		m.mark = m.frames.now()
	}
	m.width, m.height = msg.Width, msg.Height
	m.gallery.fit(m.height)
	m.render()
	m.look()
	return afterFirst(first)
}

// afterFirst tells when the first card is on the screen, once its size is known.
func afterFirst(first bool) tea.Cmd {
	if !first {
		return nil
	}
	return tea.Tick(frame, func(time.Time) tea.Msg { return shown{} })
}
