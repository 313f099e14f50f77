package session_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"

	"cards/cmd/internal/session"
	"cards/deck"
	"cards/deck/markup"
	"cards/storage"
)

// TestQuestionsGiveNothingAway hides what pictures and sounds are called where it says the answer,
// and not once that is shown.
func TestQuestionsGiveNothingAway(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind          deck.Kind
		front, back   string
		options       []deck.Option
		hidden, shown int
	}{
		{deck.KindBasic, "Which city? ![Paris at night](a.png)", "Paris", nil, 1, 0},
		{deck.KindBasic, "Which city? ![a night](paris_at-night.png)", "Paris.", nil, 1, 0},
		{deck.KindBasic, "Which city? ![a night](b.png)", "Paris", nil, 0, 1},
		{deck.KindBasic, "What is said? [word](hund.mp3)", "der Hund", nil, 1, 0},
		{deck.KindBasic, "What is said? ![[01.mp3]]", "der Hund", nil, 0, 1},
		{deck.KindBasic, "See [Paris](https://e.org/paris)", "Paris", nil, 0, 1},
		{
			deck.KindCloze, "![the heart](h.png) is the \x02[…]\x03",
			"![the heart](h.png) is the \x02heart\x03", nil, 1, 0,
		},
		{
			deck.KindChoice, "Which? ![a whale](a.png) ![a shark](b.png)", "",
			[]deck.Option{{Text: "the whale", Right: true}, {Text: "the shark"}},
			1, 1,
		},
	} {
		card := &storage.Card{
			Card:    deck.Card{Kind: c.kind, Front: c.front, Back: c.back},
			Options: c.options,
		}
		hidden, shown := count(session.Screen{Card: card}.Question())
		if hidden != c.hidden || shown != c.shown {
			t.Errorf("%q hides %d and shows %d, want %d and %d", c.front, hidden, shown, c.hidden, c.shown)
		}
		if c.kind == deck.KindBasic {
			if hidden, _ := count(session.Screen{
				Card:  card,
				State: session.Revealed,
			}.Question()); hidden > 0 {
				t.Errorf("%q hides %d once it is answered", c.front, hidden)
			}
		}
	}
}

// count returns how many pictures and links of a document are hidden, and how many are not.
func count(doc *markup.Document) (hidden, shown int) {
	_ = ast.Walk(doc.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && (n.Kind() == ast.KindImage || n.Kind() == ast.KindLink) {
			if markup.IsHidden(n) {
				hidden++
			} else {
				shown++
			}
		}
		return ast.WalkContinue, nil
	})
	return hidden, shown
}

func TestReferences(t *testing.T) {
	t.Parallel()
	card := &storage.Card{
		Card: deck.Card{
			Front: "![a](b.png) [c](d.mp3) <https://e.org> ![a](b.png)",
			Back:  "![f](g.png) ![[d.mp3]]",
		}, More: "[h](i)",
	}
	want := []session.Reference{{Dest: "b.png"}, {Dest: "d.mp3", Sound: true}, {Dest: "https://e.org"}}
	if diff := cmp.Diff(want, session.Screen{Card: card}.References()); diff != "" {
		t.Errorf("of the question (-want +got):\n%s", diff)
	}
	want = append(want, session.Reference{Dest: "g.png", Back: true},
		session.Reference{Dest: "i", Back: true})
	if diff := cmp.Diff(want, session.Screen{
		Card:  card,
		State: session.Revealed,
	}.References()); diff != "" {
		t.Errorf("of both sides (-want +got):\n%s", diff)
	}
}
