package term

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"cards/cmd/internal/exam"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck/answer"
	"cards/srs"
)

// examPage is what a quiz or a test shows of where it stands.
type examPage struct {
	senses
	sitting *exam.Sitting
	keys    session.Keys

	width, height int
	line          entry
	open          bool         // keys are text
	chosen        map[int]bool // options, where several are right
	message       string
	helps         bool
	wrong         []string // what an editor left wrong; nil if nothing was
	body          []string // rendered for the width
	top           int      // first line of it that is shown
}

// View implements [tea.Model].
func (p *examPage) View() tea.View {
	v := tea.NewView(strings.Join(unmarked(p.lines()), "\n"))
	v.AltScreen = true
	return v
}

// lines are the whole screen, from top to bottom.
func (p *examPage) lines() []string {
	if p.width == 0 || p.sitting.State() == exam.Finished {
		return nil
	}
	body, _ := p.layout().lines(p.painter, p.top)
	lines := append(append([]string{p.header(), ""}, body...), p.footer()...)
	return lines[:min(len(lines), max(p.height, 1))]
}

func (p *examPage) header() string {
	q := p.sitting.Question()
	place := append([]string{p.sitting.Kind().String() + p.sign(" · ") + q.Card.Deck},
		q.Card.Section...)
	return p.paint(dim, p.spread(out.Line(strings.Join(place, p.sign(" › "))),
		fmt.Sprintf("%d of %d", q.Number, p.sitting.Total()), p.width))
}

func (p *examPage) layout() layout {
	l := layout{width: p.width, moving: p.body, room: max(p.height-2-len(p.footer()), 1)}
	if p.message != "" {
		l.message = p.linesOf(p.wrap(appendText(nil, p.message, 0), p.width))
		l.room = max(l.room-len(l.message), 1)
	}
	if len(l.moving) > l.room {
		l.counted, l.room = true, max(l.room-1, 1)
	}
	return l
}

// footer says what can be done.
func (p *examPage) footer() []string {
	right := append(hintOf(p.keys, session.Help, ""), hintOf(p.keys, session.Quit, "")...)
	if p.takes() { // other keys are text
		right = hintOf(p.keys, session.Type, "keys")
	}
	return p.hintLines(p.hints(), right, p.width)
}

func (p *examPage) hints() []hint {
	q := p.sitting.Question()
	switch {
	case p.helps:
		return hintOf(p.keys, session.GoOn, "close")
	case p.sitting.State() == exam.Reading:
		return hintOf(p.keys, session.GoOn, "go on")
	case p.sitting.State() == exam.Answered:
		list := hintOf(p.keys, session.GoOn, "go on")
		if p.sitting.Result().Kind != answer.Right {
			list = append(list, hintOf(p.keys, session.Right, "")...)
		}
		return append(list, hintOf(p.keys, session.Undo, "")...)
	case p.sitting.State() == exam.Shown:
		return []hint{{"1", "I knew it"}, {"2", "partly"}, {"3", "no"}}
	case p.takes():
		return []hint{{"enter", "answer"}}
	}
	list := append(hintOf(p.keys, session.Guess, ""), hintOf(p.keys, session.Skip, "")...)
	switch {
	case q.Form == srs.Choice && q.HasSeveral():
		return append([]hint{
			{p.sign("1–") + fmt.Sprint(len(q.Options)), "choose"},
			{"enter", "answer"},
		}, list...)
	case q.Form == srs.Choice:
		return append([]hint{{p.sign("1–") + fmt.Sprint(len(q.Options)), "answer"}}, list...)
	case q.Form == srs.Typed:
		return append(hintOf(p.keys, session.Type, "type"), list...)
	}
	return append(hintOf(p.keys, session.GoOn, "show the answer"), list...)
}

// render lays out what is shown for the width.
func (p *examPage) render() {
	q := p.sitting.Question()
	if p.width == 0 || q == nil {
		return
	}
	if p.helps {
		p.body = p.keyLines(p.keys, p.width)
		return
	}
	if p.wrong != nil {
		p.body = nil
		for _, text := range p.wrong {
			p.body = append(p.body, p.wrapped(text, p.width)...)
		}
		return
	}
	if p.sitting.State() == exam.Reading {
		p.body = Document(out.Document(q.Notes, q.Card.Definitions), p.width, p.Look)
		return
	}
	p.body = Document(q.Document(), p.width, p.Look)
	p.body = append(p.body, "")
	switch {
	case q.Form == srs.Choice:
		p.body = append(p.body, p.optionLines(q)...)
	case q.Form == srs.Typed && p.sitting.State() == exam.Asking:
		typed := appendText(nil, "> "+p.line.before+p.caret()+p.line.after, code)
		p.body = append(p.body, p.linesOf(p.cut(typed, p.width))...)
		p.top = p.layout().clamp(len(p.body)) // what is typed stays in sight
	case p.sitting.State() == exam.Asking:
	case p.besideIsAll(q):
		p.body = p.body[:len(p.body)-1] // the blank line, which comes before what is said too
	default:
		p.body = append(append(p.body, p.paint(dim, p.sign("────"))),
			Document(q.Revealed(), p.width, p.Look)...)
	}
	if p.sitting.Guessing() {
		p.message = "a guess"
	}
	if p.sitting.State() == exam.Answered {
		p.body = append(p.body, p.verdict(q, *p.sitting.Result())...)
	}
}

// caret stands where the next letter comes.
func (p *examPage) caret() string {
	if p.open {
		return "_"
	}
	return ""
}

// optionLines are the options of a choice, with signs by what was chosen and what is right.
func (p *examPage) optionLines(q *exam.Question) []string {
	var lines []string
	result := p.sitting.Result()
	for i, o := range q.Options {
		sign := " "
		switch {
		case p.sitting.State() == exam.Answered && o.Right:
			sign = "✓"
		case p.sitting.State() == exam.Answered && slices.Contains(chosenTexts(result), o.Text):
			sign = "✗"
		case p.chosen[i]:
			sign = "●"
		}
		const indent = 5
		text := appendText(nil, out.Line(o.Text), 0)
		for j, line := range p.linesOf(p.wrap(text, max(p.width-indent, 1))) {
			lead := strings.Repeat(" ", indent)
			if j == 0 {
				lead = fmt.Sprintf("%s %-3d", p.sign(sign), i+1)
			}
			lines = append(lines, lead+line)
		}
	}
	return lines
}

// chosenTexts are the options that were chosen.
func chosenTexts(r *exam.Result) []string {
	if r == nil {
		return nil
	}
	return r.Chosen
}

// comparison is that of what was typed with what is right; false where there is none to show.
func (p *examPage) comparison() (session.Comparison, bool) {
	r := p.sitting.Result()
	if r == nil || r.Kind == answer.Right || len(r.Typed.Typed) == 0 {
		return session.Comparison{}, false
	}
	return r.Typed, true
}

// besideIsAll says whether the comparison with what was typed shows all of the answer.
func (p *examPage) besideIsAll(q *exam.Question) bool {
	_, ok := p.comparison()
	doc := q.Revealed()
	return ok && isLine(doc) && out.Line(doc.Text(doc.Root)) == q.Answer()
}

// worth says what an answer was worth.
func (p *examPage) worth(q *exam.Question, r exam.Result) string {
	right := map[bool]string{true: "you knew it", false: "right"}[q.Form == srs.Recall && !r.Own]
	switch {
	case r.Kind == answer.Right:
		return p.sign("✓ ") + right
	case r.Kind == answer.Typo:
		return p.sign("✓ right but for its spelling")
	case r.Kind == answer.Partial && q.Form == srs.Recall:
		return "partly right"
	case r.Kind == answer.Partial:
		return partly(r.Verdict)
	case r.Skipped:
		return p.sign("✗ skipped")
	case q.Form == srs.Recall:
		return p.sign("✗ not known")
	}
	return p.sign("✗ wrong")
}

// verdict says what an answer was worth, and why.
func (p *examPage) verdict(q *exam.Question, r exam.Result) []string {
	text := appendText(nil, p.worth(q, r), bold)
	lines := append([]string{""}, p.linesOf(p.wrap(text, p.width))...)
	say := func(text string) {
		lines = append(lines, p.wrapped(text, p.width)...)
	}
	if c, ok := p.comparison(); ok {
		lines = append(lines, p.beside(c, p.width)...)
	}
	if r.Answers != "" {
		say(r.Given + ": that answers: " + r.Answers)
	}
	if q.Card.More != "" {
		lines = append(append(lines, ""),
			Document(out.Document(q.Card.More, q.Card.Definitions), p.width, p.Look)...)
	}
	if r.Notes > 0 {
		say(notesAt(q, r))
	}
	if r.Comes {
		say("It comes back in this quiz.")
	}
	return lines
}

// takes says whether keys are text now.
func (p *examPage) takes() bool {
	q := p.sitting.Question()
	return p.open && q != nil && q.Form == srs.Typed && p.sitting.State() == exam.Asking && !p.helps
}

func (p *examPage) shown() session.Screen { return examScreen(p.sitting) }
