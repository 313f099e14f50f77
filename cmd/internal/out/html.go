package out

import (
	"fmt"
	"html"
	"io"
	"strings"
)

// HTML writes the page as one file that needs nothing else: no script, no address; every chart is
// SVG with a title, a description and its numbers as a table. It is light or dark as the reader's
// system is.
func (p *Page) HTML(w io.Writer) error {
	h := &htmlWriter{}
	h.put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	h.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	h.put("<meta name=\"color-scheme\" content=\"light dark\">\n<title>%s</title>\n", p.Title)
	h.raw("<style>\n" + Style + "</style>\n</head>\n<body>\n<main>\n")
	h.put("<h1>%s</h1>\n", p.Title)
	if p.Note != "" {
		h.put("<p class=\"note\">%s</p>\n", p.Note)
	}
	for i := range p.Parts {
		if !p.Parts[i].isEmpty() {
			h.part(&p.Parts[i])
		}
	}
	h.raw("</main>\n</body>\n</html>\n")
	_, err := io.WriteString(w, h.String())
	return err
}

// gap is what stands between the figures of a fact, which HTML would draw as one space.
const gap = "   "

// htmlWriter gathers a file. Whatever comes from outside goes through put.
type htmlWriter struct {
	strings.Builder
	charts int // drawn so far
}

// put writes a text of the program with texts from anywhere in it, which are made harmless.
func (h *htmlWriter) put(format string, args ...any) {
	for i, arg := range args {
		if text, ok := arg.(string); ok {
			args[i] = html.EscapeString(Line(text))
		}
	}
	fmt.Fprintf(h, format, args...)
}

// raw writes a text of the program as it is.
func (h *htmlWriter) raw(text string) { h.WriteString(text) }

func (h *htmlWriter) part(p *Part) {
	h.raw("<section>\n")
	if p.Title != "" {
		h.put("<h2>%s</h2>\n", p.Title)
	}
	if len(p.Facts) > 0 {
		h.raw("<dl>\n")
		for _, f := range p.Facts {
			h.put("<dt>%s</dt><dd>%s</dd>\n", f.Name, strings.ReplaceAll(f.Text, gap, " · "))
		}
		h.raw("</dl>\n")
	}
	for _, says := range p.Says {
		h.put("<p>%s</p>\n", says)
	}
	if p.Number != nil && len(p.Number.Rows) > 0 {
		if p.Chart != nil {
			h.chart(p.Chart, p.Number)
		} else {
			h.table(p.Number, p.Title)
		}
	}
	h.raw("</section>\n")
}

// chart draws numbers, with the numbers below to be unfolded.
func (h *htmlWriter) chart(c *Chart, n *Numbers) {
	h.charts++
	h.raw("<figure>\n")
	h.svg(c, n)
	h.put("<figcaption>%s</figcaption>\n", c.Title)
	h.raw("<details><summary>Numbers</summary>\n")
	h.table(n, c.Title)
	h.raw("</details>\n</figure>\n")
}

func (h *htmlWriter) table(n *Numbers, caption string) {
	h.put("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">\n<table>\n", caption)
	h.put("<caption>%s</caption>\n<thead><tr>", caption)
	for i, c := range n.Columns {
		h.put("<th scope=\"col\"%s>", class(n.isNumeric(i)))
		h.put("%s</th>", c.Title)
	}
	h.raw("</tr></thead>\n<tbody>\n")
	for _, row := range n.Rows {
		h.raw("<tr>")
		for i, cell := range row {
			if i == 0 {
				h.put("<th scope=\"row\">%s</th>", cell.Text)
				continue
			}
			h.put("<td%s>", class(cell.IsNumber || cell.isNone))
			h.put("%s</td>", cell.Text)
		}
		h.raw("</tr>\n")
	}
	h.raw("</tbody>\n</table>\n</div>\n")
}

// ready is a text of the program that is HTML already.
type ready string

// class marks what is written like numbers.
func class(number bool) ready {
	if number {
		return ` class="n"`
	}
	return ""
}

// Style is how a page of HTML looks.
const Style = `:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #57606a; --paper: #ffffff; --line: #d0d7de;
  --main: #0a6b8a; --band: #0a6b8a33; --other: #9a4a00; --shade0: #e6eaee; --shade1: #a6d3e0; --shade2: #5aa9c0;
  --shade3: #21809c; --shade4: #0a4f66; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --quiet: #9da7b1; --paper: #0d1117; --line: #30363d; --main: #56c2e0; --band: #56c2e033;
    --other: #f0a35e; --shade0: #1b222b; --shade1: #124255; --shade2: #1a6d8a; --shade3: #359ec0; --shade4: #8adcf2; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 54rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
.note, figcaption, caption { color: var(--quiet); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1.25rem; margin: 0 0 1rem; }
dt { font-weight: 600; }
dd { margin: 0; }
figure { margin: 1rem 0; }
figcaption { font-size: .9rem; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--quiet); font: 12px system-ui, sans-serif; }
.grid { stroke: var(--line); fill: none; }
.bar { fill: var(--main); }
.curve { stroke: var(--main); stroke-width: 2; fill: none; }
.second { stroke: var(--other); stroke-dasharray: 6 3; }
.band { fill: var(--band); stroke: none; }
.ideal { stroke: var(--quiet); stroke-dasharray: 4 4; }
.s0 { fill: var(--shade0); } .s1 { fill: var(--shade1); } .s2 { fill: var(--shade2); } .s3 { fill: var(--shade3); }
.s4 { fill: var(--shade4); }
details { margin-top: .25rem; }
summary { cursor: pointer; color: var(--main); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .5rem 0; }
caption { text-align: left; font-size: .9rem; }
th, td { padding: .15rem .9rem .15rem 0; text-align: left; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { font-weight: 600; }
.n { text-align: right; }
@media print {
  :root { --ink: #000000; --quiet: #444444; --paper: #ffffff; --line: #bbbbbb; --main: #0a4f66; --other: #7a3a00;
    --band: #0a6b8a33; --shade0: #eeeeee; --shade1: #a6d3e0; --shade2: #5aa9c0; --shade3: #21809c; --shade4: #0a4f66; }
  main { max-width: none; padding: 0; }
  section, figure { break-inside: avoid; }
  details::details-content { content-visibility: visible; height: auto; }
}
`
