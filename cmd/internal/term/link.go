package term

import (
	"net/url"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// linked puts an address behind a text that is painted.
func (p painter) linked(address, text string) string {
	if address == "" {
		return text
	}
	return ansi.SetHyperlink(address) + text + ansi.ResetHyperlink()
}

// address returns what a terminal may open for a destination: an address of the web or of mail,
// with nothing in it but visible ASCII; empty for all else.
func (p painter) address(dest string) string {
	const longest = 2000 // bytes
	if !p.Links || len(dest) > longest {
		return ""
	}
	u, err := url.Parse(strings.TrimSpace(dest))
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto":
	default:
		return ""
	}
	address := u.String()
	for i := range len(address) {
		if address[i] <= ' ' || address[i] >= 0x7f {
			return ""
		}
	}
	return address
}
