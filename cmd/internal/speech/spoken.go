package speech

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/deck/markup"

	"github.com/yuin/goldmark/ast"
	exast "github.com/yuin/goldmark/extension/ast"
)

// What cannot be read aloud, as it is said of a card that is left out.
const (
	Code    = "code"
	Math    = "math"
	Picture = "picture"
	Sound   = "sound"
	Nothing = "nothing to say"
)

// Reader says which words texts are spoken with.
type Reader struct {
	Language string            // of the texts, such as "de"; "" for English
	Say      map[string]string // words and how they are read instead
}

// Question returns the words of a question, in which what is asked of a cloze is a blank, and what
// of it cannot be spoken.
func (r Reader) Question(doc *markup.Document) (words string, without []string) {
	return r.read(doc, true)
}

// Text returns the words of any other text, and what of it cannot be spoken.
func (r Reader) Text(doc *markup.Document) (words string, without []string) {
	return r.read(doc, false)
}

func (r Reader) read(doc *markup.Document, asks bool) (string, []string) {
	s := speaker{Reader: r, doc: doc, asks: asks}
	s.blocks(doc.Root)
	words := r.own(strings.Join(strings.Fields(s.String()), " "))
	if !hasWords(words) {
		words = ""
	}
	return words, s.without
}

// hasWords says whether anything in a text can be said.
func hasWords(text string) bool {
	return strings.ContainsFunc(text,
		func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// speaker writes the words of a document.
type speaker struct {
	strings.Builder
	Reader
	doc     *markup.Document
	asks    bool
	without []string
}

// leave notes that something is not spoken.
func (s *speaker) leave(what string) {
	if !slices.Contains(s.without, what) {
		s.without = append(s.without, what)
	}
}

// blocks writes the blocks below a node.
func (s *speaker) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s.block(c)
	}
}

// block writes a block: each paragraph, heading, point and row is a sentence.
func (s *speaker) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		s.leave(Code)
	case *markup.FormulaBlock:
		s.formula(n)
		s.end()
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading:
		s.inlines(n)
		s.end()
	case *ast.List:
		s.list(n)
	case *exast.TableHeader, *exast.TableRow:
		s.row(n)
	case *exast.FootnoteList, *ast.ThematicBreak:
	default:
		s.blocks(n)
	}
}

// list writes the points of a list, with the numbers that they have.
func (s *speaker) list(l *ast.List) {
	number := l.Start
	for c := l.FirstChild(); c != nil; c = c.NextSibling() {
		if l.IsOrdered() {
			s.WriteString(strconv.Itoa(number) + ". ")
			number++
		}
		s.blocks(c)
	}
}

// row writes the cells of a row of a table as one sentence.
func (s *speaker) row(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s.inlines(c)
		if c.NextSibling() != nil {
			s.WriteString(", ")
		}
	}
	s.end()
}

// end ends a sentence.
func (s *speaker) end() {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s.String(), " \n\"”»’)"))
	if !strings.ContainsRune(".!?:;…。！？", last) && last != utf8.RuneError {
		s.WriteByte('.')
	}
	s.WriteByte(' ')
}

// inlines writes what stands within a block.
func (s *speaker) inlines(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s.inline(c)
	}
}

func (s *speaker) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		s.text(n)
	case *ast.Image:
		s.leave(nameOf(string(n.Destination)))
	case *ast.Link:
		if markup.IsSound(string(n.Destination)) {
			s.leave(Sound)
			return
		}
		s.inlines(n)
	case *ast.AutoLink:
		address := s.doc.Text(n)
		if _, after, ok := strings.Cut(address, "://"); ok {
			address = after
		}
		s.WriteString(address)
	case *markup.Formula:
		s.formula(n)
	case *markup.Gap:
		s.gap(n)
	case *markup.Script, *ast.String:
		s.WriteString(s.doc.Text(n))
	case *exast.TaskCheckBox, *exast.FootnoteLink:
	default:
		s.inlines(n)
	}
}

func nameOf(dest string) string {
	if markup.IsSound(dest) {
		return Sound
	}
	return Picture
}

// text writes a piece of text; the end of a line that was meant is a pause.
func (s *speaker) text(n *ast.Text) {
	s.WriteString(s.doc.Text(n))
	switch {
	case n.HardLineBreak() && hasWords(s.String()[max(s.Len()-utf8.UTFMax, 0):]):
		s.WriteString(", ")
	case n.HardLineBreak(), n.SoftLineBreak():
		s.WriteByte(' ')
	}
}

// gap writes what a cloze asks: a blank in the question, with the hint if there is one.
func (s *speaker) gap(n *markup.Gap) {
	if !s.asks {
		s.inlines(n)
		return
	}
	if n.Opens {
		s.WriteString(PhrasesOf(s.Language).Blank)
	}
	if hint := strings.Trim(s.doc.Text(n), "[]…"); hasWords(hint) {
		s.WriteString(", " + hint + ",")
	}
}

// formula writes how a formula is read.
func (s *speaker) formula(n ast.Node) {
	text, ok := s.doc.Math(n)
	if ok {
		text, ok = s.formulaWords(text)
	}
	if !ok {
		s.leave(Math)
		return
	}
	s.WriteString(text)
}

// own puts in how the person wants words to be read, and what abbreviations stand for. Words in
// small letters stand for those with capitals too.
func (r Reader) own(text string) string {
	if IsEnglish(r.Language) {
		text = abbreviations().Replace(text)
	}
	keys := slices.SortedFunc(maps.Keys(r.Say), func(a, b string) int {
		return cmp.Or(len(b)-len(a), strings.Compare(a, b))
	})
	if len(keys) == 0 {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		key := r.keyAt(text, i, keys)
		if key == "" {
			_, size := utf8.DecodeRuneInString(text[i:])
			b.WriteString(text[i : i+size])
			i += size
			continue
		}
		b.WriteString(r.Say[key])
		i += len(key)
	}
	return b.String()
}

// keyAt returns the word with an own reading that stands at a place as a whole word, "" for none.
func (r Reader) keyAt(text string, i int, keys []string) string {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	for _, key := range keys {
		rest := text[i:]
		if len(rest) < len(key) || rest[:len(key)] != key &&
			(strings.ToLower(key) != key || !strings.EqualFold(rest[:len(key)], key)) {
			continue
		}
		after, _ := utf8.DecodeRuneInString(rest[len(key):])
		first, _ := utf8.DecodeRuneInString(key)
		last, _ := utf8.DecodeLastRuneInString(key)
		if !(isWord(before) && isWord(first)) && !(isWord(after) && isWord(last)) {
			return key
		}
	}
	return ""
}

func isWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r)) }

// abbreviations are those that engines spell in English.
func abbreviations() *strings.Replacer {
	return strings.NewReplacer("e.g.", "for example", "i.e.", "that is", "etc.", "et cetera.", " vs. ",
		" versus ", " vs ", " versus ")
}
