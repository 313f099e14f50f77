package studypage

import (
	"slices"
	"strconv"
	"strings"
)

// reply is what stands between a question and the next.
type reply struct {
	options  []unit
	lines    []unit   // bare ones
	verdicts []string // what "Answer:" stands before
	all      []string // lines and items of lists, in order
	hidden   bool     // a marker stands in the place of the answer
}

// answer reads what stands between a question and the next. Bullets are options if isChoice says so
// or a marker follows them; where cards have no options bare lines are none.
func (q *Question) answer(units []unit, isChoice, isCard bool) {
	p := q.collect(units)
	if len(p.options) == 0 && p.hasBareOptions(isCard) {
		p.options, p.lines, p.all = p.lines, nil, nil
		for i := range p.options {
			p.options[i].option(p.options[i].text)
		}
	}
	for _, o := range p.options {
		q.Options = append(q.Options, Option{Text: o.text, Right: o.right})
	}
	q.judge(p.verdicts, p.options)
	if q.rights() == 0 && !q.tick(textsOf(p.lines)...) &&
		(p.isList() && !p.hidden && !isChoice || len(q.Options) == 1) {
		q.Options = nil
	}
	switch {
	case q.rights() > 0:
		if q.More == "" && !q.tick(textsOf(p.lines)...) {
			q.More = strings.Join(textsOf(p.lines), "\n")
		}
	case len(q.Options) > 0:
		q.Answer = strings.Join(append(textsOf(p.lines), p.verdicts...), "\n")
	case len(p.options) == 1 && len(p.all) == 1:
		q.Answer = p.options[0].text
	default:
		q.Answer = strings.Join(p.all, "\n")
	}
}

// collect sorts the lines behind a question.
func (q *Question) collect(units []unit) reply {
	var p reply
	for _, u := range units {
		switch u.kind {
		case marker:
			p.hidden = true
			continue
		case around, counted:
			continue
		case option, bullet:
			p.options = append(p.options, u)
			p.all = append(p.all, itemOf(u))
		case verdict:
			if u.text != "" {
				p.verdicts = append(p.verdicts, u.text)
				p.all = append(p.all, u.text)
			}
		case because:
			q.More = strings.TrimPrefix(q.More+"\n"+u.text, "\n")
		case plain:
			if q.More != "" {
				q.More += "\n" + u.text
				break
			}
			p.lines = append(p.lines, u)
			p.all = append(p.all, form().rightMark.ReplaceAllString(u.text, ""))
		}
		q.End = u.end
	}
	return p
}

// itemOf returns a line as an item of a list.
func itemOf(u unit) string {
	if u.number > 0 {
		return strconv.Itoa(u.number) + ". " + u.text
	}
	return "- " + u.text
}

func textsOf(units []unit) []string {
	texts := make([]string, len(units))
	for i, u := range units {
		texts[i] = u.text
	}
	return texts
}

// hasBareOptions says whether bare lines are options: one of them is marked or named as right, or
// they are several of which a marker hides the right one, or those of a statement.
func (p *reply) hasBareOptions(isCard bool) bool {
	n := len(p.lines)
	if n < 2 || n < len(p.all)-len(p.verdicts) {
		return false
	}
	isSentence := false
	for _, u := range p.lines {
		isSentence = isSentence || strings.HasSuffix(u.text, ".")
		if form().rightMark.MatchString(u.text) {
			return true
		}
	}
	isTruths := n == 2 && isTruth(p.lines[0].text) && isTruth(p.lines[1].text)
	options := asSet(textsOf(p.lines))
	isNamed := slices.ContainsFunc(p.verdicts, func(v string) bool {
		return n > 2 && form().letterList.MatchString(v) || options[essence(v)]
	})
	return isTruths || isNamed || p.hidden && !isCard && !isSentence
}

// isList says whether the options are bullets of which none is marked: they may be an answer.
func (p *reply) isList() bool {
	for _, o := range p.options {
		if o.letter != "" || o.kind != bullet {
			return false
		}
	}
	return len(p.options) > 0
}

func (q *Question) rights() int {
	n := 0
	for _, o := range q.Options {
		if o.Right {
			n++
		}
	}
	return n
}

// judge marks the options that "Correct answer: …" names: by letters, by a letter with its text, or
// by the text.
func (q *Question) judge(verdicts []string, options []unit) {
	known, letters := asSet(textsOf(options)), make(map[string]bool)
	var texts []string
	for _, v := range verdicts {
		m := form().lettered.FindStringSubmatch(v)
		switch {
		case form().letterList.MatchString(v):
			for _, l := range form().oneLetter.FindAllString(v, -1) {
				letters[strings.ToUpper(l)] = true
			}
		case m == nil || known[essence(v)]:
			texts = append(texts, v)
		default:
			letters[strings.ToUpper(m[1])], texts = true, append(texts, m[2])
		}
	}
	q.tick(texts...)
	for i, o := range options {
		letter := o.letter
		if letter == "" && i < 'H'-'A'+1 {
			letter = string(rune('A' + i)) // by their order
		}
		if letters[letter] {
			q.Options[i].Right = true
		}
	}
}

// tick marks the options that are equal to one of some texts; false if none is.
func (q *Question) tick(texts ...string) bool {
	wanted, found := asSet(texts), false
	for i := range q.Options {
		if wanted[essence(q.Options[i].Text)] {
			q.Options[i].Right, found = true, true
		}
	}
	return found
}

// asSet returns the essences of texts.
func asSet(texts []string) map[string]bool {
	set := make(map[string]bool, len(texts))
	for _, text := range texts {
		set[essence(text)] = true
	}
	return set
}

// essence returns a text without capitals and a full stop.
func essence(text string) string { return strings.ToLower(strings.TrimRight(text, ".")) }
