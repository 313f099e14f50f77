package match

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// frame is a rewording of prompts in one file.
type frame struct{ from, to, rewording string }

// linkFrames links notes whose prompts were all reworded in the same way, when the author has given all cards of a list
// another frame. It takes several of them, each with its answer unchanged: for one card alone such a prompt may ask
// something else that has the same answer.
func (m *matcher) linkFrames() {
	const several = 3
	frames := map[frame][]int{}
	for i, p := range m.pairs {
		if p.rewording != "" && m.free(p) && m.sameFile(p.old, p.new) {
			f := frame{p.old.path(), p.new.path(), p.rewording}
			frames[f] = append(frames[f], i)
		}
	}
	for _, f := range slices.SortedFunc(maps.Keys(frames), frame.compare) {
		list := frames[f]
		if len(list) < several || !m.allAnswered(list) {
			continue
		}
		for _, i := range list {
			m.pairs[i].reason = "same answer, and several prompts were reworded in the same way"
			m.link(m.pairs[i])
		}
	}
}

func (f frame) compare(g frame) int {
	return cmp.Or(strings.Compare(f.from, g.from), strings.Compare(f.to, g.to), strings.Compare(f.rewording, g.rewording))
}

// allAnswered says whether the answers of all of some pairs are unchanged, and no note is in two of them.
func (m *matcher) allAnswered(list []int) bool {
	seen := map[*group]bool{}
	for _, i := range list {
		p := m.pairs[i]
		if !p.answered || seen[p.old] || seen[p.new] {
			return false
		}
		seen[p.old], seen[p.new] = true, true
	}
	return true
}

// textOf joins the texts of words.
func textOf(words []word) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}
