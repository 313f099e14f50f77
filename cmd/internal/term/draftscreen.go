package term

import (
	"context"
	"io"
	"os"
	"slices"
	"strings"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck"

	tea "charm.land/bubbletea/v2"
)

// RunDraftsScreen goes through drafts on the whole terminal, until none is left or the person ends
// it. Environment is the process's. When the context is cancelled the terminal is restored and the
// context's error returned. What was answered until then is kept.
func RunDraftsScreen(
	ctx context.Context, d *session.Drafting, in, screen *os.File, environment []string, t *Terminal,
	edit Edit,
) error {
	f := &frames{file: screen}
	m := &draftScreen{senses: newSenses(t), drafts: d, frames: f, edit: edit}
	m.refresh()
	return draw(ctx, m, in, f, environment)
}

// draftScreen is the screen of drafts.
type draftScreen struct {
	senses
	lender
	drafts *session.Drafting
	frames drawn
	edit   Edit

	width, height int
	screen        session.DraftScreen
	mark          uint64 // of the frames when this draft came up
	at            int    // the suggestion, or the option, that keys act on
	ticked        []bool // of the options
	body          []string
	atLine        int // of the body, at which that suggestion or option begins
	top           int // first line of the body that is shown
	typing        bool
	line          entry // of the answer that is typed
	message       string
}

// Init implements [tea.Model].
func (m *draftScreen) Init() tea.Cmd { return m.ask() }

// Update implements [tea.Model].
func (m *draftScreen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		if m.width == 0 {
			m.mark = m.frames.now()
		}
		m.width, m.height = msg.Width, msg.Height
		m.render()
	case answerEdited:
		return m, m.edited(msg)
	case tea.KeyPressMsg:
		return m, m.key(msg)
	case tea.PasteMsg:
		if m.typing {
			m.line.take(msg)
		}
	default:
		if m.learn(msg) {
			m.render()
		}
	}
	return m, nil
}

// key acts on a key that was pressed. What was pressed before the draft was on the screen answers
// nothing.
func (m *draftScreen) key(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	switch {
	case key == session.Stop:
		return tea.Quit
	case key == "ctrl+z":
		return tea.Suspend
	case m.typing:
		return m.typeKey(key, msg)
	case key == "q", key == "esc":
		return tea.Quit
	case m.moves(key), !m.frames.since(m.mark):
		return nil
	}
	m.message = ""
	switch key {
	case "s":
		m.drafts.Skip()
		return m.show()
	case "u":
		return m.back()
	case "t":
		m.begin()
	case "e":
		return m.openEditor()
	case "enter":
		return m.take()
	case "space":
		m.tick(m.at)
	default:
		if len(key) == 1 && '1' <= key[0] && key[0] <= '9' {
			return m.number(int(key[0] - '1'))
		}
	}
	return nil
}

// moves goes to another suggestion or option, which comes into sight, or scrolls.
func (m *draftScreen) moves(key string) bool {
	switch key {
	case "down", "j":
		m.at = min(m.at+1, max(m.choices()-1, 0))
	case "up", "k":
		m.at = max(m.at-1, 0)
	case "pgdown", "pgup":
		page := max(m.room()-1, 1)
		if key == "pgup" {
			page = -page
		}
		m.top = max(min(m.top+page, len(m.body)-m.room()), 0)
		return true
	default:
		return false
	}
	m.render()
	if m.choices() > 0 {
		m.top = max(min(m.top, m.atLine), m.atLine-m.room()+1)
	}
	return true
}

// choices returns how many suggestions or options there are.
func (m *draftScreen) choices() int {
	if len(m.screen.Choices) > 0 {
		return len(m.screen.Choices)
	}
	return len(m.screen.Answers)
}

// number takes a suggestion, or ticks an option.
func (m *draftScreen) number(n int) tea.Cmd {
	switch {
	case n >= m.choices():
		m.message = "there is no answer with that number"
	case len(m.screen.Choices) > 0:
		m.at = n
		m.tick(n)
	default:
		m.at = n
		return m.take()
	}
	return nil
}

// tick ticks an option, or takes the tick off.
func (m *draftScreen) tick(n int) {
	if n < len(m.ticked) {
		m.ticked[n] = !m.ticked[n]
		m.render()
	}
}

// take keeps the suggestion that keys act on, the options that are ticked, or a cloze as it is.
func (m *draftScreen) take() tea.Cmd {
	switch {
	case m.screen.Label == deck.Cloze:
		return m.kept(m.drafts.Confirm(""))
	case len(m.screen.Choices) > 0 && !slices.Contains(m.ticked, true):
		m.message = "tick the right one first, by its number or with the space bar"
	case len(m.screen.Choices) > 0:
		var right []int
		for i, is := range m.ticked {
			if is {
				right = append(right, i)
			}
		}
		return m.kept(m.drafts.Tick(right))
	case len(m.screen.Answers) == 0:
		m.begin()
	default:
		return m.kept(m.drafts.Confirm(m.screen.Answers[m.at].Text))
	}
	return nil
}

// begin opens the line in which an answer is typed.
func (m *draftScreen) begin() {
	if m.screen.Label == deck.Cloze {
		m.message = "a text with gaps is taken as it is"
		return
	}
	m.typing, m.line = true, entry{}
}

// typeKey acts on a key while an answer is typed.
func (m *draftScreen) typeKey(key string, msg tea.KeyPressMsg) tea.Cmd {
	switch key {
	case "esc":
		m.typing, m.message = false, ""
	case "enter":
		text := strings.TrimSpace(m.line.Value())
		if text == "" {
			m.typing = false
			return nil
		}
		return m.kept(m.drafts.Confirm(text))
	default:
		m.line.take(msg)
	}
	return nil
}

// kept goes on to the next draft, or says why the answer was not kept.
func (m *draftScreen) kept(err error) tea.Cmd {
	if err != nil {
		m.message = refused(err)
		return nil
	}
	return m.show()
}

func (m *draftScreen) back() tea.Cmd {
	went, err := m.drafts.Back()
	switch {
	case err != nil:
		m.message = refused(err)
	case !went:
		m.message = "this is the first draft"
	default:
		return m.show()
	}
	return nil
}

// answerEdited comes when the person has left the editor.
type answerEdited struct {
	text string
	err  error
}

// answerEditing is the editor with an answer, as something that the terminal can be given to.
type answerEditing struct{ run func() error }

func (e answerEditing) Run() error          { return e.run() }
func (e answerEditing) SetStdin(io.Reader)  {}
func (e answerEditing) SetStdout(io.Writer) {}
func (e answerEditing) SetStderr(io.Writer) {}

// openEditor gives the terminal to the editor, with the suggestion that keys act on.
func (m *draftScreen) openEditor() tea.Cmd {
	if m.screen.Label == deck.Cloze {
		m.message = "a text with gaps is taken as it is"
		return nil
	}
	text, edited := m.screen.Answer, ""
	if len(m.screen.Answers) > 0 {
		text = m.screen.Answers[m.at].Text
	}
	m.lent.Store(true)
	run := func() (err error) {
		edited, err = m.edit(context.Background(), text)
		return err
	}
	return tea.Exec(answerEditing{run}, func(err error) tea.Msg { return answerEdited{edited, err} })
}

// edited keeps what the person has made of the answer.
func (m *draftScreen) edited(msg answerEdited) tea.Cmd {
	m.lent.Store(false)
	text := strings.TrimSpace(msg.text)
	switch {
	case msg.err != nil:
		m.message = "the editor failed: " + out.Line(msg.err.Error())
	case text == "":
		m.message = "the answer is empty: it stays a draft"
	default:
		return m.kept(m.drafts.Confirm(text))
	}
	return nil
}

// show looks at the drafts again: they have moved.
func (m *draftScreen) show() tea.Cmd {
	if !m.refresh() {
		return tea.Quit
	}
	return nil
}

// refresh begins to show the next draft; false if there is none.
func (m *draftScreen) refresh() (ok bool) {
	m.screen, ok = m.drafts.Screen()
	m.mark, m.at, m.top, m.typing, m.message = m.frames.now(), 0, 0, false, ""
	m.ticked = make([]bool, len(m.screen.Choices))
	m.render()
	return ok
}
