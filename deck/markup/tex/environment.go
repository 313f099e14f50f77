package tex

import "strings"

// environment reads what stands between \begin and \end.
func (p *parser) environment() ([]atom, bool) {
	name, ok := p.braced()
	if !ok {
		return nil, false
	}
	p.depth++
	defer func() { p.depth-- }()
	if p.depth > maxDepth {
		p.bad = true
		return nil, true
	}
	switch base := strings.TrimSuffix(name, "*"); base {
	case "math", "displaymath", "center":
		return join(p.rows(name)[0]), true
	case "matrix", "smallmatrix", "array", "subarray", "tabular", "darray", "pmatrix", "bmatrix",
		"Bmatrix", "vmatrix", "Vmatrix":
		p.option()
		if strings.HasSuffix(base, "array") || base == "tabular" {
			p.braced()
			base = "array"
		}
		return matrix(base, p.rows(name)), true
	case "cases", "dcases":
		return cases(p.rows(name)), true
	case "rcases", "drcases":
		text := strings.TrimPrefix(cases(p.rows(name))[0].text, "{ ")
		return []atom{{text: text + " }"}}, true
	case "aligned", "align", "split", "gather", "gathered", "equation", "multline", "alignedat",
		"eqnarray", "alignat", "flalign", "gathereq":
		if strings.HasSuffix(base, "at") {
			p.braced()
		}
		return p.lines(p.rows(name)), true
	}
	return nil, false
}

// lines puts rows on lines of their own, or behind each other where they are part of a line.
func (p *parser) lines(rows []cells) []atom {
	var atoms []atom
	for _, row := range rows {
		line := join(row)
		if len(line) == 0 {
			continue
		}
		if len(atoms) > 0 && p.depth > 1 {
			atoms = append(atoms, atom{class: punct, text: ";"})
		} else if len(atoms) > 0 {
			atoms = append(atoms, atom{class: newline})
		}
		atoms = append(atoms, line...)
	}
	return atoms
}

// matrix writes rows behind each other: (a, b; c, d).
func matrix(name string, rows []cells) []atom {
	left, right := "[", "]"
	switch name {
	case "pmatrix":
		left, right = "(", ")"
	case "Bmatrix":
		left, right = "{", "}"
	case "vmatrix":
		left, right = "|", "|"
	case "Vmatrix":
		left, right = "‖", "‖"
	case "matrix", "smallmatrix", "array":
		left, right = "", ""
	}
	return []atom{{text: left + strings.Join(rowTexts(rows), "; ") + right}}
}

// rowTexts writes rows, without empty ones.
func rowTexts(rows []cells) []string {
	var texts []string
	for _, row := range rows {
		var columns []string
		for _, cell := range row {
			columns = append(columns, write(cell, false))
		}
		if text := strings.Join(columns, ", "); strings.Trim(text, ", ") != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// cases writes the cases of a definition: { a, if b; c, else.
func cases(rows []cells) []atom {
	var texts []string
	for _, row := range rows {
		text := ""
		for _, cell := range row {
			next := write(cell, false)
			if text != "" && next != "" {
				text = strings.TrimRight(text, ",; ") + ", "
			}
			text += next
		}
		if text != "" {
			texts = append(texts, text)
		}
	}
	return []atom{{text: "{ " + strings.Join(texts, "; ")}}
}
