package term

import (
	"sync/atomic"

	tea "charm.land/bubbletea/v2"
)

// lender is a screen that gives the terminal to another program, such as an editor, and gets it
// back.
type lender struct{ lent atomic.Bool }

// isLent says whether another program has the terminal. It may be asked at any time.
func (l *lender) isLent() bool { return l.lent.Load() }

// leaveOut leaves out keys and pasted text while another program has the terminal: what was typed
// ahead of it or comes before the screen is back is meant for that program or for nothing.
func leaveOut(isLent func() bool, msg tea.Msg) tea.Msg {
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg:
		if isLent() {
			return nil
		}
	}
	return msg
}
