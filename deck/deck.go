// Package deck reads decks: Markdown files in which people write what they want to remember.
// [Parse] turns the text of a file into notes and their cards, each with a key that names what it
// asks, and reports everything that is wrong with its place. FORMAT.md specifies the text and the
// keys.
//
// Nothing here reads files, knows when a card is due or shows anything.
package deck

import (
	"cards/deck/char"
	"cards/deck/fork"
)

// Parse reads the text of one deck file. The path is only for diagnostics. It never fails: what
// cannot be read is left out with a diagnostic, and time and memory are linear in the length of
// src. Of a string the file keeps pieces; of bytes it does not.
func Parse[Source string | []byte](path string, src Source) *File {
	text := char.Readable(string(src))
	if fork.MayConflict(text) {
		return parseConflict(path, text)
	}
	return parseText(path, text)
}
