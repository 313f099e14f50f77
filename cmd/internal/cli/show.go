package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cards/cmd/internal/desk"
	"cards/cmd/internal/out"
	"cards/cmd/internal/term"
	"cards/deck"
	"cards/srs"
	"cards/srs/model"
	"cards/storage"
)

func newShow(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show CARD",
		Short: "Show everything about a card",
		Long: `
Show a card: its question and answer, where it stands, its tags, how well you remember it, its
siblings and every answer that you have given. The card is named by its id, by the first digits of
its id, or by words that only its question contains. When piped, each line is a name and a value,
separated by a tab; there may be several siblings and events.

With --json, print an object: what "cards list" prints of a card, and "explanation", "options" (of a
choice), "retrievability" (the chance that you know it now), "siblings" and "history", as in "cards
why".`,
		Example: "cards show 3f2a91", Args: wantArgs(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runShow(cmd.Context(), a, args[0])
		},
	}
	a.jsonFlag(cmd, "print an object", showJSON{})
	return cmd
}

// wholeCard is all there is of a card.
type wholeCard struct {
	*desk.Why
	siblings []*storage.Card
	short    string // its id
}

func runShow(ctx context.Context, a *app, name string) error {
	c, err := a.compiled(ctx, "show")
	if err != nil {
		return err
	}
	card, err := c.anyCard(name)
	if err != nil {
		return err
	}
	s, err := allOf(a, c, card)
	switch {
	case err != nil:
		return err
	case a.json.wanted:
		return a.printJSON(newShowJSON(s, a.calendar(c)))
	case a.out.Terminal:
		printShown(a, c, s)
	default:
		printShownRows(a, c, s)
	}
	return nil
}

// anyCard is [collection.cardNamed] that also knows cards whose text is gone, by their ids.
func (c *collection) anyCard(name string) (*storage.Card, error) {
	card, err := c.everCardOf(name)
	if errors.Is(err, storage.ErrNotFound) {
		return c.cardNamed("show", name)
	}
	return card, err
}

// everCardOf is [collection.cardOf] that also knows cards whose text is gone.
func (c *collection) everCardOf(id string) (*storage.Card, error) {
	key, err := c.Key(id)
	if err != nil {
		return nil, err
	}
	var card *storage.Card
	err = c.Cards(storage.Scope{Cards: map[deck.Key]bool{key: true}}, func(
		found *storage.Card,
	) bool {
		card = found
		return false
	})
	if card == nil && err == nil {
		err = fmt.Errorf("card %q: %w", id, storage.ErrNotFound)
	}
	return card, err
}

func allOf(a *app, c *collection, card *storage.Card) (*wholeCard, error) {
	m, err := c.Models()
	if err != nil {
		return nil, err
	}
	by, err := desk.NewSchedulers(c.config, m, a.calendar(c)).Of(card.Scheduled)
	if err != nil {
		return nil, err
	}
	s := &wholeCard{}
	if s.Why, err = desk.Known(c.Collection, c.config, card, by, a.Now()); err != nil {
		return nil, err
	}
	if s.siblings, err = desk.Siblings(c.Collection, card); err != nil {
		return nil, err
	}
	ids, err := c.ShortIDs(card.ID)
	if err != nil {
		return nil, err
	}
	s.short = ids[0]
	return s, nil
}

// printShown shows a card to a person.
func printShown(a *app, c *collection, s *wholeCard) {
	card := s.Card
	place := strings.Join(append([]string{card.Deck}, card.Section...), a.out.Sign(" › "))
	fmt.Fprintln(a.out, a.out.Dim.Sprint(a.look().Plain(place, "")))
	printCard(a, card)
	fmt.Fprintln(a.out)
	var t out.Table
	for _, row := range factsOf(a, c, s) {
		if row[1] != "" {
			t.Add(row[0], row[1])
		}
		if row[0] == "file" && card.Line > 0 {
			t.Link(c.file(card.Path), card.Line)
		}
	}
	t.Print(a.out)
	if len(s.siblings) > 0 {
		fmt.Fprintf(a.out, "\n%s\n", a.out.Bold.Sprint("Siblings"))
		printNamed(a, s.siblings)
	}
	account := term.Account{
		Width: a.out.Width, Look: a.look(), Calendar: a.calendar(c), Now: a.Now(),
	}
	for _, line := range account.Past(s.Why) {
		fmt.Fprintln(a.out, line)
	}
}

// printCard shows a card with its answer and explanation.
func printCard(a *app, card *storage.Card) {
	printMarkdown(a, card.Question(), card.Definitions)
	for _, o := range card.Options {
		mark := "- [ ] "
		if o.Right {
			mark = "- [x] "
		}
		printMarkdown(a, mark+strings.ReplaceAll(o.Text, "\n", "\n  "), card.Definitions)
	}
	if len(card.Options) == 0 {
		fmt.Fprintln(a.out, a.out.Dim.Sprint("----"))
		printMarkdown(a, card.Answer(), card.Definitions)
	}
	if card.More != "" {
		fmt.Fprintln(a.out)
		printMarkdown(a, card.More, card.Definitions)
	}
}

// factsOf are what is known of a card but its texts: names and values, some of them empty.
func factsOf(a *app, c *collection, s *wholeCard) [][2]string {
	card, cal := s.Card, a.calendar(c)
	file := card.Path
	if card.Line > 0 {
		file += ":" + strconv.Itoa(card.Line)
	}
	state := stateWord(card)
	if card.Line == 0 {
		state = "its text is gone"
	}
	if at := dueAt(card.Schedule, cal); !at.IsZero() && !card.Suspended && !card.Draft {
		state += ", due " + out.When(at, a.Now(), cal)
	}
	if desk.IsBuried(card, s.Day) {
		state += ", buried until " + card.Buried.String()
	}
	if s.Leech {
		state += ", a leech"
	}
	flag := ""
	if card.Flag != 0 {
		flag = strconv.Itoa(card.Flag)
	}
	return [][2]string{
		{"id", s.short},
		{"file", file},
		{"kind", card.Kind.String()},
		{"tags", tagged(card.Tags)},
		{"flag", flag},
		{"state", state},
		{"memory", memoryWords(s)},
	}
}

// tagged writes tags as decks do.
func tagged(tags []string) string {
	if len(tags) == 0 {
		return ""
	}
	return "#" + strings.Join(tags, " #")
}

// memoryWords say what is known of the memory of a card; "" of a new one.
func memoryWords(s *wholeCard) string {
	if s.Stability == 0 {
		return ""
	}
	return fmt.Sprintf("%s, %s; stability %.1f days, difficulty %.1f of 10, known now: %.0f %%",
		out.Plural(s.Card.Schedule.Reviews, "review"), out.Plural(s.Card.Schedule.Lapses, "lapse"),
		s.Stability, s.Card.Schedule.Memory.Difficulty, 100*s.Recall(0))
}

// printShownRows shows a card to a program.
func printShownRows(a *app, c *collection, s *wholeCard) {
	j := newShowJSON(s, a.calendar(c))
	number := func(f *float64) string {
		if f == nil {
			return ""
		}
		return strconv.FormatFloat(*f, 'f', 2, 64)
	}
	for _, row := range [][2]string{
		{"id", j.ID},
		{"keys", strings.Join(j.Keys, " ")},
		{"deck", j.Deck},
		{"section", strings.Join(j.Section, a.out.Sign(" › "))},
		{"file", j.File},
		{"line", strconv.Itoa(j.Line)},
		{"kind", j.Kind},
		{"tags", strings.Join(j.Tags, " ")},
		{"phase", stateWord(s.Card)},
		{"due", dueText(s.Card, a.calendar(c))},
		{"reviews", strconv.Itoa(j.Reviews)},
		{"lapses", strconv.Itoa(j.Lapses)},
		{"stability", number(j.Stability)},
		{"difficulty", number(j.Difficulty)},
		{"retrievability", number(j.Retrievability)},
		{"flag", strconv.Itoa(j.Flag)},
		{"question", j.Question},
		{"answer", j.Answer},
		{"explanation", j.Explanation},
	} {
		out.PrintRow(a.out, row[0], row[1])
	}
	for _, sibling := range j.Siblings {
		out.PrintRow(a.out, "sibling", sibling.ID, sibling.Phase, sibling.Question)
	}
	for i := range j.History {
		p := &j.History[i]
		rating := ""
		if p.Rating > 0 {
			rating = srs.Rating(p.Rating).String()
		}
		out.PrintRow(a.out, "event", p.Day, p.Kind, rating, p.Due)
	}
}

// showJSON is what `cards show --json` prints.
type showJSON struct {
	listedCard
	Explanation    string        `json:"explanation"`
	Options        []optionJSON  `json:"options"`
	Retrievability *float64      `json:"retrievability"`
	Siblings       []siblingJSON `json:"siblings"`
	History        []whyPast     `json:"history"`
}

// siblingJSON is another card of the same note.
type siblingJSON struct {
	ID       string `json:"id"`
	Question string `json:"question"`
	Phase    string `json:"phase"`
}

func newShowJSON(s *wholeCard, cal srs.Calendar) showJSON {
	j := showJSON{
		listedCard: newListedCard(s.Card, cal), Explanation: s.Card.More,
		Options:  newOptionsJSON(s.Card.Options),
		Siblings: make([]siblingJSON, len(s.siblings)), History: make([]whyPast, len(s.Past)),
	}
	j.Leech = s.Leech
	if s.Card.Schedule.Memory != (model.Memory{}) {
		j.Retrievability = new(s.Recall(0))
	}
	for i, sibling := range s.siblings {
		j.Siblings[i] = siblingJSON{
			sibling.ID.String(), sibling.Question(),
			sibling.Schedule.Phase.String(),
		}
	}
	for i := range s.Past {
		j.History[i] = newWhyPast(&s.Past[i], cal)
	}
	return j
}
