package cli

import (
	"bufio"
	"io"
	"os"

	"github.com/fatih/color"
	"golang.org/x/term"
)

// stream is standard output or standard error with what is known of its reader.
type stream struct {
	*bufio.Writer
	terminal bool
	width    int // of the terminal in cells; 0 if it is none
	colours  bool
	palette
}

// palette holds the few styles of listings. Meaning never depends on them alone.
type palette struct {
	accent, dim, bold, good, warn, bad *color.Color
}

func newStream(w io.Writer) *stream {
	s := &stream{Writer: bufio.NewWriter(w)}
	if f, ok := w.(*os.File); ok && isTerminal(f) {
		s.terminal, s.width = true, 80
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			s.width = width
		}
	}
	return s
}

// setColours decides about colours.
func (s *stream) setColours(mode colorMode, getenv func(string) string) {
	s.colours = mode.on(s.terminal, getenv)
	s.palette = newPalette(s.colours)
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

func newPalette(on bool) palette {
	style := func(attributes ...color.Attribute) *color.Color {
		c := color.New(attributes...)
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c
	}
	return palette{
		accent: style(color.FgCyan), dim: style(color.Faint), bold: style(color.Bold),
		good: style(color.FgGreen), warn: style(color.FgYellow), bad: style(color.FgRed),
	}
}

// colorMode is the value of --color.
type colorMode string

// String, Set and Type make it the value of a flag.
func (m *colorMode) String() string { return string(*m) }

// Set takes auto, always or never.
func (m *colorMode) Set(s string) error {
	switch s {
	case "auto", "always", "never":
		*m = colorMode(s)
		return nil
	}
	return usagef("%q is not auto, always or never", s)
}

// Type names the value in help.
func (m *colorMode) Type() string { return "when" }

// on decides whether a stream gets colours. The flag comes first, then NO_COLOR, then what asks for colours, then the
// terminal; https://no-color.org and https://bixense.com/clicolors describe the variables.
func (m colorMode) on(terminal bool, getenv func(string) string) bool {
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
