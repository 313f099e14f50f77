package gift

import (
	"strings"

	"cards/deck/from/pattern"
)

var (
	aikenOption = pattern.New(`^([A-Za-z])[.)]\s+(.*)$`)
	aikenAnswer = pattern.New(`^ANSWER:\s*([A-Za-z])\s*$`)
)

// ReadAiken reads questions of the Aiken format: a question, options with capitals before them, and
// a line ANSWER: with the right one's.
func ReadAiken(text string) []Question {
	var list []Question
	var q *Question
	var asked []string // the lines of its text
	end := func(q Question) {
		q.Text = strings.Join(asked, "\n")
		list = append(list, q)
	}
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		var option, right []string
		switch {
		case strings.HasPrefix(line, "ANSWER:"):
			right = aikenAnswer().FindStringSubmatch(line)
		case len(line) > 1 && (line[1] == '.' || line[1] == ')'):
			option = aikenOption().FindStringSubmatch(line)
		}
		switch {
		case line == "":
		case right != nil && q != nil:
			q.End = number
			q.choose(strings.ToUpper(right[1]))
			end(*q)
			q = nil
		case option != nil && q != nil:
			q.End = number
			q.Answers = append(q.Answers, Answer{Text: option[2]})
		case q == nil || len(q.Answers) > 0:
			if q != nil {
				end(q.unanswered())
			}
			q, asked = &Question{Line: number, End: number}, []string{line}
		default:
			asked, q.End = append(asked, line), number
		}
	}
	if q != nil {
		end(q.unanswered())
	}
	return list
}

// choose marks the right option by its letter.
func (q *Question) choose(letter string) {
	at := int(letter[0] - 'A')
	if at >= len(q.Answers) {
		q.Kind, q.Problem = Unknown, "it has no option "+letter
		return
	}
	q.Answers[at].Right, q.Answers[at].Weight = true, 100
}

func (q *Question) unanswered() Question {
	q.Kind, q.Problem = Unknown, "no line ANSWER: says which option is right"
	return *q
}
