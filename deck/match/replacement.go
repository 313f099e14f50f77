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

// replacement is pairs of one file whose prompts differ by the same words: a name that was changed,
// a list whose questions got another frame, a typo that was corrected everywhere.
type replacement []*pair

// linkReplacements links the pairs of replacements.
func (m *matcher) linkReplacements() {
	found := map[string]replacement{}
	for _, p := range m.pairs {
		words := p.prompt.rewording()
		if words != "" && p.sameFile() {
			found[words] = append(found[words], p)
		}
	}
	for _, words := range slices.Sorted(maps.Keys(found)) {
		r := found[words].alone()
		if r.isSure() {
			for _, p := range r {
				if p.hasSameAnswer() || r.isOwn(p) || !haveWord(p.prompt.hunks, (*word).IsName) {
					p.reason, p.score = "several notes differ by the same replacement", 0.9
					m.link(p)
				}
			}
		}
		r.propose()
	}
}

// alone returns the pairs whose notes are in no other pair.
func (r replacement) alone() replacement {
	count := map[*group]int{}
	for _, p := range r {
		count[p.old]++
		count[p.new]++
	}
	return slices.DeleteFunc(r, func(p *pair) bool { return max(count[p.old], count[p.new]) > 1 })
}

// isSure says whether pairs show that words were replaced: nothing has the old ones any more, and
// answers that differ from each other have stayed, but for the same replacement. Half of them may
// have been corrected at the same time.
func (r replacement) isSure() bool {
	if len(r) < several {
		return false
	}
	answers := map[string]bool{}
	changed, formed, both := 0, 0, 0 // both: the answers have the replacement too
	for _, p := range r {
		if p.replacesBoth() {
			both++
		}
		if p.isFormed() {
			formed++
		}
		if p.hasSameAnswer() || r.isOwn(p) {
			answers[p.new.asks()] = true
		} else {
			changed++
		}
	}
	hunks := r[0].prompt.hunks
	mayTurn := (mayNegate(hunks) || haveOtherPole(hunks)) && len(answers) < many && both < 2
	isMost := 2*changed <= len(r) && 2*formed < len(r)
	return isMost && !mayTurn && len(answers) >= several && r[0].haveGone(hunks)
}

// propose makes proposals of pairs if the answers of most of them agree and one is what it was, or
// if all have a replacement of their own, which is one: a tool and the name of its command.
func (r replacement) propose() {
	if len(r) < several || !r.isMostlyOwn() && !r.replacesAnswers() {
		return
	}
	for _, p := range r {
		if p.level < asked {
			p.level, p.score = asked, similarBoth
			p.reason = "other notes differ by the same replacement"
		}
	}
}

// isMostlyOwn says whether the answers of most pairs agree, and one is what it was.
func (r replacement) isMostlyOwn() bool {
	agree := 0
	for _, p := range r {
		if p.hasSameAnswer() || p.hasAgreed() {
			agree++
		}
	}
	return 2*agree > len(r) && slices.ContainsFunc(r, (*pair).hasSameAnswer)
}

// replacesAnswers says whether all answers differ by the same words.
func (r replacement) replacesAnswers() bool {
	words := r[0].answer.rewording()
	return words != "" && all(r, func(p *pair) bool { return p.answer.rewording() == words })
}

// isOwn says whether the answer of a pair was only polished or tells more, and not the same as most
// answers of the others: what came into so many of them may negate.
func (r replacement) isOwn(p *pair) bool {
	alike, words := 0, p.answer.rewording()
	for _, q := range r {
		if q.answer.rewording() == words {
			alike++
		}
	}
	return p.hasAgreed() && 2*alike <= len(r)
}

// replacesBoth says whether the answers differ by what the prompts do.
func (p *pair) replacesBoth() bool {
	words := p.prompt.rewording()
	return p.isReplaced() || words != "" && p.answer.rewording() == words
}

// hasSameAnswer says whether the answers are the same, or differ by what the prompts do. Clozes
// have none.
func (p *pair) hasSameAnswer() bool { return p.answer.change == same || p.replacesBoth() }

// hasAgreed says whether an answer was only polished or tells more, if the same replacement in
// other prompts says that it is of the same card.
func (p *pair) hasAgreed() bool {
	a := &p.answer
	return !a.doubt && (a.sim >= similarMost || a.isGrown())
}

// isFormed says whether the answers differ in forms of words only, as those of a list do whose
// prompts ask for other forms.
func (p *pair) isFormed() bool {
	isForm := func(h hunk) bool { return h.isWord() && text.LookAlike(h.from[0], h.to[0]) }
	return p.answer.change != same && all(p.answer.hunks, isForm)
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
		return strings.Contains("`*"+text.PhraseMarks, token)
	})
}

// joinTokens puts spaces around each token, so that only whole ones are found.
func joinTokens(tokens []string) string { return " " + strings.Join(tokens, "  ") + " " }

// haveGone says whether the words that were replaced stand in no live text any more. What was only
// put in has none, and what stands within the new ones cannot have gone.
func (c *corpus) haveGone(hunks []hunk) bool {
	return all(hunks, func(h hunk) bool {
		isWithin := strings.Contains(rawOf(h.to), rawOf(h.from))
		return isWithin || len(contentOf(h.from)) == 0 || slices.ContainsFunc(h.from, c.hasGone)
	})
}

// hasGone says whether a word, or a part of it if it is code, stands in no live text.
func (c *corpus) hasGone(w *word) bool {
	isGone := func(slot uint32) bool { return !c.index.IsLive(slot) }
	return slices.ContainsFunc(c.scan.SlotsOf(w.Raw), isGone)
}
