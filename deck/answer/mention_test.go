package answer_test

import (
	"testing"

	"cards/deck/answer"
)

func TestMentions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, prompt, answer string
		want                 bool
	}{
		{"The Eiffel Tower in Paris", "Which city is this?", "Paris", true},
		{"a photo from paris, 1920", "Which city?", "Paris", true},
		{"map of France", "What is the capital of France?", "Paris", false},
		{"map of France", "What is the capital of France?", "Paris, France", false},
		{"two cats", "How many?", "2 cats", true},
		{"a sleeping cat", "What is it?", "Cats", true},
		{"built in 1889", "When was it built?", "in 1889", true},
		{"the tower", "What is it?", "the Atomium", false},
		{"diagram", "What does it show?", "The heart", false},
		{"", "What?", "x", false},
		{"Das Herz", "Was ist das?", "Herz", true},
		{"心臓の図", "何?", "心臓", true},
	} {
		if got := answer.Mentions(c.text,
			answer.Question{Prompt: c.prompt, Answer: c.answer}); got != c.want {
			t.Errorf("%q mentions %q: %v", c.text, c.answer, got)
		}
	}
}
