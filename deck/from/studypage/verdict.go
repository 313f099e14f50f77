package studypage

import (
	"slices"
	"strings"
)

// listed says whether the options are bullets of which none is marked: they may be an answer.
func (q *Question) listed(letters []string) bool {
	for i, o := range q.Options {
		if o.Right || letters[i] != "" {
			return false
		}
	}
	return len(q.Options) > 0
}

func (q *Question) rights() int {
	n := 0
	for _, o := range q.Options {
		if o.Right {
			n++
		}
	}
	return n
}

// verdictsLeft returns the answers that named no option.
func verdictsLeft(q *Question, verdicts []string) []string {
	if q.rights() > 0 {
		return nil
	}
	return verdicts
}

// judge marks the options that "Correct answer: …" names: by letters, by a letter with its text, or
// by the text.
func (q *Question) judge(verdicts, letters []string) {
	for _, v := range verdicts {
		switch {
		case form().letterList.MatchString(v):
			for _, l := range form().oneLetter.FindAllString(v, -1) {
				q.markLetter(l, letters)
			}
		case form().letterText.MatchString(v):
			q.markLetter(form().letterText.FindStringSubmatch(v)[1], letters)
			q.tick([]string{form().letterText.FindStringSubmatch(v)[2]})
		default:
			q.tick([]string{v})
		}
	}
}

// markLetter marks the option of a letter; where options have none, by their order.
func (q *Question) markLetter(letter string, letters []string) {
	letter = strings.ToUpper(letter)
	for i := range q.Options {
		if letters[i] == letter || letters[i] == "" && int(letter[0]-'A') == i {
			q.Options[i].Right = true
		}
	}
}

// tick marks the options that are equal to one of some texts.
func (q *Question) tick(texts []string) {
	for i := range q.Options {
		for _, text := range texts {
			if strings.EqualFold(strings.TrimRight(q.Options[i].Text, "."), strings.TrimRight(text, ".")) {
				q.Options[i].Right = true
			}
		}
	}
}

// isTrueFalse says whether lines are the two options of a statement.
func isTrueFalse(lines []string) bool {
	return len(lines) == 2 && isTruth(lines[0]) && isTruth(lines[1]) && lines[0] != lines[1]
}

// hasRight says whether one of some lines is marked as the right one: they are options without
// letters.
func hasRight(lines []string) bool {
	return len(lines) > 1 && slices.ContainsFunc(lines, form().rightMark.MatchString)
}
