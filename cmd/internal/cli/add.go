package cli

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/deck"
	"cards/deck/edit"
	"cards/deck/front"
	"cards/deck/label"
	"cards/deck/printer"
)

type addOptions struct {
	question, answer string
	deck, kind       string
	tags             []string
	yes, dry         bool
}

// cardKinds are the values of --kind, and the labels of such notes.
var cardKinds = [...]struct {
	name  string
	label deck.Label
}{
	{"basic", deck.Question},
	{"typed", deck.Question},
	{"choice", deck.Question},
	{"term", deck.Term},
	{"cloze", deck.Cloze},
}

func newAdd(a *app) *cobra.Command {
	var opts addOptions
	cmd := &cobra.Command{
		Use:   "add [-]",
		Short: "Add cards to a deck",
		Long: `
Add cards to the end of a deck file. The question and the answer given on the command line are
Markdown; with "-", notes are read from standard input, written as they are in decks; with neither,
your editor opens with an empty card. Anything that would mean something else in a deck is escaped.
--deck names the deck, or gives its path; without it, cards go to the inbox ("cards help config"). A
file that does not exist is created.

A question with a [gap] and no answer is a cloze; any other question without an answer is a draft,
which is never asked. An answer that is a task list, "- [x] right", makes a choice. If a card
already asks the same or nearly the same, you are told before anything is written; one that asks the
same is not added unless you agree, or say so with --yes where there is no terminal. "cards undo"
takes the cards out again.`,
		Example: "cards add -q 'Which keyword starts a goroutine?' -a go --deck go --tag syntax\n" +
			"cards add --deck go - < notes.md",
		Args: func(cmd *cobra.Command, args []string) error { return opts.checkArgs(cmd, args) },
		RunE: func(cmd *cobra.Command, args []string) error {
			return runAdd(cmd.Context(), a, opts, args)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&opts.question, "question", "q", "", "the `TEXT` of a question, term or cloze")
	flags.StringVarP(&opts.answer, "answer", "a", "", "the `TEXT` of its answer")
	flags.StringVar(&opts.deck, "deck", "", "add to `DECK`, a name or a path")
	flags.StringSliceVar(&opts.tags, "tag", nil, "tag the cards with `TAG`; may be repeated")
	flags.StringVar(&opts.kind, "kind", "", "`KIND` of card: basic, typed, choice, term or cloze")
	flags.BoolVar(&opts.yes, "yes", false, "add cards that are already asked, without asking you")
	flags.BoolVar(&opts.dry, "dry-run", false, "print what would be added, and to which file")
	_ = cmd.RegisterFlagCompletionFunc("deck", a.completeDecks) // the flags are there
	_ = cmd.RegisterFlagCompletionFunc("kind",
		cobra.FixedCompletions(kindNames(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("tag", a.completeTags)
	return cmd
}

func kindNames() []string {
	var names []string
	for _, k := range cardKinds {
		names = append(names, k.name)
	}
	return names
}

// checkArgs takes texts, standard input or neither.
func (o addOptions) checkArgs(cmd *cobra.Command, args []string) error {
	given := func(flag string) bool { return cmd.Flags().Changed(flag) }
	switch {
	case len(args) > 1:
		return usagef("add: unexpected argument %q", args[1])
	case len(args) == 1 && args[0] != "-":
		return &usageError{
			fmt.Sprintf("add: unexpected argument %q", args[0]),
			"-q and -a give the texts of a card; - reads standard input",
		}
	case len(args) == 1 && (given("question") || given("answer") || given("kind")):
		return usagef("add: - reads whole notes; it cannot be combined with -q, -a or --kind")
	case given("answer") && !given("question"):
		return usagef("add: an answer needs a question: -q")
	case o.kind != "" && o.label() == 0:
		return unknownValue("add", "kind", o.kind, kindNames())
	case o.label() == deck.Cloze && given("answer"):
		return usagef("add: a cloze takes no --answer: its [gaps] are the answers")
	}
	return nil
}

// label returns that of the kind; 0 if there is no such kind, or none is named.
func (o addOptions) label() deck.Label {
	for _, k := range cardKinds {
		if k.name == o.kind {
			return k.label
		}
	}
	return 0
}

func runAdd(ctx context.Context, a *app, o addOptions, args []string) error {
	for i, tag := range o.tags {
		o.tags[i] = strings.TrimPrefix(tag, "#")
	}
	c, err := a.compiled(ctx, "add")
	if err != nil {
		return err
	}
	file, err := desk.Destination(c.Collection, c.config, o.deck, a.Dir)
	if err != nil {
		return fmt.Errorf("add: %w", err)
	}
	d := adding{app: a, options: o, collection: c, file: file}
	notes, err := d.notes(ctx, args)
	if err != nil || notes == "" {
		return err
	}
	return d.add(ctx, notes)
}

// adding is one run of add.
type adding struct {
	*app
	options    addOptions
	collection *collection
	file       string // as the collection has it
}

// notes returns the notes to add as a deck has them, empty if the person gave none.
func (d *adding) notes(ctx context.Context, args []string) (string, error) {
	switch {
	case len(args) == 1:
		text, err := d.readStdin("add")
		if err != nil {
			return "", err
		}
		return d.written("standard input", string(text))
	case d.options.question != "":
		return d.printed()
	}
	return d.byEditor(ctx)
}

// printed returns the note that the flags describe.
func (d *adding) printed() (string, error) {
	o := d.options
	text, err := desk.NoteText(deck.Note{
		Label: o.label(), Prompt: o.question, Answer: o.answer,
		Typed: o.kind == "typed", Tags: o.tags,
	})
	if err != nil {
		return "", noteError(err)
	}
	kind := deck.Parse("", []byte(text)).Notes[0].Cards[0].Kind
	if isChoice := kind == deck.KindChoice; o.kind != "" && isChoice != (o.kind == "choice") {
		return "", &usageError{
			fmt.Sprintf("add: the answer does not make this a card of kind %s", o.kind),
			`a choice, and nothing else, is answered with a list of ` +
				`"- [x] right" and "- [ ] wrong"`,
		}
	}
	return text, nil
}

// noteError is why a note cannot be added.
func noteError(err error) error {
	if wrong, ok := errors.AsType[*printer.Error](err); ok {
		return &hinted{fmt.Errorf("add: %w", err), wrong.Hint}
	}
	return err
}

// written returns notes that a person wrote as a deck has them, in the canonical layout. What is
// wrong with them is printed.
func (d *adding) written(name, text string) (string, error) {
	f := deck.Parse(name, []byte(text))
	source := sourceLines{cut: d.out.Sign("…"), path: name, lines: strings.Split(text, "\n")}
	wrong := 0
	for _, diagnostic := range f.Diagnostics {
		if diagnostic.Severity == deck.Error {
			d.printDiagnostic(diagnostic, &source)
			wrong++
		}
	}
	switch {
	case wrong > 0:
		return "", ended(exitFailed)
	case len(f.Notes) == 0:
		return "", &hinted{fmt.Errorf("add: no cards in %s", name), howToWrite}
	case !reflect.DeepEqual(f.Front, front.Matter{}):
		return "", &hinted{
			fmt.Errorf("add: %s has front matter, which applies to a whole file", name),
			"leave it out; --tag tags the cards that are added",
		}
	}
	laidOut, err := edit.Format([]byte(text))
	if err != nil && !errors.Is(err, edit.ErrUnsettled) {
		return "", fmt.Errorf("add: %w", err)
	}
	return d.tagged(laidOut)
}

// tagged returns notes with the tags of --tag.
func (d *adding) tagged(text []byte) (string, error) {
	var at []int
	for _, n := range deck.Parse("", text).Notes {
		at = append(at, n.Pos.Line)
	}
	for _, tag := range d.options.tags {
		if !label.IsTag(tag) {
			return "", noteError(printer.BadTag(tag))
		}
	}
	text, err := edit.Retag(text, at, d.options.tags, nil)
	return string(text), err
}

// add appends notes to the file, unless they are asked already and nobody wants them twice.
func (d *adding) add(ctx context.Context, notes string) error {
	c, f := d.collection, deck.Parse("", []byte(notes))
	change, err := desk.Appended(c.Collection, d.file, notes)
	if err != nil {
		return err
	}
	goesOn, err := d.warn(ctx, f)
	if err != nil || !goesOn {
		return err
	}
	if d.options.dry {
		d.printDiff(change.Path, change.Before, change.After)
		return nil
	}
	if err := desk.Add(c.Collection, d.Now(), d.file, notes); err != nil {
		return err
	}
	if _, err := c.Compile(ctx, d.Now()); err != nil {
		return err
	}
	all := deck.Parse("", change.After).Notes
	first := all[len(all)-len(f.Notes)]
	d.print("added %s to %s", counts(f.Notes), placed(d.out, c, d.file, first.Pos.Line))
	return nil
}

// counts says how many cards notes have, and how many of them are drafts.
func counts(notes []deck.Note) string {
	cards, drafts := 0, 0
	for _, n := range notes {
		cards += len(n.Cards)
		if n.Draft {
			drafts += len(n.Cards)
		}
	}
	switch {
	case drafts == 0:
		return out.Plural(cards, "card")
	case drafts == cards:
		return out.Plural(drafts, "draft")
	}
	return fmt.Sprintf("%s (including %s)", out.Plural(cards, "card"), out.Plural(drafts, "draft"))
}

// warn names the cards that ask the same as new ones, or nearly, and says whether the new ones are
// to be added all the same.
func (d *adding) warn(ctx context.Context, f *deck.File) (bool, error) {
	var fresh []deck.Card
	for _, n := range f.Notes {
		fresh = append(fresh, n.Cards...)
	}
	twins, err := desk.Twins(d.collection.Collection, fresh)
	if err != nil || len(twins) == 0 {
		return err == nil, err
	}
	same := false
	for _, t := range twins {
		how := "nearly the same"
		if t.Same {
			how, same = "the same", true
		}
		d.say("%s asks %s: %s", placed(d.err, d.collection, t.Card.Path, t.Card.Line), how,
			d.err.Asked(out.Cut(out.Line(t.Card.Question()), 60)))
	}
	switch {
	case d.options.yes, d.options.dry:
		return true, nil
	case d.converses():
		return d.ask(ctx, "Add it anyway?")
	case same:
		return false, &hinted{
			errors.New("add: this is already asked; nothing was added"),
			"--yes adds it anyway",
		}
	}
	return true, nil
}
