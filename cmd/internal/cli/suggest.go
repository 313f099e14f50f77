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

// slips returns how many slips tell a word that means nothing from one that does, if it may have
// been meant so: it begins like that, which counts as one, or there are two at most. Two slips in a
// short word make any other short word of it.
func slips(typed, known string) (n int, near bool) {
	const short = 4
	a, b := []rune(strings.ToLower(typed)), []rune(strings.ToLower(known))
	most := 2
	if min(len(a), len(b)) <= short {
		most = 1
	}
	if len(a) > 1 && strings.HasPrefix(string(b), string(a)) {
		return 1, true
	}
	n = diff.Edits(a, b, most)
	return n, n <= most
}

// isNear says whether a word that means nothing may have been meant as one that does.
func isNear(typed, known string) bool {
	_, ok := slips(typed, known)
	return ok
}

// near returns the words that one that means nothing may have been meant as, the nearest first.
func near(typed string, known []string) []string {
	found := slices.Clone(known)
	found = slices.DeleteFunc(found, func(k string) bool { return !isNear(typed, k) })
	slices.SortStableFunc(found, func(a, b string) int {
		n, _ := slips(typed, a)
		m, _ := slips(typed, b)
		return n - m
	})
	return found
}

// meant asks whether one of some words was meant, the first few if there are many; if there are
// none it is the other hint.
func meant(words []string, otherwise string) string {
	const most = 5
	if len(words) == 0 {
		return otherwise
	}
	return "did you mean " + out.OrList(words[:min(len(words), most)]) + "?"
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
	var names []string
	for _, c := range cmd.Commands() {
		if !c.Hidden {
			names = append(names, c.Name())
		}
	}
	others := otherNames()
	if cmd.HasParent() {
		others = otherNamesBelow()
	}
	for name := range strings.FieldsSeq(others[strings.ToLower(typed)]) {
		if slices.Contains(names, name) {
			return []string{name}
		}
	}
	return near(typed, names)
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

// otherNamesBelow are the same for commands below others: of several the first that there is.
func otherNamesBelow() map[string]string {
	return map[string]string{
		"delete": "remove unset", "rm": "remove unset", "del": "remove unset", "ls": "list",
		"show": "list get", "new": "create add", "make": "create", "save": "create",
		"check": "verify", "load": "restore", "read": "get", "write": "set", "open": "edit",
		"clear": "unset", "remove": "unset", "import": "merge",
	}
}

// nearFlags returns the flags of a command that a word may have been meant as.
func nearFlags(cmd *cobra.Command, typed string) []string {
	typed, _, _ = strings.Cut(typed, "=")
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	names = near(typed, names)
	for i := range names {
		names[i] = "--" + names[i]
	}
	return names
}
