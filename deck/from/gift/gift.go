// Package gift reads questions as Moodle exports them in the GIFT format, and those of the Aiken
// format (https://docs.moodle.org/en/GIFT_format, https://docs.moodle.org/en/Aiken_format).
package gift

import (
	"strings"

	"cards/deck/from/pattern"
)

// Kind says what a question wants.
type Kind uint8

// The kinds of questions.
const (
	Choice   Kind = iota // one or several of its answers
	Short                // a text: any of its right answers
	Number               // a number, perhaps with a tolerance
	Truth                // true or false
	Match                // a partner for each of its pairs
	Gap                  // what is missing in a sentence: any of its right answers
	Embedded             // several gaps in a text, which has them as {{c1::answer::hint}}
	Essay                // no answer that could be compared
	Text                 // no question: a description
	Unknown              // what could not be read
)

// Question is one question.
type Question struct {
	Line, End int // the first and the last line, from 1
	Category  string
	Title     string
	Kind      Kind
	Text      string // of a gap with "_____" in its place
	HTML      bool   // texts are HTML
	Answers   []Answer
	Pairs     [][2]string
	Feedback  string // for all answers
	Problem   string // of what could not be read
}

// Answer is one answer, right or wrong.
type Answer struct {
	Text     string
	Right    bool
	Weight   float64 // percent of the points that it is worth
	Feedback string
}

// Gap stands in a text for what is missing.
const GapMark = "_____"

// Read reads questions: paragraphs that blank lines part, with comments and categories between. A
// category, or a title behind answers, ends a question that no blank line ends.
func Read(text string) []Question {
	r := reader{}
	var block []string
	number, first := 0, 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimRight(line, "\r\n")
		plain := strings.TrimSpace(line)
		switch {
		case plain == "" && r.isOpen(block):
			block = append(block, "")
		case plain == "":
			r.question(block, first)
			block = nil
		case strings.HasPrefix(plain, "//"):
		case strings.HasPrefix(plain, "$CATEGORY:") && !r.isOpen(block):
			r.question(block, first)
			block = nil
			r.category = strings.TrimSpace(strings.TrimPrefix(plain, "$CATEGORY:"))
		default:
			if strings.HasPrefix(plain, "::") && isAnswered(block) {
				r.question(block, first)
				block = nil
			}
			if len(block) == 0 {
				first = number
			}
			block = append(block, line)
		}
	}
	r.question(block, first)
	return r.list
}

type reader struct {
	category string
	list     []Question
}

// isOpen says whether the answers of a question have begun and not ended: a blank line belongs to
// them then, unless they go on for too long.
func (r *reader) isOpen(block []string) bool {
	const most = 60 // lines
	text := strings.Join(block, "\n")
	return len(block) > 0 && len(block) < most && unescapedIndex(text, '{') >= 0 &&
		unescapedIndex(text, '}') < unescapedIndex(text, '{')
}

// isAnswered says whether a question has its answers.
func isAnswered(block []string) bool {
	_, length := answersAt(strings.Join(block, "\n"))
	return length >= 0
}

func (r *reader) question(block []string, first int) {
	if len(block) == 0 {
		return
	}
	q := read(strings.TrimSpace(strings.Join(block, "\n")))
	q.Line, q.End, q.Category = first, first+len(block)-1, r.category
	r.list = append(r.list, q)
}

func read(text string) Question {
	var q Question
	if rest, ok := strings.CutPrefix(text, "::"); ok {
		if title, after, ok := cutUnescaped(rest, "::"); ok {
			q.Title, text = unescape(title), strings.TrimSpace(after)
		}
	}
	text = q.formatted(text)
	if embedded().MatchString(text) {
		q.embed(text)
		return q
	}
	start, length := answersAt(text)
	if length < 0 {
		start, length = wordAt(text)
	}
	if length < 0 {
		q.Kind, q.Text = Text, unescape(text)
		if open := unescapedIndex(text, '{'); open >= 0 {
			q.Kind, q.Problem = Unknown, "no answer in it begins with = or ~"
			if unescapedIndex(text[open:], '}') < 0 {
				q.Problem = "its answers have no closing brace"
			}
		}
		return q
	}
	before, inner, after := text[:start], text[start+1:start+length], text[start+length+1:]
	q.Text = unescape(strings.TrimSpace(before))
	q.answers(strings.TrimSpace(inner))
	if after = strings.TrimSpace(after); after != "" {
		q.Text = strings.TrimSpace(unescape(before) + GapMark + joint(text, start+length+1) +
			unescape(after))
		if q.Kind == Short {
			q.Kind = Gap
		}
	}
	return q
}

// answersAt returns where the brace stands that opens the answers, and how far behind it the one
// that closes them, -1 if there are none. Braces in which no answers stand, as those of formulas,
// are passed over.
func answersAt(text string) (start, length int) {
	for at := unescapedIndex(text, '{'); at >= 0; {
		size := unescapedIndex(text[at:], '}')
		if size < 0 {
			break
		}
		if opensAnswers(text[:at], text[at+1:at+size]) {
			return at, size
		}
		next := unescapedIndex(text[at+1:], '{')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	return 0, -1
}

// formatted returns a text without the format that it begins with, such as [html].
func (q *Question) formatted(text string) string {
	if !strings.HasPrefix(text, "[") {
		return text
	}
	format, after, _ := strings.Cut(text[1:], "]")
	switch strings.ToLower(format) {
	case "html":
		q.HTML = true
	case "moodle", "plain", "markdown":
	default:
		return text
	}
	return strings.TrimSpace(after)
}

// wordAt is [answersAt] of a question whose only answer stands in the braces as it is, without a
// sign before it: they end the text, and stand behind a question mark.
func wordAt(text string) (start, length int) {
	const longest = 100 // bytes of such an answer
	start = unescapedIndex(text, '{')
	if start < 0 || !strings.HasSuffix(strings.TrimSpace(text[:start]), "?") {
		return 0, -1
	}
	length = unescapedIndex(text[start:], '}')
	if start+length+1 != len(text) || length > longest || strings.ContainsAny(text[start:], "\n#") ||
		unescapedIndex(text[start+1:], '{') >= 0 {
		return 0, -1
	}
	return start, length
}

// opensAnswers says whether what stands in braces may be the answers to what stands before them.
func opensAnswers(before, inner string) bool {
	if isCommand(before) {
		return false
	}
	inner = strings.TrimSpace(inner)
	truth, _, _ := cutUnescaped(inner, "#")
	isSigned := inner != "" && strings.IndexByte("=~", inner[0]) >= 0 && strings.Trim(inner, "=~ ") != ""
	return inner == "" || isSigned || isTruth(truth) ||
		strings.HasPrefix(inner, "####") || number().MatchString(inner)
}

// number matches the beginning of answers that are numbers, or none.
var number = pattern.New(`^#\s*(?:[=~%]|$|[-+]?[\d.]+(?:[eE][-+]?\d+)?\s*(?:[:.#~=%]|$))`)

// isCommand says whether a text ends as what stands before the braces of a formula.
func isCommand(text string) bool {
	if strings.HasSuffix(text, "]") {
		text = text[:max(strings.LastIndexByte(text, '['), 0)]
	}
	word := strings.TrimRightFunc(text, func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	})
	if len(word) < len(text) {
		return strings.HasSuffix(word, "\\")
	}
	return text != "" && strings.IndexByte("_^}", text[len(text)-1]) >= 0
}

// inLine matches an answer that begins inside a line.
var inLine = pattern.New(`\s[=~]\S`)

// joint returns the space behind a gap, if there is some.
func joint(text string, at int) string {
	if at < len(text) && strings.IndexByte(" \n\t", text[at]) >= 0 {
		return " "
	}
	return ""
}
