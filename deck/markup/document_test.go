package markup_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cards/deck/decktest"
	"cards/deck/markup"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
)

// tree shows a document as its nodes with their children in parentheses and texts in quotes, with ~
// for a soft and / for a hard line break behind them. A gap shows as <…>, with an angle only where
// it begins or ends.
func tree(doc *markup.Document, n ast.Node) string {
	switch n := n.(type) {
	case *ast.Text:
		return fmt.Sprintf("%q", doc.Text(n)) + lineBreak(n)
	case *markup.Gap:
		return map[bool]string{true: "<"}[n.Opens] + children(doc, n) +
			map[bool]string{true: ">"}[n.Closes]
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

var parseCases = []struct{ name, src, want string }{
	{
		"emphasis", "a *b* **c** ~~d~~",
		`Paragraph("a " Emphasis("b") " " Emphasis("c") " " Strikethrough("d"))`,
	},
	{"line breaks", "a\nb  \nc\\\nd", `Paragraph("a"/ "b"/ "c"/ "d")`},
	{
		"escapes and entities", `\*a\* &amp; \&amp; &#65; &nope; &`,
		`Paragraph("*a* & &amp; A &nope; &")`,
	},
	{"destinations are as they are meant", "[a](b\\_c&amp;d)", `Paragraph(Link:b_c&d("a"))`},
	{
		"single tildes", "~a~ ~5 ~~b~~ ~~~c~~~ d~~e~~",
		`Paragraph("~a~ ~5 " Strikethrough("b") " ~~~c~~~ d" ` +
			`Strikethrough("e"))`,
	},
	{
		"embedded picture", "![[a b.png]] ![[c.PNG|d e]] ![[f.jpg|100x20]] ![[g.svg#h]]",
		`Paragraph(Image:a b.png() " " Image:c.PNG("d e") " " Image:f.jpg() " " Image:g.svg())`,
	},
	{"embedded sound", "![[a.mp3]]", `Paragraph(Link:a.mp3())`},
	{
		"embedded pages are text", "![[a]] ![[b.md]] ![[v1.2]] ![[c.png] ![[d\n.png]]",
		`Paragraph("![[a]] ![[b.md]] ![[v1.2]] ![[c.png] ![[d"/ ".png]]")`,
	},
	{
		"embedded in blocks", "- ![[a.png]]\n\n|b|\n|-|\n|![[c.png\\|30]]|",
		`List(ListItem(TextBlock(Image:a.png()))) ` +
			`Table(TableHeader(TableCell("b")) TableRow(TableCell(Image:c.png())))`,
	},
	{
		"path with spaces", "![a](b c.png) ![](d (1).png \"e\") [f](g h.mp3)",
		`Paragraph(Image:b c.png("a") " " Image:d (1).png() " " Link:g h.mp3("f"))`,
	},
	{
		"no path", "![a](b c) [d](e, f.g) ![h](i <j>.png) ![k](l\nm.png)",
		`Paragraph("![a](b c) [d](e, f.g) ![h](i <j>.png) ![k](l"/ "m.png)")`,
	},
	{
		"picture tag", `<img src="a b.png" alt="c &amp; d"> <IMG SRC=e.png/> <img width='1' src='f.png' />`,
		`Paragraph(Image:a b.png("c & d") " " Image:e.png/() " " Image:f.png())`,
	},
	{
		"malformed picture tags", `<img> <img alt="a"> <img src="b <img src=c d`,
		`Paragraph("<img> <img alt=\"a\"> <img src=\"b <img src=c d")`,
	},
	{
		"line break tags", "a<br>b<BR/>c<br />d</br>e<br clear=\"all\">f",
		`Paragraph("a"/ "b"/ "c"/ "d"/ "e"/ "f")`,
	},
	{"line break tag at the end of a line", "a<br>\nb <br>  \nc", `Paragraph("a"/ "b "/ "c")`},
	{
		"line break tags in blocks", "# a<br>b\n- *c<br>d*\n\n|e<br>f|\n|-|\n|‹g<br>h›|",
		`Heading("a"/ "b") List(ListItem(TextBlock(Emphasis("c"/ "d")))) ` +
			`Table(TableHeader(TableCell("e"/ "f")) TableRow(TableCell(<"g"/ "h">)))`,
	},
	{
		"no tags in code and math", "`<br>` $a<br>b$ \\<br>",
		`Paragraph(CodeSpan("<br>") " " Formula:$("a<br>b") " <br>")`,
	},
	{
		"scripts", "H<sub>2</sub>O x<SUP class=\"a\">*n*+1</sup >",
		`Paragraph("H" Script("2") "O x" Script(Emphasis("n") "+1"))`,
	},
	{"nested scripts", "a<sub>b<sup>c</sup></sub>", `Paragraph("a" Script("b" Script("c")))`},
	{
		"gap in a script", "a<sub>‹b›</sub> ‹c<sub>d›</sub>",
		`Paragraph("a" Script(<"b">) " " <"c" Script("d">))`,
	},
	{
		"malformed scripts", "a<sub>b c</sup> <sub>*d</sub> e* </sub>",
		`Paragraph("a<sub>b c</sup> " Script(Emphasis("d</sub> e") " "))`,
	},
	{"crossed scripts", "<sub>a<sup>b</sub>c</sup>", `Paragraph(Script("a<sup>b") "c</sup>")`},
	{"brackets in a tag", `<a href="[b](c)">d</a>`, `Paragraph("<a href=\"[b](c)\">d</a>")`},
	{"html is text", "a <b>c</b> List<String>", `Paragraph("a <b>c</b> List<String>")`},
	{"html block is text", "<div>\n*a*", `Paragraph("<div>"/ Emphasis("a"))`},
	{"comments are left out", "a <!-- b --> c", `Paragraph("a  c")`},
	{"no comment in code", "`<!-- b -->`", `Paragraph(CodeSpan("<!-- b -->"))`},
	{"reference link", "[a][b]\n\n[b]: /c", `Paragraph(Link:/c("a"))`},
	{"labels fold case and space", "[a][ß  B]\n\n[SS b]: /c", `Paragraph(Link:/c("a"))`},
	{
		"collapsed reference", "[a *b*][] ![c][]\n\n[a *b*]: /d\n[c]: e.png",
		`Paragraph(Link:/d("a " Emphasis("b")) " " Image:e.png("c"))`,
	},
	{"shortcut reference", "see [a].\n\n[a]: <b.c> 'title'", `Paragraph("see " Link:b.c("a") ".")`},
	{"reference over lines", "[a\nb][c\nd]\n\n[c d]: /e", `Paragraph(Link:/e("a"/ "b"))`},
	{"first of equal definitions", "[a]\n\n[a]: /b\n[a]: /c", `Paragraph(Link:/b("a"))`},
	{"reference that nothing defines", "[a][b] [c]\n\n[a]: /d", `Paragraph("[a][b] [c]")`},
	{"reference in code", "`[a]` $[a]$\n\n[a]: /b", `Paragraph(CodeSpan("[a]") " " Formula:$("[a]"))`},
	{"reference in math", "\\[a] [b\\]\n\n[a]: /b", `Paragraph(Formula:\[("a] [b"))`},
	{
		"references in blocks", "> - [a]\n\n|b|\n|-|\n|[a][]|\n\n[a]: /c",
		`Blockquote(List(ListItem(TextBlock(Link:/c("a"))))) ` +
			`Table(TableHeader(TableCell("b")) TableRow(TableCell(Link:/c("a"))))`,
	},
	{
		"references do not nest", "[a [b] c][b]\n\n[b]: /d",
		`Paragraph("[a " Link:/d("b") " c]" Link:/d("b"))`,
	},
	{
		"definitions in a list and a quote", "[a] [b]\n\n- c\n- [a]: /d\n\n> [b]: /e\n> f",
		`Paragraph(Link:/d("a") " " Link:/e("b")) List(ListItem(TextBlock("c"))) Blockquote(Paragraph("f"))`,
	},
	{"no definition within a paragraph", "a [b]\n[b]: /c", `Paragraph("a [b]"/ "[b]: /c")`},
	{"no definition in code", "[a]\n\n```\n[a]: /b\n```", `Paragraph("[a]") Fence:("[a]: /b\n")`},
	{"what leads to no address is no definition", "[adj]: pretty", `Paragraph("[adj]: pretty")`},
	{"definitions alone are text", "[a]: /b", `Paragraph("[a]: /b")`},
	{
		"footnotes are no references", "a[^1]\n\n[^1]: /b",
		`Paragraph("a" FootnoteLink()) FootnoteList(Footnote(Paragraph("/b")))`,
	},
	{"gap in a reference", "[a ‹b›][c]\n\n[c]: /d", `Paragraph(Link:/d("a " <"b">))`},
	{
		"links", "[a](b) ![c](d) https://e.f",
		`Paragraph(Link:b("a") " " Image:d("c") " " AutoLink("https://e.f"))`,
	},
	{"code", "`a b`", `Paragraph(CodeSpan("a b"))`},
	{"fence", "```go\na\n\n b\n```", `Fence:go("a\n" "\n" " b\n")`},
	{"fence that nothing closes", "```go\na", "Paragraph(\"```go\"/ \"a\")"},
	{
		"fence indented deeply", "a\n      ~~~\n      b\n      ~~~\nc",
		`Paragraph("a") Fence:("b\n") Paragraph("c")`,
	},
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
	{
		"formula block", "a\n$$\nb\n\n*c*\n$$\nd",
		`Paragraph("a") FormulaBlock("\n" "b\n" "\n" "*c*\n") Paragraph("d")`,
	},
	{"formula block on two lines", "$$a\nb$$", `FormulaBlock("a\n" "b")`},
	{"gap", "a ‹b› c", `Paragraph("a " <"b"> " c")`},
	{"hidden gap", "a ‹[…]› c", `Paragraph("a " <"[…]"> " c")`},
	{"two gaps", "‹a›‹b›", `Paragraph(<"a"> <"b">)`},
	{"gap with markup", "‹a *b* `c`›", `Paragraph(<"a " Emphasis("b") " " CodeSpan("c">))`},
	{
		"gap in markup", "*a ‹b›* `c‹d›` $e‹f›$",
		`Paragraph(Emphasis("a " <"b">) " " CodeSpan("c" <"d">) " " ` +
			`Formula:$("e" <"f">))`,
	},
	{"gap across markup", "**a ‹b** c› d", `Paragraph(Emphasis("a " <"b") " c"> " d")`},
	{"gap across lines", "‹a\nb› c", `Paragraph(<"a"/ "b"> " c")`},
	{"gap across paragraphs", "‹a\n\nb›", `Paragraph(<"a") Paragraph("b">)`},
	{"gap in a fence", "```\na ‹b› c\n‹d\ne›\n```", `Fence:("a " <"b"> " c\n" <"d\n" "e"> "\n")`},
	{"gap of a whole fence", "a\n‹```go\nb\nc\n```›\nd", `Paragraph("a") Fence:go(<"b\n" "c"> "\n") Paragraph("d")`},
	{"gap of a first fence", "‹~~~\nb\n~~~›", `Fence:(<"b"> "\n")`},
	{"gap of a fence in an item", "- a\n\n  ‹```\n    b\n  ```›", `List(ListItem(Paragraph("a") Fence:(<"  b"> "\n")))`},
	{"gap of more than a fence", "‹```\nb\n```\nc›", `Paragraph(CodeSpan(<"b") ""/ "c">)`},
	{"gap of code that looks like a fence", "‹```b```›", `Paragraph(CodeSpan(<"b">))`},
	{"gap of code over lines", "‹`a\n```›", "Paragraph(<\"`a\"/ \"```\">)"},
	{"gap of an empty fence", "‹```\n```›", `Paragraph(CodeSpan(<"\n">))`},
	{"gap of a whole link", "‹[a](b)›", `Paragraph(Link:b(<"a">))`},
	{"empty gap", "a‹›b", `Paragraph("ab")`},
	{"gap that nothing closes", "‹a", `Paragraph(<"a")`},
	{"marks out of order", "›a‹", `Paragraph("a")`},
	{"cloze has no square math", `\[a\] ‹b›`, `Paragraph("[a] " <"b">)`},
	{"nothing", "", ""},
}

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range parseCases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc := markup.Parse(gaps.Replace(c.src), "")
			if diff := cmp.Diff(c.want, tree(doc, doc.Root)); diff != "" {
				t.Errorf("tree of %q (-want +got):\n%s", c.src, diff)
			}
		})
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	doc := markup.Parse("a *b* `c` [d](e) &lt;\nf\n\n- g\n- h", "")
	if got, want := doc.Text(doc.Root), "a b c d <\nf\ng\nh"; got != want {
		t.Errorf("text is %q, want %q", got, want)
	}
}

// marksOf returns the outermost code spans, links and images of goldmark's tree in the form of
// describe, without texts.
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

// FuzzSpansAgreeWithParse compares what the scanner finds with what goldmark finds, in one
// paragraph of marks.
func FuzzSpansAgreeWithParse(f *testing.F) {
	for i := range len(hostile) {
		f.Add([]byte{
			byte(i), byte(3 * i), byte(i + 7), byte(5 * i), byte(i + 2), byte(7 * i),
			byte(i), byte(i + 1),
		})
	}
	pieces := []string{
		"a", " ", "`", "``", "[", "]", "](", ")", "(", "!", "![", "$", "$$", "\\", "\\(", "\\)",
		"<", ">", "\"", "\nb",
		"(c)", "<https:d>", "![[", "]]", "e.png", "<img src=f>", "<br>",
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
		doc := markup.Parse(src, "")
		if diff := cmp.Diff(want, marksOf(doc.Root)); diff != "" {
			t.Errorf("%q: spans and tree %s differ (-spans +tree):\n%s", src, tree(doc, doc.Root), diff)
		}
	})
}

func TestParseTakesHostileText(t *testing.T) {
	for _, pattern := range hostile {
		took := decktest.CPU(func() { markup.Parse(strings.Repeat(pattern, 200_000/len(pattern)), "") })
		if took > 5*time.Second {
			t.Errorf("200 kB of %q took %v", pattern, took)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	src := "Which of *these* holds `len(x)` and $a_i$?\n\n- one [link](url)\n- two\n\n```go\nx := 1\n```\n"
	for b.Loop() {
		markup.Parse(src, "")
	}
}
