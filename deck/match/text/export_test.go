package text

// IsLight says whether a text is read as one word that says little.
func IsLight(text string) bool {
	words := NewReader().Read(text)
	return len(words) == 1 && words[0].Prior <= light
}

// TurnMark returns the mark that a word of the files has for what it does to a question, as a text
// is read: ' ' without one, 0 if it is not one word.
func TurnMark(text string) byte {
	if words := NewReader().Read(text); len(words) == 1 {
		return turnMarks[words[0].Turn]
	}
	return 0
}

// NumberOf returns the digits of a text that is read as one number.
func NumberOf(text string) string {
	if words := NewReader().Read(text); len(words) == 1 && words[0].Form == Number {
		return words[0].Value
	}
	return ""
}
