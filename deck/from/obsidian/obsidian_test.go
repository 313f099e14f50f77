package obsidian_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cards/deck/from/obsidian"
)

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

func TestReadCards(t *testing.T) {
	t.Parallel()
	bold, curly, arrows := obsidian.Defaults(), obsidian.Defaults(), obsidian.Defaults()
	bold.Bold, curly.Curly = true, true
	arrows.Inline, arrows.End = "->->->", "---"
	due := day("2024-08-16")
	for name, tt := range map[string]struct {
		text     string
		settings obsidian.Settings
		want     []obsidian.Card
	}{
		"on a line": {"#flashcards\na::b\nc:::d", obsidian.Defaults(), []obsidian.Card{
			{Line: 2, End: 2, Front: "a", Back: "b"},
			{Line: 3, End: 3, Kind: obsidian.Reversed, Front: "c", Back: "d"},
		}},
		"not in code": {"`a::b` is code\n`x::y`::z\n```\nm::n\n```\n", obsidian.Defaults(), []obsidian.Card{
			{Line: 2, End: 2, Front: "`x::y`", Back: "z"},
		}},
		"in lists and quotes": {"- a::b\n1. c::d\n> e::f\n- [ ] g::h\n### i::j", obsidian.Defaults(), []obsidian.Card{
			{Line: 1, End: 1, Front: "a", Back: "b"},
			{Line: 2, End: 2, Front: "c", Back: "d"},
			{Line: 3, End: 3, Front: "e", Back: "f"},
			{Line: 4, End: 4, Front: "g", Back: "h"},
			{Line: 5, End: 5, Front: "i", Back: "j"},
		}},
		"bold questions": {"- **What?** :: That.\n**a** b::**c**", obsidian.Defaults(), []obsidian.Card{
			{Line: 1, End: 1, Front: "What?", Back: "That."},
			{Line: 2, End: 2, Front: "**a** b", Back: "**c**"},
		}},
		"on several lines": {"Question\nof two\n?\nAnswer\n\n- of a list\n?\nx\n\ny\n??\nz", obsidian.Defaults(), []obsidian.Card{
			{Line: 1, End: 4, Apart: true, Front: "Question\nof two", Back: "Answer"},
			{Line: 6, End: 8, Apart: true, Front: "- of a list", Back: "x"},
			{Line: 10, End: 12, Kind: obsidian.Reversed, Apart: true, Front: "y", Back: "z"},
		}},
		"with code": {"Q\n?\n```go\n\na::b\n```\nend", obsidian.Defaults(), []obsidian.Card{
			{Line: 1, End: 7, Apart: true, Front: "Q", Back: "```go\n\na::b\n```\nend"},
		}},
		"code within a line": {"```c main() {}```\n\na::b\n```\nx::y\n```\n\nQ\n?\n``` z ``` and w\n", obsidian.Defaults(), []obsidian.Card{
			{Line: 3, End: 3, Front: "a", Back: "b"},
			{Line: 8, End: 10, Apart: true, Front: "Q", Back: "``` z ``` and w"},
		}},
		"below a heading": {"# One\n## Two\na::b\n# Three\nc::d\n## Q?\n?\nA", obsidian.Defaults(), []obsidian.Card{
			{Line: 3, End: 3, Front: "a", Back: "b", Section: []string{"One", "Two"}},
			{Line: 5, End: 5, Front: "c", Back: "d", Section: []string{"Three"}},
			{Line: 6, End: 8, Apart: true, Front: "Q?", Back: "A", Section: []string{"Three", "Q?"}},
		}},
		"below headings without a blank line": {"# One\n## Two\nIt is:\n?\nthis\n\n## Three\n\nq\n?\na\n", obsidian.Defaults(), []obsidian.Card{
			{Line: 1, End: 5, Apart: true, Front: "One\nTwo\nIt is:", Back: "this", Section: []string{}},
			{Line: 9, End: 11, Apart: true, Front: "q", Back: "a", Section: []string{"One", "Three"}},
		}},
		"for other plugins": {"TARGET DECK: A::B\ncards-deck: C::D\n{{c1::x}} y\na::{{c1::z}}\n", obsidian.Defaults(), []obsidian.Card{
			{Line: 4, End: 4, Front: "a", Back: "{{c1::z}}"},
		}},
		"decks": {"---\ntags: [flashcards/top]\n---\na::b\n#flashcards/geo/asia\nc::d\n#flashcards/one e::f\ng::h", obsidian.Defaults(), []obsidian.Card{
			{Line: 4, End: 4, Front: "a", Back: "b", Deck: "top"},
			{Line: 6, End: 6, Front: "c", Back: "d", Deck: "geo/asia"},
			{Line: 7, End: 7, Front: "e", Back: "f", Deck: "one"},
			{Line: 8, End: 8, Front: "g", Back: "h", Deck: "geo/asia"},
		}},
		"gaps": {"The ==sun== is a ==star==^[of what kind].\n\n==a==[^1] ==b==[^2] ==c==[^1]\n\n**no** `==code==` $a==b$", obsidian.Defaults(), []obsidian.Card{
			{Line: 1, End: 1, Kind: obsidian.Cloze, Front: "The {{c1::sun}} is a {{c2::star::of what kind}}."},
			{Line: 3, End: 3, Kind: obsidian.Cloze, Front: "{{c1::a}} {{c2::b}} {{c1::c}}"},
		}},
		"gaps with numbers": {"==1;;a==, ==2;;b;;why==, ==1;;c==, ==d;;how==", obsidian.Defaults(), []obsidian.Card{
			{Line: 1, End: 1, Kind: obsidian.Cloze, Front: "{{c1::a}}, {{c2::b::why}}, {{c1::c}}, {{c3::d::how}}"},
		}},
		"bold gaps":  {"The **sun**.", bold, []obsidian.Card{{Line: 1, End: 1, Kind: obsidian.Cloze, Front: "The {{c1::sun}}."}}},
		"curly gaps": {"The {{sun}}.", curly, []obsidian.Card{{Line: 1, End: 1, Kind: obsidian.Cloze, Front: "The {{c1::sun}}."}}},
		"own separator and end": {"a->->->b\nQ\n?\nA\n\nB\n---\nno", arrows, []obsidian.Card{
			{Line: 1, End: 1, Front: "a", Back: "b"},
			{Line: 2, End: 6, Apart: true, Front: "Q", Back: "A\n\nB"},
		}},
		"schedules": {"a::b <!--SR:!2024-08-16,51,230-->\nc:::d\n<!--SR:!2024-08-16,51,230!2000-01-01,1,250-->\n\nQ\n?\nA\n<!--SR:!fsrs,2024-08-16T10:00:00Z,51,48.5,6.1,2,7,1,-,2024-06-26T10:00:00Z-->", obsidian.Defaults(), []obsidian.Card{
			{Line: 1, End: 1, Front: "a", Back: "b", Schedules: []obsidian.Schedule{{Due: due, Interval: 51, Ease: 230}}},
			{Line: 2, End: 3, Kind: obsidian.Reversed, Front: "c", Back: "d", Schedules: []obsidian.Schedule{
				{Due: due, Interval: 51, Ease: 230}, {New: true, Due: day("2000-01-01"), Interval: 1, Ease: 250},
			}},
			{Line: 5, End: 8, Apart: true, Front: "Q", Back: "A", Schedules: []obsidian.Schedule{{
				Due: due.Add(10 * time.Hour), Interval: 51, Stability: 48.5, Difficulty: 6.1, Reviews: 7, Lapses: 1,
				Last: day("2024-06-26").Add(10 * time.Hour),
			}}},
		}},
		"a schedule below the question": {"Q\n<!--SR:!2024-08-16,51,230-->\n?\nA", obsidian.Defaults(), []obsidian.Card{
			{Line: 1, End: 4, Apart: true, Front: "Q", Back: "A", Schedules: []obsidian.Schedule{{Due: due, Interval: 51, Ease: 230}}},
		}},
		"blank lines around a separator": {"#flashcards\nWhat\nis it?\n\n?\n\n```\nit\n\n```\n<!--SR:!2024-08-16,51,230-->\n\n## And it?\n\n?\nA\n\nend\n\nQ::A\n\n?\nno", obsidian.Defaults(), []obsidian.Card{
			{Line: 2, End: 11, Apart: true, Front: "What\nis it?", Back: "```\nit\n\n```", Schedules: []obsidian.Schedule{{Due: due, Interval: 51, Ease: 230}}},
			{Line: 13, End: 16, Apart: true, Front: "And it?", Back: "A", Section: []string{"And it?"}},
			{Line: 20, End: 20, Front: "Q", Back: "A", Section: []string{"And it?"}},
		}},
		"style sheets": {"#flashcards\n<style type=\"x\">\np::before { content: \"\" }\n\n?\n</style>\na::b\n<strong>c::d", obsidian.Defaults(), []obsidian.Card{
			{Line: 7, End: 7, Front: "a", Back: "b"}, {Line: 8, End: 8, Front: "<strong>c", Back: "d"},
		}},
		"blank lines around a separator where nothing is tagged": {"What is it?\n\n?\nthat", obsidian.Defaults(), nil},
		"block names and comments": {"a::b ^id-1\n<!-- c::d\ne::f -->\n%% g::h %%\ni::j", obsidian.Defaults(), []obsidian.Card{
			{Line: 1, End: 1, Front: "a", Back: "b"},
			{Line: 5, End: 5, Front: "i", Back: "j"},
		}},
		"callouts as answers": {"What?\n?\n> [!note] That\n> is it.\n<!--SR:!2024-08-16,51,230-->\n\nWho?\n?\nHe said:\n> so\n> [!sr|card-metadata]\n> <!--SR:!2024-08-17,52,240-->\n\n> [!tip] A\n> B", obsidian.Defaults(), []obsidian.Card{
			{Line: 1, End: 5, Apart: true, Front: "What?", Back: "> [!note] That\n> is it.", Schedules: []obsidian.Schedule{{Due: day("2024-08-16"), Interval: 51, Ease: 230}}},
			{Line: 7, End: 12, Apart: true, Front: "Who?", Back: "He said:\n> so", Schedules: []obsidian.Schedule{{Due: day("2024-08-17"), Interval: 52, Ease: 240}}},
		}},
		"callouts": {"> [!question] Title\n> What?\n> ?\n> That.\n\nend", obsidian.Defaults(), []obsidian.Card{
			{Line: 2, End: 4, Apart: true, Front: "What?", Back: "That."},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, obsidian.Read(tt.text, tt.settings).Cards); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestGuess(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"#flashcards\na::b\nx;;y\n":      1,
		"#flashcards\na;;b\nc;;;d\n":     2,
		"#flashcards\na->->->b\n":        1,
		"#flashcards\nThe **sun** is.\n": 1,
		"#flashcards\nThe {{sun}} is.\n": 1,
		"a;;b\n":                         0,
	} {
		if _, note := obsidian.Guess(text, obsidian.Habits{}); len(note.Cards) != want {
			n := len(note.Cards)
			t.Errorf("%q: %d cards, want %d", text, n, want)
		}
	}
}

func TestReadSettings(t *testing.T) {
	t.Parallel()
	s, err := obsidian.ReadSettings([]byte(`{"settings": {"flashcardTags": ["#cards", "#srs/de"],
		"singleLineCardSeparator": ";;", "multilineCardEndMarker": "---", "convertBoldTextToClozes": true}}`))
	want := obsidian.Defaults()
	want.Tags, want.Inline, want.End, want.Bold = []string{"cards", "srs/de"}, ";;", "---", true
	if diff := cmp.Diff(want, s); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if _, err := obsidian.ReadSettings([]byte("{")); err == nil {
		t.Error("half of a file is read without an error")
	}
}

// FuzzRead: every line belongs to one card or stands in the list of the others, once.
func FuzzRead(f *testing.F) {
	f.Add("#flashcards\na::b\n\nQ\n?\nA\n<!--SR:!2024-08-16,51,230-->\n")
	f.Add("---\ntags: flashcards\n---\n> [!x]\n> ==a==^[b]\n%% c\n```\n")
	f.Add("#flashcards 00\n\n?")
	f.Add("#flashcards\n\nq\n\n\n??\n\nr\n\n?\nb\n")
	f.Fuzz(func(t *testing.T, text string) {
		_, note := obsidian.Guess(text, obsidian.Habits{})
		seen := map[int]int{}
		for _, l := range note.Lines {
			seen[l.Number]++
		}
		for _, c := range note.Cards {
			for i := c.Line; i <= c.End; i++ {
				seen[i]++
			}
		}
		n := len(strings.Split(strings.TrimSuffix(text, "\n"), "\n"))
		if text == "" {
			n = 0
		}
		for i := 1; i <= n; i++ {
			if seen[i] != 1 {
				t.Fatalf("line %d of %q is counted %d times", i, text, seen[i])
			}
		}
		if len(seen) != n {
			t.Fatalf("%q has %d lines, %d are counted", text, n, len(seen))
		}
	})
}

// TestGuessLineBetweenSides: a line that stands between the sides of cards with schedules divides
// them, whatever the vault has set it to.
func TestGuessLineBetweenSides(t *testing.T) {
	t.Parallel()
	for name, line := range map[string]string{
		"tag": `<br class="f">`, "empty tag": `<div class="f"></div>`, "signs": "&&&", "entity": "&#10;",
	} {
		text := "# Git\n\nWhat is it?\n" + line + "\nA program. <!--SR:!2025-08-14,13,230-->\n\nWho?\n" + line +
			"\nHe.\n<!--SR:!2025-08-14,13,230-->\n\nWhy?\n" + line + "\nSo.\n\nIt ==has== gaps.\n<!--SR:!2025-08-14,13,230-->\n"
		_, n := obsidian.Guess(text, obsidian.Habits{})
		var got []string
		for _, c := range n.Cards {
			got = append(got, c.Front+"="+c.Back)
		}
		want := []string{"What is it?=A program.", "Who?=He.", "Why?=So.", "It {{c1::has}} gaps.="}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if _, n := obsidian.Guess("#flashcards\n\nWhat?\n?\nThat: a ==b==\n---\nc\n<!--SR:!2025-08-14,13,230-->\n", obsidian.Habits{}); len(n.Cards) != 1 || n.Cards[0].Front != "What?" {
		t.Errorf("with the usual separator: %+v", n.Cards)
	}
}

// TestHabits reads a note by what the schedules of other notes tell.
func TestHabits(t *testing.T) {
	t.Parallel()
	const known = " <!--SR:!2025-08-14,13,230-->\n\n"
	for name, tt := range map[string]struct{ others, text, want string }{
		"a tag between lines": {
			"a\n<br class=\"f\">\nb" + known + "c\n<br class=\"f\">\nd" + known + "e\n<br class=\"f\">\nf" + known,
			"g ==h==" + known + "What?\n<br class=\"f\">\nThat\n", "g {{c1::h}}= What?=That",
		},
		"a tag in a line": {
			"- a:<wbr class=\"f\"> b" + known + "c:<wbr class=\"f\"> d" + known + "e:<wbr class=\"f\"> f" + known,
			"- What?<wbr class=\"f\"> That\n", "What?=That",
		},
		"signs in a line": {"a ~> b" + known + "c ~> d" + known + "e ~> f" + known + "==g== h" + known, "What ~> That\n", "What=That"},
		"as by default":   {"a :: b" + known + "c :: d ~> d" + known + "e ~> f" + known, "What :: That\nNot ~> that\n", "What=That"},
		"no habit":        {"a -- b" + known + "c ++ d" + known + "e !! f" + known, "What :: That\n", "What=That"},
	} {
		var e obsidian.Evidence
		e.Add(tt.others)
		_, n := obsidian.Guess(tt.text, e.Habits())
		var got []string
		for _, c := range n.Cards {
			got = append(got, c.Front+"="+c.Back)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %q with %+v, want %q", name, got, e.Habits(), tt.want)
		}
	}
}

func TestHabitsFields(t *testing.T) {
	t.Parallel()
	var e obsidian.Evidence
	for range 6 {
		e.Add("- Work:: 5\n- **Mood**:: good\n")
	}
	e.Add("- dog:: Hund\n")
	h := e.Habits()
	if !h.Fields["Work"] || !h.Fields["Mood"] || h.Fields["dog"] {
		t.Errorf("fields %v", h.Fields)
	}
	const text = "- Work:: 4\n- dog:: Hund\n- Mood:: bad\n"
	if _, n := obsidian.Guess(text, h); len(n.Cards) != 1 || n.Cards[0].Front != "dog" {
		t.Errorf("cards %+v", n.Cards)
	}
	if _, n := obsidian.Guess("#flashcards\n"+text, h); len(n.Cards) != 3 {
		t.Errorf("with the tag cards %+v", n.Cards)
	}
}
