package choice

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// reworded returns answers that differ from the right one in one or two of its words, so that no
// option is closer to the others than any other: others for one word, or for two of them the one,
// the other, and both.
func (p *Pool) reworded(right *item, random *rand.Rand) []string {
	const most = 24 // words: in longer ones nobody sees it
	words := strings.Fields(right.option)
	for _, made := range [][]string{
		right.reordered(random), right.listed(random), p.namesListed(right, random),
	} {
		if len(made) >= enough {
			return made
		}
	}
	if right.code || right.form.shape < name && !right.isNumberedName() || len(words) > most {
		return nil
	}
	spots := withContrasts(slices.Concat(p.familySpots(right, words),
		right.numberSpots(words, random), p.spotsIn(right, words)), p.contrastSpots(right, words))
	shuffle(spots, random)
	for i := range spots {
		shuffle(spots[i].others, random)
		slices.SortStableFunc(spots[i].others, func(a, b string) int {
			return p.spokenOf([]string{b}) - p.spokenOf([]string{a})
		})
	}
	slices.SortStableFunc(spots, func(a, b spot) int { return b.weight - a.weight })
	made := slices.DeleteFunc(combined(words, spots), repeatsThing)
	if len(made) < enough && right.form.shape >= phrase && right.opens != openAsk {
		made = append(made, denied(words)...)
		if len(made) == 0 {
			made = deniedVerb(words)
		}
	}
	shuffle(made, random)
	return made
}

// combined returns what the first of some spots give, or the first two together.
func combined(words []string, spots []spot) (made []string) {
	if len(spots) == 0 {
		return nil
	}
	first := spots[0]
	apart := func(s spot) bool { return s.to <= first.from || s.from >= first.to }
	at := slices.IndexFunc(spots, apart)
	if len(first.others) >= enough || at < 0 {
		for _, o := range first.others {
			made = append(made, strings.Join(first.in(words, o), " "))
		}
		return made
	}
	second := spots[at]
	if first.from < second.from { // what stands behind is exchanged first
		first, second = second, first
	}
	a, b := first.others[0], second.others[0]
	one := first.in(words, a)
	return append(made, strings.Join(one, " "), strings.Join(second.in(words, b), " "),
		strings.Join(second.in(one, b), " "))
}

// familySpots returns where an answer names members of families, or small numbers, inside of it.
func (p *Pool) familySpots(right *item, words []string) (list []spot) {
	const weight = 6
	if len(words) < 2 {
		return nil
	}
	for size := 2; size > 0; size-- {
		for at := 0; at+size <= len(words) && size < len(words); at++ {
			isName := right.isNamed() && !(at > 0 && strings.EqualFold(words[at-1], "of"))
			isCount := right.counts(words[at]) != nil
			if isName && !isCount {
				continue
			}
			others := right.inPlaceOf(strings.Join(words[at:at+size], " "), at == 0)
			if len(others) >= enough {
				list = append(list, spot{at, at + size, others, weight})
			}
		}
	}
	return list
}

// isNamed says whether an answer is the name of somebody or something, of which a part is no name.
func (right *item) isNamed() bool {
	return right.kind.class == place && !right.leads || right.form.shape == name
}

// counts returns the small numbers as words of a language in which a word is one of them, nil if it
// is none: in English "once" is no number.
func (right *item) counts(w string) []string {
	list := numberWord(w)
	if right.english && !slices.Contains(numberWords()[0], strings.ToLower(w)) {
		return nil
	}
	return list
}

// numberSpots returns where numbers stand in an answer that is more than an amount.
func (right *item) numberSpots(words []string, random *rand.Rand) (list []spot) {
	const weight = 6
	if right.form.shape < phrase || right.opens == openAsk {
		return nil
	}
	for at, w := range words {
		spans := numbersIn(w)
		isEnd := at > 0 && words[at-1] == "to" || firstOf(words[at+1:]) == "to" // of a range
		if len(spans) != 1 || spans[0].from != len(currencyOf(w)) || isEnd || right.question.has(w) {
			continue
		}
		next := " " + firstOf(words[at+1:])
		var others []string
		for range 4 * enough {
			made := strings.TrimSuffix(moveNumbers(w+next, spans, random), next)
			if made != w && !slices.Contains(others, made) && !right.answer.has(made) {
				others = append(others, made)
			}
		}
		if len(others) > 0 {
			list = append(list, spot{at, at + 1, others, weight})
		}
	}
	return list
}

// inPlaceOf returns what may stand in the place of words of an answer, with the sign behind them.
func (right *item) inPlaceOf(s string, first bool) []string {
	const fewest = 3 // letters
	bare := strings.TrimRight(s, ".,;:!?")
	sign := s[len(bare):]
	if len(bare) < fewest || right.question.has(bare) {
		return nil
	}
	var others []string
	take := func(list []string) {
		for _, o := range list {
			if !strings.EqualFold(o, bare) && !right.question.has(o) && !right.answer.has(o) {
				others = append(others, likeCase(o, bare)+sign)
			}
		}
	}
	if words := right.counts(bare); words != nil {
		if at := slices.Index(words, strings.ToLower(bare)); at > 0 && right.numbers() == 1 {
			take(words[max(at-2, 1):min(at+3, len(words))])
		}
		return others
	}
	if !right.english {
		return nil
	}
	for _, at := range familiesOf(bare) {
		f := known().list[at]
		if f.inside && !f.german && (hasCapital(f.members[0]) == hasCapital(bare) || first) {
			take(f.members)
		}
	}
	return others
}

// numbers returns how many numbers an answer names.
func (right *item) numbers() (n int) {
	for _, w := range fields(right.option) {
		if hasDigit(w) || right.counts(w) != nil {
			n++
		}
	}
	return n
}
