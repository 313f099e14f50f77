package query

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"cards/deck/diff"
)

// Error is what is wrong with a query.
type Error struct {
	Query string   // all of it
	At    int      // where it is wrong, in bytes
	What  string   // what is wrong there
	Near  []string // what may have been meant
	Quote string   // what a shell needs quotes around, if it may have taken < or > for its own
}

// Error implements error.
func (e *Error) Error() string { return fmt.Sprintf("query: %s", e.What) }

// Near returns those of some names that may have been meant by one that is none of them, as a query
// compares names.
func Near(name string, known []string) []string {
	folded := Fold(name)
	var found []string
	for _, k := range known {
		if len(near(folded, []string{Fold(k)})) > 0 {
			found = append(found, k)
		}
	}
	return found
}

// near returns the words that differ from one in few letters, or begin with it, the nearest first.
func near(word string, known []string) []string {
	const most = 2
	var found []string
	slips := make(map[string]int)
	for _, k := range known {
		limit := min(most, max(min(len(k), len(word))-2, 1))
		slips[k] = 1
		if begins := word != "" && len(word) < len(k) && k[:len(word)] == word; !begins {
			slips[k] = diff.Edits([]byte(word), []byte(k), limit)
		}
		if slips[k] <= limit {
			found = append(found, k)
		}
	}
	slices.SortFunc(found, func(a, b string) int {
		return cmp.Or(slips[a]-slips[b], strings.Compare(a, b))
	})
	return found
}
