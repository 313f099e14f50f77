package hashcards_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
		if diff := cmp.Diff(want, hashcards.Read(text)); diff != "" {
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
	h, err := hashcards.ReadExport([]byte(`{"cards":[
		{"hash":"`+a+`","familyHash":null,"content":{"basic":{}},"performance":{"lastReviewedAt":"2026-01-05T10:00:00.500",
			"stability":3.5,"difficulty":5,"dueDate":"2026-01-09","reviewCount":2}},
		{"hash":"`+b+`","performance":null}],
		"sessions":[{"reviews":[
			{"hash":"`+a+`","reviewedAt":"2026-01-05T10:00:00.500","grade":"Good"},
			{"hash":"`+a+`","reviewedAt":"2026-01-02T09:30:00.000","grade":"Forgot"},
			{"hash":"`+b+`","reviewedAt":"2026-01-02T09:30:00.000","grade":"Perfect"}]}]}`), zone)
	if err != nil {
		t.Fatal(err)
	}
	at := func(day, hour, minute, ms int) time.Time {
		return time.Date(2026, 1, day, hour, minute, 0, ms*1e6, zone)
	}
	want := hashcards.History{
		Reviews: map[string][]hashcards.Review{a: {{at(2, 9, 30, 0), 1}, {at(5, 10, 0, 500), 3}}},
		States:  map[string]hashcards.State{a: {3.5, 5, at(5, 10, 0, 500), at(9, 0, 0, 0), 2}},
		Bad:     []string{`review of card bbbbbbbb: unknown grade "Perfect"`},
	}
	if diff := cmp.Diff(want, h, cmp.Comparer(time.Time.Equal)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, text := range []string{"", "[]", `{"cards":[{"hash":"x"}]}`, "{"} {
		if _, err := hashcards.ReadExport([]byte(text), zone); err == nil {
			t.Errorf("%q is read", text)
		}
	}
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
