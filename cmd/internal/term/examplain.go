package term

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"cards/cmd/internal/exam"
	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck/answer"
	"cards/srs"
	"cards/storage"
)

// RunExamPlain goes through a quiz or a test line by line, until it ends or the person ends it or
// in does. Of each question it writes where it stands, its text and numbered options. A line
// answers it: numbers of options, or the text that was asked for; an empty line or "show" shows the
// answer of a question that is answered in thought, then 1, 2 and 3 say known, partly and not.
// ":guess LINE" answers by a guess, ":skip" skips, ":undo" takes back the answer before, ":right"
// says that it was right too, ":quit" ends, as do "quit" and "q" where no text is asked for;
// ":edit", ":open", ":play" and ":suspend" are about the card, as in a review. In a quiz a line that
// begins with right, typo, partial or wrong follows each answer, and what explains it. Then comes
// what end writes, and where studied cards were missed one more line is read: an empty one or "y"
// asks them in today's review.
func RunExamPlain(
	ctx context.Context, s *exam.Sitting, in io.Reader, out io.Writer, end func(io.Writer) error,
	o Options,
) error {
	p := newExamPlain(s, in, out, o)
	defer p.shelf.quiet()
	if err := p.run(ctx); err != nil {
		return err
	}
	return p.end(ctx, end)
}

// EndExam is the end of [RunExamPlain], after a quiz or test on the whole terminal.
func EndExam(
	ctx context.Context, s *exam.Sitting, in io.Reader, out io.Writer, end func(io.Writer) error,
	o Options,
) error {
	return newExamPlain(s, in, out, o).end(ctx, end)
}

func newExamPlain(s *exam.Sitting, in io.Reader, out io.Writer, o Options) *examPlain {
	plain := plain{out: bufio.NewWriter(out), under: out, options: o, shelf: shelf{media: o.Media}}
	return &examPlain{plain: plain, sitting: s, next: lines(in)}
}

// end says what came of it and offers to have missed cards asked.
func (p *examPlain) end(ctx context.Context, end func(io.Writer) error) error {
	if err := errors.Join(end(p.out), p.flush()); err != nil {
		return err
	}
	return p.forward(ctx)
}

type examPlain struct {
	plain
	sitting *exam.Sitting
	next    func() <-chan input
	over    bool   // no more lines come
	told    string // which lines there are, as it was said last
}

func (p *examPlain) run(ctx context.Context) error {
	for result := moved; p.sitting.State() != exam.Finished && result != ended; {
		q := p.sitting.Question()
		if result == moved {
			p.ask(q)
		}
		line, ok, err := p.read(ctx)
		if err != nil || !ok {
			p.over = true
			return err
		}
		if result, err = p.do(ctx, q, line); err != nil {
			return errors.Join(err, p.flush())
		}
	}
	return p.flush()
}

// forward offers to have the missed cards asked in today's review. The end of input leaves them.
func (p *examPlain) forward(ctx context.Context) error {
	n := len(p.sitting.Missed())
	if n == 0 || p.over || ctx.Err() != nil {
		return ctx.Err()
	}
	them := map[bool]string{true: "it", false: "them"}[n == 1]
	p.sayWrapped("%s missed: an empty line asks %s in today's review, n leaves %s",
		out.Plural(n, "card"), them, them)
	line, ok, err := p.read(ctx)
	if err != nil || !ok || !slices.Contains([]string{"", "y", "yes"}, strings.ToLower(line)) {
		return err
	}
	if n, err = p.sitting.BringForward(); err != nil {
		return err
	}
	p.sayWrapped("%s due today; `cards undo` takes that back",
		out.Plural(n, "card")+map[bool]string{true: " is", false: " are"}[n == 1])
	return p.flush()
}

// sayWrapped says a line, broken at spaces for the terminal.
func (p *examPlain) sayWrapped(format string, args ...any) {
	p.say("%s", out.Wrap(fmt.Sprintf(format, args...), p.options.Columns, 0))
}

// read returns the next line; false at the end of input.
func (p *examPlain) read(ctx context.Context) (line string, ok bool, err error) {
	if err := p.flush(); err != nil {
		return "", false, err
	}
	if err := ctx.Err(); err != nil {
		return "", false, err // though a line may wait too
	}
	select {
	case <-ctx.Done():
		return "", false, ctx.Err()
	case in, ok := <-p.next():
		return strings.TrimSpace(in.text), ok && in.err == nil, in.err
	}
}

// ask writes a question.
func (p *examPlain) ask(q *exam.Question) {
	p.say("")
	place := append([]string{q.Card.Deck}, q.Card.Section...)
	p.say("%d of %d · %s", q.Number, p.sitting.Total(),
		out.Line(strings.Join(place, p.options.Look.sign(" › "))))
	if p.sitting.State() == exam.Reading {
		p.document(out.Document(q.Notes, q.Card.Definitions))
		p.say("---")
		p.sitting.Read()
	}
	p.document(q.Document())
	for i, o := range q.Options {
		p.say("%d) %s", i+1, out.Line(o.Text))
	}
	if told := examLines(q); told != p.told {
		p.told = told
		p.say("%s", told)
	}
}

// examLines says which lines there are.
func examLines(q *exam.Question) string {
	commands := "; :guess ..., :skip, :undo, :right, :edit, :open, :suspend, :quit"
	switch {
	case q.Form == srs.Choice && q.HasSeveral():
		return "the numbers of all that are right, such as 1 3" + commands
	case q.Form == srs.Choice:
		return "the number of the right one" + commands
	case q.Form == srs.Typed:
		return "type the answer" + commands
	}
	return "an empty line shows the answer; then 1 I knew it, 2 partly, 3 no" + commands
}

// do acts on a line.
func (p *examPlain) do(ctx context.Context, q *exam.Question, line string) (outcome, error) {
	if p.editing != nil && line != ":edit" {
		return p.takeEdit(ctx, true)
	}
	if q.Form != srs.Typed && session.Quits(line) {
		return ended, nil
	}
	command, rest, _ := strings.Cut(line, " ")
	switch command {
	case ":edit":
		return p.edit(ctx)
	case ":suspend":
		return p.suspend()
	case ":open", ":play":
		c := map[string]session.Command{":open": session.Open, ":play": session.Play}[command]
		p.say("%s", p.shelf.do(c, examScreen(p.sitting)))
		return stuck, nil
	case ":quit":
		return ended, nil
	case ":skip":
		return p.graded(p.sitting.Skip())
	case ":undo":
		if err := p.sitting.Undo(); errors.Is(err, storage.ErrNothing) {
			p.say("nothing to undo")
			return stuck, nil
		} else if err != nil {
			return ended, err
		}
		return moved, nil
	case ":right":
		return p.overrule()
	case ":guess":
		if !p.sitting.Guessing() {
			p.sitting.Guess()
		}
		line = strings.TrimSpace(rest)
	}
	return p.answer(q, line)
}

// answer takes a line for the answer.
func (p *examPlain) answer(q *exam.Question, line string) (outcome, error) {
	switch q.Form {
	case srs.Choice:
		if places, ok := placesIn(line, len(q.Options)); ok {
			return p.graded(p.sitting.Choose(places))
		}
	case srs.Typed:
		if line != "" {
			return p.graded(p.sitting.Type(line))
		}
	default:
		return p.think(q, line)
	}
	p.say("%s", examLines(q))
	return stuck, nil
}

// think shows the answer, or takes how well it was known.
func (p *examPlain) think(q *exam.Question, line string) (outcome, error) {
	kinds := map[string]answer.Kind{"1": answer.Right, "2": answer.Partial, "3": answer.Wrong}
	how, ok := kinds[line]
	switch {
	case p.sitting.State() == exam.Shown && ok:
		return p.graded(p.sitting.Know(how))
	case p.sitting.State() == exam.Asking && (line == "" || line == "show"):
		p.sitting.Show()
		p.say("---")
		p.document(q.Revealed())
		p.say("1 I knew it, 2 partly, 3 no")
		return stuck, nil
	}
	p.say("%s", examLines(q))
	return stuck, nil
}

// placesIn reads numbers of options; false if a line is not those.
func placesIn(line string, options int) (places []int, ok bool) {
	for _, field := range strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ',' }) {
		n, err := strconv.Atoi(field)
		if err != nil || n < 1 || n > options {
			return nil, false
		}
		places = append(places, n-1)
	}
	return places, len(places) > 0
}

// graded says what an answer was worth, in a quiz, and goes on.
func (p *examPlain) graded(r exam.Result, err error) (outcome, error) {
	if err != nil {
		return ended, err
	}
	q := p.sitting.Question()
	if p.sitting.Kind() == exam.Quiz {
		p.say("%s", Verdict(r, q))
		p.explain(r, q)
	}
	p.sitting.Next()
	return moved, nil
}

// explain says what belongs to an answer: which question a wrong choice answers, and why.
func (p *examPlain) explain(r exam.Result, q *exam.Question) {
	if r.Answers != "" {
		p.say("%s: that answers: %s", r.Given, r.Answers)
	}
	if q.Card.More != "" {
		p.document(out.Document(q.Card.More, q.Card.Definitions))
	}
	if r.Notes > 0 {
		p.say("%s", notesAt(q, r))
	}
	if r.Comes {
		p.say("it comes back in this quiz")
	}
}

// notesAt says where the notes say what is right.
func notesAt(q *exam.Question, r exam.Result) string {
	return fmt.Sprintf("the notes say so in %s, line %d", q.Card.Path, r.Notes)
}

// overrule says that the answer before was right too.
func (p *examPlain) overrule() (outcome, error) {
	done, err := p.sitting.Overrule()
	switch {
	case err != nil:
		return ended, err
	case !done:
		p.say("the answer before needs no help")
		return stuck, nil
	}
	p.say("right: by your own judgement")
	p.sitting.Next()
	return moved, nil
}

// Verdict says in one line what an answer was worth; it begins with right, typo, partial or wrong.
func Verdict(r exam.Result, q *exam.Question) string {
	switch {
	case r.Kind == answer.Typo:
		return "typo: " + q.Answer()
	case r.Kind == answer.Partial && r.Of > 0 && r.Missing != "":
		return fmt.Sprintf("partial %d of %d: %s", r.Got, r.Of, r.Missing)
	case r.Kind == answer.Partial:
		return "partial: " + q.Answer()
	case r.Kind == answer.Right:
		return "right"
	}
	return "wrong: " + q.Answer()
}
