package studypage

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// questions reads a section of questions.
func (r *reader) questions(s section) {
	units := r.units(s)
	if cut := foreignNotes(units); cut < len(units) {
		at := units[cut].start
		rest := section{
			title: bare(r.lines[at].text), kind: notes, unknown: true, head: at, start: at + 1, end: s.end,
		}
		r.parts[at] = Part{Line: at + 1, End: at + 1, Kind: Heading, Text: r.lines[at].text}
		units = units[:cut]
		r.notes(rest)
	}
	starts := questionsAmong(units, s.title)
	isChoice := hasChoices(units)
	begun := false // lines belong to a question
	for i, u := range units {
		switch {
		case u.kind == marker:
			r.mark(u.start, u.end, Marker, "")
		case u.kind == around:
			r.mark(u.start, u.end, Advert, u.text)
		case !begun && !starts[i] && u.kind != counted:
			r.mark(u.start, u.end, Advert, "before the first question")
		default:
			r.mark(u.start, u.end, Asked, "")
		}
		if !starts[i] {
			continue
		}
		begun = true
		end := i + 1
		for end < len(units) && !starts[end] {
			end++
		}
		q := Question{
			Line: u.start + 1, End: u.end, Section: s.title,
			Text: form().numbered.ReplaceAllString(u.text, ""),
		}
		q.answer(units[i+1:end], isChoice, strings.Contains(strings.ToLower(s.title), "flashcard"))
		r.page.Questions = append(r.page.Questions, q)
	}
}

// foreignNotes returns where notes begin that follow questions under a heading that is not known: a
// title behind what is complete, and a list below it of items with labels or to the end. As many as
// there are units if none do.
func foreignNotes(units []unit) int {
	isList := true // from here on
	found := len(units)
	for i := len(units) - 2; i > 0; i-- {
		u, next := units[i], units[i+1]
		isItem := next.kind == bullet && !next.doubled && !next.right
		isList = isList && isItem
		isTitled := u.kind == plain && !u.doubled && !u.named && isTitle(u.text) &&
			!strings.HasSuffix(u.text, ":") && !tellsToDo(u.text)
		if isTitled && isItem && units[i-1].kind != plain &&
			(isList || strings.Contains(next.text, ": ")) {
			found = i
		}
	}
	return found
}

// place is where a line of questions stands.
type place uint8

const (
	opening  place = iota // the section begins, or a marker stood before
	closed                // options did of which the page says which is right
	named                 // "Question 3" did
	asked                 // a question did
	answered              // some of its answer did
)

// questionsAmong says which units are questions.
func questionsAmong(units []unit, title string) []bool {
	is := make([]bool, len(units))
	doubled, single, tells := 0, 0, false
	for _, u := range units {
		switch {
		case u.kind == plain && u.doubled:
			doubled++
		case u.kind == plain:
			single++
		}
		tells = tells || u.named || u.kind == plain && asks(u.text) ||
			u.kind != plain && u.kind != because && u.kind != around
	}
	switch {
	case doubled == 0 && arePairs(units, title):
		for i := 0; i < len(units); i += 2 {
			is[i] = true
		}
		return is
	case !tells: // those that are printed twice, or else all: which of them are answers stays open
		for i, u := range units {
			is[i] = u.kind == plain && (u.doubled || doubled == 0)
		}
		return is
	}
	at := opening
	for i, u := range units {
		if u.kind == plain {
			if doubled > 0 {
				is[i] = isAmongDoubled(units, i, at)
			} else {
				is[i] = isAmongSingle(units, i, at)
			}
		}
		at = at.behind(u, is[i])
	}
	return is
}

// behind returns the place behind a line.
func (p place) behind(u unit, isQuestion bool) place {
	switch {
	case isQuestion:
		return asked
	case u.kind == marker:
		return opening
	case u.kind == counted:
		return named
	case u.kind == around || u.kind == label:
		return p
	case p == closed || u.kind == option || u.kind == verdict || u.kind == because || u.right,
		u.kind == plain && form().rightMark.MatchString(u.text):
		return closed
	}
	return answered
}

// isAmongDoubled says whether a line is a question where questions are printed twice:
//
//	behind            the beginning,    "Question 3"   a question   its answer
//	                  a marker, a choice
//	twice, asks       yes               yes            yes          yes
//	twice, choices    yes               yes            yes          yes
//	twice, numbered,
//	tells, or before
//	a marker          yes               yes            no           yes
//	twice             yes               yes            no           no
//	once, choices     yes               yes            no           yes
//	once, asks        yes               yes            no           no
//	once              no                yes            no           no
//
// Choices are lines below it that are options, asks says whether a line ends as questions do, and
// tells whether it begins as what teachers tell to do.
func isAmongDoubled(units []unit, i int, at place) bool {
	u := units[i]
	isChoice := beforeOptions(units, i)
	switch {
	case at == named || u.named:
		return true
	case !u.doubled:
		return at <= closed && asks(u.text) || at != asked && isChoice
	case at <= closed || asks(u.text) || strings.HasSuffix(u.text, ":"):
		return true
	case isChoice || i+1 < len(units) && isTruth(units[i+1].text):
		return true
	}
	isMarked := i+1 < len(units) && units[i+1].kind == marker
	return at == answered && (u.number > 0 || tellsToDo(u.text) || isMarked)
}

// isAmongSingle says whether a line is a question where nothing is printed twice: it asks, or
// stands before options, a marker or an answer that says so.
func isAmongSingle(units []unit, i int, at place) bool {
	u := units[i]
	next := around
	if i+1 < len(units) {
		next = units[i+1].kind
	}
	switch {
	case i == 0 || at == named || u.named || u.number > 0 || asks(u.text) || beforeOptions(units, i):
		return true
	case next == bullet || next == verdict:
		return at != asked && units[i-1].kind != plain
	case i+1 < len(units) && isTruth(units[i+1].text):
		return !isTruth(u.text)
	}
	return next == marker
}

// beforeOptions says whether options stand below a line: by letters, or marked or named as right.
func beforeOptions(units []unit, i int) bool {
	for i++; i < len(units); i++ {
		switch u := units[i]; {
		case u.kind == option || u.kind == bullet && u.right:
			return true
		case u.kind != bullet:
			return u.kind == verdict && units[i-1].kind == bullet
		}
	}
	return false
}

// arePairs says whether lines stand two and two: terms and what they mean. Blank lines are between,
// or the heading says how many there are, or what is meant is longer than its term everywhere.
func arePairs(units []unit, title string) bool {
	const some, short = 3, 5 // pairs: fewer may be anything; words of a term
	apart, longer := true, true
	for i, u := range units {
		if u.kind != plain || u.named || i%2 == 1 && asks(u.text) {
			return false
		}
		words := len(strings.Fields(u.text))
		if i > 0 {
			apart = apart && (units[i-1].end == u.start) == (i%2 == 1)
		}
		if i%2 == 1 {
			longer = longer && words > len(strings.Fields(units[i-1].text))
		} else {
			longer = longer && words <= short && !asks(u.text)
		}
	}
	if len(units)%2 != 0 {
		return false
	}
	return countIn(title) == len(units)/2 && len(units) > 0 ||
		len(units) >= 2*some && (apart || longer)
}

// countIn returns how many cards a heading says that there are; -1 if it does not say.
func countIn(title string) int {
	m := counts().FindStringSubmatch(title)
	if m == nil {
		return -1
	}
	n, _ := strconv.Atoi(m[1]) // of four digits at most
	return n
}

var counts = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\((\d{1,4})\)$`) })

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

// tellsToDo says whether a line begins as what teachers tell to do: "Name two causes".
func tellsToDo(text string) bool {
	first, _, _ := strings.Cut(strings.ToLower(text), " ")
	switch strings.TrimRight(first, ",:") {
	case "name", "define", "describe", "explain", "list", "state", "outline", "summarise", "summarize",
		"give", "identify", "compare", "contrast", "discuss", "complete", "choose", "select", "match",
		"calculate", "illustrate", "distinguish", "differentiate", "mention":
		return true
	}
	return strings.HasPrefix(strings.ToLower(text), "true or false")
}

// isTruth says whether a line is the answer to a statement, marked as right or not.
func isTruth(text string) bool {
	text = form().rightMark.ReplaceAllString(text, "")
	return strings.EqualFold(text, "true") || strings.EqualFold(text, "false")
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
