package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"cards/cmd/internal/out"
	"cards/deck/diff"
)

// isNear says whether a word that means nothing may have been meant as one that does: it begins
// like that, or a slip or two tell them apart. Two slips in a short word make any other short word
// of it.
func isNear(typed, known string) bool {
	const short = 4
	a, b := []rune(strings.ToLower(typed)), []rune(strings.ToLower(known))
	most := 2
	if min(len(a), len(b)) <= short {
		most = 1
	}
	begins := len(a) > 1 && strings.HasPrefix(string(b), string(a))
	return begins || diff.Edits(a, b, most) <= most
}

// near returns the words that one that means nothing may have been meant as.
func near(typed string, known []string) []string {
	return slices.DeleteFunc(slices.Clone(known), func(k string) bool { return !isNear(typed, k) })
}

// meant asks whether one of some words was meant, if there are any; otherwise it is the other hint.
func meant(words []string, otherwise string) string {
	if len(words) == 0 {
		return otherwise
	}
	return "did you mean " + out.OrList(words) + "?"
}

// unknownValue says that a word is none of those that a flag or an argument takes.
func unknownValue(command, what, typed string, known []string) error {
	return &usageError{
		text: fmt.Sprintf("%s: unknown %s %q", command, what, typed),
		hint: meant(near(typed, known), "it is one of "+strings.Join(known, ", ")),
	}
}

// nearCommands returns the commands below cmd, and the topics of help, that a word may have been
// meant as. A command knows what other programs call it.
func nearCommands(cmd *cobra.Command, typed string) []string {
	var names []string
	for _, c := range cmd.Commands() {
		called := func(name string) bool { return strings.EqualFold(name, typed) }
		if !c.Hidden && (isNear(typed, c.Name()) || slices.ContainsFunc(c.SuggestFor, called)) {
			names = append(names, c.Name())
		}
	}
	return names
}

// nearFlags returns the flags of a command that a word may have been meant as.
func nearFlags(cmd *cobra.Command, typed string) []string {
	typed, _, _ = strings.Cut(typed, "=")
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if isNear(typed, f.Name) && !f.Hidden {
			names = append(names, "--"+f.Name)
		}
	})
	return names
}
