package term

import (
	"bufio"
	"context"
	"io"
	"strings"

	"cards/cmd/internal/out"
	"cards/cmd/internal/session"
)

// RunSettlingPlain goes through a round of settling line by line, until nothing is left to decide
// or the person ends it or in does; stopped says that they want to do nothing else either. It
// writes whole lines, and everything is written before the next line is read. While the round is
// offered, "all" keeps the progress of all cards, an empty line or "look" begins to look at each,
// "later" ends it; then "y" and "n" decide, "all" decides the rest, "skip" leaves a pair for
// another time and "back" takes back what was said last. What was said until the end is in the
// round.
func RunSettlingPlain(
	ctx context.Context, round *session.Settling, in io.Reader, out io.Writer, look Look,
) (stopped bool, err error) {
	p := settlingPlain{plain: plain{
		out: bufio.NewWriter(out), under: out,
		options: Options{Terminal: &Terminal{Look: look}},
	}, round: round}
	return p.run(ctx, lines(in))
}

type settlingPlain struct {
	plain
	round *session.Settling
}

func (p *settlingPlain) run(
	ctx context.Context, next func() <-chan input,
) (stopped bool, err error) {
	for result := moved; result != ended; {
		screen := p.round.Screen()
		if screen.State == session.Settled {
			break
		}
		if result == moved {
			p.show(screen)
		}
		if err := p.flush(); err != nil {
			return false, err
		}
		select {
		case <-ctx.Done():
			return true, ctx.Err()
		case line, ok := <-next():
			if !ok || line.err != nil {
				return true, line.err
			}
			result = p.do(screen.State, strings.ToLower(strings.TrimSpace(line.text)))
		}
	}
	return false, p.flush()
}

func (p *settlingPlain) show(s session.SettlingScreen) {
	if s.State == session.Offering {
		p.say("%s", Offered(s.Total))
		p.say("%s", offerMeans)
		p.say("%s", expectedOf(s.State))
		return
	}
	p.say("")
	p.say("%d of %d · %s · %s", s.Number, s.Total, stands(s.Pair), p.options.Look.evidence(s.Pair))
	p.versions("question", s.Pair.Question)
	p.versions("answer", s.Pair.Answer)
	p.say("%s", expectedOf(s.State))
}

// versions writes one side of a pair: as it was and as it is, what differs in brackets with a sign.
func (p *settlingPlain) versions(name string, v session.Versions) {
	switch {
	case len(v.Was)+len(v.Is) == 0:
	case v.Equal:
		p.say("%s, the same: %s", name, out.Sanitize(marked(v.Is, "", "")))
	default:
		p.say("%s, was: %s", name, out.Sanitize(marked(v.Was, "[-", "-]")))
		p.say("%s, now: %s", name, out.Sanitize(marked(v.Is, "{+", "+}")))
	}
}

// expectedOf says which lines can be used.
func expectedOf(s session.SettlingState) string {
	if s == session.Offering {
		return "all keeps the progress of all; an empty line or look shows each; " +
			"later leaves them for another time"
	}
	return "y the same card, n another card; all the rest, skip, back, quit"
}

// do acts on a line.
func (p *settlingPlain) do(state session.SettlingState, line string) outcome {
	if session.Quits(line) {
		return ended
	}
	if state == session.Offering {
		return p.choose(line)
	}
	switch line {
	case "y", "yes":
		p.round.Same()
	case "n", "no":
		p.round.Other()
	case "a", "all":
		p.round.All()
	case "s", "skip":
		p.round.Leave()
	case "u", "back", "undo":
		if !p.round.Back() {
			p.say("nothing was said yet")
			return stuck
		}
	default:
		p.say("%s", expectedOf(state))
		return stuck
	}
	return moved
}

// choose acts on a line while the round is offered.
func (p *settlingPlain) choose(line string) outcome {
	switch line {
	case "a", "all":
		p.round.All()
	case "", "l", "look":
		p.round.Each()
	case "n", "no", "later", "not now":
		return ended
	default:
		p.say("%s", expectedOf(session.Offering))
		return stuck
	}
	return moved
}
