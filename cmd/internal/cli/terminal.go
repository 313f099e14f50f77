package cli

import (
	"strings"

	"cards/cmd/internal/out"
	"cards/cmd/internal/term"
	"cards/deck/settings"
)

// look is what is known of the terminal without asking it.
func (a *app) look() term.Look {
	look := term.Look{Theme: a.out.Theme, Links: a.out.HasLinks(), ASCII: a.out.IsASCII(), Words: true}
	if a.Getenv("TERM") == "linux" {
		look.Widths = term.Bitmap
	}
	return look
}

// terminal is what the screens of a run know of the terminal, by asking it once. A collection is open.
func (a *app) terminal() *term.Terminal {
	if a.known != nil {
		return a.known
	}
	set := a.wrote.settings
	a.known = &term.Terminal{
		Look: a.look(), Images: *set.Images, Deep: a.out.Deep, Now: a.Now,
		// where colours that depend on its background can be shown, and nobody has said what that is
		Ask: *set.Theme == settings.AutoTheme && a.out.Theme == out.Mono && a.out.Deep,
	}
	kind := a.Getenv("TERM")
	a.known.Within = a.Getenv("TMUX") != "" || a.Getenv("STY") != "" ||
		strings.HasPrefix(kind, "screen") || strings.HasPrefix(kind, "tmux")
	return a.known
}
