//go:build !unix

package term

import tea "charm.land/bubbletea/v2"

// stopAsAShell leaves out what cannot be done where programs cannot be stopped.
func stopAsAShell(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.SuspendMsg); ok {
		return nil
	}
	return msg
}

// obeyStops does nothing there either.
func obeyStops(*tea.Program, func() bool) (end func()) { return func() {} }
