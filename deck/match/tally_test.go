package match_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"cards/deck"
	"cards/deck/diff"
	"cards/deck/markup"
	"cards/deck/match"
)

// tally counts edits, their cards, and what became of the pairs that are one card.
type tally struct {
	edits, cards int
	linked       int
	oneWord      int // proposed, and the prompts differ by one word
	equal        int // of these: the answers are the same
	reworded     int // proposed, the prompts differ by more, and the answers are the same
	proposed     int // more differs
	missed       int
	wrong        int // links of two cards
	idle         int // proposals of two cards whose answers differ
}

func (t *tally) add(u tally) {
	t.edits += u.edits
	t.cards += u.cards
	t.linked += u.linked
	t.oneWord += u.oneWord
	t.equal += u.equal
	t.reworded += u.reworded
	t.proposed += u.proposed
	t.missed += u.missed
	t.wrong += u.wrong
	t.idle += u.idle
}

// kept is the part of the pairs that are linked, or rightly asked about: one word of the prompt may
// have made another question of it.
func (t *tally) kept() float64 { return t.part(t.linked + t.oneWord) }

// keptEqual counts of what is asked only what has its answer as it was, whatever differs in the
// prompt.
func (t *tally) keptEqual() float64 { return t.part(t.linked + t.equal + t.reworded) }

// found is the part of the pairs that are linked if all proposals are accepted.
func (t *tally) found() float64 { return t.part(t.all() - t.missed) }

func (t *tally) part(n int) float64 {
	if t.all() == 0 {
		return 1
	}
	return float64(n) / float64(t.all())
}

func (t *tally) all() int { return t.linked + t.oneWord + t.reworded + t.proposed + t.missed }

func (t *tally) String() string {
	return fmt.Sprintf("%3d edits, %3d cards: %3d linked, %d asked for a word (%d with equal answers), "+
		"%d reworded, %d proposed, %d missed; %d wrong, %d idle: kept %.3f, with equal answers %.3f, found %.3f",
		t.edits, t.cards, t.linked, t.oneWord, t.equal, t.reworded, t.proposed, t.missed, t.wrong, t.idle,
		t.kept(), t.keptEqual(), t.found())
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
		case isProposed && isOneWord(seen[pair[0]], seen[pair[1]]):
			counts.oneWord++
			if sameAnswer(seen[pair[0]], seen[pair[1]]) {
				counts.equal++
			}
			tell("asked", pair, reason)
		case isProposed && sameAnswer(seen[pair[0]], seen[pair[1]]):
			counts.reworded++
			tell("reworded", pair, reason)
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

// isOneWord says whether one word at most came into the prompt of a card, went, was exchanged or
// moved.
func isOneWord(a, b match.Seen) bool {
	p, _ := sides(a)
	q, _ := sides(b)
	return wordsApart(p, q) <= 1
}

// sameAnswer says whether two cards have equal answers but for marks, case, accents and articles,
// or ask the same of a text.
func sameAnswer(a, b match.Seen) bool {
	_, x := sides(a)
	_, y := sides(b)
	words := plainWords(x)
	return strings.EqualFold(x, y) || len(words) > 0 && slices.Equal(words, plainWords(y))
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

// wordsApart counts the words that one text has and the other has not, of the one that has more of
// them. Of scripts without spaces three characters count as a word. Articles, case, accents and
// marks do not count.
func wordsApart(a, b string) int {
	x, y := plainWords(a), plainWords(b)
	at := diff.Common(x, y)
	var onlyX []string
	onlyY := slices.Clone(y)
	for i, word := range x {
		if at[i] < 0 {
			onlyX = append(onlyX, word)
		} else {
			onlyY[at[i]] = ""
		}
	}
	onlyY = slices.DeleteFunc(onlyY, func(word string) bool { return word == "" })
	return max(countWords(onlyX), countWords(onlyY))
}

var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai}

func plainWords(text string) []string {
	var spaced strings.Builder
	plain := strings.Map(func(r rune) rune {
		if r >= 0x300 && r < 0x370 { // accents of Latin, Greek and Cyrillic
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(text)))
	for _, r := range norm.NFC.String(plain) { // a voiced kana is one character again
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
