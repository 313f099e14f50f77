package term

import (
	"errors"
	"strings"
	"time"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck/markup"
	"cards/srs"
	"cards/storage"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// model is the review screen.
type model struct {
	painter
	sitting Sitting
	options Options
	frames  interface {
		now() uint64
		since(mark uint64) bool
	}

	width, height int
	screen        session.Screen
	mark          uint64 // of the frames when this side of the card came up
	message       string // on what was done last
	help          bool   // shown over everything
	top           int    // first line shown of what scrolls
	helpTop       int    // the same of the help
	ticking       bool
	typing        typing
	err           error // that ends the program

	question []string // rendered for the width
	answer   []string
}

// tick comes every second while cards wait.
type tick struct{}

// Init implements [tea.Model].
func (m *model) Init() tea.Cmd { return m.wait() }

// Update implements [tea.Model]. Pasted text is a message of its own, for the line of a typed
// answer only.
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		if m.width == 0 { // what was written until now showed no card
			m.mark = m.frames.now()
		}
		m.width, m.height = msg.Width, msg.Height
		m.render()
	case tea.KeyPressMsg:
		if m.takes() {
			return m, m.typeKey(msg)
		}
		return m, m.key(msg.String())
	case tea.PasteMsg:
		if m.takes() {
			m.edit(msg)
		}
	case tick:
		m.ticking = false
		if m.screen.State == session.Waiting {
			return m, m.show()
		}
	}
	return m, nil
}

// show looks at the session again: it has moved, or time has passed.
func (m *model) show() tea.Cmd {
	if m.err = m.refresh(); m.err != nil || m.screen.State == session.Finished {
		return tea.Quit
	}
	return m.wait()
}

func (m *model) wait() tea.Cmd {
	if m.screen.State != session.Waiting || m.ticking {
		return nil
	}
	m.ticking = true
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return tick{} })
}

// refresh takes over what the session shows.
func (m *model) refresh() error {
	screen, err := m.sitting.Screen()
	if err != nil {
		return err
	}
	if screen.State == session.Asking && (m.screen.State != session.Asking || m.screen.Card != screen.Card) {
		m.typing = newTyping()
	}
	m.screen, m.mark = screen, m.frames.now()
	m.render()
	m.top = m.firstTop()
	return nil
}

// render lays the texts of the card out for the width.
func (m *model) render() {
	m.question, m.answer = nil, nil
	if m.screen.Card == nil || m.width == 0 {
		return
	}
	m.question = m.rendered(m.screen.Question())
	if m.screen.State != session.Revealed {
		return
	}
	m.answer = m.back()
	if more := m.rendered(m.screen.More()); len(more) > 0 {
		if len(m.answer) > 0 {
			m.answer = append(m.answer, "")
		}
		m.answer = append(m.answer, more...)
	}
	if len(m.answer) > 0 {
		m.answer = append([]string{m.rule()}, m.answer...)
	}
}

func (m *model) rendered(doc *markup.Document) []string {
	return Document(doc, m.width, m.colour)
}

// rule parts the answer from the question and says what became of a typed one.
func (m *model) rule() string {
	text := "────"
	if m.typing.given != nil && isTyped(m.screen) {
		text += " " + verdict(*m.typing.given)
	}
	return m.paint(dim, ansi.Truncate(text, m.width, ""))
}

// back lays out the answer. Beside a typed answer it is shown once more where a single line without
// marks is not all of it.
func (m *model) back() []string {
	doc := m.screen.Answer()
	lines := m.rendered(doc)
	if m.typing.given == nil || !isTyped(m.screen) {
		return lines
	}
	beside := m.beside(*m.typing.given, m.width)
	if whole := strings.Join(Document(doc, 0, false), "\n"); whole != out.Line(doc.Text(doc.Root)) {
		beside = append(append(beside, ""), lines...)
	}
	return beside
}

// key acts on a key that was pressed.
func (m *model) key(key string) tea.Cmd {
	if m.help && key != "ctrl+c" {
		m.helpKey(key)
		return nil
	}
	switch key {
	case "ctrl+c", "q":
		return tea.Quit
	case "ctrl+z":
		return suspend
	case "?":
		m.help, m.helpTop = true, 0
	case "esc":
		m.typing.open = true
	case "u":
		return m.undo()
	case "space", "enter", "1", "2", "3", "4":
		if m.frames.since(m.mark) { // else it was typed for something else
			return m.answerKey(key)
		}
	default:
		m.scroll(key)
	}
	return nil
}

func (m *model) answerKey(key string) tea.Cmd {
	digit := strings.Index("1234", key)
	switch state := m.screen.State; {
	case state == session.Asking && digit < 0:
		m.sitting.Reveal()
		m.message = ""
	case state == session.Waiting && digit < 0:
		m.sitting.Early()
		m.message = ""
	case state == session.Revealed && digit < 0 && !m.ratesAlone():
		m.message = m.typing.unrated()
		return nil
	case state == session.Revealed && digit < 0:
		m.rate(srs.Good)
	case state == session.Revealed:
		m.rate(ratings[digit])
	default:
		return nil
	}
	return m.show()
}

func (m *model) rate(r srs.Rating) {
	rated, err := m.sitting.Rate(r)
	if err != nil {
		m.message = refused(err)
		return
	}
	if m.message = leech(rated); m.message != "" {
		m.message = r.String() + " · " + m.message
		return
	}
	m.message = r.String() + " · comes back in " + out.Interval(rated.Review)
}

func (m *model) undo() tea.Cmd {
	u, err := m.sitting.Undo()
	switch {
	case errors.Is(err, storage.ErrNothing):
		m.message = refused(err)
		return nil
	case err != nil:
		m.message = refused(err)
	default:
		m.message = undone(u)
	}
	return m.show()
}

// scroll moves through a text that is higher than the screen.
func (m *model) scroll(key string) {
	l := m.layout()
	if top, ok := scrolled(key, m.top, l.room, len(l.moving)); ok {
		m.top = l.clamp(top)
	}
}

// helpKey scrolls the help if it is higher than the screen; any other key leaves it.
func (m *model) helpKey(key string) {
	l := m.helpLayout()
	top, ok := scrolled(key, m.helpTop, l.room, len(l.moving))
	m.help, m.helpTop = ok && len(l.moving) > l.room, l.clamp(top)
}

// scrolled returns the first line to be shown after a key, and false if the key does not scroll.
func scrolled(key string, top, room, end int) (int, bool) {
	page := max(room-1, 1)
	switch key {
	case "down", "j":
		return top + 1, true
	case "up", "k":
		return top - 1, true
	case "pgdown", "ctrl+d", "ctrl+f":
		return top + page, true
	case "pgup", "ctrl+b":
		return top - page, true
	case "home", "g":
		return 0, true
	case "end", "G":
		return end, true
	}
	return top, false
}
