package term

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/session"
	"cards/deck/markup"
	"cards/srs"
)

// RunPlain goes through a session line by line, until it ends or the person ends it or in does. It
// writes whole lines, moves no cursor, and everything is written before the next line is read. An
// empty line or "show" shows the answer; 1 to 4 or the name of a rating rates it; "undo" and "quit"
// do what they say. Where the answer is to be typed any other line is that, and shows it after the
// line that begins with right, typo, partial or wrong; commands are ":show", ":undo" and ":quit"
// there. After an answer is kept and before the next card comes the line "rated RATING, due
// INSTANT"; while cards only wait, "waiting until INSTANT", in RFC 3339. If the last answer could
// not be kept, why is the error that is returned.
func RunPlain(ctx context.Context, s Sitting, in io.Reader, out io.Writer, o Options) error {
	p := plain{
		sitting: s, out: bufio.NewWriter(out), under: out, options: o,
		shelf: shelf{media: o.Media, auto: o.Autoplay, read: o.Reader},
	}
	defer p.shelf.quiet()
	return p.run(ctx, lines(in))
}

type plain struct {
	sitting Sitting
	out     *bufio.Writer
	under   io.Writer // out
	options Options
	shelf   shelf
	screen  session.Screen   // that is shown
	editing *session.Editing // what was left wrong in the editor; nil if nothing was
	unkept  error            // why the last answer is not kept; nil if it is, or if another process has answered the card
}

// outcome is what a line led to.
type outcome uint8

const (
	moved outcome = iota // there is something new to show
	stuck                // the line could not be used
	ended
)

func (p *plain) run(ctx context.Context, next func() <-chan input) error {
	if p.options.Notice != "" {
		p.say("%s", p.options.Notice)
	}
	for greeted := false; ; greeted = true {
		screen, err := p.sitting.Screen()
		if err != nil {
			return err
		}
		if screen.State == session.Finished {
			return p.end(screen)
		}
		if !greeted {
			p.say("%s", greeting(screen.Kind))
		}
		p.show(screen)
		p.screen = screen
		p.shelf.turn(screen)
		result, err := p.step(ctx, screen, next)
		if err != nil {
			return err
		}
		if result == ended {
			return p.end(screen)
		}
	}
}

// greeting says which lines there are.
func greeting(k session.Kind) string {
	if k == session.Look {
		return "enter shows the answer, then the next card; nothing is rated; quit, help"
	}
	return "enter shows the answer; 1 to 4 rate it: again, hard, good, easy; then undo, quit, help"
}

// step reads lines until one can be used.
func (p *plain) step(ctx context.Context, screen session.Screen, next func() <-chan input) (outcome, error) {
	for {
		if err := p.flush(); err != nil {
			return ended, err
		}
		select {
		case <-ctx.Done():
			return ended, ctx.Err()
		case line, ok := <-next():
			if !ok || line.err != nil {
				return ended, line.err
			}
			result, err := p.do(ctx, screen, line.text)
			if err != nil || result != stuck {
				return result, err
			}
		}
	}
}

// do acts on a line.
func (p *plain) do(ctx context.Context, screen session.Screen, text string) (outcome, error) {
	line := strings.ToLower(strings.TrimSpace(text))
	if p.editing != nil && p.options.Keys.Word(strings.TrimPrefix(line, ":")) != session.Edit {
		return p.takeEdit(ctx, true), nil
	}
	ch := session.NewChoice(screen.Card)
	if screen.State == session.Asking && (isTyped(screen) || ch != nil) {
		command, isCommand := strings.CutPrefix(line, ":")
		if c, _, ok := p.command(command); line != "" && (!isCommand || !ok || isRating(c)) {
			return p.answered(ch, text), nil
		}
	}
	line = strings.TrimPrefix(line, ":")
	command, flag, ok := p.command(line)
	switch {
	case line == "" && (screen.State != session.Revealed || screen.Kind == session.Look), ok &&
		command == session.Show && screen.State == session.Asking:
		return p.goOn(screen.State), nil
	case !ok || command == session.Show || isRating(command) && !canRate(screen):
		p.say("%s", expected(screen))
		return stuck, nil
	}
	if r, ok := command.Rating(); ok {
		return p.rate(r)
	}
	if command == session.Edit {
		return p.edit(ctx), nil
	}
	return p.act(command, flag), nil
}

// canRate says whether the card that is shown can be rated now.
func canRate(s session.Screen) bool {
	return s.State == session.Revealed && s.Kind != session.Look
}

func isRating(c session.Command) bool {
	_, ok := c.Rating()
	return ok
}

// command returns what a line says, with the number after "flag"; false if it says nothing that can
// be done.
func (p *plain) command(line string) (c session.Command, flag int, ok bool) {
	word, rest, _ := strings.Cut(line, " ")
	c = p.options.Keys.Word(word)
	if r := ratingOf(line); r != 0 {
		c = session.RateAgain + session.Command(r-srs.Again)
	}
	if c != session.Flag {
		return c, 0, c != session.NoCommand && rest == ""
	}
	n, err := strconv.Atoi(strings.TrimSpace(rest))
	return c, n, err == nil && 0 <= n && n <= desk.MaxFlag
}

// goOn shows the answer, asks a waiting card, or passes one that is looked at.
func (p *plain) goOn(state session.State) outcome {
	switch state {
	case session.Waiting:
		p.sitting.Early()
	case session.Revealed:
		p.sitting.Pass()
	default:
		p.sitting.Reveal()
	}
	return moved
}

// act does what a command says that is no answer.
func (p *plain) act(c session.Command, flag int) outcome {
	switch c {
	case session.Quit:
		return ended
	case session.Help:
		p.help()
		return stuck
	case session.Info:
		p.info()
		return stuck
	case session.Open, session.Play:
		p.say("%s", p.shelf.do(c, p.screen))
		return stuck
	}
	d := p.options.Look.act(p.sitting, c, flag)
	p.say("%s", d.said)
	if !d.moved || c == session.Flag {
		return stuck
	}
	return moved
}

// info says what is known of the card that is asked; a plot would not read well aloud.
func (p *plain) info() {
	w, err := p.sitting.Why()
	switch {
	case err != nil:
		p.say("%s", refused(err))
	case w == nil:
		p.say("%s", noCard)
	default:
		for _, line := range p.options.account(0, false).Lines(w) {
			p.say("%s", line)
		}
	}
}

// help lists the lines that can be used.
func (p *plain) help() {
	p.say("an empty line or show: show the answer; that never rates")
	p.say("1, 2, 3, 4 or again, hard, good, easy: rate it")
	for _, e := range p.options.Keys.Entries() {
		b := e.Bindings[0]
		if _, rates := b.Command.Rating(); b.Command != session.Show && !rates && b.Lines {
			p.say("%s: %s", b.Line(), e.Does)
		}
	}
}

// expected says which lines can be used.
func expected(s session.Screen) string {
	switch {
	case s.State == session.Asking:
		return "an empty line or show shows the answer; undo, quit, help"
	case canRate(s):
		return "1 again, 2 hard, 3 good or 4 easy; undo, quit, help"
	case s.State == session.Revealed:
		return "an empty line shows the next card; quit, help"
	}
	return "an empty line asks the next card early; undo, quit, help"
}

func (p *plain) show(s session.Screen) {
	switch s.State {
	case session.Asking:
		p.say("")
		look := p.options.Look
		p.say("%s · %s", look.progress(s, false), look.standing(s))
		p.document(s.Question())
		if isTyped(s) {
			p.say("type the answer, or :show, :undo, :quit, :help")
		} else if session.NewChoice(s.Card) != nil {
			p.say("type the number of an option, or :show, :undo, :quit, :help")
		}
	case session.Revealed:
		p.say("")
		if answer := s.Answer(); answer != nil {
			p.document(answer)
		} else {
			p.document(s.Question())
		}
		if more := s.More(); more != nil {
			p.say("")
			p.document(more)
		}
		p.say("%s", p.options.Look.previews(s))
	case session.Waiting:
		p.say("waiting until %s", s.Until.In(p.options.Calendar.Zone).Format(time.RFC3339))
		p.say("%s; an empty line asks one early", comeBack(s.Waiting, s.Until, p.options.Now()))
	}
}

// previews says what each rating would do, or how to go on where nothing is rated.
func (l Look) previews(s session.Screen) string {
	if s.Kind == session.Look {
		return "an empty line shows the next card"
	}
	parts := make([]string, len(ratings))
	for i, r := range ratings {
		parts[i] = fmt.Sprintf("%d %s", i+1, promise(s, r))
	}
	return strings.Join(parts, l.sign(" · "))
}

// document writes a text of a card; nothing is broken into lines that the reader may want whole.
func (p *plain) document(doc *markup.Document) {
	for _, line := range Document(doc, 0, p.options.Look) {
		p.say("%s", line)
	}
}

func (p *plain) say(format string, args ...any) {
	fmt.Fprintf(p.out, p.options.Look.sign(format)+"\n", args...)
}

// flush hands everything to the reader, through the buffer of the writer below too if it has one.
func (p *plain) flush() error {
	if err := p.out.Flush(); err != nil {
		return err
	}
	if f, ok := p.under.(interface{ Flush() error }); ok {
		return f.Flush()
	}
	return nil
}

func (p *plain) end(last session.Screen) error {
	summary, err := p.sitting.Summary()
	if err != nil {
		return err
	}
	for _, line := range farewell(summary, last.Left.Total(), p.options, false) {
		p.say("%s", line)
	}
	if err := p.flush(); err != nil || p.unkept == nil {
		return err
	}
	return fmt.Errorf("the last answer was not saved: %w", p.unkept)
}

// input is a line that was read, or why none was.
type input struct {
	text string
	err  error
}

// maxLine is the length of the longest line that is read.
const maxLine = 1 << 20

// lines reads lines as they are asked for, each into a channel of its own, so that a cancelled
// context need not wait for one. The channel is closed without a line at the end of the input.
func lines(in io.Reader) (next func() <-chan input) {
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, maxLine)
	return func() <-chan input {
		out := make(chan input, 1)
		go func() {
			defer close(out)
			if scanner.Scan() {
				out <- input{text: scanner.Text()}
			} else if err := scanner.Err(); err != nil {
				out <- input{err: fmt.Errorf("read answers: %w", err)}
			}
		}()
		return out
	}
}
