package deck

import (
	"slices"
	"strings"
	"unicode"

	"cards/deck/markup"
)

// cut is a place of a cloze where a mark of a gap is left out.
type cut struct {
	from, to int
	gap      int // its index
	closing  bool
}

// cuts returns the marks of all gaps, in order.
func (r *clozeReader) cuts() []cut {
	var cuts []cut
	for i, g := range r.gaps {
		cuts = append(cuts, cut{g.start, g.text, i, false}, cut{g.end, g.stop, i, true})
	}
	slices.SortFunc(cuts, func(a, b cut) int { return a.from - b.from })
	return cuts
}

// render returns what one card of the cloze shows on its front and on its back, and what its key is
// made of. fenced says which lines belong to fences, and flowing behind which an editor broke the
// line.
func (r *clozeReader) render(
	card int, cuts []cut, fenced, flowing []bool,
) (front, back, text string) {
	var out strings.Builder
	out.Grow(len(r.text) + 8)
	var hints []string
	var kept []bool // of fenced: for each line of what is written
	line, pos, depth := 0, 0, 0
	write := func(s string) {
		lines := strings.Count(s, "\n")
		if flowing != nil {
			s = markup.MarkFlow(s, flowing[line:])
		}
		out.WriteString(s)
		if fenced != nil {
			kept = append(kept, fenced[line+1:line+1+lines]...)
		}
		line += lines
	}
	if fenced != nil {
		kept = append(kept, fenced[0])
	}
	for _, c := range cuts {
		write(r.text[pos:c.from])
		line += strings.Count(r.text[c.from:c.to], "\n")
		pos = c.to
		g := &r.gaps[c.gap]
		switch {
		case g.card != card: // shown filled
		case c.closing:
			if depth--; depth == 0 {
				out.WriteRune(GapClose)
			}
		default:
			if depth++; depth == 1 {
				out.WriteRune(GapOpen)
				hints = append(hints, g.hint)
			}
		}
	}
	write(r.text[pos:])
	back = tighten(out.String())
	return cover(back, hints), back, normalise(markup.WithoutFlow(back), kept)
}

// tighten moves white space at the edges of asked gaps out of them.
func tighten(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	for rest := text; ; {
		before, inner, after, ok := markup.CutGap(rest)
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		tight := strings.TrimLeftFunc(inner, isSpaceOrFlow)
		out.WriteString(inner[:len(inner)-len(tight)])
		inner = strings.TrimRightFunc(tight, isSpaceOrFlow)
		out.WriteRune(GapOpen)
		out.WriteString(inner)
		out.WriteRune(GapClose)
		out.WriteString(tight[len(inner):])
		rest = after
	}
}

func isSpaceOrFlow(r rune) bool { return unicode.IsSpace(r) || r == markup.Flow }

// cover replaces what the asked gaps of a text hold by their hints.
func cover(text string, hints []string) string {
	var out strings.Builder
	rest := text
	for _, hint := range hints {
		before, _, after, _ := markup.CutGap(rest)
		if hint == "" {
			hint = "…"
		}
		out.WriteString(before)
		out.WriteString(string(GapOpen) + "[" + hint + "]" + string(GapClose))
		rest = after
	}
	out.WriteString(rest)
	return out.String()
}
