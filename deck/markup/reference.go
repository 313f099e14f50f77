package markup

import (
	"strings"

	"github.com/yuin/goldmark/util"
)

// reference returns where a link with this text leads by a definition: [text][label], [label][] or
// [label]. A label that nothing defines leads nowhere.
func (in *inline) reference(text Range) (dest Range, end int, ok bool) {
	if len(in.goals) == 0 {
		return Range{}, 0, false
	}
	label, end := text, text.End+1
	if rest := in.src[end:in.end]; strings.HasPrefix(rest, "[]") {
		end += 2
	} else if strings.HasPrefix(rest, "[") {
		if size := labelEnd(rest); size > 0 {
			label = Range{end + 1, end + size - 1}
			end += size
		}
	}
	if label.End-label.Start > maxLabel {
		return Range{}, 0, false
	}
	dest, ok = in.goals[foldLabel(label.In(in.src))]
	return dest, end, ok
}

// foldLabel returns what the labels of a link and of its definition have in common: neither case
// nor white space counts.
func foldLabel(label string) string { return util.ToLinkReference([]byte(label)) }

// goals returns where the link reference definitions of a text lead, by their labels; of equal
// labels the first counts.
func goals(src string) map[string]Range {
	if !strings.Contains(src, "]:") {
		return nil
	}
	found := make(map[string]Range)
	blocks := NewBlocks(src, nil)
	for pos := 0; pos < len(src); {
		block := blocks.At(pos)
		pos = block.End
		if block.Kind != BlockDefinition {
			continue
		}
		label := block.Label(src)
		if _, ok := found[label]; !ok {
			found[label] = block.Text
		}
	}
	return found
}

// Label returns the label of a definition as those of links compare with it.
func (b Block) Label(src string) string { return foldLabel(b.label(src).In(src)) }

// label returns where the label of a definition stands.
func (b Block) label(src string) Range {
	return Range{b.Marks.Start + 1, b.Marks.Start + labelEnd(b.Marks.In(src)) - 1}
}

// Labels returns what stands in brackets in a text, as [Block.Label] does: all that may refer to a
// definition, and more.
func Labels(src string) []string {
	var labels []string
	open := -1
	for i := 0; i < len(src); i++ {
		switch src[i] {
		case '\\':
			i++
		case '[':
			open = i + 1
		case ']':
			if open > 0 && open < i && i-open <= maxLabel {
				labels = append(labels, foldLabel(src[open:i]))
			}
			open = -1
		}
	}
	return labels
}
