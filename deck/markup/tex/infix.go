package tex

// infix is a command that stands between what is above and what is below, such as \over.
type infix struct {
	name  string // empty for none
	above []atom
}

// takeInfix reads such a command: what is in the cell until then is above.
func (p *parser) takeInfix(i *infix, row cells) bool {
	for _, name := range [...]string{"over", "choose", "atop", "brace", "brack"} {
		if !p.takeCommand(name) {
			continue
		}
		cell := &row[len(row)-1]
		p.bad = p.bad || i.name != ""
		*i = infix{name, *cell}
		*cell = nil
		return true
	}
	return false
}

// close puts what was above and what is below together.
func (i *infix) close(rows *[]cells) {
	if i.name == "" {
		return
	}
	row := (*rows)[len(*rows)-1]
	cell := &row[len(row)-1]
	below := *cell
	switch i.name {
	case "over":
		*cell = []atom{ratio(i.above, below)}
	case "choose":
		*cell = []atom{choose(i.above, below)}
	default:
		*cell = []atom{{text: write(i.above, false) + ", " + write(below, false)}}
	}
	*i = infix{}
}

// stack reads lines that stand below each other in a script.
func (p *parser) stack() ([]atom, bool) {
	p.blanks()
	if p.depth++; p.depth > maxDepth || !p.take("{") {
		p.bad = true
		return nil, true
	}
	rows := p.rows("")
	p.depth--
	p.bad = p.bad || !p.take("}")
	var all []atom
	for _, row := range rows {
		if line := join(row); len(line) > 0 {
			if len(all) > 0 {
				all = append(all, atom{class: punct, text: ","})
			}
			all = append(all, line...)
		}
	}
	return all, true
}

// longArrow returns the ends of an arrow that grows with what is written over it.
func longArrow(name string) (ends [2]string, ok bool) {
	ends, ok = map[string][2]string{
		"xrightarrow": {"─", "→"}, "xleftarrow": {"←", "─"}, "xleftrightarrow": {"←", "→"},
		"xRightarrow": {"═", "⇒"}, "xLeftarrow": {"⇐", "═"}, "xLeftrightarrow": {"⇐", "⇒"},
		"xhookrightarrow": {"↪─", "→"}, "xhookleftarrow": {"←", "─↩"}, "xmapsto": {"↦─", "→"},
		"xlongequal": {"═", "═"}, "xrightleftharpoons": {"⇌ ", " ⇌"},
		"xtwoheadrightarrow": {"─", "↠"}, "xrightharpoonup": {"─", "⇀"}, "xtofrom": {"⇄ ", " ⇄"},
	}[name]
	return ends, ok
}

// arrow reads what is below a long arrow, if anything is, and what is above it.
func (p *parser) arrow(ends [2]string) atom {
	below, _ := p.option()
	text := write(p.argument(), false)
	if below != "" {
		under, ok := Unicode(below)
		p.bad = p.bad || !ok
		if text != "" {
			under = text + ", " + under
		}
		text = under
	}
	return atom{class: rel, text: ends[0] + text + ends[1]}
}
