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
	asked     map[int]*word
}

// doc is a fact: the stems of its parts.
type doc struct {
	label, text, heading []int
	raw                  string // its text in small letters
	isNaming             bool   // its text has a name
	list                 int    // see [Fact]
}

// query is a question.
type query struct {
	words []*word // each once
	names []*word // those that stand with a capital or a digit within the question
	wants []kind  // of answer
	count []*word // what it asks the number of
}

// word is a stem that questions have.
type word struct {
	in     int          // how many questions
	alike  [2][]float64 // how much it is like the stems of facts, from 0 to 1, by how it is read
	known  bool         // a fact has it, or one like it, read strictly
	weight float64      // how much it tells
}

// reading is how far the words of questions are taken to say what others say.
type reading int

const (
	strict reading = iota // they are forms of them, or certain synonyms
	loose                 // or near them in the thesaurus
)

func newIndex(questions []string, facts []Fact) *index {
	x := &index{stems: make(map[string]int), asked: make(map[int]*word)}
	short := make(acronyms)
	for _, f := range facts {
		x.add(f)
		short.add(f.Label + ". " + f.Text)
	}
	known := len(x.names)
	hasNames := capitalsTell(questions)
	for _, q := range questions {
		q = short.spelled(q)
		words := x.askedIn(q)
		for _, w := range words {
			w.in++
		}
		small := strings.ToLower(q)
		asked := query{words: words, wants: kindsOf(small), count: x.askedIn(countedIn(small))}
		if hasNames {
			asked.names = x.askedIn(namesIn(q))
		}
		x.questions = append(x.questions, asked)
	}
	x.compare(known)
	return x
}

// askedIn returns the words of a question, each once.
func (x *index) askedIn(question string) []*word {
	var list []*word
	for _, s := range unique(x.words(question)) {
		if x.asked[s] == nil {
			x.asked[s] = new(word)
		}
		list = append(list, x.asked[s])
	}
	return list
}

// add takes in a fact.
func (x *index) add(f Fact) {
	d := doc{
		label: x.words(f.Label), text: x.words(f.Text), raw: " " + strings.ToLower(f.Text),
		isNaming: hasName(f.Text), list: f.List,
	}
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

// compare says for each word of a question how much it is like the stems of facts, the first known
// ones, and how much it tells.
func (x *index) compare(known int) {
	synonyms, faint := related(), stemsOf(faint)
	near := nearby(x.stems)
	for s, w := range x.asked {
		strictly, loosely := make([]float64, known), make([]float64, known)
		held := 0
		for k := range strictly {
			like := alike(x.names[s], x.names[k])
			if like > 0 {
				held = max(held, x.held[k])
			}
			if synonyms[x.names[s]][x.names[k]] {
				like = max(like, synonymous)
			}
			strictly[k], w.known = like, w.known || like > 0
			if near[[2]int{min(s, k), max(s, k)}] {
				like = max(like, synonymous)
			}
			loosely[k] = like
		}
		w.alike = [...][]float64{strict: strictly, loose: loosely}
		w.weight = x.weight(held, w.in, slices.Contains(faint, x.names[s]))
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
