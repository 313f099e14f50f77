package term

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"cards/cmd/internal/exam"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
)

// examScreen is the card that a quiz or a test shows, as a review would show it.
func examScreen(s *exam.Sitting) session.Screen {
	q := s.Question()
	if q == nil {
		return session.Screen{}
	}
	state := session.Asking
	if s.State() != exam.Asking {
		state = session.Revealed
	}
	return session.Screen{State: state, Card: q.Card}
}

// suspend suspends the card that is shown.
func (m *examining) suspend() tea.Cmd {
	card, err := m.sitting.Suspend()
	if err == nil && card != nil {
		m.message = "suspended " + m.quoted(card)
	}
	return m.answeredAgain(err)
}

// editCard gives the terminal to the editor, with the file of the card that is shown.
func (m *examining) editCard() tea.Cmd {
	if m.options.Editor == nil {
		m.message = noEditor
		m.render()
		return nil
	}
	e, err := m.sitting.Edit()
	if err != nil || e == nil {
		return m.answeredAgain(err)
	}
	return m.openEditor(e)
}

func (m *examining) openEditor(e *session.Editing) tea.Cmd {
	m.editing, m.wrong = e, nil
	m.lent.Store(true)
	return tea.ExecProcess(m.options.Editor(e.File, e.Line),
		func(err error) tea.Msg { return editorLeft{err} })
}

// leftEditor takes in an edit, unless there is something wrong with it that the person may want to
// mend first.
func (m *examining) leftEditor(err error, anyway bool) tea.Cmd {
	m.lent.Store(false)
	e := m.editing
	if err != nil {
		m.editing, m.message = nil, "the editor failed: "+out.Line(err.Error())
		return m.answeredAgain(nil)
	}
	edited, err := m.sitting.Edited(context.Background(), e, anyway)
	if err == nil && len(edited.Wrong) > 0 && !anyway {
		m.wrong = append(wrongs(edited), "", keyName(m.options.Keys.Of(session.Edit).Keys[0])+
			" edits it again, any other key leaves the card out")
		m.render()
		return nil
	}
	m.editing, m.wrong = nil, nil
	if err == nil {
		m.message = edited.Words()
	}
	return m.answeredAgain(err)
}

// afterEdit acts on a key while what is wrong with an edit is shown.
func (m *examining) afterEdit(key string) tea.Cmd {
	switch {
	case key == session.Stop:
		return tea.Quit
	case m.keys.Command(key) == session.Edit:
		return m.openEditor(m.editing)
	}
	return m.leftEditor(nil, true)
}

// suspend suspends the card that is shown.
func (p *examPlain) suspend() (outcome, error) {
	card, err := p.sitting.Suspend()
	if err != nil || card == nil {
		return ended, err
	}
	p.say("suspended %s", p.options.quoted(card))
	return moved, nil
}

// edit opens the editor and takes in what was done. What is wrong is said, and the next line may
// open it again.
func (p *examPlain) edit(ctx context.Context) (outcome, error) {
	if p.options.Editor == nil {
		p.say("%s", noEditor)
		return stuck, nil
	}
	if p.editing == nil {
		e, err := p.sitting.Edit()
		if err != nil || e == nil {
			return ended, err
		}
		p.editing = e
	}
	if err := p.flush(); err != nil {
		return ended, err
	}
	if err := p.options.Editor(p.editing.File, p.editing.Line).Run(); err != nil {
		p.editing = nil
		p.say("the editor failed: %s", out.Line(err.Error()))
		return stuck, nil
	}
	return p.takeEdit(ctx, false)
}

// takeEdit takes in an edit.
func (p *examPlain) takeEdit(ctx context.Context, anyway bool) (outcome, error) {
	edited, err := p.sitting.Edited(ctx, p.editing, anyway)
	switch {
	case err != nil:
		return ended, err
	case len(edited.Wrong) > 0 && !anyway:
		for _, text := range wrongs(edited) {
			p.say("%s", text)
		}
		p.say(":edit opens the editor again, any other line leaves the card out")
		return stuck, nil
	}
	p.editing = nil
	p.say("%s", edited.Words())
	return moved, nil
}
