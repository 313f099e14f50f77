package label

import (
	"slices"
	"strings"

	"cards/deck/char"
)

// Words are what stands in parentheses between a letter and its colon.
type Words struct {
	Typed bool   // the answer is typed
	Exact bool   // and its spelling is what is asked
	Draft bool   // nobody has confirmed the answer
	More  bool   // an explanation follows
	ID    string // explicit id of the note; "" for none
}

// knownWords returns the words that a label may have.
func knownWords(letter byte) []string {
	switch letter {
	case 'Q', 'T':
		return []string{"typed", "exact", "draft", "id=NAME"}
	case 'C':
		return []string{"draft", "id=NAME"}
	case 'A':
		return []string{"more"}
	default:
		return nil
	}
}

// WordError is a word of a label that is not known, or an id that is not well formed.
type WordError struct {
	At         int // its place in the line, in bytes
	Text, Hint string
}

// Words reads the words of a label, and says what is wrong with them.
func (l Line) Words() (Words, []WordError) {
	var w Words
	var errs []WordError
	isBreak := func(r rune) bool { return r == ' ' || r == '\t' || r == ',' }
	at := len("Q (")
	for rest := l.inner; ; {
		skipped := strings.TrimLeftFunc(rest, isBreak)
		at += len(rest) - len(skipped)
		if skipped == "" {
			return w, errs
		}
		size := strings.IndexFunc(skipped, isBreak)
		if size < 0 {
			size = len(skipped)
		}
		if err := l.take(&w, skipped[:size]); err != nil {
			err.At = at
			if l.places != nil {
				err.At = l.places[at]
			}
			errs = append(errs, *err)
		}
		at += size
		rest = skipped[size:]
	}
}

func (l Line) take(w *Words, word string) *WordError {
	known := knownWords(l.Letter)
	id, isID := strings.CutPrefix(word, "id=")
	switch {
	case isID && slices.Contains(known, "id=NAME"):
		if !IsID(id) {
			return &WordError{Text: "bad id " + char.Quote(id), Hint: IDHint}
		}
		if w.ID != "" {
			return &WordError{Text: "a second id " + char.Quote(id), Hint: "a note has one id"}
		}
		w.ID = id
	case !slices.Contains(known, word):
		return l.unknown(word)
	case word == "typed":
		w.Typed = true
	case word == "exact":
		w.Typed, w.Exact = true, true
	case word == "draft":
		w.Draft = true
	case word == "more":
		w.More = true
	}
	return nil
}

func (l Line) unknown(word string) *WordError {
	hint := "no words are allowed there"
	if known := knownWords(l.Letter); len(known) > 0 {
		hint = "known words: " + strings.Join(known, ", ")
	}
	return &WordError{
		Text: "unknown word " + char.Quote(word) + " after " + l.Name(),
		Hint: l.OrText(hint),
	}
}

// IsID says whether an explicit id is well formed.
func IsID(id string) bool {
	for i := range len(id) {
		c := id[i]
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9':
		case i > 0 && strings.IndexByte("._-", c) >= 0:
		default:
			return false
		}
	}
	return id != ""
}

// IDHint says what an id may be.
const IDHint = "an id is a letter or digit, then letters, digits, '.', '_' or '-'"

// OrText adds to a hint how to write the label where it is to be text.
func (l Line) OrText(hint string) string {
	escaped := l.Name()
	if l.inner != "" {
		escaped += " (...)"
	}
	return hint + "; if this is text, write " + escaped + `\:`
}

// Canonical returns a label with its words in order. One with words that cannot be read stays as it
// is written, which is source.
func (l Line) Canonical(source string) string {
	w, errs := l.Words()
	if len(errs) > 0 {
		return source
	}
	return Text(l.Letter, w)
}

// Text returns a label as it is written in a deck.
func Text(letter byte, w Words) string {
	var list []string
	if w.Draft {
		list = append(list, "draft")
	}
	if w.ID != "" {
		list = append(list, "id="+w.ID)
	}
	if w.More {
		list = append(list, "more")
	}
	if w.Typed {
		list = append(list, "typed")
	}
	if w.Exact {
		list = append(list, "exact")
	}
	if len(list) == 0 {
		return string(rune(letter)) + ":"
	}
	return string(rune(letter)) + " (" + strings.Join(list, ", ") + "):"
}
