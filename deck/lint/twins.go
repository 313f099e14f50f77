package lint

import (
	"fmt"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/front"
)

// Twins finds notes that ask nearly the same as others.
type Twins struct {
	asked map[string][]twin // by what they ask, without what says nothing
	found []deck.Diagnostic
}

// twin is a note that asks something.
type twin struct {
	path   string
	note   *deck.Note
	order  string // the words of the question
	answer string
}

// Add takes the notes of a file in. Files come in the order in which they are told of.
func (t *Twins) Add(f *deck.File) {
	if t.asked == nil {
		t.asked = make(map[string][]twin)
	}
	for i := range f.Notes {
		n := &f.Notes[i]
		words := content(plain(n.Prompt, n.Definitions))
		const least = 2 // words, below which questions are alike by chance
		if n.Draft || len(words) < least {
			continue
		}
		for i := range words {
			words[i] = stem(words[i])
		}
		order := strings.Join(words, " ")
		slices.Sort(words)
		key := string(n.Label) + strings.Join(slices.Compact(words), " ")
		this := twin{f.Path, n, order, strings.Join(content(plain(n.Answer, n.Definitions)), " ")}
		for _, other := range t.asked[key] {
			if other.likens(this) && !f.Front.IsOff(front.HintTwin) {
				t.add(this, other)
				break
			}
		}
		t.asked[key] = append(t.asked[key], this)
	}
}

// likens says whether two notes with the same words ask the same: in the same order, or with the
// same answer.
func (t twin) likens(other twin) bool {
	return t.note.Prompt != other.note.Prompt &&
		(t.order == other.order || t.answer == other.answer)
}

func (t *Twins) add(this, other twin) {
	where := fmt.Sprintf("line %d", other.note.Pos.Line)
	if this.path != other.path {
		where = fmt.Sprintf("%s:%d", other.path, other.note.Pos.Line)
	}
	text := fmt.Sprintf("asks nearly the same as %s: %q", where, cut(other.note.Prompt))
	t.found = append(t.found, newHint(front.HintTwin, this.path, this.note.Pos, text,
		"one of the two is enough, unless each needs an answer of its own: "+
			"then say in the questions how they differ"))
}

// Hints returns what was found, in the order of the files.
func (t *Twins) Hints() []deck.Diagnostic { return t.found }
