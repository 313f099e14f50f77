// Package choice makes questions of several options: it finds wrong answers that look right among
// the answers of other cards. It knows no model of language; every rule is about the texts: their
// shape, their words, where they stand and what else is asked. Texts are without markup.
//
//	choice.go   cards, the pool of what they answer, and the options of one question
//	text.go     a text as words
//	kind.go     what kind of thing a question asks for
//	gap.go      what stands around a gap, and what fills it
//	shape.go    what an answer looks like: a year, a number with a unit, a name, a sentence
//	lure.go     which answers may stand beside the right one, and how good they are
//	number.go   numbers near another one
//	scale.go    words that exclude another one
//	group.go    names of groups that are made up
//	rank.go     choosing so that the length of an option tells nothing
package choice

import (
	"bytes"
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Card is what a card asks and answers.
type Card struct {
	Key, Note        [16]byte
	Deck, Section    string // the section by its headings; empty for none
	Tags             []string
	Question, Answer string
	Gap              bool // the answer fills a gap of the question
	Code             bool // the answer is code
	Side             Side
}

// Side is how a card asks.
type Side uint8

// The sides.
const (
	Asked   Side = iota // by a question
	Term                // by a term, for its definition
	Defined             // by a definition, for its term
)

// Option is one that a question offers.
type Option struct {
	Text string
	Card *Card // that it is the answer of; nil for what was made up
}

// Options are what a question offers, in the order in which they are shown.
type Options struct {
	List  []Option
	Right int // which of List is right
}

// Pool holds the cards that wrong answers are taken from. It is safe for concurrent use.
type Pool struct {
	items   []item
	of      map[[16]byte]*item
	shaped  map[form][]*item
	holding map[word]int // in how many cards a word is
	firsts  map[word]int // how many questions name the kind of thing by a word
	heads   map[word]int // and how many by it or the one before it
}

// item is a card with what is known of its texts.
type item struct {
	Card
	option             string // the answer as it is offered
	lead               int    // words that it shares with the question: "With whom?", "With Ann."
	form               form
	unit               string
	question           text
	answer             text
	kind               kind
	before, after      beside // what is around the gap
	ends               string // of the answer
	opens              opening
	short, names       bool      // see isShort and namesKind
	holdsLead          bool      // in the answer
	asks, head, begins word      // question word, the word after it, the answer's first word
	leads              bool      // that is one by which answers belong to their questions
	weights            []float64 // of the content words of the question, by how rare they are
	weight             float64   // their sum
	log                float64   // of the answer's length
}

// NewPool returns a pool of cards. Their order does not matter.
func NewPool(cards []Card) *Pool {
	p := &Pool{
		items: make([]item, len(cards)), of: make(map[[16]byte]*item, len(cards)),
		shaped: make(map[form][]*item), holding: make(map[word]int),
		firsts: make(map[word]int), heads: make(map[word]int),
	}
	for i, c := range cards {
		p.items[i] = newItem(c)
	}
	slices.SortFunc(p.items, func(a, b item) int { return bytes.Compare(a.Key[:], b.Key[:]) })
	for i := range p.items {
		it := &p.items[i]
		p.of[it.Key] = it
		p.shaped[it.form] = append(p.shaped[it.form], it)
		for i, w := range it.kind.heads {
			p.heads[w]++
			if i == 0 {
				p.firsts[w]++
			}
		}
		for _, w := range it.question.union(it.answer) {
			p.holding[w]++
		}
	}
	for i := range p.items {
		p.items[i].weigh(p.holding)
	}
	return p
}

// weigh weighs the words of the question: a word in twice as many cards says less.
func (it *item) weigh(holding map[word]int) {
	it.weights = make([]float64, len(it.question.content))
	for i, w := range it.question.content {
		it.weights[i] = 1 / float64(bits.Len(uint(holding[w])))
		it.weight += it.weights[i]
	}
}

func newItem(c Card) item {
	it := item{Card: c, option: beforeMeta(c.Answer), question: read(c.Question)}
	it.answer = read(it.option)
	it.form, it.unit = formOf(it.option, it.answer)
	if c.Code && it.form != noForm {
		it.form, it.unit = form{shape: code}, ""
	}
	it.kind, it.ends, it.opens = kindOf(c.Question), endOf(it.option), openingOf(it.option)
	it.short, it.names = it.isShort(), it.namesKind()
	it.holdsLead = slices.ContainsFunc(fields(it.option), isLeadWord)
	if c.Gap {
		it.before, it.after = besides(c.Question)
		if it.form.shape == number && it.unit == "" {
			it.unit = behind(c.Question)
		}
	}
	it.asks, it.head = asked(c.Question)
	it.log = math.Log(float64(max(it.answer.length, 1)))
	if len(it.answer.words) > 0 {
		it.begins = it.answer.words[0]
		it.leads = isLeadWord(fields(it.option)[0])
	}
	if it.leads && it.kind.lead == it.begins && len(it.answer.words) > 1 {
		it.lead = 1
	}
	return it
}

// Options returns the options of a card of the pool: the right one and up to so many wrong ones;
// false if there is no wrong one. The same pool, key and seed give the same options in the same
// order.
func (p *Pool) Options(key [16]byte, wrong int, seed uint64) (Options, bool) {
	right := p.of[key]
	if right == nil || right.form == noForm || wrong < 1 {
		return Options{}, false
	}
	random := rand.New(rand.NewPCG(seed, hash(key[:])))
	lures := p.lures(right, wrong, random)
	if len(lures) == 0 {
		return Options{}, false
	}
	list := append([]Option{{right.option, &right.Card}}, lures...)
	p.unlead(list)
	if right.form.shape != code {
		alike(list)
	}
	order := random.Perm(len(list))
	o := Options{List: make([]Option, len(list))}
	for from, to := range order {
		o.List[to] = list[from]
	}
	o.Right = order[0]
	return o, true
}

// unlead takes the words off that questions and answers lead with, unless all options begin as the
// first: beside "With the manager.", "Near zero." is no answer.
func (p *Pool) unlead(list []Option) {
	right := p.of[list[0].Card.Key]
	isAnother := func(o Option) bool { return o.Card == nil || !right.leadsLike(p.of[o.Card.Key]) }
	if right.lead == 0 || !slices.ContainsFunc(list, isAnother) {
		return
	}
	for i, o := range list {
		if o.Card != nil && p.of[o.Card.Key].lead > 0 {
			_, rest, _ := strings.Cut(o.Text, " ")
			list[i].Text = likeCase(rest, o.Text)
		}
	}
}

// alike ends all options with a full stop if the first does, and none if it does not; if it begins
// with a capital, all do.
func alike(list []Option) {
	first, _ := utf8.DecodeRuneInString(list[0].Text)
	stop := strings.HasSuffix(list[0].Text, ".")
	for i := range list {
		bare := strings.TrimSuffix(list[i].Text, ".")
		if stop && !strings.HasSuffix(bare, ".") && !strings.HasSuffix(bare, "!") &&
			!strings.HasSuffix(bare, "?") {
			bare += "."
		}
		if r, size := utf8.DecodeRuneInString(bare); unicode.IsUpper(first) && unicode.IsLower(r) {
			bare = string(unicode.ToUpper(r)) + bare[size:]
		}
		list[i].Text = bare
	}
}

// hash is a number that stands for bytes, on every machine the same.
func hash(b []byte) uint64 {
	h := fnv.New64a()
	h.Write(b)
	return h.Sum64()
}

// draw is a number for two keys and a seed, that decides between what is equally good.
func draw(seed uint64, a, b [16]byte) uint64 {
	x := seed ^ binary.BigEndian.Uint64(a[:8]) ^ bits.RotateLeft64(binary.BigEndian.Uint64(b[:8]), 1)
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9 // the last steps of SplitMix64 mix all bits
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
