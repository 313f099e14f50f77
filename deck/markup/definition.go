package markup

import (
	"path"
	"strings"
)

// maxLabel is how long the label of a link reference definition may be, in bytes; CommonMark counts
// characters.
const maxLabel = 999

// openDefinition makes a link reference definition of a line that begins with a bracket, unless the
// line goes on with a paragraph or is indented as code is. What looks like no address is text: in a
// deck, "[Rome]: capital" is more likely meant to be seen.
func (b *Blocks) openDefinition(block *Block) {
	indented := block.Quote == 0 && !block.Item && block.Marks.Start-block.Start > 3
	continues := b.paragraph == block.Start && !block.Item && block.Quote <= b.quote
	if indented || continues {
		return
	}
	if dest, ok := definition(b.text, block.Marks); ok {
		block.Kind, block.Text = BlockDefinition, dest
	}
}

// definition returns the URL of the link reference definition that a line is: [label]: url "title".
func definition(src string, line Range) (dest Range, ok bool) {
	in := inline{src: src, end: line.End}
	label := labelEnd(line.In(src))
	if label == 0 || in.at(line.Start+label) != ':' {
		return Range{}, false
	}
	dest, pos, ok := in.destination(in.skipSpace(line.Start + label + 1))
	if !ok || !isAddress(dest.In(src)) {
		return Range{}, false
	}
	if after := in.skipSpace(pos); after > pos {
		pos, ok = in.title(after)
	}
	return dest, ok && pos == in.end
}

// labelEnd returns the length of the label in brackets that text begins with, 0 for none. A
// footnote is none.
func labelEnd(text string) int {
	if strings.HasPrefix(text, "[^") {
		return 0
	}
	for i := 1; i < min(len(text), maxLabel+2); i++ {
		switch text[i] {
		case '\\':
			i++
		case '[':
			return 0
		case ']':
			if strings.TrimSpace(text[1:i]) == "" {
				return 0
			}
			return i + 1
		}
	}
	return 0
}

// isAddress says whether a destination looks like one: a URL, a path, a place in the text or the
// name of a file.
func isAddress(dest string) bool {
	if strings.ContainsAny(dest, "/#") {
		return true
	}
	if scheme, rest, ok := strings.Cut(dest, ":"); ok && len(scheme) > 1 && rest != "" &&
		isLetter(scheme[0]) {
		return true
	}
	ext := path.Ext(dest)
	return len(ext) > 1 && len(ext) < len(dest) && isLetter(ext[1])
}
