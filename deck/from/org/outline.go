package org

import (
	"slices"
	"strings"

	"cards/deck/from/pattern"
)

// heading is a heading with what stands directly below it.
type heading struct {
	line       int // from 1
	level      int
	title      string
	tags       []string
	properties map[string]string
	drawers    map[string][]string
	planning   string
	body       []string
}

// system is what a heading is a card for.
type system uint8

const (
	noCards system = iota
	drillCards
	fcCards
	srsCards
	ankiCards
)

// cards returns what a heading is a card for.
func (h *heading) cards() system {
	switch {
	case slices.Contains(h.tags, "drill"):
		return drillCards
	case slices.Contains(h.tags, "fc") || h.property("FC_TYPE") != "":
		return fcCards
	case h.drawer("SRSITEMS") != nil:
		return srsCards
	case h.property("ANKI_NOTE_TYPE") != "" || h.property("ANKI_NOTE_ID") != "":
		return ankiCards
	}
	return noCards
}

func (h *heading) property(name string) string { return h.properties[name] }

// drawer returns the lines of a drawer, nil if there is none.
func (h *heading) drawer(name string) []string { return h.drawers[name] }

// text returns the body without what all of its lines are indented by.
func (h *heading) text() string {
	indent, lines := "", make([]string, len(h.body))
	for i, first := 0, true; i < len(h.body); i++ {
		line := h.body[i]
		if strings.TrimSpace(line) == "" {
			continue
		}
		own := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if first || strings.HasPrefix(indent, own) {
			indent, first = own, false
		}
	}
	for i, line := range h.body {
		lines[i] = strings.TrimPrefix(line, indent)
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// outline is a file as a list of its headings.
type outline struct {
	lines    int
	keywords map[string]string
	keyLines []int
	headings []heading
}

func (o *outline) keyword(name string) string { return o.keywords[name] }

var (
	headLine   = pattern.New(`^(\*+)\s+(.*?)\s*$`)
	headTags   = pattern.New(`\s+:([\p{L}\p{N}_@#%:]+):$`)
	todo       = pattern.New(`^(TODO|DONE|NEXT|WAITING|STARTED|CANCELLED)\s+`)
	priority   = pattern.New(`^\[#[A-Z0-9]+\]\s*`)
	statistics = pattern.New(`\s*\[\d*(?:%|/\d*)\]$`)
	keyLine    = pattern.New(`^#\+([A-Za-z_]+):\s*(.*?)\s*$`)
	drawerLine = pattern.New(`^\s*:([A-Za-z_-]+):\s*$`)
	property   = pattern.New(`^\s*:([A-Za-z0-9_+-]+):\s*(.*?)\s*$`)
	planning   = pattern.New(`^\s*(?:SCHEDULED|DEADLINE|CLOSED):`)
	blockBegin = pattern.New(`(?i)^\s*#\+begin_(\w+)`)
	blockEnd   = pattern.New(`(?i)^\s*#\+end_(\w+)`)
)

func parse(text string) outline {
	p := parser{outline: outline{keywords: map[string]string{}}}
	for line := range strings.Lines(text) {
		p.lines++
		p.line(strings.TrimRight(line, "\r\n"))
	}
	return p.outline
}

// parser reads an outline line by line.
type parser struct {
	outline
	drawer  string // that is open
	inBlock bool   // in which a line that looks like a heading is none only if it is escaped
}

func (p *parser) line(line string) {
	if m := headLine().FindStringSubmatch(line); m != nil {
		p.drawer, p.inBlock = "", false
		p.headings = append(p.headings, newHeading(p.lines, m))
		return
	}
	if len(p.headings) == 0 {
		if m := keyLine().FindStringSubmatch(line); m != nil {
			p.keywords[strings.ToLower(m[1])] = m[2]
			p.keyLines = append(p.keyLines, p.lines)
		}
		return
	}
	h := &p.headings[len(p.headings)-1]
	switch m := drawerLine().FindStringSubmatch(line); {
	case p.drawer != "":
		p.inDrawer(h, line)
	case m != nil && !p.inBlock:
		p.drawer = strings.ToUpper(m[1])
		if h.drawers == nil {
			h.drawers = map[string][]string{}
		}
		h.drawers[p.drawer] = []string{}
	case planning().MatchString(line) && len(h.body) == 0:
		h.planning += line
	default:
		if blockBegin().MatchString(line) || blockEnd().MatchString(line) {
			p.inBlock = blockBegin().MatchString(line)
		}
		h.body = append(h.body, line)
	}
}

func (p *parser) inDrawer(h *heading, line string) {
	if strings.EqualFold(strings.TrimSpace(line), ":END:") {
		p.drawer = ""
		return
	}
	h.drawers[p.drawer] = append(h.drawers[p.drawer], line)
	if m := property().FindStringSubmatch(line); m != nil && p.drawer == "PROPERTIES" {
		if h.properties == nil {
			h.properties = map[string]string{}
		}
		h.properties[strings.ToUpper(m[1])] = m[2]
	}
}

func newHeading(number int, m []string) heading {
	h := heading{line: number, level: len(m[1]), title: m[2]}
	if t := headTags().FindStringSubmatch(" " + h.title); t != nil {
		h.tags = splitTags(t[1])
		h.title = strings.TrimSpace(strings.TrimSuffix(" "+h.title, t[0]))
	}
	h.title = todo().ReplaceAllString(h.title, "")
	h.title = priority().ReplaceAllString(h.title, "")
	h.title = strings.TrimSpace(statistics().ReplaceAllString(h.title, ""))
	return h
}

func splitTags(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ':' || r == ' ' })
}

// parent returns the heading above one, -1 if there is none.
func (o *outline) parent(i int) int {
	for at := i - 1; at >= 0; at-- {
		if o.headings[at].level < o.headings[i].level {
			return at
		}
	}
	return -1
}

// above returns the titles of the headings above one, the outermost first.
func (o *outline) above(i int) []string {
	var titles []string
	for at := o.parent(i); at >= 0; at = o.parent(at) {
		titles = append([]string{Markdown(o.headings[at].title)}, titles...)
	}
	return titles
}

// below returns the headings directly below one, up to the first that is a card itself.
func (o *outline) below(i int) []*heading {
	var list []*heading
	level := 0
	for at := i + 1; at < len(o.headings) && o.headings[at].level > o.headings[i].level; at++ {
		h := &o.headings[at]
		if h.cards() != noCards {
			break
		}
		if level == 0 || h.level <= level {
			level = h.level
			list = append(list, h)
		}
	}
	return list
}

// lastLine returns the last line of a heading with all below it, up to the first heading there that
// is a card itself.
func (o *outline) lastLine(i int) int {
	for at := i + 1; at < len(o.headings); at++ {
		if o.headings[at].level <= o.headings[i].level || o.headings[at].cards() != noCards {
			return o.headings[at].line - 1
		}
	}
	return o.lines
}

// all returns the text of a heading with what is below it.
func (o *outline) all(h *heading) string {
	var text strings.Builder
	text.WriteString(h.text())
	for i := range o.headings {
		if &o.headings[i] != h {
			continue
		}
		for _, sub := range o.below(i) {
			text.WriteString("\n\n" + sub.title + "\n\n" + o.all(sub))
		}
	}
	return strings.Trim(text.String(), "\n")
}
