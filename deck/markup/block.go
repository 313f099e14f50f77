package markup

import "strings"

// BlockKind says how a [Block] is read.
type BlockKind uint8

// The kinds of block.
const (
	BlockText       BlockKind = iota // a line of text, perhaps of a heading or a table, or a blank one
	BlockDefinition                  // a link reference definition, on one line: [label]: url
	BlockFence                       // code, from its opening line to its closing one
	BlockMath                        // a formula, from a line that begins with $$ to one that ends with $$
	BlockComment                     // <!-- … -->
)

// Block is a stretch of a text that is read in one way: whole lines with their line feeds. Only a
// comment ends behind its mark when something else follows on that line, which then counts as the
// start of a line.
type Block struct {
	Range
	Kind  BlockKind
	Quote int  // how deep its first line is quoted
	Item  bool // its first line begins an item of a list

	// Marks reaches from the first mark of the block to its last one; without marks it is the
	// content of the line. It begins behind quote marks, list markers and indentation, and ends
	// before the white space at the end of the line.
	Marks Range
	Text  Range // what stands between the marks: code, formula, comment, or the URL of a definition

	// Unclosed means that this is a line of text, as nothing closes the block of this kind that it
	// would open. The Text of a formula then ends where its marks are too far apart, if there is a
	// closing one; otherwise it is zero.
	Unclosed bool
}

// Blocks finds the blocks of a text, one after the other. What can close one is looked up once, so
// time is linear in the length of the text, whatever it holds.
type Blocks struct {
	text string
	ends func(line string) bool

	closers      *closers // made when the first fence opens
	commentClose int      // place of the first --> from some place on; below that place when not known
	mathClose    int      // likewise of the first $$ at the end of a line
	ending       int      // likewise of the first line that ends says is one

	paragraph int // the end of the last line if a paragraph may go on behind it, else -1
	quote     int // how deep that line is quoted
}

// NewBlocks begins a text. ends says of a line whether it ends whatever text stands before it, such
// as the label of the next note; nil means that no line does. A formula holds no such line, unless
// its marks stand alone on their lines and there is no blank line between them.
func NewBlocks(text string, ends func(line string) bool) *Blocks {
	return &Blocks{
		text: text, ends: ends, commentClose: -1, mathClose: -1, ending: -1, paragraph: -1,
	}
}

// At returns the block that begins at start, which counts as the start of a line. No later call may
// ask for an earlier place.
//
// Fences are those of CommonMark, except that they may be indented by any amount, and that a fence
// which is not quoted ends only at a closing line: one without it is text. Formulas and comments
// begin without indentation. A comment that opens another one before it ends is text, as is one
// that opens within a line, behind a label, and holds a line that ends what stands before it.
func (b *Blocks) At(start int) Block {
	unclosed := false
	if strings.HasPrefix(b.text[start:], "<!--") {
		if end := b.commentEnd(start); end > 0 {
			return b.comment(start, end) // many of them may share a line: nothing here may look for its end
		}
		unclosed = true
	}
	block := b.line(start)
	line := block.Marks.In(b.text)
	switch {
	case unclosed:
		block.Kind, block.Unclosed = BlockComment, true
	case block.Marks.Start == start && strings.HasPrefix(line, "$$"):
		b.openMath(&block, line)
	case strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~"):
		b.openFence(&block, line)
	case line != "" && line[0] == '[':
		b.openDefinition(&block)
	}
	b.follow(&block, line)
	return block
}

// line returns the line at start as text.
func (b *Blocks) line(start int) Block {
	end := LineEnd(b.text, start)
	line := b.text[start:end]
	block := Block{Range: Range{start, min(end+1, len(b.text))}}
	var content int
	block.Quote, block.Item, content = containers(line)
	block.Marks = Range{start + content, start + max(content, len(trimBlanks(line)))}
	return block
}

// follow notes whether the next line may go on with a paragraph.
func (b *Blocks) follow(block *Block, line string) {
	b.paragraph, b.quote = -1, block.Quote
	isText := block.Kind == BlockText || block.Unclosed
	if isText && line != "" && headingLevel(line) == 0 {
		b.paragraph = block.End
	}
}

// commentEnd returns the end of the comment that opens at start, 0 if it is none.
func (b *Blocks) commentEnd(start int) int {
	inner := start + len("<!--")
	if b.commentClose < inner {
		b.commentClose = indexFrom(b.text, "-->", inner)
	}
	if b.commentClose == len(b.text) || strings.Contains(b.text[inner:b.commentClose], "<!--") {
		return 0
	}
	if b.isBehindLabel(start) && b.firstEnding(b.nextLine(start)) < b.commentClose {
		return 0
	}
	return b.commentClose + len("-->")
}

// isBehindLabel says whether a place is within a line, and not behind another comment.
func (b *Blocks) isBehindLabel(pos int) bool {
	return b.ends != nil && pos > 0 && b.text[pos-1] != '\n' &&
		!strings.HasSuffix(strings.TrimRight(b.text[:pos], " \t"), "-->")
}

// nextLine returns where the line behind the one of a place begins.
func (b *Blocks) nextLine(pos int) int { return min(LineEnd(b.text, pos)+1, len(b.text)) }

func (b *Blocks) comment(start, end int) Block {
	b.paragraph = -1
	marks := Range{start, end}
	text := Range{start + len("<!--"), end - len("-->")}
	rest := end + blanks(b.text[end:])
	if rest == len(b.text) || b.text[rest] == '\n' {
		end = min(rest+1, len(b.text))
	}
	return Block{Range: Range{start, end}, Kind: BlockComment, Marks: marks, Text: text}
}

// openMath makes a formula of a line that begins with $$, unless it has a second $$ and so is no
// block.
func (b *Blocks) openMath(block *Block, line string) {
	if strings.Contains(line[2:], "$$") {
		return
	}
	block.Kind = BlockMath
	alone := line == "$$"
	at, near := b.mathEnd(block.End, alone)
	if at < len(b.text) {
		block.Text = Range{block.Marks.Start + 2, at}
	}
	if !near {
		block.Unclosed = true
		return
	}
	block.Marks.End = at + 2
	block.End = b.nextLine(at)
}

// mathEnd returns the place of the $$ that would close a formula whose opening line ends at pos,
// the length of the text for none, and whether it does. alone says that nothing stands beside the
// opening mark.
func (b *Blocks) mathEnd(pos int, alone bool) (at int, near bool) {
	if b.mathClose < pos {
		b.mathClose = lastOnLine(b.text, "$$", pos)
	}
	at = b.mathClose
	if at == len(b.text) {
		return at, false
	}
	lineStart := 1 + strings.LastIndexByte(b.text[:at], '\n')
	if b.ends == nil || b.firstEnding(pos) > lineStart {
		return at, true
	}
	return at, alone && lineStart == at && !hasBlankLine(b.text[pos:lineStart])
}

// firstEnding returns the start of the first line from pos on that ends what stands before it.
func (b *Blocks) firstEnding(pos int) int {
	if b.ending >= pos {
		return b.ending
	}
	for pos < len(b.text) {
		end := LineEnd(b.text, pos)
		if b.ends(b.text[pos:end]) {
			break
		}
		pos = end + 1
	}
	b.ending = min(pos, len(b.text))
	return b.ending
}

func hasBlankLine(text string) bool {
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			return true
		}
	}
	return false
}

// indexFrom returns the place of the first mark from pos on, the length of the text for none.
func indexFrom(text, mark string, pos int) int {
	if size := strings.Index(text[pos:], mark); size >= 0 {
		return pos + size
	}
	return len(text)
}

// lastOnLine returns the place of the first mark from pos on behind which its line has only white
// space, the length of the text for none.
func lastOnLine(text, mark string, pos int) int {
	for pos < len(text) {
		at := indexFrom(text, mark, pos)
		if at == len(text) {
			break
		}
		pos = LineEnd(text, at)
		if line := trimBlanks(text[at:pos]); strings.HasSuffix(line, mark) {
			return at + len(line) - len(mark)
		}
	}
	return len(text)
}
