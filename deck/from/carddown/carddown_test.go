package carddown_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/deck/from/carddown"
)

func TestRead(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text string
		want carddown.Note
	}{
		"on a line": {"a : b #flashcard #go-lang\n- c: d 🧠\nno : card\nhttp://x 🧠", carddown.Note{
			Marks: 3,
			Cards: []carddown.Card{
				{Line: 1, End: 1, Prompt: "a", Response: "b", Tags: []string{"go-lang"}},
				{Line: 2, End: 2, Prompt: "c", Response: "d"},
			},
			Open: []carddown.Card{{Line: 4, End: 4, Prompt: "http://x"}},
		}},
		"a flash": {"a : b ⚡️ #x\n⚡ Fast: it is\nIt is ⚡\nNote : a ⚡ in it\nc : d ⚡", carddown.Note{
			Marks: 2,
			Cards: []carddown.Card{
				{Line: 1, End: 1, Prompt: "a", Response: "b", Tags: []string{"x"}},
				{Line: 5, End: 5, Prompt: "c", Response: "d"},
			},
		}},
		"on several": {"What? #flashcard #x\nThis\n\nand that\n- - -\nafter", carddown.Note{
			Marks: 1, Cards: []carddown.Card{{Line: 1, End: 5, Prompt: "What?", Response: "This\n\nand that", Tags: []string{"x"}}},
		}},
		"never ended": {"What? #flashcard\nThis", carddown.Note{
			Marks: 1, Open: []carddown.Card{{Line: 1, End: 1, Prompt: "What?"}},
		}},
		"ignored": {"a : b #flashcard\n@carddown-ignore", carddown.Note{Ignored: true}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, carddown.Read(tt.text)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a : b #flashcard\nWhat? 🧠\nThis\n---\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range carddown.Read(text).Cards {
			if c.Prompt == "" || c.Response == "" || c.Line > c.End {
				t.Errorf("%q: %+v", text, c)
			}
		}
	})
}
