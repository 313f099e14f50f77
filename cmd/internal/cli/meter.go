package cli

import (
	"fmt"
	"strings"

	"cards/cmd/internal/out"
)

// meter shows on a terminal how far a long computation is.
type meter struct {
	*out.Stream
	what  string
	shown string
}

func (a *app) meter(what string) *meter { return &meter{Stream: a.err, what: what} }

// begin says what is being done, of which no share is known.
func (m *meter) begin() { m.put(m.what + "…") }

// show says which share of the work is done.
func (m *meter) show(done float64) { m.put(fmt.Sprintf("%s… %.0f %%", m.what, 100*done)) }

func (m *meter) put(line string) {
	line = m.Sign(line)
	if !m.Terminal || line == m.shown {
		return
	}
	rest := max(0, out.Cells(m.shown)-out.Cells(line)) // of what was shown
	m.shown = line
	fmt.Fprint(m, "\r"+line+strings.Repeat(" ", rest))
	_ = m.Flush()
}

// end removes what was shown.
func (m *meter) end() {
	if m.shown != "" {
		fmt.Fprint(m, "\r"+strings.Repeat(" ", out.Cells(m.shown))+"\r")
		_ = m.Flush()
	}
}
