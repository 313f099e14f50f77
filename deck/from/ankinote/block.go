package ankinote

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// inner returns what an element holds as lines of its own.
func (p *page) inner(n *html.Node, depth int) []string {
	in := page{writer: p.writer}
	in.children(n, 0, "", depth)
	text := in.end()
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// pre writes text that keeps its lines as code.
func (p *page) pre(n *html.Node, depth int) {
	var b strings.Builder
	plainText(&b, n, depth)
	text := strings.Trim(b.String(), "\n")
	if strings.TrimSpace(text) == "" {
		return
	}
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	p.apart()
	p.add(fence)
	p.lines = append(p.lines, strings.Split(text, "\n")...)
	p.lines = append(p.lines, fence)
	p.gap = true
}

// plainText writes the text of a node, with its breaks.
func plainText(b *strings.Builder, n *html.Node, depth int) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(strings.ReplaceAll(n.Data, "\u00a0", " "))
	case n.DataAtom == atom.Br:
		b.WriteByte('\n')
	}
	if n.DataAtom == atom.Div && b.Len() > 0 {
		b.WriteByte('\n')
	}
	for c := n.FirstChild; c != nil && depth < deepestNode; c = c.NextSibling {
		plainText(b, c, depth+1)
	}
}

func (p *page) list(n *html.Node, depth int) {
	p.endLine()
	number := 1
	if start, err := strconv.Atoi(attribute(n, "start")); err == nil && start >= 0 {
		number = start
	}
	isWithin := depth > 1 && n.Parent != nil && n.Parent.DataAtom == atom.Li
	p.gap = !isWithin && len(p.lines) > 0 && !isItem(p.lines[len(p.lines)-1])
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" {
			continue
		}
		var lines []string
		if c.DataAtom == atom.Li {
			lines = p.inner(c, depth)
		} else { // a list in a list, not in its item
			in := page{writer: p.writer}
			in.node(c, 0, "", depth)
			lines = strings.Split(in.end(), "\n")
			for i, line := range lines {
				lines[i] = "  " + line
			}
			p.add(lines...)
			continue
		}
		mark := "- "
		if n.DataAtom == atom.Ol {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		p.add(indented(lines, mark, strings.Repeat(" ", len(mark)))...)
	}
	p.gap = true
}

func isItem(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, " "), "- ") }

// indented returns lines with a mark before the first and others before the rest.
func indented(lines []string, first, rest string) []string {
	if len(lines) == 0 {
		return []string{strings.TrimRight(first, " ")}
	}
	out := make([]string, len(lines))
	for i, line := range lines {
		switch {
		case i == 0:
			out[i] = first + line
		case line == "":
			out[i] = strings.TrimRight(rest, " ")
		default:
			out[i] = rest + line
		}
	}
	return out
}

func (p *page) quote(n *html.Node, depth int) {
	p.apart()
	if lines := p.inner(n, depth); len(lines) > 0 {
		p.add(indented(lines, "> ", "> ")...)
	}
	p.gap = true
}

// table writes a table as one of Markdown. What stands in lines in a cell is joined.
func (p *page) table(n *html.Node, depth int) {
	var rows [][]string
	columns := 0
	for _, tr := range rowsOf(n, nil, depth) {
		var cells []string
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				text := strings.Join(p.inner(c, depth), " ")
				cells = append(cells, strings.ReplaceAll(text, "|", `\|`))
			}
		}
		columns = max(columns, len(cells))
		rows = append(rows, cells)
	}
	if columns == 0 {
		return
	}
	p.apart()
	if columns == 1 {
		for _, cells := range rows {
			p.add(strings.Join(cells, ""))
		}
		p.gap = true
		return
	}
	for i, cells := range rows {
		for len(cells) < columns {
			cells = append(cells, "")
		}
		p.add("| " + strings.Join(cells, " | ") + " |")
		if i == 0 {
			p.add("|" + strings.Repeat("---|", columns))
		}
	}
	p.gap = true
}

// rowsOf returns the rows of a table, not those of tables within it.
func rowsOf(n *html.Node, rows []*html.Node, depth int) []*html.Node {
	for c := n.FirstChild; c != nil && depth < deepestNode; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			rows = append(rows, c)
		case atom.Tbody, atom.Thead, atom.Tfoot:
			rows = rowsOf(c, rows, depth+1)
		}
	}
	return rows
}
