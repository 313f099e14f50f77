package suggest

import (
	"math"
	"slices"
	"strings"
)

// How much a word of a question counts where a fact has it: what stands in its text is 1.
const (
	inLabel   = 1.2 // a label names what the fact is
	inHeading = 0.7 // of what it stands under next
	inAbove   = 0.2 // of what is further up
	inKin     = 0.2 // of the facts beside it
)

const (
	ofLabel   = 0.15 // what a label adds all of whose words the question has
	ofKind    = 0.1  // what the right kind of answer adds
	unknown   = 0.7  // weight of a word that the notes do not have: it may be another way to say it
	faintness = 0.7  // weight of a faint word
	common    = 4.0  // how much less a word tells that all questions have
	kin       = 3    // lines between facts that are beside each other
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
	weights   map[int]float64
}

// doc is a fact: the stems of its parts.
type doc struct {
	label, text, heading, above, kin []int
	raw                              string // its text in small letters
}

// query is a question.
type query struct {
	stems []int
	raw   string // in small letters
}

func newIndex(questions []string, facts []Fact) *index {
	x := &index{
		stems: make(map[string]int), asked: make(map[int]int),
		alike: make(map[int][]float64), weights: make(map[int]float64),
	}
	for _, f := range facts {
		x.add(f)
	}
	for i := range facts {
		x.facts[i].kin = x.besides(facts, i)
	}
	known := len(x.names)
	for _, q := range questions {
		stems := x.words(q)
		for _, s := range unique(stems) {
			x.asked[s]++
		}
		x.questions = append(x.questions, query{stems: stems, raw: strings.ToLower(q)})
	}
	x.compare(known)
	return x
}

// add takes in a fact.
func (x *index) add(f Fact) {
	d := doc{label: x.words(f.Label), text: x.words(f.Text), raw: " " + strings.ToLower(f.Text)}
	if n := len(f.Headings); n > 0 {
		d.heading = x.words(f.Headings[n-1])
		d.above = x.words(strings.Join(f.Headings[:n-1], " "))
	}
	x.held = append(x.held, make([]int, len(x.names)-len(x.held))...)
	for _, s := range unique(slices.Concat(d.label, d.text, d.heading)) {
		x.held[s]++
	}
	x.facts = append(x.facts, d)
}

// besides returns the words of the facts beside one, under the same headings.
func (x *index) besides(facts []Fact, i int) []int {
	var stems []int
	for j := max(0, i-kin); j < min(len(facts), i+kin+1); j++ {
		if j != i && len(facts[i].Headings) > 0 && slices.Equal(facts[j].Headings, facts[i].Headings) {
			stems = append(stems, x.facts[j].text...)
		}
	}
	return stems
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
		x.alike[s] = row
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
	return w / (1 + common*float64(asked-1)/float64(len(x.questions)))
}

// best returns how much the most similar of some words of a fact is like one of a question.
func (x *index) best(stem int, in []int) float64 {
	row, b := x.alike[stem], 0.0
	for _, s := range in {
		b = max(b, row[s])
	}
	return b
}

// score returns how much of what a question asks for a fact has.
func (x *index) score(q query, d *doc) float64 {
	sum, got := 0.0, 0.0
	for _, s := range q.stems {
		sum += x.weights[s]
		got += x.weights[s] * max(x.best(s, d.label)*inLabel, x.best(s, d.text),
			x.best(s, d.heading)*inHeading, x.best(s, d.above)*inAbove, x.best(s, d.kin)*inKin)
	}
	if got == 0 {
		return 0
	}
	return max(0, got/sum+ofLabel*x.covered(q, d)+ofKind*fits(q.raw, d.raw))
}

// covered returns which share of a label's words the question has.
func (x *index) covered(q query, d *doc) float64 {
	if len(d.label) == 0 {
		return 0
	}
	sum := 0.0
	for _, l := range d.label {
		b := 0.0
		for _, s := range q.stems {
			b = max(b, x.alike[s][l])
		}
		sum += b
	}
	return sum / float64(len(d.label))
}

// lacking is how much a fact fits less that lacks what every answer to a question has: it says how
// much or how many of something else.
const lacking = -2.5

// wants are how questions begin that want an answer of a kind, and what such answers have.
var wants = []struct {
	begins []string
	has    string
	must   bool // an answer without it is none
}{
	{[]string{"where"}, " in | at |takes place| located ", false},
	{[]string{"why"}, " because| since | so | to | due | which ", false},
	{
		[]string{"when ", "until when", "at what point", "under what", "under which"},
		" when | if | before | after | once | until | unless | during | while |0|1|2|3|4|5|6|7|8|9",
		false,
	},
	{
		[]string{"how long", "for how long"},
		" second| minute| hour| day| week| month| year| decade| centur|0|1|2|3|4|5|6|7|8|9",
		false,
	},
	{
		[]string{
			"how many", "how much", "how often", "how old", "how far", "how tall", "how fast", "at what age",
			"what percentage", "in which year", "in what year",
		},
		"0|1|2|3|4|5|6|7|8|9| two | three | four | five | six | seven | eight | nine | ten ", true,
	},
}

// fits says whether a fact has what a question of its kind wants: 1 if so, 0 if that cannot be
// said, [lacking] if it has no answer without it.
func fits(question, fact string) float64 {
	for _, w := range wants {
		if !slices.ContainsFunc(w.begins, func(s string) bool { return strings.HasPrefix(question, s) }) {
			continue
		}
		for has := range strings.SplitSeq(w.has, "|") {
			if strings.Contains(fact, has) {
				return 1
			}
		}
		if w.must {
			return lacking
		}
	}
	return 0
}
