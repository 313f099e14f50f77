package desk

import (
	"cmp"
	"strings"

	"cards/deck"
	"cards/deck/ground"
	"cards/deck/markup"
)

// NotesSection is a part of the study notes of a text that is made into cards at once.
type NotesSection struct {
	Title string // the headings above it
	Line  int    // of its heading, or 1
	Text  string
	Asks  []string // questions of the notes that stand there already
}

// longestSection is how long a part is at most, in bytes, unless a paragraph is longer.
const longestSection = 6000

// NotesSections returns the parts of a text that hold study notes, in their order.
func NotesSections(text []byte) []NotesSection {
	f := deck.Parse("", text)
	var list []NotesSection
	for _, s := range f.Sections {
		title := strings.Join(s.Title, " › ")
		for _, part := range portions(markup.WithoutFlow(s.Notes)) {
			if strings.TrimSpace(part) == "" {
				continue
			}
			n := NotesSection{Title: title, Line: max(s.Line, 1), Text: part}
			for _, note := range f.Notes {
				if strings.Join(note.Section, " › ") == title {
					n.Asks = append(n.Asks, note.Prompt)
				}
			}
			list = append(list, n)
		}
	}
	return list
}

// portions parts a text that is too long at blank lines.
func portions(text string) []string {
	if len(text) <= longestSection {
		return []string{text}
	}
	var list []string
	part := ""
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		if part != "" && len(part)+len(paragraph) > longestSection {
			list, part = append(list, part), ""
		}
		part += paragraph + "\n\n"
	}
	return append(list, part)
}

// maxQuestion is how many words a question has at most.
const maxQuestion = 25

// Written says what is wrong with a card that somebody or something else wrote, beside what [Judge]
// finds; nothing if it may stand.
func Written(o Offer) string {
	question, answer := strings.ToLower(o.Prompt), strings.ToLower(strings.Trim(o.Answer, " ."))
	switch {
	case o.Label == deck.Cloze && !strings.Contains(o.Prompt, "["):
		return "it leaves nothing blank"
	case o.Label != deck.Cloze && len(strings.Fields(o.Prompt)) > maxQuestion:
		return "its question is longer than 25 words"
	case len(answer) > 3 && strings.Contains(question, answer):
		return "its question holds its answer"
	}
	return ""
}

// Loose says whether a card says much that its quote does not: a person should look at it.
func Loose(o Offer) bool {
	if o.Label == deck.Cloze {
		return ground.Supports(o.Quote, "", gapless.Replace(o.Prompt)).Share < ground.Enough
	}
	return ground.Supports(o.Quote, cmp.Or(o.Prompt, o.Answer), o.Answer).Share < ground.Enough
}
