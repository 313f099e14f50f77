// Package lint finds what makes cards hard to learn, by their text alone: that they ask too much at
// once, or give the answer away. It only hints; an author may know better.
package lint

import (
	"fmt"
	"strings"

	"cards/deck"
	"cards/deck/front"
)

// What is too much for one card.
const (
	mostWords     = 60 // of a question or an answer
	mostSentences = 2  // of an answer
	mostItems     = 7  // of a set
)

// File returns the hints about the notes of a file that concern one note each, by place. Drafts are
// still being written and get none.
func File(f *deck.File, src string) []deck.Diagnostic {
	l := linter{file: f, lines: strings.Split(src, "\n")}
	for i := range f.Notes {
		if n := &f.Notes[i]; !n.Draft {
			l.note(n)
		}
	}
	return l.found
}

type linter struct {
	file  *deck.File
	lines []string // of its source
	found []deck.Diagnostic
}

func (l *linter) note(n *deck.Note) {
	asked := read(n.Prompt, n.Definitions)
	if words := asked.words(); words > mostWords {
		l.add(front.HintLong, n.Pos, fmt.Sprintf("the %s has %d words", nameOf(n), words),
			"a short one is quicker to read; explanations go below `A (more):`")
	}
	l.leak(n)
	if n.Answer == "" || len(n.Options) > 0 {
		return
	}
	at := l.answerAt(n)
	back := read(n.Answer, n.Definitions)
	switch words, sentences := back.words(), back.sentences(); {
	case back.items() > mostItems:
		l.add(front.HintSet, at, fmt.Sprintf("the answer is a set of %d items", back.items()),
			"more than seven are hard to learn as one: "+
				"ask for parts of it, or for each with a gap in a cloze")
	case words > mostWords:
		l.add(front.HintLong, at, fmt.Sprintf("the answer has %d words", words),
			"split it into several cards, or move what is not asked below `A (more):`")
	case sentences > mostSentences:
		l.add(front.HintFacts, at,
			fmt.Sprintf("the answer has %d sentences, perhaps as many facts", sentences),
			"a card for each is easier to remember; what only explains goes below `A (more):`")
	}
}

func nameOf(n *deck.Note) string {
	return map[deck.Label]string{
		deck.Question: "question", deck.Term: "term",
		deck.Cloze: "text",
	}[n.Label]
}

// leak finds a question in which its answer can be read.
func (l *linter) leak(n *deck.Note) {
	switch {
	case n.Label == deck.Cloze:
		for _, c := range n.Cards {
			if gap := c.Answer(); shows(withoutGaps(c), gap, n.Definitions) {
				l.add(front.HintLeak, n.Pos,
					fmt.Sprintf("the rest of the text gives away %q, which is asked", cut(gap)),
					"word it differently there, or make it a gap too, "+
						"as {{c1::…}} with the same number")
				return
			}
		}
	case len(n.Options) > 0:
	case n.Label == deck.Term && shows(n.Answer, n.Prompt, n.Definitions):
		l.add(front.HintLeak, l.answerAt(n),
			fmt.Sprintf("the definition gives away the term %q, "+
				"which is asked in the other direction", cut(n.Prompt)),
			"define it without the term itself")
	case n.Label == deck.Question && !offers(n.Prompt) && shows(n.Prompt, n.Answer, n.Definitions):
		l.add(front.HintLeak, n.Pos,
			fmt.Sprintf("the question gives away its answer, %q", cut(n.Answer)),
			"ask for it without saying it")
	}
}

// answerAt returns where the answer of a note begins.
func (l *linter) answerAt(n *deck.Note) deck.Pos {
	for number := n.Pos.Line + 1; number <= min(n.End, len(l.lines)); number++ {
		if line := l.lines[number-1]; strings.HasPrefix(line, "A:") ||
			strings.HasPrefix(line, "D:") {
			return deck.Pos{Line: number, Col: 1}
		}
	}
	return n.Pos
}

func (l *linter) add(hint string, at deck.Pos, text, remedy string) {
	if l.file.Front.IsOff(hint) {
		return
	}
	l.found = append(l.found, newHint(hint, l.file.Path, at, text, remedy))
}

func newHint(hint, path string, at deck.Pos, text, remedy string) deck.Diagnostic {
	return deck.Diagnostic{
		Path: path, Pos: at, Severity: deck.Advice, Text: hint + ": " + text,
		Hint: remedy,
	}
}
