package cli

import (
	"os"
	"strings"

	xterm "golang.org/x/term"

	"cards/cmd/internal/out"
	"cards/cmd/internal/term"
	"cards/deck/settings"
)

// look is what is known of the terminal without asking it.
func (s *streams) look() term.Look {
	look := term.Look{
		Theme: s.out.Theme, Links: s.out.HasLinks(),
		ASCII: s.out.IsASCII(), Words: true,
	}
	if s.Getenv("TERM") == "linux" {
		look.Widths = term.Bitmap
	}
	return look
}

// terminal is what the screens of a run know of the terminal, by asking it once. A collection is
// open.
func (a *app) terminal() *term.Terminal {
	if a.known != nil {
		return a.known
	}
	set := a.wrote.settings
	a.known = &term.Terminal{
		Look: a.look(), Images: *set.Images, Deep: a.out.Deep, Now: a.Now,
		// where colours that depend on its background can be shown, and nobody has said what that
		// is
		Ask: *set.Theme == settings.AutoTheme && a.out.Theme == out.Mono && a.out.Deep,
	}
	kind := a.Getenv("TERM")
	a.known.Within = a.Getenv("TMUX") != "" || a.Getenv("STY") != "" ||
		strings.HasPrefix(kind, "screen") || strings.HasPrefix(kind, "tmux")
	return a.known
}

// screen returns the terminal to draw a review on, and false if there is none or the person wants
// none.
func (s *streams) screen() (in, out *os.File, ok bool) {
	if !s.converses() || s.Getenv("TERM") == "dumb" || s.Getenv("ACCESSIBLE") != "" {
		return nil, nil, false
	}
	in, _ = s.Stdin.(*os.File) // it is one
	out, ok = s.Stdout.(*os.File)
	if width, height, err := xterm.GetSize(int(out.Fd())); err == nil &&
		!term.CanDraw(width, height) {
		s.say("the terminal reports %d columns and %d lines: working line by line instead",
			width, height)
		return nil, nil, false
	}
	return in, out, ok
}

// converses says whether a person reads what is printed and answers it.
func (s *streams) converses() bool {
	in, ok := s.Stdin.(*os.File)
	return ok && out.IsTerminal(in) && s.out.Terminal
}
