package markup_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"cards/deck/markup"

	"github.com/google/go-cmp/cmp"
)

// lines joins lines by line feeds.
func lines(lines ...string) string { return strings.Join(lines, "\n") }

// wrapped breaks a text as editors do: a word goes to the next line if it would end behind the
// width. prefix stands before every line.
func wrapped(text string, width int, prefix string) string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		switch {
		case line == "":
			line = prefix + word
		case len(line)+1+len(word) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = prefix + word
		}
	}
	return strings.Join(append(lines, line), "\n")
}

const prose = "A slice is a window onto an array, and several of them may look at the same one: what is " +
	"written through one of them is seen through the others, until one of them grows beyond its " +
	"capacity and moves to an array of its own, which happens at a time that is hard to foresee."

// flows writes a text with ~ at the ends of the lines that flow.
func flows(src string, lead int) string {
	return strings.ReplaceAll(markup.MarkFlow(src, markup.Flowing(src, lead)), string(markup.Flow),
		"~")
}

func TestWrappedParagraphsFlow(t *testing.T) {
	t.Parallel()
	for _, width := range []int{56, 60, 72, 80, 100, 120} {
		for _, prefix := range []string{"", "> ", "  "} {
			src := wrapped(prose, width, prefix)
			want := strings.ReplaceAll(src, "\n", "~\n")
			if diff := cmp.Diff(want, flows(src, 0)); diff != "" {
				t.Errorf("prose behind %q at %d columns (-want +got):\n%s", prefix, width, diff)
			}
		}
	}
}

func TestFlowing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, src, want string }{
		{"one line", strings.Repeat("a ", 40), strings.Repeat("a ", 40)},
		{"short lines", "one\ntwo\nthree", "one\ntwo\nthree"},
		{"narrow prose", wrapped(prose, 49, ""), wrapped(prose, 49, "")},
		{
			"a poem",
			lines("Shall I compare thee to a summer’s day?", "Thou art more lovely and more temperate:",
				"Rough winds do shake the darling buds of May,",
				"And summer’s lease hath all too short a date."),
			lines("Shall I compare thee to a summer’s day?", "Thou art more lovely and more temperate:",
				"Rough winds do shake the darling buds of May,",
				"And summer’s lease hath all too short a date."),
		},
		{
			"an address below a long line",
			lines("The parcels that nobody has collected are kept for a month at",
				"Lost Property", "12 Station Road", "York"),
			lines("The parcels that nobody has collected are kept for a month at",
				"Lost Property", "12 Station Road", "York"),
		},
		{
			"a word would have fitted",
			lines("The first of the steps is to stop all of the servers.", "Then take a",
				"copy of the disk and keep it in another building, far away."),
			lines("The first of the steps is to stop all of the servers.", "Then take a",
				"copy of the disk and keep it in another building, far away."),
		},
		{
			"the next word would just have fitted",
			lines(strings.Repeat("x", 60), strings.Repeat("y", 50), strings.Repeat("z", 9)),
			lines(strings.Repeat("x", 60), strings.Repeat("y", 50), strings.Repeat("z", 9)),
		},
		{
			"the next word would just not have fitted",
			lines(strings.Repeat("x", 60), strings.Repeat("y", 50), strings.Repeat("z", 10)),
			lines(strings.Repeat("x", 60)+"~", strings.Repeat("y", 50)+"~", strings.Repeat("z", 10)),
		},
		{
			"each paragraph by itself",
			wrapped(prose, 72, "") + "\n\none\ntwo\n\n- " + strings.TrimSpace(wrapped(prose, 60, "  ")),
			strings.ReplaceAll(wrapped(prose, 72, ""), "\n", "~\n") + "\n\none\ntwo\n\n- " +
				strings.ReplaceAll(strings.TrimSpace(wrapped(prose, 60, "  ")), "\n", "~\n"),
		},
		{
			"hard breaks are not asked",
			wrapped(prose, 72, "") + "  \nshort\\\n" + wrapped(prose, 72, ""),
			strings.ReplaceAll(wrapped(prose, 72, ""), "\n", "~\n") + "  \nshort\\\n" +
				strings.ReplaceAll(wrapped(prose, 72, ""), "\n", "~\n"),
		},
		{
			"code is no paragraph",
			"```\n" + wrapped(prose, 72, "") + "\n```",
			"```\n" + wrapped(prose, 72, "") + "\n```",
		},
		{
			"a table is no paragraph",
			"| a | " + strings.Repeat("b ", 30) + "|\n|---|---|\n| c | d |",
			"| a | " + strings.Repeat("b ", 30) + "|\n|---|---|\n| c | d |",
		},
		{
			"ideographs", strings.Repeat("漢", 40) + "\n" + strings.Repeat("字", 40) + "\n終わり。",
			strings.Repeat("漢", 40) + "~\n" + strings.Repeat("字", 40) + "~\n終わり。",
		},
		{
			"ideographs in verses", strings.Repeat("漢", 26) + "\n" + strings.Repeat("字", 20) + "\n終わり。",
			strings.Repeat("漢", 26) + "\n" + strings.Repeat("字", 20) + "\n終わり。",
		},
		{
			"a mark that begins no line comes with its ideograph",
			strings.Repeat("漢", 30) + "\n" + strings.Repeat("字", 29) + "\n字。終",
			strings.Repeat("漢", 30) + "~\n" + strings.Repeat("字", 29) + "~\n字。終",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, flows(c.src, 0)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestProseFlowsAsMarkdownDoes holds the short way, for words alone, to the long one, which a code
// span at the end makes necessary.
func TestProseFlowsAsMarkdownDoes(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	words := append(strings.Fields(prose), "漢字", "かな。", "*a*", "[b](c)", "d_e", "https://f.org/g",
		"\n\nh")
	for range 2000 {
		var text []string
		for range r.IntN(60) {
			text = append(text, words[r.IntN(len(words))])
		}
		var paragraphs []string
		for paragraph := range strings.SplitSeq("X "+strings.Join(text, " "), "\n\n") {
			paragraphs = append(paragraphs, wrapped(paragraph, 40+r.IntN(60), ""))
		}
		src := strings.Join(paragraphs, "\n\n")
		got, want := flows(src, 3), strings.TrimSuffix(flows(src+"\n\n`x`", 3), "\n\n`x`")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestFlowingCountsTheLabel(t *testing.T) {
	t.Parallel()
	const label = "A (more): "
	src := strings.TrimPrefix(wrapped(label+prose, 72, ""), label)
	if got, want := flows(src, len(label)), strings.ReplaceAll(src, "\n", "~\n"); got != want {
		t.Errorf("behind a label (-want +got):\n%s", cmp.Diff(want, got))
	}
}

func TestFlowingLinesAreShownAsOne(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ src, want string }{
		{"a~\nb", `Paragraph("a"~ "b")`},
		{"a\nb~\nc", `Paragraph("a"/ "b"~ "c")`},
		{"*a*~\nb `c`~\n[d](e)~\nf", `Paragraph(Emphasis("a") ""~ "b " CodeSpan("c") ""~ Link:e("d") ""~ "f")`},
		{"_a_~\nhttps://b.c~\nd", `Paragraph(Emphasis("a") ""~ AutoLink("https://b.c") ""~ "d")`},
		{"> a~\n> b", `Blockquote(Paragraph("a"~ "b"))`},
		{"漢~\n字", `Paragraph("漢字")`},
		{"漢~\na", `Paragraph("漢"~ "a")`},
		{"한국~\n어", `Paragraph("한국"~ "어")`},
		{"‹a~\nb›", `Paragraph(<"a"~ "b">)`},
		{"a ~ b", `Paragraph("a  b")`},
	} {
		src := strings.ReplaceAll(gaps.Replace(c.src), "~", string(markup.Flow))
		doc := markup.Parse(src, "")
		if diff := cmp.Diff(c.want, tree(doc, doc.Root)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.src, diff)
		}
	}
}
