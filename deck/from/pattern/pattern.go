// Package pattern has regular expressions that cost nothing until they are used: those of formats
// that are read now and then must not slow every start of the program.
package pattern

import (
	"regexp"
	"sync"
)

// Lazy is a regular expression that is compiled when it is first asked for.
type Lazy func() *regexp.Regexp

// New returns an expression, which must be well formed.
func New(expression string) Lazy {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
