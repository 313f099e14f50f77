package ankinote

import (
	"fmt"
	"regexp"
	"strings"

	"cards/deck/from/pattern"
)

// Template makes one side of a card of the fields of a note.
type Template struct{ parts []part }

// part is text, a field, or a section that is shown depending on a field.
type part struct {
	text    string
	field   string
	filters []string // of a field, as they apply
	section []part
	absent  bool // the section is shown where the field is empty
}

// TemplateError says what is wrong with a template.
type TemplateError struct{ Tag, What string }

func (e *TemplateError) Error() string { return fmt.Sprintf("template: {{%s}}: %s", e.Tag, e.What) }

var comment = pattern.New(`(?s)<!--.*?-->`)

// mostNested is how deep sections nest.
const mostNested = 100

// ParseTemplate reads a template.
func ParseTemplate(text string) (*Template, error) {
	text = comment().ReplaceAllString(text, "")
	r := templateReader{rest: text, open: "{{", close: "}}"}
	if strings.HasPrefix(strings.TrimSpace(text), "{{=<% %>=}}") {
		_, r.rest, _ = strings.Cut(text, "{{=<% %>=}}")
		r.open, r.close = "<%", "%>"
	}
	parts, err := r.section("", 0)
	if err != nil {
		return nil, err
	}
	return &Template{parts}, nil
}

type templateReader struct{ rest, open, close string }

// section reads up to the end of a section, or of the text.
func (r *templateReader) section(name string, depth int) ([]part, error) {
	if depth > mostNested {
		return nil, &TemplateError{name, "sections nested too deeply"}
	}
	var parts []part
	for {
		before, rest, ok := strings.Cut(r.rest, r.open)
		tag, after, closed := strings.Cut(rest, r.close)
		if !ok || !closed {
			parts = append(parts, part{text: r.rest})
			r.rest = ""
			if name != "" {
				return nil, &TemplateError{"#" + name, "it is never closed"}
			}
			return parts, nil
		}
		if before != "" {
			parts = append(parts, part{text: before})
		}
		r.rest = after
		tag = strings.TrimSpace(strings.TrimPrefix(tag, "{"))
		switch {
		case tag == "":
		case tag[0] == '#' || tag[0] == '^':
			field := strings.TrimSpace(tag[1:])
			inner, err := r.section(field, depth+1)
			if err != nil {
				return nil, err
			}
			parts = append(parts, part{field: field, section: inner, absent: tag[0] == '^'})
		case tag[0] == '/':
			if end := strings.TrimSpace(tag[1:]); end != name {
				return nil, &TemplateError{tag, "it closes what was never opened"}
			}
			return parts, nil
		default:
			parts = append(parts, replacement(tag))
		}
	}
}

// replacement returns the part for a field with its filters, which stand before it from right to
// left.
func replacement(tag string) part {
	words := strings.Split(tag, ":")
	p := part{field: strings.TrimSpace(words[len(words)-1])}
	for i := len(words) - 2; i >= 0; i-- {
		if filter := strings.TrimSpace(words[i]); filter != "" {
			p.filters = append(p.filters, filter)
		}
	}
	return p
}

// Card is what templates are filled with.
type Card struct {
	Fields map[string]string // HTML
	// Special are what stands for the note rather than in it: its tags, its type, its deck. They
	// decide of sections, and are shown where nothing else would be.
	Special map[string]string
	Numbers []int // of the gaps that are asked, of which sections may depend
	// Gap writes a field with gaps where a template asks for them; nil: as it is.
	Gap func(field string) string
}

// Side is one side of a card, as HTML.
type Side struct {
	Text   string
	Typed  string   // the field that the answer is typed for, "" if none
	Hints  []string // what a person may look at first
	Fields int      // that are not empty and shown
}

// Fill fills the template. Gaps stay as they are written in the fields.
func (t *Template) Fill(c Card) Side {
	var s Side
	var b strings.Builder
	c.fill(&b, t.parts, &s)
	s.Text = b.String()
	return s
}

func (c Card) fill(b *strings.Builder, parts []part, s *Side) {
	for _, p := range parts {
		switch {
		case p.section != nil || p.absent:
			if c.has(p.field) != p.absent {
				c.fill(b, p.section, s)
			}
		case p.field == "":
			b.WriteString(p.text)
		default:
			c.field(b, p, s)
		}
	}
}

var gapName = pattern.New(`^c(\d+)$`)

// has says whether a field is shown where a section asks for it.
func (c Card) has(name string) bool {
	if value, ok := c.Fields[name]; ok {
		return !IsEmpty(value)
	}
	if m := gapName().FindStringSubmatch(name); m != nil {
		for _, n := range c.Numbers {
			if fmt.Sprint(n) == m[1] {
				return true
			}
		}
		return false
	}
	return strings.TrimSpace(c.Special[name]) != ""
}

func (c Card) field(b *strings.Builder, p part, s *Side) {
	value, ok := c.Fields[p.field]
	if !ok || IsEmpty(value) {
		return
	}
	s.Fields++
	for _, filter := range p.filters {
		name, _, _ := strings.Cut(filter, " ")
		switch name {
		case "type":
			if s.Typed == "" {
				s.Typed = p.field
			}
			return
		case "hint":
			s.Hints = append(s.Hints, value)
			return
		case "tts", "cloze-only":
			return
		case "cloze":
			if c.Gap != nil {
				value = c.Gap(value)
			}
		case "text":
			value = Plain(value)
		case "furigana":
			value = readings(value, "$1($2)")
		case "kanji":
			value = readings(value, "$1")
		case "kana":
			value = readings(value, "$2")
		}
	}
	b.WriteString(value)
}

var (
	reading = pattern.New(` ?([^ >]+?)\[(.+?)\]`)
	tag     = pattern.New(`(?s)<[^>]*>`)
	nothing = pattern.New(`(?i)^(?:\s|&nbsp;|</?(?:br|div)\s*/?>)*$`)
	answer  = pattern.New(`(?i)<hr\s[^>]*id\s*=\s*["']?answer["']?[^>]*>`)
	front   = pattern.New(`\{\{\s*FrontSide\s*\}\}`)
)

// readings writes the readings of words, base[reading], in another way.
func readings(text, as string) string {
	text = strings.ReplaceAll(text, "&nbsp;", " ")
	return replaceAll(reading(), text, func(m []string) string {
		if strings.HasPrefix(m[2], "sound:") {
			return m[0]
		}
		return strings.NewReplacer("$1", m[1], "$2", m[2]).Replace(as)
	})
}

func replaceAll(p *regexp.Regexp, text string, with func([]string) string) string {
	return p.ReplaceAllStringFunc(text, func(m string) string { return with(p.FindStringSubmatch(m)) })
}

// IsEmpty says whether a field counts as empty: nothing in it but white space and breaks.
func IsEmpty(value string) bool { return nothing().MatchString(value) }

// Plain returns HTML without its tags.
func Plain(value string) string { return tag().ReplaceAllString(value, "") }

// Names says whether a template names a field.
func Names(template, field string) bool {
	for rest := template; ; {
		_, after, ok := strings.Cut(rest, "{{")
		tag, behind, closed := strings.Cut(after, "}}")
		if !ok || !closed {
			return false
		}
		name := strings.TrimLeft(tag[strings.LastIndexByte(tag, ':')+1:], "#^/ ")
		if strings.TrimSpace(name) == field {
			return true
		}
		rest = behind
	}
}

// button is one in a template: without the script that it belongs to it does nothing.
var button = pattern.New(`(?is)<button\b[^{}]*?</button>`)

// WithoutButtons returns a template without what only a script could make work.
func WithoutButtons(template string) string {
	if !strings.Contains(strings.ToLower(template), "<button") {
		return template
	}
	return button().ReplaceAllString(template, "")
}

// AnswerOf returns the template of an answer without the question that it repeats: what stands
// behind the rule that divides them, and no FrontSide.
func AnswerOf(back string) string {
	if at := answer().FindStringIndex(back); at != nil {
		back = back[at[1]:]
	}
	return front().ReplaceAllString(back, "")
}
