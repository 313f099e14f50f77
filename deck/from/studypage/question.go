package studypage

import (
	"regexp"
	"strings"
	"sync"
)

// unit is one line of a section of questions, or several that are equal.
type unit struct {
	start, end int // lines, from 0
	text       string
	doubled    bool
	kind       unitKind
	letter     string // of an option: "B"
	right      bool   // of an option: it is marked
}

type unitKind uint8

const (
	plain unitKind = iota
	marker
	option  // by a letter
	bullet  // an option, or an item of an answer
	verdict // "Correct answer: B"
	because // an explanation
)

// forms are how lines of questions look.
type forms struct {
	lettered, bulleted, numbered, verdict, because *regexp.Regexp
	rightMark, frontMark, emptyBox                 *regexp.Regexp // of options
	letterList, letterText, oneLetter              *regexp.Regexp // of verdicts
}

// form returns the forms. They are compiled for the first page that is read, not at every start.
var form = sync.OnceValue(func() *forms {
	return &forms{
		lettered: regexp.MustCompile(`^\(?([A-Ha-h])[.)] +(.+)$`),
		bulleted: regexp.MustCompile(`^[-–•*·◦○●] +(.+)$`),
		numbered: regexp.MustCompile(`^(?:Q(?:uestion)? ?)?\d{1,3}[.):] +`),
		verdict: regexp.MustCompile(
			`(?i)^(?:the )?(?:correct |right )?(?:answers?|ans)(?: is| are)?[:：] *(.+)$`),
		because: regexp.MustCompile(`(?i)^(?:explanation|rationale|reason)[:：] *(.+)$`),
		rightMark: regexp.MustCompile(`(?i)\s*(?:\((?:the )?(?:correct|right)(?: answer| option)?\)` +
			`|\[(?:correct|x)\]|✓|✔️?|✅|☑)\s*$`),
		frontMark:  regexp.MustCompile(`^(?:\[[xX]\]|✓|✔️?|✅|☑)\s*`),
		emptyBox:   regexp.MustCompile(`^\[ \]\s*`),
		letterList: regexp.MustCompile(`^\(?[A-Ha-h]\)?(?:(?:,| and| &|, and)? *\(?[A-Ha-h]\)?)*\.?$`),
		letterText: regexp.MustCompile(`^\(?([A-Ha-h])[.):] +(.+)$`),
		oneLetter:  regexp.MustCompile(`\b[A-Ha-h]\b`),
	}
})

// questions reads a section of questions.
func (r *reader) questions(s section) {
	units := r.units(s)
	if cut := foreignNotes(units); cut < len(units) {
		rest := section{kind: notes, start: units[cut].start, end: s.end}
		units = units[:cut]
		defer r.notes(rest)
	}
	starts := questionsAmong(units)
	for i, u := range units {
		if u.kind == marker {
			r.mark(u.start, u.end, Marker, "")
		} else {
			r.mark(u.start, u.end, Asked, "")
		}
		if starts[i] {
			r.page.Questions = append(r.page.Questions, Question{
				Line: u.start + 1, End: u.end, Section: s.title,
				Text: form().numbered.ReplaceAllString(u.text, ""),
			})
		}
	}
	at := len(r.page.Questions) - count(starts)
	lists := hasChoices(units)
	for i := 0; i < len(units); {
		end := i + 1
		for end < len(units) && !starts[end] {
			end++
		}
		if starts[i] {
			r.page.Questions[at].answer(units[i+1:end], lists)
			at++
		}
		i = end
	}
}

func count(flags []bool) int {
	n := 0
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}

// units returns the lines of a section, those joined that are equal and adjacent.
func (r *reader) units(s section) []unit {
	var units []unit
	for i := s.start; i < s.end; i++ {
		text := r.lines[i].text
		if text == "" {
			continue
		}
		if n := len(units); n > 0 && units[n-1].text == text {
			units[n-1].end, units[n-1].doubled = i+1, true
			continue
		}
		units = append(units, unit{start: i, end: i + 1, text: text})
	}
	for i := range units {
		units[i].classify()
	}
	return units
}

// classify says what a line of questions is by its look alone.
func (u *unit) classify() {
	switch {
	case isMarker(u.text):
		u.kind = marker
	case form().lettered.MatchString(u.text) && !strings.HasSuffix(u.text, "?"):
		m := form().lettered.FindStringSubmatch(u.text)
		u.kind, u.letter = option, strings.ToUpper(m[1])
		u.option(m[2])
	case form().bulleted.MatchString(u.text) && !strings.HasSuffix(u.text, "?"):
		u.kind = bullet
		u.option(form().bulleted.FindStringSubmatch(u.text)[1])
	case form().verdict.MatchString(u.text):
		u.kind, u.text = verdict, form().verdict.FindStringSubmatch(u.text)[1]
	case form().because.MatchString(u.text):
		u.kind, u.text = because, form().because.FindStringSubmatch(u.text)[1]
	}
}

// option takes the mark of the right one off an option.
func (u *unit) option(text string) {
	u.right = form().rightMark.MatchString(text) || form().frontMark.MatchString(text)
	text = form().rightMark.ReplaceAllString(text, "")
	u.text = form().emptyBox.ReplaceAllString(form().frontMark.ReplaceAllString(text, ""), "")
}

// foreignNotes returns where notes begin that follow questions under a heading that is not known:
// lines that look like a title, and items with labels below. As many as there are units if none do.
func foreignNotes(units []unit) int {
	for i := 1; i+1 < len(units); i++ {
		u, next := units[i], units[i+1]
		if u.kind == plain && !u.doubled && isTitle(u.text) && next.kind == bullet && !next.doubled &&
			strings.Contains(next.text, ": ") && units[i-1].kind != plain {
			return i
		}
	}
	return len(units)
}

// questionsAmong says which units are questions.
func questionsAmong(units []unit) []bool {
	doubled, single, tells := 0, 0, false
	for _, u := range units {
		switch {
		case u.kind == marker || u.kind == plain && asks(u.text):
			tells = true
		case u.kind != plain:
			tells = tells || u.kind != because
		}
		if u.kind == plain && u.doubled {
			doubled++
		} else if u.kind == plain {
			single++
		}
	}
	is := make([]bool, len(units))
	pairs := !tells && doubled == 0 && arePairs(units)
	for i, u := range units {
		switch {
		case pairs:
			is[i] = i%2 == 0
		case u.kind != plain:
		case doubled == 0:
			is[i] = isSingleQuestion(units, i)
		case !tells:
			is[i] = u.doubled // and if there is no other kind of line, all of them are
		case u.doubled:
			is[i] = i == 0 || units[i-1].kind == marker || asks(u.text) || strings.HasSuffix(u.text, ":") ||
				i+1 < len(units) && isTruth(units[i+1].text) || isBetweenChoices(units, i)
		default:
			is[i] = asks(u.text) && (i == 0 || units[i-1].kind != plain || !is[i-1])
		}
	}
	return is
}

// arePairs says whether lines stand two and two, with blank lines between: terms and what they
// mean.
func arePairs(units []unit) bool {
	const some = 3 // pairs: fewer may be anything
	for i, u := range units {
		isNext := i > 0 && units[i-1].end == u.start
		if u.kind != plain || isNext != (i%2 == 1) {
			return false
		}
	}
	return len(units) >= 2*some && len(units)%2 == 0
}

// asks says whether a line ends as questions do, or has a blank to fill. What stands in parentheses
// behind it is about the question: "(Select all that apply)".
func asks(text string) bool {
	if strings.HasSuffix(text, ")") {
		if open := strings.LastIndexByte(text, '('); open > 0 {
			text = strings.TrimSpace(text[:open])
		}
	}
	return strings.HasSuffix(strings.TrimRight(text, `"'”’`), "?") || strings.Contains(text, "___")
}

// isBetweenChoices says whether options stand before a doubled line and behind it, printed once and
// one of them marked as right in either place.
func isBetweenChoices(units []unit, i int) bool {
	marked := func(from, step int) bool {
		for at := from; at >= 0 && at < len(units); at += step {
			u := units[at]
			if u.kind != plain || u.doubled {
				return false
			}
			if form().rightMark.MatchString(u.text) {
				return true
			}
		}
		return false
	}
	return marked(i-1, -1) && marked(i+1, 1)
}

// isTruth says whether a line is the answer to a statement, marked as right or not.
func isTruth(text string) bool {
	text = form().rightMark.ReplaceAllString(text, "")
	return strings.EqualFold(text, "true") || strings.EqualFold(text, "false")
}

// isSingleQuestion says whether a line is a question where none is printed twice.
func isSingleQuestion(units []unit, i int) bool {
	if i == 0 || asks(units[i].text) {
		return true
	}
	next := plain
	if i+1 < len(units) {
		next = units[i+1].kind
	}
	return next == marker || next == option || next == bullet && units[i-1].kind != plain ||
		form().numbered.MatchString(units[i].text)
}

// hasChoices says whether bullets are options in a section: one of them is marked as right, or a
// marker or verdict stands behind some.
func hasChoices(units []unit) bool {
	for i, u := range units {
		if u.kind == bullet && (u.right || i+1 < len(units) && units[i+1].kind == verdict) {
			return true
		}
	}
	return false
}

// answer reads what stands between a question and the next.
func (q *Question) answer(units []unit, lists bool) {
	var lines, verdictTexts, letters []string
	hidden := false
	for _, u := range units {
		switch u.kind {
		case marker:
			hidden = true
			continue
		case option, bullet:
			q.Options = append(q.Options, Option{Text: u.text, Right: u.right})
			letters = append(letters, u.letter)
		case verdict:
			verdictTexts = append(verdictTexts, u.text)
		case because:
			q.More = u.text
		case plain:
			lines = append(lines, u.text)
		}
		q.End = u.end
	}
	waits := hidden && len(lines) > 1 // the page hides which of them is right
	if len(q.Options) == 0 &&
		(waits || isTrueFalse(lines) && len(verdictTexts) > 0 || hasRight(lines)) {
		for _, text := range lines {
			u := unit{}
			u.option(text)
			q.Options, letters = append(q.Options, Option{u.text, u.right}), append(letters, "")
		}
		lines = nil
	}
	q.judge(verdictTexts, letters)
	switch {
	case len(q.Options) == 1 && !q.Options[0].Right, q.listed(letters) && !hidden && !lists:
		for _, o := range q.Options {
			lines = append(lines, "- "+o.Text)
		}
		if len(q.Options) == 1 {
			lines[len(lines)-1] = q.Options[0].Text
		}
		q.Options = nil
	case len(q.Options) > 0 && q.rights() == 0:
		q.tick(lines)
		if q.rights() > 0 {
			lines = nil
		}
	}
	if len(q.Options) == 0 || q.rights() == 0 {
		q.Answer = strings.Join(append(lines, verdictsLeft(q, verdictTexts)...), "\n")
		return
	}
	if len(lines) > 0 && q.More == "" {
		q.More = strings.Join(lines, "\n")
	}
}
