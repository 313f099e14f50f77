// Package blanks makes cards from study notes by rules, without a model: a label asks for what
// stands behind it, a definition in both directions, several short points for all of them, and of a
// sentence what tells most is left blank. Each card has the line that it was made of.
package blanks

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"cards/deck"
	"cards/deck/suggest"
)

// Card is one that was made.
type Card struct {
	Label  deck.Label // of a question, a term or a cloze
	Prompt string     // as in [deck.Note], in Markdown
	Answer string
	Quote  string // what it was made of
	Line   int    // where that stands, from 1
	Under  []string
}

// Make makes cards of the facts of notes, in their order.
func Make(facts []suggest.Fact) []Card {
	var cards []Card
	for at := 0; at < len(facts); {
		n := points(facts[at:])
		if n > 1 {
			cards = append(cards, enumeration(facts[at:at+n]))
			at += n
			continue
		}
		cards = append(cards, made(facts[at])...)
		at++
	}
	return cards
}

// made makes a card of each sentence of a fact.
func made(f suggest.Fact) (cards []Card) {
	for _, part := range sentencesOf(f) {
		if c, ok := of(part); ok {
			cards = append(cards, c)
		}
	}
	return cards
}

// points returns how many short points without labels are first, if these are a list with a
// heading, or all that stands under one; else 0.
func points(facts []suggest.Fact) int {
	const fewest, most, longest = 2, 9, 8
	first := facts[0]
	if len(first.Headings) == 0 {
		return 0
	}
	n := 0
	for _, f := range facts {
		if f.List != first.List || !slices.Equal(f.Headings, first.Headings) {
			break
		}
		if f.Label != "" || len(strings.Fields(f.Text)) > longest ||
			strings.HasSuffix(strings.TrimSpace(f.Text), "?") {
			return 0
		}
		n++
	}
	if n < fewest || n > most {
		return 0
	}
	return n
}

func enumeration(facts []suggest.Fact) Card {
	var list, quote []string
	for i, f := range facts {
		mark := "- "
		if f.Numbered {
			mark = fmt.Sprintf("%d. ", i+1)
		}
		list, quote = append(list, mark+f.Text), append(quote, f.Text)
	}
	return Card{
		Label: deck.Question, Prompt: fmt.Sprintf("%s: which %d points?", last(facts[0].Headings),
			len(facts)),
		Answer: strings.Join(list, "\n"), Quote: strings.Join(quote, " "), Line: facts[0].Line,
		Under: facts[0].Headings,
	}
}

func last(headings []string) string { return strings.TrimRight(headings[len(headings)-1], ": ") }

// of makes a card of one fact.
func of(f suggest.Fact) (Card, bool) {
	c := Card{Quote: strings.TrimSpace(f.Text), Line: f.Line, Under: f.Headings}
	if f.Label != "" {
		return labelled(c, f)
	}
	first := split(f.Text)[0]
	if term, definition, ok := defined(first); ok {
		c.Label, c.Prompt, c.Answer, c.Quote = deck.Term, term, definition, first
		return c, true
	}
	text, ok := Blank(cmp.Or(f.Marked, f.Text))
	c.Label, c.Prompt = deck.Cloze, text
	return c, ok
}

// labelled asks for what stands behind a label.
func labelled(c Card, f suggest.Fact) (Card, bool) {
	text := strings.TrimSpace(f.Text)
	if len(strings.Fields(f.Label)) > 6 || utf8.RuneCountInString(text) < 2 {
		return c, false
	}
	c.Quote = f.Label + ": " + text
	if begins().MatchString(f.Label) {
		end := strings.TrimRight(text, ".")
		c.Label, c.Prompt = deck.Cloze, f.Label+": ["+end+"]"+text[len(end):]
		return c, !strings.ContainsAny(c.Quote, "[]$<>|`")
	}
	c.Label, c.Answer = deck.Question, text
	c.Prompt = strings.TrimRight(f.Label, "? ") + "?"
	if len(f.Headings) > 0 {
		c.Prompt = last(f.Headings) + ": " + c.Prompt
	}
	return c, true
}

// begins matches the beginning of a sentence that goes on behind a colon and names nothing by
// itself: a label with a question mark would be no question.
var begins = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:there (?:is|are|was|were|has|have)|` +
		`(?:these|those|they|we|you|it) (?:is|are|was|were|have|has)|` +
		`es (?:gibt|gab|sind|ist)|(?:das|dies) (?:ist|sind)|il y (?:a|avait)|ce sont|c.est|` +
		`hay|había|son|ci sono|há)(?:\s|$)`)
})

// definition is a sentence that says what a thing is.
var definition = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:(?:An?|The|Ein|Eine|Der|Die|Das|Un|Une|Le|La|Los|Las|El) )?` +
		`([\p{L}\p{N}][^.,;:?!]{1,60}?) (?:is|are|means|refers to|denotes|ist|sind|bedeutet|est|sont|es|son|significa) ` +
		`((?:an?|the|any|one of|when|how|ein|eine|der|die|das|un|une|le|la|los|las|el) [^?]{8,})$`)
})

// defined parts a definition into the term and what it is.
func defined(s string) (term, meaning string, ok bool) {
	m := definition().FindStringSubmatch(strings.TrimSpace(s))
	if m == nil || len(strings.Fields(m[1])) > 4 || isPronoun(m[1]) {
		return "", "", false
	}
	return m[1], m[2], true
}

// isPronoun says whether a word stands for something that was named before.
func isPronoun(s string) bool {
	const pronouns = " it this that these those there he she they we you here what which dies das es sie er ce cela il elle eso esto "
	return strings.Contains(pronouns, " "+strings.ToLower(s)+" ")
}

// The bounds of a sentence that is made into a cloze, in words; how many it has at least where no
// full stop says that it is one; and how many gaps it gets.
const (
	shortest, longest = 4, 40
	whole             = 7
	most              = 3
)

// telling is what is worth a gap: what the author set off, then numbers, then words of capitals.
// Each has the text of the gap as its first group.
var telling = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`\*\*([^*]{2,40})\*\*`),
		regexp.MustCompile("(`[^`]{1,40}`)"),
		regexp.MustCompile(`["“„]([^"“”„]{2,40})["”“]`),
		regexp.MustCompile(`(?:^|[\s(])(\d[\d.,]*\d|\d+)(?:[\s.,;:)%]|$)`),
		regexp.MustCompile(`(?:^|[\s(])(\p{Lu}[\p{Lu}\d]+)(?:[\s.,;:)]|$)`),
	}
})

// Blank makes gaps of what tells most in a sentence; false if nothing does.
func Blank(s string) (string, bool) {
	s = strings.TrimSpace(s)
	n := len(strings.Fields(s))
	isTitle := n < whole && !strings.ContainsAny(s[max(len(s)-2, 0):], ".!;")
	if n < shortest || n > longest || isTitle || strings.ContainsAny(s, "[]$<>|") {
		return "", false
	}
	gaps := gapsIn(s)
	if len(gaps) == 0 {
		gaps = namesIn(s)
	}
	if len(gaps) == 0 {
		return "", false
	}
	var b strings.Builder
	at := 0
	for _, g := range gaps {
		b.WriteString(s[at:g[0]] + "[" + s[g[0]:g[1]] + "]")
		at = g[1]
	}
	return b.String() + s[at:], true
}

// gapsIn returns where the gaps of a sentence are, in their order.
func gapsIn(s string) [][2]int {
	var gaps [][2]int
	for _, pattern := range telling() {
		for _, m := range pattern.FindAllStringSubmatchIndex(s, -1) {
			gap := [2]int{m[2], m[3]}
			overlaps := func(g [2]int) bool { return g[0] < gap[1] && gap[0] < g[1] }
			if len(gaps) < most && !slices.ContainsFunc(gaps, overlaps) {
				gaps = append(gaps, gap)
			}
		}
	}
	slices.SortFunc(gaps, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
	return joined(gaps)
}

// joined makes one gap of two that stand next to each other, such as a number and its unit.
func joined(gaps [][2]int) [][2]int {
	var list [][2]int
	for _, g := range gaps {
		if last := len(list) - 1; last >= 0 && list[last][1]+1 >= g[0] {
			list[last][1] = g[1]
			continue
		}
		list = append(list, g)
	}
	return list
}

// namesIn returns where the first name within a sentence is: words with capitals that do not begin
// it.
func namesIn(s string) [][2]int {
	start, end := -1, -1
	at := 0
	for word := range strings.FieldsSeq(s) {
		from := at + strings.Index(s[at:], word)
		at = from + len(word)
		bare := strings.TrimRight(word, ".,;:!?)")
		r, _ := utf8.DecodeRuneInString(bare)
		isName := from > 0 && unicode.IsUpper(r) && utf8.RuneCountInString(bare) > 2
		switch {
		case isName && start < 0:
			start, end = from, from+len(bare)
		case isName && end == from-1:
			end = from + len(bare)
		case start >= 0:
			return [][2]int{{start, end}}
		}
	}
	if start >= 0 {
		return [][2]int{{start, end}}
	}
	return nil
}
