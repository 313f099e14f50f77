package session

import (
	"errors"
	"slices"
	"strings"

	"cards/deck"
	"cards/storage/folders"
)

// KeysOf returns the keys that a configuration leads to, and what is wrong with it: a command that
// there is not is a warning.
func KeysOf(bound []folders.Bound) (Keys, []deck.Diagnostic) {
	configured := make(map[string][]string)
	for _, b := range bound {
		configured[b.Command] = b.Keys
	}
	keys, errs := DefaultKeys().With(configured)
	var list []deck.Diagnostic
	for _, err := range errs {
		list = append(list, diagnosis(err, bound))
	}
	return keys, list
}

// diagnosis puts an error in its place.
func diagnosis(err error, bound []folders.Bound) deck.Diagnostic {
	of := func(name string) folders.Bound {
		return bound[slices.IndexFunc(bound, func(b folders.Bound) bool { return b.Command == name })]
	}
	if unknown, ok := errors.AsType[*UnknownKeyError](err); ok {
		b := of(unknown.Name)
		return deck.Diagnostic{
			Path: b.Path, Pos: b.Pos, Severity: deck.Warning, Text: "keys: " + err.Error(),
			Hint: "commands: " + strings.Join(unknown.Known, ", "),
		}
	}
	d := deck.Diagnostic{Text: "keys." + err.Error()}
	if wrong, ok := errors.AsType[*KeyError](err); ok {
		b := of(wrong.Name)
		d.Path, d.Pos = b.Path, b.At[wrong.Index]
	}
	return d
}
