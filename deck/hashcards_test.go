package deck_test

import "testing"

// TestHashcardsDialect: decks in the dialect of hashcards mean the same here, but for the
// departures in FORMAT.md.
func TestHashcardsDialect(t *testing.T) {
	t.Parallel()
	runParseCases(t, []parseCase{
		{
			name: "cards in a row", source: "C: [Osmium]\nQ: Densest metal?\nA: Osmium",
			cards: []string{"cloze […] | Osmium", "basic Densest metal? | Osmium"},
		},
		{
			name: "image", source: "C: A [cat] ![](cat.png) sleeps [a lot].",
			cards: []string{
				"cloze A […] ![](cat.png) sleeps a lot. | cat",
				"cloze A cat ![](cat.png) sleeps […]. | a lot",
			},
		},
		{
			name: "escaped brackets in code", source: "C: \\[note\\] uses [`\\[x\\]`]",
			cards: []string{"cloze \\[note\\] uses […] | `\\[x\\]`"},
		},
		{
			name: "text below the label", source: "C:\nTwo lines here.\n\n— [Ada], [_Notes_]\n\n",
			cards: []string{
				"cloze Two lines here.\n\n— […], _Notes_ | Ada",
				"cloze Two lines here.\n\n— Ada, […] | _Notes_",
			},
		},
		{
			name: "backslashes in math", source: "C: Type `\\beta` to get [$\\beta$].",
			cards: []string{"cloze Type `\\beta` to get […]. | $\\beta$"},
		},
		{
			name: "escaped brackets", source: `C: \[x^2\] is [square]`,
			cards: []string{`cloze \[x^2\] is […] | square`},
		},
		{
			name: "indented label", source: "Q: up\nA: down\n\n  Q: not a tag",
			cards:       []string{"basic up | down\n\n  Q: not a tag"},
			diagnostics: []string{`4:1: warning: "  Q:" is not a label: it is indented`},
		},
		{
			name: "separators", source: "Q: a\nA: b\n---\n---\nQ: c\nA: d\n---",
			cards: []string{"basic a | b", "basic c | d"},
		},
		{
			name: "lower case", source: "q: lower",
			diagnostics: []string{`1:1: warning: "q:" is not a label`},
		},

		{
			name: "departure: link", source: "C: see [docs](http://x.y) now",
			diagnostics: []string{"1:1: error: cloze without a gap"},
		},
		{
			name: "departure: bracket without its partner", source: "C: open [only and ] close ] again",
			cards:       []string{"cloze open […]  close ] again | only and"},
			diagnostics: []string{`1:27: warning: "]" without a "["`},
		},
		{
			name: "departure: indented separator", source: "Q: a\nA: b\n  ---  \nQ: c\nA: d",
			cards: []string{"basic a | b\n  ---", "basic c | d"},
		},
		{
			name: "departure: label in a fence", source: "Q: a\nA: b\n```\nA: c\n```",
			cards: []string{"basic a | b\n```\nA: c\n```"},
		},
		{
			name: "departure: empty question", source: "Q:\nA:",
			diagnostics: []string{"1:1: error: empty question"},
		},
	})
}
