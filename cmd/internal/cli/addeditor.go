package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"cards/cmd/internal/out"
	"cards/deck"
)

// instructions stand above the card that a person writes in the editor.
const instructions = `<!--
Write a card, or several; everything that decks may hold is fine: see "cards help format".
It is added to %s when you leave the editor; without a question, nothing is.
-->
`

// template returns what the editor opens with, and the line of its label.
func (d *adding) template() (text string, line int) {
	head := fmt.Sprintf(instructions, out.Line(d.file))
	label, answer := "Q: \n", "A: \n"
	switch {
	case d.options.kind == "typed":
		label = "Q (typed): \n"
	case d.options.kind == "choice":
		answer = "A:\n- [x] \n- [ ] \n"
	case d.options.label() == deck.Term:
		label, answer = "T: \n", "D: \n"
	case d.options.label() == deck.Cloze:
		label, answer = "C: \n", ""
	}
	return head + label + answer, 1 + strings.Count(head, "\n")
}

// byEditor returns the notes that a person writes in the editor.
func (d *adding) byEditor(ctx context.Context) (string, error) {
	if _, named := d.editor(); !named && !d.converses() {
		return "", &usageError{
			"add: nothing to add",
			"-q and -a give the texts of a card; - reads standard input",
		}
	}
	folder, err := os.MkdirTemp("", "cards-*")
	if err != nil {
		return "", err
	}
	file := filepath.Join(folder, "new.md")
	text, line := d.template()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return "", err
	}
	notes, err := d.editUntilRead(ctx, file, text, line)
	if err == nil {
		return notes, os.RemoveAll(folder)
	}
	d.say("what you wrote is in %s", file)
	return "", err
}

// editUntilRead opens the editor until what is written can be read, or the person gives up.
func (d *adding) editUntilRead(
	ctx context.Context, file, template string, line int,
) (string, error) {
	for {
		if err := d.edit(ctx, file, line); err != nil {
			return "", err
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return "", err
		}
		if strings.Join(strings.Fields(string(text)), " ") ==
			strings.Join(strings.Fields(template), " ") {
			d.print("nothing was added")
			return "", nil
		}
		head := fmt.Sprintf(instructions, out.Line(d.file))
		notes, err := d.written(filepath.Base(file), strings.Replace(string(text), head, "", 1))
		if _, wrong := errors.AsType[ended](err); !wrong || !d.converses() {
			return notes, err
		}
		if again, askErr := d.ask(ctx, "Edit it again?"); askErr != nil || !again {
			return "", errors.Join(err, askErr)
		}
	}
}
