package hashcards_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cards/deck/from/hashcards"
)

// TestHashes: the digits were made with another implementation of BLAKE3.
func TestHashes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]hashcards.Card{
		"Q: Which gland sits\nabove the kidney?\nA: the\nadrenal\ngland\n": {
			{Line: 1, Hash: "e7c020f409a009e587eab9a3feadce632e4e7d932826403be97bad4c387afb67"},
		},
		"---\nname = \"x\"\n---\n\nC: Water boils at [100] degrees at [sea level].\r\n\r\n": {
			{Line: 5, Hash: "663d7fdb041ff02fe6d7414ca9baf05039290eee04d0f6565ea55b46b9de4065"},
			{Line: 5, Gap: 1, Hash: "210f1f7c830187e4a580c6db780d3132952395bb9a8d717a273d3f0e714a51aa"},
		},
		"text\n\nT: foo\nD: bar\n  ---  \n": {
			{Line: 3, Hash: "5225ef75d84bfa8fbca8d4b606a33ae572a5b9aede4ffae1085597c8b76f6d1e"},
			{Line: 3, Gap: 1, Hash: "4eb8a9c7c91f45eb1bc94935aa4797ee3eb61f92a7990b3556b3767a64687d51"},
		},
		"Q: up\n---\nA: down\nQ: up\nQ: left\nA: a\nA: b\nC: plain\n": nil,
	} {
		if diff := cmp.Diff(want, hashcards.Read(text), cmpopts.IgnoreFields(hashcards.Card{}, "Text")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	a, b := hashcards.Read("Q: ab\nA: c\n"), hashcards.Read("# x\nQ: a\nA: bc\n---\nstray\n")
	if a[0].Hash != b[0].Hash {
		t.Error("question and answer are not joined as they are")
	}
}

func TestGaps(t *testing.T) {
	t.Parallel()
	type gaps = []hashcards.Gap
	for text, want := range map[string]struct {
		clean string
		gaps  gaps
	}{
		"A [cat] ![](cat.png) sleeps [a lot].": {"A cat ![](cat.png) sleeps a lot.", gaps{{2, 4}, {26, 30}}},
		"Opens an index: [`\\[`]":              {"Opens an index: `[`", gaps{{16, 18}}},
		"\\[note\\] uses [`\\[x\\]`]":          {"[note] uses `[x]`", gaps{{12, 16}}},
		"[ab]\n[cd]\nef.":                      {"ab\ncd\nef.", gaps{{0, 1}, {3, 4}}},
		"Write [$k!$] for k factorial.":        {"Write $k!$ for k factorial.", gaps{{6, 9}}},
		"Type `\\beta` to get [$\\beta$].":     {"Type `\\beta` to get $\\beta$.", gaps{{20, 26}}},
		"naïve [é] x":                          {"naïve é x", gaps{{7, 8}}},
		"pair [a [b] c] end":                   {"pair a b c end", gaps{{7, 7}}},
		"see [docs](http://x.y) now":           {"see docs(http://x.y) now", gaps{{4, 7}}},
		"open [only and ] close ] again":       {"open only and  close  again", gaps{{5, 13}}},
		"\\[x^2\\] is [square]":                {"[x^2] is square", gaps{{9, 14}}},
		"[] and [":                             {" and ", nil},
	} {
		clean, got := hashcards.Gaps(text)
		if diff := cmp.Diff(want.gaps, got); clean != want.clean || diff != "" {
			t.Errorf("%q: %q %v, want %q %v", text, clean, got, want.clean, want.gaps)
		}
	}
}

func TestReadExport(t *testing.T) {
	t.Parallel()
	a, b := strings.Repeat("a", 64), strings.Repeat("b", 64)
	zone := time.FixedZone("", 3600)
	e, err := hashcards.ReadExport(strings.NewReader(`{"version":{"x":[1]},"cards":[
		{"hash":"`+a+`","familyHash":null,"deckName":"d","location":{"lineStart":4},
			"content":{"basic":{"question":"q","answer":"r"}},
			"performance":{"lastReviewedAt":"2026-01-05T10:00:00.500",
			"stability":3.5,"difficulty":5,"intervalDays":4,"dueDate":"2026-01-09","reviewCount":2}},
		{"hash":"`+b+`","content":{"cloze":{"text":"is it","start":3,"end":4}},"performance":null}],
		"sessions":[{"reviews":[
			{"hash":"`+a+`","reviewedAt":"2026-01-05T10:00:00.500","grade":"Good","dueDate":"2026-01-09"},
			{"hash":"`+a+`","reviewedAt":"2026-01-02T09:30:00.000","grade":"Forgot"},
			{"hash":"`+a+`","reviewedAt":"2026-01-02T09:30:00.000","grade":"Forgot"},
			{"hash":"`+b+`","reviewedAt":"2026-01-02T09:30:00.000","grade":"Perfect"}]}]}`), zone)
	if err != nil {
		t.Fatal(err)
	}
	at := func(day, hour, minute, ms int) time.Time {
		return time.Date(2026, 1, day, hour, minute, 0, ms*1e6, zone)
	}
	earliest := func(day, hour, minute, ms int) time.Time { return at(day, hour, minute, ms).Add(-13 * time.Hour) }
	want := &hashcards.Export{
		Cards: []hashcards.Exported{
			{Number: 1, Hash: a, Deck: "d", Line: 4, Front: "q", Back: "r"},
			{Number: 2, Hash: b, Text: "is it", Gap: hashcards.Gap{Start: 3, End: 4}},
		},
		History: hashcards.History{
			Reviews: map[string][]hashcards.Review{a: {
				{At: at(2, 9, 30, 0), Earliest: earliest(2, 9, 30, 0), Grade: 1},
				{At: at(5, 10, 0, 500), Earliest: earliest(5, 10, 0, 500), Grade: 3, Due: at(9, 0, 0, 0)},
			}},
			States: map[string]hashcards.State{a: {
				Stability: 3.5, Difficulty: 5, Last: at(5, 10, 0, 500), Earliest: earliest(5, 10, 0, 500),
				Due: at(9, 0, 0, 0), Interval: 4, Reviews: 2,
			}},
			Bad: []string{`review of card bbbbbbbb: unknown grade "Perfect"`},
		},
	}
	if diff := cmp.Diff(want, e, cmp.Comparer(time.Time.Equal), cmpopts.IgnoreUnexported(hashcards.Export{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, text := range []string{
		"", "[]", `{"cards":[{"hash":"x"}]}`, "{", `{"cards":3}`,
		`{"cards":[{"hash":"` + a + `","content":{"cloze":{"text":"x","start":0,"end":9}}}]}`,
	} {
		if _, err := hashcards.ReadExport(strings.NewReader(text), zone); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	at := func(day int) time.Time { return time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC) }
	review := func(day int, grade hashcards.Grade) hashcards.Review {
		return hashcards.Review{At: at(day), Earliest: at(day), Grade: grade}
	}
	h, other := hashcards.NewHistory(), hashcards.NewHistory()
	h.Reviews["a"] = []hashcards.Review{review(1, 3), review(5, 3)}
	h.States["a"] = hashcards.State{Last: at(5), Reviews: 2}
	other.Reviews["a"] = []hashcards.Review{review(1, 3), review(3, 1)}
	other.Reviews["b"] = []hashcards.Review{review(2, 4)}
	other.States["a"] = hashcards.State{Last: at(3), Reviews: 9}
	h.Merge(other)
	if h.Len() != 4 || len(h.Reviews["a"]) != 3 || h.Reviews["a"][1].Grade != 1 || h.States["a"].Reviews != 2 {
		t.Errorf("%+v", h)
	}
}

func FuzzReadExport(f *testing.F) {
	f.Add(`{"cards":[{"hash":"` + strings.Repeat("a", 64) + `","content":{"basic":{"question":"q"}}}],"sessions":[]}`)
	f.Fuzz(func(t *testing.T, text string) {
		e, err := hashcards.ReadExport(strings.NewReader(text), time.UTC)
		if err != nil {
			return
		}
		for _, c := range e.Cards {
			if len(c.Hash) != 64 || c.Text != "" && c.Gap.End >= len(c.Text) {
				t.Fatalf("%+v", c)
			}
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add("---\na\n---\nQ: a\nA: b\nC: [x] ![y] \\[z\\]\nT: a\nD: b\n---\n")
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Count(text, "\n") + 1
		for _, c := range hashcards.Read(text) {
			if c.Line < 1 || c.Line > lines || len(c.Hash) != 64 {
				t.Fatalf("%+v", c)
			}
		}
	})
}
