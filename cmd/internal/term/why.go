package term

import (
	"fmt"
	"math"
	"strings"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/srs"
	"cards/storage/journal"
)

// Account is how what is known of a card is laid out.
type Account struct {
	Width int // of the lines; 0 for no limit
	Look
	Plot     bool // draw the forgetting curve
	Calendar srs.Calendar
	Now      time.Time
}

// account is how a card is told of in a sitting.
func (o Options) account(width int, plot bool) Account {
	return Account{Width: width, Look: o.Look, Plot: plot, Calendar: o.Calendar, Now: o.Now()}
}

// Lines tells in sentences why a card is asked or not, how its interval came about, and what each
// rating would do.
func (a Account) Lines(w *desk.Why) []string {
	t := telling{Account: a, painter: painter{a.Look}}
	t.say(dim, t.painter.place(w.Card))
	t.say(bold, t.painter.Plain(w.Card.Front, w.Card.Definitions))
	t.blank()
	t.say(0, t.reason(w))
	for _, text := range t.standing(w) {
		t.say(0, text)
	}
	t.heading("What each rating would do now")
	for i, o := range w.Ratings {
		t.say(0, fmt.Sprintf("%d %s: %s", i+1, ratings[i], t.outcome(w, o)))
	}
	if curve := t.curve(w); a.Plot && len(curve) > 0 {
		t.heading("The chance that you know it")
		t.lines = append(t.lines, curve...)
	}
	t.past(w)
	return t.lines
}

// Past tells how the interval of a card came about, event by event; nothing of one without events.
func (a Account) Past(w *desk.Why) []string {
	t := telling{Account: a, painter: painter{a.Look}}
	t.past(w)
	return t.lines
}

// telling is an account that is being written.
type telling struct {
	Account
	painter
	lines []string
}

func (t *telling) say(s style, text string) {
	t.lines = append(t.lines, t.linesOf(t.painter.Widths.wrap(appendText(nil, text, s), t.Width))...)
}

func (t *telling) blank() { t.lines = append(t.lines, "") }

func (t *telling) heading(text string) {
	t.blank()
	t.say(bold, text)
}

// reason says why the card is asked today or not.
func (t *telling) reason(w *desk.Why) string {
	switch w.Reason {
	case desk.Asked:
		return t.asked(w)
	case desk.Stepping:
		return "It waits: its learning step is over " +
			out.When(w.Card.Schedule.Due.At, t.Now, t.Calendar) + "."
	case desk.Later:
		due := w.Card.Schedule.Due.Day
		return fmt.Sprintf("It is not due until %s, in %s.", due, out.Plural(int(due-w.Day), "day"))
	case desk.IsDraft:
		return "It is not asked: its note is a draft, until you remove the word from its label."
	case desk.IsSuspended:
		return fmt.Sprintf("It is not asked: it is suspended. `cards resume %s` asks it again.",
			brief(w.Card))
	case desk.IsPutAway:
		return fmt.Sprintf("It is not asked today: it is buried until %s. `cards unbury %s` "+
			"asks it sooner.",
			w.Card.Buried, brief(w.Card))
	case desk.SiblingAnswered:
		return "It could be asked today, but another card of its note was answered today. It waits for another day " +
			"(`cards help siblings`)."
	case desk.SiblingFirst:
		return fmt.Sprintf("It could be asked today, but another card of its note comes first: %s. It waits for another "+
			"day (`cards help siblings`).", t.painter.quoted(w.Sibling))
	}
	return t.limited(w)
}

// asked says since when the card is due.
func (t *telling) asked(w *desk.Why) string {
	s := w.Card.Schedule
	switch late := int(w.Day - s.Due.Day); {
	case s.Phase == srs.New:
		return "It is new, and one of the new cards of today."
	case !s.Due.At.IsZero():
		return "It is due: its learning step is over."
	case late == 0:
		return "It is due today."
	default:
		return fmt.Sprintf("It has been due for %s, since %s.", out.Plural(late, "day"), s.Due.Day)
	}
}

// limited says which limit keeps the card back.
func (t *telling) limited(w *desk.Why) string {
	kind, command := "reviews", "reviews_per_day"
	if w.Limit.New {
		kind, command = "new cards", "new_per_day"
	}
	whose := "the collection"
	if w.Limit.Of != "" {
		whose = out.Line(w.Limit.Of)
	}
	text := fmt.Sprintf("It could be asked today, but a limit keeps it back: %s a day, of %s (%s); %s asked today.",
		out.Count(w.Limit.PerDay)+" "+kind, whose, command, out.Count(w.Limit.Asked))
	if w.Limit.New {
		text += " `cards review --new 10` asks ten more."
	}
	return text
}

// standing says what is known of the card's memory.
func (t *telling) standing(w *desk.Why) []string {
	s := w.Card.Schedule
	if w.Stability == 0 {
		return []string{"You have not answered it yet, so nothing is known of your memory of it."}
	}
	answered := "You have answered it " + out.Times(s.Reviews)
	if s.Lapses > 0 {
		answered += fmt.Sprintf(" and forgotten it %s after it was learned", out.Times(s.Lapses))
	}
	if w.Leech {
		answered += "; it is a leech: reword it, or split it"
	}
	return []string{
		answered + ".",
		fmt.Sprintf("The chance that you know it is %s now, and will be %s in a week. Your memory of it lasts %s: that "+
			"long after an answer the chance has fallen to 90 %%. Its difficulty is %.1f on a scale of 1 to 10.",
			percent(w.Recall(0)), percent(w.Recall(7)), spell(w.Stability), s.Memory.Difficulty),
	}
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

// past tells how the interval came about.
func (t *telling) past(w *desk.Why) {
	if len(w.Past) == 0 {
		return
	}
	t.heading("How its interval came about")
	for i := range w.Past {
		t.say(0, w.Past[i].Day.String()+"  "+t.event(&w.Past[i]))
	}
	t.say(dim, fmt.Sprintf("The card comes back when the chance has fallen to %s, give or take "+
		"a few days: cards that were learned together should not stay together. All of this "+
		"follows from the parameters of today; those of earlier days may have led to other intervals.", percent(w.Retention)))
}

// event tells of one event of the past.
func (t *telling) event(p *desk.Past) string {
	switch b := p.Event.Body.(type) {
	case journal.Reviewed:
		return t.answer(p, b)
	case journal.DueSet:
		return "due date set by hand to " + t.due(b.Due) + "."
	case journal.Reset:
		return "made new again by hand."
	case journal.Started:
		return fmt.Sprintf("began with a memory of %s from elsewhere, due on %s.", spell(p.Stability[1]),
			t.due(b.Due))
	}
	return ""
}

func (t *telling) due(d srs.Due) string {
	if d.At.IsZero() {
		return d.Day.String()
	}
	return d.At.In(t.Calendar.Zone).Format("2006-01-02 15:04")
}

// answer tells of an answer.
func (t *telling) answer(p *desk.Past, r journal.Reviewed) string {
	if !r.Counts() {
		return fmt.Sprintf("%s, in %s: practice, which changes nothing.", r.Rating, r.Purpose)
	}
	var b strings.Builder
	b.WriteString(r.Rating.String())
	switch {
	case p.Recall == 0:
		b.WriteString(", the first answer")
	case p.Elapsed > 0:
		fmt.Fprintf(&b, " after %s, at a chance of %s", out.Plural(p.Elapsed, "day"), percent(p.Recall))
	default:
		b.WriteString(" on the same day")
	}
	if p.Recall == 0 {
		fmt.Fprintf(&b, ": memory %s", spell(p.Stability[1]))
	} else {
		fmt.Fprintf(&b, t.painter.sign(": memory %s → %s"), spell(p.Stability[0]),
			spell(p.Stability[1]))
	}
	b.WriteString(", back after " + t.interval(r.Review, p.Exact) + ".")
	return b.String()
}

// interval says how long an answer put the card off, and how long the memory model would have.
func (t *telling) interval(r srs.Review, exact float64) string {
	days, step := r.Interval()
	if days == 0 {
		return "a step of " + out.Rough(step)
	}
	text := out.Plural(days, "day")
	if exact > 0 {
		text += fmt.Sprintf(" (%s by the model)", spell(exact))
	}
	return text
}

// outcome says what a rating would do.
func (t *telling) outcome(w *desk.Why, o desk.Outcome) string {
	memory := spell(o.Stability)
	if w.Stability > 0 {
		memory = spell(w.Stability) + t.painter.sign(" → ") + memory
	}
	return fmt.Sprintf("memory %s, back after %s.", memory, t.interval(o.Review, 0))
}

const (
	curveRows  = 5
	curveLabel = 7  // cells beside the plot
	curveWidth = 60 // cells of the plot, at most
	curveLeast = 10 // and at least
)

// curve draws the chance of recall from the first answer on, a column each, with the ratings below
// it and where today is; nil without answers.
func (t *telling) curve(w *desk.Why) []string {
	width := curveWidth
	if t.Width > 0 {
		width = min(width, t.Width-curveLabel)
	}
	if width < curveLeast {
		return nil
	}
	points := w.Curve(width)
	if points == nil {
		return nil
	}
	lowest := 1.0
	for _, p := range points {
		lowest = min(lowest, p.Recall)
	}
	floor := math.Floor(lowest*10) / 10
	var lines []string
	for row := curveRows - 1; row >= 0; row-- {
		base, unit := floor+(1-floor)*float64(row)/curveRows, (1-floor)/curveRows
		label := fmt.Sprintf("%5s", percent(base+unit))
		lines = append(lines,
			label+t.painter.sign(" ┤"+strings.TrimRight(curveRow(points, base, unit), " ")))
	}
	return append(lines, t.painter.sign("      └"+axis(w, points)), "       "+ends(points, w.Day))
}

// curveRow draws one row: the part of each value above base, in eighths of unit.
func curveRow(points []desk.Point, base, unit float64) string {
	eighths := []rune(" ▁▂▃▄▅▆▇█")
	var b strings.Builder
	for _, p := range points {
		part := min(max((p.Recall-base)/unit, 0), 1) * 8
		b.WriteRune(eighths[int(math.Round(part))])
	}
	return b.String()
}

// axis is the line below the plot, with the last rating of each column and a sign for today.
func axis(w *desk.Why, points []desk.Point) string {
	line := []rune(strings.Repeat("─", len(points)))
	for _, p := range w.Past {
		if r, ok := p.Event.Body.(journal.Reviewed); ok && r.Counts() {
			line[column(points, p.Day)] = rune('0' + r.Rating)
		}
	}
	if at := column(points, w.Day); line[at] == '─' {
		line[at] = '┴'
	}
	return string(line)
}

// column returns the last point that is not after a day, of several on one day the first.
func column(points []desk.Point, day srs.Day) int {
	at := 0
	for i, p := range points {
		if p.Day <= day && p.Day > points[at].Day {
			at = i
		}
	}
	return at
}

// ends names the first and the last day of the plot, and today where there is room.
func ends(points []desk.Point, today srs.Day) string {
	width := len(points)
	first, last := points[0].Day.String(), points[width-1].Day.String()
	if width < len(first)+len(last)+1 {
		return first
	}
	line := []rune(first + strings.Repeat(" ", width-len(first)-len(last)) + last)
	const now = "today"
	at := column(points, today) - len(now)/2
	if at > len(first) && at+len(now) < width-len(last) {
		copy(line[at:], []rune(now))
	}
	return string(line)
}
