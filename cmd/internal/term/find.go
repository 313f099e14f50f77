package term

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck"
	"cards/storage"

	tea "charm.land/bubbletea/v2"
)

// FindOptions is what the screen that finds cards needs to know.
type FindOptions struct {
	Terminal *Terminal
	Media    Media  // nil for none
	Words    string // that are there at the start
	Most     int    // cards that are listed
	Find     func(words string, most int) []desk.Found
	Again    func() error // reads the cards again, after an edit
	Card     func(deck.Key) (*storage.Card, error)
	Editor   func(file string, line int) *exec.Cmd
	Edit     func(*storage.Card) (*session.Editing, error)
	Edited   func(e *session.Editing, anyway bool) (desk.Edited, error)
}

// Chosen is what a person chose on the screen that finds cards.
type Chosen struct {
	Cards   []deck.Key // those that were marked, in that order; for a command also the one it was given at
	Command string     // with its arguments, for these cards; empty if none was given
}

// RunFind shows a list of cards that follows the words that a person types, until they leave it.
// When the context is cancelled the terminal is restored and the context's error returned.
func RunFind(
	ctx context.Context, in, screen *os.File, environment []string, o FindOptions,
) (Chosen, error) {
	f := &frames{file: screen}
	m := newFinding(o, f)
	if err := draw(ctx, m, in, f, environment); err != nil {
		return Chosen{}, err
	}
	return m.chosen, m.err
}

// findingState is what keys are for.
type findingState uint8

const (
	wording    findingState = iota // they are words
	listing                        // they move in the list and act on it
	showing                        // a card is shown
	commanding                     // they are a command
)

// finding is the screen that finds cards.
type finding struct {
	senses
	lender
	options FindOptions
	gallery gallery

	width, height int
	state         findingState
	words         entry
	command       entry
	found         []desk.Found
	at, top       int // the card that keys act on, and the first that is on the screen
	marked        []deck.Key
	card          *storage.Card // that is shown
	body          []string      // of it, rendered for the width
	message       string
	editing       *session.Editing
	wrong         []string // with an edit, which e edits again; nil if nothing is

	chosen Chosen
	err    error
}

func newFinding(o FindOptions, f drawn) *finding {
	m := &finding{
		senses: newSenses(o.Terminal), options: o,
		gallery: gallery{terminal: o.Terminal, media: o.Media, frames: f},
	}
	m.Pictures = m.gallery.lines
	m.words.SetValue(out.Line(o.Words))
	m.find()
	if o.Words != "" && len(m.found) > 0 {
		m.state = listing
	}
	return m
}

// Init implements [tea.Model].
func (m *finding) Init() tea.Cmd { return nil }

// awaited is how the last reply reads that is still to come: nothing is asked here but by the
// library that draws.
func (m *finding) awaited() *regexp.Regexp { return regexp.MustCompile(clusterReply) }

// Update implements [tea.Model].
func (m *finding) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.update(msg)
	return m, tea.Batch(cmd, m.gallery.work(m.lines))
}

func (m *finding) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		first := m.width == 0
		m.width, m.height = msg.Width, msg.Height
		m.gallery.fit(m.height)
		m.render()
		return afterFirst(first)
	case editorLeft:
		m.leftEditor(msg.err)
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.PasteMsg:
		m.typeInto(msg)
	}
	more, cmd := m.gallery.update(msg)
	if m.learn(msg) || more {
		m.render()
	}
	return cmd
}

// find looks for the words anew.
func (m *finding) find() {
	m.found = m.options.Find(m.words.Value(), m.options.Most)
	m.at, m.top = 0, 0
}

func (m *finding) key(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	if key == session.Stop {
		return tea.Quit
	}
	m.message = ""
	if m.wrong != nil {
		return m.mend(key)
	}
	switch m.state {
	case wording:
		return m.wordKey(key, msg)
	case commanding:
		return m.commandKey(key, msg)
	case showing:
		return m.shownKey(key)
	default:
		return m.listKey(key)
	}
}

// typeInto gives what was typed to the line that is open.
func (m *finding) typeInto(msg tea.Msg) {
	switch m.state {
	case wording:
		before := m.words.Value()
		m.words.take(msg)
		if m.words.Value() != before {
			m.find()
		}
	case commanding:
		m.command.take(msg)
	}
}

// wordKey acts on a key while words are typed.
func (m *finding) wordKey(key string, msg tea.KeyPressMsg) tea.Cmd {
	switch key {
	case "esc":
		return tea.Quit
	case "enter", "down", "tab", "ctrl+n":
		if len(m.found) > 0 {
			m.state = listing
		}
	default:
		m.typeInto(msg)
	}
	return nil
}

// listKey acts on a key in the list.
func (m *finding) listKey(key string) tea.Cmd {
	switch key {
	case "esc", "q":
		m.chosen = Chosen{Cards: m.marked}
		return tea.Quit
	case "/", "tab", "backspace":
		m.state = wording
	case "up", "k", "ctrl+p":
		if m.at == 0 {
			m.state = wording
		}
		m.move(-1)
	case "down", "j", "ctrl+n":
		m.move(1)
	case "pgup":
		m.move(-m.rows())
	case "pgdown":
		m.move(m.rows())
	case "home", "g":
		m.move(-len(m.found))
	case "end", "G":
		m.move(len(m.found))
	case "space":
		m.mark()
	case "enter":
		m.show()
	case "e":
		return m.edit()
	case ":":
		m.state = commanding
	}
	return nil
}

func (m *finding) move(by int) {
	m.at = min(max(m.at+by, 0), max(len(m.found)-1, 0))
	m.top = min(m.top, m.at)
	m.top = max(m.top, m.at-m.rows()+1)
}

// mark marks the card for a command, or takes the mark off, and goes on to the next.
func (m *finding) mark() {
	if m.at >= len(m.found) {
		return
	}
	id := m.found[m.at].ID
	if i := slices.Index(m.marked, id); i >= 0 {
		m.marked = slices.Delete(m.marked, i, i+1)
	} else {
		m.marked = append(m.marked, id)
	}
	m.move(1)
}

// show shows the card.
func (m *finding) show() {
	if m.at >= len(m.found) {
		return
	}
	card, err := m.options.Card(m.found[m.at].ID)
	if err != nil {
		m.message = refused(err)
		return
	}
	m.card, m.state, m.top = card, showing, 0
	m.render()
}

// shownKey acts on a key while a card is shown.
func (m *finding) shownKey(key string) tea.Cmd {
	switch key {
	case "e":
		return m.edit()
	case "down", "j":
		if m.scroll(1) {
			return nil
		}
	case "space", "pgdown":
		if m.scroll(m.rows() - 1) {
			return nil
		}
	case "up", "k":
		m.scroll(-1)
		return nil
	case "pgup":
		m.scroll(1 - m.rows())
		return nil
	}
	m.card, m.body, m.state, m.top = nil, nil, listing, 0
	m.move(0)
	return nil
}

// scroll moves through the card that is shown; false if there is no more in that direction.
func (m *finding) scroll(by int) bool {
	before := m.top
	m.top = max(min(m.top+by, len(m.body)-m.rows()), 0)
	return m.top != before
}

// commandKey acts on a key while a command is typed.
func (m *finding) commandKey(key string, msg tea.KeyPressMsg) tea.Cmd {
	switch key {
	case "esc":
		m.command.SetValue("")
		m.state = listing
	case "enter":
		m.chosen = Chosen{Cards: m.marked, Command: m.command.Value()}
		if len(m.marked) == 0 && m.at < len(m.found) {
			m.chosen.Cards = []deck.Key{m.found[m.at].ID}
		}
		return tea.Quit
	default:
		m.typeInto(msg)
	}
	return nil
}

// render lays out the card that is shown.
func (m *finding) render() {
	m.gallery.turn(m.card)
	if m.card == nil || m.width == 0 {
		return
	}
	revealed := session.Screen{Card: m.card, State: session.Revealed}
	asked := session.Screen{Card: m.card}
	m.body = append([]string{m.paint(dim, m.place(m.card)), ""},
		Document(asked.Question(), m.width, m.Look)...)
	m.body = append(m.body, m.paint(dim, "----"))
	if answer := Document(revealed.Answer(), m.width, m.Look); len(answer) > 0 {
		m.body = append(m.body, answer...)
	} else {
		m.body = append(m.body, Document(revealed.Question(), m.width, m.Look)...)
	}
	if more := Document(revealed.More(), m.width, m.Look); len(more) > 0 {
		m.body = append(append(m.body, ""), more...)
	}
	where := fmt.Sprintf("%s  %s:%d", brief(m.card), out.Line(m.card.Path), m.card.Line)
	m.body = append(m.body, "", m.paint(dim, strings.TrimSpace(where)))
	m.body = m.fit(m.body, m.width)
}
