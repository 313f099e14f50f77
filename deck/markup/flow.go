package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/width"
)

// Flow stands in a text before a line feed at which its author's editor, not its author, broke the
// line: [Parse] takes the line feed for white space. All others within a paragraph are line breaks.
// It is a character that Unicode reserves for the use within programs.
const Flow = '\uFDD0'

// leastWrapped is the length in columns that the longest line of a wrapped paragraph has at least.
// Nobody lets an editor wrap prose at less, and the lines of poems and addresses are shorter.
const leastWrapped = 50

// maxWrapped is how long a text is at most, in bytes, in which wrapped paragraphs are looked for.
const maxWrapped = 1 << 16

// Flowing says for each line of a text whether the line feed behind it is one of a wrapped
// paragraph; nil if none is. A paragraph is wrapped if its longest line has 50 columns or more and
// at no break the first word of the next line would have fitted into that length; hard breaks are
// not asked. lead is how many columns stand before the text on its first line, such as those of a
// label.
func Flowing(src string, lead int) []bool {
	if !mayBeWrapped(src, lead) {
		return nil
	}
	w := wrapFinder{src: src, lead: lead}
	if isProse(src) {
		w.prose()
	} else {
		w.visit(parse(src, true, nil).Root)
	}
	return w.flowing
}

// isProse says whether a text is paragraphs of words alone, which need no parser to be found.
func isProse(src string) bool {
	if strings.ContainsAny(src, "$`\\|<\t\r") {
		return false
	}
	for line := range strings.SplitSeq(src, "\n") {
		r, _ := utf8.DecodeRuneInString(line)
		if line != "" && !unicode.IsLetter(r) || strings.HasSuffix(line, " ") {
			return false
		}
	}
	return true
}

// prose looks at the paragraphs of a text of words alone: blank lines part them.
func (w *wrapFinder) prose() {
	longest := 0
	var breaks []int
	for pos := 0; pos < len(w.src); {
		end := LineEnd(w.src, pos)
		if pos == end {
			w.settle(longest, breaks)
			longest, breaks = 0, nil
		} else {
			longest = max(longest, w.columns(pos))
			if end+1 < len(w.src) && w.src[end+1] != '\n' {
				breaks = append(breaks, end)
			}
		}
		pos = end + 1
	}
	w.settle(longest, breaks)
}

// MarkFlow returns a text with [Flow] before the line feeds of the lines that flow, by their number
// from 0.
func MarkFlow(src string, flowing []bool) string {
	if flowing == nil {
		return src
	}
	var b strings.Builder
	number := 0
	for line := range strings.SplitAfterSeq(src, "\n") {
		if text, ok := strings.CutSuffix(line, "\n"); ok && flowing[number] {
			line = text + string(Flow) + "\n"
		}
		b.WriteString(line)
		number++
	}
	return b.String()
}

// WithoutFlow returns a text without the marks of [MarkFlow].
func WithoutFlow(src string) string { return strings.ReplaceAll(src, string(Flow), "") }

// mayBeWrapped says whether there is a line break in a text at which the first word of the next
// line could not have fitted into the line before it, were that as short as wrapped lines may be.
// Bytes are counted, which are no fewer than columns. A text that is too long is not looked at.
func mayBeWrapped(src string, lead int) bool {
	if len(src) > maxWrapped || !strings.Contains(src, "\n") {
		return false
	}
	before := -1 // the length of the line before, if there is something on it
	for line := range strings.SplitSeq(src, "\n") {
		text := strings.TrimLeft(line, " \t\r>")
		word, _, _ := strings.Cut(text, " ")
		if text != "" && before >= 0 && before+len(" ")+len(word) > leastWrapped {
			return true
		}
		if before = lead + len(line); text == "" {
			before = -1
		}
		lead = 0
	}
	return false
}

// wrapFinder goes through a document for wrapped paragraphs.
type wrapFinder struct {
	src     string
	lead    int
	flowing []bool
}

func (w *wrapFinder) visit(n ast.Node) {
	if n.Type() == ast.TypeInline {
		return
	}
	if n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock {
		w.paragraph(n)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.visit(c)
	}
}

// paragraph looks at a paragraph of a document.
func (w *wrapFinder) paragraph(n ast.Node) {
	longest := 0
	for i := range n.Lines().Len() {
		longest = max(longest, w.columns(n.Lines().At(i).Start))
	}
	w.settle(longest, softBreaks(nil, n, w.src))
}

// settle notes the soft breaks of a paragraph, whose longest line has so many columns, if they are
// an editor's.
func (w *wrapFinder) settle(longest int, breaks []int) {
	if longest < leastWrapped || len(breaks) == 0 {
		return
	}
	for _, at := range breaks {
		if w.columns(at)+w.firstWord(at) <= longest {
			return
		}
	}
	if w.flowing == nil {
		w.flowing = make([]bool, 1+strings.Count(w.src, "\n"))
	}
	for _, at := range breaks {
		w.flowing[strings.Count(w.src[:at], "\n")] = true
	}
}

// softBreaks appends the places of the line feeds that are soft breaks in a node.
func softBreaks(to []int, n ast.Node, src string) []int {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok && t.SoftLineBreak() {
			to = append(to, LineEnd(src, t.Segment.Stop))
		}
		to = softBreaks(to, c, src)
	}
	return to
}

// columns returns how long the line is that a place is on, without white space at its end.
func (w *wrapFinder) columns(at int) int {
	start := strings.LastIndexByte(w.src[:at], '\n') + 1
	columns := columnsOf(strings.TrimRight(w.src[start:LineEnd(w.src, at)], " \t"))
	if start == 0 {
		columns += w.lead
	}
	return columns
}

// firstWord returns how many columns the first word behind a line feed takes, with the space that
// it would need before it on the line above.
func (w *wrapFinder) firstWord(at int) int {
	next := w.src[at+1 : LineEnd(w.src, at+1)]
	next = strings.TrimLeft(next, "> \t")
	columns := columnsOf(next[:wordEnd(next)])
	if joinsWithoutSpace(w.src, at) {
		return columns
	}
	return 1 + columns
}

// joinsWithoutSpace says whether the lines around a line feed are both of a script that has no
// spaces between words.
func joinsWithoutSpace(src string, at int) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(src[:at], " \t"))
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(src[at+1:], "> \t"))
	return isIdeograph(last) && isIdeograph(first)
}

// wordEnd returns where the first word of a text ends: at white space, or behind an ideograph and
// the marks that may not stand at the beginning of a line.
func wordEnd(text string) int {
	alone := false
	for i, r := range text {
		switch {
		case unicode.IsSpace(r):
			return i
		case alone && !strings.ContainsRune(closingMarks, r), i > 0 && !alone && isIdeograph(r):
			return i
		}
		alone = alone || isIdeograph(r)
	}
	return len(text)
}

// closingMarks do not stand at the beginning of a line.
const closingMarks = "、。，．・：；！？）」』】〉》〕ー…"

// isIdeograph says whether a character is of a script that is written without spaces, or of its
// punctuation.
func isIdeograph(r rune) bool {
	const first = 0x2e80
	isMark := 0x3000 <= r && r <= 0x303f || 0xff01 <= r && r <= 0xff60 || r == 'ー'
	return r >= first && (isMark || unicode.In(r, unicode.Han, unicode.Hiragana,
		unicode.Katakana, unicode.Bopomofo, unicode.Yi))
}

// columnsOf returns how many columns text takes in an editor.
func columnsOf(text string) int {
	columns := 0
	for _, r := range text {
		switch {
		case r < 0x300:
			columns++
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case isWide(r):
			columns += 2
		default:
			columns++
		}
	}
	return columns
}

func isWide(r rune) bool {
	kind := width.LookupRune(r).Kind()
	return kind == width.EastAsianWide || kind == width.EastAsianFullwidth
}
