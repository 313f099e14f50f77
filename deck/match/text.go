package match

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a unit that texts are compared by: a word, a number, a symbol, a piece of code; in
// scripts without spaces a character or three.
type word struct {
	raw    string // as written
	text   string // folded
	value  string // of a number that is written as a word: its digits
	form   form
	named  bool    // it names something: a name, code, a number, something quoted
	start  bool    // it begins a sentence, so that a capital letter says nothing
	capped bool    // it begins with a capital letter
	aside  bool    // it stands in parentheses
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

// light is what words of grammar weigh.
const light = 0.12

// maxName bounds, in bytes, what is quoted or in code and is taken for a name; what is longer is
// text.
const maxName = 40

// wordReader reads texts into words.
type wordReader struct {
	fold  *folder
	vocab *vocabulary
	out   []word
	depth int  // of parentheses
	calls int  // how many more have a name before them
	nouns bool // the text is in a language that writes all nouns with a capital letter
}

// read returns the words of a text. Articles and punctuation are left out.
func (r *wordReader) read(s string) []word {
	r.out, r.depth, r.calls = nil, 0, 0
	r.nouns = r.vocab.capitalises(r.fold, s)
	r.text(s, false)
	return r.out
}

// text reads a stretch; quoted says that it is a name as a whole.
func (r *wordReader) text(s string, quoted bool) {
	start := !quoted
	for i := 0; i < len(s); {
		c, size := utf8.DecodeRuneInString(s[i:])
		if inner, n := enclosed(s[i:], i > 0 && isWordByte(s[i-1])); n > 0 {
			r.enclosed(c, inner)
			i += n
			start = false
			continue
		}
		if n := r.run(s[i:], i > 0 && s[i-1] > ' ' && s[i-1] != '(', quoted, start); n > 0 {
			i += n
			start = false
			continue
		}
		switch {
		case c == '(' && i > 0 && isWordByte(s[i-1]): // of a function
			r.calls++
		case c == ')' && r.calls > 0:
			r.calls--
		case c == '(', c == '（':
			r.depth++
		case c == ')', c == '）':
			r.depth = max(0, r.depth-1)
		case c == '.', c == '!', c == '?', c == ':', c == '\n', c == ';', c == '-' && strings.TrimSpace(s[:i]) == "":
			start = !quoted
		}
		r.symbol(s[:i], c, size, s[i:])
		i += size
	}
}

func isWordByte(c byte) bool { return c >= utf8.RuneSelf || isWordRune(rune(c)) }

// symbol takes a character that stands for more than the end of a phrase.
func (r *wordReader) symbol(before string, c rune, size int, rest string) {
	attached := before != "" && isWordByte(before[len(before)-1])
	switch {
	case unicode.In(c, unicode.Sm, unicode.So, unicode.Sc), c == '%', c == '&', c == '^', c == '@':
	case c == '#' && attached:
	case (c == '-' || c == '−') && strings.HasPrefix(rest[size:], " ") && strings.HasSuffix(before, " "):
	case c == '!' && attached && (len(before) == 1 || !isWordByte(before[len(before)-2])):
	default:
		return
	}
	r.add(word{raw: rest[:size], text: rest[:size], form: formSymbol, prior: 0.5, named: c != '&' && c < 0x2000})
}

// run takes the word at the start of s and returns its size. attached says that no space stands
// before it.
func (r *wordReader) run(s string, attached, quoted, start bool) int {
	c, size := utf8.DecodeRuneInString(s)
	if c == '-' && !attached && len(s) > 1 {
		if d, ok := digit(rune(s[1])); ok && d != 0 {
			n, text := r.number(s[1:])
			r.add(word{raw: s[:n+1], text: "-" + text, form: formNumber, named: true, prior: 1})
			return n + 1
		}
	}
	if !isWordRune(c) {
		return 0
	}
	if kind := scriptOf(c); kind != spaced {
		return r.characters(s, kind, quoted)
	}
	if _, ok := digit(c); ok {
		return r.digits(s)
	}
	n := size
	inner, mixed, capital := false, false, false
	for n < len(s) {
		c, size := utf8.DecodeRuneInString(s[n:])
		if !isWordRune(c) {
			if !joins(s, n) {
				break
			}
			inner = inner || c == '_' || c == '.' || c == ':'
			n += size
			continue
		}
		if scriptOf(c) != spaced {
			break
		}
		if _, ok := digit(c); ok {
			mixed = true
		}
		if unicode.IsUpper(c) {
			last, _ := utf8.DecodeLastRuneInString(s[:n])
			capital = capital || unicode.IsLower(last)
		}
		n += size
	}
	if strings.HasPrefix(s[n:], "()") {
		inner = true
	}
	raw := s[:n]
	if inner || capital {
		r.add(word{raw: raw, text: raw, form: formCode, named: true, prior: 1})
	} else if mixed {
		r.add(word{raw: raw, text: r.fold.folded(raw), form: formCode, named: true, prior: 1})
	} else {
		r.plain(raw, quoted, start)
	}
	return n
}

// joins says whether the character at n of s, which is no letter, stands within a word.
func joins(s string, n int) bool {
	letters := func(s string) bool {
		return len(s) > 1 && isWordByte(s[0]) && isWordByte(s[1])
	}
	switch c := s[n]; {
	case c == '\'' || strings.HasPrefix(s[n:], "’"):
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[n:], "'’"))
		return isWordRune(next)
	case c == '_':
		return len(s) > n+1 && (isWordByte(s[n+1]) || s[n+1] == '_')
	case c == '.':
		return n > 1 && isWordByte(s[n-2]) && letters(s[n+1:]) && s[n-1] < utf8.RuneSelf && s[n+1] < utf8.RuneSelf
	case c == ':':
		return strings.HasPrefix(s[n:], "::") && len(s) > n+2 && isWordByte(s[n+2]) ||
			n > 1 && s[n-1] == ':' && letters(s[n+1:])
	}
	return false
}

// digits takes a number, with what follows it without a space.
func (r *wordReader) digits(s string) int {
	n, text := r.number(s)
	tail := n
	hasDigit := false
	for tail < len(s) {
		c, size := utf8.DecodeRuneInString(s[tail:])
		if !isWordRune(c) || scriptOf(c) != spaced {
			break
		}
		if _, ok := digit(c); ok {
			hasDigit = true
		}
		tail += size
	}
	unit := s[n:tail]
	if hasDigit || utf8.RuneCountInString(unit) > 4 {
		r.add(word{raw: s[:tail], text: r.fold.folded(s[:tail]), form: formCode, named: true, prior: 1})
		return tail
	}
	r.add(word{raw: s[:n], text: text, form: formNumber, named: true, prior: 1})
	switch unit {
	case "", "st", "nd", "rd", "th", "s":
	default:
		r.add(word{raw: unit, text: r.fold.folded(unit), prior: 0.5})
	}
	return tail
}

// number returns the size of the number at the start of s and its text, without separators of
// thousands.
func (r *wordReader) number(s string) (size int, text string) {
	var b strings.Builder
	for size < len(s) {
		c, n := utf8.DecodeRuneInString(s[size:])
		if d, ok := digit(c); ok {
			b.WriteRune(d)
			size += n
			continue
		}
		if (c != '.' && c != ',') || size+1 >= len(s) || s[size+1] < '0' || s[size+1] > '9' {
			break
		}
		if c == '.' || !threeDigits(s[size+1:]) {
			b.WriteByte('.')
		}
		size += n
	}
	return size, b.String()
}

func threeDigits(s string) bool {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n == 3
}

// characters takes a run of a script without spaces.
func (r *wordReader) characters(s string, kind script, quoted bool) int {
	n := 0
	var runes []rune
	for n < len(s) {
		c, size := utf8.DecodeRuneInString(s[n:])
		if !isWordRune(c) || scriptOf(c) != kind {
			break
		}
		runes = append(runes, c)
		n += size
	}
	step := 1
	if kind == unspaced {
		step = min(3, len(runes))
	}
	for i := 0; i+step <= len(runes); i++ {
		text := string(runes[i : i+step])
		w := word{raw: text, text: text, form: formRune, named: quoted}
		switch {
		case kind == unspaced:
			w.prior = 0.4
		case r.isLight(text) || kind == syllables:
			w.prior = light
		default:
			w.prior = 0.6
		}
		r.add(w)
	}
	return n
}

// plain takes a word of letters.
func (r *wordReader) plain(raw string, quoted, start bool) {
	text := r.fold.folded(raw)
	if base, rest, ok := strings.Cut(strings.ReplaceAll(text, "’", "'"), "'"); ok {
		r.apostrophe(raw, base, rest, quoted, start)
		return
	}
	c, _ := utf8.DecodeRuneInString(raw)
	letters := utf8.RuneCountInString(raw)
	w := word{raw: raw, text: text, start: start, capped: unicode.IsUpper(c) && !r.nouns}
	acronym := isAcronym(raw)
	named := (w.capped && !start || acronym) && !r.nouns && letters > 1
	isLight := r.isLight(text) && !(quoted && letters > 1) && !named
	switch {
	case isArticle(text) && len(raw) == len(text) && (letters > 1 || start || !w.capped):
		w.prior = 0
	case letters == 1 && w.capped && !start && text != "i":
		w.named, w.prior = true, 1
	case isLight:
		w.prior = light
	default:
		w.named = quoted || named || acronym
		w.prior = [...]float64{0, 0.4, 0.5, 0.75}[min(letters, 3)]
		if letters > 3 || w.named {
			w.prior = 1
		}
	}
	if n, ok := r.vocab.numbers[text]; ok {
		w.value, w.form, w.named, w.prior = n, formNumber, true, 0.7
	}
	r.add(w)
}

// isArticle says whether a word comes and goes when a sentence is polished: it weighs nothing.
func isArticle(text string) bool { return text == "a" || text == "an" || text == "the" }

func (r *wordReader) isLight(text string) bool { return r.vocab.light[text] != 0 }

func isAcronym(raw string) bool {
	if len(raw) < 2 || 'a' <= raw[1] && raw[1] <= 'z' {
		return false
	}
	return strings.ToUpper(raw) == raw && strings.ToLower(raw) != raw
}

// apostrophe takes a word that is shortened: don't, what's, l'eau.
func (r *wordReader) apostrophe(raw, base, rest string, quoted, start bool) {
	switch {
	case rest == "t" && strings.HasSuffix(base, "n"):
		r.add(word{raw: base, text: strings.TrimSuffix(base, "n"), prior: light})
		r.add(word{raw: raw, text: "not", prior: 0.75})
	case rest == "s" || rest == "re" || rest == "ve" || rest == "ll" || rest == "d" || rest == "m":
		r.plain(raw[:strings.IndexAny(raw, "'’")], quoted, start)
	case utf8.RuneCountInString(base) <= 2:
		r.plain(strings.TrimLeft(raw[strings.IndexAny(raw, "'’"):], "'’"), quoted, start)
	default:
		r.plain(strings.NewReplacer("'", "", "’", "").Replace(raw), quoted, start)
	}
}

func (r *wordReader) add(w word) {
	if w.text == "" {
		return
	}
	w.aside, w.slot = r.depth > 0, noSlot
	r.fold.scan(w.raw, func(h uint32) {
		if w.slot == noSlot {
			w.slot = h
		}
	})
	r.out = append(r.out, w)
}
