// Package find ranks texts by how well words fit them: whole words before beginnings of words, and
// these before words with typing errors; rare words before common ones; a question before what is
// written around it. It knows no cards: a collection, a page or a test gives it texts.
//
//	find.go   texts and words, and which texts fit
//	words.go  what words of a text are
//	match.go  which known words a word may stand for
//	sieve.go  which texts may fit, before they are read
package find

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"cards/storage/query"
)

// Field is a part of a text. What is found in an earlier one weighs more.
type Field uint8

// The fields.
const (
	Question Field = iota
	Tags
	Answer
	Place // where it stands: names of decks, headings
	Notes
	fields
)

// weights say what a word in each field is worth.
func weights() [fields]float64 { return [fields]float64{1, .9, .8, .5, .6} }

// Index holds texts for searches. The zero Index holds none.
type Index struct {
	words []string
	signs []uint64         // which characters each word has
	known map[string]int32 // the places of words in words
	at    [][]posting      // by word, in the order of texts
	whole []string         // of each text, folded, with a line feed between fields

	others    int      // texts that were left out by a sieve
	elsewhere []string // words that may stand in those alone
}

// LeaveOut says that there are more texts than those added, which a sieve has left out: they count
// where words are rare, and words that stand in them are no typing errors.
func (x *Index) LeaveOut(texts int, by *Sieve) {
	x.others = texts
	for i, word := range by.wanted {
		if by.known&(1<<i) != 0 {
			x.elsewhere = append(x.elsewhere, word)
		}
	}
}

// posting says that a word stands in a text.
type posting struct {
	text int32
	in   uint8 // bits by field
}

// Hit is a text that was found.
type Hit struct {
	Text  int // its number, from 0 in the order in which texts were added
	Score float64
}

// Add adds a text by its fields, in their order; later ones may be left out.
func (x *Index) Add(parts ...string) {
	if x.known == nil {
		x.known = make(map[string]int32)
	}
	text := int32(len(x.whole))
	var whole strings.Builder
	for field, part := range parts {
		folded := query.Fold(part)
		whole.WriteString(folded + "\n")
		for word := range words(folded) {
			x.add(word, text, Field(field))
		}
	}
	x.whole = append(x.whole, whole.String())
}

func (x *Index) add(word string, text int32, in Field) {
	place, ok := x.known[word]
	if !ok {
		place = int32(len(x.words))
		x.known[word] = place
		x.words, x.signs, x.at = append(x.words, word), append(x.signs, signsOf(word)), append(x.at, nil)
	}
	list := x.at[place]
	if n := len(list); n > 0 && list[n-1].text == text {
		list[n-1].in |= 1 << in
		return
	}
	x.at[place] = append(list, posting{text, 1 << in})
}

// Find returns up to most texts that fit words, the best first. A text that lacks some of the words
// fits less; one with less than half of them does not fit. The last word may be unfinished.
func (x *Index) Find(text string, most int) []Hit {
	folded := query.Fold(text)
	wanted := slices.Collect(words(folded))
	if len(wanted) == 0 {
		return x.literal(folded, most)
	}
	s := search{Index: x, score: make([]float64, len(x.whole)), count: make([]uint8, len(x.whole))}
	wanted = wanted[:min(len(wanted), mostWords)]
	for i, word := range wanted {
		s.look(word, i == len(wanted)-1)
	}
	return s.best(len(wanted), folded, most)
}

// mostWords is how many words are looked for; more do not make a text easier to find.
const mostWords = 20

// literal finds signs that are no words, such as "==".
func (x *Index) literal(folded string, most int) []Hit {
	var hits []Hit
	for i, whole := range x.whole {
		if folded != "" && strings.Contains(whole, folded) && len(hits) < most {
			hits = append(hits, Hit{i, 1})
		}
	}
	return hits
}

// search adds up what words are worth in texts.
type search struct {
	*Index
	score []float64
	count []uint8 // words that were found in a text

	now     []float64 // what the present word is worth in a text
	touched []int32
}

// look adds what a word is worth in each text.
func (s *search) look(word string, unfinished bool) {
	if s.now == nil {
		s.now = make([]float64, len(s.whole))
	}
	s.touched = s.touched[:0]
	by := weights()
	for _, m := range s.matches(word, unfinished) {
		for _, p := range s.at[m.word] {
			worth := 0.0
			for field, weight := range by {
				if p.in&(1<<field) != 0 {
					worth = max(worth, weight*m.likeness)
				}
			}
			if s.now[p.text] == 0 {
				s.touched = append(s.touched, p.text)
			}
			s.now[p.text] = max(s.now[p.text], worth)
		}
	}
	rarity := math.Log(1 + float64(len(s.whole)+s.others)/float64(len(s.touched)+1))
	for _, text := range s.touched {
		s.score[text] += rarity * s.now[text]
		s.count[text]++
		s.now[text] = 0
	}
}

// best returns the texts with most of the words. One in which they stand as they were typed comes
// before its like.
func (s *search) best(wanted int, folded string, most int) []Hit {
	const together = 1.3 // what words that stand together are worth
	var hits []Hit
	for text, count := range s.count {
		if int(count)*2 < wanted || count == 0 {
			continue
		}
		share := float64(count) / float64(wanted)
		score := s.score[text] * share * share
		if strings.Contains(s.whole[text], folded) {
			score *= together
		}
		if hits = append(hits, Hit{text, score}); len(hits) > 8*most {
			hits = s.first(hits, most)
		}
	}
	return s.first(hits, most)
}

// first returns up to most hits, the best first; of those with one score the shorter texts.
func (s *search) first(hits []Hit, most int) []Hit {
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score),
			cmp.Compare(len(s.whole[a.Text]), len(s.whole[b.Text])),
			cmp.Compare(a.Text, b.Text))
	})
	return hits[:min(len(hits), most)]
}
