package term

import (
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"cards/cmd/internal/session"

	tea "charm.land/bubbletea/v2"
)

// Sizes of a terminal that can be drawn on: what has more is no screen that anybody looks at, and
// to draw on it takes gigabytes.
const (
	mostSide  = 4096
	mostCells = 1 << 18
)

// CanDraw says whether a screen can be shown on a terminal of a size.
func CanDraw(width, height int) bool {
	return width <= mostSide && height <= mostSide && width*height <= mostCells
}

// RunScreen shows a session on the whole terminal until it ends or the person ends it, and then
// says there what it came to. Environment is the process's: the terminal's kind is in it. When the
// context is cancelled the terminal is restored and the context's error returned.
func RunScreen(ctx context.Context, s Sitting, in, out *os.File, environment []string,
	o Options,
) error {
	f := &frames{file: out}
	m := newModel(s, f, o)
	m.Words = false // until the first card is on the screen
	defer m.shelf.quiet()
	if err := m.refresh(); err != nil {
		return err
	}
	if m.screen.State != session.Finished {
		if err := m.run(ctx, in, f, environment); err != nil {
			return err
		}
	}
	return m.farewell(out)
}

// run draws until the session or the person's patience ends.
func (m *model) run(ctx context.Context, in *os.File, out *frames, environment []string) error {
	if err := draw(ctx, m, in, out, environment); err != nil {
		return err
	}
	return m.err
}

// framesPerSecond is how often the library that draws looks whether there is something to draw: the
// first frame comes that much later.
const framesPerSecond = 120

// draw shows a model on the terminal until it quits.
func draw(ctx context.Context, m tea.Model, in *os.File, out *frames, environment []string) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if err := forget(in); err != nil { // what is typed from now on is for a screen that is about to show
		return fmt.Errorf("review screen: %w", err)
	}
	keys := &keyboard{
		File: in, screen: out, gone: cancel,
		replies: replies{due: regexp.MustCompile(clusterReply), pause: replyPause},
	}
	if m, ok := m.(interface{ awaited() *regexp.Regexp }); ok {
		keys.due = m.awaited()
	}
	lent := func() bool { return false }
	if l, ok := m.(interface{ isLent() bool }); ok {
		lent = l.isLent
	}
	filter := func(m tea.Model, msg tea.Msg) tea.Msg { return stopAsAShell(m, leaveOut(lent, msg)) }
	p := tea.NewProgram(m, tea.WithContext(ctx), tea.WithInput(keys), tea.WithOutput(out),
		tea.WithEnvironment(environment), tea.WithoutSignalHandler(), tea.WithFilter(filter),
		tea.WithFPS(framesPerSecond))
	defer obeyStops(p, lent)()
	switch _, err := p.Run(); {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		return fmt.Errorf("review screen: %w", err)
	}
	return nil
}

func (m *model) farewell(out io.Writer) error {
	summary, err := m.sitting.Summary()
	if err != nil {
		return err
	}
	var text strings.Builder
	for _, line := range farewell(summary, m.screen.Left.Total(), m.options, true) {
		for _, line := range m.wrap(appendText(nil, line, code), m.width) {
			text.WriteString(m.line(line) + "\n")
		}
	}
	_, err = io.WriteString(out, text.String())
	return err
}
