// Package suggest finds in study notes what may answer a question: by the words that both have or
// that say the same, how much these tell, where they stand, what kind of answer is wanted, and what
// the other questions of the page are answered by. It knows English in general and nothing of any
// subject, and would rather suggest nothing than something wrong.
package suggest

import (
	"cmp"
	"slices"
)

// Fact is one statement of study notes.
type Fact struct {
	Line     int      // in the source, from 1
	Headings []string // what it stands under, the outermost first
	Label    string   // what stands before its colon; "" if nothing does
	Text     string
	Marked   string // the text with the bold marks of its author; "" if it has a label
	List     int    // which list it is an item of, from 1; 0 for what is in none
	Numbered bool   // its list is
}

// Suggestion is a fact that may answer a question.
type Suggestion struct {
	Fact  int     // its place among the facts
	Score float64 // from 0 to 1: how likely it seems that it answers
}

// What is suggested. The numbers were fitted to pages whose answers are known, see suggest_test.go.
const (
	least = 0.41 // how likely it is at least that the notes answer a question with suggestions
	rest  = 0.02 // how likely a fact is at least, the best being 1
	most  = 3    // facts
)

// Rank returns for each question of a page, in the order of the page, the facts that may answer it,
// the best first, at most three; none where even the best is not good enough. One that is asked
// twice is one question, where it stands first.
func Rank(questions []string, facts []Fact) [][]Suggestion {
	var once []string
	at := make(map[string]int)
	for _, q := range questions {
		if _, ok := at[q]; !ok {
			at[q] = len(once)
			once = append(once, q)
		}
	}
	x := newIndex(once, facts)
	asked := make([]asking, len(once))
	for i := range asked {
		asked[i] = x.ask(&x.questions[i])
	}
	settle(asked, len(facts))
	all := make([][]Suggestion, len(questions))
	for i, q := range questions {
		all[i] = asked[at[q]].suggestions()
	}
	return all
}

// suggestions returns the best facts for a question.
func (a asking) suggestions() []Suggestion {
	slices.SortStableFunc(a, func(a, b candidate) int { return cmp.Compare(b.share, a.share) })
	answered := 0.0
	for _, c := range a {
		answered += c.share
	}
	var list []Suggestion
	for _, c := range a[:min(len(a), most)] {
		if answered >= least && c.share >= rest*a[0].share {
			list = append(list, Suggestion{c.fact, c.share})
		}
	}
	return list
}
