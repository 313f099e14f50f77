package obsidian

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"cards/deck/from/pattern"
)

// Settings say how a vault writes cards.
type Settings struct {
	Inline, InlineReversed string // between question and answer on a line
	Multi, MultiReversed   string // the line between both
	End                    string // the line after an answer; "" for the next blank line
	Highlights             bool   // ==gap==
	Bold                   bool   // **gap**
	Curly                  bool   // {{gap}}
	Tags                   []string
	Folders                bool // the notes of all folders are decks, tagged or not

	Fields map[string]bool // as in [Habits]
}

// SettingsFile is where the plugin keeps its settings, below a vault.
const SettingsFile = ".obsidian/plugins/obsidian-spaced-repetition/data.json"

// Defaults returns the settings of a vault that has none.
func Defaults() Settings {
	return Settings{
		Inline: "::", InlineReversed: ":::", Multi: "?", MultiReversed: "??", Highlights: true,
		Tags: []string{"flashcards"},
	}
}

// stored are the settings as the plugin stores them.
type stored struct {
	Settings struct {
		Tags           []string `json:"flashcardTags"`
		Inline         string   `json:"singleLineCardSeparator"`
		InlineReversed string   `json:"singleLineReversedCardSeparator"`
		Multi          string   `json:"multilineCardSeparator"`
		MultiReversed  string   `json:"multilineReversedCardSeparator"`
		End            string   `json:"multilineCardEndMarker"`
		Highlights     *bool    `json:"convertHighlightsToClozes"`
		Bold           *bool    `json:"convertBoldTextToClozes"`
		Curly          *bool    `json:"convertCurlyBracketsToClozes"`
		Patterns       []string `json:"clozePatterns"`
		Folders        bool     `json:"convertFoldersToDecks"`
	} `json:"settings"`
}

// ReadSettings reads the plugin's settings; what they leave open is as by default.
func ReadSettings(data []byte) (Settings, error) {
	s := Defaults()
	var from stored
	if err := json.Unmarshal(data, &from); err != nil {
		return s, err
	}
	f := from.Settings
	for _, text := range []struct {
		to   *string
		from string
	}{
		{&s.Inline, f.Inline},
		{&s.InlineReversed, f.InlineReversed},
		{&s.Multi, f.Multi},
		{&s.MultiReversed, f.MultiReversed},
		{&s.End, f.End},
	} {
		if v := strings.TrimSpace(text.from); v != "" {
			*text.to = v
		}
	}
	if len(f.Tags) > 0 {
		s.Tags = nil
		for _, t := range f.Tags {
			s.Tags = append(s.Tags, strings.Trim(strings.TrimSpace(t), "#/"))
		}
	}
	s.Folders = f.Folders
	if len(f.Patterns) > 0 {
		all := strings.Join(f.Patterns, " ")
		s.Highlights, s.Bold = strings.Contains(all, "=="), strings.Contains(all, "**")
		s.Curly = strings.Contains(all, "{{")
		return s, nil
	}
	for _, is := range []struct {
		to   *bool
		from *bool
	}{{&s.Highlights, f.Highlights}, {&s.Bold, f.Bold}, {&s.Curly, f.Curly}} {
		if is.from != nil {
			*is.to = *is.from
		}
	}
	return s, nil
}

// own are the separators that people set most often in place of those of the plugin.
var own = []struct{ inline, reversed string }{{";;", ";;;"}, {"->->->", ""}, {">>", ">>>"}, {"==>", "<==>"}}

// MayHold says whether a text may hold cards: a look that costs little. The settings are those of
// its vault, nil if it is in none that has them.
func MayHold(text string, s *Settings, h Habits) bool {
	if strings.Contains(text, "<!--SR:") || strings.Contains(text, "#flashcard") {
		return true
	}
	var marks []string
	if s == nil {
		defaults := Defaults().With(h)
		s = &defaults
		marks = append(marks, "flashcards")
	}
	marks = append(marks, s.Inline, s.InlineReversed, "\n"+s.Multi, "\n> "+s.Multi, "\n>"+s.Multi)
	marks = append(marks, "\n"+s.MultiReversed, "\n> "+s.MultiReversed, "\n>"+s.MultiReversed)
	for _, gap := range []struct {
		is   bool
		mark string
	}{{s.Highlights, "=="}, {s.Bold, "**"}, {s.Curly, "{{"}} {
		if gap.is {
			marks = append(marks, gap.mark)
		}
	}
	return slices.ContainsFunc(marks,
		func(mark string) bool { return mark != "" && strings.Contains(text, mark) })
}

// Guess returns the settings by which a note whose vault has none seems to be written: those by
// default with the habits of the vault, unless it has only cards with other separators or gaps, or
// more schedules belong to cards with them.
//
// The note is what they make of it.
func Guess(text string, h Habits) (Settings, Note) {
	s := Defaults().With(h)
	note := Read(text, s)
	if len(note.Cards) == 0 && !note.isTagged(s) && !isScheduled(text) {
		return s, note
	}
	if known := note.scheduled(); known < strings.Count(text, "<!--SR:") || len(note.Cards) == 0 {
		if line := markLine(text); line != "" {
			try := s
			try.Multi = line
			if n := Read(text, try); n.scheduled() > known {
				return try, n
			}
		}
	}
	if len(note.Cards) > 0 {
		return s, note
	}
	for _, sep := range own {
		try := s
		try.Inline, try.InlineReversed = sep.inline, sep.reversed
		if n := Read(text, try); len(n.Cards) > 0 {
			return try, n
		}
	}
	try := s
	try.Curly = regexp.MustCompile(`\{\{[^{}]+\}\}`).MatchString(text)
	try.Bold = !try.Curly
	return try, Read(text, try)
}

// scheduled counts the cards with schedules.
func (n Note) scheduled() int {
	count := 0
	for _, c := range n.Cards {
		if len(c.Schedules) > 0 {
			count++
		}
	}
	return count
}

var sign = pattern.New(`^(?:<[a-zA-Z][^<>]*>(?:</[a-zA-Z]+>)?|&#\d+;|[^\pL\pN\s<>` + "`" + `|#-]{1,6})$`)

// markLine returns the line without words that stands most often in the middle of blocks with
// schedules: it divides their sides. It is "" if there is none.
func markLine(text string) string {
	counts := make(map[string]int)
	most := ""
	for block := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		lines := strings.Split(strings.Trim(block, "\n"), "\n")
		if len(lines) < 3 || !isScheduled(block) {
			continue
		}
		for _, line := range lines[1 : len(lines)-1] {
			line = strings.TrimSpace(line)
			if !sign().MatchString(line) {
				continue
			}
			if counts[line]++; counts[line] > counts[most] {
				most = line
			}
		}
	}
	return most
}

// isTagged says whether a note is marked as one of cards.
func (n Note) isTagged(s Settings) bool {
	for _, t := range n.Tags {
		if _, ok := s.deckOf(t); ok {
			return true
		}
	}
	return false
}

// IsTagged says whether a note has one of the tags that make it one of cards.
func (n Note) IsTagged(s Settings) bool { return n.isTagged(s) }

// deckOf returns the deck that a tag names, if it makes a note one of cards.
func (s Settings) deckOf(tag string) (deck string, ok bool) {
	for _, root := range s.Tags {
		if strings.EqualFold(tag, root) {
			return "", true
		}
		if len(tag) > len(root) && tag[len(root)] == '/' && strings.EqualFold(tag[:len(root)], root) {
			return strings.Trim(tag[len(root):], "/"), true
		}
	}
	return "", false
}
