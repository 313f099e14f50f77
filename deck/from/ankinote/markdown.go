package ankinote

import (
	"fmt"
	"html"
	"net/url"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"cards/deck/from/pattern"
)

// Writer writes HTML of Anki as Markdown.
type Writer struct {
	// Media returns the path by which a deck refers to a file of a name; nil: the name itself.
	Media func(name string) string
	// Cloze says that the text has gaps: square brackets are left to whoever writes it.
	Cloze bool
}

// Markdown returns a piece of HTML as Markdown. A break stays one, a line feed of the HTML is a
// space.
func (w Writer) Markdown(source string) string {
	p := &pieces{writer: w}
	if strings.ContainsAny(source, "\x00\x02\x03") {
		source = foul().ReplaceAllString(source, "")
	}
	if strings.ContainsAny(source, `\[<`) {
		source = p.takeOut(source)
	}
	return p.putBack(w.flow(source))
}

// piece marks in a text what is Markdown already.
const pieceOpen, pieceClose = "\x02", "\x03"

// pieces are parts of a text that are taken out while the rest is read as HTML.
type pieces struct {
	writer Writer
	list   []string
}

func (p *pieces) add(markdown string) string {
	p.list = append(p.list, markdown)
	return pieceOpen + strconv.Itoa(len(p.list)-1) + pieceClose
}

var (
	foul   = pattern.New("[\x00\x02\x03]")
	sounds = pattern.New(`\[sound:([^\]\n]+)\]`)
	inline = pattern.New(`(?s)\[\$\](.*?)\[/\$\]|\\\((.*?)\\\)|<anki-mathjax(?: block="false")?>(.*?)</anki-mathjax>`)
	block  = pattern.New(`(?s)\[\$\$\](.*?)\[/\$\$\]|\\\[(.*?)\\\]|<anki-mathjax block="true">(.*?)</anki-mathjax>`)
	latex  = pattern.New(`(?is)\[latex\](.*?)\[/latex\]`)
	held   = pattern.New("\x02(\\d+)\x03(\\d?)")
)

func (p *pieces) takeOut(text string) string {
	if strings.ContainsAny(text, `\$`) || strings.Contains(text, "<anki-mathjax") || latex().MatchString(text) {
		text = replaceAll(latex(), text, func(m []string) string { return p.add(document(m[1])) })
		text = replaceAll(block(), text, func(m []string) string { return p.add(formula(m[1:], "$$")) })
		text = replaceAll(inline(), text, func(m []string) string { return p.add(formula(m[1:], "$")) })
	}
	if !strings.Contains(text, "[sound:") {
		return text
	}
	return replaceAll(sounds(), text, func(m []string) string {
		name := html.UnescapeString(strings.TrimSpace(m[1]))
		return p.add("[" + name + "](" + p.writer.link(name) + ")")
	})
}

// putBack puts the pieces where they were. A formula before a digit needs other marks: a dollar
// there ends none.
func (p *pieces) putBack(text string) string {
	for strings.Contains(text, pieceOpen) {
		before := text
		text = replaceAll(held(), text, func(m []string) string {
			i, err := strconv.Atoi(m[1])
			if err != nil || i >= len(p.list) {
				return m[2]
			}
			piece := p.list[i]
			if m[2] != "" && strings.HasPrefix(piece, "$") && !strings.HasPrefix(piece, "$$") {
				piece = `\(` + strings.Trim(piece, "$") + `\)`
			}
			return piece + m[2]
		})
		if text == before {
			break
		}
	}
	return text
}

// formula returns the first of some texts that is not empty as a formula.
func formula(texts []string, mark string) string {
	for _, t := range texts {
		t = strings.Join(strings.Fields(html.UnescapeString(Plain(t))), " ")
		switch {
		case t == "":
			continue
		case mark == "$" && strings.Contains(t, "$"):
			return `\(` + t + `\)`
		}
		return mark + t + mark
	}
	return ""
}

// document returns a piece of a LaTeX document: a formula if it is one, else its source.
func document(text string) string {
	lines := strings.NewReplacer(
		"<br>", "\n", "<br/>", "\n", "<br />", "\n", "<div>", "\n",
	).Replace(text)
	source := strings.TrimSpace(html.UnescapeString(Plain(lines)))
	for _, around := range [][2]string{{"$$", "$$"}, {`\[`, `\]`}, {"$", "$"}, {`\(`, `\)`}} {
		inner, ok := strings.CutPrefix(source, around[0])
		if inner, closed := strings.CutSuffix(inner, around[1]); ok && closed &&
			!strings.Contains(inner, "$") {
			return formula([]string{html.EscapeString(inner)}, dollars(around[0]))
		}
	}
	if strings.HasPrefix(source, `\begin{`) {
		return formula([]string{html.EscapeString(source)}, "$$")
	}
	return "\n```latex\n" + source + "\n```\n"
}

// dollars returns the marks of our own for a formula between those of LaTeX.
func dollars(opening string) string {
	if opening == "$" || opening == `\(` {
		return "$"
	}
	return "$$"
}

// link returns what a link to a file, or to somewhere else, leads to.
func (w Writer) link(target string) string {
	if IsRemote(target) {
		return strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29").Replace(target)
	}
	to := target
	if w.Media != nil {
		to = w.Media(target)
	}
	if strings.ContainsAny(to, " ()") {
		return "<" + to + ">"
	}
	return to
}

// IsRemote says whether the source of a picture or sound is no file of the collection.
func IsRemote(source string) bool {
	scheme, _, ok := strings.Cut(source, ":")
	return ok && len(scheme) > 1 && !strings.ContainsAny(scheme, `/.\ `) ||
		strings.HasPrefix(source, "//")
}

// FileName returns the name of a file that a source in HTML names, which may be written as in a
// URL.
func FileName(source string) string {
	if plain, err := url.PathUnescape(source); err == nil && plain != "" && utf8.ValidString(plain) {
		return plain
	}
	return source
}

var (
	sources = pattern.New(`(?is)<(?:img|audio|video|source|object|embed|iframe)\b[^>]*?\b(?:src|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))`)
	imports = pattern.New(`(?i)url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']`)
)

// Files returns the names of the media that HTML, or a style, refers to, in order and with
// repetitions.
func Files(text string) []string {
	var names []string
	add := func(m []string) {
		for _, source := range m[1:] {
			if source = html.UnescapeString(source); source != "" && !IsRemote(source) {
				names = append(names, FileName(path.Clean(source)))
				break
			}
		}
	}
	for _, m := range sources().FindAllStringSubmatch(text, -1) {
		add(m)
	}
	if strings.ContainsAny(text, "(@") { // nothing else tells where one may begin
		for _, m := range imports().FindAllStringSubmatch(text, -1) {
			add(m)
		}
	}
	for _, m := range sounds().FindAllStringSubmatch(text, -1) {
		names = append(names, html.UnescapeString(strings.TrimSpace(m[1])))
	}
	return names
}

// Rename returns HTML in which references to files have other names; rename returns "" for those
// that stay.
func Rename(text string, rename func(name string) string) string {
	swap := func(source string) string {
		if to := rename(FileName(html.UnescapeString(source))); to != "" {
			return html.EscapeString(to)
		}
		return source
	}
	if strings.Contains(text, "<") && strings.Contains(text, "=") {
		text = replaceAll(sources(), text, func(m []string) string {
			for _, source := range m[1:] {
				if source != "" && !IsRemote(source) {
					at := strings.LastIndex(m[0], source)
					return m[0][:at] + swap(source) + m[0][at+len(source):]
				}
			}
			return m[0]
		})
	}
	if !strings.Contains(text, "[sound:") {
		return text
	}
	return replaceAll(sounds(), text, func(m []string) string {
		return fmt.Sprintf("[sound:%s]", swap(m[1]))
	})
}
