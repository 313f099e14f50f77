package exam_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cards/cmd/internal/exam"
	"cards/srs"
	"cards/storage/storagetest"
)

// TestPapersAreTheSame prints a paper twice, from decks read in another order of time.
func TestPapersAreTheSame(t *testing.T) {
	t.Parallel()
	print := func() string {
		c := studied(t, 30, srs.Easy, 3)
		var b strings.Builder
		s := sit(t, c, exam.Test, exam.Mixed, 10)
		none := func(string, string) string { return "" }
		if err := errors.Join(s.PaperHTML(&b, "A <b> paper", true, none), s.PaperGIFT(&b)); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	first := print()
	if second := print(); first != second {
		t.Error(cmp.Diff(first, second))
	}
	if strings.Contains(first, "<b> paper") || strings.Contains(first, "<script") {
		t.Error("a title is not escaped")
	}
}

// TestOptionsMeanThemselvesInMarkdown prints options that Markdown would read otherwise.
func TestOptionsMeanThemselvesInMarkdown(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"`__init__`": `\\_\\_init\\_\\_`, "`*args`, `**kwargs`": `*args, **kwargs`, "`1. a`": `1\\. a`,
		"`<b>`": `\\<b\\>`, "`a_b`": "a_b", "plain": "plain", "`# x`": `\\\# x`, "`~~a~~`": `\\\~\\\~a\\\~\\\~`,
	} {
		c := storagetest.New(t, map[string]string{"a.md": "Q: Which one?\nA:\n- [x] " + text + "\n- [ ] other\n"})
		var b strings.Builder
		if err := sit(t, c, exam.Test, exam.Choice, 1).PaperGIFT(&b); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), "\n="+want+"\n") {
			t.Errorf("%s:\n%s\nwant %s", text, b.String(), want)
		}
	}
}

// TestPapersFollowFromCards has the same cards in files of other names, and then one of them
// edited: the paper is the same, but for that card's question and those that offer its answer.
func TestPapersFollowFromCards(t *testing.T) {
	t.Parallel()
	var first, second strings.Builder
	for i := range 40 {
		fmt.Fprintf([]*strings.Builder{&first, &second}[i%2],
			"Q: What is the name of number %d?\nA: Nom%c%c\n\n", i, 'a'+i%26, 'a'+i/26)
	}
	asked := func(a, b, was, now string) (list []string) {
		one, two := strings.Replace(first.String(), was, now, 1),
			strings.Replace(second.String(), was, now, 1)
		c := storagetest.New(t, map[string]string{a: one, b: two})
		for _, q := range sit(t, c, exam.Test, exam.Choice, 12).Questions() {
			list = append(list, fmt.Sprint(q.Card.Front, q.Options))
		}
		return list
	}
	want := asked("a.md", "b.md", "", "")
	if got := asked("z.md", "y.md", "", ""); !slices.Equal(got, want) {
		t.Errorf("in files of other names: %q\nwant %q", got, want)
	}
	for _, n := range []int{0, 7, 22} {
		was := fmt.Sprintf("number %d?\nA: Nom%c%c", n, 'a'+n%26, 'a'+n/26)
		got := asked("a.md", "b.md", was, fmt.Sprintf("number %d?\nA: Zzz", n))
		others := 0
		for _, q := range want {
			about := strings.Contains(q, fmt.Sprintf("number %d?", n)) // it asks for the card or offers its answer
			if !about && !slices.Contains(got, q) {
				others++
			}
		}
		if others > 2 { // one may make room for the card, one may offer its new answer
			t.Errorf("with card %d edited %d other questions change", n, others)
		}
	}
}
