package term

import (
	"strings"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck/answer"
	"cards/deck/markup"

	tea "charm.land/bubbletea/v2"
)

// model is the review screen.
type model struct {
	display
	lender
	sitting Sitting
	editing *session.Editing // what was left wrong in the editor; nil if nothing was
	ticking bool
	err     error // that ends the program
	shelf   shelf
}

// display is what is shown of a sitting, and how far it was read.
type display struct {
	senses
	options Options
	frames  drawn
	gallery gallery

	width, height int
	screen        session.Screen
	mark          uint64 // of the frames when this side of the card came up
	message       string // on what was done last
	over          *over  // shown over everything; nil if nothing is
	flagging      bool   // the next key says which flag
	top           int    // first line shown of what scrolls
	seen          bool   // what scrolls has been seen to its end
	typing        typing
	choice        choosing

	question []string // rendered for the width
	answer   []string
}

func newModel(s Sitting, f drawn, o Options) *model {
	m := &model{sitting: s, shelf: shelf{media: o.Media, auto: o.Autoplay, read: o.Reader}}
	m.display = display{
		senses: newSenses(o.Terminal), options: o, message: o.Notice, frames: f,
		gallery: gallery{terminal: o.Terminal, media: o.Media, frames: f},
	}
	m.Pictures = m.gallery.lines
	return m
}

// tick comes every second while cards wait.
type tick struct{}

// Init implements [tea.Model].
func (m *model) Init() tea.Cmd { return tea.Batch(m.wait(), m.ask()) }

// Update implements [tea.Model].
func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.update(msg)
	return m, tea.Batch(cmd, m.gallery.work(func() []string {
		lines, _ := m.lines()
		return lines
	}))
}

// update takes over a message. Pasted text is a message of its own, for the line of a typed answer
// only.
func (m *model) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return m.resize(msg)
	case tea.KeyPressMsg:
		if m.takes() {
			return m.typeKey(msg)
		}
		return m.key(msg.String())
	case tea.PasteMsg:
		if m.takes() {
			m.typing.line.take(msg)
		}
	case shown:
		m.Words = m.terminal.Words
	case editorLeft:
		m.gallery.update(msg)
		return m.leftEditor(msg.err, false)
	case tick:
		m.ticking = false
		if m.screen.State == session.Waiting {
			return m.show()
		}
	}
	more, cmd := m.gallery.update(msg)
	if m.learn(msg) || more {
		m.relay()
	}
	return cmd
}

// relay lays the card out anew: what could be seen may have moved out of sight.
func (m *display) relay() {
	m.render()
	m.seen = false
	m.look()
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
	stays := isSame(m.screen, screen)
	if screen.State == session.Asking && !stays {
		m.typing, m.choice = typing{open: true}, choosing{Choice: session.NewChoice(screen.Card)}
		if m.choice.Choice != nil {
			m.choice.ASCII = m.ASCII
		}
	}
	m.screen, m.mark = screen, m.frames.now()
	m.gallery.turn(screen.Card)
	m.render()
	if !stays {
		m.top, m.seen = m.firstTop(), false
		m.shelf.turn(screen)
	}
	m.look()
	return nil
}

// isSame says whether two screens show the same side of the same card.
func isSame(a, b session.Screen) bool {
	return a.State == b.State && a.Card != nil && b.Card != nil && a.Card.Key == b.Card.Key
}

// render lays the texts of the card out for the width.
func (m *display) render() {
	m.question, m.answer = nil, nil
	if m.screen.Card == nil || m.width == 0 {
		return
	}
	revealed := m.screen.State == session.Revealed
	if m.choice.Choice == nil {
		m.question = m.rendered(m.screen.Question())
	} else {
		m.question = m.rendered(m.choice.Document(revealed))
	}
	if !revealed {
		return
	}
	m.answer = m.back()
	if more := m.rendered(m.screen.More()); len(more) > 0 {
		if len(m.answer) > 0 {
			m.answer = append(m.answer, "")
		}
		m.answer = append(m.answer, more...)
	}
	if len(m.answer) > 0 || m.choice.Choice != nil {
		m.answer = append(m.rule(), m.answer...)
	}
}

func (m *display) rendered(doc *markup.Document) []string {
	return Document(doc, m.width, m.Look)
}

// rule parts the answer from the question and says what became of a typed one.
func (m *display) rule() []string {
	text := m.sign("────")
	if g, ok := m.given(); ok {
		said := verdict(g)
		if m.choice.Choice != nil && g.Kind == answer.Wrong {
			said = "not what is right"
		}
		text += " " + said + m.sign(" · enter: ") + g.Rating().String()
	}
	return m.linesOf(m.wrap(appendText(nil, text, dim), m.width))
}

// back lays out the answer. Beside a typed answer it is shown once more where a single line without
// marks is not all of it.
func (m *display) back() []string {
	if m.choice.Choice != nil { // its options say it
		return nil
	}
	doc := m.screen.Answer()
	lines := m.rendered(doc)
	if m.typing.given == nil || !isTyped(m.screen) {
		return lines
	}
	beside := m.beside(m.typing.given.Comparison, m.width)
	if !isLine(doc) {
		beside = append(append(beside, ""), lines...)
	}
	return beside
}

// isLine says whether a document is one line without marks.
func isLine(doc *markup.Document) bool {
	return strings.Join(Document(doc, 0, Look{}), "\n") == out.Line(doc.Text(doc.Root))
}

// act does a command and says what came of it.
func (m *model) act(c session.Command, n int) tea.Cmd {
	d := m.Look.act(m.sitting, c, n)
	m.message = d.said
	if !d.moved {
		return nil
	}
	return m.show()
}

// flagKey acts on the key after that which flags: a digit, or the same once more for the flag that
// comes after the present one. Any other key leaves the flag.
func (m *model) flagKey(key string, c session.Command) tea.Cmd {
	m.flagging = false
	n, ok := session.Digit(key)
	if c == session.Flag {
		n, ok = (m.screen.Card.Flag+1)%(desk.MaxFlag+1), true
	}
	if !ok || n > desk.MaxFlag {
		return nil
	}
	return m.act(session.Flag, n)
}

// scroll moves through a text that is higher than the screen.
func (m *display) scroll(c session.Command) {
	l := m.layout()
	if top, ok := scrolled(c, m.top, l.room, len(l.moving)); ok {
		m.top = l.clamp(top)
	}
	m.look()
}

// look notes whether the end of what scrolls is in sight.
func (m *display) look() {
	if m.width == 0 {
		return
	}
	l := m.layout()
	m.seen = m.seen || l.clamp(m.top)+l.room >= len(l.moving)
}

// scrolled returns the first line to be shown after a command, and false if it does not scroll.
func scrolled(c session.Command, top, room, end int) (int, bool) {
	page := max(room-1, 1)
	switch c {
	case session.Down:
		return top + 1, true
	case session.Up:
		return top - 1, true
	case session.PageDown:
		return top + page, true
	case session.PageUp:
		return top - page, true
	case session.Top:
		return 0, true
	case session.Bottom:
		return end, true
	}
	return top, false
}
