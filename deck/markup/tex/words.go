package tex

import "strings"

// words reads text that is no math, but for what stands between dollar signs.
func (p *parser) words() ([]atom, bool) {
	text, ok := p.source()
	if !ok {
		return nil, false
	}
	escapes := strings.NewReplacer(`\ `, " ", `\,`, " ", `\%`, "%", `\&`, "&", `\_`, "_", `\#`, "#",
		"~", " ", "``", "“", "''", "”")
	var b strings.Builder
	for i, piece := range strings.Split(text, "$") {
		if i%2 == 1 {
			piece, ok = Unicode(piece)
		} else {
			piece = escapes.Replace(piece)
			ok = !strings.ContainsAny(piece, `\{}^`)
		}
		if !ok {
			return nil, false
		}
		b.WriteString(piece)
	}
	return spaced(b.String()), true
}

// spaced returns a text as an atom, with the white space at its ends as atoms of their own.
func spaced(text string) []atom {
	inner := strings.Join(strings.Fields(text), " ")
	if inner == "" {
		return []atom{{class: space, text: " ", loose: true}}
	}
	atoms := []atom{{text: inner}}
	if strings.HasPrefix(text, " ") {
		atoms = append([]atom{{class: space, text: " ", loose: true}}, atoms...)
	}
	if strings.HasSuffix(text, " ") {
		atoms = append(atoms, atom{class: space, text: " ", loose: true})
	}
	return atoms
}
