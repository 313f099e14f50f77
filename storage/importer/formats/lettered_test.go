package formats

import (
	"strings"
	"testing"

	"cards/deck"
	"cards/storage/importer/source"
)

// TestLetteredOptions states which questions with options below them are choices.
func TestLetteredOptions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ prompt, answer, want string }{
		{"q?\na) x\nb) y", "b) y", "q?|x *y|"},
		{"q?\n\nA. x  \nB. y  \nC. z", "C", "q?|x y *z|"},
		{"q?\n- a) x\n- b) y", "**a**", "q?|*x y|"},
		{"q?\n(A) x\n\n(B) y", "B.\n\nbecause", "q?|x *y|because"},
		{"q?\nA: x\nB: y\nC: z", "A and C", "q?|*x y *z|"},
		{"q?\na) x\nb) y", "Y", "q?|x *y|"},
		{"q?\na) x.\nb) y.", "b) y.", "q?|x. *y.|"},
		{"q?\na) x.\nb) y.", "b) y", ""},
		{"q?\na) x\nb) y\nc) z", "a) x  \nc) z\n\nboth", "q?|*x y *z|both"},
		{"q?\na) x\nb) y", "c", ""},
		{"q?\na) x\nb) y", "It is the first of them", ""},
		{"q?\na) x\nb) x", "a", ""},
		{"q?\nb) x\nc) y", "b", ""},
		{"q?\na) x", "a", ""},
		{"a) x\nb) y", "a", ""}, // nothing asks
		{"q?\n1. x\n2. y", "1", ""},
		{"q?\na) x\nb) y\nand why?", "a", ""},
	} {
		n := &source.Note{Label: deck.Question, Prompt: tt.prompt, Answer: tt.answer}
		chooseLettered(n)
		got := ""
		if n.Options != nil {
			var texts []string
			for _, o := range n.Options {
				texts = append(texts, map[bool]string{true: "*"}[o.Right]+o.Text)
			}
			got = n.Prompt + "|" + strings.Join(texts, " ") + "|" + n.More
		} else if n.Prompt != tt.prompt || n.Answer != tt.answer {
			t.Errorf("%q, %q: changed, and no choice", tt.prompt, tt.answer)
		}
		if got != tt.want {
			t.Errorf("%q, %q: %q, want %q", tt.prompt, tt.answer, got, tt.want)
		}
	}
}
