package ankinote

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// style is how a run of text is set.
type style uint8

const (
	struck style = 1 << iota
	bold
	italic
	code
	lower
	higher
)

// run is text of one style within a line.
type run struct {
	text  string
	style style
	link  string
	done  bool // it is Markdown already
}

// flow writes HTML whose formulas were taken out.
func (w Writer) flow(source string) string {
	if !strings.Contains(source, "<") { // a parser of HTML would take 4 KB for each text
		p := page{writer: w}
		p.text(html.UnescapeString(source), 0, "")
		return p.end()
	}
	nodes, err := parse(source)
	if err != nil {
		return source
	}
	p := page{writer: w}
	for _, n := range nodes {
		p.node(n, 0, "", 0)
	}
	return p.end()
}

// deepestNode is how deep elements nest; what is deeper is left out.
const deepestNode = 400

// page is lines that are written.
type page struct {
	writer Writer
	lines  []string
	runs   []run
	gap    bool // a blank line is due before what comes
}

// end returns the lines.
func (p *page) end() string {
	p.endLine()
	return strings.Trim(strings.Join(p.lines, "\n"), "\n ")
}

func (p *page) text(s string, st style, link string) {
	if s = collapse(s); s != "" {
		p.runs = append(p.runs, run{text: s, style: st, link: link})
	}
}

// collapse makes one space of each piece of white space.
func collapse(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] > ' ' && s[i] < 0x80 || s[i] == ' ' && (i == 0 || s[i-1] != ' ')
	}
	if plain {
		return s
	}
	var b strings.Builder
	space := false
	for _, r := range s {
		if r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' || r == '\u00a0' {
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// endLine ends the line, if there is one.
func (p *page) endLine() {
	line := p.writer.line(p.runs)
	p.runs = p.runs[:0]
	if line != "" {
		p.add(line)
	}
}

// add adds a line, behind a blank one if that is due.
func (p *page) add(lines ...string) {
	if p.gap && len(p.lines) > 0 && p.lines[len(p.lines)-1] != "" {
		p.lines = append(p.lines, "")
	}
	p.gap = false
	p.lines = append(p.lines, lines...)
}

// breakLine ends the line, also an empty one.
func (p *page) breakLine() {
	before := len(p.lines)
	p.endLine()
	if len(p.lines) == before {
		p.gap = true
	}
}

// apart puts a blank line between what was and what comes.
func (p *page) apart() {
	p.endLine()
	p.gap = true
}

func (p *page) node(n *html.Node, st style, link string, depth int) {
	switch {
	case n.Type == html.TextNode:
		p.text(n.Data, st, link)
	case n.Type == html.ElementNode && depth < deepestNode:
		p.element(n, st, link, depth+1)
	}
}

func (p *page) children(n *html.Node, st style, link string, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.node(c, st, link, depth)
	}
}

func (p *page) element(n *html.Node, st style, link string, depth int) {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Title, atom.Head, atom.Template, atom.Noscript, atom.Svg:
	case atom.Br:
		p.breakLine()
	case atom.Hr:
		p.apart()
		p.add("* * *")
		p.gap = true
	case atom.Img:
		p.picture(n, st, link)
	case atom.Audio, atom.Video, atom.Source, atom.Object, atom.Embed, atom.Iframe:
		p.medium(n, st, link, depth)
	case atom.Pre:
		p.pre(n, depth)
	case atom.Ul, atom.Ol:
		p.list(n, depth)
	case atom.Table:
		p.table(n, depth)
	case atom.Blockquote:
		p.quote(n, depth)
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Figure, atom.Dl:
		p.paragraph(n, st, link, depth)
	case atom.Rp:
	case atom.Rt:
		p.text("(", st, link)
		p.children(n, st, link, depth)
		p.text(")", st, link)
	case atom.A:
		if to := attribute(n, "href"); to != "" {
			link = p.writer.href(to)
		}
		p.children(n, st, link, depth)
	default:
		p.plain(n, st|styleOf(n), link, depth)
	}
}

// plain writes an element that only divides lines, or sets a style.
func (p *page) plain(n *html.Node, st style, link string, depth int) {
	if !isBlock(n.DataAtom) {
		p.children(n, st, link, depth)
		return
	}
	p.endLine()
	p.children(n, st, link, depth)
	p.endLine()
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Div, atom.Center, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Main,
		atom.Nav, atom.Aside, atom.Address, atom.Details, atom.Summary, atom.Form, atom.Fieldset,
		atom.Legend, atom.Li, atom.Dt, atom.Dd, atom.Figcaption, atom.Tr, atom.Tbody, atom.Thead,
		atom.Caption:
		return true
	}
	return false
}

func (p *page) paragraph(n *html.Node, st style, link string, depth int) {
	p.apart()
	if n.Data[0] == 'h' {
		st |= bold
	}
	p.children(n, st, link, depth)
	p.apart()
}

// styleOf returns the style that an element sets.
func styleOf(n *html.Node) style {
	switch n.DataAtom {
	case atom.B, atom.Strong:
		return bold
	case atom.I, atom.Em, atom.Cite, atom.Var, atom.Dfn:
		return italic
	case atom.S, atom.Strike, atom.Del:
		return struck
	case atom.Code, atom.Kbd, atom.Tt, atom.Samp:
		return code
	case atom.Sub:
		return lower
	case atom.Sup:
		return higher
	}
	css := strings.ReplaceAll(strings.ToLower(attribute(n, "style")), " ", "")
	var st style
	for word, is := range map[string]style{
		"font-weight:bold": bold, "font-weight:700": bold, "font-weight:600": bold, "font-style:italic": italic,
		"text-decoration:line-through": struck, "vertical-align:sub": lower, "vertical-align:super": higher,
	} {
		if strings.Contains(css, word) {
			st |= is
		}
	}
	return st
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// href returns what a link leads to; "" for nowhere.
func (w Writer) href(to string) string {
	if strings.HasPrefix(strings.ToLower(to), "javascript:") || strings.HasPrefix(to, "#") {
		return ""
	}
	return w.link(strings.Join(strings.Fields(to), "%20"))
}

func (p *page) picture(n *html.Node, st style, link string) {
	source := attribute(n, "src")
	if source == "" {
		return
	}
	alt := strings.NewReplacer(
		"[", "(", "]", ")", "\n", " ", pieceOpen, "", pieceClose, "",
	).Replace(attribute(n, "alt"))
	to := source
	if !IsRemote(source) {
		to = FileName(source)
	}
	p.runs = append(p.runs,
		run{text: "![" + alt + "](" + p.writer.link(to) + ")", style: st, link: link, done: true})
}

// medium writes an element that plays something as a link to it.
func (p *page) medium(n *html.Node, st style, link string, depth int) {
	source := attribute(n, "src")
	if source == "" {
		source = attribute(n, "data")
	}
	if source == "" {
		p.children(n, st, link, depth)
		return
	}
	name := FileName(source)
	if IsRemote(source) {
		name = source
	}
	p.runs = append(p.runs,
		run{text: "[" + name + "](" + p.writer.link(name) + ")", style: st, done: true})
}
