package studypage_test

import (
	"testing"

	"cards/deck/from/studypage"
)

func TestConfidence(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Questions and Answers\nWhat?\nWhat?\nSignup and view all the answers\n":     true,
		"Study Notes\n- a: b\nFlashcards\nWhat is A?\nIt.\nWhat is B?\nIt too.\n":    true,
		"Quiz\nWhat is A?\nA. b\nB. c (correct)\nWhat is B?\nA. x\nB. y (correct)\n": true,
		"Flashcards\n\nA\nb\n\nC\nd\n\nE\nf\n\nSummary\ng\n":                         true,
		"Quiz\nDefine A.\nDefine A.\nName B.\nName B.\nStudy Notes\nC\n":             true,
		"Terms in this set (2)\nA\nb\nWhat?\nd\n":                                    true,
		"Flashcards\n\nA\nb\n\nC\n\nE\nf\n\nSummary\ng\n":                            false,
		"# Questions\n\nNone yet.\n":                                                 false,
		"Some words.\nNothing else?\nNothing else?\n":                                false,
		"Notes\n- a\n- b\n": false,
		"# Flashcards\n\nA program.\n\n## About\nWhy?\nHow?\nSo.\n":                  false,
		"# Quiz\nWhat is A?\n?\nIt.\n\nWhat is B?\n?\nIt too.\n":                     false,
		"## Review Questions\n1. A fact\n   1. Why not?\n   2. How?\n":               false,
		"## Quiz\nWhat is A?\nIt.\nWhat is B?\nIt too.\nWho is C?\nShe.\n## Notes\n": true,
		"": false,
	} {
		if got := studypage.Look(text).Confidence() >= 0.5; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Quiz\nWhat?\nWhat?\nA. b\nCorrect answer: A\nStudy Notes\nT\n-\nP:\n- c\nDescription\nx")
	f.Fuzz(func(t *testing.T, text string) {
		p := studypage.Read(text)
		checkParts(t, text, p)
		last := 0
		for _, q := range p.Questions {
			if q.Line <= last || q.End < q.Line || q.Text == "" {
				t.Fatalf("question %+v behind line %d", q, last)
			}
			last = q.Line
		}
		studypage.Look(text)
		p.Facts()
	})
}
