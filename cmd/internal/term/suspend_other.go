//go:build !unix

package term

import tea "charm.land/bubbletea/v2"

// suspend does nothing where programs cannot be stopped.
func suspend() tea.Msg { return tea.Suspend() }
