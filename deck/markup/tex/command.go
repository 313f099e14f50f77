package tex

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// command reads a command and what belongs to it.
func (p *parser) command(atoms []atom) []atom {
	start := p.pos
	name := p.name()
	if name == "" {
		p.bad = true
		return atoms
	}
	if a, ok := controlSymbol(name); ok {
		return append(atoms, a)
	}
	if !isASCIILetter(name[0]) {
		return append(atoms, p.unknown(start))
	}
	if text, c, ok := symbol(name); ok {
		return append(atoms, atom{class: c, text: text})
	}
	if isSilent(name) {
		return atoms
	}
	if found, ok := p.structure(name); ok {
		return append(atoms, found...)
	}
	return append(atoms, p.unknown(start))
}

// controlSymbol returns what a command of one character stands for.
func controlSymbol(name string) (atom, bool) {
	switch name {
	case ",", ":", ";", ">", " ", "\n", "\t":
		return atom{class: space, text: " "}, true
	case "!", "-", "/", "negthinspace", "negmedspace", "negthickspace":
		return atom{class: space}, true
	case "{":
		return atom{class: opens, text: name}, true
	case "}":
		return atom{class: closes, text: name}, true
	case "|":
		return atom{text: "‖"}, true
	case "%", "#", "&", "_", "$":
		return atom{text: name}, true
	case "quad", "qquad", "enspace", "enskip", "thinspace", "medspace", "thickspace",
		"nobreakspace", "space":
		return atom{class: space, text: " "}, true
	case "colon":
		return atom{class: punct, text: ":"}, true
	case "bmod":
		return atom{class: bin, text: "mod"}, true
	case "R", "N", "Z", "Q", "C":
		return atom{text: letterIn("mathbb", name)}, true
	}
	return atom{}, false
}

// isSilent says whether a command changes only how TeX sets what follows.
func isSilent(name string) bool {
	switch name {
	case "displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "limits",
		"nolimits", "notag",
		"nonumber", "hline", "big", "Big", "bigg", "Bigg", "bigl", "Bigl", "biggl", "Biggl",
		"bigr", "Bigr",
		"biggr", "Biggr", "bigm", "Bigm", "mathstrut", "strut", "hfill", "allowbreak", "nobreak",
		"tiny", "small", "normalsize", "large", "Large", "rm", "bf", "it", "cal", "LARGE", "huge",
		"Huge", "footnotesize", "scriptsize", "em", "tt", "sf", "displaylimits", "noindent", "par",
		"centering", "hfil", "relax", "protect", "ensuremath":
		return true
	}
	return false
}

// structure reads a command that has arguments.
func (p *parser) structure(name string) ([]atom, bool) {
	switch name {
	case "frac", "dfrac", "tfrac", "cfrac":
		return []atom{p.fraction()}, true
	case "binom", "dbinom", "tbinom":
		return []atom{choose(p.argument(), p.argument())}, true
	case "sqrt":
		return []atom{p.root()}, true
	case "left", "right", "middle":
		return p.delimiter(name), true
	case "begin":
		return p.environment()
	case "not":
		return p.not(), true
	case "pmod":
		modulus := "(mod " + write(p.argument(), false) + ")"
		return []atom{{class: space, text: " "}, {text: modulus}}, true
	case "mod":
		return append([]atom{{class: space, text: " "}, {text: "mod "}}, p.argument()...), true
	case "tag":
		p.take("*")
		text, ok := p.braced()
		return []atom{{class: space, text: " "}, {text: "(" + text + ")"}}, ok
	case "overset", "stackrel":
		above, base := p.argument(), p.argument()
		return []atom{together(base).with(nil, "", above)}, true
	case "underset":
		below, base := p.argument(), p.argument()
		return []atom{together(base).with(below, "", nil)}, true
	case "underbrace", "overbrace":
		return []atom{{text: operand(p.argument(), isAtomic)}}, true
	case "substack":
		return p.stack()
	case "prescript":
		above, below := p.argument(), p.argument()
		return append([]atom{atom{}.with(below, "", above)}, p.argument()...), true
	}
	if ends, ok := longArrow(name); ok {
		return []atom{p.arrow(ends)}, true
	}
	if found, ok := p.chemistry(name); ok {
		return found, true
	}
	if found, ok := p.physics(name); ok {
		return found, true
	}
	if found, ok := p.styled(name); ok {
		return found, true
	}
	return p.accented(name)
}

// styled reads a command that sets its argument in another way.
func (p *parser) styled(name string) ([]atom, bool) {
	switch name {
	case "text", "textrm", "textbf", "textit", "textsf", "texttt", "textnormal", "mbox", "hbox",
		"emph", "textup", "textmd", "textsc", "textsl", "fbox":
		return p.words()
	case "raisebox":
		p.braced()
		return p.words()
	case "mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathnormal", "boldsymbol", "bm",
		"pmb", "boxed",
		"mathord", "mathinner", "mathstrut", "smash", "bold", "mathbfit", "symbf", "mathpunct",
		"mathopen", "mathclose", "mathllap", "mathrlap", "mathclap", "llap", "rlap":
		return p.argument(), true
	case "operatorname", "mathop", "operatornamewithlimits":
		p.take("*")
		return []atom{{class: op, text: write(p.argument(), true)}}, true
	case "mathrel", "mathbin":
		c := rel
		if name == "mathbin" {
			c = bin
		}
		return []atom{{class: c, text: write(p.argument(), true)}}, true
	case "mathbb", "mathcal", "mathscr", "mathfrak":
		return p.alphabet(name), true
	case "mathds", "mathbbm", "Bbb":
		return p.alphabet("mathbb"), true
	case "frak":
		return p.alphabet("mathfrak"), true
	case "label", "color", "hspace", "vspace", "phantom", "vphantom", "hphantom", "mspace",
		"require":
		p.take("*")
		_, ok := p.braced()
		return nil, ok
	case "kern", "mkern", "hskip", "mskip":
		return nil, p.dimension()
	case "textcolor", "colorbox", "href", "htmlClass", "class", "style":
		_, ok := p.braced()
		return p.argument(), ok
	case "eqref", "ref":
		text, ok := p.braced()
		return []atom{{text: "(" + text + ")"}}, ok
	}
	return nil, false
}

// together makes one atom of several.
func together(atoms []atom) atom {
	if len(atoms) == 1 {
		return atoms[0]
	}
	return atom{text: write(atoms, false)}
}

// fraction reads two arguments: one above the other.
func (p *parser) fraction() atom { return ratio(p.argument(), p.argument()) }

// ratio writes one operand over another.
func ratio(above, below []atom) atom {
	if text, ok := vulgar(write(above, true), write(below, true)); ok {
		return atom{text: text}
	}
	isBelow := func(atoms []atom) bool { return isAtomic(atoms) || isDifferential(atoms) }
	text := operand(above, isProduct) + "/" + operand(below, isBelow)
	return atom{text: text, apart: "(" + text + ")", loose: true}
}

// choose writes how many ways there are to choose some of others.
func choose(above, below []atom) atom {
	return atom{text: "(" + write(above, false) + " choose " + write(below, false) + ")"}
}

// vulgar returns the character for a fraction of small numbers.
func vulgar(above, below string) (string, bool) {
	const fractions = " 1/2½ 1/3⅓ 2/3⅔ 1/4¼ 3/4¾ 1/5⅕ 2/5⅖ 3/5⅗ 4/5⅘ 1/6⅙ 5/6⅚ 1/8⅛ 3/8⅜ 5/8⅝ 7/8⅞ "
	_, rest, ok := strings.Cut(fractions, " "+above+"/"+below)
	if !ok || above == "" || below == "" {
		return "", false
	}
	text, _, _ := strings.Cut(rest, " ")
	return text, utf8.RuneCountInString(text) == 1
}

// isDifferential says whether atoms are those below dy/dx.
func isDifferential(atoms []atom) bool {
	isPair := len(atoms) == 2 && atoms[1].class == ord
	return isPair && (atoms[0].text == "d" || atoms[0].text == "∂")
}

func (p *parser) root() atom {
	degree, _ := p.option()
	sign := "√"
	switch degree {
	case "", "2":
	case "3":
		sign = "∛"
	case "4":
		sign = "∜"
	default:
		raised, ok := Superscript(degree)
		if !ok {
			raised = "^(" + degree + ")"
			p.bad = p.bad || strings.ContainsAny(degree, `\{}_^`)
		}
		sign = raised + sign
	}
	isRadicand := func(atoms []atom) bool {
		return isAtomic(atoms) && !strings.ContainsAny(atoms[len(atoms)-1].text, "^"+raised)
	}
	text := sign + operand(p.argument(), isRadicand)
	return atom{text: text, apart: "(" + text + ")"}
}

// delimiter reads what stands behind \left, \right or \middle.
func (p *parser) delimiter(name string) []atom {
	p.blanks()
	if p.atEnd() {
		p.bad = true
		return nil
	}
	var text string
	switch c := p.src[p.pos]; c {
	case '.':
		p.pos++
		return nil
	case '<', '>':
		p.pos++
		text = map[byte]string{'<': "⟨", '>': "⟩"}[c]
	case '\\':
		text = together(p.command(nil)).text
	default:
		text = p.character().text
	}
	c := map[string]class{"left": opens, "right": closes, "middle": rel}[name]
	return []atom{{class: c, text: text}}
}

// not reads a relation and strikes it through.
func (p *parser) not() []atom {
	struck := p.argument()
	if len(struck) != 1 || strings.ContainsAny(struck[0].text, marks) {
		p.bad = true
		return nil
	}
	struck[0].text = norm.NFC.String(struck[0].text + "\u0338")
	return struck
}

// unknown keeps a command as it is written, with the groups behind it.
func (p *parser) unknown(start int) atom {
	for {
		if _, ok := p.option(); ok {
			continue
		}
		at := p.pos
		if _, ok := p.braced(); !ok {
			p.pos = at
			break
		}
	}
	text := strings.TrimRight(p.src[start:p.pos], " \t\r\n")
	p.bad = p.bad || strings.ContainsAny(text, marks)
	if isASCIILetter(text[len(text)-1]) {
		text += " "
	}
	return atom{text: text}
}
