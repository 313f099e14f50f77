package term

import (
	"time"

	"cards/cmd/internal/out"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// soon is how long the terminal may take to say what its background is: later, colours would change
// under the eyes of who reads.
const soon = 2 * time.Second

// askBackground asks the terminal for its background, if that is wanted. Nothing waits for the
// answer.
func (m *model) askBackground() tea.Cmd {
	if !m.options.Ask {
		return nil
	}
	m.askedAt = m.options.Now()
	return tea.RequestBackgroundColor
}

// learnBackground takes the colours that can be read on the background.
func (m *model) learnBackground(msg tea.BackgroundColorMsg) {
	if m.askedAt.IsZero() || m.options.Now().Sub(m.askedAt) > soon || msg.Color == nil {
		return
	}
	m.Theme = out.ThemeOn(msg.Color)
	m.render()
}

// limitColours leaves out colours that the terminal would have to replace by others.
func (m *model) limitColours(msg tea.ColorProfileMsg) {
	if m.Theme != out.Bare && msg.Profile < colorprofile.ANSI256 {
		m.Theme, m.askedAt = out.Mono, time.Time{}
		m.render()
	}
}

// learnWidths lays the card out anew once the terminal has said that it draws clusters as one.
func (m *model) learnWidths(msg tea.ModeReportMsg) {
	if msg.Mode == ansi.ModeUnicodeCore && !msg.Value.IsNotRecognized() && msg.Value != ansi.ModePermanentlyReset {
		m.Widths = Clusters
		m.render()
	}
}
