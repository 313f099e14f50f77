package choice

import "math/bits"

// query is what is known of a question.
type query struct {
	kind       kind
	asks, head word // question word, and the word after it
	asked      opening
	english    bool // as far as its words and its deck say
	question   text
	weight     float64   // the sum of weights
	weights    []float64 // of its content words, by how rare they are
}

func queryOf(question string, english bool) query {
	q := query{
		kind: kindOf(question), asked: openingOf(question), english: english,
		question: read(question),
	}
	q.asks, q.head = asked(question)
	return q
}

// weigh weighs the words of the question: a word in twice as many cards says less.
func (q *query) weigh(holding map[word]int) {
	q.weights = make([]float64, len(q.question.content))
	for i, w := range q.question.content {
		q.weights[i] = 1 / float64(bits.Len(uint(holding[w])))
		q.weight += q.weights[i]
	}
}

// isNoun says whether a word is that by which the question names what it asks for.
func (q *query) isNoun(w word) bool { return w == q.kind.noun || w == q.kind.also }
