package markup

import (
	"slices"
	"strings"
)

// Kind says what a [Span] is.
type Kind uint8

// The kinds of span. Nothing inside one is anything else, but for the text of links and images.
const (
	Code       Kind = iota // inline code, or a fence with its fence lines
	Math                   // $…$, $$…$$, \(…\) and, outside clozes, \[…\]
	Link                   // [text](url), [text][label], [label] or <url>
	Image                  // ![alt](path), ![alt][label], ![[path]] or <img src="path" alt="alt">
	Footnote               // [^label]
	Comment                // <!-- … -->
	Escape                 // a backslash and the punctuation mark that it makes text
	Tag                    // <name …> or </name>
	Definition             // [label]: url, on a line of its own
	Bracket                // [[page]], [@citation], the box of a task, the [!kind] of a callout
)

// Range is a part of a source text: the bytes from Start up to, not including, End.
type Range struct{ Start, End int }

// In returns the part of src that the range stands for.
func (r Range) In(src string) string { return src[r.Start:r.End] }

// Span is a stretch of Markdown whose characters are not plain text.
type Span struct {
	Range
	Kind Kind
	Text Range // what stands between its marks: the code, the formula, the text of a link, the escaped character
	Dest Range // of a link, image or definition: its URL or path as written, without angle brackets
}

func (s Span) isLink() bool { return s.Kind == Link || s.Kind == Image }

// Spans returns all that is not plain text in src, in order and without overlaps; of spans within
// each other the outermost. Time and memory are linear in the length of src, whatever it holds.
//
// Blocks are seen as far as they bound inline markup: fences (indented by any amount, also in
// quotes and lists), $$ blocks and comments at the start of a line; and blank lines, list items,
// headings, quotes and table rows, which no other span crosses. An opening that nothing closes is
// text.
func Spans(src string) []Span { return scan(inline{src: src}) }

// ClozeSpans is [Spans] for the text of a cloze: there \[ and \] are escaped brackets, not math.
func ClozeSpans(src string) []Span { return scan(inline{src: src, cloze: true}) }

// Targets returns the links and images of src, also those within each other, in order.
func Targets(src string) []Span {
	spans := scan(inline{src: src, inner: true})
	targets := slices.DeleteFunc(spans, func(s Span) bool { return !s.isLink() })
	slices.SortFunc(targets, func(a, b Span) int { return a.Start - b.Start })
	return targets
}

func scan(in inline) []Span {
	in.goals = goals(in.src)
	s := scanner{inline: in}
	s.blocks()
	return s.spans
}

// Comments returns the comments of src, in order, also those within the text of links, and the
// places where something opens that is none: it does not end on its line, or not before another
// comment opens.
func Comments(src string) (comments []Range, unclosed []int) {
	s := scanner{inline: inline{src: src, inner: true}}
	s.blocks()
	for _, span := range s.spans {
		if span.Kind == Comment {
			comments = append(comments, span.Range)
		}
	}
	slices.SortFunc(comments, func(a, b Range) int { return a.Start - b.Start })
	return comments, s.unclosed
}

// WithoutComments returns src without the comments in it.
func WithoutComments(src string) string {
	var b strings.Builder
	pos := 0
	comments, _ := Comments(src)
	for _, c := range comments {
		b.WriteString(src[pos:c.Start])
		pos = c.End
	}
	return b.String() + src[pos:]
}
