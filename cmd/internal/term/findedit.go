package term

import (
	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"

	tea "charm.land/bubbletea/v2"
)

// edit opens the editor with the card.
func (m *finding) edit() tea.Cmd {
	if m.at >= len(m.found) {
		return nil
	}
	card, err := m.options.Card(m.found[m.at].ID)
	if err == nil {
		m.editing, err = m.options.Edit(card)
	}
	if err != nil {
		m.message = refused(err)
		return nil
	}
	return m.openEditor()
}

func (m *finding) openEditor() tea.Cmd {
	m.lent.Store(true)
	editor := m.options.Editor(m.editing.File, m.editing.Line)
	return tea.ExecProcess(editor, func(err error) tea.Msg { return editorLeft{err} })
}

// leftEditor takes in an edit, unless the person may want to mend it first.
func (m *finding) leftEditor(err error) {
	m.lent.Store(false)
	if err != nil {
		m.message = "the editor failed: " + out.Line(err.Error())
		return
	}
	m.takeEdit(false)
}

func (m *finding) takeEdit(anyway bool) {
	edited, err := m.options.Edited(m.editing, anyway)
	switch {
	case err != nil:
		m.message = refused(err)
		return
	case len(edited.Wrong) > 0 && !anyway:
		m.wrong = wrongs(desk.Edited{Wrong: edited.Wrong[:1]})
		return
	}
	m.message = edited.Words()
	if err := m.options.Again(); err != nil {
		m.message = refused(err)
		return
	}
	at := m.at
	m.find()
	m.card, m.body, m.state = nil, nil, listing
	m.move(at)
}

// mend acts on the key that follows what is wrong with an edit.
func (m *finding) mend(key string) tea.Cmd {
	m.wrong = nil
	if key == "e" {
		return m.openEditor()
	}
	m.takeEdit(true)
	return nil
}
