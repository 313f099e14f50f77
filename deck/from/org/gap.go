package org

import (
	"fmt"
	"strings"

	"cards/deck/from/pattern"
)

var (
	drillGap = pattern.New(`\[([^\[\]\n]+(?:\n[^\[\]\n]+)*)\]`)
	fcGap    = pattern.New(`\{\{((?:\$[^$]*\$|[^{}$])+)\}(?:\{((?:\$[^$]*\$|[^{}$])*)\})?(?:@(-?\d+))?\}`)
	link     = pattern.New(`\[\[[^\[\]]+\](?:\[[^\[\]]+\])?\]`)
	checkbox = pattern.New(`(?m)^(\s*(?:[-+]|\d+[.)])\s+)\[([ xX-])\]`)
	block    = pattern.New(`(?s)(?i:#\+begin_(?:src|example)\b.*?#\+end_(?:src|example))`)
	formula  = pattern.New(`(?s)\\\[.*?\\\]`)
	verbatim = pattern.New(`=[^=\n]+=|~[^~\n]+~|\$[^$\n]+\$`)
	footnote = pattern.New(`\[fn:[^\]]*\]|\[\d{4}-\d\d-\d\d[^\]]*\]`)
)

// drillGaps returns a text with the gaps of org-drill, [text||hint], as {{c1::text::hint}}, and how
// many there are. Brackets of Org itself are none.
func drillGaps(text string) (string, int) {
	n := 0
	if !strings.Contains(text, "[") {
		return text, 0
	}
	out := outside(text,
		[]kept{{"#+", block}, {`\[`, formula}, {"", verbatim}, {"[[", link}, {"[", checkbox}, {"[", footnote}},
		func(part string) string {
			return drillGap().ReplaceAllStringFunc(part, func(m string) string {
				n++
				inner, hint, _ := strings.Cut(m[1:len(m)-1], "||")
				return gap(n, inner, hint)
			})
		})
	return out, n
}

// fcGaps is the same for org-fc, {{text}{hint}@0}. Gaps of one number are asked together.
func fcGaps(text string) (string, []string) {
	var order []string
	numbers := map[string]int{}
	out := fcGap().ReplaceAllStringFunc(text, func(m string) string {
		sub := fcGap().FindStringSubmatch(m)
		id := sub[3]
		if id == "" {
			id = fmt.Sprint("#", len(order))
		}
		if numbers[id] == 0 {
			order = append(order, id)
			numbers[id] = len(order)
		}
		return gap(numbers[id], sub[1], sub[2])
	})
	return out, order
}

func gap(n int, text, hint string) string {
	text = strings.TrimSpace(text)
	if hint = strings.TrimSpace(hint); hint != "" {
		return fmt.Sprintf("{{c%d::%s::%s}}", n, text, hint)
	}
	return fmt.Sprintf("{{c%d::%s}}", n, text)
}

// kept is a pattern of what is left as it is.
type kept struct {
	sign    string // that each match holds: most texts have none
	pattern pattern.Lazy
}

// outside applies a change to what stands outside of all that some patterns match.
func outside(text string, all []kept, change func(string) string) string {
	for len(all) > 0 && !strings.Contains(text, all[0].sign) {
		all = all[1:]
	}
	if len(all) == 0 {
		return change(text)
	}
	var b strings.Builder
	pos := 0
	for _, at := range all[0].pattern().FindAllStringIndex(text, -1) {
		b.WriteString(outside(text[pos:at[0]], all[1:], change))
		b.WriteString(text[at[0]:at[1]])
		pos = at[1]
	}
	b.WriteString(outside(text[pos:], all[1:], change))
	return b.String()
}
