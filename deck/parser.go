package deck

import (
	"cards/deck/front"
	"cards/deck/markup"
)

// parser reads one file, line by line.
type parser struct {
	compiler
	blocks *markup.Blocks
	front  []front.Problem
	titles [6]string // of the headings above, by level; empty for none
}

func (p *parser) skipLine() {
	p.advance(min(markup.LineEnd(p.text, p.off)+1, len(p.text)))
	p.blanks = 0
}

// content reads what begins at start, which is or counts as the start of a line: a block, or the
// rest of the line.
func (p *parser) content(start int) {
	for {
		b := p.blocks.At(start)
		kind := b.Kind
		switch {
		case b.Unclosed:
			p.remarkUnclosed(b)
			kind = markup.BlockText
		case kind == markup.BlockDefinition:
			kind = markup.BlockText
		case kind == markup.BlockFence:
			p.remarkFence(b)
		}
		p.keep(chunk{b.Range, kind})
		p.advance(b.End)
		if kind != markup.BlockComment || b.End == len(p.text) || p.text[b.End-1] == '\n' {
			return
		}
		start = b.End
	}
}
