package desk

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"cards/deck"
	"cards/deck/from/studypage"
	"cards/deck/markup"
	"cards/deck/printer"
	"cards/deck/suggest"
	"cards/storage"
	"cards/storage/folders"
)

// Draft is a note that nobody has confirmed the answer of.
type Draft struct {
	deck.Note
	Path    string      // of its file, as in [storage.Card.Path]
	Deck    string      // name of its deck
	Answers []Suggested // what its answer may be, the best first: what it has now, then what notes say
	Choices []string    // the options of which the right ones are to be ticked; nil if it has none
}

// Suggested is what may be the answer of a draft.
type Suggested struct {
	Text  string
	Line  int      // of the study notes in the file; 0 if they do not say it
	Notes []string // what stands around that line, and itself
}

// ErrNoDraft says that a note is no draft any more, or is gone.
var ErrNoDraft = errors.New("it is no longer a draft")

var errNoneRight = errors.New("these are options, and none is marked as right: it stays a draft")

// Drafts returns the drafts of a scope in the order of decks, files and lines.
func Drafts(c *storage.Collection, scope storage.Scope) ([]Draft, error) {
	decks, err := c.Decks(scope)
	if err != nil {
		return nil, err
	}
	var drafts []Draft
	for _, d := range decks {
		if d.Drafts == 0 {
			continue
		}
		text, err := ReadDeck(folders.Abs(c.Root(), d.Path))
		if err != nil {
			return nil, err
		}
		drafts = append(drafts, draftsOf(text, d)...)
	}
	return drafts, nil
}

// draftsOf returns the drafts of one deck file. What answers they may have follows from all notes
// of the file, so that it stays the same while one draft after the other is answered.
func draftsOf(text []byte, d storage.DeckInfo) []Draft {
	f := deck.Parse(d.Path, text)
	lines := strings.Split(string(text), "\n")
	facts := factsOf(f, lines)
	questions := make([]string, len(f.Notes))
	for i, n := range f.Notes {
		questions[i] = n.Prompt
	}
	var drafts []Draft
	for i, list := range suggest.Rank(questions, facts) {
		n := f.Notes[i]
		if !n.Draft {
			continue
		}
		draft := Draft{Note: n, Path: d.Path, Deck: d.Name, Choices: choicesOf(n)}
		draft.suggest(list, facts, lines)
		drafts = append(drafts, draft)
	}
	return drafts
}

// suggest gives a draft the answer that it has, and those that the notes suggest.
func (d *Draft) suggest(list []suggest.Suggestion, facts []suggest.Fact, lines []string) {
	add := func(f suggest.Fact) {
		if f.Text == "" {
			f.Text = f.Label
		}
		same := func(s Suggested) bool { return s.Text == f.Text }
		if !slices.ContainsFunc(d.Answers, same) {
			d.Answers = append(d.Answers, Suggested{f.Text, f.Line, around(lines, f.Line)})
		}
	}
	if d.Answer != "" && d.Choices == nil && d.Label == deck.Question {
		own := suggest.Fact{Text: d.Answer}
		says := func(f suggest.Fact) bool { return f.Text == d.Answer }
		if at := slices.IndexFunc(facts, says); at >= 0 {
			own.Line = facts[at].Line
		}
		add(own)
	}
	for _, s := range list {
		if d.Choices == nil && d.Label == deck.Question {
			add(facts[s.Fact])
		}
	}
}

// around returns a line of a file with those beside it; nil for line 0.
func around(lines []string, line int) []string {
	if line == 0 {
		return nil
	}
	from, to := max(0, line-2), min(len(lines), line+1)
	var list []string
	for _, l := range lines[from:to] {
		if strings.TrimSpace(l) != "" {
			list = append(list, strings.TrimRight(l, "\r "))
		}
	}
	return list
}

// factsOf returns what the study notes of a deck say, with the lines of the file.
func factsOf(f *deck.File, lines []string) []suggest.Fact {
	var facts []suggest.Fact
	for _, s := range f.Sections {
		notes := strings.Split(markup.WithoutFlow(s.Notes), "\n")
		at := s.Line
		for _, fact := range studypage.FactsOf(s.Notes) {
			line := strings.TrimRight(notes[fact.Line-1], "\r")
			for i := at; i < len(lines); i++ {
				if strings.TrimRight(lines[i], "\r") == line {
					at = i + 1
					break
				}
			}
			fact.Line = at
			fact.Headings = slices.Concat(s.Title, fact.Headings)
			facts = append(facts, fact)
		}
	}
	return facts
}

// choicesOf returns the options of a draft: a list of two items or more that its answer is.
func choicesOf(n deck.Note) []string {
	var options []string
	for _, o := range n.Options {
		options = append(options, o.Text)
	}
	if options != nil || n.Label != deck.Question {
		return options
	}
	for line := range strings.SplitSeq(n.Answer, "\n") {
		item, ok := strings.CutPrefix(line, "- ")
		if !ok {
			return nil
		}
		options = append(options, item)
	}
	if len(options) < 2 {
		return nil
	}
	return options
}

// Confirmed returns what becomes of the file of a draft that has got its answer: it is a draft no
// more. [ErrNoDraft] if it is none already. The list of its choices is no answer.
func (d Draft) Confirmed(c *storage.Collection, answer string) (storage.FileChange, error) {
	if d.Choices != nil && strings.TrimSpace(answer) == strings.TrimSpace(d.Answer) {
		return storage.FileChange{}, errNoneRight
	}
	return d.rewritten(c, func(n *deck.Note) {
		if n.Label != deck.Cloze {
			n.Answer, n.Options = answer, nil
		}
	})
}

// Ticked is [Draft.Confirmed] with the right ones of its choices, by their places from 0.
func (d Draft) Ticked(c *storage.Collection, right []int) (storage.FileChange, error) {
	return d.rewritten(c, func(n *deck.Note) {
		n.Options = nil
		for i, text := range d.Choices {
			n.Options = append(n.Options, deck.Option{Text: text, Right: slices.Contains(right, i)})
		}
	})
}

// rewritten returns what becomes of the file when the note is changed and is a draft no more.
func (d Draft) rewritten(
	c *storage.Collection, change func(*deck.Note),
) (storage.FileChange, error) {
	file := storage.FileChange{Path: d.Path}
	before, err := ReadDeck(folders.Abs(c.Root(), d.Path))
	if err != nil {
		return file, err
	}
	f := deck.Parse(d.Path, before)
	at := slices.IndexFunc(f.Notes, func(n deck.Note) bool {
		return n.Draft && n.Cards[0].Key == d.Cards[0].Key
	})
	if at < 0 {
		return file, fmt.Errorf("answer draft %q: %w", d.Prompt, ErrNoDraft)
	}
	n := f.Notes[at]
	n.Draft = false
	change(&n)
	text, err := printer.Print(n)
	if err != nil {
		return file, err
	}
	lines := slices.Collect(strings.Lines(string(before)))
	file.Before = before
	after := slices.Concat(lines[:n.Pos.Line-1], []string{text}, lines[n.End:])
	file.After = []byte(strings.Join(after, ""))
	return file, nil
}
