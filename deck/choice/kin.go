package choice

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// kin returns members of a family that the right answer is of, or that the question asks for by
// name, written as the answer is. Of the families that are sure it needs a second reason to take
// the answer for a member, as many words mean several things: that it is asked for by name, or that
// the cards speak of another member.
func (p *Pool) kin(right *item, sure bool, random *rand.Rand) []string {
	families := right.kinFamilies()
	if sure {
		families = slices.DeleteFunc(families,
			func(at int) bool {
				isThing := right.kind.class == person && !known().list[at].persons
				return !right.isBacked(at) && (isThing || p.saidOf(at, right) == 0)
			})
		slices.SortStableFunc(families,
			func(a, b int) int { return p.saidOf(b, right) - p.saidOf(a, right) })
	} else {
		families = slices.DeleteFunc(families,
			func(at int) bool { return !right.isOf(at) || !p.mayAskFor(at, right) })
	}
	return p.membersOf(families, right, random)
}

// mayAskFor says whether nothing speaks against it that a question asks for a family that its
// answer is of: it asks for no meaning, and not for a kind of thing that is none of the family,
// unless the cards speak of another member.
func (p *Pool) mayAskFor(at int, right *item) bool {
	k, f := &right.kind, &known().list[at]
	if k.act != 0 || !k.named {
		return k.act != wordOf("mean")
	}
	isHeld := func(w word) bool { return p.holding[w] > 0 }
	return slices.ContainsFunc(f.nouns, right.isNoun) ||
		slices.ContainsFunc(f.said, func(member text) bool {
			return !isWithin(member.words, right.answer.words) &&
				slices.ContainsFunc(member.content, isHeld)
		})
}

// isBacked says whether a question asks for a family by a name that has no other meaning, or its
// answer is a member of it.
func (right *item) isBacked(at int) bool {
	f := known().list[at]
	return slices.Contains(right.sought, at) && (f.inside || f.persons || right.isOf(at))
}

// saidOf returns how many other members of a family are the answers of cards.
func (p *Pool) saidOf(at int, right *item) (n int) {
	f := &known().list[at]
	for i := range f.members {
		if len(p.saying[f.keys[i]]) > 0 && !isWithin(f.said[i].words, right.answer.words) {
			n++
		}
	}
	return n
}

// anybody returns names of persons, for who is asked for by no more than "who", or of cities, for
// where something is.
func (p *Pool) anybody(right *item, random *rand.Rand) []string {
	noun, inGerman, isName := "who", "wer", right.form.shape == name
	if right.kind.class == place && right.kind.noun == 0 {
		noun, inGerman, isName = "city", "stadt", right.isInPlace()
	}
	if right.kind.class != person && noun == "who" || !isName || right.side != Asked ||
		right.gap || right.things > 1 {
		return nil
	}
	families := slices.Concat(known().by[wordOf(noun)], known().by[wordOf(inGerman)])
	if noun == "who" {
		families = right.alike(families)
	}
	return p.membersOf(families, right, random)
}

// membersOf returns members of the first of some families that has enough, as options.
func (p *Pool) membersOf(families []int, right *item, random *rand.Rand) []string {
	if right.anyOne {
		return nil
	}
	named := corePart(right.option)
	if right.owns {
		named.after = right.core[strings.LastIndexAny(right.core, "'’"):] + named.after
	}
	var made []string
	for _, at := range families {
		if !right.mayBeCalled(at, named.before) {
			continue
		}
		for i := range known().list[at].members {
			if s, ok := p.kinsman(right, named, &known().list[at], i); ok && !slices.Contains(made, s) {
				made = append(made, s)
			}
		}
		if len(made) >= enough {
			break
		}
	}
	shuffle(made, random)
	return made
}

// mayBeCalled says whether the members of a family are of the language of a question. German ones
// stand behind an article only beside their like, as it has genders.
func (right *item) mayBeCalled(at int, before string) bool {
	f := &known().list[at]
	switch {
	case right.english || !f.german:
		return right.english && !f.german
	case !right.isOf(at) && isOneOf(strings.TrimSpace(before), articles):
		return false
	}
	return slices.ContainsFunc(fields(right.Question),
		func(w string) bool { return isOneOf(w, germanWords) })
}

// kinFamilies returns the families that fit an answer: those that it is of and that are asked for,
// those that it is of, then those that are asked for, if it looks like their members.
func (right *item) kinFamilies() []int {
	var both, one []int
	for _, at := range right.families {
		if slices.Contains(right.sought, at) {
			both = append(both, at)
		} else {
			one = append(one, at)
		}
	}
	if len(both)+len(one) > 0 {
		return append(both, one...)
	}
	return right.alike(right.sought)
}

// alike returns those families whose members an answer looks like.
func (right *item) alike(families []int) []int {
	return slices.DeleteFunc(slices.Clone(families),
		func(at int) bool {
			f := known().list[at]
			return !right.looksLike(f) || f.persons && right.things > 1
		})
}

// soughtFamilies returns the families that a question asks for by name: which river, or who painted
// it.
func (right *item) soughtFamilies() []int {
	if right.side != Asked || right.gap {
		return nil
	}
	nouns := []word{right.kind.noun, right.kind.also}
	if right.kind.class == person {
		nouns = append(nouns, right.question.about...)
	}
	var sought []int
	for _, noun := range nouns {
		for _, at := range known().by[noun] {
			f := &known().list[at]
			isOther := right.kind.whole != 0 && !slices.Contains(f.nouns, right.kind.whole)
			if (right.kind.class == person) == f.persons && !isOther {
				sought = append(sought, at)
			}
		}
	}
	return sought
}

// looksLike says whether an answer is written as most members of a family are.
func (right *item) looksLike(f family) bool {
	if right.form.shape == code && right.form.parts == command {
		return false
	}
	if begins, _ := utf8.DecodeRuneInString(right.core); right.form == (form{code, signs}) &&
		!unicode.IsLetter(begins) && isASCIIWord(rune(f.members[0][0])) {
		return false // "::before" is no helium
	}
	own, alike := lookOf(right.core), 0
	if right.names {
		own.size = f.looks[0].size // it says its kind, and more
	}
	for _, look := range f.looks {
		if look.isLike(own) || look.form.shape == number && right.form.shape == year {
			alike++
		}
	}
	return 2*alike >= len(f.looks)
}

// kinsman returns a member of a family in the place of what an answer names; false for what may be
// right as well.
func (p *Pool) kinsman(right *item, named part, of *family, at int) (string, bool) {
	member, said := of.members[at], of.said[at]
	if isWithin(said.words, right.answer.words) || isWithin(right.answer.words, said.words) ||
		isNamedIn(said, right.question) || right.gap && !right.frame.suits(member) {
		return "", false
	}
	for _, it := range p.saying[of.keys[at]] {
		if asksSame(right, it) || it.note == right.note {
			return "", false
		}
	}
	isTitle := isOneOf(strings.TrimSpace(named.before), articles) // as in "the Marquis of Pombal"
	if isOneOf(strings.Fields(member)[0], articles) && named.before != "" ||
		isTitle && of.persons && hasCapital(member) {
		return "", false
	}
	if (named.before == "" || named.before == "`") && !right.code && !right.gap {
		member = likeCase(member, named.core)
	}
	return withArticle(named.before, member) + member + named.after, true
}

// withArticle returns what stands before a word with the English article that goes with it.
func withArticle(before, w string) string {
	vowel := strings.Contains("aeiouAEIOU", w[:1])
	switch lower := strings.ToLower(before); {
	case strings.HasSuffix(" "+lower, " a ") && vowel:
		return before[:len(before)-1] + "n "
	case strings.HasSuffix(" "+lower, " an ") && !vowel:
		return before[:len(before)-2] + " "
	}
	return before
}

// asksForAny says whether one of several things is asked for, so that another may be right too.
func (right *item) asksForAny() bool {
	words := fields(right.Question)
	return len(words) > 0 && isOneOf(words[0], naming) || right.rightOnly ||
		slices.ContainsFunc(words,
			func(w string) bool { return isOneOf(w, " example beispiel exemple ejemplo esempio ") })
}

// isKin says whether two answers are known to be of one kind, wherever they stand.
func isKin(right, it *item) bool {
	a, b := &right.kind, &it.kind
	return a.isOf(b) || inFamily(right, it) || right.side != Asked || a.class == bare ||
		a.class == moment || a.class == person && right.form.shape == name && it.form == right.form ||
		a.class == amount && (a.noun == b.noun || right.unit != 0)
}

// inFamily says whether two answers are members of one family.
func inFamily(a, b *item) bool {
	return shareOne(a.families, b.families)
}

// isOfOther says whether an answer is known to be of another kind of things than the right one, or
// than what the question asks for.
func isOfOther(right, it *item) bool {
	if right.kind.isOf(&it.kind) {
		return false
	}
	if it.names && it.short && right.kind.named && it.kind.class == thing &&
		right.kind.class == thing {
		return true // "the sunny 16 rule" is no hour
	}
	if len(it.families) == 0 || inFamily(right, it) || isSought(right, it) {
		return false
	}
	if len(right.families) > 0 {
		return !areRelated(right.families, it.families)
	}
	return right.kind.class == thing && right.short && right.side == Asked
}

// shareOne says whether something is in both of two lists.
func shareOne[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) })
}

// isSought says whether an answer is of a family that the question asks for.
func isSought(right, it *item) bool {
	return shareOne(it.families, right.sought)
}

// areRelated says whether some of two lists of families can be asked for by the same word: gases
// and metals are elements.
func areRelated(a, b []int) bool {
	for _, x := range a {
		for _, y := range b {
			one, other := known().list[x].nouns, known().list[y].nouns
			if shareOne(one, other) {
				return true
			}
		}
	}
	return false
}
