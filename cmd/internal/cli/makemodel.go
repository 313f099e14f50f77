package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/model"
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/deck/blanks"
	"cards/deck/ground"
)

// modelling makes cards by a model.
type modelling struct {
	*making
	client   model.Client
	sections []desk.NotesSection
	good     []desk.Offer // of the sections so far
}

// byModel has a model make cards, after the person has agreed to what is sent where. done says
// whether every section was asked about: if not, the error says why, and the offers are those of
// the others.
func (m *making) byModel(ctx context.Context) (offers []desk.Offer, err error) {
	config := m.c.config.Model
	if m.options.model != "" {
		config.Name = m.options.model
	}
	w := modelling{making: m, sections: desk.NotesSections(m.notes)}
	w.client = model.Client{Config: config, Run: runCommand, Wait: waitFor}
	if m.options.dry {
		return nil, w.printRequests()
	}
	if err := w.agree(ctx); err != nil {
		return nil, err
	}
	w.client.Key, err = configuredKey(ctx, m.app, "model", config.KeyEnv, config.KeyCommand)
	if err != nil {
		return nil, fmt.Errorf("make: %w", err)
	}
	for _, s := range w.sections {
		made, err := w.section(ctx, s)
		if err != nil {
			return offers, fmt.Errorf("make: %w", err)
		}
		offers = append(offers, made...)
	}
	return offers, nil
}

// section asks about one section, and once more about the cards that were no good.
func (w *modelling) section(ctx context.Context, s desk.NotesSection) ([]desk.Offer, error) {
	offers, err := w.ask(ctx, s, nil)
	if err != nil {
		return nil, err
	}
	var refused []string
	var good []desk.Offer
	for _, o := range offers {
		if o.Refused == "" {
			good = append(good, o)
			continue
		}
		refused = append(refused, fmt.Sprintf("%s (%s)", out.Line(o.Prompt), o.Refused))
	}
	if len(refused) == 0 {
		return offers, nil
	}
	again, err := w.ask(ctx, s, refused)
	if err != nil { // the first ones stay
		return offers, nil
	}
	return append(good, again...), nil
}

// prompt asks about a section, with what was no good before.
func (w *modelling) prompt(s desk.NotesSection, refused []string) model.Prompt {
	return model.PromptFor(model.Section{Title: s.Title, Line: s.Line, Text: s.Text}, model.Wanted{
		Number: w.options.number, Kinds: w.options.kinds, Existing: s.Asks, Refused: refused,
	})
}

// ask sends one request and judges what comes back.
func (w *modelling) ask(
	ctx context.Context, s desk.NotesSection, refused []string,
) ([]desk.Offer, error) {
	answer, err := w.client.Ask(ctx, w.prompt(s, refused))
	if err != nil {
		return nil, err
	}
	cards, err := model.Cards(answer)
	if err != nil {
		return nil, err
	}
	offers := slices.Clone(w.good) // what comes now may be the same as one of these
	for _, c := range cards {
		offers = append(offers, w.offer(c))
	}
	if err := desk.Judge(w.c.Collection, string(w.notes), offers); err != nil {
		return nil, err
	}
	fresh := offers[len(w.good):]
	for _, o := range fresh {
		if o.Refused == "" {
			w.good = append(w.good, o)
		}
	}
	return fresh, nil
}

// offer makes an offer of what a model wrote, as a draft.
func (w *modelling) offer(c model.Card) desk.Offer {
	o := desk.Offer{Card: blanks.Card{
		Label: labelOf(c.Kind), Prompt: c.Question, Answer: c.Answer,
		Quote: c.Quote,
	}, Draft: true}
	if o.Label == deck.Cloze {
		o.Answer = ""
	}
	o.Line, _ = ground.Find(c.Quote, string(w.notes))
	if o.Refused = desk.Written(o); !slices.Contains(w.options.kinds, c.Kind) {
		o.Refused = "its kind is not wanted"
	}
	return o
}

// agree says what is sent where, and asks. Without a terminal it must have been agreed to by --yes.
func (w *modelling) agree(ctx context.Context) error {
	lines, size, tokens := 0, 0, 0
	for _, s := range w.sections {
		lines += strings.Count(strings.TrimRight(s.Text, "\n"), "\n") + 1
		size += utf8.RuneCountInString(s.Text)
		p := w.prompt(s, nil)
		tokens += model.Tokens(p.System + p.User)
	}
	sends := fmt.Sprintf("This sends %s (%s characters) of %s %s.",
		out.Plural(lines, "line"), out.Count(size), w.shown, w.where(tokens))
	if w.options.yes {
		w.say("%s", sends)
		return nil
	}
	if !w.converses() {
		return &usageError{
			"make: notes are not sent without your consent; nothing was sent. " + sends,
			"--yes agrees, --rules makes cards without a model",
		}
	}
	w.print("%s Go on? [y/N]", sends)
	if err := w.out.Flush(); err != nil {
		return err
	}
	line, _, err := w.lines.next(ctx)
	if err != nil {
		return err
	}
	if answer := strings.ToLower(strings.TrimSpace(line)); answer != "y" && answer != "yes" {
		return errors.New("make: nothing was sent, and nothing was changed")
	}
	return nil
}

// where says where notes go, for what model, and at about what cost.
func (w *modelling) where(tokens int) string {
	c := w.client.Config
	if len(c.Command) > 0 {
		return fmt.Sprintf("to the command %q, which may send this on",
			strings.Join(c.Command, " "))
	}
	host, local := model.Host(c.URL)
	text := fmt.Sprintf("to %s, over the network, about %s tokens", host, out.Count(tokens))
	if local {
		text = fmt.Sprintf("to %s, on this machine", host)
	}
	const million, answers = 1e6, 300 // tokens of an answer
	if cost := (float64(tokens)*c.In + float64(answers*len(w.sections))*c.Out) / million; cost > 0 {
		text += fmt.Sprintf(" (about %.2g ct)", cost*100)
	}
	if c.Name != "" {
		text += ", for " + c.Name
	}
	return text
}

// printRequests prints what would be sent.
func (w *modelling) printRequests() error {
	for _, s := range w.sections {
		data, err := json.MarshalIndent(w.client.Request(w.prompt(s, nil)), "", "  ")
		if err != nil {
			return err
		}
		fmt.Fprintf(w.out, "%s\n", data)
	}
	return nil
}

// configuredKey returns the key that a table of the configuration leads to.
func configuredKey(
	ctx context.Context, a *app, table, variable string, command []string,
) (string, error) {
	switch {
	case variable != "":
		key := a.Getenv(variable)
		if key == "" {
			return "", fmt.Errorf("%s.key_env: %s is not set", table, variable)
		}
		return key, nil
	case len(command) > 0:
		text, err := runCommand(ctx, command, "")
		if err != nil {
			return "", fmt.Errorf("%s.key_command: %w", table, err)
		}
		return strings.TrimSpace(text), nil
	}
	return "", nil
}

// runCommand runs a command with a text on its standard input, and returns what it printed.
func runCommand(ctx context.Context, command []string, input string) (string, error) {
	output, err := runProgram(ctx, command, input)
	if err != nil {
		return "", err
	}
	return string(output), nil
}

// runProgram is that with further variables for the command, which may have printed something even
// if it failed.
func runProgram(
	ctx context.Context, command []string, input string, vars ...string,
) ([]byte, error) {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	var output, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input), &output, &errs
	cmd.Env = append(os.Environ(), vars...)
	const grace = time.Second
	cmd.WaitDelay = grace
	if err := cmd.Run(); err != nil {
		said, _, _ := strings.Cut(strings.TrimSpace(errs.String()), "\n")
		return output.Bytes(), fmt.Errorf("%s: %w%s", command[0], err,
			prefixed(": ", out.Line(said)))
	}
	return output.Bytes(), nil
}

func prefixed(with, text string) string {
	if text == "" {
		return ""
	}
	return with + text
}

// waitFor waits, or until the context ends.
func waitFor(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
