package match

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a unit that texts are compared by: a word, a number, a symbol, a piece of code, a
// character of a script without spaces.
type word struct {
	raw    string // as written
	text   string // folded
	value  string // of a number that is written as a word: its digits
	form   form
	named  bool    // it names something: a name, code, a number
	start  bool    // it begins a sentence, so that a capital letter says nothing
	capped bool    // it begins with a capital letter
	aside  bool    // it stands in parentheses
	turn   turn    // whether it turns a question
	prior  float64 // what it weighs before its rarity is known
	slot   uint32  // of its counter in the survey
}

type form uint8

const (
	formWord form = iota
	formNumber
	formCode
	formSymbol
	formRune // of a script without spaces
)

func isNumber(w *word) bool { return w.form == formNumber }
func isName(w *word) bool   { return w.named }

// light is what words of grammar weigh.
const light = 0.12

// wordReader reads texts into words.
type wordReader struct {
	fold  *folder
	vocab *vocabulary
	out   []*word // of the text that is read; its space is used again
	slab  []word  // where words are allocated
	depth int     // of parentheses
}

// read returns the words of a text. Articles weigh nothing; punctuation is left out.
func (r *wordReader) read(s string) []*word {
	r.out, r.depth = r.out[:0], 0
	r.words(s)
	return slices.Clone(r.out)
}

func (r *wordReader) words(s string) {
	start := true
	for i := 0; i < len(s); {
		n := r.code(s[i:])
		if n == 0 {
			n = r.run(s[i:], start)
		}
		if i += n; n > 0 {
			start = false
			continue
		}
		c, size := utf8.DecodeRuneInString(s[i:])
		start = start || strings.ContainsRune(".!?:;\n", c)
		switch c {
		case '(', '（':
			r.depth++
		case ')', '）':
			r.depth = max(0, r.depth-1)
		}
		r.symbol(c, s[i:i+size], c == '-' && isSign(s, i))
		i += size
	}
}

// isSign says whether the hyphen at a place is a sign: it stands before what it belongs to, or
// beside a number, and is no dash or mark of a list.
func isSign(s string, at int) bool {
	isAlone := at == 0 || s[at-1] == ' ' || s[at-1] == '('
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s[:at], " "))
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[at+1:], " "))
	isNumber := unicode.IsDigit(last) || unicode.IsDigit(next)
	return isAlone && (isNumber || !strings.HasPrefix(s[at+1:], " "))
}

// symbol takes a character that stands for more than the end of a phrase.
func (r *wordReader) symbol(c rune, raw string, isSign bool) {
	if isSign || unicode.In(c, unicode.Sm, unicode.So, unicode.Sc) ||
		strings.ContainsRune("%&^@#", c) {
		r.add(word{raw: raw, text: raw, form: formSymbol, prior: 0.5, named: c != '&' && c < 0x2000})
	}
}

// maxName bounds, in bytes, what code is taken for one name; what is longer is text.
const maxName = 40

// code takes code or a formula at the start of s and returns its size with the marks; 0 without it.
func (r *wordReader) code(s string) int {
	if s[0] != '`' && s[0] != '$' {
		return 0
	}
	mark := s[:len(s)-len(strings.TrimLeft(s, s[:1]))]
	inner, _, ok := strings.Cut(s[len(mark):], mark)
	if !ok || inner == "" || mark == "$" && (inner[0] == ' ' || inner[len(inner)-1] == ' ') {
		return 0
	}
	if len(inner) <= maxName && !strings.Contains(inner, "\n") {
		text := strings.Join(codeTokens(inner), "")
		if s[0] == '$' {
			text = formulaMarks.Replace(text)
		}
		r.add(word{raw: strings.TrimSpace(inner), text: text, form: formCode, named: true, prior: 1})
	} else {
		from := len(r.out)
		r.words(inner)
		for _, w := range r.out[from:] {
			w.form, w.named = formCode, false
		}
	}
	return len(inner) + 2*len(mark)
}

// run takes the word at the start of s and returns its size; 0 without one.
func (r *wordReader) run(s string, start bool) int {
	c, _ := utf8.DecodeRuneInString(s)
	if !isWordRune(c) {
		return 0
	}
	if isUnspaced(c) {
		return r.character(s)
	}
	if _, ok := digit(c); ok {
		return r.digits(s)
	}
	n, isMixed := wordSize(s)
	if raw := s[:n]; isMixed {
		r.add(word{raw: raw, text: r.fold.folded(raw), form: formCode, named: true, prior: 1})
	} else {
		r.plain(raw, start)
	}
	return n
}

// wordSize returns the size of the word at the start of s, with the apostrophes in it, and whether
// it has digits.
func wordSize(s string) (size int, isMixed bool) {
	for size < len(s) {
		c, n := utf8.DecodeRuneInString(s[size:])
		next, _ := utf8.DecodeRuneInString(s[size+n:])
		isApostrophe := size > 0 && (c == '\'' || c == '’') && isWordRune(next)
		if isUnspaced(c) || !isWordRune(c) && !isApostrophe {
			break
		}
		_, isDigit := digit(c)
		isMixed = isMixed || isDigit
		size += n
	}
	return size, isMixed
}

// digits takes a number, with what follows it without a space.
func (r *wordReader) digits(s string) int {
	n, text := number(s)
	tail, _ := wordSize(s[n:])
	unit := s[n : n+tail]
	r.add(word{raw: s[:n], text: text, form: formNumber, named: true, prior: 1})
	if !slices.Contains([]string{"", "st", "nd", "rd", "th", "s"}, unit) {
		r.add(word{raw: unit, text: r.fold.folded(unit), prior: 0.5})
	}
	return n + tail
}

// number returns the size of the number at the start of s and its text, without separators of
// thousands.
func number(s string) (size int, text string) {
	var b strings.Builder
	for size < len(s) {
		c, n := utf8.DecodeRuneInString(s[size:])
		rest := s[size+n:]
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		d, isDigit := digit(c)
		switch {
		case isDigit:
			b.WriteRune(d)
		case digits == 3 && (c == ',' || size < 4 && strings.ContainsRune(" \u00a0\u202f'’", c)):
		case digits > 0 && (c == '.' || c == ','):
			b.WriteByte('.')
		default:
			return size, b.String()
		}
		size += n
	}
	return size, b.String()
}

// character takes a character of a script without spaces.
func (r *wordReader) character(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	for n < len(s) {
		c, size := utf8.DecodeRuneInString(s[n:])
		if !unicode.IsMark(c) {
			break
		}
		n += size
	}
	w := word{raw: s[:n], text: s[:n], form: formRune, prior: 0.6}
	w.turn = r.vocab.turns[w.text]
	if c, _ := utf8.DecodeRuneInString(s); isKana(c) {
		w.prior = light // mostly grammar
	}
	r.add(w)
	return n
}

// plain takes a word of letters.
func (r *wordReader) plain(raw string, start bool) {
	text := r.fold.folded(raw)
	if base, rest, ok := strings.Cut(strings.ReplaceAll(text, "’", "'"), "'"); ok {
		r.apostrophe(raw, base, rest, start)
		return
	}
	c, _ := utf8.DecodeRuneInString(raw)
	letters := utf8.RuneCountInString(raw)
	w := word{raw: raw, text: text, start: start, capped: unicode.IsUpper(c)}
	w.named = w.capped && !start && text != "i"
	switch {
	case isArticle(text) && len(raw) == len(text) && (letters > 1 || start || !w.capped):
		w.prior, w.named = 0, false
	case w.named:
		w.prior = 1
	case r.vocab.light[text]:
		w.prior = light
	case r.vocab.turns[strings.TrimSuffix(text, "s")] == joining: // "whats"
		text = strings.TrimSuffix(text, "s")
		w.text, w.prior = text, light
	default:
		w.prior = [...]float64{0, 0.4, 0.5, 0.75, 1}[min(letters, 4)]
	}
	w.turn = r.vocab.turns[text]
	if n, ok := r.vocab.numbers[text]; ok {
		w.value, w.form, w.named, w.prior = n, formNumber, true, 0.7
	} else if text == "one" {
		w.value = "1" // it is seldom a number
	}
	r.add(w)
}

// isArticle says whether a word comes and goes when a sentence is polished: it weighs nothing. So
// does one whose letters were mixed up.
func isArticle(text string) bool {
	switch text {
	case "a", "an", "the", "teh", "hte", "eht":
		return true
	}
	return false
}

// apostrophe takes a word that is shortened: don't, what's, l'eau.
func (r *wordReader) apostrophe(raw, base, rest string, start bool) {
	at := strings.IndexAny(raw, "'’")
	switch {
	case rest == "t" && strings.HasSuffix(base, "n"):
		r.add(word{raw: base, text: strings.TrimSuffix(base, "n"), prior: light})
		r.add(word{raw: raw, text: "not", prior: 0.75, turn: negation})
	case slices.Contains([]string{"s", "re", "ve", "ll", "d", "m"}, rest):
		r.plain(raw[:at], start)
	case base == "l": // an article
		r.plain(strings.TrimLeft(raw[at:], "'’"), start)
	case len(base) <= 2: // of Latin letters: who it is, or that it is not
		r.plain(raw[:at], start)
		r.plain(strings.TrimLeft(raw[at:], "'’"), false)
	default:
		r.plain(strings.NewReplacer("'", "", "’", "").Replace(raw), start)
	}
}

func (r *wordReader) add(w word) {
	if w.text == "" {
		return
	}
	w.aside, w.slot = r.depth > 0, noSlot
	r.fold.slots = r.fold.slots[:0]
	if r.fold.scan(w.raw); len(r.fold.slots) > 0 {
		w.slot = r.fold.slots[0]
	}
	const slab = 64 // words that are allocated at once
	if len(r.slab) == cap(r.slab) {
		r.slab = make([]word, 0, slab)
	}
	r.slab = append(r.slab, w)
	r.out = append(r.out, &r.slab[len(r.slab)-1])
}
