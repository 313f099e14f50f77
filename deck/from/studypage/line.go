package studypage

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// line is one line of a page.
type line struct {
	text   string // with single spaces, and nothing that cannot be seen
	indent int    // columns before it
}

// linesOf returns the lines of a text.
func linesOf(text string) []line {
	text = strings.TrimPrefix(text, "\ufeff")
	if text == "" {
		return nil
	}
	var lines []line
	for raw := range strings.Lines(text) {
		rest := strings.TrimLeft(raw, " \t")
		indent := len(raw) - len(rest) + 3*strings.Count(raw[:len(raw)-len(rest)], "\t")
		lines = append(lines, line{text: clean(rest), indent: indent})
	}
	return lines
}

// clean makes one space of white space, and drops what cannot be seen.
func clean(text string) string {
	if text = strings.TrimRight(text, "\r\n"); isClean(text) {
		return text
	}
	visible := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(visible), " ")
}

// isClean says whether a text is of signs and single spaces, and begins and ends with no space.
func isClean(text string) bool {
	before := byte(' ')
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || c == ' ' && before == ' ' {
			return false
		}
		before = text[i]
	}
	return text == "" || before != ' '
}

// sectionKind says what a section holds.
type sectionKind uint8

const (
	preamble sectionKind = iota
	notes
	questions
	description
	advert
)

// headingKind returns what a line is the heading of; false if it is none that such pages have.
func headingKind(text string) (sectionKind, bool) {
	name := strings.ToLower(bare(text))
	switch name {
	case "study notes", "notes", "lesson notes", "summary", "study guide", "key points",
		"key takeaways", "revision notes":
		return notes, true
	case "description", "about", "about this quiz", "quiz description", "about this lesson",
		"about this page":
		return description, true
	case "podcast", "podcasts", "studying that suits you", "related documents", "share",
		"share this quiz", "more like this", "related quizzes", "tags", "comments", "upgrade",
		"advertisement", "audio", "play now",
		"video", "videos", "recommended", "mind map", "mindmap":
		return advert, true
	}
	if strings.HasPrefix(name, "make your own ") {
		return advert, true
	}
	return questions, isQuestionHeading(name)
}

// endsQuestions says whether a line behind questions is the heading of notes, as it is not within
// notes themselves.
func endsQuestions(text string) bool {
	switch strings.ToLower(bare(text)) {
	case "key terms", "key concepts", "key ideas", "glossary", "main points", "overview":
		return true
	}
	return false
}

// isQuestionHeading says whether all words of a line belong to the heading of a section of
// questions: "Quiz Questions", "Flashcards (12)".
func isQuestionHeading(name string) bool {
	counts := name != "" && name[0] >= '0' && name[0] <= '9' // "10 questions": of another page
	if strings.HasSuffix(name, "?") || counts {
		return false
	}
	named, words := false, 0
	between := func(r rune) bool { return !unicode.IsLetter(r) && r != '&' }
	for w := range strings.FieldsFuncSeq(name, between) {
		if words++; words > 5 {
			return false
		}
		switch w {
		case "questions", "quiz", "quizzes", "flashcards", "flashcard", "q&a":
			named = true
		case "question", "answers", "answer", "and", "&", "practice", "multiple", "choice", "true",
			"false", "or", "short", "test", "review", "set", "exam", "study", "sample", "the", "your", "of", "cards":
		default:
			return false
		}
	}
	return named
}

// bare returns a heading without the marks of Markdown and a colon.
func bare(text string) string {
	text = strings.TrimLeft(text, "# ")
	text = strings.Trim(text, "*_ ")
	return strings.TrimSpace(strings.TrimSuffix(text, ":"))
}

// isTitle says whether a line looks like the heading of a section that is not known: a few words,
// most of them capitalised, that end like no sentence.
func isTitle(text string) bool {
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > 8 || strings.ContainsAny(text[len(text)-1:], ".?!,;") {
		return false
	}
	small := 0
	for i, w := range words {
		first := []rune(w)[0]
		if i == 0 && !unicode.IsUpper(first) {
			return false
		}
		if unicode.IsLower(first) && len(w) > 3 {
			small++
		}
	}
	return small == 0
}

// markers are the lines that stand in the place of an answer. They ask for something to be done,
// and are short.
var markers = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)^(please )?(sign ?-?up|log ?-?in|sign ?-?in|register|subscribe|upgrade` +
			`|unlock|create (a|an|your)( free)? account|join)\b.*` +
			`\b(answers?|flashcards?|questions?|cards?|see|view|reveal|continue|unlock|more)\b`),
		regexp.MustCompile(`(?i)^(show|view|reveal|hide|see|display|check|flip|click|tap|press)\b.*` +
			`\b(answers?|cards?|flip|reveal|flashcards?|solution)[.!…]*$`),
	}
})

// maxMarker is how many bytes a marker has at most.
const maxMarker = 90

func isMarker(text string) bool {
	if len(text) > maxMarker || strings.HasSuffix(text, "?") {
		return false
	}
	for _, m := range markers() {
		if m.MatchString(text) {
			return true
		}
	}
	return false
}
