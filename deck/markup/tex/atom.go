package tex

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// atom is what stands in a line of a formula as one: a letter with its scripts, a root, a fraction.
type atom struct {
	class class
	text  string
	// apart is the text to write where another operand follows or goes before, as the text would
	// seem to go on; empty where the text will do.
	apart string
	loose bool // an operand with an operator in it, such as a fraction: a/b; white space of words
}

// The marks of gaps pass through; [Unicode] knows nothing else of them.
const marks = "\u0002\u0003"

// write joins atoms as they stand in a line; tight leaves out the spaces around operators.
func write(atoms []atom, tight bool) string {
	atoms = settle(atoms)
	var b strings.Builder
	for i, a := range atoms {
		if i > 0 && parts(atoms[i-1], a, tight) && !strings.HasSuffix(b.String(), " ") {
			b.WriteByte(' ')
		}
		text := a.text
		if a.apart != "" && (i+1 < len(atoms) && meets(a, atoms[i+1]) ||
			a.loose && i > 0 && (meets(atoms[i-1], a) || takesWhole(atoms[i-1], a))) {
			text = a.apart
		}
		if a.class == newline {
			line := strings.TrimRight(b.String(), " ")
			b.Reset()
			b.WriteString(line + "\n")
			continue
		}
		if a.class == space &&
			(tight && !a.loose || isEdge(atoms, i) || strings.HasSuffix(b.String(), " ")) {
			continue
		}
		b.WriteString(text)
	}
	return strings.TrimRight(b.String(), " \n")
}

// isEdge says whether white space at a place is at the edge of a line or within a delimiter.
func isEdge(atoms []atom, i int) bool {
	return i == 0 || atoms[i-1].class == opens || i+1 == len(atoms) || atoms[i+1].class == closes
}

// settle makes operators without two operands ordinary, as TeX does: a minus sign before a number.
func settle(atoms []atom) []atom {
	settled := slices.Clone(atoms)
	last, bars := opens, 0 // the class of what stands before; how many bars are open
	for i := range settled {
		a := &settled[i]
		if a.class == space {
			continue
		}
		isBehind := last == ord || last == closes // an operand
		switch isBar := isBar(*a); {
		case a.class == bin && (!isBehind || ends(settled[i+1:])):
			a.class = ord
		case isBar && isBehind && bars > 0:
			a.class = closes
			bars--
		case isBar:
			a.class = opens
			bars++
		}
		last = a.class
	}
	return settled
}

// isBar says whether an atom is a bar of which nothing says whether it opens or closes, with or
// without scripts.
func isBar(a atom) bool {
	text := strings.TrimLeft(a.text, marks)
	r, size := utf8.DecodeRuneInString(text)
	return a.class == ord && (r == '|' || r == '‖') &&
		!strings.ContainsAny(text[size:], string(r)+"⟩")
}

// ends says whether no operand follows.
func ends(atoms []atom) bool {
	for _, a := range atoms {
		if a.class != space {
			return a.class == rel || a.class == closes || a.class == punct || a.class == newline
		}
	}
	return true
}

// parts says whether a space stands between two atoms.
func parts(a, b atom, tight bool) bool {
	if a.class == space || b.class == space || a.class == newline || b.class == newline {
		return false
	}
	if a.class == op && (b.class == ord || b.class == op || b.class == opens && !isFunction(a)) {
		return !tight || isFunction(a)
	}
	if b.class == op && (a.class == ord || a.class == closes) {
		return !isSign(a.text) && (!tight || isFunction(b))
	}
	if tight {
		return false
	}
	switch {
	case a.class == punct, isQuantifier(b) && (a.class == ord || a.class == closes):
		return true
	case a.class == bin || b.class == bin || a.class == rel || b.class == rel:
		return a.class != opens && b.class != closes && b.class != punct
	}
	return false
}

// meets says whether two atoms are operands side by side, as factors are.
func meets(a, b atom) bool {
	left := a.class == ord && !isSign(a.text) || a.class == closes
	right := b.class == ord && !isSign(b.text) || b.class == opens || b.class == op
	return left && right
}

// takesWhole says whether a function would seem to take only the beginning of a loose operand.
func takesWhole(a, b atom) bool {
	return isFunction(a) && b.loose && !strings.HasPrefix(strings.TrimLeft(a.text, marks), "lim")
}

// isSign says whether an atom stands close to what follows without being a factor.
func isSign(text string) bool {
	return text != "" && strings.Trim(text, "…⋯−+±∓¬∀∃*") == ""
}

func isQuantifier(a atom) bool { return a.text == "∀" || a.text == "∃" || a.text == "∄" }

// isFunction says whether an atom is a function that is written as a word.
func isFunction(a atom) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(a.text, marks))
	return a.class == op && unicode.IsLetter(r)
}

// isAtomic says whether atoms read as one operand without parentheses: a number, or one atom.
func isAtomic(atoms []atom) bool {
	number := len(atoms) > 0
	for _, a := range atoms {
		number = number && isNumber(a.text)
	}
	isSingle := len(atoms) == 1 && atoms[0].class == ord && !atoms[0].loose
	return number || isSingle || isEnclosed(atoms)
}

// isEnclosed says whether one pair of delimiters holds all atoms, perhaps with a script behind it.
func isEnclosed(atoms []atom) bool {
	depth := 0
	for i, a := range atoms {
		switch a.class {
		case opens:
			depth++
		case closes:
			depth--
		case ord, op, bin, rel, punct, space, newline:
		}
		if depth <= 0 {
			return depth == 0 && i > 0 && i == len(atoms)-1
		}
	}
	return false
}

func isNumber(text string) bool {
	text = strings.Trim(text, marks)
	return text != "" && strings.Trim(text, "0123456789.") == ""
}

// isProduct says whether atoms are factors without an operator between them.
func isProduct(atoms []atom) bool {
	depth := 0
	for i, a := range atoms {
		switch {
		case a.class == opens:
			depth++
		case a.class == closes:
			depth--
		case depth > 0:
		case a.class != ord, a.loose, i > 0 && isSign(a.text):
			return false
		}
	}
	return len(atoms) > 0
}

// operand writes atoms as one operand: in parentheses unless they read as one.
func operand(atoms []atom, asIs func([]atom) bool) string {
	atoms = settle(atoms)
	text := write(atoms, false)
	if asIs(atoms) || isWrapped(text) {
		return text
	}
	return "(" + text + ")"
}

// isWrapped says whether one pair of parentheses holds the whole text.
func isWrapped(text string) bool {
	depth := 0
	for i, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			return i == len(text)-1 && r == ')' && i > 0
		}
	}
	return false
}
