// Package web writes documents as HTML that can stand in any page: no scripts, no raw HTML of an
// author, no address but those that it is given or that people know. Math is written in Unicode.
package web

import (
	"fmt"
	"html"
	"net/url"
	"strings"

	"cards/deck/markup"
	"cards/deck/markup/tex"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Images returns the address of a picture by its destination in the text; "" where none can be shown.
type Images func(destination string) string

// HTML returns a document as HTML. Without images their alt texts are written.
func HTML(doc *markup.Document, images Images) string {
	w := writer{doc: doc, images: images}
	w.children(doc.Root)
	return w.String()
}

type writer struct {
	strings.Builder
	doc    *markup.Document
	images Images
}

// text writes a text.
func (w *writer) text(s string) { w.WriteString(html.EscapeString(s)) }

func (w *writer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c)
	}
}

// within writes what is below a node between tags.
func (w *writer) within(n ast.Node, tag string) {
	w.WriteString("<" + tag + ">")
	w.children(n)
	name, _, _ := strings.Cut(tag, " ")
	w.WriteString("</" + name + ">")
}

// node writes a node.
func (w *writer) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.leaf(n)
	case *ast.String:
		w.text(string(n.Value))
	case *ast.Link:
		w.link(n, string(n.Destination))
	case *ast.AutoLink:
		w.link(n, string(n.URL(w.doc.Source)))
	case *ast.Image:
		w.image(n)
	case *ast.List:
		w.list(n)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.code(n)
	case *markup.Formula, *markup.FormulaBlock:
		w.formula(n)
	case *extast.TableCell:
		w.cell(n)
	default:
		w.simple(n)
	}
}

// simple writes a node that is its children between tags.
func (w *writer) simple(n ast.Node) {
	tag := ""
	switch n := n.(type) {
	case *ast.Heading:
		tag = fmt.Sprintf("h%d", min(n.Level+2, 6)) // below the headings of a page
	case *ast.Emphasis:
		tag = [...]string{1: "em", 2: "strong"}[min(max(n.Level, 1), 2)]
	case *markup.Script:
		tag = map[bool]string{true: "sup", false: "sub"}[n.Super]
	case *ast.ThematicBreak:
		w.WriteString("<hr>")
		return
	case *extast.TaskCheckBox:
		w.WriteString(map[bool]string{true: "☑ ", false: "☐ "}[n.IsChecked])
		return
	default:
		tag = tags()[n.Kind()]
	}
	if tag == "" {
		w.children(n)
		return
	}
	w.within(n, tag)
}

// tags are those of nodes that are always written with the same.
func tags() map[ast.NodeKind]string {
	return map[ast.NodeKind]string{
		ast.KindParagraph: "p", ast.KindBlockquote: "blockquote", ast.KindListItem: "li", ast.KindCodeSpan: "code",
		extast.KindTable: "table", extast.KindTableHeader: "tr", extast.KindTableRow: "tr",
		extast.KindStrikethrough: "del", markup.KindGap: "mark",
	}
}

// leaf writes a piece of text, and the line break after it.
func (w *writer) leaf(n *ast.Text) {
	w.text(w.doc.Text(n))
	switch {
	case n.HardLineBreak():
		w.WriteString("<br>")
	case n.SoftLineBreak():
		w.WriteString("\n")
	}
}

// link writes a link to what a browser may open, and the text alone of another.
func (w *writer) link(n ast.Node, address string) {
	u, err := url.Parse(address)
	known := err == nil && (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "mailto")
	if known {
		fmt.Fprintf(w, `<a href="%s" rel="noopener noreferrer">`, html.EscapeString(address))
	}
	if _, ok := n.(*ast.AutoLink); ok {
		w.text(w.doc.Text(n))
	} else {
		w.children(n)
	}
	if known {
		w.WriteString("</a>")
	}
}

func (w *writer) image(n *ast.Image) {
	alt, src := w.doc.Text(n), ""
	if w.images != nil {
		src = w.images(string(n.Destination))
	}
	if src == "" {
		w.text(alt)
		return
	}
	fmt.Fprintf(w, `<img src="%s" alt="%s">`, html.EscapeString(src), html.EscapeString(alt))
}

func (w *writer) list(n *ast.List) {
	switch {
	case !n.IsOrdered():
		w.within(n, "ul")
	case n.Start > 1:
		w.within(n, fmt.Sprintf(`ol start="%d"`, n.Start))
	default:
		w.within(n, "ol")
	}
}

func (w *writer) code(n ast.Node) {
	w.WriteString("<pre><code>")
	w.children(n)
	w.WriteString("</code></pre>")
}

// formula writes math in Unicode; what cannot be is written as TeX.
func (w *writer) formula(n ast.Node) {
	source := strings.TrimSpace(w.doc.Text(n))
	shown, ok := tex.Unicode(source)
	if !ok {
		shown = source
	}
	tag := "div"
	if _, ok := n.(*markup.Formula); ok {
		tag = "span"
	}
	fmt.Fprintf(w, `<%s class="math">%s</%s>`, tag, html.EscapeString(shown), tag)
}

func (w *writer) cell(n *extast.TableCell) {
	tag := "td"
	if _, ok := n.Parent().(*extast.TableHeader); ok {
		tag = "th"
	}
	switch n.Alignment {
	case extast.AlignRight:
		tag += ` class="right"`
	case extast.AlignCenter:
		tag += ` class="center"`
	case extast.AlignLeft, extast.AlignNone:
	}
	w.within(n, tag)
}
