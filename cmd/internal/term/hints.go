package term

import (
	"cmp"
	"strings"

	"cards/cmd/internal/session"

	"github.com/charmbracelet/x/ansi"
)

// hint is a key and what it does.
type hint struct{ key, does string }

// hintOf is the hint of a command, with the words that the table of keys has for it unless others
// are given; without a key it is none.
func hintOf(k session.Keys, c session.Command, does string) []hint {
	b := k.Of(c)
	if len(b.Keys) == 0 {
		return nil
	}
	return []hint{{keyName(b.Keys[0]), cmp.Or(does, b.Short)}}
}

// FirstKey names the key of a command that is told in short; empty if it has none.
func FirstKey(k session.Keys, c session.Command) string {
	if bound := k.Of(c).Keys; len(bound) > 0 {
		return keyName(bound[0])
	}
	return ""
}

// keyName returns what stands on a key.
func keyName(key string) string {
	switch key {
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "left":
		return "←"
	case "right":
		return "→"
	case "pgup":
		return "PgUp"
	case "pgdown":
		return "PgDn"
	case "home", "end", "tab":
		return strings.ToUpper(key[:1]) + key[1:]
	}
	if rest, ok := strings.CutPrefix(key, "ctrl+"); ok {
		return "Ctrl-" + strings.ToUpper(rest[:1]) + rest[1:]
	}
	return key
}

// KeyNames lists the keys of an entry of the help: all of one command, the first of each if it is
// about several; of a long row of those, its ends.
func KeyNames(e session.Entry) string {
	var names []string
	for _, b := range e.Bindings {
		bound := b.Keys
		if len(e.Bindings) > 1 {
			bound = bound[:min(len(bound), 1)]
		}
		for _, key := range bound {
			names = append(names, keyName(key))
		}
	}
	const row = 5 // commands that are told one by one at most
	switch {
	case len(e.Bindings) > row && len(names) > row:
		return names[0] + "–" + names[len(names)-1]
	case len(e.Bindings) > 1:
		return strings.Join(names, " ")
	}
	return strings.Join(names, ", ")
}

// hintLines say what can be done: on one line if there is room, else on as many as it takes.
func (p painter) hintLines(left, right []hint, width int) []string {
	for _, gap := range []int{4, 2} {
		l, r := p.hintLine(left, gap), p.hintLine(right, gap)
		if ansi.StringWidth(l)+ansi.StringWidth(r)+gap <= width {
			return []string{p.spread(l, r, width)}
		}
	}
	var lines []string
	for _, h := range append(left, right...) {
		text := p.hintLine([]hint{h}, 0)
		last := len(lines) - 1
		if last >= 0 && ansi.StringWidth(lines[last])+2+ansi.StringWidth(text) <= width {
			lines[last] += "  " + text
		} else {
			lines = append(lines, ansi.Truncate(text, width, ""))
		}
	}
	return lines
}

func (p painter) hintLine(hints []hint, gap int) string {
	parts := make([]string, len(hints))
	for i, h := range hints {
		space := " "
		if len(h.key) > 1 {
			space = "  "
		}
		parts[i] = p.paint(bold|accent, p.sign(h.key)) + space + h.does
	}
	return strings.Join(parts, strings.Repeat(" ", gap))
}

// spread puts one text at the left edge and one at the right; the left one is cut if need be.
func (l Look) spread(left, right string, width int) string {
	room := width - l.mostIn(right)
	if l.mostIn(left) > room-2 {
		left = l.truncate(ansi.Strip(left), max(room-2, 0), l.sign("…"))
	}
	return left + strings.Repeat(" ", max(room-l.mostIn(left), 0)) + right
}
