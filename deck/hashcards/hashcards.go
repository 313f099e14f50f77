// Package hashcards says what hashcards, whose dialect decks are written in, would read otherwise
// in a deck file.
package hashcards

import (
	"cmp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"cards/deck"
	"cards/deck/char"
	"cards/deck/markup"
)

// Difference is one place that hashcards reads otherwise.
type Difference struct {
	Kind Kind
	Pos  deck.Pos
}

// Kind says what is read otherwise. Its text is a sentence about hashcards.
type Kind string

// The kinds of difference.
const (
	Refused     Kind = "refuses the whole collection for this error"
	NoCard      Kind = "refuses a file without a card"
	Mark        Kind = "refuses a file that begins with a byte-order mark"
	Extension   Kind = "does not read a file whose name does not end in .md, in small letters"
	Front       Kind = "reads front matter as TOML between lines of ---, and refuses any other"
	Words       Kind = "takes a label with words for text"
	Hidden      Kind = "takes a label with an invisible character for text"
	Block       Kind = "reads the labels and lines of --- in fences, math and comments"
	Heading     Kind = "takes a heading for text of the card, or refuses it between cards"
	Outside     Kind = "refuses text between cards"
	Separator   Kind = "takes an indented --- for a separator"
	Tags        Kind = "takes a line of tags for text of the card"
	Comment     Kind = "takes a comment for text of the card"
	Pair        Kind = "refuses a question below a definition without --- between them"
	NoAnswer    Kind = "asks a card without an answer"
	NoQuestion  Kind = "asks a card without a question"
	Choice      Kind = "shows the items of a choice as its answer"
	NumberedGap Kind = "takes {{c1::text}} for text"
	Gaps        Kind = "finds other gaps in a cloze"
	Bracket     Kind = "leaves out a bracket without its partner"
)

// Differences returns what hashcards reads otherwise in the deck file of that path and content, the
// first place of each kind, ordered by place.
func Differences(path string, src []byte) []Difference {
	c := &comparison{file: deck.Parse(path, src), at: map[Kind]deck.Pos{}, line: 1}
	text := string(src)
	if rest := strings.TrimLeft(text, char.ByteOrderMark); rest != text {
		c.add(Mark, deck.Pos{Line: 1, Col: 1})
		text = rest
	}
	c.text = strings.ReplaceAll(text, "\r\n", "\n")
	c.lines = strings.Split(c.text, "\n")
	if !strings.HasSuffix(path, ".md") {
		c.add(Extension, deck.Pos{Line: 1, Col: 1})
	}
	c.compareNotes()
	c.compareLines(c.compareFront())
	var list []Difference
	for kind, pos := range c.at {
		list = append(list, Difference{kind, pos})
	}
	slices.SortFunc(list, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col),
			cmp.Compare(a.Kind, b.Kind))
	})
	return list
}

// comparison reads a file as hashcards does, beside what it is here.
type comparison struct {
	file  *deck.File
	text  string
	lines []string // of the text
	at    map[Kind]deck.Pos

	line   int
	inNote bool
	term   bool // the note that is open is a term
}

// add notes a difference, unless there is one of its kind above it.
func (c *comparison) add(kind Kind, pos deck.Pos) {
	if known, ok := c.at[kind]; !ok || pos.Line < known.Line {
		c.at[kind] = pos
	}
}

// compareNotes finds what differs in notes as a whole.
func (c *comparison) compareNotes() {
	isEmpty := len(c.file.Notes) == 0
	for _, d := range c.file.Diagnostics {
		if d.Severity == deck.Error {
			isEmpty = false
			c.compareError(d)
		}
	}
	if isEmpty {
		c.add(NoCard, deck.Pos{Line: 1, Col: 1})
	}
	for _, n := range c.file.Notes {
		if n.Answer == "" && n.Label != deck.Cloze {
			c.add(NoAnswer, n.Pos)
		}
		if len(n.Options) > 0 {
			c.add(Choice, n.Pos)
		}
		if n.Label == deck.Cloze {
			c.compareCloze(n)
		}
	}
}

// compareError says what becomes there of a note that is left out here.
func (c *comparison) compareError(d deck.Diagnostic) {
	is := func(start string) bool { return strings.HasPrefix(d.Text, start) }
	switch {
	case is("empty question"), is("empty term"):
		c.add(NoQuestion, d.Pos)
	case is("task list"):
		c.add(Choice, d.Pos)
	case is("cloze without a gap") && c.hasDeletion(d.Pos.Line):
		c.add(Gaps, d.Pos)
	case is("unknown word"), is("bad id"), is("a second id"), is("id "): // Words tells of it
	default:
		c.add(Refused, d.Pos)
	}
}

// hasDeletion says whether hashcards finds a gap in the note that begins with a line.
func (c *comparison) hasDeletion(line int) bool {
	lines := c.lines[line-1:]
	size := 1
	for size < len(lines) && !isStart(lines[size]) {
		size++
	}
	list, _ := deletions(strings.Join(lines[:size], "\n"))
	return len(list) > 0
}

func (c *comparison) compareCloze(n deck.Note) {
	var ours []string
	for _, card := range n.Cards {
		ours = append(ours, card.Answer())
	}
	theirs, isWhole := deletions(n.Prompt)
	isSame := slices.Equal(ours, theirs)
	if strings.Contains(n.Prompt, "{{c") {
		c.add(NumberedGap, n.Pos)
		isOther := func(gap string) bool { return !slices.Contains(ours, gap) }
		isSame = !slices.ContainsFunc(theirs, isOther)
	}
	if !isSame {
		c.add(Gaps, n.Pos)
	} else if !isWhole {
		c.add(Bracket, n.Pos)
	}
}

// deletions returns the gaps that hashcards finds in the text of a cloze, and whether each bracket
// has its partner.
func deletions(text string) (list []string, isWhole bool) {
	isWhole = true
	open, image := -1, false
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text) && strings.IndexByte("[]", text[i+1]) >= 0:
			i++
		case strings.HasPrefix(text[i:], "!["):
			image = true
			i++
		case text[i] == '[':
			isWhole = isWhole && open < 0
			open = i + 1
		case text[i] == ']' && image:
			image = false
		case text[i] == ']' && open >= 0:
			list = append(list, text[open:i])
			open = -1
		case text[i] == ']':
			isWhole = false
		}
	}
	return list, isWhole && open < 0
}

// compareFront compares the front matter and returns where the text behind it begins.
func (c *comparison) compareFront() int {
	mark, rest, _ := strings.Cut(c.text, "\n")
	mark = strings.TrimRight(mark, " \t")
	if mark != "---" && mark != "+++" {
		return 0
	}
	pos := len(c.text) - len(rest)
	for pos < len(c.text) {
		end := markup.LineEnd(c.text, pos)
		if strings.TrimRight(c.text[pos:end], " \t") == mark {
			content := c.text[len(c.text)-len(rest) : pos]
			if mark == "+++" || toml.Unmarshal([]byte(content), &map[string]any{}) != nil {
				c.add(Front, deck.Pos{Line: 1, Col: 1})
			}
			next := min(end+1, len(c.text))
			c.line += strings.Count(c.text[:next], "\n")
			return next
		}
		pos = end + 1
	}
	c.add(Front, deck.Pos{Line: 1, Col: 1})
	return 0
}

// compareLines goes through the lines from a place on.
func (c *comparison) compareLines(pos int) {
	blocks := markup.NewBlocks(c.text, isStart)
	for pos < len(c.text) {
		if pos == 0 || c.text[pos-1] == '\n' {
			line := c.text[pos:markup.LineEnd(c.text, pos)]
			if size := c.compareLabel(line); size > 0 {
				pos += size
			}
		}
		b := blocks.At(pos)
		if b.Unclosed || b.Kind == markup.BlockText || b.Kind == markup.BlockDefinition {
			c.compareText(strings.TrimSuffix(b.In(c.text), "\n"), pos == 0 || c.text[pos-1] == '\n')
		} else {
			c.compareBlock(b)
		}
		c.line += strings.Count(b.In(c.text), "\n")
		pos = b.End
	}
}

func isStart(line string) bool {
	level, _ := markup.Heading(line)
	return isLabel(line) || level > 0 || strings.TrimSpace(line) == "---"
}

// isLabel says whether hashcards takes a line for one with a label.
func isLabel(line string) bool {
	return len(line) > 1 && strings.IndexByte("QACTD", line[0]) >= 0 && line[1] == ':'
}

// compareLabel compares a label, and returns its length; 0 if there is none.
func (c *comparison) compareLabel(line string) int {
	clean := strings.TrimLeft(line, "\u200b\u200c\u200d\u200e\u200f\u00a0\u3000\u2060\ufeff")
	colon := strings.IndexByte(clean, ':')
	if colon < 1 || strings.IndexByte("QACTD", clean[0]) < 0 {
		return 0
	}
	name := clean[1:colon]
	hasWords := strings.HasPrefix(name, " (") && strings.HasSuffix(name, ")")
	if name != "" && !hasWords {
		return 0
	}
	here := deck.Pos{Line: c.line, Col: 1}
	if len(clean) < len(line) {
		c.add(Hidden, here)
	}
	if hasWords {
		c.add(Words, here)
	}
	if starts := strings.IndexByte("QCT", clean[0]) >= 0; starts {
		if c.inNote && c.term && clean[0] == 'Q' {
			c.add(Pair, here)
		}
		c.inNote, c.term = true, clean[0] == 'T'
	}
	return len(line) - len(clean) + colon + 1
}

// compareText compares a line of text, or what stands behind a label.
func (c *comparison) compareText(line string, whole bool) {
	here := deck.Pos{Line: c.line, Col: 1}
	level, _ := markup.Heading(line)
	if strings.Contains(line, "<!--") {
		c.add(Comment, here)
	}
	switch {
	case !whole || strings.TrimSpace(line) == "":
	case strings.HasPrefix(line, "---") && strings.TrimSpace(line) == "---":
		c.inNote = false
	case strings.TrimSpace(line) == "---":
		c.add(Separator, here)
	case level > 0:
		c.add(Heading, here)
		c.inNote = false
	case !c.inNote:
		c.add(Outside, here)
	case areTags(line):
		c.add(Tags, here)
	}
}

func areTags(line string) bool {
	for word := range strings.FieldsSeq(line) {
		if len(word) < 2 || word[0] != '#' || word[1] == '#' {
			return false
		}
	}
	return line[0] == '#'
}

// compareBlock compares a fence, a formula or a comment.
func (c *comparison) compareBlock(b markup.Block) {
	here := deck.Pos{Line: c.line, Col: 1}
	if b.Kind == markup.BlockComment {
		c.add(Comment, here)
	} else if !c.inNote {
		c.add(Outside, here)
	}
	line := c.line
	for text := range strings.Lines(b.In(c.text)) {
		text = strings.TrimSuffix(text, "\n")
		if line > c.line && (isLabel(text) || strings.TrimSpace(text) == "---") {
			c.add(Block, deck.Pos{Line: line, Col: 1})
		}
		line++
	}
}
