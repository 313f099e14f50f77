package term

import (
	"cards/cmd/internal/out"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// newLine returns an empty line to type into, without a prompt of its own.
func newLine() textinput.Model {
	line := newTyping().line
	line.Prompt = ""
	return line
}

// typeInto gives what was typed or pasted to a line. What could harm the screen does not get into
// it.
func typeInto(line *textinput.Model, msg tea.Msg) {
	*line, _ = line.Update(msg) // its commands would blink the cursor, which it does not have
	if text := line.Value(); out.Sanitize(text) != text {
		line.SetValue(out.Sanitize(text))
	}
}

// cursorIn returns the column of the cursor in a line behind a prompt.
func cursorIn(line textinput.Model, prompt string) int {
	return len(prompt) + ansi.StringWidth(string([]rune(line.Value())[:line.Position()]))
}
