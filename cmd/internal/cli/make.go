package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/storage"
	"cards/storage/folders"
)

type makeOptions struct {
	number   int
	kinds    []string
	to       string
	model    string // in place of the name of the configuration
	rules    bool   // no model
	answers  bool   // no new cards, but answers to questions that have none
	yes, dry bool
}

// madeKinds are the values of --kinds, and the labels of such notes.
var madeKinds = [...]struct {
	name  string
	label deck.Label
}{{"qa", deck.Question}, {"term", deck.Term}, {"cloze", deck.Cloze}}

func madeKindNames() []string {
	var names []string
	for _, k := range madeKinds {
		names = append(names, k.name)
	}
	return names
}

func newMake(a *app) *cobra.Command {
	var opts makeOptions
	cmd := &cobra.Command{
		Use:   "make FILE|DECK|-",
		Short: "Make cards from study notes",
		Long: `
Make cards from the study notes of a deck or of any Markdown file. Without a model this is done by
rules: "Label: text" asks for what follows the label, "X is a …" becomes a term, short points under
a heading are asked for together, and numbers, names and emphasised words of sentences are left
blank. Cards that already exist are left out.

With [model] in your own configuration ("cards help config"), a language model writes them, on a
server or by a command. Before anything is sent you are told what would go where, and asked; without
a terminal nothing is sent unless you pass --yes. Each card must come with a quote from the notes
that has its numbers and names; one that does not is sent back once with the reason, and then left
out.

With --answers no cards are made: the questions of the file that have no answer get the lines of its
notes that answer them best, by rules. With --to, this also works on a study page copied from a
browser.

On a terminal each card is shown with the line it was made from: y keeps it as a card, d as a draft,
e edits it, n drops it, a keeps all the rest as drafts, q ends; the number of another answer takes
that one. Otherwise all are written as drafts, which are never asked until you confirm them ("cards
drafts"). They are written below the section of their notes, in one change that "cards undo" takes
back, or to the file given by --to; "-" reads notes from standard input and needs --to.

With --json, print one object: {"file", "made", "kept", "refused": [{"question", "line", "why"}],
"cards": [{"kind", "question", "answer", "quote", "line", "draft", "loose"}]}; "loose" says that
much of the card is not in its quote. Exit code 4: nothing was kept.`,
		Example:           "cards make notes/redis.md\ncards make - --to redis.md < notes.txt",
		Args:              wantArgs(1, 1),
		ValidArgsFunction: a.completeDecks,
		Annotations:       map[string]string{exits: "4: nothing was kept"},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runMake(cmd.Context(), a, opts, args[0])
		},
	}
	a.jsonFlag(cmd, "print an object, and ask nothing", madeCards{})
	flags := cmd.Flags()
	flags.IntVarP(&opts.number, "number", "n", 0,
		"make at most `N` cards per section (default: 12 by rules, 5 by a model)")
	flags.StringSliceVar(&opts.kinds, "kinds", madeKindNames(), "make cards of these `KINDS`")
	flags.StringVar(&opts.to, "to", "", "add them to the end of the deck `FILE`")
	flags.StringVar(&opts.model, "model", "", "use the model `NAME` of the server")
	flags.BoolVar(&opts.rules, "rules", false, "make cards by rules, even if a model is configured")
	flags.BoolVar(&opts.answers, "answers", false,
		"answer the questions that have no answer, and make no cards")
	flags.BoolVar(&opts.yes, "yes", false, "agree to what is sent, and ask nothing: all become "+
		"drafts")
	flags.BoolVar(&opts.dry, "dry-run", false,
		"print what would be sent or written, and do neither")
	return cmd
}

// How many cards are made of a section at most unless somebody says otherwise.
const (
	byRules = 12
	byModel = 5
)

// madeCards is what make prints as JSON.
type madeCards struct {
	File    string        `json:"file"`
	Made    int           `json:"made"`
	Kept    int           `json:"kept"`
	Refused []refusedCard `json:"refused"`
	Cards   []madeCard    `json:"cards"`
}

type refusedCard struct {
	Question string `json:"question"`
	Line     int    `json:"line"`
	Why      string `json:"why"`
}

type madeCard struct {
	Kind     string `json:"kind"`
	Question string `json:"question"`
	Answer   string `json:"answer"`
	Quote    string `json:"quote"`
	Line     int    `json:"line"`
	Draft    bool   `json:"draft"`
	Loose    bool   `json:"loose"`
}

// labels returns the labels of the kinds that are wanted.
func (o makeOptions) labels() ([]deck.Label, error) {
	var list []deck.Label
	for _, name := range o.kinds {
		if !slices.Contains(madeKindNames(), name) {
			return nil, unknownValue("make", "kind", name, madeKindNames())
		}
		list = append(list, labelOf(name))
	}
	return list, nil
}

// making is one run of make.
type making struct {
	*app
	options makeOptions
	c       *collection
	file    string // as the collection has it, that is written
	notes   []byte // that cards are made from
	inPlace bool   // the notes are those of the file
	shown   string // what the person calls the notes
	by      string // what makes cards
	lines   typedLines
}

func runMake(ctx context.Context, a *app, o makeOptions, arg string) error {
	for i, name := range o.kinds {
		o.kinds[i] = strings.TrimSpace(name)
	}
	labels, err := o.labels()
	switch {
	case err != nil:
		return err
	case o.number < 0:
		return usagef("make: -n %d: below zero", o.number)
	case o.model != "" && o.rules:
		return usagef("make: --model and --rules cannot be used together")
	case arg == "-" && o.to == "":
		return usagef("make: - needs --to FILE")
	}
	c, err := a.compiled(ctx, "make")
	if err != nil {
		return err
	}
	m := making{app: a, options: o, c: c, shown: arg, lines: linesOf(a.Stdin)}
	if arg == "-" {
		m.shown = "standard input"
	}
	if err := m.read(arg); err != nil {
		return fmt.Errorf("make: %w", err)
	}
	if o.model != "" && !c.config.Model.IsSet() {
		return usagef("make: --model %q: no [model] is configured", o.model)
	}
	if o.answers {
		m.by = "rules"
		return m.settle(ctx, desk.Unanswered(m.notes), arg != "-")
	}
	if c.config.Model.IsSet() && !o.rules {
		m.options.number = cmp.Or(o.number, byModel)
		m.by = "a model"
		offers, err := m.byModel(ctx)
		if err != nil && len(offers) == 0 || o.dry {
			return err
		}
		return errors.Join(m.settle(ctx, offers, arg != "-"), err)
	}
	m.by = "rules"
	offers, err := desk.Offers(c.Collection, m.notes,
		desk.MakeOptions{PerSection: cmp.Or(o.number, byRules), Labels: labels})
	if err != nil {
		return err
	}
	return m.settle(ctx, offers, arg != "-")
}

// read finds the notes, and the file that cards are written to.
func (m *making) read(arg string) (err error) {
	if m.options.to != "" {
		m.file, err = desk.Destination(m.c.Collection, m.c.config, m.options.to, m.Dir)
		if err != nil {
			return err
		}
	}
	if arg == "-" {
		m.notes, err = io.ReadAll(io.LimitReader(m.Stdin, folders.MaxDeck))
		return err
	}
	path, err := m.notesPath(arg)
	if err != nil {
		return err
	}
	if m.notes, err = desk.ReadDeck(path); err != nil {
		return err
	}
	if m.file == "" {
		if !folders.IsDeck(path) {
			return &usageError{
				fmt.Sprintf("%q is not a deck that cards can be added to", arg),
				"--to FILE says which deck the cards go to",
			}
		}
		m.inPlace = true
		m.file, err = desk.Destination(m.c.Collection, m.c.config, path, m.Dir)
		if _, outside := errors.AsType[*storage.OutsideError](err); outside {
			return &hinted{err, "--to FILE says which deck the cards go to"}
		}
	}
	return err
}

// notesPath returns the file that is meant: one of that path, or that of a deck.
func (m *making) notesPath(arg string) (string, error) {
	if info, err := os.Stat(m.path(arg)); err == nil && !info.IsDir() {
		return m.path(arg), nil
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	file, err := desk.Destination(m.c.Collection, m.c.config, arg, m.Dir)
	return folders.Abs(m.c.Root(), file), err
}

// settle has the person decide, and writes what is kept.
func (m *making) settle(ctx context.Context, offers []desk.Offer, mayAsk bool) error {
	good := slices.DeleteFunc(slices.Clone(offers), func(o desk.Offer) bool {
		return o.Refused != ""
	})
	kept := good
	var stopped error
	if mayAsk && m.converses() && !m.options.yes && !m.options.dry && !m.json.wanted {
		if kept, stopped = m.ask(ctx, good); stopped != nil && len(kept) == 0 {
			return stopped
		}
	}
	made := madeCards{
		File: m.file, Made: len(offers), Kept: len(kept), Refused: []refusedCard{},
		Cards: []madeCard{},
	}
	for _, o := range offers {
		if o.Refused != "" {
			made.Refused = append(made.Refused, refusedCard{o.Prompt, o.Line, o.Refused})
		}
	}
	for _, o := range kept {
		made.Cards = append(made.Cards, madeCard{
			kindOf(o.Label), o.Prompt, o.Answer, o.Quote,
			o.Line, o.Draft, desk.Loose(o),
		})
	}
	if len(kept) > 0 {
		if err := m.write(kept); err != nil {
			return err
		}
	}
	if err := m.tell(made); err != nil || len(kept) > 0 {
		return errors.Join(err, stopped)
	}
	m.say("nothing was kept")
	return ended(exitPartial)
}

// labelOf returns the label of notes of a kind.
func labelOf(kind string) deck.Label {
	for _, k := range madeKinds {
		if k.name == kind {
			return k.label
		}
	}
	return deck.Question
}

func kindOf(l deck.Label) string {
	for _, k := range madeKinds {
		if k.label == l {
			return k.name
		}
	}
	return ""
}

// tell says what came of it.
func (m *making) tell(made madeCards) error {
	if m.json.wanted {
		return m.printJSON(made)
	}
	for _, c := range made.Cards {
		switch {
		case m.options.answers:
			m.print("%s  → %s", out.Line(c.Question), out.Line(c.Answer))
		case m.options.dry:
			m.print("%s  %s  %s", placed(m.out, m.c, m.file, c.Line), c.Kind,
				out.Line(c.Question))
		}
	}
	for _, r := range made.Refused {
		line := ""
		if r.Line > 0 {
			line = fmt.Sprintf(", line %d", r.Line)
		}
		m.print("left out: %q%s: %s", out.Line(r.Question), line, r.Why)
	}
	if made.Kept == 0 {
		return nil
	}
	verb := "wrote"
	if m.options.dry {
		verb = "would write"
	}
	m.print("%s %s to %s, made by %s; `cards drafts` confirms drafts, `cards undo` takes "+
		"everything back",
		verb, out.Plural(made.Kept, "card"), m.file, m.by)
	return nil
}
