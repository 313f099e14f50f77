// Package edit changes the text of deck files, each time checking that what was not meant to change
// says what it did.
package edit

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/char"
	"cards/deck/fork"
)

// ErrOpen is returned for a deck in which something has no end, so that what is appended to it
// would be read as a part of that.
var ErrOpen = errors.New("something in it is never closed, and would swallow what is appended")

// Append returns the text of a deck file with notes behind it, as [printer.Print] returns them, a
// blank line between. Nothing of the text is changed. The notes are read as they are by themselves,
// and the text as before; otherwise the error is [ErrOpen], with the place of what is open as far
// as it is known, or [ErrConflict].
func Append(src []byte, notes string) ([]byte, error) {
	text := char.Readable(string(src))
	if fork.Read(text).HasConflict() {
		return src, ErrConflict
	}
	end, gap := lineEnd(src), ""
	switch kept := strings.TrimRight(text, blankBytes); {
	case strings.TrimSpace(kept) == "", strings.HasSuffix(kept, "\n\n"):
	case strings.HasSuffix(kept, "\n"):
		gap = end
	default:
		gap = end + end
	}
	out := slices.Concat(src, []byte(gap+strings.ReplaceAll(notes, "\n", end)))
	before, added, after := deck.Parse("", text), deck.Parse("", notes), deck.Parse("", out)
	if !isSum(after, before, added) {
		return src, openError(before)
	}
	return out, nil
}

// isSum says whether a file has the notes of two others, in order, and all that is wrong with them.
func isSum(f, a, b *deck.File) bool {
	want := slices.Concat(a.Notes, b.Notes)
	if len(f.Notes) != len(want) || len(f.Broken) != len(a.Broken)+len(b.Broken) {
		return false
	}
	for i, n := range f.Notes {
		if n.Prompt != want[i].Prompt || n.Answer != want[i].Answer || n.More != want[i].More ||
			n.Draft != want[i].Draft || !slices.Equal(n.Tags, want[i].Tags) {
			return false
		}
	}
	return true
}

func openError(f *deck.File) error {
	if f.Open == nil {
		return ErrOpen
	}
	return fmt.Errorf("line %d, %s: %w", f.Open.Pos.Line, f.Open.Text, ErrOpen)
}
