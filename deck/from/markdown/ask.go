package markdown

import (
	"strings"

	"cards/deck/form"
	"cards/deck/from/pattern"
	"cards/deck/label"
	"cards/deck/markup"
)

// lead is what a line begins with that is meant as a label.
type lead struct {
	letter byte
	rest   string // behind it
}

var plainLabel = pattern.New(`^([QATDC]):(?:\s+|$)`)

// labelOf reads the label of a line, in whatever form.
func labelOf(line string) (lead, bool) {
	if m := plainLabel().FindStringSubmatch(line); m != nil {
		return lead{m[1][0], line[len(m[0]):]}, true
	}
	f, ok := form.Read(line)
	if !ok {
		return lead{}, false
	}
	return lead{f.Letter, line[f.Size:]}, true
}

// cutAnswer cuts a question at an answer on its own line.
func cutAnswer(text string, letter byte) (front, back string, ok bool) {
	for at := 1; at < len(text); at++ {
		if text[at-1] != ' ' && text[at-1] != '>' {
			continue
		}
		if l, ok := labelOf(text[at:]); ok && label.Answers(l.letter, letter) {
			return trimmed(text[:at]), l.rest, true
		}
	}
	return text, "", false
}

// trimmed returns a text without what only surrounds it: white space, and emphasis or a break that
// opens or closes nothing.
func trimmed(text string) string {
	text = strings.TrimSpace(text)
	for _, mark := range []string{"**", "__", "<br>", "<br/>", "<br />"} {
		if strings.Count(text, mark)%2 == 1 {
			text = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(text, mark), mark))
		}
	}
	return markup.WithoutStrong(text)
}

var (
	quoteMark = pattern.New(`^\s*>\s?`)
	itemMark  = pattern.New(`^\s*(?:[-*+•]|\d+[.)])\s+`)
	ruleLine  = pattern.New(`^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$`)
	boldLine  = pattern.New(`^\s*(?:(?:[-*+•]|\d+[.)])\s+)?(?:\*\*|__)(?:\d+[.)]\s*)?(.+?[?？؟])\s*(?:\*\*|__)[?？؟]?\s*$`)
	numbered  = pattern.New(`^\s*\d+[.)]\s+(.+[?？؟])\s*$`)
	headItem  = pattern.New(`^\s{0,3}(?:[-*+]|\d+[.)])\s+(#{1,6}\s.*)$`)
	number    = pattern.New(`^(?:(?i:q|question)\s*)?\d+\s*[.):]\s*|^(?i:q|question)\s*\d+\s+[-–]\s+`)
	optionB   = pattern.New(`^\s*(?:[-*+]\s+)?\(?B[.):]`)
	offer     = pattern.New(`(?i)^\W*(?:options|choices|answer choices|opciones|opções|optionen)\W*$`)
	leadsUp   = pattern.New(`^\W*\[[^\]]*\]\(#[^()\s]*\)\W*$`) // a link to a place of the same page
	toggle    = pattern.New(`(?i)^\s*(?:[-*+]\s+)?<details[^>]*>`)
	summary   = pattern.New(`(?is)<summary[^>]*>(.*?)</summary>`)
	endToggle = pattern.New(`(?i)</details>`)
)

// asksInBold returns the question of a line that is one in bold.
func asksInBold(line string) (string, bool) {
	m := boldLine().FindStringSubmatch(line)
	if m == nil {
		return "", false
	}
	return trimmed(m[1]), true
}

// endsAsking says whether a title ends with a question mark of any script.
func endsAsking(title string) bool {
	title = strings.TrimRight(title, " *_")
	return strings.HasSuffix(title, "?") || strings.HasSuffix(title, "？") ||
		strings.HasSuffix(title, "؟")
}
