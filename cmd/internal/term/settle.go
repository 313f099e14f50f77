package term

import (
	"context"
	"fmt"
	"image"
	"os"
	"strings"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck/diff"

	tea "charm.land/bubbletea/v2"
)

// RunSettlingScreen shows a round of settling on the whole terminal until nothing is left to decide
// or the person ends it; stopped says that they want to do nothing else either. Environment is the
// process's. When the context is cancelled the terminal is restored and the context's error
// returned. What was said until then is in the round.
func RunSettlingScreen(
	ctx context.Context, round *session.Settling, in, screen *os.File, environment []string,
	t *Terminal,
) (stopped bool, err error) {
	f := &frames{file: screen}
	m := &settling{senses: newSenses(t), round: round, frames: f}
	m.refresh()
	if m.screen.State == session.Settled {
		return false, nil
	}
	err = draw(ctx, m, in, f, environment)
	return m.stopped, err
}

// settling is the screen of a round.
type settling struct {
	senses
	round  *session.Settling
	frames drawn

	width, height int
	screen        session.SettlingScreen
	mark          uint64   // of the frames when this pair came up
	body          []string // rendered for the width
	top           int      // first line of it that is shown
	stopped       bool
}

// drawn is what is known of the frames that a terminal has shown.
type drawn interface {
	now() uint64
	since(mark uint64) bool
	shows(mark uint64) bool
	cell() image.Point // pixels that a cell has; zero where the system does not know
}

// Init implements [tea.Model].
func (m *settling) Init() tea.Cmd { return m.ask() }

// Update implements [tea.Model].
func (m *settling) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		if m.width == 0 {
			m.mark = m.frames.now()
		}
		m.width, m.height = msg.Width, msg.Height
		m.render()
	case tea.KeyPressMsg:
		return m, m.key(msg.String())
	default:
		if m.learn(msg) {
			m.render()
		}
	}
	return m, nil
}

// key acts on a key that was pressed. What was pressed before the pair was on the screen decides
// nothing.
func (m *settling) key(key string) tea.Cmd {
	command := session.SettlingKeys().Command(key)
	switch {
	case key == session.Stop:
		m.stopped = true
		return tea.Quit
	case command == session.Background:
		return tea.Suspend
	case command == session.Quit:
		return tea.Quit
	}
	if top, ok := scrolled(command, m.top, m.layout().room, len(m.body)); ok {
		m.top = m.layout().clamp(top)
		return nil
	}
	if !m.frames.since(m.mark) {
		return nil
	}
	switch m.screen.State {
	case session.Offering:
		return m.choose(command)
	default:
		return m.decide(command)
	}
}

// choose acts on a command while the round is offered.
func (m *settling) choose(c session.Command) tea.Cmd {
	switch c {
	case session.All:
		m.round.All()
	case session.Show:
		m.round.Each()
	case session.Leave:
		return tea.Quit
	default:
		return nil
	}
	return m.show()
}

// decide acts on a command while a pair is compared.
func (m *settling) decide(c session.Command) tea.Cmd {
	switch c {
	case session.Same:
		m.round.Same()
	case session.Other:
		m.round.Other()
	case session.All:
		m.round.All()
	case session.Leave:
		m.round.Leave()
	case session.Undo:
		m.round.Back()
	default:
		return nil
	}
	return m.show()
}

// show looks at the round again: it has moved.
func (m *settling) show() tea.Cmd {
	m.refresh()
	if m.screen.State == session.Settled {
		return tea.Quit
	}
	return nil
}

func (m *settling) refresh() {
	m.screen, m.mark, m.top = m.round.Screen(), m.frames.now(), 0
	m.render()
}

// render lays out what is shown for the width.
func (m *settling) render() {
	if m.width == 0 {
		return
	}
	if m.screen.State == session.Offering {
		text := Offered(m.screen.Total) + ". " + offerMeans
		m.body = m.wrapped(text, m.width)
		return
	}
	p := m.screen.Pair
	m.body = m.versions(p.Question)
	if answer := m.versions(p.Answer); len(answer) > 0 {
		m.body = append(append(m.body, m.paint(dim, m.sign("────"))), answer...)
	}
	facts := m.wrap(appendText(nil, m.evidence(p), dim), m.width)
	m.body = append(append(m.body, ""), m.linesOf(facts)...)
}

// versions lays out one side of a pair: as it was and as it is, what differs marked, or once if
// nothing does.
func (m *settling) versions(v session.Versions) []string {
	switch {
	case len(v.Was)+len(v.Is) == 0:
		return nil
	case v.Equal:
		return m.compared("same", glyphsOf(v.Is), m.width)
	}
	was := m.compared("was", glyphsOf(v.Was), m.width)
	return append(was, m.compared("now", glyphsOf(v.Is), m.width)...)
}

// glyphsOf returns the glyphs of a text as it is written, what differs in the style [differing].
func glyphsOf(runs []diff.Run) []glyph {
	var glyphs []glyph
	for _, r := range runs {
		s := code
		if r.Differs {
			s |= differing
		}
		glyphs = appendSource(glyphs, out.Clip(strings.ReplaceAll(r.Text, "\t", "    ")), s)
	}
	return glyphs
}

// View implements [tea.Model].
func (m *settling) View() tea.View {
	v := tea.NewView(strings.Join(m.lines(), "\n"))
	v.AltScreen = true
	return v
}

// lines are the whole screen, from top to bottom.
func (m *settling) lines() []string {
	if m.width == 0 || m.screen.State == session.Settled {
		return nil
	}
	body, _ := m.layout().lines(m.painter, m.top)
	lines := append(append([]string{m.header(), ""}, body...), m.footer()...)
	return lines[:min(len(lines), max(m.height, 1))]
}

func (m *settling) header() string {
	if m.screen.State == session.Offering {
		return ""
	}
	number := fmt.Sprintf("%d of %d", m.screen.Number, m.screen.Total)
	return m.paint(dim, m.spread(stands(m.screen.Pair), number, m.width))
}

func (m *settling) layout() layout {
	l := layout{width: m.width, moving: m.body, room: max(m.height-2-len(m.footer()), 1)}
	if len(l.moving) > l.room {
		l.counted, l.room = true, max(l.room-1, 1)
	}
	return l
}

func (m *settling) footer() []string {
	k := session.SettlingKeys()
	if m.screen.State == session.Offering {
		left := append(hintOf(k, session.All, "keep the progress of all"),
			hintOf(k, session.Show, "look at each")...)
		return m.hintLines(left, hintOf(k, session.Leave, "not now"), m.width)
	}
	var left, right []hint
	for _, c := range []session.Command{session.Same, session.Other, session.All} {
		left = append(left, hintOf(k, c, "")...)
	}
	for _, c := range []session.Command{session.Leave, session.Undo, session.Quit} {
		right = append(right, hintOf(k, c, "")...)
	}
	return m.hintLines(left, right, m.width)
}
