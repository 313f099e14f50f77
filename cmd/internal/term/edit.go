package term

import (
	"context"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"

	tea "charm.land/bubbletea/v2"
)

const noEditor = "no editor can be opened here"

// editorLeft comes when the person has left the editor.
type editorLeft struct{ err error }

// editCard gives the terminal to the editor, with the file of the card that is asked.
func (m *model) editCard() tea.Cmd {
	if m.options.Editor == nil {
		m.message = noEditor
		return nil
	}
	e, err := m.sitting.Edit()
	switch {
	case err != nil:
		m.message = refused(err)
	case e == nil:
		m.message = noCard
	default:
		return m.open(e)
	}
	return nil
}

func (m *model) open(e *session.Editing) tea.Cmd {
	m.editing, m.over = e, nil
	m.lent.Store(true)
	return tea.ExecProcess(m.options.Editor(e.File, e.Line),
		func(err error) tea.Msg { return editorLeft{err} })
}

// leftEditor takes in an edit, unless there is something wrong with it that the person may want to
// mend first.
func (m *model) leftEditor(err error, anyway bool) tea.Cmd {
	m.lent.Store(false)
	e := m.editing
	if err != nil {
		m.editing, m.message = nil, "the editor failed: "+out.Line(err.Error())
		return m.show()
	}
	edited, err := m.sitting.Edited(context.Background(), e, anyway)
	switch {
	case err != nil:
		m.message = refused(err)
	case len(edited.Wrong) > 0 && !anyway:
		m.over = &over{lines: func() []string { return m.wrongLines(edited) }}
		return nil
	default:
		m.message = edited.Words()
	}
	m.editing = nil
	return m.show()
}

// wrongLines show what is wrong with an edit, and what can be done.
func (m *display) wrongLines(e desk.Edited) []string {
	name := keyName(m.options.Keys.Of(session.Edit).Keys[0])
	return m.fit(m.mending(wrongs(e), name, m.width), m.width)
}

// mending shows what is wrong with an edit, and what can be done: a key edits it again.
func (p painter) mending(wrong []string, key string, width int) []string {
	var lines []string
	for _, text := range wrong {
		lines = append(lines, p.wrapped(text, width)...)
	}
	hints := []hint{{key, "edit it again"}, {"any other key", "leave the card out"}}
	return append(append(lines, ""), p.hintLines(hints, nil, width)...)
}

// wrongs says what is wrong with an edit.
func wrongs(e desk.Edited) []string {
	var texts []string
	for _, d := range e.Wrong {
		texts = append(texts, out.Line(d.String()))
		if d.Hint != "" {
			texts = append(texts, "hint: "+out.Line(d.Hint))
		}
	}
	return texts
}

// edit opens the editor and takes in what was done. What is wrong is said, and the next line may
// open it again.
func (p *plain) edit(ctx context.Context) outcome {
	if p.options.Editor == nil {
		p.say("%s", noEditor)
		return stuck
	}
	if p.editing == nil {
		e, err := p.sitting.Edit()
		if err != nil || e == nil {
			p.say("%s", noCard)
			return stuck
		}
		p.editing = e
	}
	if err := p.flush(); err != nil {
		return stuck // the next one says so
	}
	if err := p.options.Editor(p.editing.File, p.editing.Line).Run(); err != nil {
		p.editing = nil
		p.say("the editor failed: %s", out.Line(err.Error()))
		return stuck
	}
	return p.takeEdit(ctx, false)
}

// takeEdit takes in an edit.
func (p *plain) takeEdit(ctx context.Context, anyway bool) outcome {
	edited, err := p.sitting.Edited(ctx, p.editing, anyway)
	switch {
	case err != nil:
		p.say("%s", refused(err))
	case len(edited.Wrong) > 0 && !anyway:
		for _, text := range wrongs(edited) {
			p.say("%s", text)
		}
		p.say("edit opens the editor again, any other line leaves the card out")
		return stuck
	default:
		p.say("%s", edited.Words())
	}
	p.editing = nil
	return moved
}
