// Package gift writes questions in Moodle's GIFT format, which learning platforms read.
package gift

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// Question is one that is written.
type Question struct {
	Name    string // in the platform; the card's key
	Text    string // Markdown
	Options []Option
	Pairs   []Pair // without options: what belongs together; at least [LeastPairs]
	Answer  string // without either: what is typed
	Free    bool   // no program can grade it: the answer is for who does
}

// Pair is a part of a matching question.
type Pair struct{ Left, Right string }

// LeastPairs is how many pairs the platforms want.
const LeastPairs = 3

// Option is one of a choice.
type Option struct {
	Text  string
	Right bool
}

// numeric is an answer that is a number alone.
var numeric = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[+-]?\d+(\.\d+)?$`) })

// Append appends a question and an empty line. A question holds no empty line of its own, as one
// ends a question: those in its texts become \n.
func Append(b []byte, q Question) []byte {
	b = fmt.Appendf(b, "::%s::[markdown]%s {", escape(q.Name), escape(q.Text))
	switch {
	case len(q.Options) > 0:
		b = appendOptions(b, q.Options)
	case len(q.Pairs) > 0:
		b = append(b, '\n')
		for _, p := range q.Pairs {
			b = fmt.Appendf(b, "=%s -> %s\n", escapePart(p.Left), escapePart(p.Right))
		}
	case q.Free:
		b = fmt.Appendf(b, "####%s", escape(q.Answer))
	case numeric().MatchString(q.Answer):
		b = fmt.Appendf(b, "#%s:0", q.Answer)
	default:
		b = fmt.Appendf(b, "\n=%s\n", escape(q.Answer))
	}
	return append(b, "}\n\n"...)
}

// appendOptions writes one right option as such. Of several each counts its part, and a wrong one
// takes everything.
func appendOptions(b []byte, options []Option) []byte {
	right := 0
	for _, o := range options {
		if o.Right {
			right++
		}
	}
	b = append(b, '\n')
	for _, o := range options {
		mark := map[bool]string{true: "=", false: "~"}[o.Right]
		if right > 1 {
			mark = fmt.Sprintf("~%%%s%%", weight(o.Right, right))
		}
		b = fmt.Appendf(b, "%s%s\n", mark, escape(o.Text))
	}
	return b
}

// weight is what an option counts in percent, with as many decimals as Moodle's own weights have.
func weight(right bool, of int) string {
	if !right {
		return "-100"
	}
	s := strings.TrimRight(fmt.Sprintf("%.5f", 100/float64(of)), "0")
	return strings.TrimSuffix(s, ".")
}

// escape writes a text so that it means itself: the signs of the format, empty lines, and lines
// that would be comments.
func escape(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "\r\n", "\n")
	s = strings.NewReplacer(
		`\`, `\\`, "~", `\~`, "=", `\=`, "#", `\#`, "{", `\{`, "}", `\}`, ":", `\:`,
	).Replace(s)
	var b strings.Builder
	for i, line := range strings.Split(s, "\n") {
		text := strings.TrimSpace(line)
		switch {
		case i == 0:
		case text == "":
			b.WriteString(`\n`)
			continue
		case strings.HasPrefix(text, "//"):
			b.WriteString(`\n`)
		default:
			b.WriteByte('\n')
		}
		b.WriteString(line)
	}
	return b.String()
}

// escapePart writes a part of a pair, in which an arrow would part it.
func escapePart(s string) string {
	return strings.ReplaceAll(escape(strings.Join(strings.Fields(s), " ")), "->", "→")
}
