package exam

import (
	_ "embed"
	"fmt"
	"html"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"cards/cmd/internal/out"
	"cards/deck/gift"
	"cards/deck/markup"
	"cards/deck/markup/web"
	"cards/srs"
	"cards/storage"

	"github.com/yuin/goldmark/ast"
)

//go:embed paper.css
var paperStyle string

// PaperHTML writes the questions as a page to print, one file that needs no other and holds no
// script: with lines to write on, and the key, if it is wanted, on a page of its own. Images
// returns the address of a picture that a deck file refers to.
func (s *sheet) PaperHTML(
	w io.Writer, title string, key bool, images func(file, ref string) string,
) error {
	p := paper{images: images}
	p.put(`<!doctype html><html><head><meta charset="utf-8"><title>%s</title>`, title)
	p.WriteString(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">`)
	p.WriteString("<style>" + paperStyle + "</style></head><body>\n")
	p.put("<h1>%s</h1>\n", title)
	p.put("<p class=\"head\">%s · paper %s · %s</p>\n",
		out.Plural(len(s.questions), "question"), s.config.Seed, s.begun.Format("2 January 2006"))
	p.WriteString("<p class=\"head\">name <span class=\"blank\"></span> points <span class=\"short\"></span></p>\n<ol>\n")
	for _, q := range s.questions {
		p.question(q)
	}
	p.WriteString("</ol>\n")
	if key {
		p.keys(s.questions)
	}
	p.WriteString("</body></html>\n")
	_, err := io.WriteString(w, p.String())
	return err
}

type paper struct {
	strings.Builder
	images func(file, ref string) string
}

func (p *paper) put(format string, texts ...string) {
	escaped := make([]any, len(texts))
	for i, text := range texts {
		escaped[i] = html.EscapeString(text)
	}
	fmt.Fprintf(p, format, escaped...)
}

func (p *paper) of(q *Question) web.Show {
	return web.Show{Images: func(ref string) string { return p.images(q.Card.Path, ref) }}
}

// question writes a question with its options, or with lines for as much as is to be written.
func (p *paper) question(q *Question) {
	p.WriteString("<li>" + web.HTML(q.Document(), p.of(q)))
	if q.Form == srs.Choice {
		if q.HasSeveral() {
			p.WriteString("<p><small>more than one is right</small></p>")
		}
		p.WriteString("<ol class=\"options\">")
		for _, o := range q.Options {
			p.put("<li>%s</li>", o.Text)
		}
		p.WriteString("</ol></li>\n")
		return
	}
	const perLine, most = 60, 8
	lines := int(math.Ceil(float64(utf8.RuneCountInString(q.Answer())) * 2 / perLine)) // handwriting is wider
	for range min(max(lines, 1), most) {
		p.WriteString("<div class=\"line\"></div>")
	}
	p.WriteString("</li>\n")
}

// keys writes what is right of all questions.
func (p *paper) keys(questions []*Question) {
	p.WriteString("<section class=\"key\"><h2>Key</h2>\n<ol>\n")
	for _, q := range questions {
		p.key(q)
	}
	p.WriteString("</ol></section>")
}

// key writes what is right, and where it stands.
func (p *paper) key(q *Question) {
	p.WriteString("<li>")
	if q.Form == srs.Choice {
		for i, o := range q.Options {
			if o.Right {
				p.put("<b>%s</b> %s ", string(rune('a'+i%26)), o.Text)
			}
		}
	} else {
		p.WriteString(web.HTML(out.Document(q.Card.Answer(), q.Card.Definitions), p.of(q)))
	}
	p.put(" <small>%s, line %s</small></li>\n", q.Card.Path, fmt.Sprint(q.Card.Line))
}

// unmarked takes out of a text what stands in it for programs.
var unmarked = strings.NewReplacer(string(markup.GapOpen), "", string(markup.GapClose), "",
	string(markup.Flow), "")

// pairsOf returns the items of a list, each with what stands before its colon or else its number;
// nil for what is no list, for one whose items have neither, and for one that is too short.
func pairsOf(c *storage.Card) []gift.Pair {
	doc := out.Document(c.Answer(), c.Definitions)
	list, ok := doc.Root.FirstChild().(*ast.List)
	if !ok || list.NextSibling() != nil || list.ChildCount() < gift.LeastPairs {
		return nil
	}
	var pairs []gift.Pair
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		text := out.Line(doc.Text(item))
		left, right, labelled := strings.Cut(text, ": ")
		switch {
		case list.IsOrdered():
			left, right = fmt.Sprint(len(pairs)+1), text
		case !labelled:
			return nil
		}
		pairs = append(pairs, gift.Pair{Left: left, Right: right})
	}
	return pairs
}

// literal returns a text as Markdown that shows it: a platform formats options as it does
// questions.
func literal(text string) string {
	const opensHTML = "<&"
	if !strings.ContainsAny(text, opensHTML) && out.Plain(text, "") == out.Line(text) {
		return text
	}
	return marks.Replace(text)
}

// marks escapes the signs that mean something within a line of Markdown, and at its beginning.
var marks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`,
	"<", `\<`, ">", `\>`, "&", `\&`, "$", `\$`, "~", `\~`, "#", `\#`, "+", `\+`, "-", `\-`, "|", `\|`,
	".", `\.`, ")", `\)`)

// PaperGIFT writes the questions in Moodle's format.
func (s *sheet) PaperGIFT(w io.Writer) error {
	b := fmt.Appendf(nil, "// cards test, paper %s of %s\n\n", s.config.Seed,
		s.begun.Format("2006-01-02"))
	for _, q := range s.questions {
		g := gift.Question{
			Name: q.Card.ID.String(),
			Text: out.Sanitize(unmarked.Replace(q.Card.Front)), Answer: q.Answer(),
		}
		if kind := textOf(q.Card); q.Options == nil && (kind == looked || kind == lines) {
			g.Pairs = pairsOf(q.Card)
			g.Free, g.Answer = true, out.Sanitize(unmarked.Replace(q.Card.Answer()))
		}
		for _, o := range q.Options {
			g.Options = append(g.Options, gift.Option{Text: literal(o.Text), Right: o.Right})
		}
		b = gift.Append(b, g)
	}
	_, err := w.Write(b)
	return err
}
