package markup

import "strings"

// tag takes a tag of HTML as CommonMark knows it: <name attribute="value">, <name/> or </name>. A
// tag <img> that has a source is an image, with its alternative text as text.
func (in *inline) tag(pos int) int {
	p := pos + 1
	closing := in.at(p) == '/'
	if closing {
		p++
	}
	name := p
	for isLetter(in.at(p)) || p > name && (isDigit(in.at(p)) || in.at(p) == '-') {
		p++
	}
	if p == name {
		return pos + 1
	}
	span := Span{Kind: Tag}
	if !closing && strings.EqualFold(in.src[name:p], "img") {
		span.Text = Range{p, p} // where there is no alternative text
	}
	for {
		after := in.skipSpace(p)
		if after == p || closing {
			p = after
			break
		}
		attribute, end, ok := in.attribute(after)
		if !ok {
			p = after
			break
		}
		span.take(in.src, attribute)
		p = end
	}
	if in.at(p) == '/' {
		p = in.skipSpace(p + 1)
	}
	if in.at(p) != '>' {
		return pos + 1
	}
	span.Range = Range{pos, p + 1}
	if span.Dest == (Range{}) {
		span.Text = Range{pos + 1, p}
	} else {
		span.Kind = Image
	}
	in.spans = append(in.spans, span)
	return span.End
}

// attribute is a name and its value, which is empty where there is none.
type attribute struct{ name, value Range }

// take keeps an attribute of an image that says what it shows.
func (s *Span) take(src string, a attribute) {
	switch name := a.name.In(src); {
	case s.Text == (Range{}):
	case strings.EqualFold(name, "src") && a.value.Start < a.value.End:
		s.Dest = a.value
	case strings.EqualFold(name, "alt") && a.value.Start < a.value.End:
		s.Text = a.value
	}
}

func (in *inline) attribute(pos int) (a attribute, end int, ok bool) {
	p := pos
	for isLetter(in.at(p)) || in.at(p) == '_' || in.at(p) == ':' ||
		p > pos && (isDigit(in.at(p)) || in.at(p) == '.' || in.at(p) == '-') {
		p++
	}
	if p == pos {
		return a, 0, false
	}
	a.name = Range{pos, p}
	after := in.skipSpace(p)
	if in.at(after) != '=' {
		return a, p, true
	}
	p = in.skipSpace(after + 1)
	if quote := in.at(p); quote == '"' || quote == '\'' {
		size := strings.IndexByte(in.src[p+1:in.end], quote)
		if size < 0 {
			return a, 0, false
		}
		a.value = Range{p + 1, p + 1 + size}
		return a, a.value.End + 1, true
	}
	start := p
	for in.at(p) > ' ' && strings.IndexByte("\"'=<>`", in.src[p]) < 0 {
		p++
	}
	a.value = Range{start, p}
	return a, p, p > start
}

// tagName returns the name of a tag in small letters, from what stands between its angle brackets,
// and whether the tag closes an element.
func tagName(text string) (name string, closing bool) {
	name, closing = strings.CutPrefix(text, "/")
	size := 0
	for size < len(name) && (isLetter(name[size]) || isDigit(name[size]) || name[size] == '-') {
		size++
	}
	return strings.ToLower(name[:size]), closing
}
