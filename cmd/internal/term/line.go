package term

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cards/cmd/internal/out"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// entry is a line that a person types into: the text on each side of the cursor. The zero value is
// an empty one.
type entry struct {
	before, after string
}

// maxTyped is the length of the longest line that can be typed, in characters.
const maxTyped = 400

// Value returns what stands in the line.
func (e *entry) Value() string { return e.before + e.after }

// SetValue puts a text into the line and the cursor behind it.
func (e *entry) SetValue(text string) {
	*e = entry{}
	e.insert(text)
}

// take gives the line what was typed or pasted.
func (e *entry) take(msg tea.Msg) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		e.insert(msg.Content)
	case tea.KeyPressMsg:
		if msg.Text != "" {
			e.insert(msg.Text)
		} else {
			e.press(msg.String())
		}
	}
}

// insert puts a text before the cursor, as much of it as there is room for. What could harm the
// screen does not get in.
func (e *entry) insert(text string) {
	text = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(text)
	text = out.Sanitize(strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) {
			return -1
		}
		return r
	}, text))
	runes := []rune(strings.ReplaceAll(text, "\n", " "))
	room := max(maxTyped-utf8.RuneCountInString(e.Value()), 0)
	e.before += string(runes[:min(room, len(runes))])
}

// press does what a key does that is no text: it moves the cursor or deletes, by characters, by
// words or to an end of the line, as it does in shells.
func (e *entry) press(key string) {
	switch key {
	case "left", "ctrl+b":
		e.moveBack(lastGlyph(e.before))
	case "alt+left", "ctrl+left", "alt+b":
		e.moveBack(lastWord(e.before))
	case "home", "ctrl+a":
		e.moveBack(len(e.before))
	case "right", "ctrl+f":
		e.moveAhead(firstGlyph(e.after))
	case "alt+right", "ctrl+right", "alt+f":
		e.moveAhead(firstWord(e.after))
	case "end", "ctrl+e":
		e.moveAhead(len(e.after))
	case "backspace", "ctrl+h":
		e.before = e.before[:len(e.before)-lastGlyph(e.before)]
	case "alt+backspace", "ctrl+backspace", "ctrl+w":
		e.before = e.before[:len(e.before)-lastWord(e.before)]
	case "ctrl+u":
		e.before = ""
	case "delete", "ctrl+d":
		e.after = e.after[firstGlyph(e.after):]
	case "alt+delete", "ctrl+delete", "alt+d":
		e.after = e.after[firstWord(e.after):]
	case "ctrl+k":
		e.after = ""
	}
}

// moveBack moves the cursor over so many bytes before it.
func (e *entry) moveBack(n int) {
	at := len(e.before) - n
	e.before, e.after = e.before[:at], e.before[at:]+e.after
}

// moveAhead moves the cursor over so many bytes behind it.
func (e *entry) moveAhead(n int) { e.before, e.after = e.before+e.after[:n], e.after[n:] }

// column returns that of the cursor behind a prompt.
func (e *entry) column(prompt string) int { return len(prompt) + ansi.StringWidth(e.before) }

// firstGlyph returns the bytes of the character that a text begins with.
func firstGlyph(text string) int {
	if text == "" {
		return 0
	}
	return len(first(text).text)
}

// lastGlyph returns the bytes of the character that a text ends with.
func lastGlyph(text string) int {
	n := 0
	for rest := text; rest != ""; rest = rest[n:] {
		n = firstGlyph(rest)
	}
	return n
}

// firstWord returns the bytes of the word that a text begins with, and of white space before it.
func firstWord(text string) int {
	word := strings.TrimLeftFunc(text, unicode.IsSpace)
	return len(text) - len(strings.TrimLeftFunc(word, isInWord))
}

// lastWord returns the bytes of the word that a text ends with, and of white space behind it.
func lastWord(text string) int {
	word := strings.TrimRightFunc(text, unicode.IsSpace)
	return len(text) - len(strings.TrimRightFunc(word, isInWord))
}

func isInWord(r rune) bool { return !unicode.IsSpace(r) }
