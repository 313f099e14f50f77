// Package choice makes questions of several options: it finds wrong answers that look right among
// the answers of other cards. It knows no model of language; rules are about the texts: their
// shape, their words, where they stand and what else is asked. Where no card has an answer of the
// kind that is asked for, one is made up: another number, another member of a family of things that
// everybody knows, or one word exchanged. Texts are without markup.
//
//	choice.go   cards, the pool of what they answer, and the options of one question
//	text.go     a text as words
//	kind.go     what kind of thing a question asks for
//	words.go    the words and endings by which that is told
//	fit.go      whether the answer to one question may be meant as that to another
//	gap.go      what stands around a gap, and what fills it
//	item.go     a card with what is known of its texts
//	query.go    what is known of a question
//	reply.go    what is known of an answer
//	backed.go   what speaks for it that an answer may be meant
//	shape.go    what an answer looks like: a year, a number with a unit, a name, a sentence
//	lure.go     which answers stand beside the right one
//	sure.go     which of them are known to be of the kind that is asked for
//	near.go     how near to it they are
//	candidates.go  the cards that come into question, by how well they fit
//	like.go     whether two answers may say the same
//	number.go   numbers near another one
//	amount.go   texts with other numbers in them
//	contrast.go words that the texts of a subject exchange
//	scale.go    answers that are a word of a scale, and the denial of a sentence
//	family.go   things of common kinds that everybody knows
//	kin.go      which of them may be meant, and which answers are of one kind
//	prose.go    answers with other words in one place or two
//	exchange.go the words that can stand in each other's place: exchange.txt
//	surrounding.go  what a word is, by what stands around it
//	inflect.go  the forms of English words
//	slot.go     answers with something else in one place: a version, a number, a word of code
//	group.go    names of groups and kinds that are made up, and words for gaps
//	mention.go  the names that the texts of a subject speak of
//	sort.go     what names are the names of, as their words tell
//	named.go    which of these names may stand beside one
//	terms.go    terms whose meaning is asked
//	listing.go  lists with another thing in one place
//	clause.go   whether a text has a verb of its own
//	fill.go     what fits least badly, where too little is known to fit
//	rank.go     choosing so that the length of an option tells nothing
package choice

import (
	"bytes"
	"encoding/binary"
	"hash/fnv"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
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
	here    map[within][]*item
	about   map[int32][]*item  // by subject
	named   map[asking][]*item // of all subjects
	saying  map[uint64][]*item // by a hash of what is named
	holding map[word]int       // in how many cards a word is
	// the names that a subject speaks of, the words that its texts exchange, and all words that
	// they have, read when wanted
	spoken      map[int32]func() []mention
	contrasting map[int32]func() contrasts
	words       map[int32]func() map[word]bool
}

// within is a form in one subject.
type within struct {
	subject int32
	form    form
}

// asking is what is asked for by name: who, or which city.
type asking struct {
	class class
	noun  word
}

// NewPool returns a pool of cards. Their order does not matter.
func NewPool(cards []Card) *Pool {
	p := &Pool{
		items: make([]item, len(cards)), of: make(map[[16]byte]*item, len(cards)),
		here: make(map[within][]*item), about: make(map[int32][]*item),
		named: make(map[asking][]*item), holding: make(map[word]int),
		saying: make(map[uint64][]*item), spoken: make(map[int32]func() []mention),
		contrasting: make(map[int32]func() contrasts), words: make(map[int32]func() map[word]bool),
	}
	english := englishDecks(cards)
	subjects, places := subjectsOf(cards), make(map[[2]string]int32) // decks, and sections in them
	for i, c := range cards {
		it := newItem(c, english[c.Deck] || isEnglish(c.Question))
		it.subject = subjects[c.Deck]
		it.deck = numberOf(places, [2]string{c.Deck})
		it.section = numberOf(places, [2]string{c.Deck, "#" + c.Section})
		p.items[i] = it
	}
	slices.SortFunc(p.items, func(a, b item) int { return bytes.Compare(a.Key[:], b.Key[:]) })
	for i := range p.items {
		it := &p.items[i]
		p.of[it.Key] = it
		here := within{it.subject, it.form}
		p.here[here] = append(p.here[here], it)
		p.about[it.subject] = append(p.about[it.subject], it)
		if it.travels() {
			by := asking{it.kind.class, it.kind.noun}
			p.named[by] = append(p.named[by], it)
		}
		said := hash([]byte(memberKey(it.core)))
		p.saying[said] = append(p.saying[said], it)
		for _, w := range it.question.union(it.answer) {
			p.holding[w]++
		}
	}
	for i := range p.items {
		p.items[i].weigh(p.holding)
	}
	for subject, items := range p.about {
		around := p.around(items[0])
		p.spoken[subject] = sync.OnceValue(func() []mention { return mentionsOf(around) })
		p.words[subject] = sync.OnceValue(func() map[word]bool { return wordsOf(around) })
		p.contrasting[subject] = sync.OnceValue(func() contrasts { return contrastsOf(around) })
	}
	return p
}

// around returns the cards of the subject of one, in the order of their keys; none if they are very
// many, as then there are answers enough.
func (p *Pool) around(it *item) []*item {
	const most = 1000
	if all := p.about[it.subject]; len(all) <= most {
		return all
	}
	return nil
}

// numberOf returns the number of a key, the next one for a new one.
func numberOf[T comparable](numbers map[T]int32, key T) int32 {
	if _, ok := numbers[key]; !ok {
		numbers[key] = int32(len(numbers))
	}
	return numbers[key]
}

// subjectsOf numbers what decks are about: each deck is a subject, but those of a few cards are one
// with the others in their folder.
func subjectsOf(cards []Card) map[string]int32 {
	const few = 10
	size := make(map[string]int)
	for _, c := range cards {
		size[c.Deck]++
	}
	numbers, of := make(map[string]int32), make(map[string]int32, len(size))
	for deck, n := range size {
		name := "\x00" + deck
		if n < few {
			name = deck[:max(strings.LastIndex(deck, "/"), 0)]
		}
		of[deck] = numberOf(numbers, name)
	}
	return of
}

// Options returns the options of a card of the pool: the right one and up to so many wrong ones;
// false if there is no wrong one. Where too few are known to be of the kind that is asked for there
// are others as well. The same pool, key and seed give the same options in the same order.
func (p *Pool) Options(key [16]byte, wrong int, seed uint64) (Options, bool) {
	return p.options(key, wrong, seed, false)
}

// Sure is [Pool.Options] without wrong answers of which it is not known that they are of the kind
// that is asked for, for questions that need not be choices.
func (p *Pool) Sure(key [16]byte, wrong int, seed uint64) (Options, bool) {
	return p.options(key, wrong, seed, true)
}

func (p *Pool) options(key [16]byte, wrong int, seed uint64, sure bool) (Options, bool) {
	right := p.of[key]
	if right == nil || right.form == noForm || wrong < 1 {
		return Options{}, false
	}
	lures := p.lures(right, wrong, seed, sure)
	if len(lures) == 0 {
		return Options{}, false
	}
	list := append([]Option{{Text: right.option, Card: &right.Card}}, lures...)
	p.unlead(list)
	if right.form.shape != code && !right.Gap {
		alike(list, right.form.shape >= phrase)
	}
	order := rand.New(rand.NewPCG(seed, ^hash(key[:]))).Perm(len(list)) // whatever was drawn for them
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
	first := strings.Fields(right.option)[0] + " "
	if right.kind.class == place && hasCapital(right.core) {
		unplace(list)
	}
	isAnother := func(o Option) bool {
		if o.Card == nil {
			return !strings.HasPrefix(o.Text, first)
		}
		return !leadsLike(right, p.of[o.Card.Key])
	}
	if right.lead == 0 || !slices.ContainsFunc(list, isAnother) {
		return
	}
	for i, o := range list {
		leads := strings.HasPrefix(o.Text, first)
		if o.Card != nil {
			leads = p.of[o.Card.Key].lead > 0
		}
		lead, rest, _ := strings.Cut(o.Text, " ")
		if leads && isLeadWord(lead) && rest != "" { // unless it is taken off already
			list[i].Text = likeCase(rest, o.Text)
		}
	}
}

// unplace takes off the words by which answers lead to places that have names, unless all lead by
// the same one that goes with every place: one is at Lisbon, but not at Portugal.
func unplace(list []Option) {
	first, _, _ := strings.Cut(list[0].Text, " ")
	isOther := func(o Option) bool { return !strings.HasPrefix(o.Text, first+" ") }
	if !isOneOf(first, " at near ") && !slices.ContainsFunc(list, isOther) {
		return
	}
	for i, o := range list {
		lead, rest, _ := strings.Cut(o.Text, " ")
		if isLeadWord(lead) && rest != "" && hasCapital(rest) {
			list[i].Text = rest
		}
	}
}

// alike ends all options with a full stop if the first does, and none if it does not; if it begins
// with a capital, or is prose and one of the others does, all do.
func alike(list []Option, isProse bool) {
	capital := slices.ContainsFunc(list, func(o Option) bool { return hasCapital(o.Text) })
	capital = capital && (isProse || hasCapital(list[0].Text))
	stop := strings.HasSuffix(list[0].Text, ".")
	for i := range list {
		bare := strings.TrimSuffix(list[i].Text, ".")
		if stop && !strings.HasSuffix(bare, ".") && !strings.HasSuffix(bare, "!") &&
			!strings.HasSuffix(bare, "?") {
			bare += "."
		}
		if r, size := utf8.DecodeRuneInString(bare); capital && unicode.IsLower(r) {
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
