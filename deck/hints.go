package deck

import (
	"errors"
	"slices"
	"strings"

	"cards/deck/front"
)

// The names of the hints on cards that may be hard to learn, as front matter switches them off.
const (
	HintLong  = "long"  // a question or an answer has many words
	HintFacts = "facts" // an answer has several sentences
	HintSet   = "set"   // an answer is a set of many items
	HintLeak  = "leak"  // a question says its answer
	HintTwin  = "twin"  // a question asks nearly the same as another
)

// IsOff says whether the cards of the file do not get a hint.
func (f *FrontMatter) IsOff(hint string) bool { return slices.Contains(f.LintOff, hint) }

// setLintOff takes the names of hints that the file does not want.
func setLintOff(f *FrontMatter, v any) error {
	known := []string{HintLong, HintFacts, HintSet, HintLeak, HintTwin}
	names, ok := front.Texts(v)
	for _, name := range names {
		ok = ok && slices.Contains(known, name)
	}
	if !ok {
		return errors.New("must be a list of " + strings.Join(known[:len(known)-1], ", ") + " and " +
			known[len(known)-1])
	}
	f.LintOff = names
	return nil
}
