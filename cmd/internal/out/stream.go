package out

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/fatih/color"
	"golang.org/x/term"
)

// Stream is standard output or standard error with what is known of its reader.
type Stream struct {
	*bufio.Writer
	Terminal bool
	Width    int   // of the terminal in cells; 0 if it is none
	Theme    Theme // by which text is set apart
	Deep     bool  // it has colours that nobody redefines: [Light] and [Dark] can be shown
	links    links
	ascii    bool // its reader sees no other signs
	Palette
}

// Palette holds the few styles of listings. Meaning never depends on them alone.
type Palette struct {
	Accent, Dim, Bold, Good, Warn, Bad *color.Color
}

// NewStream returns a buffered stream to w. It has no colours before [Stream.SetColours].
func NewStream(w io.Writer) *Stream {
	s := &Stream{Writer: bufio.NewWriter(w), Palette: newPalette(Bare)}
	if f, ok := w.(*os.File); ok && IsTerminal(f) {
		s.Terminal, s.Width = true, 80
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			s.Width = width
		}
	}
	return s
}

// SetColours decides about colours, links and signs. Of the background is known what the
// environment says.
func (s *Stream) SetColours(mode ColourMode, getenv func(string) string) {
	s.Deep = isDeep(getenv)
	if s.links = noLinks; s.Terminal {
		s.links = linksOf(getenv)
	}
	s.ascii = IsASCII(getenv)
	s.Theme = Bare
	if mode.on(s.Terminal, getenv) {
		s.Theme = Mono
	}
	s.SetTheme(themeOf(getenv("COLORFGBG")))
}

// SetTheme takes a theme that is known to suit the terminal, unless it cannot be shown there or no
// colours are wanted.
func (s *Stream) SetTheme(t Theme) {
	if s.Theme != Bare && (t == Mono || s.Deep) {
		s.Theme = t
	}
	s.Palette = newPalette(s.Theme)
}

// isDeep says whether a terminal has the 256 colours, by what it says of itself.
func isDeep(getenv func(string) string) bool {
	name := getenv("TERM")
	for _, part := range []string{"256color", "direct", "kitty", "ghostty", "alacritty", "wezterm", "foot"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	deep := getenv("COLORTERM")
	return deep == "truecolor" || deep == "24bit" || getenv("WT_SESSION") != ""
}

// themeOf reads the variable in which some terminals leave the numbers of their foreground and
// background among the 16 colours.
func themeOf(colours string) Theme {
	switch colours[strings.LastIndexByte(colours, ';')+1:] {
	case "0", "1", "2", "3", "4", "5", "6", "8":
		return Dark
	case "7", "15":
		return Light
	}
	return Mono
}

// IsTerminal says whether a person sits at a file.
func IsTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

func newPalette(t Theme) Palette {
	style := func(attributes ...color.Attribute) *color.Color {
		c := color.New(attributes...)
		if t == Bare || len(attributes) == 0 {
			c.DisableColor()
		} else {
			c.EnableColor()
		}
		return c
	}
	of := func(a Accent) *color.Color { return style(t.Attributes(a)...) }
	return Palette{
		Accent: of(Acting), Dim: of(Context), Bold: style(color.Bold), Good: of(Right),
		Warn: of(Doubtful), Bad: of(Wrong),
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

// on decides whether a stream gets colours. The flag comes first, then NO_COLOR, then what asks for
// colours, then the terminal; https://no-color.org and https://bixense.com/clicolors describe the
// variables.
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
