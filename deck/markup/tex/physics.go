package tex

import "strings"

// physics reads commands of the packages physics, braket and siunitx.
func (p *parser) physics(name string) ([]atom, bool) {
	switch name {
	case "abs":
		return p.between("|", "|"), true
	case "norm":
		return p.between("‖", "‖"), true
	case "ket", "Ket":
		return p.between("|", "⟩"), true
	case "bra", "Bra":
		return p.between("⟨", "|"), true
	case "braket", "Braket", "expval", "ev":
		return p.brackets(), true
	case "ketbra", "dyad", "outerproduct":
		left, right := write(p.argument(), false), write(p.argument(), false)
		return []atom{{text: "|" + left + "⟩⟨" + right + "|"}}, true
	case "mel", "matrixel":
		a, b, c := write(p.argument(), false), write(p.argument(), false),
			write(p.argument(), false)
		return []atom{{text: "⟨" + a + "|" + b + "|" + c + "⟩"}}, true
	case "comm", "commutator":
		a, b := write(p.argument(), false), write(p.argument(), false)
		return []atom{{text: "[" + a + ", " + b + "]"}}, true
	case "set", "Set":
		return p.between("{", "}"), true
	case "order":
		return p.between("O(", ")"), true
	case "vb", "vectorbold", "vu", "pqty":
		p.take("*")
		return p.argument(), true
	case "dd", "differential":
		return []atom{{class: space, text: " "}, {text: "d" + write(p.argument(), true)}}, true
	case "dv", "pdv", "derivative", "pderivative":
		return []atom{p.derivative(name)}, true
	}
	return p.units(name)
}

// between reads an argument and puts it between delimiters.
func (p *parser) between(left, right string) []atom {
	p.take("*")
	return []atom{{class: ord, text: left + write(p.argument(), false) + right}}
}

// brackets reads one or two arguments: ⟨a⟩ or ⟨a|b⟩.
func (p *parser) brackets() []atom {
	p.take("*")
	text := write(p.argument(), false)
	if p.pos < len(p.src) && p.src[p.pos] == '{' {
		text += "|" + write(p.argument(), false)
	}
	return []atom{{text: "⟨" + text + "⟩"}}
}

// derivative reads a derivative, perhaps with its order: \dv[2]{y}{x}. Without a function it is the
// operator.
func (p *parser) derivative(name string) atom {
	sign := "d"
	if strings.HasPrefix(name, "p") {
		sign = "∂"
	}
	p.take("*")
	order, _ := p.option()
	if order != "" {
		raised, ok := Superscript(order)
		p.bad = p.bad || !ok
		order = raised
	}
	above, below := p.argument(), []atom(nil)
	if p.pos < len(p.src) && p.src[p.pos] == '{' {
		below = p.argument()
	} else {
		above, below = nil, above
	}
	text := sign + order + operand(above, isProduct) + "/" + sign + operand(below, isProduct) +
		order
	if len(above) == 0 {
		text = sign + order + "/" + sign + operand(below, isProduct) + order
	}
	return atom{text: text, apart: "(" + text + ")", loose: true}
}

// units reads numbers with units as siunitx writes them. What \qty holds alone is in parentheses,
// as in the package physics.
func (p *parser) units(name string) ([]atom, bool) {
	switch name {
	case "num":
		text, ok := p.braced()
		return []atom{{text: number(text)}}, ok
	case "si", "unit":
		text, ok := p.braced()
		return []atom{{text: unit(text)}}, ok
	case "ang":
		text, ok := p.braced()
		return []atom{{text: number(text) + "°"}}, ok
	case "SI", "qty":
		p.option()
		if name == "qty" && (p.pos >= len(p.src) || p.src[p.pos] != '{') {
			return nil, true // the delimiters that follow only grow
		}
		start := p.pos
		value, ok := p.source()
		if p.pos < len(p.src) && p.src[p.pos] == '{' && !strings.ContainsAny(value, marks) {
			of, ok := p.braced()
			return []atom{{text: number(value)}, {class: space, text: " "}, {text: unit(of)}}, ok
		}
		p.pos = start
		return []atom{{class: ord, text: "(" + write(p.argument(), false) + ")"}}, ok
	}
	return nil, false
}

// number writes a number as siunitx reads it.
func number(text string) string {
	text = strings.ReplaceAll(strings.TrimSpace(text), "-", "−")
	if mantissa, exponent, ok := strings.Cut(text, "e"); ok {
		if raised, ok := Superscript(strings.TrimPrefix(exponent, "+")); ok {
			return strings.TrimPrefix(mantissa+" × 10"+raised, " × ")
		}
	}
	return text
}

// unitNames are the names of units and prefixes of siunitx, with their signs.
const unitNames = `
 meter m metre m second s gram g kilogram kg ampere A kelvin K mole mol candela cd hertz Hz newton N
 pascal Pa joule J watt W coulomb C volt V farad F ohm Ω siemens S weber Wb tesla T henry H celsius °C
 degreeCelsius °C degree ° lumen lm lux lx becquerel Bq gray Gy sievert Sv katal kat minute min hour h
 day d litre L liter L tonne t electronvolt eV dalton Da bar bar percent % angstrom Å radian rad
 steradian sr decibel dB arcminute ′ arcsecond ″ atm atm
 kilo k mega M giga G tera T peta P milli m micro µ nano n pico p femto f centi c deci d hecto h
`

// unit writes a unit as siunitx reads it.
func unit(text string) string {
	var b strings.Builder
	wasUnit := false
	for text = strings.TrimSpace(text); text != ""; {
		if text[0] != '\\' {
			b.WriteString(strings.NewReplacer(".", "·", "~", "·").Replace(text[:1]))
			text, wasUnit = text[1:], true
			continue
		}
		end := 1
		for end < len(text) && isASCIILetter(text[end]) {
			end++
		}
		name := text[1:end]
		text = strings.TrimLeft(text[end:], " ")
		switch sign := find(unitNames, name); {
		case name == "per":
			b.WriteString("/")
			wasUnit = false
		case name == "squared", name == "cubed":
			b.WriteString(map[string]string{"squared": "²", "cubed": "³"}[name])
		case name == "square", name == "cubic", name == "tothe", name == "raiseto", sign == "":
			return strings.TrimSpace(b.String() + `\` + name + text)
		default:
			if wasUnit {
				b.WriteString("·")
			}
			b.WriteString(sign)
			wasUnit = !isPrefix(name)
		}
	}
	return scripted(b.String())
}

func isPrefix(name string) bool {
	return strings.Contains(" kilo mega giga tera peta milli micro nano pico femto centi deci hecto ",
		" "+name+" ")
}

// scripted raises what stands behind ^ in a unit.
func scripted(text string) string {
	for {
		before, after, ok := strings.Cut(text, "^")
		if !ok {
			return text
		}
		after = strings.NewReplacer("{", "", "}", "").Replace(after)
		size := 0
		for size < len(after) && (isDigit(after[size]) || after[size] == '-') {
			size++
		}
		raised, ok := Superscript(after[:size])
		if !ok {
			return text
		}
		text = before + raised + after[size:]
	}
}
