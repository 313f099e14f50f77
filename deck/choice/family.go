package choice

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"
)

// familiesText has a family a line: the words by which questions ask for it, and its members. A
// sign stands before some: "=" where only such a question makes a member (80 is a port where a port
// is asked for), "~" before a family of German words, which all have one gender, "@" before
// persons, who may be called by their last names, and "+" where the members mean the same inside of
// a longer text.
//
//go:embed families.txt
var familiesText string

// family is things of one kind that everybody knows by name, each of which may be meant where
// another one is. They stand in for the cards that a deck does not have.
type family struct {
	nouns   []word
	members []string
	said    []text   // the members, read
	keys    []uint64 // and the hashes of what they are found by
	looks   []look
	asked   bool // only who asks for it by a noun means it
	german  bool
	persons bool
	inside  bool // its members mean the same inside of a longer text
}

// look is what a member looks like.
type look struct {
	form form
	ends byte
	size int8 // in words
}

func lookOf(s string) look {
	f, _ := formOf(s, read(s))
	return look{f, endOf(s), int8(min(len(strings.Fields(s)), math.MaxInt8))}
}

// isLike says whether two look the same, but for the number of their words.
func (l look) isLike(m look) bool {
	if l.form.shape == phrase || m.form.shape == phrase {
		return l.ends == m.ends && min(l.form.shape, m.form.shape) >= oneWord &&
			max(l.form.shape, m.form.shape) <= phrase && -1 <= l.size-m.size && l.size-m.size <= 1
	}
	return l.form == m.form && l.ends == m.ends && (l.size > 1) == (m.size > 1)
}

// families are all that are known.
type families struct {
	list []family
	of   map[string][]int // by a member
	by   map[word][]int   // by a noun
}

var known = sync.OnceValue(func() families {
	all := families{of: make(map[string][]int), by: make(map[word][]int)}
	for line := range strings.Lines(familiesText) {
		nouns, members, _ := strings.Cut(strings.TrimSpace(line), ": ")
		f := family{members: strings.Split(members, ", ")}
		nouns, f.asked = strings.CutPrefix(nouns, "=")
		nouns, f.german = strings.CutPrefix(nouns, "~")
		nouns, f.persons = strings.CutPrefix(nouns, "@")
		nouns, f.inside = strings.CutPrefix(nouns, "+")
		for noun := range strings.FieldsSeq(nouns) {
			f.nouns = append(f.nouns, wordOf(noun))
		}
		all.add(f)
		if f.persons {
			f.nouns = slices.DeleteFunc(slices.Clone(f.nouns),
				func(w word) bool { return w == wordOf("who") })
			for i, m := range f.members {
				f.members[i] = m[strings.LastIndex(m, " ")+1:]
			}
			all.add(f)
		}
	}
	return all
})

func (all *families) add(f family) {
	f.members = slices.Clone(f.members)
	for _, noun := range f.nouns {
		all.by[noun] = append(all.by[noun], len(all.list))
	}
	for _, m := range f.members {
		f.looks = append(f.looks, lookOf(m))
		f.said, f.keys = append(f.said, read(m)), append(f.keys, hash([]byte(memberKey(m))))
		if !f.asked {
			all.of[memberKey(m)] = append(all.of[memberKey(m)], len(all.list))
		}
	}
	all.list = append(all.list, f)
}

// memberKey is by what members are found: short ones in capitals by these too, as C is no c.
func memberKey(s string) string {
	const short = 3
	if len(s) <= short && s == strings.ToUpper(s) {
		return s
	}
	return strings.ToLower(s)
}

// part is what of an answer may be exchanged, and what stands around it.
type part struct{ before, core, after string }

// corePart parts what an answer names from what leads to it: of "In the chloroplasts." it is
// "chloroplasts".
func corePart(s string) part {
	var p part
	p.core = strings.TrimSpace(s)
	for _, quote := range []string{".", "`"} {
		if before, ok := strings.CutSuffix(p.core, quote); ok {
			p.core, p.after = before, quote+p.after
		}
	}
	if strings.HasPrefix(p.core, "`") {
		p.before, p.core = "`", p.core[1:]
	}
	for len(familiesOf(p.core)) == 0 {
		first, rest, ok := strings.Cut(p.core, " ")
		isKey := first == "A" && isOneOf(rest, " major minor flat sharp ")
		leads := isOneOf(first, articles) || p.before == "" && isLeadWord(first)
		if !ok || rest == "" || isKey || !leads {
			return p
		}
		p.before, p.core = p.before+first+" ", rest
	}
	return p
}

// familiesOf returns the families that an answer is of; those of which it is as it is written, if
// there are such and its case says something.
func familiesOf(core string) []int {
	all := known().of[memberKey(core)]
	if !hasCapital(core + "a") {
		all = slices.DeleteFunc(slices.Clone(all), func(at int) bool { return known().list[at].persons })
	}
	if len(all) == 0 || hasCapital(core) && core != strings.ToUpper(core) {
		return all
	}
	var exact []int
	for _, at := range all {
		if slices.Contains(known().list[at].members, core) {
			exact = append(exact, at)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return all
}

// englishDecks returns the decks of which every other question at least is in English.
func englishDecks(cards []Card) map[string]bool {
	balance := make(map[string]int)
	for _, c := range cards {
		if isEnglish(c.Question) {
			balance[c.Deck]++
		} else if c.Side == Asked {
			balance[c.Deck]--
		}
	}
	english := make(map[string]bool, len(balance))
	for deck, n := range balance {
		english[deck] = n >= 0
	}
	return english
}

// isEnglish says whether a text has words that hardly another language has.
func isEnglish(s string) bool {
	return slices.ContainsFunc(fields(s), func(w string) bool { return isOneOf(w, english) })
}

// isEnglishWord says whether one of the words of a text is known to be English.
func isEnglishWord(s string) bool {
	return isEnglish(s) || slices.ContainsFunc(fields(strings.ToLower(s)), func(w string) bool {
		return slices.ContainsFunc(lexicon()[w], func(e entry) bool { return e.isEnglish() })
	})
}

// germanWords are words that hardly another language has in its questions, but for English.
const germanWords = ` der die das dem den ist sind wie welche welcher welches welchen welchem wer wen ` +
	`wem wann warum ein eine einen einem wird werden was womit woran wohin nennt heißt `

// english are words that hardly another language has; German has "was", "not" and "as".
const english = ` the of is what which who where how why when does and are were by to with from it its has ` +
	`have be been this that into between they them their can `
