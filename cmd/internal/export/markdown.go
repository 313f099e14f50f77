package export

import (
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"

	"cards/cmd/internal/out"
	"cards/deck/markup"
)

// markdown returns Markdown as HTML. What the author wrote as HTML is text; links lead to the web
// only, and pictures are named, since the page is one file.
func markdown(src, definitions string) string {
	w := &htmlWriter{doc: markup.Parse(src, definitions)}
	w.children(w.doc.Root)
	return w.String()
}

type htmlWriter struct {
	strings.Builder
	doc *markup.Document
}

func (w *htmlWriter) text(s string) { w.WriteString(html.EscapeString(out.Sanitize(s))) }

func (w *htmlWriter) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c)
	}
}

// around writes what is below a node inside of an element.
func (w *htmlWriter) around(n ast.Node, tag, end string) {
	fmt.Fprintf(w, "<%s>", tag)
	w.children(n)
	fmt.Fprintf(w, "</%s>%s", tag, end)
}

func (w *htmlWriter) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		w.around(n, "p", "\n")
	case *ast.Heading:
		w.around(n, "h4", "\n")
	case *ast.Blockquote:
		w.around(n, "blockquote", "\n")
	case *ast.List:
		tag := "ul"
		if n.IsOrdered() {
			tag = "ol"
		}
		w.around(n, tag, "\n")
	case *ast.ListItem:
		w.around(n, "li", "\n")
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.WriteString("<pre><code>")
		w.text(w.doc.Text(n))
		w.WriteString("</code></pre>\n")
	case *markup.FormulaBlock:
		w.WriteString("<p>")
		w.text("$$" + w.doc.Text(n) + "$$")
		w.WriteString("</p>\n")
	case *ast.ThematicBreak:
		w.WriteString("<hr>\n")
	default:
		w.tableNode(n)
	}
}

func (w *htmlWriter) tableNode(n ast.Node) {
	switch n := n.(type) {
	case *extension.Table:
		w.around(n, "table", "\n")
	case *extension.TableHeader, *extension.TableRow:
		w.around(n, "tr", "\n")
	case *extension.TableCell:
		tag := "td"
		if _, ok := n.Parent().(*extension.TableHeader); ok {
			tag = "th"
		}
		w.around(n, tag, "")
	default:
		w.inline(n)
	}
}

func (w *htmlWriter) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.text(w.doc.Text(n))
		switch {
		case n.HardLineBreak():
			w.WriteString("<br>\n")
		case n.SoftLineBreak():
			w.WriteString("\n")
		}
	case *ast.Emphasis:
		tag := "em"
		if n.Level > 1 {
			tag = "strong"
		}
		w.around(n, tag, "")
	case *extension.Strikethrough:
		w.around(n, "del", "")
	case *ast.CodeSpan:
		w.around(n, "code", "")
	case *markup.Formula:
		w.text(n.Open)
		w.children(n)
		w.text(n.Close)
	case *markup.Script:
		tag := "sub"
		if n.Super {
			tag = "sup"
		}
		w.around(n, tag, "")
	case *extension.TaskCheckBox:
		w.text(map[bool]string{true: "☑ ", false: "☐ "}[n.IsChecked])
	default:
		w.link(n)
	}
}

func (w *htmlWriter) link(n ast.Node) {
	switch n := n.(type) {
	case *ast.Link:
		if dest := string(n.Destination); isWeb(dest) {
			fmt.Fprintf(w, "<a href=\"%s\">", html.EscapeString(dest))
			w.children(n)
			w.WriteString("</a>")
			return
		}
		w.children(n)
	case *ast.AutoLink:
		w.text(w.doc.Text(n))
	case *ast.Image:
		w.WriteString("<em>[")
		w.text(strings.Trim(w.doc.Text(n)+" "+string(n.Destination), " "))
		w.WriteString("]</em>")
	case *ast.String:
		w.text(string(n.Value))
	default:
		w.children(n)
	}
}

// isWeb says whether an address may stand in a page.
func isWeb(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}
