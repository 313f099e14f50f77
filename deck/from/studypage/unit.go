package studypage

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// unit is one line of a section of questions, or several that are equal, or one of the options on a
// line.
type unit struct {
	start, end int // lines, from 0
	text       string
	doubled    bool
	kind       unitKind
	named      bool   // "Q:" stands before it
	number     int    // that it begins with; 0 if with none
	letter     string // of an option: "B"
	right      bool   // of an option: it is marked
}

type unitKind uint8

const (
	plain   unitKind = iota
	marker           // in the place of a hidden answer
	around           // of what the page has around its content
	counted          // "Question 3": the next line is one
	option           // by a letter
	bullet           // an option, or an item of an answer
	verdict          // "Correct answer: B"
	because          // an explanation
	label            // "Answer:", with nothing behind it
)

// forms are how lines of questions look.
type forms struct {
	lettered, inline, bulleted, numbered, named, counted, verdict, because *regexp.Regexp
	rightMark, frontMark, emptyBox                                         *regexp.Regexp // of options
	letterList, oneLetter                                                  *regexp.Regexp // of verdicts
}

// form returns the forms. They are compiled for the first page that is read, not at every start.
var form = sync.OnceValue(func() *forms {
	return &forms{
		lettered: regexp.MustCompile(`^\(?([A-Ha-h])(?:[.:] +|\) *)(.+)$`),
		inline:   regexp.MustCompile(`(?:^| )\(?([A-Ha-h])[.)] +`),
		bulleted: regexp.MustCompile(`^(?:[-–•*·◦○●] +|[☐☑] *)(.+)$`),
		numbered: regexp.MustCompile(`^(\d{1,3})[.):] +`),
		named:    regexp.MustCompile(`^(?:Q|Question) ?\d{0,3} ?[.):]+ +`),
		counted:  regexp.MustCompile(`^(?:Q|Question|No\.?|#) ?(\d{1,3})(?: ?(?:/|of) ?\d+)?[.:]?$`),
		verdict: regexp.MustCompile(`(?i)^(?:the )?` +
			`(?:(?:correct |right )?(?:answers?|ans|option|choice)|correct|solution)` +
			`(?: is| are)?(?: *[:：]| +[-–—=]) *(.*)$|^(?:correct |right )?answers?$`),
		because: regexp.MustCompile(`(?i)^(?:explanation|rationale|reason|feedback)(?: *[:：] *(.*)|)$`),
		rightMark: regexp.MustCompile(`(?i)\s*(?:\((?:the )?(?:correct|right)(?: answer| option)?\)` +
			`|\[(?:correct|x)\]|[-–—←] *correct(?: answer)?|\(?(?:✓|✔️?|✅|☑)\)?(?: *correct)?)\s*$`),
		frontMark:  regexp.MustCompile(`^(?:\[[xX]\]|✓|✔️?|✅|☑)\s*`),
		emptyBox:   regexp.MustCompile(`^(?:\[ \]|☐)\s*`),
		letterList: regexp.MustCompile(`^\(?[A-Ha-h]\)?(?:[ ,;&/()]+(?:and |or )?\(?[A-Ha-h]\)?)*[.)]?$`),
		oneLetter:  regexp.MustCompile(`\b[A-Ha-h]\b`),
	}
})

// units returns the lines of a section, those joined that are equal and adjacent.
func (r *reader) units(s section) []unit {
	var lines, units []unit
	for i := s.start; i < s.end; i++ {
		text := r.lines[i].text
		if text == "" {
			continue
		}
		if n := len(lines); n > 0 && isSame(lines[n-1].text, text) {
			lines[n-1].end, lines[n-1].doubled = i+1, true
			continue
		}
		lines = append(lines, unit{start: i, end: i + 1, text: text})
	}
	for _, u := range lines {
		if among := u.inline(); len(among) > 0 {
			units = append(units, among...)
			continue
		}
		u.classify()
		units = append(units, u)
	}
	settleOptions(units)
	settleLabels(units)
	settleNumbers(units)
	return units
}

// inline returns the options that stand on one line, and the question before them; none if there
// are none.
func (u unit) inline() []unit {
	var at [][]int
	for _, m := range form().inline.FindAllStringSubmatchIndex(u.text, -1) {
		if letter := u.text[m[2]] | 0x20; int(letter-'a') == len(at) {
			at = append(at, m)
		}
	}
	if len(at) < 2 || at[0][0] > 0 && !asks(u.text[:at[0][0]]) {
		return nil
	}
	var among []unit
	if before := u.text[:at[0][0]]; before != "" {
		question := u
		question.text = before
		among = append(among, question)
	}
	for i, m := range at {
		end := len(u.text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		o := unit{start: u.start, end: u.end, kind: option, letter: strings.ToUpper(u.text[m[2]:m[3]])}
		o.option(u.text[m[1]:end])
		among = append(among, o)
	}
	return among
}

// classify says what a line of questions is by its look alone.
func (u *unit) classify() {
	f := form()
	switch {
	case isMarker(u.text):
		u.kind = marker
	case isChrome(u.text):
		u.kind = around
	case f.counted.MatchString(u.text):
		u.kind = counted
		u.number, _ = strconv.Atoi(f.counted.FindStringSubmatch(u.text)[1]) // of three digits at most
	case f.named.MatchString(u.text):
		u.named, u.text = true, f.named.ReplaceAllString(u.text, "")
	case f.verdict.MatchString(u.text):
		u.kind, u.text = verdict, f.verdict.FindStringSubmatch(u.text)[1]
	case f.because.MatchString(u.text):
		u.kind, u.text = because, f.because.FindStringSubmatch(u.text)[1]
	case strings.HasSuffix(u.text, "?"):
		if m := f.numbered.FindStringSubmatch(u.text); m != nil {
			u.number, _ = strconv.Atoi(m[1]) // of three digits at most
		}
	case f.lettered.MatchString(u.text):
		u.kind, u.letter = option, strings.ToUpper(f.lettered.FindStringSubmatch(u.text)[1])
	case f.bulleted.MatchString(u.text):
		u.kind = bullet
		u.option(strings.TrimLeft(u.text, "-–•*·◦○● "))
	case f.numbered.MatchString(u.text):
		u.number, _ = strconv.Atoi(f.numbered.FindStringSubmatch(u.text)[1])
	}
}

// option takes the mark of the right one off an option.
func (u *unit) option(text string) {
	u.right = form().rightMark.MatchString(text) || form().frontMark.MatchString(text)
	text = form().rightMark.ReplaceAllString(text, "")
	u.text = form().emptyBox.ReplaceAllString(form().frontMark.ReplaceAllString(text, ""), "")
}

// settleOptions tells options from other lines that begin with a letter: they stand together, or
// one is marked or named as right. A line behind "Q:" that begins with "A:" is an answer.
func settleOptions(units []unit) {
	isOption := func(i int) bool { return i >= 0 && i < len(units) && units[i].kind == option }
	for i := range units {
		u := &units[i]
		m := form().lettered.FindStringSubmatch(u.text)
		if u.kind != option || m == nil || !strings.EqualFold(m[1], u.letter) {
			continue // one of several on a line has no letter any more
		}
		isNamed := i+1 < len(units) && units[i+1].kind == verdict
		switch {
		case isOption(i-1) || isOption(i+1) || isNamed || form().rightMark.MatchString(u.text):
			u.option(m[2])
		case strings.HasPrefix(u.text, "A:"):
			u.kind, u.text, u.letter = verdict, m[2], ""
		default:
			u.kind, u.letter = plain, ""
		}
	}
}

// settleLabels joins labels that stand on a line of their own with the next line, and takes a
// letter alone behind options for the one that is right.
func settleLabels(units []unit) {
	for i := 1; i < len(units); i++ {
		u, last := &units[i], &units[i-1]
		switch {
		case u.kind != plain && u.kind != bullet || u.named || asks(u.text):
		case (last.kind == verdict || last.kind == because) && last.text == "":
			u.kind, last.kind = last.kind, label
		case last.kind == option && form().letterList.MatchString(u.text):
			u.kind = verdict
		}
	}
}

// settleNumbers tells numbers of questions from those of a list that is an answer: the first begin
// with the section, or behind "Question 3", and go on.
func settleNumbers(units []unit) {
	last, listed, isFirst := 0, 0, true
	for i := range units {
		u := &units[i]
		isNext := u.number == last+1 && u.number != listed+1 && (last > 0 || isFirst)
		switch {
		case u.number > 0 && (u.kind == counted || u.named || u.doubled || asks(u.text) || isNext):
			last, listed = u.number, 0
		case u.number > 0:
			listed, u.kind = u.number, bullet
			u.text = form().numbered.ReplaceAllString(u.text, "")
		}
		isFirst = isFirst && (u.kind == around || u.kind == counted)
	}
}
