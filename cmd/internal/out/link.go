package out

import (
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// links is what a terminal can put behind a text, by OSC 8.
type links uint8

const (
	noLinks   links = iota
	fileLinks       // addresses, and so files
	lineLinks       // lines of files, too
)

// linksOf returns what a terminal can have, by what it says of itself.
func linksOf(getenv func(string) string) links {
	const firstVTE = 5000 // version 0.50
	vte, err := strconv.Atoi(getenv("VTE_VERSION"))
	known := []string{
		"ghostty", "Hyper", "iTerm.app", "mintty", "rio", "Tabby", "vscode", "WarpTerminal", "WezTerm",
		"zed",
	}
	switch {
	case getenv("TERM") == "dumb":
		return noLinks
	case getenv("KITTY_WINDOW_ID") != "":
		return lineLinks
	case err == nil && vte >= firstVTE, getenv("WT_SESSION") != "",
		slices.Contains(known, getenv("TERM_PROGRAM")):
		return fileLinks
	}
	return noLinks
}

// HasLinks says whether addresses can stand behind a text.
func (s *Stream) HasLinks() bool { return s.links != noLinks }

// FileLink returns a text behind which a file stands, and one of its lines, counted from 1 or 0 for
// none; the text alone where that cannot be. The path is an absolute one.
func (s *Stream) FileLink(text, path string, line int) string {
	if s.links == noLinks || !filepath.IsAbs(path) {
		return text
	}
	to := url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(filepath.ToSlash(path), "/")}
	if line > 0 && s.links == lineLinks {
		to.Fragment = strconv.Itoa(line)
	}
	return ansi.SetHyperlink(to.String()) + text + ansi.ResetHyperlink()
}
