package ankinote

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parse reads a piece of HTML.
func parse(source string) ([]*html.Node, error) {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	if parseSimple(source, body) {
		return childrenOf(body), nil
	}
	body = &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	return html.ParseFragment(strings.NewReader(source), body)
}

func childrenOf(n *html.Node) (list []*html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		n.RemoveChild(c)
		list = append(list, c)
		c = next
	}
	return list
}

// parseSimple adds what HTML stands for to a node, if that is text with elements that are divs or
// set a style, are closed in the order in which they were opened, and have no attributes: such are
// most fields, and for each a real parser takes 4 KB and its time. Of all else it says that it is
// not simple.
func parseSimple(source string, to *html.Node) bool {
	top := to
	for source != "" {
		at := strings.IndexByte(source, '<')
		if at < 0 {
			at = len(source)
		}
		if at > 0 {
			if strings.ContainsAny(source[:at], "\r\x00") {
				return false
			}
			text := html.UnescapeString(source[:at])
			to.AppendChild(&html.Node{Type: html.TextNode, Data: text})
			source = source[at:]
			continue
		}
		end := strings.IndexByte(source, '>')
		if end < 0 {
			return false
		}
		tag := source[1:end]
		source = source[end+1:]
		name, closes := strings.CutPrefix(tag, "/")
		kind := simpleElement(name)
		switch {
		case kind == 0, closes && (to == top || to.DataAtom != kind):
			return false
		case closes:
			to = to.Parent
		default:
			n := &html.Node{Type: html.ElementNode, Data: name, DataAtom: kind}
			to.AppendChild(n)
			if kind != atom.Br {
				to = n
			}
		}
	}
	return to == top
}

// simpleElement returns the element of a tag that does not change how others are read; 0 if it may.
func simpleElement(name string) atom.Atom {
	switch name {
	case "b":
		return atom.B
	case "i":
		return atom.I
	case "u":
		return atom.U
	case "em":
		return atom.Em
	case "strong":
		return atom.Strong
	case "sub":
		return atom.Sub
	case "sup":
		return atom.Sup
	case "div":
		return atom.Div
	case "br":
		return atom.Br
	}
	return 0
}
