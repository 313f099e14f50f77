package markup_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cards/deck/markup"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
)

// tree shows a document as its nodes with their children in parentheses and texts in quotes, with ~ for a soft and /
// for a hard line break behind them. A gap shows as <…>, with an angle only where it begins or ends.
func tree(doc *markup.Document, n ast.Node) string {
	switch n := n.(type) {
	case *ast.Text:
		return fmt.Sprintf("%q", doc.Text(n)) + lineBreak(n)
	case *markup.Gap:
		return map[bool]string{true: "<"}[n.Opens] + children(doc, n) + map[bool]string{true: ">"}[n.Closes]
	case *ast.AutoLink:
		return fmt.Sprintf("AutoLink(%q)", doc.Text(n))
	case *ast.Link:
		return fmt.Sprintf("Link:%s(%s)", n.Destination, children(doc, n))
	case *ast.Image:
		return fmt.Sprintf("Image:%s(%s)", n.Destination, children(doc, n))
	case *ast.FencedCodeBlock:
		return fmt.Sprintf("Fence:%s(%s)", n.Language(doc.Source), children(doc, n))
	case *markup.Formula:
		return fmt.Sprintf("Formula:%s(%s)", n.Open, children(doc, n))
	case *ast.Document:
		return children(doc, n)
	}
	return fmt.Sprintf("%s(%s)", n.Kind(), children(doc, n))
}

func lineBreak(n *ast.Text) string {
	switch {
	case n.HardLineBreak():
		return "/"
	case n.SoftLineBreak():
		return "~"
	}
	return ""
}

// children joins the children; texts that goldmark has in pieces are shown as one.
func children(doc *markup.Document, n ast.Node) string {
	var s string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		child := tree(doc, c)
		if s != "" && child != "" {
			s += " "
		}
		if strings.HasSuffix(s, `" `) && strings.HasPrefix(child, `"`) && !n.IsRaw() {
			s, child = strings.TrimSuffix(s, `" `), child[1:]
		}
		s += child
	}
	return s
}

// gaps writes the marks of an asked gap for ‹ and ›.
var gaps = strings.NewReplacer("‹", "\u0002", "›", "\u0003")

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, src, want string }{
		{"emphasis", "a *b* **c** ~~d~~", `Paragraph("a " Emphasis("b") " " Emphasis("c") " " Strikethrough("d"))`},
		{"line breaks", "a\nb  \nc\\\nd", `Paragraph("a"~ "b"/ "c"/ "d")`},
		{"escapes and entities", `\*a\* &amp; \&amp; &#65; &nope; &`, `Paragraph("*a* & &amp; A &nope; &")`},
		{"html is text", "a <b>c</b> List<String>", `Paragraph("a <b>c</b> List<String>")`},
		{"html block is text", "<div>\n*a*", `Paragraph("<div>"~ Emphasis("a"))`},
		{"comments are left out", "a <!-- b --> c", `Paragraph("a  c")`},
		{"no comment in code", "`<!-- b -->`", `Paragraph(CodeSpan("<!-- b -->"))`},
		{"no reference links", "[a][b]\n\n[b]: c", `Paragraph("[a][b]") Paragraph("[b]: c")`},
		{"links", "[a](b) ![c](d) https://e.f", `Paragraph(Link:b("a") " " Image:d("c") " " AutoLink("https://e.f"))`},
		{"code", "`a b`", `Paragraph(CodeSpan("a b"))`},
		{"fence", "```go\na\n\n b\n```", `Fence:go("a\n" "\n" " b\n")`},
		{"fence that nothing closes", "```go\na", "Paragraph(\"```go\"~ \"a\")"},
		{"fence indented deeply", "a\n      ~~~\n      b\n      ~~~\nc", `Paragraph("a") Fence:("b\n") Paragraph("c")`},
		{"fence in a list", "- ```\n  a\n  ```", `List(ListItem(Fence:("a\n")))`},
		{"indented code", "a\n\n    b", `Paragraph("a") CodeBlock("b\n")`},
		{
			"task list", "- [x] a\n- [ ] b",
			`List(ListItem(TextBlock(TaskCheckBox() "a")) ListItem(TextBlock(TaskCheckBox() "b")))`,
		},
		{
			"table", "|a|b|\n|-|-|\n|`c`|$d$|",
			`Table(TableHeader(TableCell("a") TableCell("b")) ` +
				`TableRow(TableCell(CodeSpan("c")) TableCell(Formula:$("d"))))`,
		},
		{
			"formulas", `$a_1*b*$ \(c\) $$d$$ \[e\]`,
			`Paragraph(Formula:$("a_1*b*") " " Formula:\(("c") " " Formula:$$("d") " " Formula:\[("e"))`,
		},
		{"prices", "$5 and $10", `Paragraph("$5 and $10")`},
		{"formula over lines in a quote", "> $a\n> b$", `Blockquote(Paragraph(Formula:$("a\nb")))`},
		{"formula block", "a\n$$\nb\n\n*c*\n$$\nd", `Paragraph("a") FormulaBlock("\n" "b\n" "\n" "*c*\n") Paragraph("d")`},
		{"formula block on two lines", "$$a\nb$$", `FormulaBlock("a\n" "b")`},
		{"gap", "a ‹b› c", `Paragraph("a " <"b"> " c")`},
		{"hidden gap", "a ‹[…]› c", `Paragraph("a " <"[…]"> " c")`},
		{"two gaps", "‹a›‹b›", `Paragraph(<"a"> <"b">)`},
		{"gap with markup", "‹a *b* `c`›", `Paragraph(<"a " Emphasis("b") " " CodeSpan("c">))`},
		{"gap in markup", "*a ‹b›* `c‹d›` $e‹f›$", `Paragraph(Emphasis("a " <"b">) " " CodeSpan("c" <"d">) " " ` +
			`Formula:$("e" <"f">))`},
		{"gap across markup", "**a ‹b** c› d", `Paragraph(Emphasis("a " <"b") " c"> " d")`},
		{"gap across lines", "‹a\nb› c", `Paragraph(<"a"~ "b"> " c")`},
		{"gap across paragraphs", "‹a\n\nb›", `Paragraph(<"a") Paragraph("b">)`},
		{"gap in a fence", "```\na ‹b› c\n‹d\ne›\n```", `Fence:("a " <"b"> " c\n" <"d\n" "e"> "\n")`},
		{"gap of a whole link", "‹[a](b)›", `Paragraph(Link:b(<"a">))`},
		{"empty gap", "a‹›b", `Paragraph("ab")`},
		{"gap that nothing closes", "‹a", `Paragraph(<"a")`},
		{"marks out of order", "›a‹", `Paragraph("a")`},
		{"cloze has no square math", `\[a\] ‹b›`, `Paragraph("[a] " <"b">)`},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc := markup.Parse(gaps.Replace(c.src))
			if diff := cmp.Diff(c.want, tree(doc, doc.Root)); diff != "" {
				t.Errorf("tree of %q (-want +got):\n%s", c.src, diff)
			}
		})
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	doc := markup.Parse("a *b* `c` [d](e) &lt;\nf\n\n- g\n- h")
	if got, want := doc.Text(doc.Root), "a b c d <\nf\ng\nh"; got != want {
		t.Errorf("text is %q, want %q", got, want)
	}
}

// marksOf returns the outermost code spans, links and images of goldmark's tree in the form of describe, without texts.
func marksOf(n ast.Node) []string {
	var marks []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.CodeSpan:
			marks = append(marks, "code")
		case *ast.FencedCodeBlock:
			marks = append(marks, "code")
		case *markup.Formula, *markup.FormulaBlock:
			marks = append(marks, "math")
		case *ast.Link, *ast.AutoLink:
			marks = append(marks, "link")
		case *ast.Image:
			marks = append(marks, "image")
		default:
			marks = append(marks, marksOf(c)...)
		}
	}
	return marks
}

// FuzzSpansAgreeWithParse compares what the scanner finds with what goldmark finds, in one paragraph of marks.
func FuzzSpansAgreeWithParse(f *testing.F) {
	for i := range len(hostile) {
		f.Add([]byte{byte(i), byte(3 * i), byte(i + 7), byte(5 * i), byte(i + 2), byte(7 * i), byte(i), byte(i + 1)})
	}
	pieces := []string{
		"a", " ", "`", "``", "[", "]", "](", ")", "(", "!", "![", "$", "$$", "\\", "\\(", "\\)", "<", ">", "\"", "\nb",
		"(c)", "<https:d>",
	}
	f.Fuzz(func(t *testing.T, picks []byte) {
		var b strings.Builder
		for _, p := range picks {
			b.WriteString(pieces[int(p)%len(pieces)])
		}
		src := "x" + b.String() + "x"
		var want []string
		for _, s := range markup.Spans(src) {
			switch s.Kind {
			case markup.Code, markup.Math, markup.Link, markup.Image:
				want = append(want, names[s.Kind])
			}
		}
		doc := markup.Parse(src)
		if diff := cmp.Diff(want, marksOf(doc.Root)); diff != "" {
			t.Errorf("%q: spans and tree %s differ (-spans +tree):\n%s", src, tree(doc, doc.Root), diff)
		}
	})
}

func TestParseTakesHostileText(t *testing.T) {
	t.Parallel()
	for _, pattern := range hostile {
		start := time.Now()
		markup.Parse(strings.Repeat(pattern, 200_000/len(pattern)))
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("200 kB of %q took %v", pattern, took)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	src := "Which of *these* holds `len(x)` and $a_i$?\n\n- one [link](url)\n- two\n\n```go\nx := 1\n```\n"
	for b.Loop() {
		markup.Parse(src)
	}
}
