package gift

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// answers reads what stands in the braces.
func (q *Question) answers(inner string) {
	if body, general, ok := cutUnescaped(inner, "####"); ok {
		inner, q.Feedback = strings.TrimSpace(body), unescape(strings.TrimSpace(general))
	}
	switch truth, feedback, _ := cutUnescaped(inner, "#"); {
	case inner == "":
		q.Kind = Essay
	case number().MatchString(inner):
		q.numbers(strings.TrimSpace(inner[1:]))
	case isTruth(truth):
		q.Kind = Truth
		q.Answers = []Answer{{Text: truthWord(truth), Right: true, Weight: 100, Feedback: unescape(feedback)}}
	case strings.IndexByte("=~", inner[0]) < 0:
		q.options("=" + inner)
	default:
		q.options(inner)
	}
}

func isTruth(text string) bool {
	switch strings.ToUpper(strings.TrimSpace(text)) {
	case "T", "TRUE", "F", "FALSE":
		return true
	}
	return false
}

func truthWord(text string) string {
	if strings.HasPrefix(strings.ToUpper(strings.TrimSpace(text)), "T") {
		return "True"
	}
	return "False"
}

// options reads answers that begin with = or ~.
func (q *Question) options(inner string) {
	offers := false
	for _, o := range splitOptions(inner) {
		offers = offers || o[0] == '~'
		a := Answer{Right: o[0] == '=', Weight: 0}
		if a.Right {
			a.Weight = 100
		}
		text, feedback, _ := cutUnescaped(strings.TrimSpace(o[1:]), "#")
		text = a.weigh(strings.TrimSpace(text))
		if left, right, ok := cutUnescaped(text, "->"); ok && a.Right {
			q.Pairs = append(q.Pairs, [2]string{q.part(left), q.part(right)})
			continue
		}
		a.Text, a.Feedback = q.part(text), q.part(feedback)
		q.Answers = append(q.Answers, a)
	}
	switch {
	case len(q.Pairs) > 0:
		q.Kind = Match
	case offers:
		q.Kind = Choice
	default:
		q.Kind = Short
		q.dropStars()
	}
	q.dropHalves()
}

// part returns a part of the answers without its format and its backslashes.
func (q *Question) part(text string) string {
	return unescape(q.formatted(strings.TrimSpace(text)))
}

// dropStars takes away the stars around answers, which stand for any text there.
func (q *Question) dropStars() {
	for i := range q.Answers {
		if bare := strings.TrimSpace(strings.Trim(q.Answers[i].Text, "*")); bare != "" {
			q.Answers[i].Text = bare
		}
	}
}

// dropHalves lets answers that are worth a part of the points not be right where others are worth
// all of them.
func (q *Question) dropHalves() {
	const all = 100
	if !slices.ContainsFunc(q.Answers, func(a Answer) bool { return a.Weight == all }) {
		return
	}
	for i := range q.Answers {
		q.Answers[i].Right = q.Answers[i].Weight == all
	}
}

// weigh reads a weight such as %50% before an answer. Those with a positive one are right, unless
// others are worth more.
func (a *Answer) weigh(text string) string {
	if !strings.HasPrefix(text, "%") {
		return text
	}
	number, rest, ok := strings.Cut(text[1:], "%")
	weight, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if !ok || err != nil {
		return text
	}
	a.Weight, a.Right = weight, weight > 0
	return strings.TrimSpace(rest)
}

// numbers reads the answers of a question for a number: 3:2 is 3 give or take 2, 1..5 a range.
func (q *Question) numbers(inner string) {
	q.Kind = Number
	list := splitOptions(inner)
	if len(list) == 0 {
		list = []string{"=" + inner}
	}
	for _, o := range list {
		text, feedback, _ := cutUnescaped(strings.TrimSpace(o[1:]), "#")
		a := Answer{Right: o[0] == '=', Weight: 100, Feedback: unescape(strings.TrimSpace(feedback))}
		a.Text = numberWords(a.weigh(strings.TrimSpace(text)))
		q.Answers = append(q.Answers, a)
	}
}

// numberWords writes a number with its tolerance, or a range, as people do.
func numberWords(text string) string {
	if from, to, ok := strings.Cut(text, ".."); ok {
		return strings.TrimSpace(from) + " to " + strings.TrimSpace(to)
	}
	number, tolerance, ok := strings.Cut(text, ":")
	tolerance = strings.TrimSpace(tolerance)
	if t, err := strconv.ParseFloat(tolerance, 64); !ok || err != nil || t == 0 {
		return strings.TrimSpace(number)
	}
	return fmt.Sprintf("%s ± %s", strings.TrimSpace(number), tolerance)
}
