package front

import (
	"slices"

	"cards/deck/settings"
)

// Matter is what a file says about all of its cards. The zero value says nothing.
type Matter struct {
	Name        string // replaces the last part of the deck's name
	Description string
	Source      string
	Language    string
	Tags        []string
	LintOff     []string // the hints that its cards do not get

	Preset   string       // name of the one that its cards are scheduled by; "" if it does not say
	Settings settings.Set // how they are scheduled
}

// The names of the hints on cards that may be hard to learn, as front matter switches them off.
const (
	HintLong  = "long"  // a question or an answer has many words
	HintFacts = "facts" // an answer has several sentences
	HintSet   = "set"   // an answer is a set of many items
	HintLeak  = "leak"  // a question says its answer
	HintTwin  = "twin"  // a question asks nearly the same as another
)

// IsOff says whether the cards of the file do not get a hint.
func (m *Matter) IsOff(hint string) bool { return slices.Contains(m.LintOff, hint) }
