package studypage

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sectionKind says what a section holds.
type sectionKind uint8

const (
	preamble sectionKind = iota
	notes
	questions
	description
	advert
)

// section is a heading and what stands below it.
type section struct {
	title      string
	kind       sectionKind
	unknown    bool // its heading is none that such pages have
	head       int  // line of the heading, from 0; -1 for none
	start, end int  // lines, from 0, without the heading
}

// sections divides the page.
func (r *reader) sections() []section {
	var found []section
	at, asked := section{kind: preamble, head: -1}, "Questions"
	for i := range r.lines {
		next, ok := r.opens(i, at)
		if !ok {
			continue
		}
		at.end = i
		found = append(found, at)
		at = next
		switch {
		case at.head < 0:
			at.title = asked // questions that go on behind something else
		case at.kind == questions:
			asked = at.title
		}
		if at.head >= 0 {
			r.parts[i] = Part{Line: i + 1, End: i + 1, Kind: Heading, Text: r.lines[i].text}
		}
	}
	at.end = len(r.lines)
	return append(found, at)
}

// opens returns the section that begins with a line within another one; false if none does.
func (r *reader) opens(i int, at section) (section, bool) {
	text := r.lines[i].text
	if text == "" {
		return section{}, false
	}
	next := section{title: bare(text), head: i, start: i + 1}
	kind, known := headingKind(text)
	switch {
	case known && !r.isContent(i, kind, at):
		next.kind = kind
	case at.kind == questions && isFormOfQuestion(text) && r.isBehindAnswer(i):
		next.kind = questions
	case at.kind == questions && endsQuestions(text) && !r.isDoubled(i),
		!known && r.opensUnknown(i, at):
		next.kind, next.unknown = notes, !endsQuestions(text)
	case at.kind != questions && asks(text) && r.isDoubled(i) && r.lines[i+1].text == text:
		return section{kind: questions, head: -1, start: i}, true
	default:
		return section{}, false
	}
	return next, true
}

// isContent says whether a line that reads like a heading is an answer or an option among
// questions, or a heading within notes.
func (r *reader) isContent(i int, kind sectionKind, at section) bool {
	if strings.ContainsRune(bare(r.lines[i].text), ' ') || kind == questions {
		return false
	}
	next := r.after(i)
	switch at.kind {
	case questions:
		const options = 8 // that may all read like headings
		for range options {
			if next == len(r.lines) || !isNameOfOne(r.lines[next].text) || r.isDoubled(next) {
				break
			}
			next = r.after(next)
		}
		last := r.before(i)
		return r.isDoubled(i) || next < len(r.lines) && last >= at.start &&
			!isMarker(r.lines[last].text) &&
			(r.isDoubled(next) || form().rightMark.MatchString(r.lines[next].text) ||
				asks(r.lines[last].text) && asks(r.lines[next].text))
	case notes:
		return kind == advert && next < len(r.lines) && mark().MatchString(r.lines[next].text)
	}
	return false
}

// isNameOfOne says whether a line reads like a heading of one word.
func isNameOfOne(text string) bool {
	_, known := headingKind(text)
	return known && !strings.ContainsRune(text, ' ')
}

// opensUnknown says whether a line is the heading of a section that is not known: a caption with a
// list below it, or behind something that is complete a title.
func (r *reader) opensUnknown(i int, at section) bool {
	text, next, last := r.lines[i].text, r.after(i), r.before(i)
	if next == len(r.lines) || !isCaption(text) || isChrome(text) {
		return false
	}
	if _, heading := headingKind(r.lines[next].text); heading {
		return false
	}
	isList := mark().MatchString(r.lines[next].text)
	isBehind := last >= at.start && strings.HasSuffix(r.lines[last].text, ".")
	switch at.kind {
	case preamble:
		return isList
	case advert:
		return isList || isBehind && isTitle(text) && !r.isDoubled(next)
	case description:
		return isBehind && (isList || isTitle(text))
	}
	return false
}

// after returns the next line that holds something, as many as there are if none does.
func (r *reader) after(i int) int {
	for i++; i < len(r.lines) && r.lines[i].text == ""; i++ {
	}
	return i
}

// before returns the last line before that holds something, -1 if none does.
func (r *reader) before(i int) int {
	for i--; i >= 0 && r.lines[i].text == ""; i-- {
	}
	return i
}

// isDoubled says whether the line before or behind says the same.
func (r *reader) isDoubled(i int) bool {
	last, next := r.before(i), r.after(i)
	return last >= 0 && isSame(r.lines[last].text, r.lines[i].text) ||
		next < len(r.lines) && isSame(r.lines[next].text, r.lines[i].text)
}

// isSame says whether texts are equal up to white space.
func isSame(a, b string) bool {
	return a == b || strings.ReplaceAll(a, " ", "") == strings.ReplaceAll(b, " ", "")
}

// headingKind returns what a line is the heading of; false if it is none that such pages have.
func headingKind(text string) (sectionKind, bool) {
	name := strings.ToLower(bare(text))
	switch name {
	case "study notes", "notes", "lesson notes", "lecture notes", "summary", "study guide",
		"key points", "key takeaways", "revision notes":
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
	switch {
	case strings.HasPrefix(name, "make your own "):
		return advert, true
	case strings.HasPrefix(name, "terms in this set"):
		return questions, true
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

// isFormOfQuestion says whether a line names a form of question, as a heading among questions does.
func isFormOfQuestion(text string) bool {
	switch strings.ToLower(bare(text)) {
	case "multiple choice", "true or false", "true/false", "fill in the blank", "fill in the blanks",
		"short answer", "short answers", "open questions", "matching":
		return true
	}
	return false
}

// isBehindAnswer says whether a line stands before a question and not behind one.
func (r *reader) isBehindAnswer(i int) bool {
	last, next := r.before(i), r.after(i)
	return !r.isDoubled(i) && next < len(r.lines) && (asks(r.lines[next].text) || r.isDoubled(next)) &&
		last >= 0 && !asks(r.lines[last].text) && !r.isDoubled(last)
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
		case "questions", "quiz", "quizzes", "flashcards", "flashcard", "q&a", "faq", "faqs":
			named = true
		case "question", "answers", "answer", "and", "&", "practice", "multiple", "choice", "true",
			"false", "or", "short", "test", "review", "set", "exam", "study", "sample",
			"the", "your", "of", "cards", "frequently", "asked":
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

// isCaption says whether a line can stand above something: a few words that end like no sentence.
func isCaption(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(first) && len(strings.Fields(text)) <= 8 &&
		!strings.ContainsAny(text[len(text)-1:], ".?!,;")
}

// isTitle says whether a line looks like the heading of a section that is not known: a caption of
// which the long words are capitalised.
func isTitle(text string) bool {
	if !isCaption(text) {
		return false
	}
	for w := range strings.FieldsSeq(text) {
		if first, _ := utf8.DecodeRuneInString(w); unicode.IsLower(first) && len(w) > 3 {
			return false
		}
	}
	return true
}
