package term

import (
	"fmt"
	"strings"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// View implements [tea.Model].
func (m *model) View() tea.View {
	lines, cursor := m.lines()
	v := tea.NewView(strings.Join(unmarked(lines), "\n"))
	v.AltScreen = true
	if cursor != nil {
		v.Cursor = tea.NewCursor(cursor.X, cursor.Y)
		v.Cursor.Blink = false
	}
	return v
}

// lines are the whole screen, from top to bottom, and where the cursor is; nil for no cursor.
func (m *display) lines() ([]string, *tea.Position) {
	if m.width == 0 || m.screen.State == session.Finished {
		return nil, nil // its size is not known yet, or nothing is left to do here
	}
	height := max(m.height, 1)
	if m.over != nil {
		lines, _ := m.overLayout().lines(m.painter, m.over.top)
		return lines[:min(len(lines), height)], nil
	}
	lines, cursor := m.layout().lines(m.painter, m.top)
	lines = append(append([]string{m.header(), ""}, lines...), m.footer()...)
	if cursor != nil {
		if cursor.Y += 2; cursor.Y >= height {
			cursor = nil
		}
	}
	return lines[:min(len(lines), height)], cursor
}

// layout is how a text shares the screen with what stands beside it.
type layout struct {
	fixed   []string // stands still, above what scrolls
	moving  []string
	room    int           // lines for moving
	below   []string      // stands still, right below what scrolls
	cursor  *tea.Position // in below; may be nil
	counted bool          // a line says how much is out of sight
	further string        // the key that shows it before it does anything else; may be empty
	width   int
	message []string
}

// layout keeps the question in sight while a long answer scrolls, unless the question takes more
// than half of the room.
func (m *display) layout() layout {
	l := layout{width: m.width, moving: m.question}
	room := m.height - len(m.footer()) - 2 // header, blank line
	switch {
	case m.screen.State == session.Waiting:
		l.moving = m.waiting()
	case len(m.answer) > 0:
		l.moving = append(append(append([]string{}, m.question...), ""), m.answer...)
	case isTyped(m.screen) && m.screen.State == session.Asking:
		l.below, l.cursor = m.typedLines(max(room/3, 1))
		l.below = append([]string{""}, l.below...)
		room -= len(l.below)
		if l.cursor != nil {
			l.cursor.Y++
		}
	}
	l.message = m.said(room - 2) // a line of text and one that counts
	l.counted = len(l.message) == 0 || len(l.moving) > room-len(l.message)
	if l.room = room - len(l.message); l.counted {
		l.room--
	}
	show := hintOf(m.options.Keys, session.Show, "")
	if m.screen.State == session.Revealed && !m.seen && len(show) > 0 {
		l.further = show[0].key
	}
	l.room = max(l.room, 1)
	if head := len(m.question) + 1; len(l.moving) > l.room && len(m.answer) > 0 && 2*head <= l.room {
		l.fixed, l.moving, l.room = l.moving[:head], l.moving[head:], l.room-head
	}
	return l
}

// lines are the text with what stands beside it, from a first line of what scrolls on, and where
// the cursor is in them.
func (l layout) lines(p painter, top int) ([]string, *tea.Position) {
	top = l.clamp(top)
	shown := l.moving[top:min(top+l.room, len(l.moving))]
	lines := append(append([]string{}, l.fixed...), shown...)
	if l.cursor != nil {
		l.cursor = &tea.Position{X: l.cursor.X, Y: l.cursor.Y + len(lines)}
	}
	lines = append(lines, l.below...)
	lines = append(lines, make([]string, l.room-len(shown))...)
	if l.counted {
		text := p.outOfSight(top, len(l.moving)-top-len(shown))
		if text != "" && l.further != "" {
			text += p.sign(" · ") + l.further
		}
		lines = append(lines, p.paint(dim, p.truncate(text, l.width, p.sign("…"))))
	}
	return append(lines, l.message...), l.cursor
}

// outOfSight says how many lines are above and below what is shown, if any are.
func (l Look) outOfSight(above, below int) string {
	switch {
	case above > 0 && below > 0:
		return fmt.Sprintf(l.sign("↑ %d   ↓ %s"), above, out.Plural(below, "more line"))
	case above > 0:
		return l.sign("↑ ") + out.Plural(above, "more line")
	case below > 0:
		return l.sign("↓ ") + out.Plural(below, "more line")
	}
	return ""
}

// said is the message, on as many lines as it takes but no more than there is room for.
func (m *display) said(most int) []string {
	if m.message == "" {
		return nil
	}
	lines := m.wrap(appendText(nil, m.message, dim), m.width)
	if most = max(most, 1); len(lines) > most {
		rest := []glyph{}
		for _, line := range lines[most-1:] {
			rest = append(appendText(rest, " ", dim), line...)
		}
		return append(m.linesOf(lines[:most-1]),
			m.paint(dim, m.truncate(painter{}.line(rest[1:]), m.width, m.sign("…"))))
	}
	return m.linesOf(lines)
}

// clamp returns the nearest first line at which something is left to show.
func (l layout) clamp(top int) int { return max(min(top, len(l.moving)-l.room), 0) }

// firstTop returns where a text begins to be shown: an answer below a long question comes into
// sight with the end of the question above it.
func (m *display) firstTop() int {
	l := m.layout()
	if len(m.answer) == 0 || len(l.fixed) > 0 || m.choice.Choice != nil {
		return 0
	}
	return l.clamp(len(m.question) + 1 - l.room/3)
}

func (m *display) header() string {
	if m.screen.Card == nil {
		return ""
	}
	const least = 20 // cells for the place
	right := m.progress(m.screen, false)
	if m.width < ansi.StringWidth(right)+least {
		right = m.progress(m.screen, true)
	}
	if m.width < 3*ansi.StringWidth(right)/2 {
		return m.paint(dim, m.truncate(right, m.width, m.sign("…")))
	}
	return m.paint(dim, m.spread(m.standing(m.screen), right, m.width))
}

func (m *display) waiting() []string {
	text := "Nothing else is due now. " + comeBack(m.screen.Waiting, m.screen.Until, m.options.Now()) +
		"."
	return m.wrapped(text, m.width)
}

func (m *display) hints() (left, right []hint) {
	help, quit := hintOf(m.options.Keys, session.Help, ""), hintOf(m.options.Keys, session.Quit, "")
	switch {
	case m.flagging:
		next := hintOf(m.options.Keys, session.Flag, "the next flag")
		return append([]hint{{fmt.Sprintf(m.sign("1–%d"), desk.MaxFlag), "flag it"}, {"0", "no flag"}},
			next...), nil
	case m.screen.State == session.Waiting:
		return append(hintOf(m.options.Keys, session.Show, "answer it early"),
			hintOf(m.options.Keys, session.Quit, "stop here, they will be there")...), nil
	case m.screen.State == session.Revealed && m.screen.Kind == session.Look:
		return hintOf(m.options.Keys, session.Show, "next card"), append(help, quit...)
	case m.screen.State == session.Revealed:
		for i, r := range ratings {
			command := session.RateAgain + session.Command(i)
			left = append(left, hintOf(m.options.Keys, command, promise(m.screen, r))...)
		}
		return left, append(hintOf(m.options.Keys, session.Undo, ""), help...)
	case m.takes():
		return []hint{{"enter", "show the answer"}}, hintOf(m.options.Keys, session.Type, "keys")
	case m.chooses():
		pick := []hint{{fmt.Sprintf(m.sign("1–%d"), len(m.choice.Options)), "choose"}}
		return append(pick, hintOf(m.options.Keys, session.Show, "")...), append(help, quit...)
	case isTyped(m.screen):
		return append(hintOf(m.options.Keys, session.Show, ""),
			hintOf(m.options.Keys, session.Type, "")...), append(help, quit...)
	}
	return hintOf(m.options.Keys, session.Show, ""), append(help, quit...)
}

// footer says what can be done.
func (m *display) footer() []string {
	left, right := m.hints()
	return m.hintLines(left, right, m.width)
}
