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
	Answer  string // without options: what is typed
}

// Option is one of a choice.
type Option struct {
	Text  string
	Right bool
}

// numeric is an answer that is a number alone.
var numeric = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[+-]?\d+(\.\d+)?$`) })

// Append appends a question and an empty line. A question holds no empty line of its own, as one ends a
// question: those in its texts become \n.
func Append(b []byte, q Question) []byte {
	b = fmt.Appendf(b, "::%s::[markdown]%s {", escape(q.Name), escape(q.Text))
	switch {
	case len(q.Options) > 0:
		b = appendOptions(b, q.Options)
	case numeric().MatchString(q.Answer):
		b = fmt.Appendf(b, "#%s:0", q.Answer)
	default:
		b = fmt.Appendf(b, "\n=%s\n", escape(q.Answer))
	}
	return append(b, "}\n\n"...)
}

// appendOptions writes one right option as such. Of several each counts its part, and a wrong one takes
// everything.
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

// escape writes a text so that it means itself.
func escape(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "\r\n", "\n")
	s = strings.NewReplacer(
		`\`, `\\`, "~", `\~`, "=", `\=`, "#", `\#`, "{", `\{`, "}", `\}`, ":", `\:`,
	).Replace(s)
	for strings.Contains(s, "\n\n") {
		s = strings.ReplaceAll(s, "\n\n", `\n`+"\n")
	}
	return s
}
