package lint

import (
	"strings"
	"unicode"

	"cards/deck"
	"cards/deck/markup"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
)

// text is a part of a note as a person reads it.
type text struct{ doc *markup.Document }

func read(src, definitions string) text { return text{markup.Parse(src, definitions)} }

// prose returns the paragraphs of a text, without code, formulas and tables.
func (t text) prose() []string {
	var list []string
	_ = ast.Walk(t.doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // which never fails
		switch n.Kind() {
		case ast.KindFencedCodeBlock, ast.KindCodeBlock, extension.KindTable:
			return ast.WalkSkipChildren, nil
		case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading:
			if entering {
				list = append(list, t.doc.Text(n))
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return list
}

// words counts them; of a script without spaces two characters count as one.
func (t text) words() int {
	n := 0
	for _, paragraph := range t.prose() {
		n += wordsIn(paragraph)
	}
	return n
}

func wordsIn(paragraph string) int {
	n := 0
	for word := range strings.FieldsSeq(paragraph) {
		if wide := strings.Count(word, "") - 1; strings.ContainsFunc(word, isUnspaced) {
			n += (wide + 1) / 2
		} else {
			n++
		}
	}
	return n
}

func isUnspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao,
		unicode.Khmer)
}

// items counts those of the longest list, or of a text that is nothing but a list.
func (t text) items() int {
	most := 0
	_ = ast.Walk(t.doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // which never fails
		if entering && n.Kind() == ast.KindList {
			most = max(most, n.ChildCount())
		}
		return ast.WalkContinue, nil
	})
	if prose := t.prose(); most == 0 && len(prose) == 1 {
		most = named(prose[0])
	}
	return most
}

// named counts the items of a text such as "a, b, c and d"; 0 for any other.
func named(paragraph string) int {
	const longest = 4 // words of an item
	if sentencesIn(paragraph) > 1 ||
		strings.Count(paragraph, ":")+strings.Count(paragraph, "：") > 1 {
		return 0
	}
	last := strings.NewReplacer(", and ", ", ", " and ", ", ", " und ", ", ", " et ", ", ", " y ",
		", ", " & ", ", ")
	n := 0
	for item := range strings.FieldsFuncSeq(last.Replace(paragraph), func(r rune) bool { return strings.ContainsRune(",;、，", r) }) {
		if wordsIn(item) > longest {
			return 0
		}
		n++
	}
	return n
}

// sentences counts those of the paragraphs that are not items of a list.
func (t text) sentences() int {
	n := 0
	for c := t.doc.Root.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindParagraph {
			n += sentencesIn(t.doc.Text(c))
		}
	}
	return n
}

// sentencesIn counts the sentences of a paragraph: a stop and, behind it, a word that begins one.
func sentencesIn(paragraph string) int {
	words := strings.Fields(paragraph)
	n := 0
	for i, word := range words {
		bare := strings.TrimRight(word, `"'”’)»`)
		stop := strings.HasSuffix(bare, ".") || strings.HasSuffix(bare, "!") ||
			strings.HasSuffix(bare, "?")
		isLast := i == len(words)-1
		if n += strings.Count(bare, "。"); strings.Contains(bare, "。") {
			continue
		}
		if isLast || stop && !isAbbreviation(bare) && begins(words[i+1]) {
			n++
		}
	}
	return n
}

func begins(word string) bool {
	for _, r := range strings.TrimLeft(word, `"'“‘(«`) {
		return unicode.IsUpper(r) || unicode.IsDigit(r)
	}
	return false
}

// isAbbreviation says whether the stop of a word may end no sentence: e.g., Mr., J.
func isAbbreviation(word string) bool {
	const known = " mr. mrs. ms. dr. prof. st. vs. etc. cf. ca. no. nr. vol. fig. al. approx. inc. ltd. bzw. usw. "
	inner := strings.TrimSuffix(strings.ToLower(word), ".")
	return strings.Contains(inner, ".") || len([]rune(inner)) == 1 ||
		strings.Contains(known, " "+inner+". ")
}

// withoutGaps is the text of a cloze without what is asked.
func withoutGaps(c deck.Card) string {
	var b strings.Builder
	for rest := c.Front; rest != ""; {
		before, _, after, ok := markup.CutGap(rest)
		b.WriteString(before)
		if ok {
			b.WriteString(" … ")
		}
		rest = after
	}
	return markup.WithoutFlow(b.String())
}

// shows says whether a text says another one, word for word, that is short and says something.
func shows(src, said, definitions string) bool {
	const longest = 6 // words
	if strings.ContainsAny(said, "`$") {
		return false
	}
	need := content(plain(said, definitions))
	if len(need) == 0 || len(need) > longest {
		return false
	}
	const letters = 3 // at least
	if len([]rune(strings.Join(need, ""))) < letters {
		return false
	}
	have := tokens(plain(src, definitions))
	for i := range have {
		if begin(have[i:], need) {
			return true
		}
	}
	return false
}

// plain is the text of a part. What pictures and sounds are called is not read: a review hides it
// where it says the answer.
func plain(src, definitions string) string {
	doc := markup.Parse(src, definitions)
	var named []ast.Node
	_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // which never fails
		link, isLink := n.(*ast.Link)
		if entering && (n.Kind() == ast.KindImage ||
			isLink && markup.IsSound(string(link.Destination))) {
			named = append(named, n)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range named {
		n.Parent().RemoveChild(n.Parent(), n)
	}
	return doc.Text(doc.Root)
}

func begin(words, with []string) bool {
	if len(words) < len(with) {
		return false
	}
	for i := range with {
		if words[i] != with[i] {
			return false
		}
	}
	return true
}

// offers says whether a question names answers to choose from, or asks for yes or no about one.
func offers(prompt string) bool {
	padded := " " + strings.ToLower(prompt) + " "
	for _, word := range [...]string{" or ", " oder ", " ou ", " o ", " eller ", " of ", "/", " vs", " between "} {
		if word != " of " && strings.Contains(padded, word) {
			return true
		}
	}
	return false
}

func cut(src string) string {
	const most = 40 // runes
	text := []rune(strings.Join(strings.Fields(markup.WithoutFlow(src)), " "))
	if len(text) > most {
		return string(text[:most-1]) + "…"
	}
	return string(text)
}
