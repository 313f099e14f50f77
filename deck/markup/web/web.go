// Package web writes documents as HTML that can stand in any page: no scripts, no raw HTML of an
// author, no address but those that it is given or that people know. Math is written in Unicode.
package web

import (
	"fmt"
	"html"
	"net/url"
	"strings"

	"cards/deck/markup"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Address returns where a file can be had by its destination in the text; "" where it cannot.
type Address func(destination string) string

// Show is how a page shows what is more than text.
type Show struct {
	Images Address // of pictures; without them their alt texts are written
	Sounds Address // of sounds, which are given controls; without them they are written like links

	// Code returns code in a language, which may be empty, as HTML; without it code is plain.
	Code func(language, text string) string

	TeX bool // a formula says its source in data-tex

	Play func(address string) string // returns what plays a sound, in place of controls
	// Formula returns a formula in TeX, displayed on its own or within a line, as HTML; without it
	// what Unicode can say is written.
	Formula func(source string, display bool) string
}

// HTML returns a document as HTML.
func HTML(doc *markup.Document, show Show) string {
	w := writer{doc: doc, show: show}
	w.children(doc.Root)
	return w.String()
}

type writer struct {
	strings.Builder
	doc  *markup.Document
	show Show
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
		ast.KindParagraph: "p", ast.KindBlockquote: "blockquote", ast.KindListItem: "li",
		ast.KindCodeSpan: "code",
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
	if src := w.show.Sounds.of(address); src != "" && markup.IsSound(address) {
		if w.show.Play != nil {
			w.WriteString(w.show.Play(src))
			return
		}
		fmt.Fprintf(w, `<audio controls preload="none" src="%s"></audio>`, html.EscapeString(src))
		return
	}
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
	alt, dest := w.doc.Text(n), string(n.Destination)
	src := w.show.Images.of(dest)
	if src == "" {
		w.text(alt)
		return
	}
	fmt.Fprintf(w, `<img src="%s" alt="%s">`, html.EscapeString(src), html.EscapeString(alt))
}

// of returns an address, "" where nobody knows any.
func (a Address) of(destination string) string {
	if a == nil {
		return ""
	}
	return a(destination)
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

// code writes a block of code, in colours unless a gap is in it.
func (w *writer) code(n ast.Node) {
	w.WriteString("<pre tabindex=\"0\"><code>")
	if fence, ok := n.(*ast.FencedCodeBlock); ok && w.show.Code != nil && !hasGap(n) {
		w.WriteString(w.show.Code(string(fence.Language(w.doc.Source)), w.doc.Text(n)))
	} else {
		w.children(n)
	}
	w.WriteString("</code></pre>")
}

// hasGap says whether a gap is among the children of a node.
func hasGap(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == markup.KindGap {
			return true
		}
	}
	return false
}

// formula writes math in Unicode; what cannot be is written as TeX. A page that draws TeX itself
// gets it too, unless something in it is asked.
func (w *writer) formula(n ast.Node) {
	source := strings.TrimSpace(w.doc.Text(n))
	if w.show.Formula != nil {
		f, ok := n.(*markup.Formula)
		w.WriteString(w.show.Formula(source, !ok || f.Display))
		return
	}
	shown, ok := w.doc.Math(n)
	if !ok {
		shown = source
	}
	tag, attributes := "div", ` class="math"`
	if _, ok := n.(*markup.Formula); ok {
		tag = "span"
	}
	if w.show.TeX && !hasGap(n) {
		attributes += fmt.Sprintf(` data-tex="%s"`, html.EscapeString(source))
	}
	marks := strings.NewReplacer(string(markup.GapOpen), "<mark>", string(markup.GapClose), "</mark>")
	fmt.Fprintf(w, "<%s%s>%s</%s>", tag, attributes, marks.Replace(html.EscapeString(shown)), tag)
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
