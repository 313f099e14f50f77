package formats

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck"
	"cards/deck/from/delim"
)

// choices says which columns of a table hold the options of a choice, and which one tells what is
// right.
type choices struct {
	options []int  // in order
	marks   string // of the options, a letter or a digit each
	right   int
	wrong   bool // all options are wrong, and what is right is one more
}

// choicesOf finds columns of options by their names: two at least that differ in their marks alone,
// as "Option A" and "Option B", "Answer 1", or letters without more, and beside them one that is
// named after what is right, as "Correct Answer".
func choicesOf(names []string) (choices, bool) {
	var kinds []string // what each is, as it came
	byKind := make(map[string]*choices)
	for i, name := range names {
		kind, mark := cutMark(name)
		if mark == 0 {
			continue
		}
		if byKind[kind] == nil {
			kinds, byKind[kind] = append(kinds, kind), &choices{}
		}
		c := byKind[kind]
		marks := c.marks + string(mark)
		if strings.HasPrefix("abcdefgh", marks) || strings.HasPrefix("123456789", marks) {
			c.options, c.marks = append(c.options, i), marks
		}
	}
	for _, kind := range kinds {
		c := byKind[kind]
		c.right = rightColumn(names, c.options)
		if len(c.options) > 1 && c.right >= 0 {
			return *c, true
		}
	}
	return wrongOf(names)
}

// wrongOf finds columns of wrong options by their names, as "Wrong answer 1" and "Wrong answer 2"
// or "Distractor", beside one that is named after what is right.
func wrongOf(names []string) (choices, bool) {
	var c choices
	for i, name := range names {
		if isNamedAfter(name, isWrong) {
			c.options = append(c.options, i)
		}
	}
	c.right, c.wrong = rightColumn(names, c.options), true
	if len(c.options) == 0 || c.right < 0 {
		return choices{}, false
	}
	return c, true
}

// isWrong says whether a word of the name of a column tells that what it holds is wrong.
func isWrong(word string) bool {
	for _, begin := range []string{"wrong", "incorrect", "distractor", "falsch", "errad", "fausse"} {
		if strings.HasPrefix(word, begin) {
			return true
		}
	}
	return false
}

// isRight is [isWrong] of what is right.
func isRight(word string) bool {
	for _, begin := range []string{"correct", "corret", "richtig"} {
		if strings.HasPrefix(word, begin) {
			return true
		}
	}
	return word == "right"
}

// isNamedAfter says whether a word of the name of a column says something.
func isNamedAfter(name string, says func(word string) bool) bool {
	isOther := func(r rune) bool { return !unicode.IsLetter(r) }
	return slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(name), isOther), says)
}

// choicesBehind finds columns of options without names, behind the one that asks: in nearly all
// rows the column behind them repeats one of them, now this one, now that.
func choicesBehind(rows []delim.Row, front, columns int) (choices, bool) {
	const few, marks = 4, "abcdefgh" // rows; three options at least
	if len(rows) < few {
		return choices{}, false
	}
	for right := min(columns-1, front+len(marks)+1); right > front+3; right-- {
		if !repeatsOne(rows, front+1, right) {
			continue
		}
		c := choices{right: right, marks: marks[:right-front-1]}
		for i := front + 1; i < right; i++ {
			c.options = append(c.options, i)
		}
		return c, true
	}
	return choices{}, false
}

// repeatsOne says whether a column repeats what one of those from another on up to it holds, in
// nearly all rows, and not always the same.
func repeatsOne(rows []delim.Row, from, column int) bool {
	const allowed = 20 // one in so many rows repeats none
	repeated, others := make(map[int]bool), 0
	for _, row := range rows {
		at, right := from, cellOf(row, column)
		for at < column && (right == "" || !strings.EqualFold(cellOf(row, at), right)) {
			at++
		}
		if at < column {
			repeated[at] = true
		} else if others++; others*allowed > len(rows) {
			return false
		}
	}
	return len(repeated) > 1
}

// cutMark divides the name of an option into what it is and the letter or the digit at its end; 0
// if it is no such name.
func cutMark(name string) (stem string, mark rune) {
	name, _, _ = strings.Cut(name, " - ") // "Answer 1 - max 75 characters"
	runes := []rune(strings.ToLower(strings.Trim(name, " *_:.()")))
	if len(runes) == 0 {
		return "", 0
	}
	last := runes[len(runes)-1]
	stem = strings.TrimRight(string(runes[:len(runes)-1]), " -_(#")
	if !areOptions(stem) {
		return "", 0
	}
	return stem, last
}

// areOptions says whether columns of that name, with a mark behind it, hold options.
func areOptions(stem string) bool {
	switch stem {
	case "", "option", "opt", "choice", "answer", "answer option", "answer choice", "alternative",
		"antwort", "respuesta", "réponse", "opción":
		return true
	}
	return false
}

// rightColumn returns the column that tells which option is right, -1 if none does.
func rightColumn(names []string, options []int) int {
	saysRight := func(name string) bool { return isNamedAfter(name, isRight) }
	tells := func(name string) bool {
		words := []string{"answer", "answers", "key", "answer key", "solution", "antwort", "lösung"}
		return slices.Contains(words, strings.ToLower(strings.TrimSpace(name)))
	}
	for _, is := range []func(string) bool{saysRight, tells} {
		if at := slices.IndexFunc(names, is); at >= 0 && !slices.Contains(options, at) {
			return at
		}
	}
	return -1
}

// of returns the options of a row, of which those are right that it names by their texts or by
// their marks; isChoice is false if there are too few, two are equal, or none is what it names.
func (c *choices) of(row delim.Row) (options []deck.Option, isChoice bool) {
	if len(c.options) == 0 {
		return nil, false
	}
	if c.wrong {
		return c.beside(row)
	}
	var marks []rune
	for i, column := range c.options {
		text := strings.TrimSpace(cellOf(row, column))
		isText := func(o deck.Option) bool { return strings.EqualFold(o.Text, text) }
		switch {
		case slices.ContainsFunc(options, isText):
			return nil, false
		case text != "":
			options = append(options, deck.Option{Text: text})
			marks = append(marks, rune(c.marks[i]))
		}
	}
	cutMarks(options, marks)
	named := strings.TrimSpace(cellOf(row, c.right))
	if named == "" {
		return options, len(options) > 1
	}
	return options, tickNamed(options, marks, named) && len(options) > 1
}

// tickNamed makes those options right that a text names; false, and none, if it names anything
// else or nothing.
func tickNamed(options []deck.Option, marks []rune, named string) bool {
	each := []string{named}
	if optionNamed(options, marks, named) < 0 {
		each = severalNamed(named, marks)
	}
	found := make([]int, 0, len(each))
	for _, one := range each {
		found = append(found, optionNamed(options, marks, one))
	}
	if len(found) == 0 || slices.Contains(found, -1) {
		return false
	}
	for _, at := range found {
		options[at].Right = true
	}
	return true
}

// beside is [choices.of] where all options are wrong but the one that stands by itself.
func (c *choices) beside(row delim.Row) (options []deck.Option, isChoice bool) {
	right := strings.TrimSpace(cellOf(row, c.right))
	options = []deck.Option{{Text: right, Right: true}}
	for _, column := range c.options {
		text := strings.TrimSpace(cellOf(row, column))
		isText := func(o deck.Option) bool { return strings.EqualFold(o.Text, text) }
		if slices.ContainsFunc(options, isText) {
			return nil, false
		}
		if text != "" {
			options = append(options, deck.Option{Text: text})
		}
	}
	return options, right != "" && len(options) > 1
}

// severalNamed divides what names several options: "A, C", "B and D", or marks in order as "AC".
func severalNamed(named string, marks []rune) []string {
	var words []string
	for _, word := range strings.FieldsFunc(named, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",;/&|+", r)
	}) {
		switch strings.ToLower(word) {
		case "and", "und", "y", "et", "e", "both": // the marks stand apart
		default:
			words = append(words, word)
		}
	}
	isNoMark := func(word string) bool {
		stem, mark := cutMark(word)
		return stem != "" || !slices.Contains(marks, mark)
	}
	if len(words) > 1 && !slices.ContainsFunc(words, isNoMark) {
		return words
	}
	if inner := strings.ToLower(named); strings.ToUpper(named) == named && areMarks(inner, marks) {
		return strings.Split(inner, "")
	}
	return strings.FieldsFunc(named, func(r rune) bool { return strings.ContainsRune(",;/&|", r) })
}

// areMarks says whether a text is made of marks, in their order.
func areMarks(text string, marks []rune) bool {
	last := -1
	for _, r := range text {
		at := slices.Index(marks, r)
		if at <= last {
			return false
		}
		last = at
	}
	return text != ""
}

// cutMarks takes the marks off options that are written with their own: "A) Paris".
func cutMarks(options []deck.Option, marks []rune) {
	cut := make([]string, len(options))
	for i, o := range options {
		mark, rest := cutLeadingMark(o.Text)
		if mark != marks[i] || rest == "" {
			return
		}
		cut[i] = rest
	}
	for i := range options {
		options[i].Text = cut[i]
	}
}

// cutLeadingMark divides a text at the mark of an option that it begins with: "B. Paris", "(b)
// Paris", "B - Paris". Without one the mark is 0.
func cutLeadingMark(text string) (mark rune, rest string) {
	inner, isOpen := strings.CutPrefix(strings.TrimSpace(text), "(")
	mark, size := utf8.DecodeRuneInString(inner)
	rest = inner[size:]
	behind := ".):"
	if isOpen {
		behind = ")"
	}
	switch spaced, isSpaced := strings.CutPrefix(rest, " - "); {
	case rest == "":
		return 0, text
	case strings.IndexByte(behind, rest[0]) >= 0:
		rest = rest[1:]
	case isSpaced && !isOpen:
		rest = spaced
	default:
		return 0, text
	}
	if !unicode.IsLetter(mark) && !unicode.IsDigit(mark) {
		return 0, text
	}
	return unicode.ToLower(mark), strings.TrimSpace(rest)
}

// itemsOf returns options as the answer of a draft: with nothing ticked they are none, and wait for
// it as items of a list.
func itemsOf(options []deck.Option) string {
	items := make([]string, len(options))
	for i, o := range options {
		items[i] = "- " + o.Text
	}
	return strings.Join(items, "\n")
}

// optionNamed finds the option that a cell names, by its mark, "B", "2.", "Option B", by its text,
// or by both, "B. Paris"; -1 if none is named so.
func optionNamed(options []deck.Option, marks []rune, named string) int {
	_, mark := cutMark(named)
	if at := slices.Index(marks, mark); at >= 0 {
		return at
	}
	isText := func(text string) func(deck.Option) bool {
		return func(o deck.Option) bool { return strings.EqualFold(o.Text, strings.TrimSpace(text)) }
	}
	if at := slices.IndexFunc(options, isText(named)); at >= 0 {
		return at
	}
	mark, rest := cutLeadingMark(named)
	if at := slices.Index(marks, mark); at >= 0 && isText(rest)(options[at]) {
		return at
	}
	return -1
}
