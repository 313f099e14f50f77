package gift

import (
	"fmt"
	"strings"

	"cards/deck/from/pattern"
)

// embedded matches answers inside of a text: their weight, their kind, and what is right and wrong
// (https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type).
var embedded = pattern.New(`\{\d*:([A-Z_]+):((?:\\.|[^\\{}])*)\}`)

// embed reads a text with answers inside. Gaps without a right answer stay as they are written.
func (q *Question) embed(text string) {
	q.Kind = Embedded
	gaps := 0
	var b strings.Builder
	for {
		at := embedded().FindStringSubmatchIndex(text)
		if at == nil {
			break
		}
		b.WriteString(unescape(text[:at[0]]))
		gap, hint := embeddedGap(text[at[2]:at[3]], text[at[4]:at[5]])
		if gap == "" {
			b.WriteString(text[at[0]:at[1]])
		} else {
			gaps++
			fmt.Fprintf(&b, "{{c%d::%s%s}}", gaps, gap, hint)
		}
		text = text[at[1]:]
	}
	q.Text = strings.TrimSpace(b.String() + unescape(text))
	if gaps == 0 {
		q.Kind, q.Problem = Unknown, "none of its answers is right"
	}
}

// embeddedGap returns the first right answer of a gap, and as a hint what there is to choose from.
func embeddedGap(kind, inner string) (gap, hint string) {
	var q Question
	if !strings.HasPrefix(inner, "~") && !strings.HasPrefix(inner, "=") {
		inner = "~" + inner
	}
	q.options(inner)
	var texts []string
	for _, a := range q.Answers {
		text := strings.Join(strings.Fields(strings.NewReplacer("{{", "", "}}", "", "::", ":").Replace(a.Text)), " ")
		if a.Right && gap == "" {
			gap = text
		}
		texts = append(texts, text)
	}
	if strings.HasPrefix(kind, "M") && len(texts) > 1 {
		hint = "::" + strings.Join(texts, " / ")
	}
	return gap, hint
}
