package tex

import (
	"strings"
	"unicode/utf8"
)

// scripts reads the scripts of the last atom: ^, _ and primes, in any order.
func (p *parser) scripts(atoms []atom) []atom {
	base := atom{}
	if n := len(atoms); n > 1 && atoms[n-1].class == space && p.src[p.pos-1] == '}' {
		atoms = atoms[:n-1] // at the end of \text{…}
	}
	if n := len(atoms); n > 0 && atoms[n-1].class != space && atoms[n-1].class != newline {
		base, atoms = atoms[n-1], atoms[:n-1]
	}
	var sub, sup []atom
	primes := ""
	for !p.bad && p.pos < len(p.src) {
		switch {
		case p.take("'"):
			primes = strings.Replace(primes+"′", "′′", "″", 1)
		case p.take("^"):
			if sup != nil {
				p.bad = true
			}
			sup = p.argument()
		case p.take("_"):
			if sub != nil {
				p.bad = true
			}
			sub = p.argument()
		default:
			return append(atoms, base.with(sub, primes, sup))
		}
	}
	return append(atoms, base.with(sub, primes, sup))
}

// with returns an atom with its scripts.
func (a atom) with(sub []atom, primes string, sup []atom) atom {
	if a.apart != "" {
		a.text, a.apart, a.loose = a.apart, "", false
	}
	below := newScript("_", write(sub, true), Subscript)
	above := newScript("^", superText(sup), Superscript)
	if above.text != "" || primes != "" {
		below.text = below.closed
	}
	if above.closed != above.text || below.closed != below.text {
		a.apart = a.text + below.closed + primes + above.closed
	}
	a.text += below.text + primes + above.text
	return a
}

// superText returns what is raised, and writes what is raised by itself as that.
func superText(sup []atom) string {
	text := write(sup, true)
	switch strings.Trim(text, marks) {
	case "∘":
		return strings.Replace(text, "∘", "°", 1)
	case "⊤":
		return strings.Replace(text, "⊤", "T", 1)
	case "∗":
		return strings.Replace(text, "∗", "*", 1)
	}
	return text
}

// script is text above or below the line: as it is written where it ends, and so that its end is
// seen where something follows.
type script struct{ text, closed string }

func newScript(mark, text string, shift func(string) (string, bool)) script {
	if text == "" {
		return script{}
	}
	if shifted, ok := shift(text); ok && !strings.Contains(text, " ") {
		return script{shifted, shifted}
	}
	plain := strings.Trim(text, marks)
	if strings.Trim(plain, "°*†‡′") == "" {
		return script{text, text}
	}
	closed := mark + "(" + text + ")"
	if isWrapped(text) {
		closed = mark + text
	}
	if utf8.RuneCountInString(plain) == 1 {
		return script{mark + text, closed}
	}
	return script{closed, closed}
}
