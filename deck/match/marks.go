package match

import (
	"strings"
	"unicode/utf8"
)

// enclosed returns what stands between marks at the start of s, and the size of both with the
// marks; 0 without any.
func enclosed(s string, attached bool) (inner string, size int) {
	c, _ := utf8.DecodeRuneInString(s)
	n, ends := openingMark(s, attached)
	if n == 0 {
		return "", 0
	}
	at, end := -1, ""
	for _, e := range ends {
		if i := strings.Index(s[n:], e); i >= 0 && (at < 0 || i < at) {
			at, end = i, e
		}
	}
	after := n + at + len(end)
	switch {
	case at <= 0, c == '$' && n == 1 && s[n+at-1] == ' ':
		return "", 0
	case (c == '\'' || c == '*' || c == '_') && (at > maxName || after < len(s) && isWordByte(s[after])):
		return "", 0
	}
	return s[n : n+at], after
}

// openingMark returns the size of the mark at the start of s that encloses code, a formula, the
// target of a link, a quotation or emphasis, and the marks that may close it; 0 without one.
func openingMark(s string, attached bool) (size int, ends []string) {
	c, n := utf8.DecodeRuneInString(s)
	next := byte(' ')
	if len(s) > n {
		next = s[n]
	}
	switch {
	case c == '`':
		n = len(s) - len(strings.TrimLeft(s, "`"))
		return n, []string{s[:n]}
	case strings.HasPrefix(s, "$$"):
		return 2, []string{"$$"}
	case c == '$' && next > ' ':
		return 1, []string{"$"}
	case strings.HasPrefix(s, "]("):
		return 2, []string{")"}
	case strings.ContainsRune("\"*_'", c) && !attached && next > ' ' && next != s[0]:
		return 1, []string{s[:1]}
	}
	if end := closingQuotes(c); end != nil {
		return n, end
	}
	return 0, nil
}

// closingQuotes returns the marks that may close a quotation that begins with c.
func closingQuotes(c rune) []string {
	switch c {
	case '“', '„':
		return []string{"”", "“"}
	case '«':
		return []string{"»"}
	case '「':
		return []string{"」"}
	case '『':
		return []string{"』"}
	case '《':
		return []string{"》"}
	}
	return nil
}

// enclosed takes what stands between marks that begin with c.
func (r *wordReader) enclosed(c rune, inner string) {
	isCode := c == '`' || c == '$' || c == ']'
	switch {
	case !isCode:
		r.text(inner, len(inner) <= maxName)
	case len(inner) <= maxName && !strings.Contains(inner, "\n"):
		inner = strings.TrimSpace(inner)
		text := inner
		if c == '$' {
			text = plainFormula(text)
		}
		r.add(word{raw: text, text: text, form: formCode, named: true, prior: 1})
		if c == ']' {
			r.out[len(r.out)-1].aside = true
		}
	default:
		from := len(r.out)
		r.text(inner, false)
		for i := range r.out[from:] {
			w := &r.out[from+i]
			w.form, w.named = formCode, false
		}
	}
}

// formulaSpacing is what in a formula shows nothing, or a product.
var formulaSpacing = strings.NewReplacer(" ", "", `\cdot`, "", `\times`, "", `\,`, "", "*", "",
	`\left(`, "(", `\right)`, ")", `\dfrac`, `\frac`, `\tfrac`, `\frac`)

// plainFormula returns a formula without what only spaces it, and without braces around one
// character.
func plainFormula(s string) string {
	s = formulaSpacing.Replace(s)
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if i+2 < len(s) && s[i] == '{' && s[i+2] == '}' && s[i+1] != '\\' {
			i++
			out.WriteByte(s[i])
			i++
			continue
		}
		out.WriteByte(s[i])
	}
	return out.String()
}
