package term

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"cards/cmd/internal/session"

	tea "charm.land/bubbletea/v2"
)

// RunScreen shows a session on the whole terminal until it ends or the person ends it, and then says there what it came
// to. Environment is the process's: the terminal's kind is in it. When the context is cancelled the terminal is restored
// and the context's error returned.
func RunScreen(ctx context.Context, s Sitting, in, out *os.File, environment []string, o Options) error {
	f := &frames{file: out}
	m := &model{painter: painter{o.Colours}, sitting: s, options: o, frames: f, message: o.Notice}
	if err := m.refresh(); err != nil {
		return err
	}
	if m.screen.State != session.Finished {
		p := tea.NewProgram(m, tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(f),
			tea.WithEnvironment(environment), tea.WithoutSignalHandler())
		if _, err := p.Run(); err != nil {
			return screenError(ctx, err)
		}
		if m.err != nil {
			return m.err
		}
	}
	return m.farewell(out)
}

// screenError prefers why the program was told to end to that it was.
func screenError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, tea.ErrProgramKilled) {
		return fmt.Errorf("review screen: the terminal is gone: %w", err)
	}
	return fmt.Errorf("review screen: %w", err)
}

func (m *model) farewell(out io.Writer) error {
	summary, err := m.sitting.Summary()
	if err != nil {
		return err
	}
	for _, line := range farewell(summary, m.screen.Left.Total(), m.options, true) {
		if _, err := fmt.Fprintln(out, line); err != nil {
			return err
		}
	}
	return nil
}
