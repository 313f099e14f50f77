package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Reader reads texts into words.
type Reader struct {
	scan  Scanner
	vocab *vocabulary
	out   []*Word // of the text that is read; its space is used again
	slab  []Word  // where words are allocated
	depth int     // of parentheses, those of code left out
	code  bool    // what is read is code that is no single name
}

// NewReader returns a reader of all languages.
func NewReader() *Reader { return &Reader{vocab: languages()} }

// Read returns the words of a text. Articles weigh nothing; punctuation is left out.
func (r *Reader) Read(s string) []*Word {
	r.out, r.depth = r.out[:0], 0
	r.words(s)
	return slices.Clone(r.out)
}

func (r *Reader) words(s string) {
	start := true
	for i := 0; i < len(s); {
		n := r.quoted(s[i:])
		if n == 0 {
			n = r.run(s[i:], start)
		}
		if i += n; n > 0 {
			start = false
			continue
		}
		c, size := utf8.DecodeRuneInString(s[i:])
		start = start || strings.ContainsRune(".!?:;\n", c)
		r.symbol(c, s[i:i+size], r.mark(s, i, c))
		i += size
	}
}

// mark takes in what a mark groups, and says whether it stands for something by itself: a sign
// does, and in code all that is neither a quotation mark nor a bracket or divides.
func (r *Reader) mark(s string, at int, c rune) bool {
	switch {
	case r.code:
		return strings.ContainsRune(`-!*/\:.?`, c)
	case c == '(', c == '（':
		r.depth++
	case c == ')', c == '）':
		r.depth = max(0, r.depth-1)
	}
	return c == '-' && isSign(s, at)
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
func (r *Reader) symbol(c rune, raw string, isSign bool) {
	if isSign || unicode.In(c, unicode.Sm, unicode.So, unicode.Sc) ||
		strings.ContainsRune("%&^@#", c) {
		r.add(Word{Raw: raw, Text: raw, Form: Symbol, Prior: 0.5, Named: c != '&' && c < 0x2000})
	}
}

// maxName bounds, in bytes, what code is taken for one name; what is longer is text.
const maxName = 40

// quoted takes code or a formula at the start of s and returns its size with the marks; 0 without
// it.
func (r *Reader) quoted(s string) int {
	if s[0] != '`' && s[0] != '$' {
		return 0
	}
	mark := s[:len(s)-len(strings.TrimLeft(s, s[:1]))]
	inner, _, ok := strings.Cut(s[len(mark):], mark)
	if !ok || inner == "" || mark == "$" && (inner[0] == ' ' || inner[len(inner)-1] == ' ') {
		return 0
	}
	if len(inner) <= maxName && !strings.Contains(inner, "\n") {
		text := strings.Join(Tokens(inner), "")
		if s[0] == '$' {
			text = formulaMarks.Replace(text)
		}
		r.add(Word{Raw: strings.TrimSpace(inner), Text: text, Form: Code, Named: true, Prior: 1})
	} else {
		from := len(r.out)
		r.code = true
		r.words(inner)
		r.code = false
		for _, w := range r.out[from:] {
			w.Form, w.Named = Code, false
		}
	}
	return len(inner) + 2*len(mark)
}

// run takes the word at the start of s and returns its size; 0 without one.
func (r *Reader) run(s string, start bool) int {
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
		r.add(Word{Raw: raw, Text: r.scan.fold.text(raw), Form: Code, Named: true, Prior: 1})
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
func (r *Reader) digits(s string) int {
	n, text := number(s)
	tail, _ := wordSize(s[n:])
	unit := s[n : n+tail]
	r.add(Word{Raw: s[:n], Text: text, Form: Number, Named: true, Prior: 1})
	if !slices.Contains([]string{"", "st", "nd", "rd", "th"}, unit) {
		r.add(Word{Raw: unit, Text: r.scan.fold.text(unit), Prior: 0.5})
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
func (r *Reader) character(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	for n < len(s) {
		c, size := utf8.DecodeRuneInString(s[n:])
		if !unicode.IsMark(c) {
			break
		}
		n += size
	}
	w := Word{Raw: s[:n], Text: s[:n], Form: Character, Prior: 0.6}
	w.Turn = r.vocab.turns[w.Text]
	if c, _ := utf8.DecodeRuneInString(s); isKana(c) {
		w.Prior = light // mostly grammar
	}
	r.add(w)
	return n
}

// plain takes a word of letters.
func (r *Reader) plain(raw string, start bool) {
	text := r.scan.fold.text(raw)
	if base, rest, ok := strings.Cut(strings.ReplaceAll(text, "’", "'"), "'"); ok {
		r.apostrophe(raw, base, rest, start)
		return
	}
	c, _ := utf8.DecodeRuneInString(raw)
	letters := utf8.RuneCountInString(raw)
	w := Word{Raw: raw, Text: text, Start: start, Capped: unicode.IsUpper(c)}
	w.Named = w.Capped && !start && text != "i"
	switch {
	case isArticle(text) && len(raw) == len(text) && (letters > 1 || start || !w.Capped):
		w.Prior, w.Named = 0, false
	case w.Named:
		w.Prior = 1
	case r.vocab.light[text]:
		w.Prior = light
	case r.vocab.turns[strings.TrimSuffix(text, "s")] == Joining: // "whats"
		text = strings.TrimSuffix(text, "s")
		w.Text, w.Prior = text, light
	default:
		w.Prior = [...]float64{0, 0.4, 0.5, 0.75, 1}[min(letters, 4)]
	}
	w.Turn = r.vocab.turns[text]
	if n, ok := r.vocab.numbers[text]; ok {
		w.Value, w.Form, w.Named, w.Prior = n, Number, true, 0.7
	} else if text == "one" {
		w.Value = "1" // it is seldom a number
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
func (r *Reader) apostrophe(raw, base, rest string, start bool) {
	at := strings.IndexAny(raw, "'’")
	switch {
	case rest == "t" && strings.HasSuffix(base, "n"):
		r.add(Word{Raw: base, Text: strings.TrimSuffix(base, "n"), Prior: light})
		r.add(Word{Raw: raw, Text: "not", Prior: 0.75, Turn: Negation})
	case slices.Contains([]string{"s", "re", "ve", "ll", "d", "m"}, rest):
		from := len(r.out)
		r.plain(raw[:at], start)
		for _, w := range r.out[from:] {
			w.Owner = rest == "s"
		}
	case base == "l": // an article
		r.plain(strings.TrimLeft(raw[at:], "'’"), start)
	case len(base) <= 2: // of Latin letters: who it is, or that it is not
		r.plain(raw[:at], start)
		r.plain(strings.TrimLeft(raw[at:], "'’"), false)
	default:
		r.plain(strings.NewReplacer("'", "", "’", "").Replace(raw), start)
	}
}

func (r *Reader) add(w Word) {
	if w.Text == "" {
		return
	}
	w.Aside, w.Slot = r.depth > 0, NoSlot
	if slots := r.scan.SlotsOf(w.Raw); len(slots) > 0 {
		w.Slot = slots[0]
	}
	const slab = 64 // words that are allocated at once
	if len(r.slab) == cap(r.slab) {
		r.slab = make([]Word, 0, slab)
	}
	r.slab = append(r.slab, w)
	r.out = append(r.out, &r.slab[len(r.slab)-1])
}
