package org_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/deck/from/org"
)

func at(text string) time.Time {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return t
}

func TestReadCards(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text string
		want []org.Card
	}{
		"anki, fields below": {"* Lists\n** Insertion :swe:\n:PROPERTIES:\n:ANKI_NOTE_TYPE: Basic\n:ANKI_NOTE_ID: 15665\n:ANKI_TAGS: big o\n:END:\n*** Front\nWhat does it *cost*?\n*** Back\n- $O(1)$\n", []org.Card{
			{Line: 2, End: 11, Front: "What does it **cost**?", Back: "- $O(1)$", Tags: []string{"big", "o", "swe"}, Section: []string{"Lists"}},
		}},
		"anki, title and text": {"* What is it?\n:PROPERTIES:\n:ANKI_NOTE_ID: 1\n:END:\nThat.\n* Hund\n:PROPERTIES:\n:ANKI_NOTE_TYPE: Basic (and reversed card)\n:END:\n** Back\ndog\n", []org.Card{
			{Line: 1, End: 5, Front: "What is it?", Back: "That."},
			{Line: 6, End: 11, Kind: org.Reversed, Front: "Hund", Back: "dog"},
		}},
		"anki, gaps": {"* FIFO\n:PROPERTIES:\n:ANKI_NOTE_TYPE: Cloze\n:END:\n** Text\nA {{c1::queue::what}} is {{c2::FIFO}}.\n** Extra\nmore\n", []org.Card{
			{Line: 1, End: 8, Kind: org.Cloze, Front: "A {{c1::queue::what}} is {{c2::FIFO}}.", Back: "more"},
		}},
		"anki, gaps in the title": {"* It cost {{c1::$40::how much}}\n:PROPERTIES:\n:ANKI_NOTE_ID: 1\n:END:\n* {{c1::A}} and {{c2::b}}\n:PROPERTIES:\n:ANKI_NOTE_ID: 2\n:END:\nMore.\n** C\n:PROPERTIES:\n:ANKI_NOTE_ID: 3\n:END:\nd\n", []org.Card{
			{Line: 1, End: 4, Kind: org.Cloze, Front: "It cost {{c1::$40::how much}}"},
			{Line: 5, End: 9, Kind: org.Cloze, Front: "{{c1::A}} and {{c2::b}}", Back: "More."},
			{Line: 10, End: 14, Front: "C", Back: "d", Section: []string{"{{c1::A}} and {{c2::b}}"}},
		}},
		"drill, title and text": {"* Geo\n** Capital of France :drill:geo:\nParis\n", []org.Card{
			{Line: 2, End: 3, Front: "Capital of France", Back: "Paris", Tags: []string{"geo"}, Section: []string{"Geo"}},
		}},
		"drill, generic title": {"* Item :drill:\nWhat is the *capital*\nof France?\n** Answer\nParis\n", []org.Card{
			{Line: 1, End: 5, Front: "What is the **capital**\nof France?", Back: "Paris"},
		}},
		"drill, gaps": {"* Fact :drill:\n:PROPERTIES:\n:DRILL_CARD_TYPE: hide1cloze\n:ID: x-1\n:END:\nThe [sun||what] is a [star], [[https://a.b][a link]], =code[1]=.\n", []org.Card{
			{Line: 1, End: 6, Kind: org.Cloze, ID: "x-1", Front: "The {{c1::sun::what}} is a {{c2::star}}, [a link](https://a.b), `code[1]`."},
		}},
		"drill, two sides": {"* Noun :drill:\n:PROPERTIES:\n:DRILL_CARD_TYPE: twosided\n:END:\nTranslate.\n** English\ndog\n** Spanish\nperro\n", []org.Card{
			{Line: 1, End: 9, Kind: org.Reversed, Front: "dog", Back: "perro"},
		}},
		"drill, many sides": {"* N :drill:\n:PROPERTIES:\n:DRILL_CARD_TYPE: multisided\n:END:\n** En\na\n** Es\nb\n** De\nc\n", []org.Card{
			{Line: 1, End: 10, Front: "N\n\nEn: a", Back: "Es: b\n\nDe: c"},
			{Line: 1, End: 10, Front: "N\n\nEs: b", Back: "En: a\n\nDe: c"},
			{Line: 1, End: 10, Front: "N\n\nDe: c", Back: "En: a\n\nEs: b"},
		}},
		"drill, schedule": {"* A :drill:\nSCHEDULED: <2024-03-10 Sun>\n:PROPERTIES:\n:DRILL_LAST_INTERVAL: 9.6\n:DRILL_TOTAL_REPEATS: 4\n:DRILL_FAILURE_COUNT: 1\n:DRILL_EASE: 2.36\n:DRILL_LAST_REVIEWED: [2024-03-01 Y Fri 10:30]\n:END:\nB\n", []org.Card{
			{Line: 1, End: 10, Front: "A", Back: "B", Known: []org.History{{
				Last: at("2024-03-01T10:30:00Z"), Due: at("2024-03-10T00:00:00Z"), Interval: 9.6, Ease: 2.36, Reviews: 4, Lapses: 1,
			}}},
		}},
		"fc": {"* A :fc:\n:PROPERTIES:\n:FC_TYPE: double\n:END:\n:REVIEW_DATA:\n| position | ease | box | interval | due |\n|-+-|\n| front | 2.5 | 3 | 12.0 | 2024-03-10T08:00:00Z |\n| back | 2.5 | -1 | 0 | 2024-03-10T08:00:00Z |\n:END:\nB\n* C :fc:\nD\n** Back\nE\n* F :fc:\n:PROPERTIES:\n:FC_TYPE: text-input\n:END:\nG\n", []org.Card{
			{Line: 1, End: 11, Kind: org.Reversed, Front: "A", Back: "B", Known: []org.History{
				{Last: at("2024-02-27T08:00:00Z"), Due: at("2024-03-10T08:00:00Z"), Interval: 12, Ease: 2.5, Reviews: 4}, {},
			}},
			{Line: 12, End: 15, Front: "C\n\nD", Back: "E"},
			{Line: 16, End: 20, Kind: org.Typed, Front: "F", Back: "G"},
		}},
		"fc, gaps": {"* Title :fc:\n:PROPERTIES:\n:FC_TYPE: cloze\n:END:\nThe {{sun}{what}@1} and {{moon}@0} and {{sun}@1}.\n", []org.Card{
			{Line: 1, End: 5, Kind: org.Cloze, Front: "Title\n\nThe {{c1::sun::what}} and {{c2::moon}} and {{c1::sun}}."},
		}},
		"drill, a card in a card": {"* Verb :drill:\nto dance\n** Notes\nn\n** Past :drill:\ndanced\n** More\nm\n* End\n", []org.Card{
			{Line: 1, End: 4, Front: "Verb\n\nto dance", Back: "n"},
			{Line: 5, End: 6, Front: "Past", Back: "danced", Section: []string{"Verb"}},
		}},
		"drill, code with brackets": {"* Type of ~f~ :drill:\n~f :: (Ord a) => [a]~ or =b ~ [c]=\n", []org.Card{
			{Line: 1, End: 2, Front: "Type of `f`", Back: "`f :: (Ord a) => [a]` or `b ~ [c]`"},
		}},
		"fc, math in gaps": {"* :fc:\n:PROPERTIES:\n:FC_TYPE: cloze\n:END:\nFor all {{$x \\in\n\\mathcal{X}(x)$}@0} it {{$\\{0\\}$ holds}{when $\\{$}@1}.\n", []org.Card{
			{Line: 1, End: 6, Kind: org.Cloze, Front: "For all {{c1::$x \\in\n\\mathcal{X}(x)$}} it {{c2::$\\{0\\}$ holds::when $\\{$}}."},
		}},
		"srs": {"* A\n:SRSITEMS:\n#+NAME: srsitem:id::card::front\n| ! | timestamp | rating | stability | difficulty | state |\n|---+--|\n| | 2024-03-01T08:00:00Z | | 0 | 0 | :new |\n| | 2024-03-01T08:00:10Z | :good | 3.1 | 5 | :review |\n:END:\n** Front\nQ\n** Back\nB\n", []org.Card{
			{Line: 1, End: 12, Front: "Q", Back: "B", Known: []org.History{{Answers: []org.Answer{{At: at("2024-03-01T08:00:10Z"), Rating: 3}}}}},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, org.Read(tt.text, time.UTC).Cards); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestProblems(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"* A :drill:\n": "a heading that is a card, without a question or an answer",
		"* A :drill:\n:PROPERTIES:\n:DRILL_CARD_TYPE: conjugate\n:END:\n": "cards of the type conjugate are made by org-drill itself",
		"* A :fc:\n:PROPERTIES:\n:FC_TYPE: cloze\n:END:\nno gap\n":        "a cloze without a gap",
	} {
		f := org.Read(text, time.UTC)
		if len(f.Cards) != 0 || len(f.Problems) != 1 || f.Problems[0].What != want {
			t.Errorf("%q: %+v, want %q", text, f, want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"a *b* /c/ =d= ~e~ +f+ _g_":                   "a **b** *c* `d` `e` ~~f~~ _g_",
		"/a/ and 1/2/3 and https://a/b/c":             "*a* and 1/2/3 and https://a/b/c",
		"[[https://a.b][c]] [[file:d.png]] [[e]]":     "[c](https://a.b) ![](d.png) e",
		"#+begin_src go\n,* x\n*b*\n#+end_src\nafter": "```go\n* x\n*b*\n```\nafter",
		"#+BEGIN_QUOTE\nx\n#+END_QUOTE":               "x",
		`\(x/y/z\) and $a*b*c$`:                       "$x/y/z$ and $a*b*c$",
		"\\[\nx\n\\]":                                 "$$\nx\n$$",
		"+ a\n  + b\n1. c":                            "- a\n  - b\n1. c",
		"# a comment\ntext":                           "text",
		": fixed":                                     "    fixed",
	} {
		if got := org.Markdown(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// FuzzRead: cards stand on lines of their own, in order.
func FuzzRead(f *testing.F) {
	f.Add("* A :drill:\n:PROPERTIES:\n:DRILL_CARD_TYPE: twosided\n:END:\n** B\nc\n** D\ne\n")
	f.Add("* A\n:PROPERTIES:\n:ANKI_NOTE_TYPE: Cloze\n:END:\n** Text\n{{c1::b}}\n* C\n:PROPERTIES:\n:ANKI_NOTE_ID: 1\n:END:\nd\n")
	f.Add("* {{a}{b}@0} :fc:\n:REVIEW_DATA:\n| a |\n:END:\n#+begin_src\n* x\n")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, c := range org.Read(text, time.UTC).Cards {
			if c.Line < last || c.End < c.Line {
				t.Fatalf("%q: a card on lines %d to %d after %d", text, c.Line, c.End, last)
			}
			last = c.Line
		}
	})
}
