// Package suggest finds in study notes what may answer a question: by the words that both have or
// that say the same, how much these tell, where they stand, and what kind of answer is wanted. It
// knows English in general and nothing of any subject, and would rather suggest nothing than
// something wrong.
package suggest

import (
	"cmp"
	"math"
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
	Score float64 // from 0 to 1: how much of what the question asks for it has
}

// What is suggested. The numbers were chosen on pages whose answers are known, see suggest_test.go.
const (
	least = 0.28 // score of the best fact below which nothing is suggested
	rest  = 0.25 // least share of the best one's score that others have
	most  = 3    // facts
)

// alone says how much a fact is kept for the question that it fits best: notes answer several
// questions by several facts.
const alone = 0.4

// Rank returns for each question the facts that may answer it, the best first, at most three; none
// where even the best is not good enough.
func Rank(questions []string, facts []Fact) [][]Suggestion {
	x := newIndex(questions, facts)
	scores := make([][]float64, len(questions))
	top := make([]float64, len(facts))
	for i, q := range x.questions {
		scores[i] = make([]float64, len(facts))
		for j := range facts {
			scores[i][j] = x.score(q, &x.facts[j])
			top[j] = max(top[j], scores[i][j])
		}
	}
	all := make([][]Suggestion, len(questions))
	for i := range questions {
		all[i] = choose(scores[i], top)
	}
	return all
}

// choose returns the best facts of a question by their scores; top is how well each fits the
// question that it fits best.
func choose(scores, top []float64) []Suggestion {
	var list []Suggestion
	for j, s := range scores {
		if s > 0 {
			list = append(list, Suggestion{j, s * math.Pow(s/top[j], alone)})
		}
	}
	slices.SortStableFunc(list, func(a, b Suggestion) int { return cmp.Compare(b.Score, a.Score) })
	list = list[:min(len(list), most)]
	for i := range list {
		if list[0].Score < least || list[i].Score < rest*list[0].Score {
			list = list[:i]
			break
		}
	}
	for i := range list {
		list[i].Score = min(list[i].Score, 1)
	}
	return list
}
