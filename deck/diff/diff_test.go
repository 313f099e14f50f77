package diff_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"cards/deck/diff"

	"github.com/google/go-cmp/cmp"
)

func TestCommon(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want []int
	}{
		{"", "abc", nil},
		{"abc", "", []int{-1, -1, -1}},
		{"abc", "abc", []int{0, 1, 2}},
		{"abxcd", "abycd", []int{0, 1, -1, 3, 4}},
		{"abc", "axbxc", []int{0, 2, 4}},
		{"abab", "ab", []int{0, 1, -1, -1}},
		{"xaxbx", "yaybyy", []int{-1, 1, -1, 3, -1}},
		{"ab", "ba", []int{-1, 0}},
	} {
		got := diff.Common(strings.Split(tt.a, ""), strings.Split(tt.b, ""))
		if len(got) != len(tt.want) || len(got) > 0 && !cmp.Equal(tt.want, got) {
			t.Errorf("Common(%q, %q) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

// TestCommonOfMuch compares more than is worth it: the beginning and the end are still found.
func TestCommonOfMuch(t *testing.T) {
	t.Parallel()
	middle := strings.Repeat("ab", 2000)
	got := diff.Common([]rune("x"+middle+"z"), []rune("x"+strings.Repeat("ba", 2000)+"z"))
	if got[0] != 0 || got[len(got)-1] != len(got)-1 || got[1] != -1 || got[2000] != -1 {
		t.Errorf("the ends are at %d, %d, the middle at %d", got[0], got[len(got)-1], got[2000])
	}
}

// marked writes the runs of a version with what differs in brackets.
func marked(runs []diff.Run) string {
	var b strings.Builder
	for _, r := range runs {
		if r.Differs {
			b.WriteString("[" + r.Text + "]")
		} else {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

func TestWords(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ a, b, wantA, wantB string }{
		{"the same", "the  same\n", "the same", "the  same\n"},
		{
			"the capital of France?", "the capital of Spain?", "the capital of [France]?",
			"the capital of [Spain]?",
		},
		{"is it so", "is it not so", "is it so", "is it [not] so"},
		{"one two three", "four five", "[one two three]", "[four five]"},
		{" a b", "a c", " a [b]", "a [c]"},
		{"don't do it", "do it", "[don't] do it", "do it"},
		{"π is 3.14", "π is 3.15", "π is [3.14]", "π is [3.15]"},
		{"水に溶けるもの", "水に溶けないもの", "水に溶け[る]もの", "水に溶け[ない]もの"},
		{"", "new", "", "[new]"},
		{"```\nx := 1\n```", "```\nx := 2\n```", "```\nx := [1]\n```", "```\nx := [2]\n```"},
	} {
		inA, inB := diff.Words(tt.a, tt.b)
		if a, b := marked(inA), marked(inB); a != tt.wantA || b != tt.wantB {
			t.Errorf("Words(%q, %q):\ngot  %q, %q\nwant %q, %q", tt.a, tt.b, a, b, tt.wantA, tt.wantB)
		}
	}
}

// FuzzWords: the runs are the versions, alternate, and are not empty; what is common is the same in
// both.
func FuzzWords(f *testing.F) {
	f.Add("the capital of France?", "the capital of Spain?")
	f.Add("水に溶けるもの", "水 に\u0301")
	f.Add("水", "水 \u0301")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a + b) {
			t.Skip("no text")
		}
		inA, inB := diff.Words(a, b)
		common := [2]string{check(t, a, inA), check(t, b, inB)}
		if common[0] != common[1] {
			t.Errorf("common is %q and %q", common[0], common[1])
		}
	})
}

// check checks the runs of a version and returns what it shares with the other, without white
// space.
func check(t *testing.T, version string, runs []diff.Run) string {
	t.Helper()
	var all, common strings.Builder
	for i, r := range runs {
		if r.Text == "" || i > 0 && runs[i-1].Differs == r.Differs {
			t.Errorf("run %d of %q is empty or not apart: %+v", i, version, runs)
		}
		all.WriteString(r.Text)
		if !r.Differs {
			common.WriteString(strings.Join(strings.Fields(r.Text), ""))
		}
	}
	if all.String() != version {
		t.Errorf("the runs of %q are %+v", version, runs)
	}
	return common.String()
}
