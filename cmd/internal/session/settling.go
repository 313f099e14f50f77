package session

import (
	"cmp"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/diff"
	"cards/deck/markup"
	"cards/deck/match"
	"cards/storage"
)

// Settling is a round in which a person says which new cards are edits of cards that they know. It
// writes nothing: when the round is over, however it ended, [Settling.Decisions] is for
// [storage.Collection.Settle].
type Settling struct {
	pairs    []storage.Proposal
	verdicts []verdict // on the pairs
	begun    bool      // the person has chosen how to go on
	at       int       // the pair that is looked at; beyond the last at the end
	trail    []int     // the pairs that verdicts were given on, in order
}

// verdict is what a person says of a pair.
type verdict uint8

const (
	undecided verdict = iota
	isSame
	isOther
	isLeft // for another time
)

// SettlingState is what a round waits for.
type SettlingState uint8

// The states of a round.
const (
	Offering  SettlingState = iota // how many cards it is about is shown: All or Each comes next
	Comparing                      // a pair is shown: Same, Other, Leave, All or Back comes next
	Settled                        // nothing is left to decide
)

// SettlingScreen is what a front end shows of a round.
type SettlingScreen struct {
	State  SettlingState
	Pair   Pair // that is compared, while comparing
	Number int  // of the pair, from 1
	Total  int  // pairs, without those that what was said has overtaken; cards while offering
}

// Pair is a proposal with what differs in its texts.
type Pair struct {
	storage.Proposal
	Question, Answer Versions
}

// Versions are one side of a card as it was and as it is.
type Versions struct {
	Was, Is []diff.Run
	Equal   bool // but for white space
}

// NewSettling begins a round.
func NewSettling(proposals []storage.Proposal) *Settling {
	return &Settling{pairs: proposals, verdicts: make([]verdict, len(proposals))}
}

// Screen returns what is to be shown now.
func (s *Settling) Screen() SettlingScreen {
	switch {
	case s.next() < 0:
		return SettlingScreen{State: Settled, Total: len(s.trail)}
	case !s.begun:
		return SettlingScreen{State: Offering, Total: s.cards()}
	}
	left := 0
	for i := range s.pairs {
		if s.isOpen(i) {
			left++
		}
	}
	return SettlingScreen{
		State: Comparing, Pair: compare(s.pairs[s.next()]),
		Number: len(s.trail) + 1, Total: len(s.trail) + left,
	}
}

// cards returns how many new cards the round is about.
func (s *Settling) cards() int {
	keys := make(map[deck.Key]bool)
	for _, p := range s.pairs {
		keys[p.New.Key] = true
	}
	return len(keys)
}

// isOpen says whether a pair is still to be decided: nothing was said of it, and neither card is
// taken.
func (s *Settling) isOpen(i int) bool {
	pair := &s.pairs[i]
	for j, p := range s.pairs {
		if s.verdicts[j] == isSame && (p.Card == pair.Card || p.New.Key == pair.New.Key) {
			return false
		}
	}
	return s.verdicts[i] == undecided
}

// next returns the pair that is to be looked at now, -1 for none.
func (s *Settling) next() int {
	for i := s.at; i < len(s.pairs); i++ {
		if s.isOpen(i) {
			return i
		}
	}
	return -1
}

// Each begins to look at the pairs one by one.
func (s *Settling) Each() { s.begun = true }

// Same says that the texts of the pair are one card.
func (s *Settling) Same() { s.decide(isSame) }

// Other says that they are two cards, now and for ever.
func (s *Settling) Other() { s.decide(isOther) }

// Leave leaves the pair for another time.
func (s *Settling) Leave() { s.decide(isLeft) }

func (s *Settling) decide(v verdict) {
	if i := s.next(); s.begun && i >= 0 {
		s.verdicts[i] = v
		s.trail = append(s.trail, i)
		s.at = i + 1
	}
}

// All says that all pairs that are left are one card each. Of those that one card is in, it is the
// likeliest.
func (s *Settling) All() {
	order := make([]int, len(s.pairs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(s.pairs[j].Likeness, s.pairs[i].Likeness)
	})
	for _, i := range order {
		if i >= s.at && s.isOpen(i) {
			s.verdicts[i] = isSame
			s.trail = append(s.trail, i)
		}
	}
	s.begun = true
}

// Back takes back what was said last, and its pair is looked at again; false if nothing was said
// yet.
func (s *Settling) Back() bool {
	last := len(s.trail) - 1
	if last < 0 {
		return false
	}
	s.at = s.trail[last]
	s.verdicts[s.at] = undecided
	s.trail = s.trail[:last]
	return true
}

// Decisions returns what was said.
func (s *Settling) Decisions() []storage.Decision {
	var list []storage.Decision
	for _, i := range s.trail {
		if v := s.verdicts[i]; v != isLeft {
			p := &s.pairs[i]
			list = append(list, storage.Decision{Old: p.Old.Key, New: p.New.Key, Same: v == isSame})
		}
	}
	return list
}

func compare(p storage.Proposal) Pair {
	question, answer := sides(p.Old)
	newQuestion, newAnswer := sides(p.New)
	return Pair{
		Proposal: p, Question: versions(question, newQuestion), Answer: versions(answer, newAnswer),
	}
}

func versions(was, is string) Versions {
	var v Versions
	v.Was, v.Is = diff.Words(was, is)
	differs := func(r diff.Run) bool { return r.Differs }
	v.Equal = !slices.ContainsFunc(v.Was, differs) && !slices.ContainsFunc(v.Is, differs)
	return v
}

// sides returns what a text asks and what it wants to hear, as a person writes it: the gaps of a
// cloze stand in brackets, with nothing to be heard besides, and the items of a choice have boxes.
func sides(s match.Seen) (question, answer string) {
	if s.Text.IsCloze() {
		brackets := strings.NewReplacer(string(markup.GapOpen), "[", string(markup.GapClose), "]")
		return brackets.Replace(s.Text.Cloze), ""
	}
	if s.Kind != deck.KindChoice {
		return s.Text.Prompt, s.Text.Answer
	}
	items := strings.Split(s.Text.Answer, "\n")
	for i, item := range items {
		switch {
		case strings.HasPrefix(item, "x "):
			items[i] = "[x]" + item[1:]
		case strings.HasPrefix(item, "o "):
			items[i] = "[ ]" + item[1:]
		}
	}
	return s.Text.Prompt, strings.Join(items, "\n")
}
