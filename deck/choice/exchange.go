package choice

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// exchangeText has a group of words a line that may stand in each other's place and then say
// something else. A letter before them says what they are: "a" words that have one form, "n" nouns,
// "v" verbs, "d" words of other languages than English, "g" adjectives of German, and "x" what
// looks like one of them and is to be left. A capital is for words of many meanings: they are
// exchanged only in a collection that speaks of one of the others too. Which others stand for a
// word is said by the line that begins with it, else by the first that has it. A word without a
// plural has "-" for one.
//
//go:embed exchange.txt
var exchangeText string

// The parts of speech of the lexicon.
const (
	invariant = 'a'
	noun      = 'n'
	verb      = 'v'
	foreign   = 'd'
	german    = 'g'
	leave     = 'x'
)

// entry is a form of a word of the lexicon.
type entry struct {
	part   byte
	form   int             // see base
	leads  bool            // it begins its line
	unsure bool            // it has many meanings
	others [][forms]string // that may stand in its place
}

// lexicon has the words that can be exchanged, by how they are written.
var lexicon = sync.OnceValue(func() map[string][]entry {
	all := make(map[string][]entry)
	for line := range strings.Lines(exchangeText) {
		part := byte(unicode.ToLower(rune(line[0])))
		var group [][forms]string
		for w := range strings.SplitSeq(strings.TrimSpace(line[2:]), ", ") {
			group = append(group, inflected(part, w))
		}
		for i, w := range group {
			others := slices.Concat(group[:i], group[i+1:])
			for form, written := range w {
				if written != "" && written != "-" {
					isUnsure := part != line[0] || i > 0 && (part == noun || part == verb)
					e := entry{part, form, i == 0, isUnsure, others}
					all[written] = withEntry(all[written], e)
				}
			}
		}
	}
	return all
})

// withEntry adds an entry to those of a word, unless there is one of its part of speech that comes
// before it. A word that begins several lines has as many entries, and many meanings.
func withEntry(entries []entry, e entry) []entry {
	at := slices.IndexFunc(entries, func(o entry) bool { return o.part == e.part && o.form == e.form })
	switch {
	case at < 0:
		return append(entries, e)
	case e.leads && !entries[at].leads:
		entries[at] = e
	case e.leads && (e.unsure || entries[at].unsure):
		e.unsure, entries[at].unsure = true, true
		return append(entries, e)
	}
	return entries
}

// isEnglish says whether a word is one of English.
func (e entry) isEnglish() bool { return e.part != foreign && e.part != german }

// spot is some words of an answer for which others may stand.
type spot struct {
	from, to int
	others   []string // as they are written there
	weight   int      // the greater, the better an answer is with others in their place
}

// contrary is the weight of words that exclude each other, above that of all others.
const contrary = 10

// spotsIn returns where in an answer words can be exchanged for such as say something else.
func (p *Pool) spotsIn(right *item, words []string) (list []spot) {
	const longest = 3
	for at := 0; at < len(words); at++ {
		for size := min(longest, len(words)-at); size > 0; size-- {
			s, known := p.spotAt(right, words, at, at+size)
			if len(s.others) > 0 {
				list = append(list, s)
			}
			if known {
				at += size - 1
				break
			}
		}
	}
	return list
}

// spotAt returns what may stand for some words of an answer; known says whether the lexicon has
// them.
func (p *Pool) spotAt(right *item, words []string, from, to int) (s spot, known bool) {
	bare, before, after := bareOf(strings.Join(words[from:to], " "))
	inside := from > 0 || right.form.shape == name && len(words) > 1
	if bare == "" || strings.Contains(before+bare+after, "`") ||
		right.english && isNameIn(bare, inside) || len(words) == 1 && right.isNameLike() {
		return s, false
	}
	around := surroundingOf(words, from, to)
	entries := entriesOf(strings.ToLower(bare), around, right.english)
	if from > 0 && hasCapital(bare) { // "Arm" is no adjective
		entries = slices.DeleteFunc(entries, func(e entry) bool { return e.part == german })
	}
	if len(entries) == 0 || entries[0].part == leave || right.question.has(bare) ||
		countOf(words, bare) > 1 {
		return s, len(entries) > 0
	}
	for _, e := range entries {
		others, held := p.othersOf(right, e, around, bare)
		isPartOfName := e.part == noun && around.isWord(around.after)
		if held == 0 && (e.unsure || isPartOfName) || len(others) == 0 || e.isTied(bare, words[to:]) {
			continue
		}
		s = spot{from: from, to: to, weight: e.weight(around) + min(held, 1)}
		if len(e.others) == 1 && (e.part == invariant || !e.isEnglish()) {
			s.weight += contrary
		}
		for _, w := range others {
			s.others = append(s.others, before+likeCase(w, bare)+after)
		}
		break
	}
	return s, true
}

// isTied says whether a verb makes one meaning with a word behind it: "listen for", "stop it from".
func (e entry) isTied(w string, rest []string) bool {
	const most = 3 // words between them
	return e.part == verb && len(rest) > 0 && (isOneOf(rest[0], " for of off up down out away about ") ||
		isOneOf(w, " stop stops keep keeps prevent prevents protect protects ") &&
			slices.Contains(rest[:min(len(rest), most+1)], "from"))
}

// isNameIn says whether a word is a name, or part of one: inside of an answer all are that have a
// capital, but for "the Second War".
func isNameIn(w string, inside bool) bool {
	isInitial := len(w) > 1 && w == strings.ToUpper(w)
	return hasCapital(w) && (isInitial || inside && !isOneOf(w, " first second third fourth "))
}

// othersOf returns the words that may stand for one, in its form, and how many of them the cards
// speak of; none if it is a verb or an adjective and the answer has one of them as well.
func (p *Pool) othersOf(right *item, e entry, around surrounding, bare string) (
	list []string, held int,
) {
	for _, o := range e.others {
		w := around.formOf(e, o)
		switch {
		case w == "" || w == "-" || strings.EqualFold(w, bare) || right.question.has(w),
			isOneOf(around.before, " a an ") && o[withS] == "-",
			right.gap && around.words == 1 && !right.frame.suits(w):
		case right.answer.has(w) && e.part == noun:
		case right.answer.has(w):
			return nil, 0
		default:
			list = append(list, w)
		}
	}
	return list, p.spokenOf(list)
}

// spokenOf returns of how many of some words cards speak.
func (p *Pool) spokenOf(list []string) (n int) {
	for _, s := range list {
		if p.speaksOf(s) {
			n++
		}
	}
	return n
}

// speaksOf says whether cards speak of all words of a text.
func (p *Pool) speaksOf(s string) bool {
	return !slices.ContainsFunc(fields(s), func(w string) bool { return p.holding[wordOf(w)] == 0 })
}

// isNameLike says whether one word with a capital is the name of somebody or something.
func (right *item) isNameLike() bool {
	c := right.kind.class
	return hasCapital(right.option) && (c == person || c == place || c == moment)
}

// bareOf parts words from the signs around them.
func bareOf(s string) (bare, before, after string) {
	bare = strings.TrimLeft(s, `("'“‘`)
	before = s[:len(s)-len(bare)]
	trimmed := strings.TrimRight(bare, `.,;:!?)"'”’`)
	return trimmed, before, bare[len(trimmed):]
}

func lastOf(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

func firstOf(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

func endsClause(w string) bool {
	return w != "" && strings.ContainsRune(".,;:!?)", rune(w[len(w)-1]))
}

func countOf(words []string, bare string) (n int) {
	for _, w := range words {
		if b, _, _ := bareOf(w); strings.EqualFold(b, bare) {
			n++
		}
	}
	return n
}

// in returns an answer with another word in a place of it.
func (p spot) in(words []string, other string) []string {
	made := slices.Replace(slices.Clone(words), p.from, p.to, other)
	if p.from > 0 && isOneOf(made[p.from-1], " a an ") {
		made[p.from-1] = strings.TrimSpace(withArticle(" "+made[p.from-1]+" ", strings.TrimLeftFunc(other,
			func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })))
	}
	return made
}
