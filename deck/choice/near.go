package choice

import (
	"math"
	"slices"
)

// isFarNumber says whether an answer is a year of quite another time, or a number of another size.
func isFarNumber(right, it *item) bool {
	const years, times, ofUnits = 120, 4, 10
	if right.form != it.form || right.form.shape != year && right.form.shape != number {
		return false
	}
	a, _ := parseNumber(right.core)
	b, _ := parseNumber(it.core)
	if right.form.shape == year {
		return math.Abs(a.value-b.value) > years
	}
	most := float64(times)
	if right.unit != 0 {
		most = ofUnits
	}
	return a.sign == b.sign && max(a.value, b.value) > most*min(a.value, b.value)
}

// isAsLong says whether an answer has half to twice the length of the right one, or what is short a
// quarter to four times, if it is asked for alike. Names, numbers and single words may have any.
func isAsLong(right, it *item, as fit) bool {
	most := int32(2)
	switch {
	case right.short && it.short && (as == likely || right.gap):
		most = 4
	case right.kind.many != 0:
		most = 3
	}
	shorter, longer := min(right.length, it.length), max(right.length, it.length)
	return right.form.shape < phrase && right.form == it.form || longer <= most*shorter
}

// neighbours are the forms that can stand beside one.
func neighbours(f form) []form {
	switch f.shape {
	case phrase:
		return []form{f, {shape: sentence}}
	case sentence:
		return []form{f, {shape: phrase}}
	case list:
		return []form{f, {list, f.parts + 1}, {list, f.parts - 1}}
	}
	return []form{f}
}

// farther are the forms that can stand beside one where there are no nearer ones.
func farther(f form) []form {
	switch f.shape {
	case name:
		if f.parts == symbol {
			return nil
		}
		return []form{{name, plainName}, {name, initial}, {shape: oneWord}, {shape: phrase}}
	case oneWord:
		return []form{{name, plainName}, {shape: phrase}}
	case phrase:
		return []form{{name, plainName}, {shape: oneWord}, {list, 3}, {list, 2}}
	case sentence, list:
		return []form{{list, 2}, {list, 3}, {list, 4}, {shape: phrase}, {shape: sentence}}
	}
	return nil
}

// nearness says how good a lure an answer is but for what the questions have in common: it stands
// near the right one, and is asked for alike.
func nearness(right, it *item) float64 {
	s := -2 * math.Abs(it.log-right.log)
	add := func(points float64, ok bool) {
		if ok {
			s += points
		}
	}
	add(2, right.deck == it.deck)
	add(3, right.section == it.section)
	add(2.5, right.asks == it.asks)
	add(1.5, right.asks == it.asks && right.head == it.head)
	add(1.5, right.begins == it.begins)
	add(-4, right.begins != it.begins && (right.leads || it.leads))
	add(-2, right.asks != it.asks)
	for _, tag := range right.Tags {
		add(.5, slices.Contains(it.Tags, tag))
	}
	return s
}

// similarity is how much two questions have in common, from 0 to 1, words by how rare they are.
func similarity(a, b *item) float64 {
	if a.weight+b.weight == 0 {
		return 0
	}
	both := 0.0
	eachInBoth(a.question.content, b.question.content, func(i int) { both += a.weights[i] })
	return 2 * both / (a.weight + b.weight)
}
