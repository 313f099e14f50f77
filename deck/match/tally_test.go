package match_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"cards/deck"
	"cards/deck/markup"
	"cards/deck/match"
)

// tally counts edits, their cards, and what became of the pairs that are one card.
type tally struct {
	edits, cards int
	linked       int
	asked        int // proposed, and the answers are equal
	reworded     int // of those that are asked: the prompts differ by more than one word
	oneWord      int // proposed, and the prompts differ by one word
	respelt      int // proposed, and the answers differ by marks, case and articles
	proposed     int // more differs
	missed       int
	wrong        int // links of two cards
	idle         int // proposals of two cards whose answers differ
}

func (t *tally) add(u tally) {
	t.edits += u.edits
	t.cards += u.cards
	t.linked += u.linked
	t.asked += u.asked
	t.reworded += u.reworded
	t.oneWord += u.oneWord
	t.respelt += u.respelt
	t.proposed += u.proposed
	t.missed += u.missed
	t.wrong += u.wrong
	t.idle += u.idle
}

// kept is the part of the pairs that are linked, or rightly asked about: one word of the prompt may
// have made another question of it, and so may any rewording whose answer is the same.
func (t *tally) kept() float64 { return t.part(t.linked + t.asked + t.oneWord) }

// keptByWords also takes answers for the same whose words are.
func (t *tally) keptByWords() float64 { return t.part(t.linked + t.asked + t.oneWord + t.respelt) }

// keptByOneWord counts of what is asked only what differs by one word in the prompt.
func (t *tally) keptByOneWord() float64 { return t.part(t.linked + t.asked - t.reworded + t.oneWord) }

// found is the part of the pairs that are linked if all proposals are accepted.
func (t *tally) found() float64 { return t.part(t.all() - t.missed) }

func (t *tally) part(n int) float64 {
	if t.all() == 0 {
		return 1
	}
	return float64(n) / float64(t.all())
}

func (t *tally) all() int {
	return t.linked + t.asked + t.oneWord + t.respelt + t.proposed + t.missed
}

func (t *tally) String() string {
	return fmt.Sprintf("%3d edits, %3d cards: %3d linked, %d asked, %d asked for a word, %d respelt, %d proposed, "+
		"%d missed; %d wrong, %d idle: kept %.3f, by words %.3f, by one word %.3f, found %.3f", t.edits, t.cards, t.linked, t.asked,
		t.oneWord, t.respelt, t.proposed, t.missed, t.wrong, t.idle, t.kept(), t.keptByWords(), t.keptByOneWord(), t.found())
}

func tallyOf(t *testing.T, e edit) tally {
	t.Helper()
	known, live := e.collection()
	seen := map[deck.Key]match.Seen{}
	for _, s := range slices.Concat(e.before, e.after) {
		seen[s.Key] = s
	}
	tell := func(what string, pair [2]deck.Key, reason string) {
		t.Logf("%s/%s: %s (%s):\n\t%s\n\t%s", e.kind, e.name, what, reason, describe(seen[pair[0]]), describe(seen[pair[1]]))
	}
	got := match.Match(known, live, nil)
	counts := tally{edits: 1, cards: len(known)}
	linked := map[[2]deck.Key]bool{}
	for _, l := range got.Links {
		pair := [2]deck.Key{l.Old, l.New}
		linked[pair] = true
		if !e.links[pair] {
			counts.wrong++
			t.Errorf("%s/%s: wrong link", e.kind, e.name)
			tell("wrong link", pair, l.Reason)
		}
	}
	proposed := map[[2]deck.Key]string{}
	for _, p := range got.Proposals {
		pair := [2]deck.Key{p.Old, p.New}
		proposed[pair] = p.Reason
		if !e.links[pair] && !sameAnswer(seen[p.Old], seen[p.New]) {
			counts.idle++
			tell("idle proposal", pair, p.Reason)
		}
	}
	for pair := range e.links {
		reason, isProposed := proposed[pair]
		switch {
		case linked[pair]:
			counts.linked++
		case isProposed && sameAnswer(seen[pair[0]], seen[pair[1]]):
			counts.asked++
			if !isOneWord(seen[pair[0]], seen[pair[1]]) {
				counts.reworded++
			}
			tell("asked", pair, reason)
		case isProposed && isOneWord(seen[pair[0]], seen[pair[1]]):
			counts.oneWord++
			tell("asked", pair, reason)
		case isProposed && sameWords(seen[pair[0]], seen[pair[1]]):
			counts.respelt++
			tell("asked", pair, reason)
		case isProposed:
			counts.proposed++
			tell("proposed", pair, reason)
		default:
			counts.missed++
			tell("missed", pair, "")
		}
	}
	return counts
}

// isOneWord says whether the prompts of two cards differ by one word.
func isOneWord(a, b match.Seen) bool {
	p, _ := sides(a)
	q, _ := sides(b)
	return wordsApart(p, q) <= 1
}

// sameAnswer says whether two cards have equal answers, or ask the same of a text.
func sameAnswer(a, b match.Seen) bool {
	_, x := sides(a)
	_, y := sides(b)
	return strings.EqualFold(x, y)
}

// sameWords says whether two cards have answers that differ by marks, case and articles only.
func sameWords(a, b match.Seen) bool {
	_, x := sides(a)
	_, y := sides(b)
	words := plainWords(x)
	return len(words) > 0 && slices.Equal(words, plainWords(y))
}

// sides returns the prompt and the answer of a card in the direction in which its note was written;
// of a cloze its text and what it asks for.
func sides(s match.Seen) (prompt, answer string) {
	switch {
	case s.Text.IsCloze():
		unmark := strings.NewReplacer(string(markup.GapOpen), "", string(markup.GapClose), "")
		return unmark.Replace(s.Text.Cloze), gapOf(s)
	case s.Kind == deck.KindReversed:
		return s.Text.Answer, s.Text.Prompt
	}
	return s.Text.Prompt, s.Text.Answer
}

// wordsApart counts the words in the one place where two texts differ, if there is but one. Of
// scripts without spaces three characters count as a word. Articles do not count.
func wordsApart(a, b string) int {
	x, y := plainWords(a), plainWords(b)
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	for len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		x, y = x[:len(x)-1], y[:len(y)-1]
	}
	return max(countWords(x), countWords(y))
}

var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai}

func plainWords(text string) []string {
	var spaced strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case unicode.In(r, unspaced...):
			spaced.WriteString(" " + string(r) + " ")
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			spaced.WriteRune(r)
		default:
			spaced.WriteByte(' ')
		}
	}
	return slices.DeleteFunc(strings.Fields(spaced.String()), func(w string) bool {
		return slices.Contains([]string{"a", "an", "the"}, w)
	})
}

func countWords(words []string) int {
	runes := 0
	for _, w := range words {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.In(r, unspaced...) }) {
			runes++
		}
	}
	return len(words) - runes + (runes+2)/3
}

func describe(s match.Seen) string {
	if s.Text.IsCloze() {
		return s.Path + ": " + strings.NewReplacer(string(markup.GapOpen), "[", string(markup.GapClose), "]").Replace(s.Text.Cloze)
	}
	return s.Path + ": " + s.Text.Prompt + " → " + s.Text.Answer
}
