package term

import (
	"strings"

	"cards/cmd/internal/session"

	"github.com/charmbracelet/x/ansi"
)

// over is a text that is shown over everything until a key leaves it.
type over struct {
	lines func() []string // for the present width
	top   int             // first line shown
}

func (m *display) overLayout() layout {
	l := layout{width: m.width, room: max(m.height, 1), moving: m.over.lines()}
	if len(l.moving) > l.room {
		l.counted, l.room = true, max(l.room-1, 1)
	}
	return l
}

// overKey scrolls the text if it is higher than the screen, also by the key that goes on; any other
// key leaves it.
func (m *model) overKey(c session.Command) {
	l := m.overLayout()
	if c == session.Show && l.clamp(m.over.top)+l.room < len(l.moving) {
		c = session.PageDown
	}
	top, ok := scrolled(c, m.over.top, l.room, len(l.moving))
	if !ok || len(l.moving) <= l.room {
		m.over = nil
		return
	}
	m.over.top = l.clamp(top)
}

// info shows what is known of the card that is asked.
func (m *model) info() {
	w, err := m.sitting.Why()
	switch {
	case err != nil:
		m.message = refused(err)
	case w == nil:
		m.message = noCard
	default:
		m.over = &over{lines: func() []string { return m.options.account(m.width, true).Lines(w) }}
	}
}

// helpLines show the keys.
func (m *display) helpLines() []string {
	lines := m.keyLines(m.options.Keys, m.width)
	note := "Any key leaves this help. A key counts once the screen it acts on is drawn: " +
		"what is typed ahead never rates."
	return append(append(lines, ""), m.linesOf(m.wrap(appendText(nil, note, 0), m.width))...)
}

// keyLines list the keys and what they do.
func (p painter) keyLines(k session.Keys, width int) (lines []string) {
	for _, e := range k.Entries() {
		if names := KeyNames(e); names != "" {
			lines = append(lines, p.keyLine(hint{p.sign(names), e.Does}, width)...)
		}
	}
	return lines
}

// keyLine puts the key beside what it does, or above it on a narrow screen or if its name is long.
func (p painter) keyLine(h hint, width int) []string {
	const column = 16 // cells
	key := p.paint(bold|accent, h.key)
	does := appendText(nil, h.does, 0)
	if width < 2*column || ansi.StringWidth(h.key) >= column {
		return append(p.fit([]string{key}, width), p.linesOf(p.wrap(does, width))...)
	}
	lines := p.linesOf(p.wrap(does, width-column))
	for i := range lines {
		lines[i] = strings.Repeat(" ", column-ansi.StringWidth(key)) + lines[i]
		lines[i] = key + lines[i]
		key = ""
	}
	return lines
}
