package match

import (
	"maps"
	"slices"
	"strings"

	"cards/deck/match/text"
)

// several is how many notes show that the author has replaced the same words everywhere: one note
// whose answer happens to be right for the new question as well is no wonder, three are.
const several = 3

// many is how many notes show it even of words that may negate: nobody negates so many questions
// whose answers stay.
const many = 6

// linkReplacements links notes whose prompts differ by the same replacement: a name that was
// changed in a whole file, a list whose questions got another frame, a typo that was corrected
// everywhere.
func (m *matcher) linkReplacements() {
	found := map[string][]int{}
	for i, p := range m.pairs {
		if p.rewording != "" && (m.free(p) || p.isLinked) && m.between(p).sameFile() {
			found[p.rewording] = append(found[p.rewording], i)
		}
	}
	for _, rewording := range slices.Sorted(maps.Keys(found)) {
		list := m.alone(found[rewording])
		if !m.isReplacement(list) {
			m.expect(list)
			continue
		}
		for _, i := range list {
			if p := &m.pairs[i]; !p.isLinked && (p.answered || m.isOwn(i, list) || !m.replacesName(list)) {
				p.reason, p.score = "several notes differ by the same replacement", 0.9
				m.link(i)
			}
		}
		m.expect(list)
	}
}

// expect proposes pairs that differ by the same words if the answers of most of them agree and one
// is what it was.
func (m *matcher) expect(list []int) {
	agree, isSame := 0, false
	for _, i := range list {
		p := m.pairs[i]
		if isSame = isSame || p.answered; p.answered || p.agreed {
			agree++
		}
	}
	if len(list) < several || 2*agree <= len(list) || !isSame {
		return
	}
	for _, i := range list {
		if p := &m.pairs[i]; p.level < asked {
			p.level, p.score = asked, similarBoth
			p.reason = "other notes differ by the same replacement"
		}
	}
}

// alone returns the pairs whose notes are in no other pair of the list.
func (m *matcher) alone(list []int) []int {
	olds, news := map[*group]int{}, map[*group]int{}
	for _, i := range list {
		olds[m.pairs[i].old]++
		news[m.pairs[i].new]++
	}
	return slices.DeleteFunc(list, func(i int) bool {
		return olds[m.pairs[i].old] > 1 || news[m.pairs[i].new] > 1
	})
}

// isReplacement says whether pairs that differ by the same words show that these were replaced:
// nothing has the old ones any more, and answers that differ from each other have stayed, but for
// the same replacement. Half of them may have been corrected at the same time.
func (m *matcher) isReplacement(list []int) bool {
	if len(list) < several {
		return false
	}
	hunks := m.hunks(list)
	answers := map[string]bool{}
	changed, both := 0, 0 // both: the answers have the replacement too
	for _, i := range list {
		p := m.pairs[i]
		if p.replaced {
			both++
		}
		if p.answered || m.isOwn(i, list) {
			answers[p.new.asks()] = true
		} else {
			changed++
		}
	}
	mayTurn := mayNegate(hunks) && len(answers) < many && both < 2
	isMost := 2*changed <= len(list)
	return isMost && !mayTurn && len(answers) >= several && m.haveGone(hunks)
}

// isOnlyIn says whether words have only come into texts or gone out of them, neither at their
// beginning nor at their end: they may negate.
func isOnlyIn(hunks []hunk) bool {
	isIn := func(h hunk) bool { return !h.isEdge() && !h.isExchange() }
	return len(hunks) > 0 && all(hunks, isIn)
}

// mayNegate says whether several places may negate or turn into its opposite each of several
// questions: one word has come or gone, or all have within the text, or what is exchanged may.
func mayNegate(hunks []hunk) bool {
	isLone := len(hunks) == 1 && !hunks[0].isExchange() && wordsIn(hunks[0].words()) == 1
	return isOnlyIn(hunks) || isLone || slices.ContainsFunc(hunks, hunk.mayNegate)
}

// mayNegate says whether what is exchanged for each other may negate: short words, or such as begin
// or end alike. Names, typos, several words at an end and grammar of a language that is known do
// not.
func (h hunk) mayNegate() bool {
	const least = 4
	words := h.words()
	switch {
	case !h.isExchange(), h.isTypo(), all(words, (*word).IsLight), slices.ContainsFunc(words, (*word).IsName):
		return false
	case h.isEdge() && max(len(h.from), len(h.to)) > 1:
		return false
	}
	isLong := func(w *word) bool { return w.Letters() >= least }
	isKin := func(w *word) bool { return haveKin(h.from, w) }
	return !slices.ContainsFunc(h.from, isLong) || !slices.ContainsFunc(h.to, isLong) ||
		slices.ContainsFunc(h.to, isKin)
}

// haveKin says whether one of some words begins or ends as another one does.
func haveKin(words []*word, w *word) bool {
	return slices.ContainsFunc(words, func(v *word) bool { return text.LookAlike(v, w) })
}

// isOwn says whether the answer of a pair was only polished or tells more, and not the same as most
// answers of the list: what came into so many of them may negate.
func (m *matcher) isOwn(i int, list []int) bool {
	p, alike := m.pairs[i], 0
	for _, j := range list {
		if q := m.pairs[j]; !q.answered && q.addition != "" && q.addition == p.addition {
			alike++
		}
	}
	return p.agreed && 2*alike <= len(list)
}

// hunks returns what differs in the prompts of pairs that differ by the same words.
func (m *matcher) hunks(list []int) []hunk {
	c := m.between(m.pairs[list[0]])
	return c.compare(c.old.promptWords, c.new.promptWords).hunks
}

// replacesName says whether a name was replaced, so that another answer may be that of another
// subject.
func (m *matcher) replacesName(list []int) bool { return haveWord(m.hunks(list), (*word).IsName) }

// exchange returns what tokens a hunk replaces by which, without those that both sides begin or end
// with, as in two pieces of code of which one name differs.
func (h hunk) exchange() (from, to []string) {
	from, to = tokensOf(rawOf(h.from)), tokensOf(rawOf(h.to))
	for len(from) > 1 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	for len(from) > 1 && len(to) > 1 && from[len(from)-1] == to[len(to)-1] {
		from, to = from[:len(from)-1], to[:len(to)-1]
	}
	return from, to
}

// replaced returns the tokens of a text with those of hunks replaced.
func replaced(answer string, hunks []hunk) string {
	joined := joinTokens(tokensOf(answer))
	for _, h := range hunks {
		if from, to := h.exchange(); len(from) > 0 {
			joined = strings.ReplaceAll(joined, joinTokens(from), joinTokens(to))
		}
	}
	return joined
}

// tokensOf returns the tokens of a text of code or words, without the marks of phrases.
func tokensOf(code string) []string {
	return slices.DeleteFunc(text.Tokens(strings.ToLower(code)), func(token string) bool {
		return strings.Contains("`*"+phraseMarks, token)
	})
}

func joinTokens(tokens []string) string {
	var out strings.Builder
	for _, token := range tokens {
		out.WriteString("<" + token + ">")
	}
	return out.String()
}

func rawOf(words []*word) string {
	raw := make([]string, len(words))
	for i := range words {
		raw[i] = words[i].Raw
	}
	return strings.Join(raw, " ")
}

// haveGone says whether the words that were replaced stand in no live text any more. What was only
// put in has none, and what stands within the new ones cannot have gone.
func (m *matcher) haveGone(hunks []hunk) bool {
	return all(hunks, func(h hunk) bool {
		isWithin := strings.Contains(rawOf(h.to), rawOf(h.from))
		return isWithin || len(contentOf(h.from)) == 0 || slices.ContainsFunc(h.from, m.hasGone)
	})
}

// hasGone says whether a word, or a part of it if it is code, stands in no live text.
func (m *matcher) hasGone(w *word) bool {
	isGone := func(slot uint32) bool { return !m.index.IsLive(slot) }
	return slices.ContainsFunc(m.scan.SlotsOf(w.Raw), isGone)
}

func haveWord(hunks []hunk, is func(*word) bool) bool {
	return slices.ContainsFunc(hunks, func(h hunk) bool {
		return slices.ContainsFunc(h.from, is) || slices.ContainsFunc(h.to, is)
	})
}
