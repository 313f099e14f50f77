package term

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
	"cards/deck"
)

// Edit lets the person edit a text and returns it.
type Edit func(ctx context.Context, text string) (string, error)

// RunDraftsPlain goes through drafts line by line, until none is left or the person ends it or in
// does. Of each it writes the question, numbered answers with the lines of the notes that say them,
// and what stands around the first. A number takes that answer, or ticks that option (several
// numbers: several); "edit" edits the first one, "skip" leaves the draft, "undo" goes back, "quit"
// ends. Any other line is the answer itself; behind "=" also one that looks like a command. After
// an answer is kept comes the line "kept: ANSWER".
func RunDraftsPlain(
	ctx context.Context, d *session.Drafting, in io.Reader, out io.Writer, edit Edit, look Look,
) error {
	p := draftsPlain{plain: plain{
		out: bufio.NewWriter(out), under: out,
		options: Options{Terminal: &Terminal{Look: look}},
	}, drafts: d, edit: edit}
	return p.run(ctx, lines(in))
}

type draftsPlain struct {
	plain
	drafts *session.Drafting
	edit   Edit
}

func (p *draftsPlain) run(ctx context.Context, next func() <-chan input) error {
	for result := moved; result != ended; {
		screen, ok := p.drafts.Screen()
		if !ok {
			break
		}
		if result == moved {
			p.show(screen)
		}
		if err := p.flush(); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case line, ok := <-next():
			if !ok || line.err != nil {
				return line.err
			}
			result = p.do(ctx, screen, strings.TrimSpace(line.text))
		}
	}
	return p.flush()
}

func (p *draftsPlain) show(s session.DraftScreen) {
	p.say("")
	place := out.Line(strings.Join(append([]string{s.Deck}, s.Section...), p.options.Look.sign(" › ")))
	p.say("%d of %d · %s", s.Number, s.Total, place)
	p.say("%s", out.Sanitize(s.Prompt))
	for i, c := range s.Choices {
		p.say("%d) %s", i+1, out.Line(c))
	}
	for i, a := range s.Answers {
		where := ""
		if a.Line > 0 {
			where = fmt.Sprintf(" (line %d)", a.Line)
		}
		p.say("%d) %s%s", i+1, out.Line(a.Text), where)
	}
	if len(s.Answers) > 0 {
		for _, line := range s.Answers[0].Notes {
			p.say("   | %s", out.Sanitize(line))
		}
	}
	p.say("%s", p.expected(s))
}

// expected says which lines can be used.
func (p *draftsPlain) expected(s session.DraftScreen) string {
	const others = "skip, edit, undo, quit"
	switch {
	case s.Label == deck.Cloze:
		return "accept takes it as it is; skip, undo, quit"
	case len(s.Choices) > 0:
		return "the number of the right one, or of several, or type the answer; " + others
	case len(s.Answers) > 0:
		return "a number takes that answer, or type your own; " + others
	}
	return "type the answer; " + others
}

// do acts on a line.
func (p *draftsPlain) do(ctx context.Context, s session.DraftScreen, line string) outcome {
	text, literal := strings.CutPrefix(line, "=")
	command := strings.ToLower(line)
	if literal {
		return p.kept(text, p.drafts.Confirm(strings.TrimSpace(text)))
	}
	if session.Quits(line) {
		return ended
	}
	switch command {
	case "":
		p.say("%s", p.expected(s))
		return stuck
	case "skip", "s":
		p.drafts.Skip()
		return moved
	case "undo", "u":
		return p.back()
	case "edit", "e":
		return p.edited(ctx, s)
	case "accept":
		command = "1"
	}
	if s.Label == deck.Cloze {
		if command != "1" {
			p.say("%s", p.expected(s))
			return stuck
		}
		return p.kept(s.Prompt, p.drafts.Confirm(""))
	}
	if numbers, ok := numbersOf(command); ok {
		return p.number(s, numbers)
	}
	return p.kept(line, p.drafts.Confirm(line))
}

// numbersOf returns the places, from 0, that a line of numbers names; false if it is none.
func numbersOf(line string) (places []int, ok bool) {
	for _, word := range strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ' ' }) {
		n, err := strconv.Atoi(word)
		if err != nil {
			return nil, false
		}
		places = append(places, n-1)
	}
	return places, len(places) > 0
}

// number takes the answers of that numbers.
func (p *draftsPlain) number(s session.DraftScreen, places []int) outcome {
	most := len(s.Answers)
	if len(s.Choices) > 0 {
		most = len(s.Choices)
	}
	for _, n := range places {
		if n < 0 || n >= most || len(places) > 1 && len(s.Choices) == 0 {
			p.say("there is no answer with that number; \"= TEXT\" takes a number as the " +
				"answer itself")
			return stuck
		}
	}
	if len(s.Choices) == 0 {
		text := s.Answers[places[0]].Text
		return p.kept(text, p.drafts.Confirm(text))
	}
	var right []string
	for _, n := range places {
		right = append(right, s.Choices[n])
	}
	return p.kept(strings.Join(right, ", "), p.drafts.Tick(places))
}

// kept says that an answer was kept, or why it was not.
func (p *draftsPlain) kept(answer string, err error) outcome {
	if err != nil {
		p.say("%s", out.Line(err.Error()))
		return stuck
	}
	p.say("kept: %s", out.Line(answer))
	return moved
}

func (p *draftsPlain) back() outcome {
	went, err := p.drafts.Back()
	switch {
	case err != nil:
		p.say("%s", out.Line(err.Error()))
	case !went:
		p.say("this is the first draft")
	default:
		return moved
	}
	return stuck
}

// edited has the person edit the first answer, and keeps what that becomes.
func (p *draftsPlain) edited(ctx context.Context, s session.DraftScreen) outcome {
	text := s.Answer
	if text == "" && len(s.Answers) > 0 {
		text = s.Answers[0].Text
	}
	if err := p.flush(); err != nil {
		return ended
	}
	text, err := p.edit(ctx, text)
	if text = strings.TrimSpace(text); err == nil && text == "" {
		p.say("the answer is empty: it stays a draft")
		return stuck
	}
	if err != nil {
		return p.kept("", err)
	}
	return p.kept(text, p.drafts.Confirm(text))
}
