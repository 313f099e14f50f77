// Package diff tells what two versions of a text, or of any sequence, have in common.
package diff

import (
	"strings"

	"github.com/clipperhouse/uax29/v2/words"
)

// most is how many pairs of items are compared. Beyond it nothing counts as common but the
// beginning and the end: that would take memory and time for a result that nobody looks at.
const most = 1 << 20

// Common returns for each item of a its place in b along a longest common subsequence of the two,
// -1 for one that is not part of it. What both begin and end with is common.
func Common[T comparable](a, b []T) []int {
	at := make([]int, len(a))
	begin, end := 0, 0
	for begin < min(len(a), len(b)) && a[begin] == b[begin] {
		at[begin] = begin
		begin++
	}
	for end < min(len(a), len(b))-begin && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
		at[len(a)-end] = len(b) - end
	}
	for i := begin; i < len(a)-end; i++ {
		at[i] = -1
	}
	x, y := a[begin:len(a)-end], b[begin:len(b)-end]
	if len(x)*len(y) > most {
		return at
	}
	common := commonLengths(x, y)
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			at[begin+i] = begin + j
			i, j = i+1, j+1
		case common[i+1][j] >= common[i][j+1]:
			i++
		default:
			j++
		}
	}
	return at
}

// commonLengths returns how long the longest common subsequence of x[i:] and y[j:] is, at [i][j].
func commonLengths[T comparable](x, y []T) [][]int32 {
	lengths := make([][]int32, len(x)+1)
	for i := range lengths {
		lengths[i] = make([]int32, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				lengths[i][j] = lengths[i+1][j+1] + 1
			} else {
				lengths[i][j] = max(lengths[i+1][j], lengths[i][j+1])
			}
		}
	}
	return lengths
}

// Run is a piece of one version of a text.
type Run struct {
	Text    string
	Differs bool // the other version does not have it here
}

// Words returns two versions of a text in runs by what they share, in whole words; where no spaces
// part words, in characters. White space makes no difference. The texts of the runs, put together,
// are the versions.
func Words(a, b string) (inA, inB []Run) {
	x, y := wordsOf(a), wordsOf(b)
	onlyA, onlyB := make([]bool, len(x)), make([]bool, len(y))
	for j := range onlyB {
		onlyB[j] = true
	}
	for i, j := range Common(texts(x), texts(y)) {
		if onlyA[i] = j < 0; j >= 0 {
			onlyB[j] = false
		}
	}
	return runs(x, onlyA), runs(y, onlyB)
}

// word is a word, a sign or a character, with the white space behind it.
type word struct{ text, space string }

func wordsOf(text string) []word {
	list := []word{{}} // white space at the beginning belongs to no word
	for tokens := words.FromString(text); tokens.Next(); {
		token := tokens.Value()
		if strings.TrimSpace(token) == "" {
			list[len(list)-1].space += token
		} else {
			list = append(list, word{text: token})
		}
	}
	return list
}

func texts(list []word) []string {
	texts := make([]string, len(list))
	for i, w := range list {
		texts[i] = w.text
	}
	return texts
}

// runs puts words together as far as they are alike in being only in this version. The space
// between two that are is too.
func runs(list []word, only []bool) []Run {
	var runs []Run
	add := func(text string, differs bool) {
		last := len(runs) - 1
		switch {
		case text == "":
		case last >= 0 && runs[last].Differs == differs:
			runs[last].Text += text
		default:
			runs = append(runs, Run{text, differs})
		}
	}
	for i, w := range list {
		add(w.text, only[i])
		add(w.space, only[i] && i+1 < len(list) && only[i+1])
	}
	return runs
}
