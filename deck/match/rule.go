package match

// level is how strong the evidence is that two notes are one.
type level int

const (
	none       level = iota
	faint            // it is proposed if nothing else is as similar
	likelySame       // it is proposed
	similar
	sameAnswer
	samePrompt
	sameText
)

// verdict is what two notes say when they are compared.
type verdict struct {
	level  level   // the strongest evidence
	alike  bool    // both sides are similar, whatever else
	score  float64 // from 0 to 1: how similar
	barred bool    // they cannot be one
	reason string  // why they are one, or why not

	rewording string // what the prompt's words have made room for; empty if nothing
	answered  bool   // the answers are the same, or differ by that rewording
	agrees    bool   // the answers are similar
	agreed    bool   // one answer has all words of the other one that say something
}

// rivalry returns how much a pair speaks against another one.
func (v verdict) rivalry() float64 {
	if v.barred {
		return 0
	}
	return v.score
}

// The least that is similar, of sides and of both together. On the labelled edits the least
// likeness of true pairs and the greatest of others meet at 0.62; one side may have half of what it
// had if the other one has more. In another file than before it takes more: notes that are near in
// their subject stand in one file.
const (
	similarSide = 0.5
	similarBoth = 0.62
	similarFar  = 0.8
)

// rule says what evidence decides. The first rule that holds does: what it needs is there, and what
// forbids it is not.
type rule struct {
	reason  string  // for people
	level   level   // none forbids a link
	score   float64 // 0 is how similar both sides are
	needs   func(*evidence) bool
	forbids func(*evidence) bool // nil for nothing
}

// rules decide of notes with a question and an answer.
var rules = [...]rule{
	{
		// The prompt is what a card is; the answer may be corrected or written anew.
		reason: "same prompt", level: samePrompt, score: 0.95,
		needs:   func(e *evidence) bool { return e.prompt.same && (e.sameFile || e.answersAgree()) },
		forbids: func(e *evidence) bool { return e.shared },
	},
	{
		// What stands in parentheses explains: the answer must agree all the same, as (river) and
		// (money) ask other things.
		reason: "same prompt but for what stands in parentheses", level: samePrompt, score: 0.94,
		needs:   func(e *evidence) bool { return e.sameFile && e.prompt.marginal && e.answersAgree() },
		forbids: func(e *evidence) bool { return e.prompt.forbid != "" },
	},
	{
		// Three quarters of each side stand on the other one: the author has turned the question
		// round.
		reason: "question and answer are exchanged: that is the other direction", score: 0.5,
		needs: func(e *evidence) bool { return e.crossed >= 0.75 },
	},
	{
		// What is corrected for certain is the same prompt.
		reason: "a typo in the prompt is corrected", level: samePrompt, score: 0.94,
		needs: func(e *evidence) bool { return e.prompt.change == respelt && e.answer.same },
	},
	{
		// Both sides of a tiny card may be mistyped, and then nothing on it is as it was.
		reason: "typos on both sides are corrected", level: sameAnswer, score: 0.9,
		needs: func(e *evidence) bool {
			return e.sameFile && e.prompt.isMistyped() && e.answer.isMistyped()
		},
	},
	{
		// A slip of the pen is corrected, and the answer was reworded for its own part. One that
		// differs by a word only may be the opposite: "biliyorum", I know; "bilmiyorum", I don't know.
		reason: "a typo in the prompt is corrected, and the answer is reworded", level: similar,
		needs: func(e *evidence) bool {
			p := &e.prompt
			return e.sameFile && p.isMistyped() && p.exact > 0 && e.answerDeveloped()
		},
	},
	{
		// An article may look like any word, but one that negates would show on both sides.
		reason: "an article was added on both sides", level: sameAnswer, score: 0.9,
		needs: func(e *evidence) bool {
			return e.sameFile && e.articles && len(e.prompt.hunks) == 1 && e.prompt.hunks[0].isArticle()
		},
	},
	{
		// In any language one word can turn a question into another one that has the same answer.
		reason: "same answer, but the prompt differs by a word", level: likelySame, score: 0.9,
		needs: func(e *evidence) bool {
			return e.answerKept() && e.prompt.change == slight && !e.isPolished()
		},
	},
	{
		// A name, a number or code was exchanged: another subject, unless a replacement runs over
		// several notes.
		reason: "same answer, but the prompt names something else", level: likelySame, score: 0.7,
		needs: func(e *evidence) bool {
			return e.prompt.forbid != "" && (e.answerStands() || e.answer.marginal) && e.distinctive
		},
	},
	{
		// Several words have come in the place of a name or before it, and the answer says more now.
		reason: "the prompt was reworded, and the answer says more or less",
		level:  faint,
		needs:  func(e *evidence) bool { return e.prompt.forbid != "" && e.isExplained() },
	},
	{
		// With another answer it is another subject.
		reason: "the prompt names something else",
		needs:  func(e *evidence) bool { return e.prompt.forbid != "" },
	},
	{
		// The positive reason is in the prompt: half of what it weighs is the same, and it was
		// reworded in several places.
		reason: "same answer, which no other card has", level: sameAnswer, score: 0.9,
		needs: func(e *evidence) bool {
			return e.answerStands() && e.distinctive && e.promptSupports()
		},
		forbids: func(e *evidence) bool { return e.prompt.change == slight && !e.isPolished() },
	},
	{
		// A value was brought up to date: the prompt says more now, and nothing else.
		reason: "the prompt has grown, and the answer names something else",
		level:  likelySame, score: similarBoth,
		needs: func(e *evidence) bool {
			p := &e.prompt
			return e.sameFile && p.sim >= similarBoth && p.swapped == 0 && p.exact > 1 &&
				!p.doubt && !p.exchanged && p.change != slight && e.answer.forbid != "" ||
				p.change == respelt && p.exact >= 3 && e.answer.forbid != ""
		},
		forbids: func(e *evidence) bool { return e.shared },
	},
	{
		// If nothing was said of the prompt yet, it was reworded as well: two changes are too many.
		reason: "the answer names something else",
		needs:  func(e *evidence) bool { return e.answer.forbid != "" },
	},
	{
		// "Plural?" says nothing; three quarters of the answer do, but not for certain.
		reason: "similar answer, but other cards have the same prompt", level: likelySame,
		needs:   func(e *evidence) bool { return e.shared && e.answer.sim >= 0.75 },
		forbids: areAlike,
	},
	{
		// It is no evidence then.
		reason: "other cards have the same prompt", level: none,
		needs:   func(e *evidence) bool { return e.shared },
		forbids: areAlike,
	},
	{
		// Both sides are reworded and most of both has stayed.
		reason: "similar prompt and answer", level: similar,
		needs: areAlike,
	},
	{
		// The prompt has all that it had, and more than a word has come: no negation is that long.
		reason: "the prompt was extended, and the answer is reworded", level: similar,
		needs: func(e *evidence) bool {
			p := &e.prompt
			return e.sameFile && p.change == reworded && p.swapped == 0 && p.exact > 0 &&
				!p.doubt && !p.exchanged && e.answerDeveloped() && e.answer.exact >= 3
		},
		forbids: func(e *evidence) bool { return e.shared || haveRunes(e.prompt.hunks) },
	},
	{
		// An equal answer alone may be that of another question.
		reason: "same answer, but the prompt was rewritten", level: likelySame,
		needs: func(e *evidence) bool {
			return e.answerKept() && (e.distinctive || e.prompt.sim >= 0.3) ||
				e.answer.nearly && e.distinctive && !e.areBothSlight()
		},
	},
	{
		// What differs are several words on one side, but not one word in the place of another.
		reason: "similar, but not enough to be sure", level: likelySame,
		needs: func(e *evidence) bool {
			return e.prompt.sim >= similarSide && e.answer.sim >= similarSide &&
				(e.prompt.sim+e.answer.sim)/2 >= similarBoth
		},
		forbids: func(e *evidence) bool {
			p, a := &e.prompt, &e.answer
			return p.spot && !a.nearly || p.exchanged || (p.swapped > 0 || p.doubt) && a.swapped > 0 ||
				e.areBothSlight()
		},
	},
	{
		// The prompt has all that it had.
		reason: "the prompt was polished, but the answer is another", level: likelySame,
		needs: func(e *evidence) bool {
			p, a := &e.prompt, &e.answer
			return e.sameFile && p.sim >= similarBoth && p.swapped == 0 &&
				(p.marginal && len(p.hunks) > 0 || (p.isMistyped() || p.change != slight) && a.exact > 0)
		},
		forbids: func(e *evidence) bool { return e.prompt.doubt || e.shared || e.prompt.exchanged },
	},
	{
		// The answer has all that it had.
		reason: "the answer has grown, but the prompt was rewritten", level: likelySame,
		needs: func(e *evidence) bool {
			p, a := &e.prompt, &e.answer
			return a.swapped == 0 && a.exact >= 1 && p.exact >= 1 && p.shared >= 0.5 &&
				(e.sameFile || p.sim >= similarSide)
		},
		forbids: func(e *evidence) bool {
			p, a := &e.prompt, &e.answer
			isWord := p.change == slight && !p.isPhraseExchanged()
			return p.exchanged || a.doubt || a.nearly || isWord && a.exact < 3
		},
	},
	{
		// All words are there in other forms or another order, as far as they say something.
		reason: "the prompt was put otherwise, and the answer has words in common", level: faint,
		needs: func(e *evidence) bool {
			p := &e.prompt
			return e.sameFile && p.added == 0 && p.exact > 0 && len(p.hunks) > 1 && e.answer.exact > 0
		},
		forbids: func(e *evidence) bool { return e.shared || e.prompt.doubt || e.prompt.exchanged },
	},
	{
		// Another question in words of its own, and an answer that has not all of its words anew.
		reason: "both sides were reworded", level: faint,
		needs: func(e *evidence) bool {
			p, a := &e.prompt, &e.answer
			return p.change == reworded && p.sim >= 0.4 && a.shared > 0
		},
		forbids: func(e *evidence) bool { return e.shared || e.prompt.exchanged || e.answer.exchanged },
	},
}

// clozeRules decide of clozes.
var clozeRules = [...]rule{
	{
		// Gaps were added, moved or taken away.
		reason: "same text", level: samePrompt, score: 0.95,
		needs: func(e *evidence) bool { return e.gaps.whole.same },
	},
	{
		// Another thing is asked in the same words: what is asked was corrected.
		reason: "same text around the gap", level: samePrompt, score: 0.95,
		needs: func(e *evidence) bool { return e.gaps.outside },
	},
	{
		// A statement whose gaps are what they were tells the same if another word is chosen for
		// one around them.
		reason: "same gaps, and one word around them is another", level: sameAnswer, score: 0.9,
		needs:   func(e *evidence) bool { return e.sameFile && e.gaps.equal && e.gaps.whole.isOneWord() },
		forbids: func(e *evidence) bool { return e.gaps.whole.forbid != "" },
	},
	{
		// A word that came or went may negate.
		reason: "same gaps, but the text around them differs by a word",
		level:  likelySame, score: 0.85,
		needs: func(e *evidence) bool { return e.gaps.equal && e.prompt.change == slight },
	},
	{
		// Only what stands in parentheses or several words together have come or gone.
		reason: "similar text around the gap", level: similar, score: 0.85,
		needs: func(e *evidence) bool { return e.gaps.grown > 0 && e.sameFile },
	},
	{
		// Another subject.
		reason: "the text names something else",
		needs:  func(e *evidence) bool { return e.gaps.whole.forbid != "" },
	},
	{
		// Nothing is left that is the same.
		reason: "other things are asked, and the text differs too",
		needs:  func(e *evidence) bool { return e.gaps.differ },
	},
	{
		// Nothing was exchanged, and most has stayed.
		reason: "similar text", level: similar,
		needs: func(e *evidence) bool {
			u, least := &e.gaps.whole, similarBoth
			if !e.sameFile {
				least = similarFar
			}
			return u.sim >= least && u.shared >= 2*u.swapped
		},
		forbids: func(e *evidence) bool {
			u := &e.gaps.whole
			return u.spot || u.swapped > 0 || u.doubt && !e.gaps.equal || u.change == slight
		},
	},
	{
		// Half of the text has stayed.
		reason: "similar text, but not enough to be sure", level: likelySame,
		needs: func(e *evidence) bool { return e.gaps.whole.sim >= similarSide },
	},
}

// decide returns what the first of some rules says that holds. Of texts that have nothing of that
// sort in common it is that they are so similar.
func decide(rules []rule, e *evidence, sim float64) verdict {
	for _, r := range rules {
		if !r.needs(e) || r.forbids != nil && r.forbids(e) {
			continue
		}
		v := verdict{level: r.level, score: r.score, reason: r.reason, barred: r.level == none}
		if v.score == 0 {
			v.score = sim
		}
		return v
	}
	return verdict{score: sim, reason: "too little in common"}
}
