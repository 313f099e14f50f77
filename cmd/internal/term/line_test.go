package term_test

import (
	"strings"
	"testing"

	"cards/cmd/internal/term"

	tea "charm.land/bubbletea/v2"
)

func TestKeysOfALine(t *testing.T) {
	t.Parallel()
	const text = "one two  three"
	for _, c := range []struct{ text, keys, want string }{
		{text, "", "one two  three|"},
		{text, "left ctrl+b", "one two  thr|ee"},
		{text, "home", "|one two  three"},
		{text, "ctrl+a right ctrl+f", "on|e two  three"},
		{text, "left left end", "one two  three|"},
		{text, "left ctrl+e", "one two  three|"},
		{text, "alt+left alt+b", "one |two  three"},
		{text, "ctrl+left ctrl+left ctrl+left ctrl+left", "|one two  three"},
		{text, "home alt+right alt+f", "one two|  three"},
		{text, "home ctrl+right ctrl+right ctrl+right right", "one two  three|"},
		{text, "backspace ctrl+h", "one two  thr|"},
		{text, "home backspace", "|one two  three"},
		{text, "delete", "one two  three|"},
		{text, "home delete ctrl+d", "|e two  three"},
		{text, "ctrl+w", "one two  |"},
		{text, "alt+backspace ctrl+backspace", "one |"},
		{text, "home alt+delete", "| two  three"},
		{text, "home ctrl+delete alt+d", "|  three"},
		{text, "alt+left ctrl+u", "|three"},
		{text, "alt+left ctrl+k", "one two  |"},
		{text, "ctrl+x alt+x", "one two  three|"},
		{"e\u0301e\u0301", "left backspace", "|e\u0301"},
		{"a👨‍👩‍👧🇩🇪", "backspace left", "a|👨‍👩‍👧"},
		{"ひらがな", "home right delete", "ひ|がな"},
		{"", "left right backspace delete ctrl+w alt+d home end ctrl+u ctrl+k alt+b alt+f", "|"},
	} {
		messages := []tea.Msg{tea.PasteMsg{Content: c.text}}
		for key := range strings.FieldsSeq(c.keys) {
			messages = append(messages, press(key))
		}
		if got := term.Typed(messages...); got != c.want {
			t.Errorf("%q, %s: %q, want %q", c.text, c.keys, got, c.want)
		}
	}
}

// TestTextOfALine: what is typed or pasted goes in where the cursor is, on one line, without what
// would harm the screen, and no more than there is room for.
func TestTextOfALine(t *testing.T) {
	t.Parallel()
	paste := func(text string) tea.Msg { return tea.PasteMsg{Content: text} }
	for _, c := range []struct {
		messages []tea.Msg
		want     string
	}{
		{[]tea.Msg{paste("ac"), press("left"), press("b")}, "ab|c"},
		{[]tea.Msg{press("space"), press("é"), press("漢")}, " é漢|"},
		{[]tea.Msg{paste("a\r\nb\nc\rd\te\u2028f")}, "a b c d e f|"},
		{[]tea.Msg{paste("a\x1b[31mb\x00\x7f\u0085\u202ec\xff")}, "a[31mbc|"},
		{
			[]tea.Msg{paste("end"), press("home"), paste(strings.Repeat("ä", 500))},
			strings.Repeat("ä", 397) + "|end",
		},
		{[]tea.Msg{paste(strings.Repeat("a", 400)), press("b")}, strings.Repeat("a", 400) + "|"},
	} {
		if got := term.Typed(c.messages...); got != c.want {
			t.Errorf("%q: %q, want %q", c.messages, got, c.want)
		}
	}
}
