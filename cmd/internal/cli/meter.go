package cli

import (
	"fmt"
	"strings"
	"time"

	"cards/cmd/internal/out"
)

// meter shows on a terminal how far a long computation is.
type meter struct {
	*out.Stream
	what  string
	shown string
	begun time.Time
	now   func() time.Time
	done  float64 // that was shown last
}

func (s *streams) meter(what string) *meter {
	s.running = &meter{Stream: s.err, what: what, begun: s.Now(), now: s.Now}
	return s.running
}

// begin says what is being done, of which no share is known.
func (m *meter) begin() { m.put(m.what + "…") }

// show says which share of the work is done, and how long the rest takes.
func (m *meter) show(done float64) {
	if done < m.done { // another work has begun
		m.begun = m.now()
	}
	m.done = done
	m.put(fmt.Sprintf("%s… %.0f %%%s", m.what, 100*done, timeLeft(done, m.now().Sub(m.begun))))
}

// timeLeft says how long the rest of a work takes, by how long the share that is done took.
func timeLeft(done float64, took time.Duration) string {
	if done <= 0 || took < time.Second {
		return ""
	}
	left := time.Duration(float64(took) / done * (1 - done))
	return fmt.Sprintf(", %s left", left.Round(time.Second))
}

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

// end removes what was shown. It comes again with the next share, so that a message may stand
// meanwhile where it was.
func (m *meter) end() {
	if m != nil && m.shown != "" {
		fmt.Fprint(m, "\r"+strings.Repeat(" ", out.Cells(m.shown))+"\r")
		_ = m.Flush()
		m.shown = ""
	}
}
