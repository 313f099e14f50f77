package term

import (
	"context"
	"errors"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"

	"cards/cmd/internal/exam"
	"cards/cmd/internal/session"
	"cards/deck/answer"
	"cards/storage"
)

// RunExamScreen goes through a quiz or a test on the whole terminal, until it ends or the person
// ends it. Environment is the process's. When the context is cancelled the terminal is restored and
// the context's error returned. Every answer is in the log once what it was worth is shown.
func RunExamScreen(
	ctx context.Context, s *exam.Sitting, in, screen *os.File, environment []string, o Options,
) error {
	f := &frames{file: screen}
	m := newExamining(s, f, o)
	defer m.shelf.quiet()
	return errors.Join(draw(ctx, m, in, f, environment), m.err)
}

func newExamining(s *exam.Sitting, f drawn, o Options) *examining {
	m := &examining{
		examPage: examPage{
			senses: newSenses(o.Terminal), sitting: s, keys: session.ExamKeys(o.Keys),
		},
		gallery: gallery{terminal: o.Terminal, media: o.Media, frames: f}, options: o,
		frames: f, shelf: shelf{media: o.Media},
	}
	m.Pictures = m.gallery.lines
	m.refresh()
	return m
}

// examining is the screen of a quiz or a test.
type examining struct {
	examPage
	lender
	frames  drawn
	gallery gallery
	options Options
	shelf   shelf
	editing *session.Editing // what was left wrong in the editor; nil if nothing was

	mark uint64 // of the frames when what is shown came up
	err  error  // that ends the program
}

// Init implements [tea.Model].
func (m *examining) Init() tea.Cmd { return m.ask() }

// Update implements [tea.Model].
func (m *examining) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.update(msg)
	return m, tea.Batch(cmd, m.gallery.work(m.lines))
}

func (m *examining) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return m.resize(msg)
	case editorLeft:
		return m.leftEditor(msg.err, false)
	case tea.KeyPressMsg:
		if m.editing != nil {
			return m.afterEdit(msg.String())
		}
		if m.takes() {
			return m.typeKey(msg)
		}
		return m.key(msg.String())
	case tea.PasteMsg:
		if m.takes() {
			m.line.take(msg)
		}
	}
	more, cmd := m.gallery.update(msg)
	if m.learn(msg) || more {
		m.render()
	}
	return cmd
}

// resize takes over the size of the terminal.
func (m *examining) resize(msg tea.WindowSizeMsg) tea.Cmd {
	first := m.width == 0
	if first {
		m.mark = m.frames.now()
	}
	m.width, m.height = msg.Width, msg.Height
	m.gallery.fit(m.height)
	m.render()
	return afterFirst(first)
}

// typeKey acts on a key while keys are text.
func (m *examining) typeKey(msg tea.KeyPressMsg) tea.Cmd {
	switch key := msg.String(); {
	case key == session.Stop:
		return tea.Quit
	case key == "esc":
		m.open = false
	case key == "enter" && strings.TrimSpace(m.line.Value()) == "":
	case key == "enter":
		return m.answered(m.sitting.Type(m.line.Value()))
	default:
		m.line.take(msg)
	}
	m.render()
	return nil
}

// key acts on a key that is no text. What was pressed before the question was on the screen decides
// nothing.
func (m *examining) key(key string) tea.Cmd {
	command := m.keys.Command(key)
	switch {
	case key == session.Stop, command == session.Quit && !m.helps:
		return tea.Quit
	case command == session.Background:
		return tea.Suspend
	}
	if top, ok := scrolled(command, m.top, m.layout().room, len(m.body)); ok {
		m.top = m.layout().clamp(top)
		return nil
	}
	if m.helps {
		m.helps, m.top = false, 0
		m.render()
		return nil
	}
	if !m.frames.since(m.mark) {
		return nil
	}
	m.message = ""
	if m.sitting.State() == exam.Reading {
		return m.read(command)
	}
	return m.do(command)
}

// read acts on a command while the notes behind a new card are shown.
func (m *examining) read(c session.Command) tea.Cmd {
	switch c {
	case session.GoOn:
		m.sitting.Read()
		return m.refresh()
	case session.Undo, session.Help:
		return m.do(c)
	}
	return nil
}

// do acts on a command.
func (m *examining) do(c session.Command) tea.Cmd {
	if n, ok := c.Number(); ok {
		return m.number(n)
	}
	switch c {
	case session.GoOn:
		return m.goOn()
	case session.Guess:
		m.sitting.Guess()
	case session.Skip:
		if m.sitting.State() != exam.Answered {
			return m.answered(m.sitting.Skip())
		}
	case session.Right:
		return m.overrule()
	case session.Undo:
		return m.undo()
	case session.Suspend:
		return m.suspend()
	case session.Edit:
		return m.editCard()
	case session.Open, session.Play:
		m.message = m.shelf.do(c, m.shown())
	case session.Type:
		m.open = true
	case session.Help:
		m.helps, m.top = true, 0
	}
	m.render()
	return nil
}

// number chooses an option, or says how well an answer was known.
func (m *examining) number(n int) tea.Cmd {
	q := m.sitting.Question()
	kinds := []answer.Kind{answer.Right, answer.Partial, answer.Wrong}
	switch {
	case m.sitting.State() == exam.Shown && n <= len(kinds):
		return m.answered(m.sitting.Know(kinds[n-1]))
	case m.sitting.State() != exam.Asking || n > len(q.Options):
		return nil
	case !q.HasSeveral():
		return m.answered(m.sitting.Choose([]int{n - 1}))
	}
	m.chosen[n-1] = !m.chosen[n-1]
	m.render()
	return nil
}

// goOn shows the answer, takes the options that were chosen, or goes on to the next question.
func (m *examining) goOn() tea.Cmd {
	q := m.sitting.Question()
	switch m.sitting.State() {
	case exam.Answered:
		m.sitting.Next()
		return m.refresh()
	case exam.Asking:
		var places []int
		for i := range q.Options {
			if m.chosen[i] {
				places = append(places, i)
			}
		}
		if len(places) > 0 {
			return m.answered(m.sitting.Choose(places))
		}
		m.sitting.Show()
		m.mark = m.frames.now()
		m.render()
	case exam.Shown, exam.Finished:
	}
	return nil
}

// answered shows what an answer was worth; a test goes on without.
func (m *examining) answered(_ exam.Result, err error) tea.Cmd {
	if err != nil {
		m.err = err
		return tea.Quit
	}
	if m.sitting.Kind() == exam.Test {
		m.sitting.Next()
	}
	return m.refresh()
}

func (m *examining) overrule() tea.Cmd {
	done, err := m.sitting.Overrule()
	if err == nil && done {
		m.message = "right: by your own judgement"
	}
	return m.answeredAgain(err)
}

func (m *examining) undo() tea.Cmd {
	err := m.sitting.Undo()
	if errors.Is(err, storage.ErrNothing) {
		m.message = "nothing to undo"
		err = nil
	}
	return m.answeredAgain(err)
}

// answeredAgain shows where the sitting stands after an answer was changed.
func (m *examining) answeredAgain(err error) tea.Cmd {
	if err != nil {
		m.err = err
		return tea.Quit
	}
	message := m.message
	cmd := m.refresh()
	m.message = message
	return cmd
}

// refresh looks at the sitting again: it has moved.
func (m *examining) refresh() tea.Cmd {
	m.mark, m.top, m.message = m.frames.now(), 0, ""
	if q := m.sitting.Question(); q != nil {
		m.gallery.turn(q.Card)
	}
	if m.sitting.State() == exam.Finished {
		return tea.Quit
	}
	if m.sitting.State() == exam.Asking {
		m.line, m.open, m.chosen = entry{}, true, make(map[int]bool)
	}
	m.render()
	return nil
}
