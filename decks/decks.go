// Package decks holds the decks that ship with the program: first-cards, which shows every kind of
// card by a card of its kind, and schema-update, made from a study page about a deployment that
// went wrong. A new default collection starts with a copy of them.
package decks

import (
	"embed"
	"io/fs"
)

//go:embed *.md
var files embed.FS

// Files returns the decks as files named NAME.md, without folders. It is read-only.
func Files() fs.FS { return files }
