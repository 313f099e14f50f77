package obsidian

import (
	"fmt"
	"strings"

	"cards/deck/from/pattern"
)

// gap patterns, in the order in which they are looked for. Behind a gap may stand a hint ^[…] or the
// number of a group [^1].
var (
	highlight = pattern.New(`==((?:[^=\n]|=[^=\n])+?)==(?:\^\[([^\]\n]*)\])?(?:\[\^([0-9ash]+)\])?`)
	bold      = pattern.New(`\*\*([^*\n]+?)\*\*(?:\^\[([^\]\n]*)\])?(?:\[\^([0-9ash]+)\])?`)
	curly     = pattern.New(`\{\{(?:c?(\d+)::?)?([^{}\n]+?)\}\}`)
	quoted    = pattern.New("`+[^`\n]+`+|\\$\\$[^$]+\\$\\$|\\$[^$\n]+\\$")
)

// gaps returns a text with its gaps as {{c1::text::hint}}, and how many there are. Equal numbers are
// asked together; the others each by itself.
func (s Settings) gaps(text string) (string, int) {
	if !s.Highlights && !s.Bold && !s.Curly || !strings.ContainsAny(text, "=*{") {
		return text, 0
	}
	c := clozer{numbers: map[string]int{}}
	var b strings.Builder
	for rest := text; rest != ""; {
		at := quoted().FindStringIndex(rest)
		if at == nil {
			at = []int{len(rest), len(rest)}
		}
		b.WriteString(c.replace(s, rest[:at[0]]))
		b.WriteString(rest[at[0]:at[1]])
		rest = rest[at[1]:]
	}
	return b.String(), c.count
}

// clozer numbers gaps.
type clozer struct {
	count   int
	last    int
	numbers map[string]int // by the numbers of the text
}

func (c *clozer) replace(s Settings, text string) string {
	if s.Curly {
		text = curly().ReplaceAllStringFunc(text, func(m string) string {
			sub := curly().FindStringSubmatch(m)
			inner, hint, _ := strings.Cut(sub[2], "::")
			return c.gap(inner, hint, sub[1])
		})
	}
	if s.Highlights {
		text = highlight().ReplaceAllStringFunc(text, func(m string) string {
			sub := highlight().FindStringSubmatch(m)
			return c.gap(sub[1], sub[2], sub[3])
		})
	}
	if s.Bold {
		text = bold().ReplaceAllStringFunc(text, func(m string) string {
			sub := bold().FindStringSubmatch(m)
			return c.gap(sub[1], sub[2], sub[3])
		})
	}
	return text
}

func (c *clozer) gap(text, hint, group string) string {
	c.count++
	n, known := c.numbers[group]
	if group == "" || strings.Trim(group, "0123456789") != "" || !known {
		c.last++
		n = c.last
		c.numbers[group] = n
	}
	if hint != "" {
		return fmt.Sprintf("{{c%d::%s::%s}}", n, text, hint)
	}
	return fmt.Sprintf("{{c%d::%s}}", n, text)
}
