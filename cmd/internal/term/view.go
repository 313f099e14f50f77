package term

import (
	"fmt"
	"strings"

	"cards/cmd/internal/session"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// View implements [tea.Model].
func (m *model) View() tea.View {
	v := tea.NewView(strings.Join(m.lines(), "\n"))
	v.AltScreen = true
	return v
}

// lines are the whole screen, from top to bottom.
func (m *model) lines() []string {
	if m.width == 0 || m.screen.State == session.Finished {
		return nil // its size is not known yet, or nothing is left to do here
	}
	if m.help {
		return m.helpLines()
	}
	l := m.layout()
	lines := append([]string{m.header(), ""}, l.fixed...)
	shown := l.moving[l.clamp(m.top):]
	hidden := max(len(shown)-l.room, 0)
	shown = shown[:len(shown)-hidden]
	lines = append(lines, shown...)
	lines = append(lines, make([]string, max(l.room-len(shown), 0))...)
	lines = append(lines, m.status(hidden))
	lines = append(lines, m.footer()...)
	return lines[:min(len(lines), max(m.height, 1))]
}

// layout is how the text of a card shares the screen.
type layout struct {
	fixed  []string // stands still, above what scrolls
	moving []string
	room   int // lines for moving
}

// layout keeps the question in sight while a long answer scrolls, unless the question takes more than half of the room.
func (m *model) layout() layout {
	room := max(m.height-len(m.footer())-3, 1) // header, blank line, status
	if m.screen.State == session.Waiting {
		return layout{moving: m.waiting(), room: room}
	}
	text := m.question
	if len(m.answer) > 0 {
		text = append(append(append([]string{}, m.question...), ""), m.answer...)
	}
	head := len(m.question) + 1
	if len(text) > room && len(m.answer) > 0 && 2*head <= room {
		return layout{fixed: text[:head], moving: text[head:], room: room - head}
	}
	return layout{moving: text, room: room}
}

// clamp returns the nearest first line at which something is left to show.
func (l layout) clamp(top int) int { return max(min(top, len(l.moving)-l.room), 0) }

// firstTop returns where a text begins to be shown: an answer below a long question comes into sight with the end of the
// question above it.
func (m *model) firstTop() int {
	l := m.layout()
	if len(m.answer) == 0 || len(l.fixed) > 0 {
		return 0
	}
	return l.clamp(len(m.question) + 1 - l.room/3)
}

func (m *model) header() string {
	if m.screen.Card == nil {
		return ""
	}
	right := progress(m.screen)
	if m.width < 3*ansi.StringWidth(right)/2 {
		return m.paint(dim, ansi.Truncate(right, m.width, "…"))
	}
	return m.paint(dim, m.spread(place(m.screen.Card), right))
}

// spread puts one text at the left edge and one at the right; the left one is cut if need be.
func (m *model) spread(left, right string) string {
	room := m.width - ansi.StringWidth(right) - 2
	left = ansi.Truncate(left, max(room, 0), "…")
	return left + strings.Repeat(" ", max(m.width-ansi.StringWidth(left)-ansi.StringWidth(right), 0)) + right
}

// status is the line of messages. It says too how much is out of sight.
func (m *model) status(below int) string {
	var parts []string
	if m.message != "" {
		parts = append(parts, m.message)
	}
	if below > 0 {
		parts = append(parts, "↓ "+plural(below, "more line"))
	}
	return m.paint(dim, ansi.Truncate(strings.Join(parts, "   "), m.width, "…"))
}

func (m *model) waiting() []string {
	text := "Nothing else is due now. " + waitingText(m.screen, m.options) + "."
	return m.linesOf(wrap(appendText(nil, text, 0), m.width))
}

// hint is a key and what it does.
type hint struct{ key, does string }

func (m *model) hints() (left, right []hint) {
	switch m.screen.State {
	case session.Asking:
		return []hint{{"space", "show the answer"}}, []hint{{"?", "keys"}, {"q", "stop"}}
	case session.Revealed:
		for i, r := range ratings {
			left = append(left, hint{fmt.Sprint(i + 1), r.String() + " " + interval(m.screen.Preview[i])})
		}
		return left, []hint{{"u", "undo"}, {"?", "keys"}}
	default:
		return []hint{{"enter", "answer it early"}, {"q", "stop here, they will be there"}}, nil
	}
}

// footer says what can be done: on one line if there is room, else on as many as it takes.
func (m *model) footer() []string {
	left, right := m.hints()
	for _, gap := range []int{4, 2} {
		l, r := m.hintLine(left, gap), m.hintLine(right, gap)
		if ansi.StringWidth(l)+ansi.StringWidth(r)+gap <= m.width {
			return []string{m.spread(l, r)}
		}
	}
	var lines []string
	for _, h := range append(left, right...) {
		text := m.hintLine([]hint{h}, 0)
		last := len(lines) - 1
		if last >= 0 && ansi.StringWidth(lines[last])+2+ansi.StringWidth(text) <= m.width {
			lines[last] += "  " + text
		} else {
			lines = append(lines, ansi.Truncate(text, m.width, ""))
		}
	}
	return lines
}

func (m *model) hintLine(hints []hint, gap int) string {
	parts := make([]string, len(hints))
	for i, h := range hints {
		space := " "
		if len(h.key) > 1 {
			space = "  "
		}
		parts[i] = m.paint(bold|accent, h.key) + space + h.does
	}
	return strings.Join(parts, strings.Repeat(" ", gap))
}

func (m *model) helpLines() []string {
	var lines []string
	for _, h := range []hint{
		{"space, enter", "show the answer; then rate it good"},
		{"1 2 3 4", "rate the answer again, hard, good, easy"},
		{"u", "take back the last answer, then earlier ones"},
		{"↑ ↓ PgUp PgDn", "scroll a long text"},
		{"q, Ctrl-C", "stop; every answer given is kept"},
		{"Ctrl-Z", "suspend, and fg to come back"},
		{"?", "this help; any key leaves it"},
	} {
		lines = append(lines, m.helpLine(h)...)
	}
	return lines[:min(len(lines), max(m.height, 1))]
}

// helpLine puts the key beside what it does, or above it on a narrow screen.
func (m *model) helpLine(h hint) []string {
	const column = 16 // cells
	key := m.paint(bold|accent, h.key)
	does := appendText(nil, h.does, 0)
	if m.width < 2*column {
		return append(fit([]string{key}, m.width), m.linesOf(wrap(does, m.width))...)
	}
	lines := m.linesOf(wrap(does, m.width-column))
	for i := range lines {
		lines[i] = strings.Repeat(" ", column-ansi.StringWidth(key)) + lines[i]
		lines[i] = key + lines[i]
		key = ""
	}
	return lines
}
