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
// meant as.
func nearCommands(cmd *cobra.Command, typed string) []string {
	if name, ok := otherNames()[strings.ToLower(typed)]; ok && !cmd.HasParent() {
		return []string{name}
	}
	var names []string
	for _, c := range cmd.Commands() {
		if !c.Hidden && isNear(typed, c.Name()) {
			names = append(names, c.Name())
		}
	}
	return names
}

// otherNames are what other programs, and people, call commands of this one.
func otherNames() map[string]string {
	return map[string]string{
		"ls": "list", "all": "list", "search": "find", "grep": "find", "browse": "find",
		"new": "add", "create": "add", "insert": "add", "open": "edit", "mv": "move",
		"rename": "move", "learn": "review", "study": "review", "start": "review",
		"practice": "cram", "practise": "cram", "disable": "suspend", "pause": "suspend",
		"rm": "suspend", "remove": "suspend", "delete": "suspend", "unsuspend": "resume",
		"enable": "resume", "skip": "bury", "star": "flag", "mark": "flag", "label": "tag",
		"forget": "reset", "revert": "undo", "back": "undo", "history": "log", "status": "due",
		"count": "due", "statistics": "stats", "progress": "stats", "info": "show", "cat": "show",
		"view": "show", "explain": "why", "lint": "check", "validate": "check", "verify": "check",
		"format": "fmt", "repair": "doctor", "fsck": "doctor", "settings": "config",
		"set": "config", "options": "config", "load": "import", "dump": "export",
		"generate": "make", "gen": "make", "audio": "podcast", "web": "serve", "server": "serve",
		"fit": "optimize", "optimise": "optimize", "train": "optimize", "where": "paths",
		"push": "sync", "pull": "sync", "share": "publish", "follow": "subscribe",
	}
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
