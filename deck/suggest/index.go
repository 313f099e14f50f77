package suggest

import (
	"math"
	"slices"
	"strings"
)

const (
	unknown   = 0.7 // weight of a word that the notes do not have: it may be another way to say it
	faintness = 0.7 // weight of a faint word
	common    = 4.0 // how much less a word tells that all questions have
)

// index is notes and questions as they are compared. Stems are numbered.
type index struct {
	facts     []doc
	questions []query
	stems     map[string]int
	names     []string // by number
	held      []int    // by number, how many facts have it
	asked     map[int]int
	alike     map[int][]float64 // of stems in questions, by those of facts
	known     map[int]bool      // by stems in questions: a fact has it, or one like it
	weights   map[int]float64
}

// doc is a fact: the stems of its parts.
type doc struct {
	label, text, heading []int
	raw                  string // its text in small letters
}

// query is a question.
type query struct {
	stems []int  // each once
	names []int  // those that stand with a capital or a digit within the question
	wants []kind // of answer
}

func newIndex(questions []string, facts []Fact) *index {
	x := &index{
		stems: make(map[string]int), asked: make(map[int]int), known: make(map[int]bool),
		alike: make(map[int][]float64), weights: make(map[int]float64),
	}
	for _, f := range facts {
		x.add(f)
	}
	known := len(x.names)
	for _, q := range questions {
		stems := unique(x.words(q))
		for _, s := range stems {
			x.asked[s]++
		}
		x.questions = append(x.questions, query{stems, x.words(namesIn(q)), kindsOf(strings.ToLower(q))})
	}
	x.compare(known)
	return x
}

// add takes in a fact.
func (x *index) add(f Fact) {
	d := doc{label: x.words(f.Label), text: x.words(f.Text), raw: " " + strings.ToLower(f.Text)}
	if n := len(f.Headings); n > 0 {
		d.heading = x.words(f.Headings[n-1])
	}
	x.held = append(x.held, make([]int, len(x.names)-len(x.held))...)
	for _, s := range unique(slices.Concat(d.label, d.text, d.heading)) {
		x.held[s]++
	}
	x.facts = append(x.facts, d)
}

// words returns the numbers of the stems of a text.
func (x *index) words(text string) []int {
	var list []int
	for _, s := range stemsOf(text) {
		n, ok := x.stems[s]
		if !ok {
			n = len(x.names)
			x.stems[s] = n
			x.names = append(x.names, s)
		}
		list = append(list, n)
	}
	return list
}

func unique(list []int) []int {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

// compare says for each stem of a question how much it is like those of facts, the first known
// ones, and how much it tells.
func (x *index) compare(known int) {
	synonyms, faint := related(), stemsOf(faint)
	for s, n := range x.asked {
		row := make([]float64, known)
		held := 0
		for k := range row {
			row[k] = alike(x.names[s], x.names[k])
			if row[k] > 0 {
				held = max(held, x.held[k])
			}
			if row[k] < synonymous && synonyms[x.names[s]][x.names[k]] {
				row[k] = synonymous
			}
		}
		x.alike[s], x.known[s] = row, slices.Max(append(row, 0)) > 0
		x.weights[s] = x.weight(held, n, slices.Contains(faint, x.names[s]))
	}
}

// weight returns how much a word tells that so many facts have, and so many questions: the
// probabilistic idf of Robertson and Spärck Jones, less for words that are about the whole page.
func (x *index) weight(held, asked int, faint bool) float64 {
	all := float64(len(x.facts))
	w := math.Log(1 + (all-float64(held)+0.5)/(float64(held)+0.5))
	switch {
	case faint && held == 0:
		return 0
	case faint:
		w *= faintness
	case held == 0:
		w *= unknown
	}
	return w * x.rare(asked)
}

// rare returns how much is left of what a word tells that so many questions have.
func (x *index) rare(asked int) float64 {
	return 1 / (1 + common*float64(asked-1)/float64(len(x.questions)))
}
