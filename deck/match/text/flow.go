package text

import (
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Flow returns a text without what only lays it out, and what programs that format Markdown write
// in another way: bars of tables, bullets, numbers of lists, quotes, rules, entities, spaces in the
// paths of links. The text is that of a key, in which all lines outside of fences are one.
func Flow(s string) string {
	if !strings.ContainsAny(s, "|&*+>_-0123456789") {
		return s
	}
	lines := strings.Split(s, "\n")
	isFence := false
	for i, line := range lines {
		mark := strings.TrimLeft(line, " ")
		if strings.HasPrefix(mark, "```") || strings.HasPrefix(mark, "~~~") {
			isFence = !isFence
		} else if !isFence {
			lines[i] = flowOfLine(line)
		}
	}
	return strings.Join(lines, "\n")
}

// delimiter matches the row below the head of a table.
var delimiter = sync.OnceValue(func() *regexp.Regexp {
	const cell = ` ?:?-+:? ?`
	return regexp.MustCompile(`\|` + cell + `\|(` + cell + `\|)*|(^| ):?-+:?( ?\|` + cell + `)+( |$)`)
})

func isTable(line string) bool {
	if !strings.Contains(line, "|") {
		return false
	}
	at := delimiter().FindStringIndex(line)
	return at != nil && strings.Count(line[:at[0]], "`")%2 == 0
}

// spacedPath matches the path of a link that may have spaces.
var spacedPath = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\]\(<[^<>]*>`)
})

func flowOfLine(line string) string {
	if isTable(line) {
		line = strings.ReplaceAll(delimiter().ReplaceAllString(line, " "), "|", " ")
	}
	if strings.Contains(line, "](<") {
		line = spacedPath().ReplaceAllStringFunc(line, func(path string) string {
			return "](" + strings.ReplaceAll(path[len("](<"):len(path)-1], " ", "%20")
		})
	}
	f := flow{fields: strings.Fields(line), isPlain: !strings.Contains(line, "(")}
	for f.at = 0; f.at < len(f.fields); f.at++ {
		field := f.fields[f.at]
		isCode := f.isCode
		f.isCode = f.isCode != (strings.Count(field, "`")%2 == 1)
		if !isCode && !strings.Contains(field, "`") {
			field = f.field(field)
		}
		if field != "" {
			f.out = append(f.out, field)
		}
	}
	return strings.Join(f.out, " ")
}

// flow goes through the fields of a line.
type flow struct {
	fields, out []string
	at          int
	isCode      bool
	isPlain     bool        // there are no parentheses
	bullet      string      // the mark of the list
	starts      map[int]int // where the list begins that has a number
	isQuote     bool
}

// field returns what a field is; empty if it only lays out.
func (f *flow) field(s string) string {
	switch {
	case isRule(s):
		return "---"
	case len(s) == 1 && s == f.next(1) && s == f.next(2) && isRule(s+s+s):
		f.at += 2
		return "---"
	case len(s) == 1 && strings.Contains("-*+", s) && f.isBullet(s):
		f.bullet = s
		return "-"
	case s == "[X]" && f.last() == "-":
		return "[x]"
	case s == ">" && !startsWithDigit(f.next(1)) && (f.isQuote || f.isStart()):
		f.isQuote = true
		return ""
	}
	n, isNumber := strings.CutSuffix(s, ".")
	if !isNumber && f.isPlain {
		n, isNumber = strings.CutSuffix(s, ")")
	}
	if number, err := strconv.Atoi(n); isNumber && err == nil {
		return f.number(number)
	}
	return html.UnescapeString(s)
}

// isBullet says whether a mark begins an item of a list: before a box, or one of several of which
// the first one stands where a text or phrase begins, or in a list with numbers. Before a digit it
// may be a sign.
func (f *flow) isBullet(mark string) bool {
	switch {
	case startsWithDigit(f.next(1)):
		return false
	case f.bullet != "":
		return mark == f.bullet
	case f.isBox():
		return true
	}
	isSame := func(field string) bool { return field == mark }
	isSeveral := slices.ContainsFunc(f.fields[f.at+1:], isSame)
	return isSeveral && (f.isStart() || f.starts[1] == 1)
}

// isBox says whether the box of a task follows.
func (f *flow) isBox() bool {
	next := f.next(1)
	return next == "[x]" || next == "[X]" || next == "[" && f.next(2) == "]"
}

// number takes the number of an item: those that count on from another one become that.
func (f *flow) number(n int) string {
	if f.starts == nil {
		f.starts = map[int]int{}
	}
	if start, ok := f.starts[n-1]; ok {
		f.starts[n] = start
	} else if _, ok := f.starts[n]; !ok {
		f.starts[n] = n
	}
	return strconv.Itoa(f.starts[n]) + "."
}

// isStart says whether a text or a phrase begins here.
func (f *flow) isStart() bool {
	last, _ := utf8.DecodeLastRuneInString(f.last())
	return len(f.out) == 0 || strings.ContainsRune(":.?!：。？！", last)
}

// last returns the field before.
func (f *flow) last() string {
	if len(f.out) == 0 {
		return ""
	}
	return f.out[len(f.out)-1]
}

// next returns a field behind.
func (f *flow) next(n int) string {
	if f.at+n >= len(f.fields) {
		return ""
	}
	return f.fields[f.at+n]
}

// IsEscaped says whether two texts differ in nothing but the backslashes before punctuation outside
// of code and formulas.
func IsEscaped(a, b string) bool {
	const escape = `\`
	mayBe := strings.Contains(a, escape) || strings.Contains(b, escape)
	return mayBe && a != b && unescaped(a) == unescaped(b)
}

func unescaped(s string) string {
	var out strings.Builder
	end := 0
	for _, span := range append(codeSpan().FindAllStringIndex(s, -1), []int{len(s), len(s)}) {
		out.WriteString(escape().ReplaceAllString(s[end:span[0]], "$1") + s[span[0]:span[1]])
		end = span[1]
	}
	return out.String()
}

// escape matches a backslash before punctuation.
var escape = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("\\\\([!-/:-@[-`{-~])")
})

// isRule says whether a field is a line that divides.
func isRule(s string) bool {
	return len(s) >= 3 && strings.Contains("-*_", s[:1]) && strings.Trim(s, s[:1]) == ""
}

func startsWithDigit(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' }
