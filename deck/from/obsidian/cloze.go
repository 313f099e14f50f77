package obsidian

import (
	"fmt"
	"regexp"
	"strings"

	"cards/deck/from/pattern"
)

// gap patterns, in the order in which they are looked for. Behind a gap may stand a hint ^[…] or
// the number of a group [^1].
var (
	highlight = pattern.New(`==((?:[^=\n]|=[^=\n])+?)==(?:\^\[([^\[\]\n]*)\])?(?:\[\^([0-9ash]+)\])?`)
	bold      = pattern.New(`\*\*([^*\n]+?)\*\*(?:\^\[([^\[\]\n]*)\])?(?:\[\^([0-9ash]+)\])?`)
	curly     = pattern.New(`\{\{(?:c?(\d+)::?)?([^{}\n]+?)\}\}`)
	quoted    = pattern.New("`+[^`\n]+`+|\\$\\$[^$]+\\$\\$|\\$[^$\n]+\\$")
)

// gaps returns a text with its gaps as {{c1::text::hint}}, and how many there are. Equal numbers
// are asked together; the others each by itself.
func (s Settings) gaps(text string) (string, int) {
	marked := s.Highlights && strings.Contains(text, "==")
	strong := s.Bold && strings.Contains(text, "**")
	curled := s.Curly && strings.Contains(text, "{{")
	if !marked && !strong && !curled {
		return text, 0
	}
	c := clozer{numbers: map[string]int{}}
	if curled {
		text = c.replace(curly(), text, func(m []string) (inner, hint, group string) {
			inner, hint, _ = strings.Cut(m[2], "::")
			return inner, hint, m[1]
		})
	}
	around := func(m []string) (inner, hint, group string) {
		if inner, hint, group = cutPattern(m[1]); inner != m[1] {
			return inner, hint, group
		}
		return m[1], m[2], m[3]
	}
	if marked {
		text = c.replace(highlight(), text, around)
	}
	if strong {
		text = c.replace(bold(), text, around)
	}
	return text, c.count
}

// cutPattern cuts what a gap holds as patterns of newer versions have it: number;;text;;hint, the
// number and the hint being optional.
func cutPattern(inner string) (text, hint, group string) {
	number, rest, ok := strings.Cut(inner, ";;")
	if !ok {
		return inner, "", ""
	}
	if number != "" && strings.Trim(number, "0123456789") == "" {
		inner, group = rest, number
	}
	text, hint, _ = strings.Cut(inner, ";;")
	return text, hint, group
}

// clozer numbers gaps.
type clozer struct {
	count   int
	last    int
	numbers map[string]int // by the numbers of the text
}

// replace writes what a pattern matches as gaps. Marks in code and formulas are none, but a gap may
// have these inside.
func (c *clozer) replace(
	pattern *regexp.Regexp, text string, parts func(match []string) (inner, hint, group string),
) string {
	masked := mask(text)
	var b strings.Builder
	pos := 0
	for _, at := range pattern.FindAllStringSubmatchIndex(masked, -1) {
		match := make([]string, len(at)/2)
		for i := range match {
			if at[2*i] >= 0 {
				match[i] = text[at[2*i]:at[2*i+1]]
			}
		}
		b.WriteString(text[pos:at[0]])
		b.WriteString(c.gap(parts(match)))
		pos = at[1]
	}
	return b.String() + text[pos:]
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

// mask returns a text with other characters in the places of its code and formulas.
func mask(text string) string {
	if !strings.ContainsAny(text, "`$") {
		return text
	}
	return quoted().ReplaceAllStringFunc(text, hidden)
}
