package out

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"github.com/fatih/color"
	"golang.org/x/term"
)

// Stream is standard output or standard error with what is known of its reader.
type Stream struct {
	*bufio.Writer
	Terminal bool
	Width    int // of the terminal in cells; 0 if it is none
	Coloured bool
	Palette
}

// Palette holds the few styles of listings. Meaning never depends on them alone.
type Palette struct {
	Accent, Dim, Bold, Good, Warn, Bad *color.Color
}

// NewStream returns a buffered stream to w. It has no colours before [Stream.SetColours].
func NewStream(w io.Writer) *Stream {
	s := &Stream{Writer: bufio.NewWriter(w)}
	if f, ok := w.(*os.File); ok && IsTerminal(f) {
		s.Terminal, s.Width = true, 80
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			s.Width = width
		}
	}
	return s
}

// SetColours decides about colours.
func (s *Stream) SetColours(mode ColourMode, getenv func(string) string) {
	s.Coloured = mode.on(s.Terminal, getenv)
	s.Palette = newPalette(s.Coloured)
}

// IsTerminal says whether a person sits at a file.
func IsTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

func newPalette(on bool) Palette {
	style := func(attributes ...color.Attribute) *color.Color {
		c := color.New(attributes...)
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c
	}
	return Palette{
		Accent: style(color.FgCyan), Dim: style(color.Faint), Bold: style(color.Bold),
		Good: style(color.FgGreen), Warn: style(color.FgYellow), Bad: style(color.FgRed),
	}
}

// ColourMode is the value of --color.
type ColourMode string

// String, Set and Type make it the value of a flag.
func (m *ColourMode) String() string { return string(*m) }

// Set takes auto, always or never.
func (m *ColourMode) Set(s string) error {
	switch s {
	case "auto", "always", "never":
		*m = ColourMode(s)
		return nil
	}
	return fmt.Errorf("%q is not auto, always or never", s)
}

// Type names the value in help.
func (m *ColourMode) Type() string { return "when" }

// on decides whether a stream gets colours. The flag comes first, then NO_COLOR, then what asks for colours, then the
// terminal; https://no-color.org and https://bixense.com/clicolors describe the variables.
func (m ColourMode) on(terminal bool, getenv func(string) string) bool {
	forced := func(name string) bool { v := getenv(name); return v != "" && v != "0" }
	switch {
	case m == "always":
		return true
	case m == "never", getenv("NO_COLOR") != "":
		return false
	case forced("FORCE_COLOR"), forced("CLICOLOR_FORCE"):
		return true
	}
	return terminal && getenv("TERM") != "dumb"
}
