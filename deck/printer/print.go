// Package printer writes notes as text, so that package deck reads them as they are meant, and puts
// deck files together of them.
package printer

import (
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/char"
	"cards/deck/label"
	"cards/deck/markup"
)

// Error says why a note cannot be written.
type Error struct{ Text, Hint string }

func (e *Error) Error() string { return e.Text }

// Print returns a note as a deck holds it, in whole lines and in the canonical layout. Its texts
// are Markdown, perhaps from elsewhere: they are escaped as [Escape] does it, so that [deck.Parse]
// reads them as the same texts. Of the note it takes label, texts, options, tags, id, and whether
// it is typed or a draft. With options the answer is they; without, an answer that is a task list
// makes a choice all the same. The brackets of a cloze are its gaps. The error is a [*Error].
func Print(n deck.Note) (string, error) {
	if err := checkNames(&n); err != nil {
		return "", err
	}
	var b strings.Builder
	write(&b, &n)
	_, err := readBack(b.String(), &n)
	return b.String(), err
}

// write writes the text of a note, which may be read as something else.
func write(b *strings.Builder, n *deck.Note) {
	answer := n.Answer
	if len(n.Options) > 0 {
		answer = optionList(n.Options)
	}
	printPart(b, label.Text(byte(n.Label),
		label.Words{Typed: n.Typed, Exact: n.Exact, Draft: n.Draft, ID: n.ID}), n.Prompt)
	switch n.Label {
	case deck.Question:
		printPart(b, "A:", answer)
	case deck.Term:
		printPart(b, "D:", answer)
	case deck.Cloze:
	}
	if n.More != "" {
		printPart(b, "A (more):", n.More)
	}
	if len(n.Tags) > 0 {
		b.WriteString(label.TagLine(n.Tags) + "\n")
	}
}

// checkNames says what is wrong with the id or a tag.
func checkNames(n *deck.Note) error {
	if n.ID != "" && !label.IsID(n.ID) {
		return &Error{"bad id " + char.Quote(n.ID), label.IDHint}
	}
	for _, tag := range n.Tags {
		if !label.IsTag(tag) {
			return BadTag(tag)
		}
	}
	return nil
}

// BadTag says that a word cannot be a tag.
func BadTag(word string) *Error {
	return &Error{
		"bad tag " + char.Quote(word),
		"a tag is a letter, then letters, digits, '_', '-' or '/'",
	}
}

// readBack reads what was printed of a note, or says why it is none.
func readBack(text string, n *deck.Note) (*deck.File, error) {
	f := deck.Parse("", text)
	if err := errorOf(f); err != nil {
		return nil, err
	}
	if len(f.Notes) != 1 || !isLike(&f.Notes[0], n) {
		return nil, &Error{Text: "it would not be read as intended"}
	}
	return f, nil
}

// isLike says whether a note that was read is the one that was printed, as far as that tells the
// two apart.
func isLike(n, meant *deck.Note) bool {
	return n.Label == meant.Label && slices.Equal(n.Tags, meant.Tags)
}

// errorOf returns the first error in a file; nil if there is none.
func errorOf(f *deck.File) error {
	for _, d := range f.Diagnostics {
		if d.Severity == deck.Error {
			return &Error{d.Text, d.Hint}
		}
	}
	return nil
}

// optionList returns options as the task list that they are.
func optionList(options []deck.Option) string {
	var b strings.Builder
	for _, o := range options {
		box := "- [ ] "
		if o.Right {
			box = "- [x] "
		}
		b.WriteString(box + strings.ReplaceAll(strings.TrimSpace(o.Text), "\n", "\n  ") + "\n")
	}
	return b.String()
}

// printPart writes a label and its text: behind it, unless the text begins with a block that is
// easier to read on lines of its own.
func printPart(b *strings.Builder, label, text string) {
	text = Escape(text)
	b.WriteString(label)
	switch {
	case text == "":
	case strings.Contains(text, "\n") && beginsBlock(text):
		b.WriteString("\n" + text)
	default:
		b.WriteString(" " + strings.TrimLeft(text, " \t"))
	}
	b.WriteByte('\n')
}

// beginsBlock says whether a text begins with a list, a quote, a table, code or a formula.
func beginsBlock(text string) bool {
	block := markup.NewBlocks(text, nil).At(0)
	return block.Kind != markup.BlockText || block.Item || block.Quote > 0 ||
		strings.HasPrefix(text, "|") || strings.HasPrefix(text, "    ")
}
