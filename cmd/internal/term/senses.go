package term

import (
	"image"
	"regexp"
	"strings"
	"time"

	"cards/cmd/internal/out"
	"cards/deck/settings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Terminal is what is known of a terminal, and what it is still to be asked for. Screens that
// follow one another share it: no question is put twice.
type Terminal struct {
	Look
	Ask    bool            // for its background, which is not known
	Images settings.Images // how pictures are to be shown
	Deep   bool            // it has 256 colours or more
	Within bool            // tmux or screen stands between, which passes no pictures on
	Now    func() time.Time

	asked   time.Time   // zero if it was not
	told    bool        // it has replied to the last question
	version string      // as it says itself
	cell    image.Point // pixels that a cell has; zero if it does not say
	sixel   bool
}

// soon is how long the terminal may take to say what its background is: later, colours would change
// under the eyes of who reads.
const soon = 2 * time.Second

// asksPictures says whether the terminal is asked how it can show pictures.
func (t *Terminal) asksPictures() bool {
	return !t.Within && t.Theme != out.Bare &&
		(t.Images == settings.AutoImages || t.Images == settings.SixelImages)
}

// questions are what the terminal is asked. The last is one that every terminal replies to.
func (t *Terminal) questions() string {
	const cellSize = 16 // of xterm's operations on windows
	text := ""
	if t.Ask {
		text = ansi.RequestBackgroundColor
	}
	if t.asksPictures() {
		text += ansi.RequestNameVersion + ansi.WindowOp(cellSize) + ansi.RequestPrimaryDeviceAttributes
	}
	return text
}

// last is how the last reply reads that is still to come to a screen that begins. The library that
// draws asks for clusters by itself.
func (t *Terminal) last() *regexp.Regexp {
	pending := t.asked.IsZero() || !t.told
	switch {
	case pending && t.asksPictures():
		return regexp.MustCompile(attributesReply)
	case pending && t.Ask:
		return regexp.MustCompile(backgroundReply)
	}
	return regexp.MustCompile(clusterReply)
}

// way is how pictures are shown, as far as is known.
func (t *Terminal) way() settings.Images {
	switch {
	case t.Theme == out.Bare:
		return settings.NoImages
	case t.Images == settings.AutoImages && t.Within:
	case t.Images == settings.AutoImages && namesOne(t.version, "kitty", "ghostty"):
		return settings.KittyImages
	case t.Images == settings.AutoImages && namesOne(t.version, "iterm2", "wezterm"):
		return settings.ITermImages
	case t.Images == settings.AutoImages && t.sixel && t.cell != image.Point{}:
		return settings.SixelImages
	case t.Images == settings.SixelImages && t.cell == image.Point{}:
	case t.Images != settings.AutoImages && t.Images != settings.BlockImages:
		return t.Images
	}
	if !t.Deep || t.ASCII {
		return settings.NoImages
	}
	return settings.BlockImages
}

func namesOne(version string, names ...string) bool {
	for _, name := range names {
		if strings.HasPrefix(strings.ToLower(version), name) {
			return true
		}
	}
	return false
}

// senses is what a screen knows of the terminal.
type senses struct {
	painter
	terminal *Terminal
}

func newSenses(t *Terminal) senses { return senses{painter{t.Look}, t} }

// awaited is how the last reply reads that is still to come.
func (s *senses) awaited() *regexp.Regexp { return s.terminal.last() }

// ask puts the questions that the terminal has not been asked. Nothing waits for the replies.
func (s *senses) ask() tea.Cmd {
	questions := s.terminal.questions()
	if !s.terminal.asked.IsZero() || questions == "" {
		return nil
	}
	s.terminal.asked = s.terminal.Now()
	return tea.Raw(questions)
}

// learn takes over what the terminal says of itself, and says whether anything looks otherwise by
// that.
func (s *senses) learn(msg tea.Msg) (changed bool) {
	before, way := s.Look, s.terminal.way()
	switch msg := msg.(type) {
	case tea.BackgroundColorMsg:
		s.learnBackground(msg)
	case tea.ModeReportMsg:
		if msg.Mode == ansi.ModeUnicodeCore && !msg.Value.IsNotRecognized() &&
			msg.Value != ansi.ModePermanentlyReset {
			s.Widths = Clusters
		}
	case tea.ColorProfileMsg:
		s.limitColours(msg)
	case tea.TerminalVersionMsg:
		s.terminal.version = msg.Name
	case uv.CellSizeEvent:
		s.terminal.cell = image.Pt(msg.Width, msg.Height)
	case uv.PrimaryDeviceAttributesEvent:
		s.learnAttributes(msg)
	}
	s.terminal.Theme, s.terminal.Widths = s.Theme, s.Widths
	return s.Theme != before.Theme || s.Widths != before.Widths || way != s.terminal.way()
}

// learnBackground takes the colours that can be read on the background.
func (s *senses) learnBackground(msg tea.BackgroundColorMsg) {
	t := s.terminal
	if t.Ask && !t.asked.IsZero() && t.Now().Sub(t.asked) <= soon && msg.Color != nil {
		s.Theme = out.ThemeOn(msg.Color)
	}
	t.told = t.told || !t.asksPictures()
}

// limitColours leaves out colours that the terminal would have to replace by others.
func (s *senses) limitColours(msg tea.ColorProfileMsg) {
	if s.Theme != out.Bare && msg.Profile < colorprofile.ANSI256 {
		s.Theme, s.terminal.Ask, s.terminal.Deep = out.Mono, false, false
	}
}

// learnAttributes takes over whether the terminal draws sixels: the last thing that it is asked
// for.
func (s *senses) learnAttributes(attributes []int) {
	const sixel = 4
	for i, a := range attributes {
		s.terminal.sixel = s.terminal.sixel || i > 0 && a == sixel
	}
	s.terminal.told = true
}
